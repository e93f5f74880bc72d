"""Every small problem against all of its plans."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("numba")

from siaga.engines.grouping.problem import CannotGroup, Problem
from siaga.engines.grouping.solving import group
from tests.engines.grouping.oracle import broken, cheapest


@st.composite
def problems(draw: st.DrawFn, largest: int = 5, ruled: bool = True) -> Problem:
    n = draw(st.integers(1, 7))
    places = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=n, max_size=n))
    at = np.array(places, float)
    distance = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
    k = draw(st.integers(1, largest))
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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_a_plan_keeps_every_rule_and_its_bound_is_below_the_best(problem: Problem) -> None:
    best = cheapest(problem, problem.groups or 0)
    try:
        found = group(problem, seconds=0.02, seed=1)
    except CannotGroup:
        assert best is None
        return
    assert not broken(problem, found)
    assert best is not None
    assert found.lower_bound <= best + 1e-6
    assert best - 1e-6 <= found.cost
    if found.proven:
        assert found.cost == pytest.approx(best, abs=1e-6)
