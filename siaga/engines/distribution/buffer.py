"""How much time to spare so that a plan is in time as surely as is asked: the smallest buffer that does it.

A buffer makes the problem harder than it is: travel takes ``factor`` times as long, and windows, the deadline and the
shift end ``minutes`` earlier. The plan for that harder problem is then judged on the true one. Level 0 is no buffer,
level 1 is ``max_factor`` and ``max_minutes``; the smallest level that reaches the target is found by halving.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from siaga.engines.distribution.evaluating import revised
from siaga.engines.distribution.plan import Plan
from siaga.engines.distribution.problem import Problem
from siaga.engines.distribution.robustness import Chances, Spread, replay
from siaga.engines.distribution.walking import Legs

Solver = Callable[[Problem], Plan]
Told = Callable[[str], None]
TravelIn = Callable[[Problem, bool], Legs]


class Of(StrEnum):
    """What must reach the target: every site by itself, or all of them together."""

    EACH = "each"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Try:
    """One buffer that was tried: boxes that then stay behind, the least chance of a site, and that of all together."""

    level: float
    factor: float
    minutes: int
    unserved: int
    least: float
    overall: float


@dataclass(frozen=True, slots=True)
class Buffered:
    """The plan with the smallest buffer that reaches the target; where none does, the best that was found.

    problem: the true one, on which ``plan`` has its times and ``chances`` was replayed.
    """

    problem: Problem
    plan: Plan
    chances: Chances
    factor: float
    minutes: int
    reached: bool
    tries: tuple[Try, ...]


def buffered(
    problem: Problem,
    *,
    target: float = 0.99,
    of: Of = Of.EACH,
    seconds: float = 10,
    seed: int = 1,
    runs: int = 10_000,
    spread: Spread | None = None,
    max_factor: float = 1.6,
    max_minutes: int = 90,
    halvings: int = 4,
    solver: Solver | None = None,
    travel: TravelIn | None = None,
    told: Told | None = None,
) -> Buffered:
    """Plan with more and more to spare, and keep the least that is enough. seconds: for each plan."""
    search = _Search(problem, solver or _solver(seconds, seed), runs, seed, spread, travel)
    found: list[_Found] = []

    def value(one: _Found) -> float:
        return one.chances.least if of is Of.EACH else one.chances.overall

    def at(level: float) -> _Found:
        factor, minutes = 1 + level * (max_factor - 1), round(level * max_minutes)
        if told is not None:
            told(f"{factor:.2f} × + {minutes}")
        found.append(search.planned(level, factor, minutes))
        return found[-1]

    plain = at(0.0)
    if value(plain) < target:
        low, high = 0.0, 1.0
        top = at(1.0)
        if value(top) >= target or top.unserved > plain.unserved:
            for _ in range(halvings):
                middle = at((low + high) / 2)
                if value(middle) >= target or middle.unserved > plain.unserved:
                    high = middle.level
                else:
                    low = middle.level
    enough = [one for one in found if value(one) >= target]
    if enough:
        best = min(enough, key=lambda one: one.level)
    else:
        best = max(found, key=lambda one: (-one.unserved, value(one), -one.level))
    return Buffered(
        problem,
        best.plan,
        best.chances,
        best.factor,
        best.minutes,
        bool(enough),
        tuple(
            Try(one.level, one.factor, one.minutes, one.unserved, one.chances.least, one.chances.overall)
            for one in sorted(found, key=lambda one: one.level)
        ),
    )


def harder(problem: Problem, factor: float, minutes: int) -> Problem:
    """The problem with slower roads, and everything closing earlier."""
    estimates = problem.estimates
    speeds = {road: speed / factor for road, speed in estimates.speed_kmh.items()}
    rules = problem.rules
    return replace(
        problem,
        sites=tuple(
            replace(site, windows=tuple((opens, max(opens, closes - minutes)) for opens, closes in site.windows))
            for site in problem.sites
        ),
        vehicles=tuple(
            replace(vehicle, shift_end=max(vehicle.shift_start, vehicle.shift_end - minutes))
            for vehicle in problem.vehicles
        ),
        rules=replace(rules, deadline_minute=max(0, rules.deadline_minute - minutes)),
        matrix=tuple(replace(row, minutes=ceil(row.minutes * factor - 1e-6)) for row in problem.matrix),
        estimates=replace(estimates, speed_kmh=speeds),
    )


def _solver(seconds: float, seed: int) -> Solver:
    from siaga.engines.distribution.solving import solve

    return lambda problem: solve(problem, seconds=seconds, seed=seed)


@dataclass(frozen=True, slots=True)
class _Found:
    level: float
    factor: float
    minutes: int
    plan: Plan
    chances: Chances
    unserved: int


class _Search:
    """Plans the harder problem and judges what comes of it on the true one."""

    def __init__(
        self, problem: Problem, solver: Solver, runs: int, seed: int, spread: Spread | None, travel: TravelIn | None
    ) -> None:
        self.problem = problem
        self.solver = solver
        self.runs = runs
        self.seed = seed
        self.spread = spread
        self.dry = travel(problem, False) if travel else None
        self.wet = travel(problem, True) if travel else None

    def planned(self, level: float, factor: float, minutes: int) -> _Found:
        plan = self.solver(harder(self.problem, factor, minutes) if level else self.problem)
        dry = self.dry
        legs_on = None if dry is None else (lambda _day: dry)
        plan, _ = revised(self.problem, plan, plan.routes, legs_on=legs_on)
        chances = replay(
            self.problem, plan, runs=self.runs, seed=self.seed, spread=self.spread, dry=self.dry, wet=self.wet
        )
        return _Found(level, factor, minutes, plan, chances, sum(left.boxes for left in plan.unserved))
