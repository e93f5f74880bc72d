"""A distribution plan from its inputs: solved, replanned, buffered, driven again on slow roads."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from siaga.engines.distribution.buffer import buffered
from siaga.engines.distribution.form import plan_from, plan_json, problem_from, problem_json
from siaga.engines.distribution.happened import Replanned
from siaga.engines.distribution.plan import Plan as Result
from siaga.engines.distribution.replanning import replan
from siaga.engines.distribution.robustness import Chances, replay
from siaga.engines.distribution.solving import solve
from siaga.engines.routing.isolated import call
from siaga.planning.editing import broken_values
from siaga.planning.happening import change_values, happened_from
from siaga.planning.models import Plan
from siaga.planning.reading import with_figures
from siaga.planning.roads import with_roads

RUNS = 2000
"""So often a plan is driven again on slow roads to see how likely it is."""
TARGET = 0.99
"""Places below it are named, where nobody chose another chance."""


def computed(plan: Plan, told: Callable[[str], None]) -> Mapping[str, Any]:
    """The result of a plan's inputs, as plain values."""
    problem = problem_from(plan.inputs["problem"])
    if "happened" in plan.inputs:
        assert plan.parent is not None
        assert plan.parent.result is not None
        happened = happened_from(plan.inputs["happened"])
        told("disesuaikan")
        asked = functools.partial(
            replan, seconds=plan.seconds, seed=plan.seed
        )  # the engine's own: the child has no Django
        answer: Replanned = call(
            asked, problem, plan_from(plan.parent.result), happened, wall_seconds=60 + 3 * plan.seconds
        )
        replanned = {
            **plan_json(answer.plan),
            "problem": problem_json(answer.problem),
            "changes": change_values(answer.changes),
            "broken": broken_values(answer.broken),
            "untouched": answer.untouched,
            "kept": answer.kept,
        }
        return with_figures(answer.problem, replanned)
    told("waktu tempuh")
    known = with_roads(problem)
    told("disusun")
    more = {"problem": problem_json(known)} if known is not problem else {}
    target = plan.inputs.get("options", {}).get("target") or 0
    if target:
        found = buffered(known, target=target, seconds=max(1.0, plan.seconds / 6), seed=plan.seed, runs=RUNS, told=told)
        made = {
            **plan_json(found.plan),
            "chances": chance_values(found.chances, target, found.plan),
            "buffer": {"factor": found.factor, "minutes": found.minutes, "reached": found.reached, "target": target},
        }
        return with_figures(known, {**made, **more})
    solved = solve(known, seconds=plan.seconds, seed=plan.seed, told=told)
    told("diuji")
    chances = call(functools.partial(replay, runs=RUNS, seed=plan.seed), known, solved, wall_seconds=120)
    return with_figures(known, {**plan_json(solved), "chances": chance_values(chances, TARGET, solved), **more})


def chance_values(chances: Chances, target: float, plan: Result) -> dict[str, Any]:
    """The chances as they are kept, of the places that the plan serves: the whole, the worst, how sure that is."""
    unserved = {one.site for one in plan.unserved}
    served = {site: chance for site, chance in chances.sites.items() if site not in unserved}
    below = sorted((site for site, chance in served.items() if chance < target), key=served.__getitem__)
    return {
        "overall": None if unserved else round(chances.overall, 4),
        "least": round(min(served.values(), default=0.0), 4),
        "error": round(chances.error, 4),
        "runs": chances.runs,
        "target": target,
        "below": [[site, round(served[site], 4)] for site in below[:50]],
        "below_count": len(below),
    }
