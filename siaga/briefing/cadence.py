"""How often a desk reports upwards: by the distance to voting day, and after it until disputes have ended. Pure.

Until voting day the rhythm is that of the ruleset, never finer than daily: each is a report of its own day. The end of
a period and its due time stand in ``cadence.toml``: a weekly report covers Monday to Sunday and is due on Monday.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from siaga.elections.rulesets import Ruleset
from siaga.reporting.cadence import DAILY, HOURS, MONTHLY, WEEKLY, Rhythm, Segment, periods
from siaga.reporting.standard import rhythm_of

_FILE = Path(__file__).with_name("cadence.toml")
_SUNDAY = 6
_BEGINS = 400
"""Days before voting day from which periods are reckoned: as far as a desk's first month can lie."""


@dataclass(frozen=True, slots=True)
class DuePeriod:
    """One report that is owed: its kind, both days included, and when it is late."""

    kind: str
    starts: date
    ends: date
    due_at: datetime


@functools.cache
def settings() -> Mapping[str, Any]:
    """``cadence.toml``."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def rhythm(rules: Ruleset | None, recap_offset: int) -> Rhythm:
    """The rhythm of an election. recap_offset: days after voting day on which the recapitulation ends."""
    ruled = rhythm_of(rules, time()) if rules is not None else ()
    coarse = [
        Segment(DAILY if one.every == HOURS else one.every, one.from_h, _SUNDAY if one.every == WEEKLY else 0)
        for one in ruled or (Segment(WEEKLY),)
        if (one.from_h or 0) <= recap_offset
    ]
    if not ruled:
        coarse = [Segment(WEEKLY, weekday=_SUNDAY)]
    merged: list[Segment] = []
    for one in [*coarse, Segment(WEEKLY, recap_offset + 1, _SUNDAY)]:
        if not merged or merged[-1].every != one.every:
            merged.append(one)
    return tuple(merged)


def end_of_phase(ends: Iterable[tuple[str, date | None]], phase: str, voting_day: date, days: int) -> date:
    """The last known end of the stages of a phase, where it lies after voting day; else so many days after it."""
    known = [day for of, day in ends if of == phase and day is not None and day > voting_day]
    return max(known, default=voting_day + timedelta(days=days))


def owed_periods(
    rules: Ruleset | None,
    voting_day: date,
    stage_ends: Iterable[tuple[str, date | None]],
    zone: ZoneInfo,
    *,
    after: date | None,
    today: date,
) -> list[DuePeriod]:
    """All periods from the day after ``after`` (the last one that is written down) until disputes end, in order.

    Where none is written down yet, the one that holds ``today`` is the first.
    """
    known = list(stage_ends)
    stop = settings()["after"]
    recap = end_of_phase(known, stop["daily_until_phase"], voting_day, stop["daily_days"])
    last = max(recap, end_of_phase(known, stop["weekly_until_phase"], voting_day, stop["weekly_days"]))
    segments = rhythm(rules, (recap - voting_day).days)
    begins = after + timedelta(days=1) if after else min(voting_day - timedelta(days=_BEGINS), _first_of_month(today))
    found = [
        DuePeriod(kind, one.first, one.day, due_at(kind, one.day, zone))
        for one in periods(segments, voting_day, zone, begins, last)
        for kind in [kind_on(segments, voting_day, one.day)]
    ]
    return found if after else [one for one in found if one.ends >= today]


def kind_on(segments: Rhythm, voting_day: date, day: date) -> str:
    """What kind of report a period that ends on this day is."""
    kind = segments[0].every
    for one in segments[1:]:
        if day >= voting_day + timedelta(days=one.from_h or 0):
            kind = one.every
    return kind


def due_at(kind: str, ends: date, zone: ZoneInfo) -> datetime:
    """When the report of a period is due. A weekly one is due on the Monday, also where its week was cut short."""
    rule = settings()["due"][kind]
    day = ends + timedelta(days=rule.get("days_after", 0))
    if kind == WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return datetime.combine(day, time.fromisoformat(rule["at"]), zone)


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


KINDS = (DAILY, WEEKLY, MONTHLY)
