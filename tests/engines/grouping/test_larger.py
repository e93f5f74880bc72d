"""Problems too large to try out: rules, proofs that must come out, limits of time, and what is refused."""

from __future__ import annotations

import time
from itertools import combinations

import numpy as np
import pytest

pytest.importorskip("numba")

from bench.grouping_points import regency
from siaga.engines.grouping.bounding import Prices
from siaga.engines.grouping.cuts import nested
from siaga.engines.grouping.master import Master, NoMaster
from siaga.engines.grouping.problem import CannotGroup, Problem, from_points, looked_through
from siaga.engines.grouping.solving import _searched, group, ready
from tests.engines.grouping.oracle import broken


def points(n: int, capacity: int, **rules: object) -> Problem:
    lat, lon, _ = regency(n, seed=3)
    return from_points(lat, lon, capacity, **rules)  # type: ignore[arg-type]


def test_sixty_stations_in_fours_come_close_to_their_bound() -> None:
    problem = points(60, 4)
    found = group(problem, seconds=3, seed=1)
    assert not broken(problem, found)
    assert len(found.groups) <= found.limit == 17
    assert 0 < found.lower_bound <= found.cost
    assert found.gap < 0.10


def test_pairs_of_a_hundred_stations_are_proved() -> None:
    for groups in (50, 54):
        problem = points(100, 2, groups=groups)
        found = group(problem, seconds=4, seed=1)
        assert not broken(problem, found)
        assert found.proven


def test_villages_up_to_sixteen_stations_are_exact() -> None:
    lat, lon, village = regency(80, seed=5)
    sizes = np.bincount(village)
    assert sizes.max() <= 16
    problem = from_points(lat, lon, 4, villages=village.tolist())
    found = group(problem, seconds=5, seed=1)
    assert not broken(problem, found)
    assert found.proven
    assert found.cost <= group(problem, seconds=5, seed=2).cost + 1e-9


def test_pairs_that_are_apart_and_sizes_are_kept_among_many() -> None:
    dice = np.random.default_rng(4)
    apart = np.triu(dice.random((60, 60)) < 0.3, 1)
    problem = points(60, 5, groups=40, apart=apart | apart.T, sizes=dice.integers(1, 4, 60))
    found = group(problem, seconds=1, seed=1)
    assert not broken(problem, found)


def test_the_budget_is_processor_time_and_is_kept_in_long_programmes_too() -> None:
    """Without spare teams the linear programme alone would take longer than all of it."""
    ready()
    problem = points(400, 4, groups=100)
    began = time.process_time()
    found = group(problem, seconds=2, seed=1)
    assert time.process_time() - began < 2.3
    assert 0 < found.lower_bound < found.cost


def test_a_programme_stops_when_its_time_is_used_up_whatever_the_clock_says() -> None:
    task = looked_through(points(300, 4, groups=150))
    master = Master(task)
    cuts = nested(task)
    master.add_cuts_first(cuts)
    start, sets = cuts.by_point(300, np.arange(len(cuts), dtype=np.int64))
    order = np.argsort(task.distance, axis=1).tolist()
    near = [[other for other in order[n] if other != n][:11] for n in range(300)]
    groups = [sorted((n, *pair)) for n in range(300) for pair in combinations(near[n], 2)]
    master.add_columns([np.array(one, np.int64) for one in (*groups, *([n] for n in range(300)))], cuts, start, sets)
    with pytest.raises(NoMaster):
        master.solve(0.0)
    value, *_prices = master.solve(60.0)
    assert value > 0


def test_too_few_groups_are_named_with_the_number_that_is_needed() -> None:
    with pytest.raises(CannotGroup) as told:
        group(points(30, 4, groups=7), seconds=1)
    assert told.value.least == 8
    assert "8 kelompok" in told.value.message
    with pytest.raises(CannotGroup) as told:
        group(points(10, 4, groups=3, villages=[0] * 5 + [1] * 5), seconds=1)
    assert told.value.least == 4


def test_points_larger_than_a_group_and_mutual_strangers_are_named() -> None:
    with pytest.raises(CannotGroup, match="lebih besar daripada kapasitas"):
        group(points(3, 2, sizes=[1, 3, 1]), seconds=1)
    apart = ~np.eye(6, dtype=bool)
    with pytest.raises(CannotGroup) as told:
        group(points(6, 3, groups=4, apart=apart), seconds=1)
    assert told.value.least == 6


def test_no_points_and_one_point() -> None:
    assert group(Problem(np.zeros((0, 0)), 4), seconds=1).groups == ()
    assert group(Problem(np.zeros((1, 1)), 4), seconds=1).proven


@pytest.mark.parametrize("seed", range(8))
def test_a_dozen_stations_of_odd_villages_lie_between_bound_and_plan(seed: int) -> None:
    """Large enough for cuts of every kind to be found; the trial of all subsets is the judge."""
    dice = np.random.default_rng(seed)
    n, k = int(dice.integers(10, 14)), int(dice.integers(2, 6))
    centres = dice.uniform(0, 6, (3, 2))
    at = centres[dice.integers(0, 3, n)] + dice.normal(0, 0.8, (n, 2))
    distance = np.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
    problem = Problem(distance, k, -(-n // k) + seed % 2)
    best = group(problem, seconds=1).cost
    found = _searched(looked_through(problem), False, time.process_time(), 0.5, 1, None)
    assert not broken(problem, found)
    assert found.lower_bound <= best + 1e-6 <= found.cost + 2e-6
    assert found.lower_bound >= 0.95 * best


def test_without_a_folder_for_the_cache_the_loops_are_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    import numba

    from siaga.engines.grouping.compiling import compiled

    kept = numba.njit

    def nowhere(*given: object, **words: object) -> object:
        if words.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return kept(*given, **words)

    monkeypatch.setattr(numba, "njit", nowhere)

    def twice(value: int) -> int:
        return 2 * value

    assert compiled(twice)(21) == 42


def test_prices_stay_valid_after_cuts_came_that_they_do_not_know() -> None:
    task = looked_through(points(30, 2))
    prices = Prices(task, nested(task))
    worth = np.full(30, 0.5)
    before, _ = prices.prove(worth, prices.dual, tree=False)
    assert prices.cuts.add(task, np.array([0, 1, 2]), 2)
    after, _ = prices.prove(worth, prices.dual, tree=False)
    assert after == before
