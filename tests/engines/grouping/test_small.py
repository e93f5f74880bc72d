"""Every small problem against all of its plans: the answer, and each method that is used for larger ones."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("numba")

from siaga.engines.grouping.problem import CannotGroup, Problem, looked_through
from siaga.engines.grouping.solving import _searched, group
from tests.engines.grouping.oracle import broken, cheapest

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def problems(draw: st.DrawFn, least: int = 1, most: int = 5, ruled: bool = True) -> Problem:
    n = draw(st.integers(1, 7))
    places = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=n, max_size=n))
    at = np.array(places, float)
    distance = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
    k = draw(st.integers(least, most))
    groups = draw(st.integers(max(1, math.ceil(n / k)), n))
    sizes = villages = apart = None
    if ruled and draw(st.booleans()):
        sizes = np.array(draw(st.lists(st.integers(1, min(k, 3)), min_size=n, max_size=n)), np.int64)
    if ruled and draw(st.booleans()):
        villages = draw(st.lists(st.integers(0, 2), min_size=n, max_size=n))
    if ruled and draw(st.booleans()):
        apart = np.zeros((n, n), bool)
        for a, b in draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=4)):
            apart[a, b] = apart[b, a] = a != b
    return Problem(distance, k, groups, sizes, villages, apart)


@SLOW
@given(problems())
def test_a_small_problem_is_answered_with_its_best_plan(problem: Problem) -> None:
    best = cheapest(problem, problem.groups or 0)
    try:
        found = group(problem, seconds=1, seed=1)
    except CannotGroup:
        assert best is None
        return
    assert not broken(problem, found)
    assert found.proven
    assert found.cost == pytest.approx(best, abs=1e-6)


@SLOW
@given(problems())
def test_search_keeps_every_rule_and_its_bound_is_below_the_best_plan(problem: Problem) -> None:
    best = cheapest(problem, problem.groups or 0)
    try:
        found = _searched(looked_through(problem), False, time.process_time(), 0.3, 1, None)
    except CannotGroup:
        return  # certain or not: it says that it found none
    assert not broken(problem, found)
    assert best is not None
    assert found.lower_bound <= best + 1e-6
    assert best - 1e-6 <= found.cost
    if found.proven:
        assert found.cost == pytest.approx(best, abs=1e-6)


@SLOW
@given(problems(least=2, most=2, ruled=False))
def test_pairs_are_the_best_and_proved_to_be(problem: Problem) -> None:
    found = _searched(looked_through(problem), False, time.process_time(), 0.5, 1, None)
    assert not broken(problem, found)
    assert found.proven
    assert found.cost == pytest.approx(cheapest(problem, problem.groups or 0), abs=1e-6)
