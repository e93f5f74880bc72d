"""How contingency plans are made and filed; the solver loads when one is computed, not when the server starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from siaga.planning.models import Plan


def compute(plan: Plan, told: Callable[[str], None]) -> Mapping[str, Any]:
    from siaga.contingency.computing import computed

    return computed(plan, told)


def file(plan: Plan) -> dict[str, Any]:
    from siaga.contingency.outputs.files import file_of_plan

    return file_of_plan(plan)


def on_plan_in_force(**signal: Any) -> None:
    """Receiver of ``plan_in_force``; what it needs loads with the first plan that begins to hold."""
    from siaga.contingency import receiving

    receiving.on_plan_in_force(**signal)
