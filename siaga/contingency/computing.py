"""A contingency plan from its inputs: resources assigned by the exact model, and what would close what is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from siaga.contingency.additions import Addition, additions
from siaga.engines.allocation.form import allocation_json, problem_from
from siaga.engines.allocation.solving import allocate
from siaga.planning.models import Plan


def computed(plan: Plan, told: Callable[[str], None]) -> Mapping[str, Any]:
    """The result of a plan's inputs, as plain values."""
    told("disusun")
    return solved(plan.inputs, plan.seconds)


def solved(inputs: Mapping[str, Any], seconds: float, *, repairs: bool = True) -> dict[str, Any]:
    """The same of inputs that are no plan. repairs: what would close the rest is looked for, which takes as long."""
    problem = problem_from(inputs["problem"])
    answer = allocate(problem, seconds=seconds)
    more = additions(problem, answer, seconds=max(1.0, seconds / 3)) if repairs else []
    needed = {need.station for need in problem.needs}
    open_ = {one.station for one in answer.uncovered}
    return {
        **allocation_json(answer),
        "gap": round(answer.gap, 6),
        "additions": [addition_value(one) for one in more],
        "figures": {
            "needs": len(problem.needs),
            "covered": len(problem.needs) - len(answer.uncovered),
            "stations": len(needed),
            "stations_open": len(open_),
            "given": len(answer.given),
            "stock": sum(one.count for one in problem.resources),
            "covered_risk": round(answer.covered_risk, 4),
            "total_risk": round(answer.total_risk, 4),
        },
    }


def addition_value(one: Addition) -> dict[str, Any]:
    return {
        "need": one.need,
        "kind": one.kind,
        "units": one.units,
        "km": one.km,
        "places": list(one.places),
        "smallest": one.smallest,
        "left": one.left,
    }
