"""How far a plan in force is: what was noted, what the scans of boxes say, what is late, and when it will arrive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from siaga.access import Actor, Verb, require
from siaga.engines.distribution.happened import Done, Happened
from siaga.engines.distribution.progress import Leg, progress
from siaga.logistics.models import Box, BoxState, Hop, Warehouse
from siaga.planning.models import LegReport, LegState, Plan
from siaga.planning.reading import RouteLine, Sheet, StopLine

LATE = timedelta(minutes=15)
"""A stop is late so long after it should have been reached."""
_HOP_OF = {len("16.72.01"): Hop.DISTRICT, len("16.72.01.1001"): Hop.VILLAGE}


@dataclass(frozen=True, slots=True)
class StopState:
    """state: rencana, jalan, terlambat, tiba, gagal. at: when it was reached, or is expected to be.

    scanned: known from scans of its boxes. leg: id of the note that says it. in_time: the place still takes goods then,
    and the deadline holds.
    """

    line: StopLine
    state: str
    at: datetime
    scanned: bool = False
    note: str = ""
    late_minutes: int = 0
    leg: int | None = None
    in_time: bool = True


@dataclass(frozen=True, slots=True)
class RouteState:
    line: RouteLine
    state: str
    departed_at: datetime | None
    stops: tuple[StopState, ...]
    departed_leg: int | None = None
    note: str = ""

    @property
    def late_minutes(self) -> int:
        return max((stop.late_minutes for stop in self.stops), default=0)

    @property
    def arrived(self) -> int:
        return sum(stop.state == "tiba" for stop in self.stops)


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole plan at a moment."""

    routes: tuple[RouteState, ...] = ()
    legs: tuple[LegReport, ...] = field(default=())

    @property
    def stops(self) -> int:
        return sum(len(route.stops) for route in self.routes)

    @property
    def arrived(self) -> int:
        return sum(route.arrived for route in self.routes)

    @property
    def late(self) -> list[tuple[RouteState, StopState]]:
        found = [(route, stop) for route in self.routes for stop in route.stops if stop.late_minutes]
        return sorted(found, key=lambda pair: -pair[1].late_minutes)

    @property
    def failed(self) -> int:
        return sum(stop.state == "gagal" for route in self.routes for stop in route.stops)

    def executed(self) -> tuple[Done, ...]:
        """Stops that are made, as the engine counts them."""
        found = []
        for route in self.routes:
            for (trip, number, _stop), stop in zip(_numbered(route.line), route.stops, strict=True):
                if stop.state == "tiba":
                    day = datetime.combine(route.line.on, datetime.min.time(), tzinfo=stop.at.tzinfo)
                    minute = int((stop.at - day).total_seconds() // 60)
                    found.append(Done(route.line.id, trip, number, minute if 0 <= minute < 1440 else None))
        return tuple(found)

    def departed(self) -> frozenset[str]:
        return frozenset(route.line.id for route in self.routes if route.departed_at is not None)


def progress_of(actor: Actor, plan: Plan, sheet: Sheet, now: datetime) -> Progress:
    """Raises Refused."""
    require(actor, Verb.PLAN_VIEW, plan.place)
    assert sheet.result is not None
    legs = tuple(LegReport.objects.filter(plan=plan).order_by("at", "id"))
    noted = {(leg.route, leg.stop, leg.state): leg for leg in legs}
    known = _Known(sheet, noted, _scanned(plan, sheet))
    day, minute = _day_and_minute(sheet, now)
    ahead = progress(sheet.problem, sheet.result, known.done(), day, minute, departed=known.departed())
    expected = {(leg.route, leg.trip, leg.stop): leg for leg in ahead.legs}
    return Progress(tuple(_route(known, line, expected) for line in sheet.routes), legs)


def happened_so_far(sheet: Sheet, found: Progress, now: datetime) -> Happened:
    """What is executed by now, on the road or failed, and nothing beside it. Before the first day: as that begins."""
    day, minute = _day_and_minute(sheet, now)
    if day < sheet.problem.rules.first_day:
        day, minute = sheet.problem.rules.first_day, 0
    return Happened(
        now_day=day,
        now_minute=minute,
        executed=found.executed(),
        departed=found.departed(),
        missed=frozenset(
            (route.line.id, stop.line.place.id)
            for route in found.routes
            for stop in route.stops
            if stop.state == "gagal" and route.line.route.day < day
        ),
    )


def _day_and_minute(sheet: Sheet, at: datetime) -> tuple[int, int]:
    local = at.astimezone(sheet.zone)
    return (local.date() - sheet.voting_day).days, local.hour * 60 + local.minute


@dataclass(frozen=True, slots=True)
class _Known:
    """What was noted about routes and stops, and which places the scans say are served."""

    sheet: Sheet
    noted: dict[tuple[str, str, str], LegReport]
    scanned: dict[str, datetime]

    def left(self, line: RouteLine) -> LegReport | None:
        return self.noted.get((line.id, "", LegState.DEPARTED))

    def over(self, line: RouteLine, stop: StopLine) -> tuple[str, datetime, LegReport | None] | None:
        """How the stop ended and when, or None while it is ahead."""
        arrived = self.noted.get((line.id, stop.place.id, LegState.ARRIVED))
        failed = self.noted.get((line.id, stop.place.id, LegState.FAILED))
        if arrived is not None:
            return "tiba", arrived.at, arrived
        if (scan := self.scanned.get(stop.place.id)) is not None:
            return "tiba", scan, None
        return None if failed is None else ("gagal", failed.at, failed)

    def done(self) -> Iterable[Done]:
        """Stops that are over, as the engine counts them: after one that failed the vehicle drives on as well."""
        for line in self.sheet.routes:
            for trip, number, stop in _numbered(line):
                if over := self.over(line, stop):
                    day, minute = _day_and_minute(self.sheet, over[1])
                    noted = day == line.route.day and over[2] is not None
                    yield Done(line.id, trip, number, minute if noted else None)

    def departed(self) -> dict[str, int]:
        """Minute of its day at which each route left that is known to have left."""
        found = {}
        for line in self.sheet.routes:
            if left := self.left(line):
                day, minute = _day_and_minute(self.sheet, left.at)
                found[line.id] = minute + (day - line.route.day) * 1440
        return found


def _numbered(line: RouteLine) -> Iterable[tuple[int, int, StopLine]]:
    """Trip and stop counted from 0, as the engine does."""
    numbers: dict[int, int] = defaultdict(int)
    for stop in line.stops:
        yield stop.trip - 1, numbers[stop.trip], stop
        numbers[stop.trip] += 1


def _route(known: _Known, line: RouteLine, expected: dict[tuple[str, int, int], Leg]) -> RouteState:
    left, zone = known.left(line), known.sheet.zone
    states = []
    for trip, number, stop in _numbered(line):
        if over := known.over(line, stop):
            state, at, leg = over
            scanned = state == "tiba" and leg is None
            note, leg_id = (leg.note, leg.pk) if leg else ("", None)
            states.append(StopState(stop, state, at.astimezone(zone), scanned, note, leg=leg_id))
            continue
        ahead = expected[line.id, trip, number]
        at = known.sheet.at(0, ahead.expected)
        counts = timedelta(minutes=ahead.late) > LATE or not ahead.in_time
        late = max(1, ahead.late) if counts else 0
        state = "terlambat" if late else "jalan" if left else "rencana"
        states.append(StopState(stop, state, at, late_minutes=late, in_time=ahead.in_time))
    done = all(stop.state in ("tiba", "gagal") for stop in states)
    late = any(one.late_minutes for one in states)
    state = "tiba" if done else "terlambat" if late else "jalan" if left else "rencana"
    return RouteState(
        line, state, left.at if left else None, tuple(states), left.pk if left else None, left.note if left else ""
    )


def _scanned(plan: Plan, sheet: Sheet) -> dict[str, datetime]:
    """Places that all their boxes have reached by the scans, and when the last one came."""
    warehouse = Warehouse.objects.filter(election=plan.election, region=plan.region).first()
    if warehouse is None:
        return {}
    places = [place.id for place in sheet.places.values() if not place.hub]
    found: dict[str, datetime] = {}
    for column, codes in _by_column(places).items():
        hop = Hop.STATION if column == "station_code" else _HOP_OF[13 if column == "village_code" else 8]
        if hop.value not in warehouse.hops:
            continue
        index = warehouse.hops.index(hop.value)
        there = Q(hop__gte=index) & (Q(moving=False) | Q(hop__gt=index))
        rows = (
            Box.objects.filter(warehouse=warehouse)
            .exclude(state=BoxState.VOID)
            .order_by()
            .values(column)
            .annotate(all=Count("pk"), there=Count("pk", filter=there), since=Max("since", filter=there))
        )
        wanted = set(codes)
        for row in rows:
            if row[column] in wanted and row["all"] == row["there"] and row["since"] is not None:
                found[row[column]] = row["since"]
    return found


def _by_column(codes: Iterable[str]) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {}
    for code in codes:
        column = "station_code" if "/" in code else "village_code" if len(code) == 13 else "district_code"
        columns.setdefault(column, []).append(code)
    return columns
