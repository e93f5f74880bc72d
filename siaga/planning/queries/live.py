"""How far a plan in force is: what was noted, what the scans of boxes say, what is late, and when it will arrive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from siaga.access import Actor, Verb, require
from siaga.engines.distribution.happened import Done
from siaga.logistics.models import Box, BoxState, Hop, Warehouse
from siaga.planning.models import LegReport, LegState, Plan
from siaga.planning.reading import RouteLine, Sheet, StopLine

LATE = timedelta(minutes=15)
"""A stop is late so long after it should have been reached."""
_HOP_OF = {len("16.72.01"): Hop.DISTRICT, len("16.72.01.1001"): Hop.VILLAGE}


@dataclass(frozen=True, slots=True)
class StopState:
    """state: rencana, jalan, terlambat, tiba, gagal. at: when it was reached, or is expected to be.

    scanned: known from scans of its boxes. leg: id of the note that says it.
    """

    line: StopLine
    state: str
    at: datetime
    scanned: bool = False
    note: str = ""
    late_minutes: int = 0
    leg: int | None = None


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
            numbers: dict[int, int] = defaultdict(int)
            for stop in route.stops:
                place = numbers[stop.line.trip]
                numbers[stop.line.trip] += 1
                if stop.state == "tiba":
                    day = datetime.combine(route.line.on, datetime.min.time(), tzinfo=stop.at.tzinfo)
                    minute = int((stop.at - day).total_seconds() // 60)
                    arrive = minute if 0 <= minute < 1440 else None
                    found.append(Done(route.line.id, stop.line.trip - 1, place, arrive))
        return tuple(found)

    def departed(self) -> frozenset[str]:
        return frozenset(route.line.id for route in self.routes if route.departed_at is not None)


def progress_of(actor: Actor, plan: Plan, sheet: Sheet, now: datetime) -> Progress:
    """Raises Refused."""
    require(actor, Verb.PLAN_VIEW, plan.place)
    legs = tuple(LegReport.objects.filter(plan=plan).order_by("at", "id"))
    noted = {(leg.route, leg.stop, leg.state): leg for leg in legs}
    scanned = _scanned(plan, sheet)
    return Progress(tuple(_route(sheet, line, noted, scanned, now) for line in sheet.routes), legs)


def _route(
    sheet: Sheet,
    line: RouteLine,
    noted: dict[tuple[str, str, str], LegReport],
    scanned: dict[str, datetime],
    now: datetime,
) -> RouteState:
    left = noted.get((line.id, "", LegState.DEPARTED))
    zone = sheet.zone
    departed = left.at if left else None
    planned = sheet.at(line.route.day, line.route.trips[0].depart)
    delay = departed - planned if departed else max(timedelta(), now - planned - LATE)
    states = []
    for stop in line.stops:
        arrived = noted.get((line.id, stop.place.id, LegState.ARRIVED))
        failed = noted.get((line.id, stop.place.id, LegState.FAILED))
        scan = scanned.get(stop.place.id)
        if arrived is not None or scan is not None:
            at = arrived.at if arrived else scan
            assert at is not None
            delay = at - stop.arrive if arrived else delay
            states.append(
                StopState(
                    stop, "tiba", at.astimezone(zone), arrived is None, arrived.note if arrived else "",
                    leg=arrived.pk if arrived else None,
                )
            )  # fmt: skip
            continue
        if failed is not None:
            states.append(StopState(stop, "gagal", failed.at.astimezone(zone), note=failed.note, leg=failed.pk))
            continue
        expected = max(stop.arrive + delay, stop.arrive)
        expected = max(expected, now) if departed or now > stop.arrive else expected
        late = expected - stop.arrive
        state = "terlambat" if late > LATE else "jalan" if departed else "rencana"
        minutes = int(late.total_seconds() // 60) if late > LATE else 0
        states.append(StopState(stop, state, expected.astimezone(zone), late_minutes=minutes))
    done = all(stop.state in ("tiba", "gagal") for stop in states)
    state = (
        "tiba"
        if done
        else "terlambat"
        if any(one.late_minutes for one in states)
        else "jalan"
        if departed
        else "rencana"
    )
    return RouteState(line, state, departed, tuple(states), left.pk if left else None, left.note if left else "")


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
