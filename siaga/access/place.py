"""Where a thing is (for ``may``), and where an actor may look (for querysets)."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access.actor import Actor, Grant
from siaga.access.matrix import MATRIX, Place, Reach, Verb, inside, is_station


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything that one actor may reach with one verb, as the union of five kinds of reach.

    below: codes (of regions or of TPS) whose whole subtree is reached; an empty code in it means everything.
    around: codes whose subtree *and* whose ancestors are reached.
    agencies: (agency key, region code) pairs: only things of that agency, below that region.
    stations: (TPS code, election id) pairs: that TPS in that election alone.
    above: codes that are reached themselves, with nothing below them.
    """

    below: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    agencies: frozenset[tuple[str, str]] = frozenset()
    stations: frozenset[tuple[str, int]] = frozenset()
    above: frozenset[str] = frozenset()

    @property
    def everything(self) -> bool:
        return "" in self.below or "" in self.around

    @property
    def nothing(self) -> bool:
        return not (self.below or self.around or self.agencies or self.stations or self.above)

    def reaches(self, place: Place) -> bool:
        """The same answer that a queryset filtered by this scope gives for one thing."""
        return (
            any(inside(place.spot, code) for code in self.below)
            or any(inside(place.spot, code) or inside(code, place.spot) for code in self.around)
            or any(place.agency == agency and inside(place.region, code) for agency, code in self.agencies)
            or (place.election is not None and (place.spot, place.election) in self.stations)
            or place.spot in self.above
        )


def scope_of(actor: Actor, verb: Verb) -> Scope:
    """All that the actor may reach with the verb; the empty scope reaches nothing."""
    below: set[str] = set()
    around: set[str] = set()
    agencies: set[tuple[str, str]] = set()
    stations: set[tuple[str, int]] = set()
    above: set[str] = set()
    for grant in actor.grants:
        reach = MATRIX[grant.role].get(verb)
        if reach is Reach.AGENCY and grant.agency:
            agencies.add((grant.agency, grant.region))
        if reach is not Reach.BELOW and reach is not Reach.AROUND:
            continue
        bound = _bound(grant)
        stations |= bound
        free = frozenset(grant.roots) - {code for code, _election in bound}
        if reach is Reach.BELOW:
            below |= free
        else:
            around |= free
            above |= {ancestor for code, _election in bound for ancestor in ("", *ancestors(code))}
    return Scope(frozenset(below), frozenset(around), frozenset(agencies), frozenset(stations), frozenset(above))


def _bound(grant: Grant) -> set[tuple[str, int]]:
    """The TPS codes of a grant that mean stations of one election."""
    if grant.election is None:
        return set()
    return {(code, grant.election) for code in grant.roots if is_station(code)}


def ancestors(code: str) -> list[str]:
    """The codes of all regions above a region or a TPS, outermost first."""
    village, slash, _number = code.partition("/")
    parts = village.split(".")
    upwards = [".".join(parts[:depth]) for depth in range(1, len(parts))]
    return [*upwards, village] if slash else upwards
