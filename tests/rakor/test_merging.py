"""Two changed copies of one text: put together only where that is exact."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher

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
    for side in (mine, theirs):
        assert not inserted(base, side) - Counter(merged.split("\n")), "what a side added is missing"


def inserted(base: str, side: str) -> Counter[str]:
    """The lines that a side put in, however many it took away elsewhere."""
    before, after = base.split("\n"), side.split("\n")
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return Counter(line for tag, _a, _b, low, high in steps if tag != "equal" for line in after[low:high])


def test_the_same_addition_of_both_is_kept_once_beside_what_one_took_away() -> None:
    assert merge("c\na\nb\na", "a\na\na\na\nc", "a\na\na\na\nc\na\nb\na") == "a\na\na\na\nc"
