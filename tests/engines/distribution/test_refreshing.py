"""Where mending leaves boxes, the solver plans afresh what has not begun: more is brought, and little else changes.

The routes drive to and fro between two ends of their side, so in their order there is time for nothing more, and in a
better order for all that is left. No stop changes its place for another here (``make_room``), so that mending finds
nothing and the solver finds it at once, however busy the machine is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from siaga.engines.distribution import refreshing
from siaga.engines.distribution.evaluating import evaluate
from siaga.engines.distribution.happened import Done, Happened
from siaga.engines.distribution.lines import Line, Task
from siaga.engines.distribution.plan import Plan, Route
from siaga.engines.distribution.problem import Hub, Problem, Road, Rules, Site, VehicleClass
from siaga.engines.distribution.refreshing import Refresher
from siaga.engines.distribution.repair import Workshop
from siaga.engines.distribution.replanning import replan
from tests.engines.distribution.checker import breaks
from tests.engines.distribution.table import route

BROKEN = Happened(-1, 300, broken=frozenset({("truk", 1)}))
BEFORE_WORK = 390
SIDES = {"timur": 1, "barat": -1}
NEAR, FAR = 0.1, 0.3
"""Degrees from the hub to the two ends of a side."""
LEFT = 12
"""Boxes for the four places in the middle."""


@pytest.fixture(autouse=True)
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    def unchanged(_self: Workshop, left: list[Task]) -> list[Task]:
        return left

    monkeypatch.setattr(Workshop, "make_room", unchanged)


def ends(side: str) -> tuple[list[str], list[str]]:
    return [f"{side}-dekat-{n}" for n in range(6)], [f"{side}-jauh-{n}" for n in range(6)]


def placed(hub: str) -> Iterable[Site]:
    for side, sign in SIDES.items():
        for names, away in zip(ends(side), (NEAR, FAR), strict=True):
            for n, name in enumerate(names):
                yield Site(name, name, -4 + n / 100, 103 + sign * away, 3, hub=hub, service_minutes=15)
    for n in range(4):
        yield Site(f"tengah-{n}", f"tengah-{n}", -4 - n / 100, 103.0, 3, hub=hub, service_minutes=15)


def driven(hub: str) -> list[Route]:
    """A truck to and fro on each side, and the one that will break down to the four places in the middle."""
    sides = [[name for pair in zip(*ends(side), strict=True) for name in pair] for side in SIDES]
    orders = [[f"tengah-{n}" for n in range(4)], *sides]
    return [
        route("truk", unit, -1, (BEFORE_WORK, dict.fromkeys(names, 3)), hub=hub)
        for unit, names in enumerate(orders, start=1)
    ]


def timed(problem: Problem, routes: Sequence[Route]) -> tuple[Problem, Plan]:
    """The day of the trucks ends when the last of them is back."""
    (truck, *others) = problem.vehicles
    back = max(each.trips[-1].back for each in evaluate(problem, routes).routes if each.vehicle == truck.id)
    problem = replace(problem, vehicles=(replace(truck, shift_end=back), *others))
    found = evaluate(problem, routes)
    assert found.ok
    return problem, Plan(found.routes)


TRUCK = VehicleClass("truk", "truk", 3, 45, frozenset({Road.ASPHALT}), "gudang", shift_end=1439, max_trips=1)


@pytest.fixture(scope="module")
def full() -> tuple[Problem, Plan]:
    problem = Problem(
        (Hub("gudang", "gudang", -4.0, 103.0),), tuple(placed("gudang")), (TRUCK,), Rules(first_day=-1, last_day=-1)
    )
    return timed(problem, driven("gudang"))


@pytest.fixture(scope="module")
def behind() -> tuple[Problem, Plan]:
    """The same trucks at a hub, to which all boxes come the day before."""
    hubs = (Hub("gudang", "gudang", -4.0, 103.0), Hub("pangkal", "pangkal", -4.0, 103.001, hub="gudang"))
    large = VehicleClass("peti", "peti", 1, 400, frozenset({Road.ASPHALT}), "gudang")
    sites = tuple(replace(site, first_day=-1) for site in placed("pangkal"))
    problem = Problem(hubs, sites, (replace(TRUCK, depot="pangkal"), large), Rules(first_day=-2, last_day=-1))
    supply = route("peti", 1, -2, (BEFORE_WORK, {"pangkal": sum(site.boxes for site in sites)}))
    return timed(problem, [*driven("pangkal"), supply])


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
    assert seen == [(LEFT, 0)]
    assert found.plan.feasible
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
    assert sum(gains) == LEFT
    assert found.plan.feasible
    assert found.share_kept >= 0.9
    assert found.broken == ()
    assert breaks(found.problem, found.plan) == []


def test_what_is_on_its_way_is_not_planned_afresh(full: tuple[Problem, Plan]) -> None:
    problem, plan = full
    today = [each for each in plan.routes if each.unit != 1]
    done = tuple(Done(each.id, 0, number) for each in today for number in range(3))
    happened = replace(BROKEN, now_minute=600, executed=done, departed=frozenset(each.id for each in today))
    found = replan(problem, plan, happened)
    after = {each.id: each for each in found.plan.routes}
    assert today
    for each in today:
        assert after[each.id].trips == each.trips
    assert sum(one.boxes for one in found.plan.unserved) == LEFT


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
