"""Problems, plans and what happened survive their way through JSON; the digest follows the inputs alone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from siaga.engines.deployment.form import (
    UnknownForm,
    digest,
    happened_from,
    happened_json,
    plan_from,
    plan_json,
    problem_from,
    problem_json,
)
from siaga.engines.deployment.happened import Happened
from siaga.engines.deployment.problem import Cls, Kept, Known
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.small import POSTS, PROBLEM, police

FULL = replace(
    PROBLEM,
    known=(Known("a", "b", 5, 2.5),),
    apart=frozenset({("a", "b")}),
    locked=(Kept("t", ("a",), ("o",), "o"),),
    offers=PROBLEM.patterns[:1],
    rules=replace(PROBLEM.rules, army_classes=frozenset({Cls.HIGH, Cls.SPECIAL}), outside_km=5.0),
)


def test_a_problem_comes_back_as_it_was() -> None:
    assert problem_from(json.loads(json.dumps(problem_json(FULL)))) == FULL
    assert digest(problem_from(json.loads(json.dumps(problem_json(FULL))))) == digest(FULL)
    assert digest(FULL) != digest(PROBLEM)


def test_a_plan_comes_back_as_it_was() -> None:
    short = replace(PROBLEM, officers=PROBLEM.officers[2:], rules=replace(PROBLEM.rules, reserve_teams=None))
    plan = solve(short, 1.0)
    assert plan.repairs
    assert plan.inputs == digest(short)
    assert plan_from(json.loads(json.dumps(plan_json(plan)))) == plan


def test_what_happened_comes_back_as_it_was() -> None:
    happened = Happened(
        frozenset({"u1"}), {POSTS[0].code: Cls.HIGH}, (POSTS[1],), frozenset({"x"}), (police("baru"),), (("polres", 3),)
    )
    assert happened_from(json.loads(json.dumps(happened_json(happened)))) == happened


def test_another_form_is_refused() -> None:
    with pytest.raises(UnknownForm, match="problem/1"):
        problem_from({"form": "siaga.deployment.plan/1"})
