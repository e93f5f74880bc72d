"""The one place that reads the clock. Actions and queries get the time as an argument."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment, aware. Under ``SIAGA_NOW`` (demo and tests) the day stands still and the time of day runs."""
    real = timezone.now()
    if settings.SIAGA_NOW is None:
        return real
    standing: datetime | date = settings.SIAGA_NOW
    if isinstance(standing, datetime):
        return standing
    return real.astimezone(timezone.get_default_timezone()).replace(
        year=standing.year, month=standing.month, day=standing.day
    )
