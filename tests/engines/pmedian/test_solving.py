"""Medians within capacity: as cheap as every choice tried, above the bound, within the time."""

from __future__ import annotations

import math
import random
import time
from dataclasses import asdict
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numba")

from siaga.engines.pmedian.instance import BrokenInstance, Instance, read_cpmp
from siaga.engines.pmedian.solving import solve
from tests.engines.pmedian.checker import judge
from tests.engines.pmedian.published import BEST_KNOWN, instance_file, needs_instances


def text_of(points: list[tuple[float, float, float, float]], medians: int) -> str:
    return "\n".join([f"{len(points)} {medians}", *(" ".join(map(str, point)) for point in points)])


def cheapest(points: list[tuple[float, float, float, float]], medians: int) -> float:
    """Every set of medians with every way to bring the points to them."""
    best = math.inf
    for chosen in combinations(range(len(points)), medians):
        for brought in product(chosen, repeat=len(points)):
            loads = dict.fromkeys(chosen, 0.0)
            for point, median in zip(points, brought, strict=True):
                loads[median] += point[3]
            if all(loads[median] <= points[median][2] for median in chosen):
                cost = sum(math.dist(one[:2], points[at][:2]) for one, at in zip(points, brought, strict=True))
                best = min(best, cost)
    return best


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(6, 12), st.integers(1, 6)), min_size=2, max_size=6
    ),
    st.integers(1, 3),
)
def test_small_instances_cost_what_the_best_of_all_choices_costs(
    points: list[tuple[float, float, float, float]], medians: int
) -> None:
    medians = min(medians, len(points))
    best = cheapest(points, medians)
    try:
        found = solve(read_cpmp(text_of(points, medians)), seconds=0.3)
    except BrokenInstance:
        assert best == math.inf
        return
    assert not judge(text_of(points, medians), asdict(found))
    assert found.lower_bound <= best + 1e-6
    assert found.cost == pytest.approx(best)


def scattered(count: int, medians: int, seed: int) -> tuple[str, Instance]:
    pick = random.Random(seed)
    points = [(pick.uniform(0, 100), pick.uniform(0, 100), 60.0, float(pick.randint(1, 20))) for _ in range(count)]
    text = text_of(points, medians)
    return text, read_cpmp(text)


def test_the_time_given_is_the_processor_time_used() -> None:
    _, instance = scattered(40, 12, 1)
    solve(instance, seconds=0.3)  # what is compiled is compiled
    _, instance = scattered(300, 70, 2)
    before = time.process_time()
    found = solve(instance, seconds=2.0)
    assert time.process_time() - before < 2.6
    assert found.seconds <= 2.3


def test_tight_capacities_are_kept() -> None:
    text, instance = scattered(120, 24, 3)
    assert sum(instance.demand) / (24 * 60) > 0.8
    found = solve(instance, seconds=1.5)
    assert not judge(text, asdict(found))
    assert 0 < found.lower_bound <= found.cost
    assert found.gap == pytest.approx(found.cost / found.lower_bound - 1)


def test_points_at_one_place_cost_nothing() -> None:
    found = solve(read_cpmp(text_of([(1.0, 1.0, 5.0, 1.0)] * 8, 2)), seconds=0.3)
    assert (found.cost, found.lower_bound, found.gap) == (0.0, 0.0, 0.0)


@needs_instances
def test_a_published_instance_is_solved_to_its_best_known_cost() -> None:
    text = instance_file("SJC1").read_text()
    found = solve(read_cpmp(text), seconds=4.0)
    assert not judge(text, asdict(found))
    assert found.cost == pytest.approx(BEST_KNOWN["SJC1"], rel=5e-4)
    assert found.lower_bound > 0.97 * found.cost


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2 1\n0 0 5 1",
        "1 2\n0 0 5 1",
        "2 1\n0 0 5 x\n0 0 5 1",
        "2 1\n0 0 5 -1\n0 0 5 1",
        "2 1\n0 0 5 4\n0 0 5 4",
        "2 1\n0 0 nan 4\n0 0 5 4",
    ],
)
def test_files_that_are_no_instance_are_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(BrokenInstance) as refused:
        read_cpmp(text)
    assert refused.value.remedy


def test_capacities_that_no_clusters_fit_are_told() -> None:
    points = [(float(x), 0.0, 10.0, 6.0) for x in range(3)]
    with pytest.raises(BrokenInstance):
        solve(read_cpmp(text_of(points, 2)), seconds=0.3)
