"""Due dates as people type them while others talk: ``H-6``, ``6 nov``, ``06/11``, ``besok``, ``jumat``."""

from __future__ import annotations

import re
from datetime import date, timedelta

from siaga.rakor.minutes_errors import BadDue, PastDue

_MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_OTHER_MONTHS = {"ags": 8, "agt": 8, "aug": 8, "may": 5, "oct": 10, "dec": 12, "peb": 2, "nop": 11}
_WEEKDAYS = {"senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "sabtu": 5, "minggu": 6}
_NEAR = {"hari ini": 0, "besok": 1, "lusa": 2}

_COUNTDOWN = re.compile(r"h\s*([+-])\s*(\d{1,3})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SHORT = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?")
_NAMED = re.compile(r"(\d{1,2})\s*([a-z']+)\.?(?:\s+(\d{4}))?")


def read_due(text: str, voting_day: date, today: date) -> date:
    """The day that is meant. A day without its year is the nearest such day, and must not have passed; H counts from
    voting day. Raises ``BadDue``, ``PastDue``.
    """
    words = " ".join(text.lower().split())
    try:
        found = _read(words, voting_day, today)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise BadDue(text)
    return found


def _read(words: str, voting_day: date, today: date) -> date | None:
    if words in {"h", "hari h"}:
        return voting_day
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if words in _WEEKDAYS:
        return today + timedelta(days=(_WEEKDAYS[words] - today.weekday() - 1) % 7 + 1)
    if match := _COUNTDOWN.fullmatch(words):
        days = int(match[2])
        return voting_day + timedelta(days=days if match[1] == "+" else -days)
    if match := _ISO.fullmatch(words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _SHORT.fullmatch(words):
        return _dated(int(match[1]), int(match[2]), match[3], today)
    if (match := _NAMED.fullmatch(words)) and (month := _month(match[2])):
        return _dated(int(match[1]), month, match[3], today)
    return None


def _month(word: str) -> int:
    """The month by its first three letters, also as others write them; 0 for none."""
    start = word[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else _OTHER_MONTHS.get(start, 0)


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    this_year = date(today.year, month, day)
    if this_year >= today:
        return this_year
    following = date(today.year + 1, month, day)
    if following - today > today - this_year:
        raise PastDue(this_year)
    return following
