"""Real regencies, stations at seeded points in their villages, with invented officers."""

from __future__ import annotations

import os
import time

import pytest

from siaga.engines.deployment.checking import check
from siaga.engines.deployment.plan import Plan
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.checker import breaks
from tests.engines.deployment.regencies import invented, real
from tests.shared_data import data_file, needs_shared_data

SECONDS = float(os.environ.get("SIAGA_PLAN_SECONDS", "6"))


def told(name: str, plan: Plan) -> None:
    bound = "-" if plan.inside_bound is None else f"{plan.inside_bound:.0f}"
    print(
        f"{name}: {len(plan.teams)} teams, {len(plan.clusters)} padal, {len(plan.reserves)} reserves"
        f" (least {plan.reserves_least}), {plan.km_inside:.0f} km inside (bound {bound}),"
        f" {plan.km_home:.0f} km from home, {sum(m.amount for m in plan.missing)} missing, {plan.seconds} s"
    )


@needs_shared_data
@pytest.mark.parametrize("name", ["mukomuko", "bengkulu-utara"])
def test_a_real_regency_keeps_every_rule_and_says_what_is_short(name: str) -> None:
    problem = real(data_file(name))
    plan = solve(problem, SECONDS)
    told(name, plan)
    for repair in plan.repairs:
        print(" ", repair)
    assert not breaks(problem, plan)
    assert not [one for one in check(problem, plan) if not one.short]
    assert {code for team in plan.teams for code in team.posts} == {post.code for post in problem.posts}
    assert all(repair.checked for repair in plan.repairs)


@pytest.mark.soak
def test_three_thousand_stations_are_planned_within_their_seconds() -> None:
    problem = invented(3000)
    began = time.process_time()
    plan = solve(problem, 30.0)
    took = time.process_time() - began
    told("3.000 TPS", plan)
    assert not [one for one in check(problem, plan) if not one.short]
    assert took < 60
