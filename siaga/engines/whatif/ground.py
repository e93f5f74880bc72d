"""What stands before anything happens: stations, what is planned to reach them, who guards them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Station:
    """A polling station. voters: None where unknown, never counted as zero. secured: needs that a plan covers there."""

    code: str
    village: str
    district: str
    voters: int | None
    secured: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Delivery:
    """Boxes that a plan brings on a day (-1 is H-1). place: a district, a village or the station itself."""

    place: str
    day: int
    boxes: int
    route: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """Officers who guard some stations."""

    id: str
    posts: tuple[str, ...]
    officers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """deliveries: by station code, what of the plan in force is still to come."""

    stations: tuple[Station, ...]
    deliveries: dict[str, tuple[Delivery, ...]]
    teams: tuple[Team, ...]
