"""Two changed copies of one text: put together only where that is exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siaga.rakor.merging import merge

BASE = "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("A\nb\nc\nd\ne", "a\nb\nc\nd\nE", "A\nb\nc\nd\nE"),
        ("a\nb\nc\nd\ne\nf", "0\na\nb\nc\nd\ne", "0\na\nb\nc\nd\ne\nf"),
        ("b\nc\nd\ne", "a\nb\nc\nd\ne\nf", "b\nc\nd\ne\nf"),
        ("a\nb\nc\nd\nE", "a\nb\nc\nd\nE", "a\nb\nc\nd\nE"),
        (BASE, "x", "x"),
        ("a\nB\nc\nd\ne", "a\nb\nC\nd\ne", None),
        ("a\nb\nc\nd\ne\nmine", "a\nb\nc\nd\ne\ntheirs", None),
        ("a\nB1\nc\nd\ne", "a\nB2\nc\nd\ne", None),
    ],
)
def test_changes_are_put_together_where_a_line_lies_between_them(mine: str, theirs: str, merged: str | None) -> None:
    assert merge(BASE, mine, theirs) == merged
    assert merge(BASE, theirs, mine) == merged


def test_endless_texts_are_left_apart() -> None:
    assert merge("", "\n" * 3000, "x") is None


lines = st.lists(st.sampled_from("abcdefgh"), max_size=12).map("\n".join)


@given(base=lines, mine=lines, theirs=lines)
def test_every_added_line_is_there_and_sides_may_be_swapped(base: str, mine: str, theirs: str) -> None:
    merged = merge(base, mine, theirs)
    assert merged == merge(base, theirs, mine)
    assert merge(base, mine, base) == mine
    if merged is None:
        return
    before, after = base.split("\n"), merged.split("\n")
    for side in (mine.split("\n"), theirs.split("\n")):
        for line in set(side):
            added = side.count(line) - before.count(line)
            other = min(0, *(text.count(line) - before.count(line) for text in (mine.split("\n"), theirs.split("\n"))))
            assert after.count(line) >= before.count(line) + max(added, 0) + other
