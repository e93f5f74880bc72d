"""The pieces of the search: parts of a problem, penalties and the schedule."""

from __future__ import annotations

from collections import Counter

import pytest

pytest.importorskip("pyvrp")

from pyvrp import RandomNumberGenerator, Solution

from siaga.engines.routing.annealing import CpuBudget, Penalties, Schedule, Settings, local_search
from siaga.engines.routing.clusters import can_be_parted, groups, part
from siaga.engines.routing.modelling import problem_data
from siaga.engines.routing.reading import read
from siaga.engines.routing.search import search
from tests.engines.routing.places import instance_file, needs_instances

pytestmark = needs_instances


@pytest.fixture(scope="module", params=["mdvrptw/PR12A.vrp", "sdvrptw/PR06.vrp", "mtvrptwr/R2_2_01R0.5.vrp"])
def solved(request):
    data = problem_data(read(instance_file(request.param)))
    return data, search(data, CpuBudget(1.5), seed=1).solution


def test_parts_together_are_the_plan_again(solved):
    data, plan = solved
    assert plan.is_feasible()
    assert can_be_parted(data)
    routes = plan.routes()
    used = Counter(route.vehicle_type() for route in routes)
    for sweep in (0, 1):
        chosen = groups(data, routes, 60, sweep, RandomNumberGenerator(seed=3))
        assert sorted(at for group in chosen for at in group) == list(range(len(routes)))
        assert len(chosen) == pytest.approx(data.num_clients / 60, abs=1)
        again = []
        for group in chosen:
            small = part(data, [routes[at] for at in group], used)
            assert small.start.is_feasible()
            assert small.start.distance_cost() == sum(routes[at].distance_cost() for at in group)
            again += small.lifted(small.start)
        assert Solution(data, again) == plan


def test_a_better_part_makes_a_better_whole_within_the_fleet(solved):
    data, plan = solved
    routes = plan.routes()
    used = Counter(route.vehicle_type() for route in routes)
    first = groups(data, routes, 60, 0, RandomNumberGenerator(seed=3))[0]
    small = part(data, [routes[at] for at in first], used)
    found = search(small.data, CpuBudget(0.5), seed=1, initial=small.start).solution
    others = [route for at, route in enumerate(routes) if at not in first]
    whole = Solution(data, [*others, *small.lifted(found)])
    assert whole.is_feasible()
    gained = small.start.distance_cost() - found.distance_cost()
    assert gained >= 0
    assert plan.distance_cost() - whole.distance_cost() == gained


def test_a_search_that_starts_from_a_plan_never_returns_a_worse_one(solved):
    data, plan = solved
    again = search(data, CpuBudget(0.3), seed=2, initial=plan).solution
    assert again.is_feasible()
    assert again.distance_cost() <= plan.distance_cost()


def test_penalties_follow_what_is_broken():
    data = problem_data(read(instance_file("cvrp/X-n200-k36.vrp")))
    penalties = Penalties(data)
    rng = RandomNumberGenerator(seed=1)
    broken = Solution(data, [list(range(data.num_clients))])
    before = penalties.evaluator.penalised_cost(broken)
    for _ in range(Penalties.WINDOW):
        penalties.register(broken)
    assert penalties.evaluator.penalised_cost(broken) > before
    whole = local_search(data, rng, 25, 10)(broken, penalties.evaluator, exhaustive=True)
    assert whole.is_complete()


def test_the_temperature_falls_over_the_budget_and_no_further():
    warm = Schedule(CpuBudget(1000.0), 50.0, 0.01)
    assert warm.temperature() == pytest.approx(50.0, rel=0.01)
    over = CpuBudget(0.0)
    assert Schedule(over, 50.0, 0.01).temperature() == pytest.approx(0.5)


def test_settings_suit_the_problem():
    def of(name: str, seconds: float = 10.0) -> Settings:
        return Settings.for_problem(problem_data(read(instance_file(name))), seconds)

    assert of("vrptw/RC208.vrp").neighbours == 50
    assert of("cvrp/X-n1001-k43.vrp").cluster > 0
    assert of("cvrp/X-n1001-k43.vrp", 60.0).heat > of("cvrp/X-n1001-k43.vrp").heat
    assert of("cvrp/X-n200-k36.vrp").cluster == 0
    assert of("mdvrptw/PR12A.vrp").cluster == 0
