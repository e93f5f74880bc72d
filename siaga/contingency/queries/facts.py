"""What is known of every station of a regency that contingency is about: class, answers, place, voters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from siaga.contingency.playbooks.schema import Triggered
from siaga.elections.models import Election, PollingStation
from siaga.elections.points import StationPoint, station_points
from siaga.kerawanan.queries import answers_of, standing_classes
from siaga.wilayah.models import Region

UNRATED = "belum-dinilai"


@dataclass(frozen=True, slots=True)
class Fact:
    """One station. cls: of kerawanan as it holds. score: 0 to 1, None where nothing was answered. point: None: nowhere.

    yes: numbers of indicators answered *ya*. answered: how many were answered at all.
    """

    code: str
    number: int
    village: str
    village_name: str
    district: str
    voters: int | None
    cls: str
    score: float | None
    yes: frozenset[str]
    answered: int
    point: StationPoint | None

    @property
    def name(self) -> str:
        return f"TPS {self.number:03d} {self.village_name}"

    def triggers(self, rule: Triggered) -> tuple[str, ...] | None:
        """Which answers of the station trigger a rule: their numbers, empty where it always holds, None: not at all."""
        if found := tuple(number for number in rule.when if number in self.yes):
            return found
        return () if rule.always else None


def facts_of(election: Election, region: Region) -> dict[str, Fact]:
    """All of a regency by station code, in the order of the codes. A handful of queries."""
    stations = list(
        PollingStation.objects.filter(election=election, regency_code=region.code)
        .select_related("village")
        .order_by("code")
    )
    points = {point.code: point for point in station_points(election, region)}
    classes = standing_classes(election, region)
    answers = answers_of(election, region)
    found: dict[str, Fact] = {}
    for one in stations:
        standing = classes.get(one.code)
        said = answers.get(one.code, {})
        found[one.code] = Fact(
            code=one.code,
            number=one.number,
            village=one.village_code,
            village_name=one.village.name,
            district=one.district_code,
            voters=one.voters_total,
            cls=standing.cls if standing else UNRATED,
            score=standing.score / 1_000_000 if standing and standing.score is not None else None,
            yes=frozenset(number for number, answer in said.items() if answer),
            answered=sum(answer is not None for answer in said.values()),
            point=_said(points.get(one.code), estimated=one.estimated),
        )
    return found


def _said(point: StationPoint | None, *, estimated: bool) -> StationPoint | None:
    """A measured point that was imported as an estimate is one."""
    return replace(point, estimated=True) if point is not None and estimated else point


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many stations there are, how many have answers, a class, a point, an estimated point."""

    stations: int
    answered: int
    rated: int
    placed: int
    estimated: int


def coverage_of(facts: Iterable[Fact]) -> Coverage:
    rows = list(facts)
    return Coverage(
        len(rows),
        sum(one.answered > 0 for one in rows),
        sum(one.cls != UNRATED for one in rows),
        sum(one.point is not None for one in rows),
        sum(one.point is not None and one.point.estimated for one in rows),
    )


def triggered(facts: Mapping[str, Fact], rule: Triggered) -> dict[str, tuple[str, ...]]:
    """Stations that a rule holds for, each with the answers that say so."""
    found = {code: fact.triggers(rule) for code, fact in facts.items()}
    return {code: why for code, why in found.items() if why is not None}
