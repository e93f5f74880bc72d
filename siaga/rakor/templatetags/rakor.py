"""Tags of the pages about meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS

from siaga import clock
from siaga.wilayah.zones import zone_of, zone_short

register = template.Library()


@register.filter
def clock_at(when: datetime, code: str) -> str:
    """The hour in the zone of a region: ``09.00``."""
    return f"{timezone.localtime(when, zone_of(code)):%H.%M}"


@register.filter
def zone_at(code: str) -> str:
    """WIB, WITA or WIT of a region."""
    return zone_short(code)


@register.inclusion_tag("rakor/parts/calendar.html")
def calendar_of(weeks: Sequence[Any]) -> dict[str, Any]:
    """Weeks of days with their meetings, as a table that becomes a list on phones."""
    today: date = timezone.localdate(clock.now())
    return {"weeks": weeks, "today": today, "weekdays": [WEEKDAYS[number] for number in range(7)]}
