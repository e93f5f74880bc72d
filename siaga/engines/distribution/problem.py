"""What a distribution plan is made from, as plain values.

Time is counted in minutes. A ``day`` is an offset from voting day (-7 is H-7); a moment of a day is minutes after
midnight, local time; ``moment(day, minute)`` is both in one number. Distances are kilometres, money rupiah.

What the rules mean, to the minute: loading is part of the shift, so a vehicle leaves at the earliest ``shift_start`` +
``load_minutes`` and is back at the latest at ``shift_end``; a window and the deadline bound the start of service. A day
of a vehicle costs ``cost_fixed`` + km × ``cost_km`` + ``cost_hour`` × hours from start of loading to the last return.

Echelons: a site is served from its ``hub``: a depot, a PPK that stores and passes on, a place where a truck hands over
to motorbikes or porters, or a crossing with a timetable. A hub other than a depot is itself served from its own hub,
with the sum of what it passes on; nothing leaves a hub before it is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

DAY = 1440
"""Minutes of a day."""


def moment(day: int, minute: int) -> int:
    """Minutes since midnight of voting day; negative before it."""
    return day * DAY + minute


class Road(StrEnum):
    """Road classes (contract: fleet, sites)."""

    ASPHALT = "asphalt"
    GRAVEL = "gravel"
    FOUR_WHEEL = "4wd"
    MOTORBIKE = "motorbike"
    BOAT = "boat"
    FOOT = "foot"


class HubKind(StrEnum):
    DEPOT = "depot"
    DISTRICT = "ppk"
    TRANSFER = "transfer"
    CROSSING = "crossing"


@dataclass(frozen=True, slots=True)
class Hub:
    """Where vehicles start. ``hub`` is where it is supplied from; empty for a depot.

    access: the class of the last stretch to it. departures: of a crossing, the minutes of each day at which a trip may
    leave; empty means any time. opens, closes: when trips may leave and goods be taken in.
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: HubKind = HubKind.DEPOT
    hub: str = ""
    access: Road = Road.ASPHALT
    service_minutes: int = 30
    opens: int = 0
    closes: int = DAY
    departures: tuple[int, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A place that must get its boxes.

    access: the class of the last stretch to it: only vehicles that can use it may come. windows: parts of each day in
    which service may start. remote: served first (``Rules.remote_lead_days``). hub: from where; group: code of the
    sub-district. first_day, last_day: within the plan's days, where narrower.
    """

    id: str
    name: str
    lat: float
    lon: float
    boxes: int
    kg: float = 0.0
    access: Road = Road.ASPHALT
    service_minutes: int = 15
    windows: tuple[tuple[int, int], ...] = ((360, 1080),)
    remote: bool = False
    hub: str = ""
    group: str = ""
    tier: str = "desa"
    first_day: int | None = None
    last_day: int | None = None


@dataclass(frozen=True, slots=True)
class VehicleClass:
    """``count`` equal vehicles at ``depot`` (the id of a hub).

    capacity_kg: 0 for no limit. max_drive_minutes: driving in one day for one vehicle (its crew), None for no rule.
    max_trips: tours a vehicle may make in a day; between two it loads again for ``Rules.reload_minutes``.
    """

    id: str
    type: str
    count: int
    capacity_boxes: int
    access: frozenset[Road]
    depot: str
    capacity_kg: float = 0.0
    speed_factor: float = 1.0
    shift_start: int = 360
    shift_end: int = 1080
    max_drive_minutes: int | None = None
    max_trips: int = 8
    cost_fixed: float = 0.0
    cost_km: float = 0.0
    cost_hour: float = 0.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What a plan must keep.

    first_day, last_day: days on which vehicles run. deadline_minute: on the last day everything is there by then.
    remote_lead_days: remote sites are served at least so many days before ``last_day``. escorts_per_day: routes that
    the police can escort on one day, None for no limit. reload_minutes: loading before each further tour.
    load_minutes: loading before the first tour of a day.
    """

    first_day: int = -7
    last_day: int = -1
    deadline_minute: int = 1080
    remote_lead_days: int = 1
    escorts_per_day: int | None = None
    load_minutes: int = 30
    reload_minutes: int = 30

    @property
    def days(self) -> range:
        return range(self.first_day, self.last_day + 1)


class TimeSource(StrEnum):
    """Where a travel time comes from, in the order of trust."""

    MEASURED = "matrix"
    ROADS = "roads"
    ESTIMATED = "estimate"


@dataclass(frozen=True, slots=True)
class Leg:
    """Travel from one place to another for a vehicle class. minutes None: cannot be reached so."""

    minutes: int | None
    km: float
    source: TimeSource


DETOUR: Mapping[Road, float] = {
    Road.ASPHALT: 1.3,
    Road.GRAVEL: 1.4,
    Road.FOUR_WHEEL: 1.5,
    Road.MOTORBIKE: 1.5,
    Road.BOAT: 1.2,
    Road.FOOT: 1.3,
}
"""Way ÷ great circle by road class: working values of ours, to be calibrated per regency."""
SPEED_KMH: Mapping[Road, float] = {
    Road.ASPHALT: 40.0,
    Road.GRAVEL: 25.0,
    Road.FOUR_WHEEL: 15.0,
    Road.MOTORBIKE: 15.0,
    Road.BOAT: 12.0,
    Road.FOOT: 3.5,
}
"""Speed by road class in the dry season: working values of ours, to be calibrated per regency."""


@dataclass(frozen=True, slots=True)
class Estimates:
    """How travel is estimated where no file and no road data say it. rain: speeds are multiplied by it in the wet.

    last_km: so much of the great circle at an end of a leg counts as its last stretch (``travel.py`` has the formula).
    """

    detour: Mapping[Road, float] = field(default_factory=lambda: dict(DETOUR))
    speed_kmh: Mapping[Road, float] = field(default_factory=lambda: dict(SPEED_KMH))
    rain: Mapping[Road, float] = field(default_factory=dict)
    last_km: float = 5.0


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One known pair (contract: matrix): for vehicles that can use this road class, at speed factor 1 and in the dry.

    The way back has the same values where it has no row of its own.
    """

    from_id: str
    to_id: str
    road: Road
    minutes: int
    km: float
    source: TimeSource = TimeSource.MEASURED


@dataclass(frozen=True, slots=True)
class Problem:
    """A whole distribution: where from, where to, with what, by which rules.

    matrix: measured pairs, which go before estimates. closed: pairs of places between which nothing can pass now,
    in either direction.
    """

    hubs: tuple[Hub, ...]
    sites: tuple[Site, ...]
    vehicles: tuple[VehicleClass, ...]
    rules: Rules = field(default_factory=Rules)
    matrix: tuple[MatrixRow, ...] = ()
    estimates: Estimates = field(default_factory=Estimates)
    closed: frozenset[tuple[str, str]] = frozenset()
