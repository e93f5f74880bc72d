"""Small regencies drawn at random: every plan keeps every rule, and says of every place what is missing there."""

from __future__ import annotations

from collections import Counter

import pytest

from siaga.engines.deployment.checking import check
from siaga.engines.deployment.form import plan_from, plan_json, problem_from, problem_json
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.checker import breaks, lacking
from tests.engines.deployment.regencies import drawn


def checked(number: int) -> None:
    problem = drawn(number)
    plan = solve(problem, 0.3, 1)
    assert not breaks(problem, plan), f"drawn({number})"
    hard = [one for one in check(problem, plan) if not one.short]
    assert not hard, f"drawn({number}): {hard[:3]}"
    told: Counter[str] = Counter()
    for missing in plan.missing:
        told[missing.need.value] += missing.amount
    told.pop("jangkauan", None)
    assert dict(told) == lacking(problem, plan), f"drawn({number})"
    for repair in plan.repairs:
        assert repair.checked, f"drawn({number}): {repair}"
        if repair.kind.value == "bko":
            assert repair.left == 0, f"drawn({number}): {repair}"
    assert problem_from(problem_json(problem)) == problem
    assert plan_from(plan_json(plan)) == plan


@pytest.mark.parametrize("part", range(4))
def test_a_hundred_small_regencies_keep_every_rule(part: int) -> None:
    for number in range(part * 25, part * 25 + 25):
        checked(number)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_a_thousand_small_regencies_keep_every_rule(part: int) -> None:
    for number in range(100 + part * 100, 200 + part * 100):
        checked(number)
