"""Where a thing is (for ``may``), and where an actor may look (for querysets)."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access.actor import Actor
from siaga.access.matrix import MATRIX, Place, Reach, Verb, inside


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything that one actor may reach with one verb, as the union of three kinds of reach.

    below: codes (of regions or of TPS) whose whole subtree is reached; an empty code in it means everything.
    around: codes whose subtree *and* whose ancestors are reached.
    agencies: (agency key, region code) pairs: only things of that agency, below that region.
    """

    below: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    agencies: frozenset[tuple[str, str]] = frozenset()

    @property
    def everything(self) -> bool:
        return "" in self.below or "" in self.around

    @property
    def nothing(self) -> bool:
        return not (self.below or self.around or self.agencies)

    def reaches(self, place: Place) -> bool:
        """The same answer that a queryset filtered by this scope gives for one thing."""
        return (
            any(inside(place.spot, code) for code in self.below)
            or any(inside(place.spot, code) or inside(code, place.spot) for code in self.around)
            or any(place.agency == agency and inside(place.region, code) for agency, code in self.agencies)
        )


def scope_of(actor: Actor, verb: Verb) -> Scope:
    """All that the actor may reach with the verb; the empty scope reaches nothing."""
    below: set[str] = set()
    around: set[str] = set()
    agencies: set[tuple[str, str]] = set()
    for grant in actor.grants:
        reach = MATRIX[grant.role].get(verb)
        if reach is Reach.BELOW:
            below |= grant.roots
        elif reach is Reach.AROUND:
            around |= grant.roots
        elif reach is Reach.AGENCY and grant.agency:
            agencies.add((grant.agency, grant.region))
    return Scope(frozenset(below), frozenset(around), frozenset(agencies))
