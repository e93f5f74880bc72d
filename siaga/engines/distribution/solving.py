"""From a problem to a plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from siaga.engines.distribution.bounding import bound
from siaga.engines.distribution.checking import impossible
from siaga.engines.distribution.diagnosis import diagnosed
from siaga.engines.distribution.echelons import (
    Source,
    arrivals,
    due_candidates,
    hubs_of,
    passing,
    released,
    sources,
    vehicles_of,
)
from siaga.engines.distribution.plan import Plan, Reason, Route, Shortage, Unserved
from siaga.engines.distribution.problem import DAY, Hub, Problem, Site
from siaga.engines.distribution.searching import Found, can_all, plan_stage
from siaga.engines.distribution.splitting import split
from siaga.engines.distribution.stage import Piece, Stage
from siaga.engines.distribution.summing import summed
from siaga.engines.distribution.timing import Timetable
from siaga.engines.distribution.travel import Travel
from siaga.engines.routing import isolated

Told = Callable[[str], None]
FINER = 0.2
"""Share of the time for a second try with smaller pieces, where the first leaves boxes."""


def solve(problem: Problem, *, seconds: float = 60, seed: int = 1, told: Told | None = None) -> Plan:
    """A plan within ``seconds`` of CPU time, made in a process of its own that is ended when it hangs.

    What cannot be served is in the plan, with the reason; nothing is raised for it. told: hears of the stages.
    """
    started = time.perf_counter()
    if told is not None:
        told("disusun")
    try:
        plan = isolated.call(solve_here, problem, seconds, seed, wall_seconds=60 + 10 * seconds)
    except isolated.OutOfTime:
        left = tuple(Unserved(site.id, site.boxes, Reason.TIME) for site in problem.sites if site.boxes > 0)
        plan = Plan(routes=(), unserved=left, seconds=round(time.perf_counter() - started, 2), seed=seed)
    if told is not None:
        told("selesai")
    return plan


def solve_here(problem: Problem, seconds: float = 60, seed: int = 1) -> Plan:
    """The same in this process, without the hard end."""
    started, begun = time.perf_counter(), time.process_time()
    tried = attempt(problem, seconds=seconds * 0.95, seed=seed)
    if tried.unserved:
        finer = attempt(problem, seconds=seconds * FINER, seed=seed, finer=True)
        if _left(finer) < _left(tried):
            tried = finer
    unserved = tried.unserved
    shortages: tuple[Shortage, ...] = ()
    if unserved:
        unserved, shortages = diagnosed(
            problem,
            tried.routes,
            unserved,
            lambda changed, limit: _routes_and_left(changed, limit, seed),
            seconds=max(0.5, seconds - (time.process_time() - begun)),
        )
    plan = summed(problem, tried.travel, tried.routes, unserved, shortages)
    least = None if unserved else bound(problem, tried.travel)
    return replace(plan, bound=least, seconds=round(time.perf_counter() - started, 2), seed=seed)


def _left(tried: Attempt) -> int:
    return sum(one.boxes for one in tried.unserved)


def _routes_and_left(problem: Problem, seconds: float, seed: int) -> tuple[tuple[Route, ...], tuple[Unserved, ...]]:
    tried = attempt(problem, seconds=seconds, seed=seed, enough=True)
    return tried.routes, tried.unserved


@dataclass(frozen=True, slots=True)
class Attempt:
    """Routes for a problem as far as they were found. capped: hubs where escorts were the limit."""

    routes: tuple[Route, ...]
    unserved: tuple[Unserved, ...]
    travel: Travel
    capped: frozenset[str] = frozenset()


def attempt(problem: Problem, *, seconds: float, seed: int, finer: bool = False, enough: bool = False) -> Attempt:
    """finer: smaller pieces. enough: the first routes that serve everything will do."""
    return _Attempt(problem, seconds, seed, finer, enough).made()


@dataclass(slots=True)
class _Attempt:
    problem: Problem
    seconds: float
    seed: int
    finer: bool
    enough: bool
    travel: Travel = field(init=False)
    timetable: Timetable = field(init=False)
    routes: list[Route] = field(default_factory=list)
    unserved: dict[str, tuple[int, Reason]] = field(default_factory=dict)
    capped: set[str] = field(default_factory=set)
    escorts: dict[int, int] | None = None

    def __post_init__(self) -> None:
        self.travel = Travel(self.problem)
        self.timetable = Timetable(self.problem, self.travel)
        rules = self.problem.rules
        if rules.escorts_per_day is not None:
            self.escorts = dict.fromkeys(rules.days, rules.escorts_per_day)

    def made(self) -> Attempt:
        started = time.process_time()
        order = sources(self.problem)
        self._set_aside(order)
        below = [source for source in order if source.depth > 0]
        for source in reversed(below):
            self._set_due(source)
        spent = time.process_time() - started
        sizes = [max(1, len(self._loads(source))) for source in order]
        left = max(0.2, self.seconds - spent)
        for n, source in enumerate(order):
            begun = time.process_time()
            share = left * sizes[n] / sum(sizes[n:])
            self._plan(source, share)
            left = max(0.1, left - (time.process_time() - begun))
        unserved = tuple(Unserved(site, boxes, reason) for site, (boxes, reason) in sorted(self.unserved.items()))
        return Attempt(tuple(self.routes), unserved, self.travel, frozenset(self.capped))

    def _set_aside(self, order: Sequence[Source]) -> None:
        """What no vehicle could ever bring; and what lies behind a hub that cannot be supplied."""
        amounts = passing(self.problem)
        blocked: set[str] = set()
        for source in order:
            for name in source.children:
                boxes, kg = amounts.get(name, (0, 0.0))
                hub = self.timetable.hubs[name]
                if source.hubs[0] in blocked or (boxes and impossible(self.timetable, hub, boxes, kg) is not None):
                    blocked.add(name)
        for source in order:
            for site in source.sites:
                if source.hubs[0] in blocked:
                    self.unserved[site.id] = (site.boxes, Reason.HUB)
                    continue
                reason = impossible(self.timetable, site, site.boxes, site.kg)
                if reason is not None:
                    self.unserved[site.id] = (site.boxes, reason)

    def _loads(self, source: Source) -> list[tuple[Hub | Site, int, float]]:
        """What this source must bring where; what is set aside is not asked for from above either."""
        amounts = passing(self.problem, self._gone())
        loads: list[tuple[Hub | Site, int, float]] = [
            (site, site.boxes, site.kg) for site in source.sites if site.id not in self.unserved
        ]
        for name in source.children:
            boxes, kg = amounts.get(name, (0, 0.0))
            if boxes:
                loads.append((self.timetable.hubs[name], boxes, kg))
        return loads

    def _gone(self) -> set[str]:
        whole = {site.id: site.boxes for site in self.problem.sites}
        return {name for name, (boxes, _) in self.unserved.items() if boxes >= whole[name]}

    def _pieces(self, source: Source) -> list[Piece]:
        vehicles = vehicles_of(self.problem, source.hubs)
        first = self.problem.rules.first_day
        pieces = []
        for place, boxes, kg in self._loads(source):
            hubs = hubs_of(self.problem, place)
            able = [v for v in vehicles if v.depot in hubs and self.travel.can_use(v, place.id)]
            pieces += [Piece(drop, hubs, first) for drop in split(place.id, boxes, kg, able, finer=self.finer)]
        return pieces

    def _counts(self, source: Source) -> dict[tuple[str, int], int]:
        return {
            (vehicle.id, day): vehicle.count
            for vehicle in vehicles_of(self.problem, source.hubs)
            for day in self.problem.rules.days
        }

    def _set_due(self, source: Source) -> None:
        """The latest moment at which the hub can take its boxes in and still bring all of them on."""
        name = source.hubs[0]
        candidates = due_candidates(self.problem)
        self.timetable.dues[name] = candidates[0] if len(self.problem.rules.days) > 1 else candidates[-1]
        pieces, counts = self._pieces(source), self._counts(source)
        if not pieces:
            return
        seconds = max(0.2, self.seconds / 20)
        fallback = candidates[max(0, len(self.problem.rules.days) - 2)]
        for day, minute in candidates:
            same_day = minute < DAY
            start = day if same_day else day + 1
            ready = {(name, day): minute} if same_day else {}
            asked = tuple(replace(piece, not_before=start) for piece in pieces)
            open_days = {key: count for key, count in counts.items() if key[1] >= start}
            if can_all(self.timetable, Stage(asked, open_days, ready), seconds=seconds, seed=self.seed):
                self.timetable.dues[name] = (day, minute)
                return
        self.timetable.dues[name] = fallback

    def _plan(self, source: Source, seconds: float) -> None:
        pieces, ready, short = self._released(source, self._pieces(source))
        for piece in short:
            self._leave(piece.drop.site, piece.drop.boxes, Reason.HUB)
        stage = Stage(tuple(pieces), self._counts(source), ready)
        found = plan_stage(self.timetable, stage, self.escorts, seconds=seconds, seed=self.seed, enough=self.enough)
        self.routes += found.routes
        if self.escorts is not None:
            for route in found.routes:
                self.escorts[route.day] -= 1
        if found.capped:
            self.capped.update(source.hubs)
        self._note_left(found)

    def _note_left(self, found: Found) -> None:
        reason = Reason.ESCORT if found.capped else Reason.TIME
        for drop in found.left:
            if drop.site in self.timetable.sites:
                self._leave(drop.site, drop.boxes, reason)

    def _leave(self, site: str, boxes: int, reason: Reason) -> None:
        """Note what stays; of a hub nothing is noted here: what it lacks shows at the sites behind it."""
        if site not in self.timetable.sites:
            return
        before = self.unserved.get(site)
        self.unserved[site] = (boxes + (before[0] if before else 0), before[1] if before else reason)

    def _released(
        self, source: Source, pieces: Sequence[Piece]
    ) -> tuple[list[Piece], Mapping[tuple[str, int], int], list[Piece]]:
        """The pieces with the day from which they are at the hub, and those that never come there."""
        if source.depth == 0:
            return list(pieces), {}, []
        name = source.hubs[0]
        ordered = sorted(pieces, key=lambda piece: self._urgency(name, piece))
        wanted = [(piece.drop.boxes, self.timetable.days(piece.drop.site)) for piece in ordered]
        given, ready = released(arrivals(self.routes, name), wanted)
        here = [replace(piece, not_before=day) for piece, day in zip(ordered, given, strict=True) if day is not None]
        short = [piece for piece, day in zip(ordered, given, strict=True) if day is None]
        return here, {(name, day): minute for day, minute in ready.items()}, short

    def _urgency(self, hub: str, piece: Piece) -> tuple[int, float, str]:
        place = self.timetable.place(piece.drop.site)
        days = self.timetable.days(piece.drop.site)
        at = self.timetable.hubs[hub]
        far = abs(place.lat - at.lat) + abs(place.lon - at.lon)
        return (days[-1] if days else self.problem.rules.last_day, -far, piece.drop.site)
