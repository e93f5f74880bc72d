"""Voters add up, and what is unknown stays unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.elections.errors import NegativeVoters, VoterSum
from siaga.elections.voters import settled

count = st.integers(0, 2000)
maybe = st.none() | count


@given(maybe, maybe, maybe)
def test_settled_counts_never_contradict_and_never_forget(
    male: int | None, female: int | None, total: int | None
) -> None:
    try:
        result = settled(male, female, total)
    except VoterSum:
        assert total is not None
        assert (male or 0) + (female or 0) != total
        return
    for given_count, settled_count in zip((male, female, total), result, strict=True):
        assert given_count is None or settled_count == given_count
    known = [one for one in result if one is not None]
    assert all(one >= 0 for one in known)
    if len(known) == 3:
        assert result[0] + result[1] == result[2]  # type: ignore[operator]
    if [male, female, total].count(None) >= 2:
        assert result == (male, female, total)
    assert settled(*result) == result


@given(count, count)
def test_two_counts_give_the_third(male: int, female: int) -> None:
    whole = (male, female, male + female)
    assert settled(male, female, None) == settled(male, None, male + female) == whole
    assert settled(None, female, male + female) == whole


@given(st.integers(max_value=-1), st.sampled_from([0, 1, 2]))
def test_no_count_is_negative(bad: int, place: int) -> None:
    counts: list[int | None] = [None, None, None]
    counts[place] = bad
    with pytest.raises(NegativeVoters):
        settled(*counts)
