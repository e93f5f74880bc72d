"""Pairwise judgements become weights, and say how consistent they are, as the published examples do."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.engines.risk.ahp import SCALE, BadMatrix, matrix_of, priorities, whole_weights

HOUSE = """
1   5   3   7 6   6   1/3 1/4
1/5 1   1/3 5 3   3   1/5 1/7
1/3 3   1   6 3   4   6   1/5
1/7 1/5 1/6 1 1/3 1/4 1/7 1/8
1/6 1/3 1/3 3 1   1/2 1/5 1/6
1/6 1/3 1/4 4 2   1   1/5 1/6
3   5   1/6 7 5   5   1   1/2
4   7   5   8 6   6   2   1
"""
"""The house of Saaty (1990), European Journal of Operational Research 48, 9-26: size, transport, neighbourhood, age,
yard, modern facilities, condition, financing."""

SCHOOL = """
1   4   3 1   3   4
1/4 1   7 3   1/5 1
1/3 1/7 1 1/5 1/5 1/6
1   1/3 5 1   1   1/3
1/3 5   5 1   1   3
1/4 1   6 3   1/3 1
"""
"""The school of Saaty (1977), Journal of Mathematical Psychology 15, 234-281."""


def read(text):
    return [[Fraction(one) for one in line.split()] for line in text.strip().splitlines()]


def test_it_reproduces_the_house_of_saaty_with_its_consistency_ratio():
    found = priorities(read(HOUSE))
    assert found.eigenvalue == pytest.approx(9.669, abs=0.0005)
    assert found.index == pytest.approx(0.238, abs=0.0005)
    assert found.ratio == pytest.approx(0.169, abs=0.0005)
    assert [round(share, 3) for share in found.shares] == [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert not found.acceptable


def test_it_names_the_judgement_of_the_house_that_fits_least():
    worst = priorities(read(HOUSE)).worst
    assert (worst.first, worst.second, worst.said, worst.better) == (2, 6, 6, 1)
    better = [list(row) for row in read(HOUSE)]
    better[2][6] = better[6][2] = Fraction(1)
    assert priorities(better).ratio < 0.10


def test_it_reproduces_the_school_of_saaty():
    assert [round(share, 2) for share in priorities(read(SCHOOL)).shares] == [0.32, 0.14, 0.03, 0.13, 0.24, 0.14]


@given(st.lists(st.sampled_from([1, 2, 4, 8]), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_consistent_judgements_give_back_the_weights_they_came_from(weights):
    matrix = [[Fraction(one, other) for other in weights] for one in weights]
    found = priorities(matrix)
    assert found.shares == pytest.approx([one / sum(weights) for one in weights])
    assert found.ratio == pytest.approx(0, abs=1e-9)
    assert found.acceptable


@given(
    st.integers(2, 7).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.sampled_from(SCALE), min_size=21, max_size=21))
    )
)
@settings(max_examples=60, deadline=None)
def test_the_weights_are_what_repeated_multiplication_ends_in(made):
    size, said = made
    pairs = [(i, j) for i in range(size) for j in range(i + 1, size)]
    matrix = matrix_of(size, dict(zip(pairs, said, strict=False)))
    vector = [1 / size] * size
    for _step in range(400):
        vector = [sum(float(matrix[i][j]) * vector[j] for j in range(size)) for i in range(size)]
        vector = [one / sum(vector) for one in vector]
    assert priorities(matrix).shares == pytest.approx(vector, abs=1e-6)


def test_a_matrix_that_is_not_reciprocal_is_refused():
    with pytest.raises(BadMatrix):
        priorities([[Fraction(1), Fraction(2)], [Fraction(2), Fraction(1)]])
    with pytest.raises(BadMatrix):
        matrix_of(2, {(1, 0): Fraction(2)})


def test_weights_of_indicators_sum_to_a_thousand_and_follow_their_variable():
    variables = priorities(matrix_of(3, {(0, 1): Fraction(3), (0, 2): Fraction(3)}))
    weights = whole_weights(variables, [["1.1", "1.2", "1.3"], ["2.1"], ["3.1", "3.2"]], {})
    assert sum(weights.values()) == 1000
    assert weights == {"1.1": 200, "1.2": 200, "1.3": 200, "2.1": 200, "3.1": 100, "3.2": 100}


def test_no_indicator_loses_its_weight_to_rounding():
    variables = priorities(matrix_of(3, {}))
    weights = whole_weights(variables, [["1.1"], ["2.1", "2.2"], ["3.1"]], {}, total=100)
    assert sum(weights.values()) == 100
    inside = {1: priorities(matrix_of(2, {(0, 1): Fraction(9)}))}
    assert whole_weights(variables, [["1.1"], ["2.1", "2.2"], ["3.1"]], inside)["2.1"] == 300
