"""Reserve ballots against a slow obvious count, and against what was published."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from siaga.logistics.arithmetic import (
    Range,
    Rounding,
    Rule,
    Units,
    exactly,
    reserve_between,
    total,
    voters_between,
)

PILKADA = Rule(Fraction(5, 2))
MODES = {Rounding.UP: ROUND_CEILING, Rounding.NEAREST: ROUND_HALF_UP, Rounding.DOWN: ROUND_FLOOR}

percents = st.sampled_from(["0", "1", "2", "2.5", "3", "4", "7.5", "12.5", "20", "25", "30", "33.3", "40", "50", "100"])
whole_percents = st.sampled_from(["2", "2.5", "4", "5", "10", "12.5", "20", "25", "50", "100"])
modes = st.sampled_from(list(Rounding))
limits_of_units = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4)


def rule(percent: str, mode: Rounding) -> Rule:
    return Rule(Fraction(percent), mode)


def obvious(percent: str, mode: Rounding, voters: int) -> int:
    """The same by decimals, as one would on paper."""
    return int((Decimal(percent) * voters / 100).quantize(Decimal(1), rounding=MODES[mode]))


def reachable(percent: str, mode: Rounding, limits: list[tuple[int, int]], voters: Range) -> set[int]:
    """Every sum of reserves of every assignment of voters."""
    assignments = product(*(range(low, high + 1) for low, high in limits))
    return {sum(obvious(percent, mode, one) for one in each) for each in assignments if sum(each) in voters}


@given(percents, modes, st.integers(0, 3000))
def test_the_reserve_of_known_voters_is_the_rounded_percentage(percent: str, mode: Rounding, voters: int) -> None:
    assert rule(percent, mode).reserve(voters) == obvious(percent, mode, voters)


@given(percents.filter(lambda one: one != "0"), modes, st.integers(1, 200))
def test_the_fewest_voters_of_a_reserve(percent: str, mode: Rounding, reserve: int) -> None:
    of = rule(percent, mode)
    fewest = of.fewest(reserve)
    assert of.reserve(fewest) >= reserve
    assert fewest == 0 or of.reserve(fewest - 1) < reserve


def test_known_stations_are_summed_station_by_station() -> None:
    assert sum(PILKADA.reserve(voters) for voters in (1, 40, 41, 600)) == 1 + 1 + 2 + 15
    assert PILKADA.flat(682) == 17


@settings(max_examples=300)
@given(whole_percents, modes, limits_of_units, st.data())
def test_bounds_are_the_reachable_ones_where_a_ballot_answers_to_a_whole_number_of_voters(
    percent: str, mode: Rounding, pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    limits = [(min(pair), max(pair)) for pair in pairs]
    between = voters_between([Units(1, *limit) for limit in limits])
    assert between.high is not None
    voters = exactly(data.draw(st.integers(between.low, between.high)))
    found = reserve_between(rule(percent, mode), [Units(1, *limit) for limit in limits], voters)
    sums = reachable(percent, mode, limits, voters)
    assert (found.low, found.high) == (min(sums), max(sums))


@settings(max_examples=300)
@given(percents, modes, limits_of_units, st.data())
def test_bounds_always_hold(percent: str, mode: Rounding, pairs: list[tuple[int, int]], data: st.DataObject) -> None:
    limits = [(min(pair), max(pair)) for pair in pairs]
    between = voters_between([Units(1, *limit) for limit in limits])
    assert between.high is not None
    first = data.draw(st.integers(between.low, between.high))
    voters = Range(first, data.draw(st.integers(first, between.high)))
    found = reserve_between(rule(percent, mode), [Units(1, *limit) for limit in limits], voters)
    assert all(one in found for one in reachable(percent, mode, limits, voters))
    assert found.high is not None


@settings(max_examples=200)
@given(percents, modes, st.integers(1, 4), st.integers(0, 12))
def test_without_a_limit_the_sum_is_the_limit(percent: str, mode: Rounding, count: int, voters: int) -> None:
    free = reserve_between(rule(percent, mode), [Units(count, 0, None)], exactly(voters))
    capped = reserve_between(rule(percent, mode), [Units(count, 0, voters)], exactly(voters))
    assert free == capped


@given(percents, modes, st.integers(1, 30), st.integers(0, 30), st.integers(1, 60))
def test_like_units_may_be_counted_together(percent: str, mode: Rounding, one: int, other: int, limit: int) -> None:
    voters = exactly((one + other) * limit // 2)
    together = reserve_between(rule(percent, mode), [Units(one + other, 0, limit)], voters)
    apart = reserve_between(rule(percent, mode), [Units(one, 0, limit), Units(other, 0, limit)], voters)
    assert together == apart


@given(percents, modes, st.lists(st.integers(0, 600), min_size=1, max_size=40))
def test_what_really_is_lies_inside(percent: str, mode: Rounding, voters: list[int]) -> None:
    of = rule(percent, mode)
    known = sum(of.reserve(one) for one in voters)
    assert known in reserve_between(of, [Units(len(voters), 0, 600)], exactly(sum(voters)))


@given(st.lists(st.integers(0, 600), min_size=2, max_size=20), st.data())
def test_more_known_stations_never_widen_the_range(voters: list[int], data: st.DataObject) -> None:
    known = data.draw(st.integers(1, len(voters)))
    assume(known < len(voters))
    wide = reserve_between(PILKADA, [Units(len(voters), 0, 600)], exactly(sum(voters)))
    rest = reserve_between(PILKADA, [Units(len(voters) - known, 0, 600)], exactly(sum(voters[known:])))
    narrow = rest + exactly(sum(PILKADA.reserve(one) for one in voters[:known]))
    assert wide.low <= narrow.low
    assert narrow.high is not None and wide.high is not None and narrow.high <= wide.high


def test_nothing_known_at_all() -> None:
    assert reserve_between(PILKADA, [Units(3, 0, 600)], Range(0, None)) == Range(0, 45)
    assert reserve_between(PILKADA, [Units(3, 0, None)], Range(0, None)) == Range(0, None)
    assert reserve_between(PILKADA, [], exactly(0)) == exactly(0)


def test_a_sum_that_the_units_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="voters"):
        reserve_between(PILKADA, [Units(2, 0, 600)], exactly(1201))


@pytest.mark.parametrize(
    ("area", "voters", "stations", "reserve", "flat", "bounds"),
    [
        ("Muara Enim", 460_845, 954, 11_967, 11_521, Range(11_522, 12_451)),
        ("Bangka", 242_582, 459, 6_275, 6_065, Range(6_065, 6_512)),
    ],
)
def test_published_reserves_lie_inside_and_a_flat_percentage_is_another_number(
    area: str, voters: int, stations: int, reserve: int, flat: int, bounds: Range
) -> None:
    found = reserve_between(PILKADA, [Units(stations, 0, 600)], exactly(voters))
    assert found == bounds
    assert reserve in found
    assert PILKADA.flat(voters) == flat != reserve


def test_what_muara_enim_printed_is_voters_reserve_and_stock_for_a_repeat_vote() -> None:
    found = reserve_between(PILKADA, [Units(954, 0, 600)], exactly(460_845)) + exactly(460_845 + 2_000)
    assert 474_812 in found
    assert round(460_845 * 1.025) + 2_000 not in found


def test_sums_of_ranges_keep_what_is_not_bounded() -> None:
    assert total([Range(1, 2), Range(3, None)]) == Range(4, None)
    assert total([]) == exactly(0)
    assert Range(1, None) * 0 == exactly(0)
