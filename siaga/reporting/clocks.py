"""Whether the clock of a device can be believed. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

AHEAD = timedelta(minutes=15)
"""How far a device's clock may run ahead of ours."""
BEFORE_ANY_STAGE = timedelta(days=730)
"""Where an election has no dated stage: how long before voting day an observation can be about it."""
_FIRST, _LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)


def storable(observed_at: datetime) -> datetime:
    """The moment itself (UTC), or the nearest that every database keeps (a broken device may say the year 1)."""
    return min(max(observed_at, _FIRST), _LAST).astimezone(UTC)


def earliest(first_stage: date | None, voting_day: date, zone: tzinfo) -> datetime:
    """The first moment that an observation for an election can be of."""
    return datetime.combine(first_stage or voting_day - BEFORE_ANY_STAGE, time.min, zone)


def is_doubtful(observed_at: datetime, *, first: datetime, now: datetime) -> bool:
    """Whether the moment cannot be right: before the election's calendar, or more than a quarter of an hour ahead."""
    return observed_at < first or observed_at > now + AHEAD
