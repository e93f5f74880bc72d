"""Terms of an office drawn as two lanes over time: definitive holders below, stand-ins above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from siaga.desk.models import Tenure

_WIDEST = timedelta(days=365 * 12)
_AHEAD = timedelta(days=120)
_LAST_LABEL = 90.0
"""Beyond this percentage a year's label would leave the drawing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One term on its lane; ``left`` and ``width`` in percent of the span shown."""

    term: Tenure
    left: str
    width: str
    open_end: bool


@dataclass(frozen=True, slots=True)
class Lanes:
    """What is drawn, and where the years and the asked day lie (in percent)."""

    definitive: list[Bar]
    stand_ins: list[Bar]
    years: list[tuple[int, str]]
    day: date
    day_at: str


def lanes_of(terms: Sequence[Tenure], day: date) -> Lanes | None:
    """The lanes around a day; None where there is no term to draw. At most twelve years back are drawn."""
    if not terms:
        return None
    last = max([day + _AHEAD, *(term.ends for term in terms if term.ends)])
    first = max(min([day - _AHEAD, *(term.starts for term in terms)]), last - _WIDEST)
    span = (last - first).days or 1

    def at(when: date) -> float:
        return max(0.0, min(100.0, 100 * (when - first).days / span))

    definitive: list[Bar] = []
    stand_ins: list[Bar] = []
    for term in sorted(terms, key=lambda one: one.starts):
        end = term.ends + timedelta(days=1) if term.ends else last
        if end <= first:
            continue
        left, right = at(term.starts), at(end)
        bar = Bar(term, f"{left:.2f}", f"{max(right - left, 0.8):.2f}", term.ends is None)
        (stand_ins if term.stands_in else definitive).append(bar)
    years = [
        (year, f"{at(date(year, 1, 1)):.2f}")
        for year in range(first.year + 1, last.year + 1)
        if at(date(year, 1, 1)) <= _LAST_LABEL
    ]
    return Lanes(definitive, stand_ins, years, day, f"{at(day):.2f}")
