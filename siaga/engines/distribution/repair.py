"""Mending routes that no longer hold, with as few changes as can be: the workshop of ``replanning.py``.

A line is one vehicle on one day. What breaks a line is taken off it and put where it breaks nothing, first on the same
vehicle and day, then on the same day, then anywhere; when there is no room, one or two other stops make room.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from siaga.engines.distribution.evaluating import hub_order
from siaga.engines.distribution.lines import NEVER, Bench, Key, Line, Task, anew, as_route, with_tour
from siaga.engines.distribution.places import Places
from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.problem import DAY, moment
from siaga.engines.distribution.walking import Load, Tour, Walker

Lines = dict[Key, Line]
_SPOTS_WALKED = 4


@dataclass(frozen=True, slots=True)
class _Option:
    """A way to bring a task: on this line, so changed."""

    change: int
    cost: float
    line: Line

    @property
    def worth(self) -> tuple[int, float]:
        return self.change, self.cost


class Workshop(Bench):
    """Lines under repair. was: on which lines each place stood in the plan; now: the moment from which things change.

    fixed: routes that nothing changes. out: from which day to which a unit cannot be used.
    """

    def __init__(
        self,
        places: Places,
        walker: Walker,
        fixed: Sequence[Route],
        was: Mapping[str, frozenset[Key]],
        now: int,
        out: Callable[[Key], bool],
        *,
        rng: random.Random,
        stop_at: float,
    ) -> None:
        super().__init__(places, walker, rng=rng, stop_at=stop_at)
        self.fixed = tuple(fixed)
        self.was = was
        self.now = now
        self.out = out
        self.lines: Lines = {}
        self.short_hubs: set[str] = set()
        self._taken = {(route.vehicle, route.unit, route.day) for route in fixed}
        self._tiered = any(hub.hub for hub in places.problem.hubs)

    # ── putting back ───────────────────────────────────────────────────────────────────────────────────────

    def place_all(self, tasks: Iterable[Task]) -> list[Task]:
        """Give every task a vehicle, those with the least choice first; what found none comes back."""
        waiting = list(tasks)
        left: list[Task] = []
        known: dict[int, dict[Key, _Option | None]] = {id(task): {} for task in waiting}
        while waiting:
            chosen: tuple[tuple[int, float], Task, list[_Option]] | None = None
            for task in waiting:
                options = self._options(task, known[id(task)])
                regret = options[1].cost - options[0].cost if len(options) > 1 else float(NEVER)
                urgency = (min(len(options), 3), -regret)
                if chosen is None or urgency < chosen[0]:
                    chosen = urgency, task, options
            assert chosen is not None
            _, task, options = chosen
            waiting.remove(task)
            changed = self._place(task, options) or self._place_later(task)
            if changed is None:
                left.extend(self._place_in_parts(task))
                for each in waiting:
                    known[id(each)].clear()
            else:
                for each in waiting:
                    known[id(each)].pop(changed, None)
        return left

    def _place(self, task: Task, options: Sequence[_Option]) -> Key | None:
        for option in options:
            if self._hubs_hold(option.line):
                self.lines[option.line.key] = option.line
                return option.line.key
        return None

    def _place_later(self, task: Task) -> Key | None:
        """From a hub that has not everything yet: with what comes there next."""
        hub = self.places.all[task.load.site].hub
        if not self._tiered or hub not in self.places.hubs or not self.places.hubs[hub].hub:
            return None
        for comes in sorted(self._comes(hub)):
            if comes > task.ready:
                waits = Task(task.load, comes)
                placed = self._place(waits, self._options(waits, {}))
                if placed is not None:
                    return placed
        return None

    def _comes(self, hub: str) -> set[int]:
        """Moments at which a hub has got something."""
        return {
            moment(route.day, stop.leave)
            for route in self.routes()
            for trip in route.trips
            for stop in trip.stops
            if stop.site == hub
        }

    def _place_in_parts(self, task: Task) -> list[Task]:
        """No vehicle takes all of it: as much as one takes, again and again."""
        load, left = task.load, task.load.boxes
        each_kg = load.kg / load.boxes
        while left:
            for boxes in self._rooms(task, left):
                part = Task(Load(load.site, boxes, each_kg * boxes), task.ready)
                if self._place(part, self._options(part, {})) is not None:
                    left -= boxes
                    break
            else:
                return [Task(Load(load.site, left, each_kg * left), task.ready)]
        return []

    def _rooms(self, task: Task, most: int) -> list[int]:
        """Numbers of boxes that fit somewhere, the largest first."""
        place = self.places.all[task.load.site]
        rooms = set()
        for line in self.candidates(task):
            if self.places.can_use(line.vehicle, place.id):
                rooms.add(line.vehicle.capacity_boxes)
                rooms.update(line.vehicle.capacity_boxes - tour.boxes for tour in line.tours[line.done :])
        return sorted((room for room in {min(room, most) for room in rooms} if room > 0), reverse=True)

    def candidates(self, task: Task) -> Iterator[Line]:
        """Lines that may bring a task, those that are still idle among them."""
        place = self.places.all[task.load.site]
        limit = self.rules.escorts_per_day
        for day in self.days(task):
            may_open = limit is None or self.routes_of_day(day) < limit
            for vehicle in self.places.problem.vehicles:
                if not self.places.is_origin(vehicle.depot, place) or not self.places.can_use(vehicle, place.id):
                    continue
                opened = 0
                for unit in range(1, vehicle.count + 1):
                    key = (vehicle.id, unit, day)
                    line = self.lines.get(key)
                    if line is not None and line.tours:
                        if not line.stuck and not self.out(key):
                            yield line
                    elif may_open and key not in self._taken and not self.out(key):
                        preferred = key in self.was.get(place.id, ())
                        if preferred or not opened:
                            opened += 1
                            yield line or Line(vehicle, unit, day)

    def routes_of_day(self, day: int) -> int:
        """How many routes need an escort on a day."""
        kept = sum(line.day == day and bool(line.tours) for line in self.lines.values())
        return kept + sum(route.day == day and bool(route.trips) for route in self.fixed)

    def days(self, task: Task) -> range:
        place = self.places.all[task.load.site]
        first = max(self.rules.first_day, self.now // DAY, task.ready // DAY if task.ready > -NEVER else -NEVER)
        last = self.rules.last_day
        if place.remote:
            last -= self.rules.remote_lead_days
        if place.first_day is not None:
            first = max(first, place.first_day)
        if place.last_day is not None:
            last = min(last, place.last_day)
        return range(first, last + 1)

    def _options(self, task: Task, known: dict[Key, _Option | None]) -> list[_Option]:
        options = []
        for line in self.candidates(task):
            if line.key not in known:
                known[line.key] = self._option(line, task)
            option = known[line.key]
            if option is not None:
                options.append(option)
        return sorted(options, key=lambda option: option.worth)

    def _option(self, line: Line, task: Task) -> _Option | None:
        """The cheapest way to bring a task on a line without breaking anything."""
        load = task.load
        if load.boxes > line.vehicle.capacity_boxes:
            return None
        best: Line | None = None
        for spot in self._spots(line, task):
            tours = self._inserted(line, spot, task)
            for variant in (tours, with_tour(tours, spot[0], anew(tours[spot[0]])), [anew(tour) for tour in tours]):
                tried = self.walked(line, variant)
                if tried.walk.late <= line.base + 1e-6:
                    if best is None or tried.cost < best.cost:
                        best = tried
                    break
        if best is None:
            return None
        return _Option(self._change(line.key, load.site), best.cost - line.cost, best)

    def _change(self, key: Key, site: str) -> int:
        """How much is changed for those who expect this site's boxes: nothing, the vehicle, the day, or both."""
        known = self.was.get(site)
        if not known:
            return 0
        same_day = any(day == key[2] for _, _, day in known)
        same_unit = any((vehicle, unit) == key[:2] for vehicle, unit, _ in known)
        return 0 if key in known else 1 if same_day else 2 if same_unit else 3

    def _spots(self, line: Line, task: Task) -> list[tuple[int, int]]:
        """Where on a line the task could come, the shortest ways round first; the last one is a tour of its own."""
        vehicle, load = line.vehicle, task.load
        legs = self.walker.legs_on(line.day)
        found: list[tuple[float, tuple[int, int]]] = []
        for at in range(line.done, len(line.tours)):
            tour = line.tours[at]
            if tour.boxes + load.boxes > vehicle.capacity_boxes:
                continue
            if vehicle.capacity_kg and tour.kg + load.kg > vehicle.capacity_kg + 1e-6:
                continue
            if moment(line.day, vehicle.shift_end) < task.ready:
                continue
            path = [vehicle.depot, *(each.site for each in tour.loads), vehicle.depot]
            for place in range(len(path) - 1):
                before, after = path[place], path[place + 1]
                if load.site in (before, after):
                    found.append((0.0, (at, place)))
                    continue
                there, back = legs.leg(vehicle, before, load.site), legs.leg(vehicle, load.site, after)
                if there.minutes is None or back.minutes is None:
                    continue
                direct = legs.leg(vehicle, before, after).minutes if before != after else 0
                found.append((there.minutes + back.minutes - (direct or 0), (at, place)))
        spots = [spot for _, spot in sorted(found)[:_SPOTS_WALKED]]
        if len(line.tours) < vehicle.max_trips:
            spots.append((len(line.tours), 0))
        return spots

    def _inserted(self, line: Line, spot: tuple[int, int], task: Task) -> list[Tour]:
        at, place = spot
        tours = list(line.tours)
        floor = self._floor(line, at, task)
        if at == len(tours):
            return [*tours, Tour((task.load,), not_before=floor)]
        loads = list(tours[at].loads)
        same = next((number for number, each in enumerate(loads) if each.site == task.load.site), None)
        if same is None:
            loads.insert(place, task.load)
        else:
            load = loads[same]
            loads[same] = Load(load.site, load.boxes + task.load.boxes, load.kg + task.load.kg)
        tours[at] = replace(tours[at], loads=tuple(loads), not_before=max(tours[at].not_before, floor))
        return tours

    def _floor(self, line: Line, at: int, task: Task) -> int:
        """The minute before which a tour with this task cannot leave."""
        start = moment(line.day, 0)
        floor = max(0, task.ready - start) if task.ready > -NEVER else 0
        if at == len(line.tours) and self.now >= start:
            loading = self.rules.reload_minutes if line.tours else self.rules.load_minutes
            floor = max(floor, self.now - start + loading)
        return floor

    # ── hubs that pass on ──────────────────────────────────────────────────────────────────────────────────

    def routes(self, lines: Mapping[Key, Line] | None = None) -> list[Route]:
        """All routes as they stand."""
        kept = [as_route(line) for line in (self.lines if lines is None else lines).values() if line.tours]
        return [*self.fixed, *kept]

    def hub_debts(self, lines: Mapping[Key, Line] | None = None) -> float:
        """Boxes that leave hubs before they are there, in all."""
        return sum(broken.amount for broken in hub_order(self.places, self.routes(lines))) if self._tiered else 0.0

    def _hubs_hold(self, line: Line) -> bool:
        if not self._tiered:
            return True
        carries_on = any(load.site in self.places.hubs for tour in line.tours for load in tour.loads)
        if not carries_on and not self.places.hubs[line.vehicle.depot].hub:
            return True
        return self.hub_debts({**self.lines, line.key: line}) <= self.hub_debts() + 1e-6

    def settle_hubs(self) -> list[Task]:
        """Trips that would leave a hub before its boxes come leave later; those that cannot are taken apart."""
        gone: list[Task] = []
        for _ in range(200):
            debt = next(iter(self._debts()), None)
            if debt is None:
                break
            line, at, following = debt
            tour = line.tours[at]
            later = None
            if following is not None and following // DAY == line.day:
                waits = replace(tour, not_before=following - moment(line.day, 0))
                later = self.walked(line, with_tour(line.tours, at, waits))
            if later is not None and later.ok:
                self.lines[line.key] = later
                continue
            if following is None:
                self.short_hubs.add(line.vehicle.depot)
            gone.extend(Task(load, -NEVER if following is None else following) for load in tour.loads)
            self.lines[line.key] = self.walked(line, line.tours[:at] + line.tours[at + 1 :])
        return gone

    def _debts(self) -> Iterator[tuple[Line, int, int | None]]:
        """Trips that can still change and leave too early, with the next moment at which their hub gets something."""
        if not self._tiered:
            return
        by_id = {as_route(line).id: line for line in self.lines.values()}
        routes = self.routes()
        for broken in hub_order(self.places, routes):
            line = by_id.get(broken.route)
            if line is None or broken.trip is None or broken.trip < line.done:
                continue
            leaves = moment(line.day, line.walk.trips[broken.trip].depart)
            comes = [when for when in self._comes(broken.site) if when > leaves]
            yield line, broken.trip, min(comes, default=None)

    # ── making room ────────────────────────────────────────────────────────────────────────────────────────

    def moved(self, lines: Mapping[Key, Line]) -> int:
        """Stops that stand on another vehicle or day than in the plan."""
        return sum(
            line.key not in self.was.get(load.site, (line.key,))
            for line in lines.values()
            for tour in line.tours
            for load in tour.loads
        )

    def make_room(self, left: list[Task], rounds: int = 400) -> list[Task]:
        """Other stops make room for what found no vehicle, as long as that brings more boxes or moves fewer stops."""
        if not left:
            return left
        best_lines, best = dict(self.lines), self._standing(left)
        for _ in range(rounds):
            if self.out_of_time or not left:
                break
            now_left = self._shaken(left)
            standing = self._standing(now_left)
            if standing <= best:
                best_lines, best, left = dict(self.lines), standing, now_left
            else:
                self.lines = dict(best_lines)
        self.lines = best_lines
        return left

    def _standing(self, left: Sequence[Task]) -> tuple[int, int, float]:
        boxes = sum(task.load.boxes for task in left)
        return boxes, self.moved(self.lines), sum(line.cost for line in self.lines.values())

    def _shaken(self, left: Sequence[Task]) -> list[Task]:
        """One waiting task goes first, on a line from which one to three others go."""
        task = self.rng.choice(list(left))
        rest = [each for each in left if each is not task]
        lines = [line for line in self.candidates(task) if len(line.tours) > line.done]
        if not lines:
            return list(left)
        line = self.rng.choice(lines)
        gone: list[Task] = []
        for _ in range(self.rng.randint(1, 3)):
            at = self.rng.randrange(line.done, len(line.tours)) if len(line.tours) > line.done else None
            if at is None or not line.tours[at].loads:
                break
            line, other = self.without(line, at, self.rng.randrange(len(line.tours[at].loads)))
            gone.append(other)
        option = self._option(line, task) if line.tours or gone else None
        if option is None or not self._hubs_hold(option.line):
            return list(left)
        self.lines[line.key] = option.line
        return self.place_all([*gone, *rest])
