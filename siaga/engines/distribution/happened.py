"""What can happen to a plan while it is driven, and what is said about it afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from siaga.engines.distribution.evaluating import Broken
from siaga.engines.distribution.lines import Key
from siaga.engines.distribution.plan import Plan
from siaga.engines.distribution.problem import Problem, moment

TELL_MINUTES = 10
"""A change of time of so many minutes is told to those who wait."""


@dataclass(frozen=True, slots=True)
class Done:
    """A stop that has been made; trip and stop count from 0 in the route of the plan. Minutes: where they are known."""

    route: str
    trip: int
    stop: int
    arrive: int | None = None
    leave: int | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What is known at a moment.

    executed: stops that are made. departed: routes of today that are on the road; of these a trip whose time has come
    is on its way when those before it are made. Routes of days before count as made, but for what ``missed`` names
    (route, site). closed: pairs that cannot be passed, both ways. broken: vehicle units that cannot drive from now on,
    until the day in ``repaired``. rain: days with wet roads. extra_minutes: routes of today that are so much late.
    loads: new numbers of boxes of sites. last_days: sites that are to be served by a day now, at the latest. detours:
    pairs that take other minutes and kilometres now, both ways, such as the way round a closed road.
    """

    now_day: int
    now_minute: int
    executed: tuple[Done, ...] = ()
    departed: frozenset[str] = frozenset()
    missed: frozenset[tuple[str, str]] = frozenset()
    closed: frozenset[tuple[str, str]] = frozenset()
    broken: frozenset[tuple[str, int]] = frozenset()
    repaired: Mapping[tuple[str, int], int] = field(default_factory=dict)
    rain: frozenset[int] = frozenset()
    extra_minutes: Mapping[str, int] = field(default_factory=dict)
    loads: Mapping[str, int] = field(default_factory=dict)
    detours: Mapping[tuple[str, str], tuple[int, float]] = field(default_factory=dict)
    last_days: Mapping[str, int] = field(default_factory=dict)

    @property
    def now(self) -> int:
        return moment(self.now_day, self.now_minute)

    def is_out(self, key: Key) -> bool:
        vehicle, unit, day = key
        until = self.repaired.get((vehicle, unit))
        return (vehicle, unit) in self.broken and (until is None or day < until)


class ChangeKind(StrEnum):
    MOVED = "moved"
    """Another route brings it."""
    TIME = "time"
    """The same route at another time."""
    LOAD = "load"
    """The same route with another number of boxes."""
    ADDED = "added"
    DROPPED = "dropped"
    """Nobody brings it any more (``Plan.unserved`` says why)."""
    FETCH = "fetch"
    """Boxes on a vehicle that broke down: somebody brings them back to the hub."""


@dataclass(frozen=True, slots=True)
class Change:
    """Whom to tell: the place, the crew of the old route, and that of the new one. Times are moments of start."""

    kind: ChangeKind
    site: str
    from_route: str = ""
    to_route: str = ""
    from_time: int | None = None
    to_time: int | None = None
    boxes: int = 0


@dataclass(frozen=True, slots=True)
class Replanned:
    """The plan as it is now. problem: with what happened in it. broken: rules that it breaks (of locked routes, too).

    untouched: stops ahead that what happened does not touch; kept: those of them with the same vehicle and day.
    """

    plan: Plan
    problem: Problem
    changes: tuple[Change, ...]
    broken: tuple[Broken, ...]
    untouched: int
    kept: int
    seconds: float

    @property
    def share_kept(self) -> float:
        return self.kept / self.untouched if self.untouched else 1.0


def changes(old: Plan, new: Plan) -> list[Change]:
    """What is different for the places that wait: one change for each, with the old and the new route and time."""
    before, after = _visits(old), _visits(new)
    found: list[Change] = []
    for site in dict.fromkeys([*before, *after]):
        gone = dict(before.get(site, {}))
        came = dict(after.get(site, {}))
        for route in [route for route in gone if route in came]:
            (was, boxes), (now, boxes_now) = gone.pop(route), came.pop(route)
            kind = ChangeKind.LOAD if boxes != boxes_now else ChangeKind.TIME
            if kind is ChangeKind.LOAD or abs(now - was) >= TELL_MINUTES:
                found.append(Change(kind, site, route, route, was, now, boxes_now))
        pairs = list(zip(list(gone), list(came), strict=False))
        for one, other in pairs:
            (was, _), (now, boxes) = gone.pop(one), came.pop(other)
            found.append(Change(ChangeKind.MOVED, site, one, other, was, now, boxes))
        for route, (was, boxes) in gone.items():
            found.append(Change(ChangeKind.DROPPED, site, from_route=route, from_time=was, boxes=boxes))
        for route, (now, boxes) in came.items():
            found.append(Change(ChangeKind.ADDED, site, to_route=route, to_time=now, boxes=boxes))
    return found


def _visits(plan: Plan) -> dict[str, dict[str, tuple[int, int]]]:
    """By place and route: the moment of its first start, and the boxes."""
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for route in plan.routes:
        for trip in route.trips:
            for stop in trip.stops:
                start, boxes = found[stop.site].get(route.id, (moment(route.day, stop.start), 0))
                found[stop.site][route.id] = (min(start, moment(route.day, stop.start)), boxes + stop.boxes)
    return found
