"""Security plans of invented regencies: planned in their seconds, a hand edit judged, replanned after five fall ill."""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable

from siaga.engines.deployment.assembling import stands
from siaga.engines.deployment.checking import check
from siaga.engines.deployment.editing import move
from siaga.engines.deployment.happened import Happened
from siaga.engines.deployment.plan import Plan
from siaga.engines.deployment.problem import Problem
from siaga.engines.deployment.replanning import replan
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.regencies import invented

SECONDS = 60.0
SIZES = (300, 1000, 3000)


def cpu(call: Callable[[], object], times: int = 1) -> float:
    """Seconds of processor time, the middle of some."""
    took = []
    for _ in range(times):
        began = time.process_time()
        call()
        took.append(time.process_time() - began)
    return statistics.median(took)


def planned(stations: int, police: float) -> bool:
    problem = invented(stations, police=police)
    plan = solve(problem, SECONDS * 0.6)
    broken = [one for one in check(problem, plan) if not one.short]
    short = sum(missing.amount for missing in plan.missing)
    gap = "no bound"
    if plan.inside_bound:
        gap = f"{plan.km_inside / plan.inside_bound - 1:.1%} above the bound"
    print(
        f"{stations} TPS, {len(problem.officers)} police: {plan.seconds:.0f} s (target ≤ {SECONDS:.0f}),"
        f" {len(plan.teams)} teams, {plan.km_inside:.0f} km inside ({gap}), {plan.km_home:.0f} km from home,"
        f" {len(plan.reserves)} reserves (proven least {plan.reserves_least}), {short} short,"
        f" {len(broken)} rules broken"
    )
    for repair in plan.repairs[:3]:
        print(f"  {repair.kind.value}: {repair.amount or repair.pattern}, left {repair.left}")
    return not broken and plan.seconds <= SECONDS and (police < 1 or after(problem, plan))


def after(problem: Problem, plan: Plan) -> bool:
    dice = random.Random(5)
    post, to = dice.choice(plan.teams).posts[0], dice.choice(plan.teams).id
    edited = cpu(lambda: check(problem, move(problem, plan, post, to)), 3)
    ill = frozenset(dice.sample(sorted(id for team in plan.teams for id in team.officers), 5))
    again = replan(problem, plan, Happened(ill=ill))
    print(
        f"  a station moved and judged: {edited * 1000:.0f} ms; five ill: {again.plan.seconds:.1f} s,"
        f" {len(again.told)} told, {again.share:.2%} of {len(stands(plan))} stand elsewhere (target < 20 %)"
    )
    return again.share < 0.2


def main() -> int:
    solve(invented(40), 1.0)  # compiled loops are not what is measured
    results = [planned(stations, police) for stations in SIZES for police in (1.1, 0.5)]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
