"""Two changed copies of the same notes put together line by line, where both can be kept exactly."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

MOST_LINES = 2000
"""Longer texts are not compared: they stay apart, and a person decides."""


class Hunk(NamedTuple):
    """Lines ``start`` to ``end`` of the base (none where both are equal: an insertion) gave way to ``lines``."""

    start: int
    end: int
    lines: tuple[str, ...]


def merge(base: str, mine: str, theirs: str) -> str | None:
    """Both changes in one text, or None where they touch the same lines, or lines without one between them.

    A line that only one side changed is as that side left it; every line that either side added is there.
    """
    before, one, other = base.split("\n"), mine.split("\n"), theirs.split("\n")
    if max(len(before), len(one), len(other)) > MOST_LINES:
        return None
    ours, others = _hunks(before, one), _hunks(before, other)
    apart = [hunk for hunk in others if hunk not in ours]
    if any(a.start <= b.end and b.start <= a.end for a in ours for b in apart):
        return None
    merged: list[str] = []
    at = 0
    for hunk in sorted([*ours, *apart]):
        merged += before[at : hunk.start]
        merged += hunk.lines
        at = hunk.end
    return "\n".join(merged + before[at:])


def _hunks(before: list[str], after: list[str]) -> list[Hunk]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Hunk(start, end, tuple(after[low:high]))
        for tag, start, end, low, high in matcher.get_opcodes()
        if tag != "equal"
    ]
