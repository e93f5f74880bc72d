"""Guard patterns of a regency: those it chose, else those that the ruleset tells of, with their doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.deployment.models import GuardClass, GuardPattern
from siaga.elections.models import Election
from siaga.elections.queries import ruleset_of
from siaga.engines.deployment.patterns import LinmasFlag, linmas_flag
from siaga.engines.deployment.problem import Cls, Pattern
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Told:
    """A pattern of the ruleset as a start: what one area did in one election."""

    cls: str
    police: int
    stations: int
    stations_max: int | None
    linmas: int
    linmas_max: int | None
    origin: str
    doubt: str


def army_allowed(election: Election) -> bool:
    """Whether the army may support, by the ruleset; where it says nothing, no."""
    support = ruleset_of(election).army_support
    return bool(support and support.value)


def told_patterns(election: Election) -> dict[str, list[Told]]:
    """By class, in the order of the ruleset."""
    ruleset = ruleset_of(election)
    found: dict[str, list[Told]] = {}
    for one in ruleset.guards:
        for cls in one.classes:
            if cls in GuardClass.values:
                origin = f"{one.area}, {one.election} ({ruleset.cite(one)})"[:300]
                found.setdefault(cls, []).append(
                    Told(cls, one.police, one.tps, one.tps_max, one.linmas, one.linmas_max, origin, one.doubt)
                )
    return found


def chosen_patterns(election: Election, region: Region) -> dict[str, GuardPattern]:
    rows = GuardPattern.objects.filter(election=election, region=region).select_related("region", "election")
    return {one.cls: one for one in rows}


def patterns_of(election: Election, region: Region) -> list[GuardPattern]:
    """One for each class that has any: the chosen one, else (not kept) the last that the ruleset tells of."""
    chosen, told = chosen_patterns(election, region), told_patterns(election)
    found = []
    for cls in GuardClass.values:
        if cls in chosen:
            found.append(chosen[cls])
        elif cls in told:
            found.append(start_of(election, region, _fitting(told[cls])))
    return found


def _fitting(told: Sequence[Told]) -> Told:
    """Of several, one whose Linmas fit; the last where none does."""
    return next((one for one in told if flag_of(one) is None), told[-1])


def start_of(election: Election, region: Region, one: Told) -> GuardPattern:
    return GuardPattern(
        election=election,
        region=region,
        cls=one.cls,
        police=one.police,
        stations=one.stations,
        stations_max=one.stations_max,
        linmas=one.linmas,
        linmas_max=one.linmas_max,
        origin=one.origin,
        doubt=one.doubt,
    )


def flag_of(one: Told | GuardPattern, per_station: int = 2) -> LinmasFlag | None:
    """Whether the Linmas contradict so many for each TPS."""
    return linmas_flag(
        Pattern(Cls(one.cls), one.police, one.stations, one.linmas, one.stations_max, one.linmas_max), per_station
    )
