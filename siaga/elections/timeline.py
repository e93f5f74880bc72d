"""The calendar as a drawing: where each stage's bar lies between the first and the last date. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from siaga.elections.queries.calendar import Calendar, StageLine


@dataclass(frozen=True, slots=True)
class Bar:
    """One stage: left edge and width in percent of the whole. ``open_start``: its beginning is unknown."""

    line: StageLine
    left: str
    width: str
    open_start: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month, and where it lies."""

    day: date
    left: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars of all dated stages with months; today and voting day where they lie within the span."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: str | None
    voting_day: str


MARGIN = 7
"""Days left free on both sides."""
MOST_TICKS = 14


def timeline(calendar: Calendar) -> Timeline | None:
    """The drawing of a calendar; None where no stage has a date.

    The span reaches at most from 200 days before voting day to 60 days after it, so that the weeks that matter
    stay readable; longer bars run to the edge.
    """
    vote = calendar.election.voting_day
    dates = [day for line in calendar.lines for day in (line.stage.starts, line.stage.ends) if day]
    if not dates:
        return None
    first = max(min([*dates, vote]), vote - timedelta(days=200)) - timedelta(days=MARGIN)
    last = min(max([*dates, vote]), vote + timedelta(days=60)) + timedelta(days=MARGIN)
    days = (last - first).days + 1

    def share(day: date) -> float:
        return min(max((day - first).days / days, 0.0), 1.0) * 100

    bars = []
    for line in calendar.lines:
        starts, ends = line.stage.starts, line.stage.ends
        if starts is None and ends is None:
            continue
        if (ends or starts or first) < first or (starts or ends or last) > last:
            continue
        left = share(starts) if starts else max(share(ends or last) - 4, 0.0)
        right = share(ends + timedelta(days=1)) if ends else 100.0
        bars.append(
            Bar(
                line,
                _percent(left),
                _percent(max(right - left, 0.8)),
                open_start=starts is None or starts < first,
                open_end=ends is None or ends > last,
            )
        )
    ticks = [Tick(day, _percent(share(day))) for day in _months(first, last)]
    step = max(1, -(-len(ticks) // MOST_TICKS))
    today = _percent(share(calendar.today)) if first <= calendar.today <= last else None
    return Timeline(tuple(bars), tuple(ticks[::step]), today, _percent(share(vote)))


def _months(first: date, last: date) -> list[date]:
    found = []
    day = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= last:
        found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _percent(value: float) -> str:
    return f"{value:.2f}%"
