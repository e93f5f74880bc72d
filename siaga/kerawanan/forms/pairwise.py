"""Judgements about pairs of variables, as an address or a form carries them: ``b-1-7=3``, ``b-1-7=-3``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from django.utils.translation import gettext_lazy as _

WORDS = {
    1: _("sama penting"),
    3: _("sedikit lebih penting"),
    5: _("jelas lebih penting"),
    7: _("sangat lebih penting"),
    9: _("mutlak lebih penting"),
}
"""Saaty's words; what lies between has the number alone."""


def pair_key(first: str, second: str) -> str:
    return f"b-{first}-{second}"


def judgements_in(data: Mapping[str, str], variables: Sequence[str]) -> dict[tuple[int, int], Fraction]:
    """What was said, by places; what is missing or makes no sense counts as equal."""
    found = {}
    for (i, first), (j, second) in combinations(enumerate(variables), 2):
        raw = data.get(pair_key(first, second), "1")
        try:
            said = int(raw)
        except ValueError:
            said = 1
        if 2 <= abs(said) <= 9:
            found[i, j] = Fraction(said) if said > 0 else Fraction(1, -said)
    return found


def said_number(said: Fraction) -> int:
    """3 for thrice as much, -3 for a third."""
    return int(said) if said >= 1 else -int(1 / said)
