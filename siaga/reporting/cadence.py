"""How often a report is due: from a duty's rhythm to its periods. Pure.

A rhythm is a list of segments in the order of time, each ``{"from_h": -60, "every": "weekly", "weekday": 0,
"at": "16:00"}``. ``from_h``: days from voting day (-28 is H-28) on which the segment begins; the first one reaches
back to the start of the duty, whatever it says. ``every``: once, monthly (due on the month's last day), weekly (due on
``weekday``, 0 is Monday), daily, or ``hours:N`` (from ``at`` on, every N hours of the day). ``at``: local time.

Periods cover every day of the duty exactly once (with ``hours:N``: a day has several). What is left of a week or a
month where the next segment begins belongs to that one's first period. A period opens at midnight of its first day and
is late from ``due_at`` on.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

ONCE, MONTHLY, WEEKLY, DAILY, HOURS = "once", "monthly", "weekly", "daily", "hours"
DEFAULT_AT = time(16, 0)
LONGEST = 1500
"""Days that a duty may last: four years and some."""
_DAY = timedelta(days=1)
_HOURS = re.compile(r"hours:([1-9]|1\d|2[0-4])")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class BadRhythm(ValueError):
    """A rhythm that cannot be read. ``args[0]`` is one of: empty, segment, every, weekday, at, from_h, order, hours."""


@dataclass(frozen=True, slots=True)
class Segment:
    """every: the plain word, without the hours. hours: between two reports of a day, where ``every`` is hours."""

    every: str
    from_h: int | None = None
    weekday: int = 0
    at: time = DEFAULT_AT
    hours: int = 0

    def as_data(self) -> dict[str, Any]:
        """The same as plain values, as a duty keeps it."""
        data: dict[str, Any] = {"every": f"hours:{self.hours}" if self.every == HOURS else self.every}
        if self.from_h is not None:
            data["from_h"] = self.from_h
        if self.every == WEEKLY:
            data["weekday"] = self.weekday
        data["at"] = f"{self.at:%H:%M}"
        return data


Rhythm = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """first, day: the days that it covers; it is due on the last one."""

    first: date
    day: date
    opens_at: datetime
    due_at: datetime


def read_rhythm(data: Sequence[Mapping[str, Any]]) -> Rhythm:
    """The segments of a duty's ``cadence``. Raises BadRhythm."""
    if not isinstance(data, Sequence) or isinstance(data, str) or not data or len(data) > 12:
        raise BadRhythm("empty")
    segments = tuple(_segment(entry) for entry in data)
    starts = [segment.from_h for segment in segments[1:]]
    if any(start is None for start in starts):
        raise BadRhythm("from_h")
    known = [start for start in (segments[0].from_h, *starts) if start is not None]
    if any(later <= earlier for earlier, later in pairwise(known)):
        raise BadRhythm("order")
    return segments


def _segment(entry: object) -> Segment:
    if not isinstance(entry, Mapping) or set(entry) - {"from_h", "every", "weekday", "at"}:
        raise BadRhythm("segment")
    every = entry.get("every")
    hours = 0
    if isinstance(every, str) and (found := _HOURS.fullmatch(every)):
        every, hours = HOURS, int(found[1])
    if every not in {ONCE, MONTHLY, WEEKLY, DAILY} and not hours:
        raise BadRhythm("every")
    weekday = entry.get("weekday", 0)
    if not isinstance(weekday, int) or isinstance(weekday, bool) or not 0 <= weekday <= 6:
        raise BadRhythm("weekday")
    from_h = entry.get("from_h")
    if from_h is not None and (not isinstance(from_h, int) or isinstance(from_h, bool) or abs(from_h) > 2000):
        raise BadRhythm("from_h")
    clock = _TIME.fullmatch(str(entry.get("at", "16:00")))
    if clock is None:
        raise BadRhythm("at")
    at = time(int(clock[1]), int(clock[2]))
    return Segment(str(every), from_h, weekday if every == WEEKLY else 0, at, hours)


@lru_cache(maxsize=256)
def periods(rhythm: Rhythm, voting_day: date, zone: ZoneInfo, starts: date, ends: date) -> tuple[Period, ...]:
    """All periods of a duty that runs from ``starts`` to ``ends`` (both included), in the order of their due times."""
    if ends < starts or (ends - starts).days > LONGEST:
        return ()
    return tuple(_periods(rhythm, voting_day, zone, starts, ends))


def _periods(rhythm: Rhythm, voting_day: date, zone: ZoneInfo, starts: date, ends: date) -> Iterator[Period]:
    left: date | None = None
    for place, segment in enumerate(rhythm):
        begins = starts if place == 0 else max(starts, _day_of(rhythm[place], voting_day))
        last = ends
        if place + 1 < len(rhythm):
            last = min(ends, _day_of(rhythm[place + 1], voting_day) - _DAY)
        first, left = left or begins, None
        while first <= last:
            end = _end(segment, max(first, begins), last)
            if end > last and last < ends:
                left = first
                break
            end = min(end, last)
            yield from _of_days(segment, zone, first, end)
            first = end + _DAY


def _day_of(segment: Segment, voting_day: date) -> date:
    return voting_day + timedelta(days=segment.from_h or 0)


def _end(segment: Segment, first: date, last: date) -> date:
    """The last day of the period that begins on ``first``."""
    if segment.every == ONCE:
        return last
    if segment.every == MONTHLY:
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    if segment.every == WEEKLY:
        return first + timedelta(days=(segment.weekday - first.weekday()) % 7)
    return first


def _of_days(segment: Segment, zone: ZoneInfo, first: date, end: date) -> Iterator[Period]:
    opens = datetime.combine(first, time(), zone)
    due = datetime.combine(end, segment.at, zone)
    if due == opens:  # due at midnight means the end of the day, or of the first hours
        due += timedelta(hours=segment.hours) if segment.every == HOURS else _DAY
    yield Period(first, end, opens, due)
    while segment.every == HOURS and (after := due + timedelta(hours=segment.hours)).date() == end:
        yield Period(first, end, due, after)
        due = after


def due_between(found: Sequence[Period], after: datetime, until: datetime) -> list[Period]:
    """The periods that are due in (after, until]."""
    return [period for period in found if after < period.due_at <= until]


def whole(rhythm: Rhythm) -> bool:
    """Whether all reports are due once: their rows are made at once, however far away."""
    return all(segment.every == ONCE for segment in rhythm)
