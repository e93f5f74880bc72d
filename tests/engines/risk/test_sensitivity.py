"""How many classes hang on the weights: counted exactly, and the same again from the same seed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.engines.risk.judging import classify
from siaga.engines.risk.scheme import Scheme, Thresholds
from siaga.engines.risk.sensitivity import Spread, Within, differing, sensitivity
from siaga.engines.risk.table import table_of
from tests.engines.risk.schemes import ANSWERS, NUMBERS, schemes

STATIONS = st.lists(st.tuples(ANSWERS, st.booleans()), min_size=1, max_size=12)


def table(stations):
    return table_of(NUMBERS, [(str(n), answers, special) for n, (answers, special) in enumerate(stations)])


def moved(scheme, stations, weights):
    """How many TPS have another class under these weights, one by one."""
    other = replace(scheme, weights=weights)
    return sum(
        classify(scheme, answers, special).cls is not classify(other, answers, special).cls
        for answers, special in stations
    )


@given(schemes(), STATIONS)
@settings(max_examples=40, deadline=None)
def test_moving_one_weight_is_counted_exactly(scheme, stations):
    found = sensitivity(scheme, table(stations), Within(25), samples=1, percent=25)
    hundred = {number: 100 * weight for number, weight in scheme.weights.items()}
    assert {one.number for one in found.one_by_one} == {number for number, weight in scheme.weights.items() if weight}
    for one in found.one_by_one:
        assert one.lower == moved(scheme, stations, {**hundred, one.number: 75 * one.weight})
        assert one.higher == moved(scheme, stations, {**hundred, one.number: 125 * one.weight})
        assert one.without == moved(scheme, stations, {**hundred, one.number: 0})
        assert one.doubled == moved(scheme, stations, {**hundred, one.number: 200 * one.weight})


@given(schemes(), schemes(), STATIONS)
@settings(max_examples=40, deadline=None)
def test_other_weights_are_counted_exactly(scheme, other, stations):
    assert differing(scheme, other.weights, table(stations)) == moved(scheme, stations, other.weights)


@given(schemes(), STATIONS, st.sampled_from([Within(40), Spread(20)]))
@settings(max_examples=30, deadline=None)
def test_the_same_seed_gives_the_same_answer_and_the_sums_agree(scheme, stations, weighting):
    first = sensitivity(scheme, table(stations), weighting, samples=30, seed=7)
    again = sensitivity(scheme, table(stations), weighting, samples=30, seed=7)
    assert np.array_equal(first.changed, again.changed)
    assert np.array_equal(first.off, again.off)
    assert first.off.sum() * 30 == pytest.approx(first.changed.sum())
    for row in first.fragile(0.5):
        assert first.off[row] >= 0.5


def test_a_tps_on_the_threshold_is_fragile_and_one_far_from_it_is_not():
    scheme = Scheme(dict.fromkeys(NUMBERS, 1), Thresholds(333_333, 900_000))
    on = {number: number in ("1.1", "1.2") for number in NUMBERS}
    off = dict.fromkeys(NUMBERS, False)
    found = sensitivity(scheme, table([(on, False), (off, False)]), Within(25), samples=200, seed=3)
    assert found.fragile(0.1) == (0,)
    assert 0.2 < found.off[0] < 0.8
    assert found.off[1] == 0
    assert found.most == 1
    assert found.at_most(1.0) == 1
