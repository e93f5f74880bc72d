"""What stands on the map of a region: its parts with their figures, and its TPS by their standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from siaga.access import Actor
from siaga.elections.models import Election, PollingStation
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.queries import by_child, unit_standings
from siaga.readiness.shapes import ChildLine
from siaga.readiness.views.classes import class_of, is_thin
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One part of the map. tone: key of its colour; empty where nothing is expected."""

    code: str
    name: str
    region: Region | None
    station: PollingStation | None
    figure: Figure
    tone: str

    @property
    def thin(self) -> bool:
        return is_thin(self.figure)


def area_line(child: ChildLine) -> AreaLine:
    name = child.region.title if child.region else f"TPS {child.station.number:03d}" if child.station else ""
    return AreaLine(child.code, name, child.region, child.station, child.figure, class_of(child.figure))


def area_lines(
    actor: Actor, election: Election, code: str, indicator: str, scale: Scale, at: datetime | None, now: datetime
) -> tuple[Figure, list[AreaLine]]:
    """The figure of the region and of its parts; indicator: its key, or empty. Raises ``Refused``."""
    whole, children = by_child(actor, election, code, indicator, scale, at, now)
    return whole, [area_line(child) for child in children]


@dataclass(frozen=True, slots=True)
class PointLine:
    """One TPS with a position. tone: its standing (readiness) or its risk (kerawanan)."""

    station: PollingStation
    figure: Figure
    tone: str


def point_lines(
    actor: Actor, election: Election, code: str, indicator: str, scale: Scale, at: datetime | None, now: datetime
) -> list[PointLine]:
    """The TPS of a regency or less that owe reports and have a position. Raises ``Refused``."""
    found = []
    for one in unit_standings(actor, election, code, indicator, scale, at, now):
        tone = one.standing if scale is Scale.READINESS else one.risk
        if tone is not None and one.figure.expected and one.station.lat is not None:
            found.append(PointLine(one.station, one.figure, tone.value))
    return found
