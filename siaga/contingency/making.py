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
