"""A security plan from its inputs: solved anew, or made again after something happened."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from siaga.deployment.editing import broken_values
from siaga.deployment.reading import with_figures
from siaga.engines.deployment.checking import check
from siaga.engines.deployment.form import happened_from, plan_from, plan_json, problem_from, problem_json
from siaga.engines.deployment.happened import Replanned
from siaga.engines.deployment.plan import Plan as Result
from siaga.engines.deployment.problem import Problem
from siaga.engines.deployment.replanning import replan
from siaga.engines.deployment.solving import solve
from siaga.engines.routing.isolated import call
from siaga.planning.models import Plan


def computed(plan: Plan, told: Callable[[str], None]) -> Mapping[str, Any]:
    """The result of a plan's inputs, as plain values. What it breaks by itself is only what people are missing for."""
    problem = problem_from(plan.inputs["problem"])
    wall = 120 + 4 * plan.seconds
    if "happened" in plan.inputs:
        assert plan.parent is not None
        assert plan.parent.result is not None
        told("disusun ulang")
        asked = functools.partial(replan, seconds=plan.seconds, seed=plan.seed)  # the child has no Django
        before, happened = plan_from(plan.parent.result), happened_from(plan.inputs["happened"])
        made: Replanned = call(asked, problem, before, happened, wall_seconds=wall)
        values = {
            **plan_json(made.plan),
            "problem": problem_json(made.problem),
            "changes": [
                {"kind": one.kind.value, "officer": one.officer, "before": one.before, "after": one.after}
                for one in made.changes
            ],
            "share": made.share,
        }
        return with_figures(made.problem, made.plan, _checked(made.problem, made.plan, values))
    told("disusun")
    result: Result = call(functools.partial(solve, seconds=plan.seconds, seed=plan.seed), problem, wall_seconds=wall)
    return with_figures(problem, result, _checked(problem, result, plan_json(result)))


def _checked(problem: Problem, result: Result, values: dict[str, Any]) -> dict[str, Any]:
    """Rules that are broken though nobody is missing for them: locked teams whose people fell ill, for one."""
    return {**values, "broken": broken_values([one for one in check(problem, result) if not one.short])}
