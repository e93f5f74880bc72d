"""Real regencies with the fleet of the acceptance list: a plan, or what exactly is missing."""

from __future__ import annotations

import os
import time

import pytest

from siaga.engines.distribution.plan import Plan, Reason
from siaga.engines.distribution.problem import Problem
from siaga.engines.distribution.repairing import applied
from siaga.engines.distribution.solving import attempt, solve_here
from tests.engines.distribution.checker import breaks
from tests.engines.distribution.regencies import invented, regency, stations
from tests.shared_data import data_file, needs_shared_data

SECONDS = float(os.environ.get("SIAGA_PLAN_SECONDS", "8"))
"""CPU seconds for a plan here; the acceptance list grants 60."""


def told(name: str, plan: Plan) -> None:
    print(
        f"{name}: {len(plan.routes)} routes, Rp {plan.cost:,.0f}, {plan.km:,.0f} km, {plan.drive_minutes / 60:.0f} h,"
        f" {sum(one.boxes for one in plan.unserved)} boxes left, margin {plan.margin_minutes}, {plan.seconds} s"
    )


@needs_shared_data
@pytest.mark.parametrize(("name", "tps"), [("mukomuko", 327), ("muara-enim", 954)])
def test_a_real_regency_is_served_within_its_week(name: str, tps: int) -> None:
    folder = data_file(name)
    assert sum(stations(folder).values()) == tps
    problem = regency(folder)
    assert sum(site.boxes for site in problem.sites) == 2 * tps
    plan = solve_here(problem, SECONDS)
    told(name, plan)
    assert not breaks(problem, plan)
    assert plan.feasible
    assert plan.margin_minutes is not None
    assert plan.margin_minutes > 0


@needs_shared_data
@pytest.mark.soak
def test_the_fleet_is_too_small_for_the_general_election_and_the_plan_says_what_is_missing() -> None:
    problem = regency(data_file("muara-enim"), column="tps_pemilu2024", boxes_per_station=5)
    assert sum(site.boxes for site in problem.sites) == 8930
    plan = solve_here(problem, 60)
    told("muara-enim, pemilu-2024", plan)
    assert not breaks(problem, plan)
    assert plan.unserved
    assert {site for shortage in plan.shortages for site in shortage.sites} == {one.site for one in plan.unserved}
    for shortage in plan.shortages:
        print(shortage.reason.value, shortage.boxes, shortage.hub, shortage.vehicles, shortage.days, shortage.repair)
        assert shortage.reason in (Reason.CAPACITY, Reason.HOURS, Reason.HUB)
        assert shortage.vehicles
        assert shortage.repair is not None
        assert shortage.repair.checked
    assert_repaired(problem, plan)


def assert_repaired(problem: Problem, plan: Plan) -> None:
    """All repairs together: with more time than the diagnosis had, nothing that a shortage names is left."""
    repaired = problem
    for shortage in plan.shortages:
        assert shortage.repair is not None
        repaired = applied(repaired, shortage.repair, shortage.sites)
    left = {one.site for one in attempt(repaired, seconds=60, seed=2).unserved}
    assert not left


def test_three_thousand_stations_are_feasible_at_once() -> None:
    problem = invented()
    assert sum(site.boxes for site in problem.sites) == 6000
    started = time.process_time()
    tried = attempt(problem, seconds=20, seed=1, enough=True)
    assert not tried.unserved
    assert time.process_time() - started < 5


@pytest.mark.soak
def test_three_thousand_stations_are_planned_well_in_a_minute() -> None:
    problem = invented()
    quick, plan = solve_here(problem, 10), solve_here(problem, 60)
    told("3.000 TPS, 10 s", quick)
    told("3.000 TPS, 60 s", plan)
    assert plan.feasible
    assert not breaks(problem, plan)
    assert plan.cost <= quick.cost
