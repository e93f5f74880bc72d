"""Mending routes that no longer hold, with as few changes as can be: the workshop of ``replanning.py``.

A line is one vehicle on one day. What breaks a line is taken off it and put where it breaks nothing, first on the same
vehicle and day, then on the same day, then anywhere; when there is no room, one or two other stops make room.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from siaga.engines.distribution.lines import NEVER, Key, Line, Task, anew, with_tour
from siaga.engines.distribution.places import Places
from siaga.engines.distribution.plan import Route
from siaga.engines.distribution.problem import DAY, moment
from siaga.engines.distribution.stores import Stores
from siaga.engines.distribution.walking import Load, Tour, Walker

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


class Workshop(Stores):
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
        super().__init__(places, walker, fixed, rng=rng, stop_at=stop_at)
        self.was = was
        self.now = now
        self.out = out
        self.hurried: set[str] = set()
        self._taken = {(route.vehicle, route.unit, route.day) for route in fixed}

    # ── putting back ───────────────────────────────────────────────────────────────────────────────────────

    def place_all(self, tasks: Iterable[Task]) -> list[Task]:
        """Give every task a vehicle, those with the least choice first; what found none comes back.

        When time gets short the largest go first, each on the first vehicle that can; then the rest comes back too.
        """
        waiting = list(tasks)
        left: list[Task] = []
        known: dict[int, dict[Key, _Option | None]] = {id(task): {} for task in waiting}
        while waiting:
            if self.out_of_time:
                self.hurried.update(task.load.site for task in waiting)
                return [*left, *waiting]
            if self.in_a_hurry:
                task = max(waiting, key=lambda each: each.load.boxes)
                options: Iterable[_Option] = self._quick_options(task)
            else:
                task, options = self._most_urgent(waiting, known)
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

    def _most_urgent(
        self, waiting: Sequence[Task], known: Mapping[int, dict[Key, _Option | None]]
    ) -> tuple[Task, list[_Option]]:
        """The task with the fewest ways left; of several, the one that loses most if it does not get its best."""
        chosen: tuple[tuple[int, float], Task, list[_Option]] | None = None
        for task in waiting:
            options = self._options(task, known[id(task)])
            regret = options[1].cost - options[0].cost if len(options) > 1 else float(NEVER)
            urgency = (min(len(options), 3), -regret)
            if chosen is None or urgency < chosen[0]:
                chosen = urgency, task, options
        assert chosen is not None
        return chosen[1], chosen[2]

    def _quick_options(self, task: Task) -> Iterator[_Option]:
        """Ways to bring a task, the smallest changes first, each looked for only when it is asked for."""
        lines = sorted(self.candidates(task), key=lambda line: self._change(line.key, task.load.site))
        for line in lines:
            option = self._option(line, task)
            if option is not None:
                yield option

    def _place(self, task: Task, options: Iterable[_Option]) -> Key | None:
        for option in options:
            if self.hubs_hold(option.line):
                self.lines[option.line.key] = option.line
                return option.line.key
        return None

    def _place_later(self, task: Task) -> Key | None:
        """From a hub that has not everything yet: with what comes there next."""
        hub = self.places.all[task.load.site].hub
        if not self.tiered or hub not in self.places.hubs or not self.places.hubs[hub].hub:
            return None
        for comes in sorted(self.comes(hub)):
            if comes > task.ready:
                waits = Task(task.load, comes)
                placed = self._place(waits, self._options(waits, {}))
                if placed is not None:
                    return placed
        return None

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

    def free_units(
        self, origin: Container[str], days: Iterable[int], freed: Iterable[Key]
    ) -> dict[tuple[str, int], list[int]]:
        """By class at these hubs and day, the vehicles of these lines and those that are idle, within the escorts."""
        open_keys = set(freed)
        limit = self.rules.escorts_per_day
        found: dict[tuple[str, int], list[int]] = {}
        for day in days:
            room = NEVER if limit is None else limit - self.routes_of_day(day)
            for vehicle in self.places.problem.vehicles:
                if vehicle.depot not in origin:
                    continue
                keys = [(vehicle.id, unit, day) for unit in range(1, vehicle.count + 1)]
                idle = [
                    key
                    for key in keys
                    if key not in open_keys
                    and key not in self._taken
                    and not self.out(key)
                    and not (key in self.lines and self.lines[key].tours)
                ]
                idle = idle[: max(0, room)]
                room -= len(idle)
                found[vehicle.id, day] = [unit for _id, unit, _day in keys if (_id, unit, _day) in {*open_keys, *idle}]
        return found

    def routes_of_day(self, day: int) -> int:
        """How many routes need an escort on a day."""
        if self.rules.escorts_per_day is None:
            return 0
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
        """A way to bring a task on a line without breaking anything, by the shortest way round that allows it."""
        load = task.load
        if load.boxes > line.vehicle.capacity_boxes:
            return None
        for spot in self._spots(line, task):
            tours = self._inserted(line, spot, task)
            for variant in self._variants(line, tours, spot[0]):
                tried = self.walked(line, variant)
                if tried.walk.late <= line.base + 1e-6:
                    return _Option(self._change(line.key, load.site), tried.cost - line.cost, tried)
        return None

    def _variants(self, line: Line, tours: list[Tour], at: int) -> Iterator[Sequence[Tour]]:
        """The changed tour at the time that it had, at a new time, and all tours at new times."""
        yield tours
        if at < len(line.tours):
            yield with_tour(tours, at, anew(tours[at]))
        if len(tours) > 1:
            yield [anew(tour) for tour in tours]

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
        minutes, driving = self._spare(line)
        minutes -= self.places.all[load.site].service
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
                there, back = legs.leg(vehicle, before, load.site).minutes, legs.leg(vehicle, load.site, after).minutes
                if there is None or back is None:
                    continue
                direct = legs.leg(vehicle, before, after).minutes if before != after else 0
                longer = there + back - (direct or 0)
                if direct is None or (longer <= minutes and longer <= driving):
                    found.append((longer, (at, place)))
        spots = [spot for _, spot in sorted(found)[:_SPOTS_WALKED]]
        if len(line.tours) < vehicle.max_trips:
            there = legs.leg(vehicle, vehicle.depot, load.site).minutes
            back = legs.leg(vehicle, load.site, vehicle.depot).minutes
            loading = self.rules.reload_minutes if line.tours else 0
            if there is not None and back is not None and there + back <= min(minutes - loading, driving):
                spots.append((len(line.tours), 0))
        return spots

    def _spare(self, line: Line) -> tuple[float, float]:
        """Minutes of the shift and of driving that are left at the very most."""
        vehicle, rules = line.vehicle, self.rules
        busy = rules.load_minutes + rules.reload_minutes * max(0, len(line.walk.trips) - 1)
        for trip in line.walk.trips:
            busy += trip.back - trip.depart - sum(stop.wait for stop in trip.stops)
        limit = vehicle.max_drive_minutes
        driving = float(NEVER) if limit is None else limit - line.walk.drive
        if line.base > 0:
            return float(NEVER), float(NEVER)
        return vehicle.shift_end - vehicle.shift_start - busy, driving

    def _inserted(self, line: Line, spot: tuple[int, int], task: Task) -> list[Tour]:
        at, place = spot
        tours = list(line.tours)
        floor = self.floor(line, at, task)
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

    def floor(self, line: Line, at: int, task: Task) -> int:
        """The minute before which a tour with this task cannot leave."""
        start = moment(line.day, 0)
        floor = max(0, task.ready - start) if task.ready > -NEVER else 0
        if at == len(line.tours) and self.now >= start:
            loading = self.rules.reload_minutes if line.tours else self.rules.load_minutes
            floor = max(floor, self.now - start + loading)
        return floor

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
        if option is None or not self.hubs_hold(option.line):
            return list(left)
        self.lines[line.key] = option.line
        return self.place_all([*gone, *rest])
