"""Where mending leaves boxes, the solver plans afresh what has not begun: more is brought, and little else changes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from siaga.engines.distribution import refreshing
from siaga.engines.distribution.happened import Done, Happened
from siaga.engines.distribution.lines import Line, Task
from siaga.engines.distribution.plan import Plan
from siaga.engines.distribution.problem import Hub, Problem, Road, Rules, Site, VehicleClass
from siaga.engines.distribution.refreshing import Refresher
from siaga.engines.distribution.replanning import replan
from siaga.engines.distribution.solving import solve_here
from tests.engines.distribution.checker import breaks

BROKEN = Happened(-2, 300, broken=frozenset({("truk", 1)}))


@pytest.fixture(scope="module")
def full() -> tuple[Problem, Plan]:
    """Two days on which four trucks are almost full: without one of them, orders must change to bring most."""
    dice = random.Random(2)
    sites = tuple(
        Site(
            f"s{n:03d}", f"s{n:03d}", -4 + dice.uniform(-0.35, 0.35), 103 + dice.uniform(-0.35, 0.35), 3,
            hub="gudang", service_minutes=15,
        )
        for n in range(112)
    )  # fmt: skip
    truck = VehicleClass(
        "truk", "truk", 4, 200, frozenset({Road.ASPHALT}), "gudang", cost_km=1000, cost_fixed=100_000,
        cost_hour=10_000, shift_end=960, max_trips=1,
    )  # fmt: skip
    problem = Problem((Hub("gudang", "gudang", -4.0, 103.0),), sites, (truck,), Rules(first_day=-2, last_day=-1))
    plan = solve_here(problem, seconds=2, seed=2)
    assert plan.feasible
    return problem, plan


@pytest.fixture(scope="module")
def behind(full: tuple[Problem, Plan]) -> tuple[Problem, Plan]:
    """The same trucks at a hub, to which all boxes come the day before."""
    problem, _plan = full
    hubs = (Hub("gudang", "gudang", -4.0, 103.0), Hub("pangkal", "pangkal", -4.0, 103.001, hub="gudang"))
    sites = tuple(replace(site, hub="pangkal", first_day=-2) for site in problem.sites)
    (truck,) = problem.vehicles
    large = VehicleClass("peti", "peti", 1, 400, frozenset({Road.ASPHALT}), "gudang")
    fleet = (replace(truck, depot="pangkal"), large)
    problem = replace(problem, hubs=hubs, sites=sites, vehicles=fleet, rules=replace(problem.rules, first_day=-3))
    plan = solve_here(problem, seconds=2, seed=2)
    assert plan.feasible
    return problem, plan


def boxes(tasks: list[Task]) -> int:
    return sum(task.load.boxes for task in tasks)


def test_the_solver_brings_what_mending_leaves_and_nine_of_ten_keep_vehicle_and_day(
    full: tuple[Problem, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    refreshed = Refresher.refreshed

    def watched(self: Refresher, left: list[Task]) -> list[Task]:
        after = refreshed(self, left)
        seen.append((boxes(left), boxes(after)))
        return after

    monkeypatch.setattr(Refresher, "refreshed", watched)
    found = replan(*full, BROKEN)
    mended, fresh = seen[0]
    assert fresh < mended
    assert sum(one.boxes for one in found.plan.unserved) == fresh
    assert found.share_kept >= 0.9
    assert found.broken == ()
    assert breaks(found.problem, found.plan) == []


def test_lines_from_a_hub_are_planned_afresh_from_what_comes_there(
    behind: tuple[Problem, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    origins: list[frozenset[str]] = []
    gains: list[int] = []
    tried = Refresher._tried

    def watched(
        self: Refresher, origin: frozenset[str], days: Sequence[int], lines: Sequence[Line], wanted: list[Task]
    ) -> list[Task]:
        left = tried(self, origin, days, lines, wanted)
        origins.append(origin)
        gains.append(boxes(wanted) - boxes(left))
        return left

    monkeypatch.setattr(Refresher, "_tried", watched)
    found = replan(*behind, BROKEN)
    assert set(origins) == {frozenset({"pangkal"})}
    assert max(gains) > 0
    assert found.share_kept >= 0.9
    assert found.broken == ()
    assert breaks(found.problem, found.plan) == []


def test_what_is_on_its_way_is_not_planned_afresh(full: tuple[Problem, Plan]) -> None:
    problem, plan = full
    today = [route for route in plan.routes if route.day == -2 and route.unit != 1]
    done = tuple(Done(route.id, 0, number) for route in today for number in range(3))
    happened = replace(BROKEN, now_minute=600, executed=done, departed=frozenset(route.id for route in today))
    found = replan(problem, plan, happened)
    after = {route.id: route for route in found.plan.routes}
    for route in today:
        assert after[route.id].trips[0].stops[:3] == route.trips[0].stops[:3]
        carried = {stop.site for stop in route.trips[0].stops}
        assert {stop.site for stop in after[route.id].trips[0].stops} <= carried
    assert found.share_kept >= 0.9


def test_a_fresh_plan_that_moves_too_many_is_not_taken(
    full: tuple[Problem, Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "KEPT", 1.01)
    untaken: list[bool] = []
    tried = Refresher._tried

    def watched(
        self: Refresher, origin: frozenset[str], days: Sequence[int], lines: Sequence[Line], wanted: list[Task]
    ) -> list[Task]:
        standing = dict(self.shop.lines)
        left = tried(self, origin, days, lines, wanted)
        untaken.append(left is wanted and self.shop.lines == standing)
        return left

    monkeypatch.setattr(Refresher, "_tried", watched)
    replan(*full, BROKEN)
    assert untaken
    assert all(untaken)
