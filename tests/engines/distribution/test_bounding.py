"""The lower bound: by hand where that is easy, and never above a plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.engines.distribution.bounding import bound
from siaga.engines.distribution.problem import Problem
from siaga.engines.distribution.solving import solve_here
from siaga.engines.distribution.travel import Travel
from tests.engines.distribution.test_features import FEATURES, GUDANG, NEAR, ONE_DAY, TRUCK, Feature, site


def test_full_loads_straight_there_and_back_are_the_bound_itself() -> None:
    truck = replace(TRUCK, cost_fixed=0.0, cost_hour=0.0)
    problem = Problem((GUDANG,), (site("kota", NEAR, 40),), (truck,), ONE_DAY)
    plan = solve_here(problem, 1)
    assert plan.bound == pytest.approx(plan.cost, rel=1e-4)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_no_plan_is_below_it(feature: Feature) -> None:
    plan = solve_here(feature.problem, 1)
    assert plan.bound is not None
    assert 0 < plan.bound <= plan.cost


def test_there_is_none_where_a_place_cannot_be_served() -> None:
    problem = Problem((GUDANG,), (site("kota", NEAR, 40),), (), ONE_DAY)
    assert bound(problem, Travel(problem)) is None
