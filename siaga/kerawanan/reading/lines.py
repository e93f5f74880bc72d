"""The TPS of a mapping, each with the class that holds, who gave it, and where it lies. A few queries for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Plain
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from siaga.access import Actor
from siaga.elections.models import SPECIAL_FROM, PollingStation
from siaga.elections.points import station_points
from siaga.engines.risk.scheme import Scheme, scheme_from
from siaga.engines.risk.table import Table, table_of
from siaga.kerawanan.access import rows_of
from siaga.kerawanan.models import MappedStation, Mapping, Override, RiskClass
from siaga.kerawanan.words import reasons_words
from siaga.wilayah.access import below
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class Line:
    """One TPS of a mapping. cls: the class that holds, computed or given (then ``override``)."""

    row: MappedStation
    village: str
    district: str
    override: Override | None
    lat: float | None
    lon: float | None
    estimated: bool
    names: Plain[str, str]

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def name(self) -> str:
        return f"TPS {self.number:03d}"

    @property
    def number(self) -> int:
        return int(self.row.code.rpartition("/")[2])

    @property
    def special(self) -> bool:
        return self.number >= SPECIAL_FROM

    @property
    def cls(self) -> str:
        return self.override.cls if self.override else self.row.cls

    @property
    def where(self) -> str:
        return f"{self.village}, {self.district}"

    @property
    def reasons(self) -> list[str]:
        """The reasons of the computed class, as sentences."""
        return reasons_words(self.row.reasons, self.names)

    def answers(self, numbers: Sequence[str]) -> dict[str, bool | None]:
        """What was answered about it when the mapping was made."""
        return answers_of_row(self.row, numbers)


def answers_of_row(row: MappedStation, numbers: Sequence[str]) -> dict[str, bool | None]:
    """A row keeps what was affirmed and what nobody answered; all else was denied."""
    yes, unknown = set(row.yes), set(row.unknown)
    return {number: None if number in unknown else number in yes for number in numbers}


def criteria_of_mapping(mapping: Mapping) -> Scheme:
    """How it was computed, weights included."""
    return scheme_from(mapping.criteria)


def names_of(mapping: Mapping) -> dict[str, str]:
    """The indicators by number, as they read when the mapping was made."""
    return {str(one["number"]): str(one["name"]) for one in mapping.indicators}


def variables_of_mapping(mapping: Mapping) -> dict[str, str]:
    """The variables by number, in order."""
    found: dict[str, str] = {}
    for one in mapping.indicators:
        found.setdefault(str(one["number"]).partition(".")[0], str(one["variable"]))
    return found


def lines_of(actor: Actor, mapping: Mapping, moment: datetime | None = None, *, placed: bool = False) -> list[Line]:
    """The TPS that the actor sees. moment: classes that people had given then; None: those that stand now.

    placed: TPS that nobody measured stand at their seeded points, marked as estimated; for maps, as it takes a while.
    """
    rows = list(rows_of(actor, mapping))
    places = {
        region.code: region.name
        for region in Region.objects.filter(below(mapping.region.code), code__gt=mapping.region.code).only(
            "code", "name"
        )
    }
    points = _points(mapping, placed)
    given = overrides_at(mapping, moment)
    names = names_of(mapping)
    found = []
    for row in rows:
        lat, lon, estimated = points.get(row.code, (None, None, False))
        village, district = places.get(row.village_code, ""), places.get(row.district_code, "")
        found.append(Line(row, village, district, given.get(row.station_id or 0), lat, lon, estimated, names))
    return found


def _points(mapping: Mapping, placed: bool) -> dict[str, tuple[float | None, float | None, bool]]:
    rows = PollingStation.objects.filter(election=mapping.election_id, regency_code=mapping.region.code)
    points = {
        code: (lat, lon, estimated)
        for code, lat, lon, estimated in rows.values_list("code", "lat", "lon", "estimated").order_by()
    }
    if placed and any(lat is None for lat, _lon, _estimated in points.values()):
        for point in station_points(mapping.election, mapping.region):
            if points.get(point.code, (0.0,))[0] is None:
                points[point.code] = (point.lat, point.lon, True)
    return points


def overrides_at(mapping: Mapping, moment: datetime | None) -> dict[int, Override]:
    """Given classes of the regency by the id of the TPS: those that stand, or that stood at a moment."""
    stands = Q(ended_at=None) if moment is None else Q(since__lte=moment) & (Q(ended_at=None) | Q(ended_at__gt=moment))
    rows = Override.objects.filter(stands, election=mapping.election_id, station__regency_code=mapping.region.code)
    return {row.station_id: row for row in rows.order_by("since", "pk")}


def class_counts(classes: Iterable[str]) -> dict[str, int]:
    """TPS by class, every class named, the heaviest first."""
    found = Counter(classes)
    order = (RiskClass.KHUSUS, RiskClass.SANGAT_RAWAN, RiskClass.RAWAN, RiskClass.KURANG_RAWAN, RiskClass.BELUM_DINILAI)
    return {cls.value: found[cls.value] for cls in order}


def table_of_lines(lines: Sequence[Line], numbers: Sequence[str]) -> Table:
    """The lines as the engine reads many TPS."""
    return table_of(numbers, [(line.code, line.answers(numbers), line.special) for line in lines])


def as_plain(line: Line) -> dict[str, Any]:
    """A TPS for a file of the map: codes and figures, no words."""
    return {
        "code": line.code,
        "class": line.cls,
        "computed": line.row.cls,
        "score": line.row.score,
        "low": line.row.low,
        "high": line.row.high,
        "unknown": line.row.unknown_count,
        "estimated": line.estimated,
    }
