"""The standard set of agencies of a region: what belongs to it, and what of it is there already."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.access import Actor, Place, Verb, require
from siaga.desk.kinds import AgencyKind, StandardSet, kinds
from siaga.desk.models import Agency
from siaga.wilayah.models import Level, Region


@dataclass(frozen=True, slots=True)
class Wanted:
    """One agency of a standard set: the kind, where, under which name, and whether it is there already."""

    kind: AgencyKind
    region: Region
    name: str
    exists: bool

    @property
    def code(self) -> str:
        return f"{self.kind.key}@{self.region.code}"

    @property
    def offices(self) -> tuple[str, ...]:
        return self.kind.offices_at(self.region)


@dataclass(frozen=True, slots=True)
class SetLine:
    """One kind of the standard set over all places where it sits: how many there are, and which are missing."""

    kind: AgencyKind
    level: Level
    wanted: tuple[Wanted, ...]

    @property
    def key(self) -> str:
        return f"{self.kind.key}:{self.level.value}"

    @property
    def missing(self) -> tuple[Wanted, ...]:
        return tuple(one for one in self.wanted if not one.exists)

    @property
    def offices(self) -> int:
        """How many offices the missing ones bring."""
        return sum(len(one.kind.offices) for one in self.missing)

    @property
    def standard(self) -> bool:
        return self.kind.set is StandardSet.STANDARD


def standard_set(actor: Actor, region: Region) -> list[SetLine]:
    """The standard set of a region and of its sub-districts (below a regency), kind by kind, in two queries.

    Villages have a set of their own, asked for at a sub-district or a village.
    """
    require(actor, Verb.AGENCY_CHANGE, Place(region.code))
    places = [region]
    if region.level in (Level.REGENCY, Level.DISTRICT):
        places += Region.objects.filter(parent=region, valid_to=None).order_by("code")
    there = set(Agency.objects.filter(region__in=places).values_list("key", "region_id"))
    lines = []
    for level in sorted({Level(place.level) for place in places}):
        here = [place for place in places if place.level == level]
        for kind in kinds().values():
            if kind.set and level in kind.levels:
                wanted = tuple(
                    Wanted(kind, place, kind.name_at(place), (kind.key, place.pk) in there) for place in here
                )
                lines.append(SetLine(kind, level, wanted))
    return lines
