"""A load larger than every vehicle is cut into parts that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.engines.routing.splitting import fits, split_demand


def test_what_fits_stays_whole():
    assert split_demand([7], [[10], [3]]) == [(7,)]
    assert split_demand([0, 0], [[0, 0]]) == [(0, 0)]


def test_parts_are_few_and_even():
    assert split_demand([10], [[4]]) == [(4,), (3,), (3,)]
    assert split_demand([150, 900], [[100, 400], [12, 800]]) == [(50, 300), (50, 300), (50, 300)]


def test_a_load_without_room_anywhere_is_refused():
    with pytest.raises(ValueError, match="room"):
        split_demand([5, 1], [[10, 0], [0, 10]])


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(1, 60)), min_size=1, max_size=3),
)
def test_parts_sum_up_and_each_fits(pairs):
    amounts = [amount for amount, _ in pairs]
    capacity = [room for _, room in pairs]
    parts = split_demand(amounts, [capacity])
    assert [sum(column) for column in zip(*parts, strict=True)] == amounts
    assert all(fits(part, capacity) for part in parts)
    fewer = len(parts) - 1
    assert fewer == 0 or any(amount > room * fewer for amount, room in pairs)
