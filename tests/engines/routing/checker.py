"""An independent judge of routes: reads the instance with a few lines of its own and recomputes everything.

It shares no code with the engine (not its reader, not its values, not PyVRP), so a mistake in one is seen by the other.
Money and metres are in the unit of the benchmark's convention, computed with Python's own arithmetic.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# kind of instance: (a distance or time as an integer, what the published cost is divided by)
RULES = {
    "CVRP": (lambda value: math.floor(value + 0.5), 1),
    "HFVRP": (lambda value: math.floor(value + 0.5), 100),
    "VRPTW": (lambda value: math.trunc(10 * value), 10),
    "CVRPTW": (lambda value: math.trunc(10 * value), 10),
    "MTVRPTWR": (lambda value: math.trunc(10 * value), 1),
    "MDVRPTW": (lambda value: math.floor(1000 * value + 0.5), 1),
    "SDVRPTW": (lambda value: math.floor(1000 * value + 0.5), 1),
}


@dataclass
class Judged:
    """cost: raw integer. published: as the benchmark states it. broken: every broken rule, in words."""

    cost: int = 0
    published: float = 0.0
    broken: list[str] = field(default_factory=list)


class Sheet:
    """The instance as read here."""

    def __init__(self, path: Path) -> None:
        self.facts: dict[str, str] = {}
        self.tables: dict[str, dict[int, list[float]]] = {}
        lines = [line.strip() for line in Path(path).read_text().splitlines()]
        if "CUSTOMER" in lines:
            self._solomon(lines)
        else:
            self._vrplib(lines)
        self.kind = self.facts["TYPE"]
        self.whole, self.divisor = RULES[self.kind]
        self.fleet = int(self.facts.get("VEHICLES", self.size - self.depots))

    def _solomon(self, lines: list[str]) -> None:
        number, capacity = lines[lines.index("VEHICLE") + 2].split()
        rows = [line.split() for line in lines[lines.index("CUSTOMER") + 2 :] if line]
        table = [[float(word) for word in row] for row in rows]
        self.facts = {"TYPE": "VRPTW", "VEHICLES": number, "CAPACITY": capacity}
        columns = {"NODE_COORD": (1, 3), "DEMAND": (3, 4), "TIME_WINDOW": (4, 6), "SERVICE_TIME": (6, 7)}
        for name, (first, last) in columns.items():
            self.tables[name] = {at + 1: row[first:last] for at, row in enumerate(table)}
        self.depots, self.size = 1, len(table)

    def _vrplib(self, lines: list[str]) -> None:
        table: dict[int, list[float]] | None = None
        depots: list[int] = []
        for line in lines:
            if line.endswith("_SECTION"):
                table = self.tables.setdefault(line.removesuffix("_SECTION"), {})
            elif ":" in line:
                key, _, value = line.partition(":")
                self.facts[key.strip()] = value.strip()
            elif line and line != "EOF" and table is not None:
                first, *others = line.split()
                if table is self.tables.get("DEPOT"):
                    depots.append(int(first))
                else:
                    table[int(first)] = [float(word) for word in others]
        self.depots = len([number for number in depots if number > 0]) or 1
        self.size = int(self.facts["DIMENSION"])

    def place(self, table: str, location: int, otherwise: float = 0.0) -> float:
        """A value of one location: from its section, or the one value of the file's head (not for depots)."""
        if table in self.tables:
            return self.tables[table][location + 1][0]
        return otherwise if location < self.depots else float(self.facts.get(table, otherwise))

    def of_vehicle(self, name: str, vehicle: int) -> float | None:
        if name in self.tables:
            return self.tables[name][vehicle + 1][0]
        return float(self.facts[name]) if name in self.facts else None

    def leg(self, here: int, there: int) -> int:
        (x, y), (a, b) = self.tables["NODE_COORD"][here + 1], self.tables["NODE_COORD"][there + 1]
        return self.whole(math.sqrt((x - a) ** 2 + (y - b) ** 2))

    def window(self, location: int) -> tuple[int, int]:
        if "TIME_WINDOW" not in self.tables:
            return 0, 10**15
        early, late = self.tables["TIME_WINDOW"][location + 1]
        return self.whole(early), self.whole(late)


def judge(path: Path, routes: Iterable[tuple[int, Sequence[int]]]) -> Judged:
    """routes: (vehicle counted from 0, locations visited; a depot among them is a reload)."""
    sheet = Sheet(path)
    found = Judged()
    used: list[int] = []
    visited: dict[int, int] = {}
    for vehicle, visits in routes:
        if not visits:
            continue
        used.append(vehicle)
        if not 0 <= vehicle < sheet.fleet:
            found.broken.append(f"vehicle {vehicle} is not among the {sheet.fleet} of the file")
            continue
        for stop in visits:
            if not 0 <= stop < sheet.size:
                found.broken.append(f"location {stop} does not exist")
                return found
            if stop >= sheet.depots:
                visited[stop] = visited.get(stop, 0) + 1
        found.cost += _route(sheet, vehicle, list(visits), found.broken)
    for vehicle in set(used):
        if used.count(vehicle) > 1:
            found.broken.append(f"vehicle {vehicle} has {used.count(vehicle)} routes")
    for stop in range(sheet.depots, sheet.size):
        if visited.get(stop, 0) != 1:
            found.broken.append(f"stop {stop} is visited {visited.get(stop, 0)} times")
    found.published = found.cost / sheet.divisor
    return found


def _route(sheet: Sheet, vehicle: int, visits: list[int], broken: list[str]) -> int:
    """The cost of one route; what it breaks is added to ``broken``."""
    home = int(sheet.of_vehicle("VEHICLES_DEPOT", vehicle) or 1) - 1
    allowed = sheet.tables.get("VEHICLES_ALLOWED_CLIENTS", {}).get(vehicle + 1)
    for stop in visits:
        if allowed is not None and stop >= sheet.depots and stop + 1 not in allowed:
            broken.append(f"vehicle {vehicle} may not visit {stop}")
    reloads = [int(one) - 1 for one in sheet.tables.get("VEHICLES_RELOAD_DEPOT", {}).get(vehicle + 1, [])]
    trips: list[list[int]] = [[]]
    starts = [home]
    for stop in visits:
        if stop < sheet.depots:
            if stop not in reloads:
                broken.append(f"vehicle {vehicle} may not reload at {stop}")
            trips.append([])
            starts.append(stop)
        else:
            trips[-1].append(stop)
    most = sheet.of_vehicle("VEHICLES_MAX_RELOADS", vehicle)
    if most is not None and len(trips) - 1 > most:
        broken.append(f"vehicle {vehicle} reloads {len(trips) - 1} times, allowed {most:g}")
    capacity = sheet.of_vehicle("CAPACITY", vehicle)
    for trip in trips:
        load = sum(sheet.place("DEMAND", stop) for stop in trip)
        if capacity is not None and load > capacity + 1e-9:
            broken.append(f"vehicle {vehicle} carries {load:g}, has room for {capacity:g}")
    path = [home, *visits, home]
    length = sum(sheet.leg(here, there) for here, there in itertools.pairwise(path))
    longest = sheet.of_vehicle("VEHICLES_MAX_DISTANCE", vehicle)
    if longest is not None and length > sheet.whole(longest):
        broken.append(f"vehicle {vehicle} drives {length}, allowed {sheet.whole(longest)}")
    _clock(sheet, vehicle, starts, trips, home, broken)
    unit = sheet.of_vehicle("VEHICLES_UNIT_DISTANCE_COST", vehicle)
    fixed = sheet.of_vehicle("VEHICLES_FIXED_COST", vehicle)
    return round((1 if unit is None else unit) * length) + (0 if fixed is None else sheet.whole(fixed))


def _clock(sheet: Sheet, vehicle: int, starts: list[int], trips: list[list[int]], home: int, broken: list[str]) -> None:
    """Windows, release times and the length of the shift, for the best moment to leave.

    The earliest schedule (leave as soon as goods are there and the depot is open) finds every window that cannot be
    met. The shift is shortest when the vehicle leaves as late as no later arrival allows.
    """
    events: list[tuple[str, int]] = []  # in driving order: ("drive", minutes), ("serve", location), ("free", moment)
    for at, (start, trip) in enumerate(zip(starts, trips, strict=True)):
        end = starts[at + 1] if at + 1 < len(starts) else home
        released = max((sheet.whole(sheet.place("RELEASE_TIME", stop)) for stop in trip), default=0)
        events += [("open", start), ("free", released)]
        path = [start, *trip, end]
        for here, there in itertools.pairwise(path):
            events.append(("drive", sheet.leg(here, there)))
            events.append(("serve", there) if there >= sheet.depots else ("open", there))
    begun = max(sheet.window(home)[0], events[1][1])
    finish, late = _run(sheet, events, begun)
    broken += [f"vehicle {vehicle} is at {place} at {moment}, due {due}" for place, moment, due in late]
    limit = sheet.of_vehicle("VEHICLES_MAX_DURATION", vehicle)
    if limit is None or late:
        return
    # Leaving later by d delays everything by at most d: the finish moves only once all waiting is used up.
    low, high = begun, begun + 10**9
    while low < high:  # the latest start that still ends at the same moment and breaks no window
        middle = (low + high + 1) // 2
        ends, bad = _run(sheet, events, middle)
        low, high = (middle, high) if not bad and ends == finish else (low, middle - 1)
    if finish - low > sheet.whole(limit):
        broken.append(f"vehicle {vehicle} works {finish - low}, allowed {sheet.whole(limit)}")


def _run(sheet: Sheet, events: list[tuple[str, int]], begun: int) -> tuple[int, list[tuple[int, int, int]]]:
    """Drive the events from a moment; when it ends, and where it was late."""
    now = begun
    late = []
    for what, value in events:
        if what == "drive":
            now += value
        elif what == "free":
            now = max(now, value)
        else:
            early, due = sheet.window(value)
            now = max(now, early)
            if now > due:
                late.append((value, now, due))
            if what == "serve":
                now += sheet.whole(sheet.place("SERVICE_TIME", value))
    return now, late


def routes_of(text: str) -> tuple[list[tuple[int, list[int]]], float | None]:
    """The routes of a ``.sol`` file (line n is vehicle n) and its stated cost."""
    routes, cost = [], None
    for line in text.splitlines():
        head, _, rest = line.partition(":")
        if head.startswith("Route"):
            routes.append((int(head.split("#")[1]) - 1, [int(word) for word in rest.split()]))
        elif line.startswith("Cost"):
            cost = float(line.replace(":", " ").split()[1])
    return routes, cost
