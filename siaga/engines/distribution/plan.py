"""What a distribution plan says, as plain values (``form.py`` has its form in files and in the database)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit: minutes of the route's day. A site that one vehicle cannot carry has several stops.

    site: the id of a site, or of a hub that is supplied by the route. wait: minutes before its window opened.
    """

    site: str
    arrive: int
    start: int
    leave: int
    boxes: int
    kg: float = 0.0

    @property
    def wait(self) -> int:
        return self.start - self.arrive


@dataclass(frozen=True, slots=True)
class Trip:
    """A tour from the hub and back to it; depart is after loading."""

    depart: int
    back: int
    stops: tuple[Stop, ...]

    @property
    def boxes(self) -> int:
        return sum(stop.boxes for stop in self.stops)


@dataclass(frozen=True, slots=True)
class Route:
    """One vehicle on one day. unit: which of the class's vehicles, from 1. locked: by hand, or already executed."""

    vehicle: str
    unit: int
    day: int
    hub: str
    trips: tuple[Trip, ...]
    km: float
    drive_minutes: int
    cost: float
    locked: bool = False

    @property
    def id(self) -> str:
        """Such as ``truk-1/H-5``."""
        return f"{self.vehicle}-{self.unit}/H{self.day:+d}"


class Reason(StrEnum):
    """Why a site stays unserved, or what a plan is short of."""

    ACCESS = "access"
    """No vehicle of its hub can use the last stretch."""
    CAPACITY = "capacity"
    """Not enough room in the vehicles that can go there, over all days and tours."""
    HOURS = "hours"
    """Not enough hours: too far for a shift or for the crew's hours, or too many tours."""
    WINDOW = "window"
    """Nobody can be there while it is open."""
    DAYS = "days"
    """Too few days before the deadline (remote sites, echelons)."""
    HUB = "hub"
    """Its hub cannot be supplied, or too late."""
    UNREACHABLE = "unreachable"
    """There is no way to it (closed, or no crossing)."""
    ESCORT = "escort"
    """Not enough escorts."""
    TIME = "time"
    """The search found none in its time; more may."""


@dataclass(frozen=True, slots=True)
class Unserved:
    """Boxes that no vehicle brings. reason: the binding one."""

    site: str
    boxes: int
    reason: Reason


class RepairKind(StrEnum):
    VEHICLE = "vehicle"
    DAY = "day"
    HOURS = "hours"
    WINDOW = "window"
    ROAD = "road"
    ESCORT = "escort"


@dataclass(frozen=True, slots=True)
class Repair:
    """The smallest addition found that makes a shortage go away.

    amount: vehicles, days, minutes of shift or escorts to add. vehicle: class id where it names one. checked: it was
    added and the plan then served everything that this shortage names.
    """

    kind: RepairKind
    amount: int
    vehicle: str = ""
    hub: str = ""
    day: int | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Shortage:
    """What binds: which vehicles (class ids) on which days for which sites, and the cheapest repair."""

    reason: Reason
    sites: tuple[str, ...]
    boxes: int
    hub: str = ""
    vehicles: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer. last_arrival: its day and minute. margin_minutes: from it to the deadline.

    sources: share of the driven km by ``TimeSource``.
    bound: a proven lower bound of the cost where there is one. feasible: nothing is unserved.
    """

    routes: tuple[Route, ...]
    unserved: tuple[Unserved, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    cost: float = 0.0
    km: float = 0.0
    drive_minutes: int = 0
    last_arrival: tuple[int, int] | None = None
    margin_minutes: int | None = None
    sources: dict[str, float] = field(default_factory=dict)
    bound: float | None = None
    seconds: float = 0.0
    seed: int = 1

    @property
    def feasible(self) -> bool:
        return not self.unserved
