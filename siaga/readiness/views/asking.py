"""What an address of the picture asks for: which scale, which moment. Nonsense is read as not asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest

from siaga.readiness.arithmetic import Scale
from siaga.wilayah.zones import zone_of

SCALE_PARAMETER = "skala"
MOMENT_PARAMETER = "pada"


def asked_scale(request: HttpRequest) -> Scale:
    """``?skala=kerawanan``; readiness otherwise."""
    return Scale.KERAWANAN if request.GET.get(SCALE_PARAMETER) == Scale.KERAWANAN.value else Scale.READINESS


@dataclass(frozen=True, slots=True)
class Moment:
    """at: the moment that the page shows, never later than now. day: as asked for, None where the page shows now."""

    at: datetime
    day: date | None

    @property
    def past(self) -> bool:
        return self.day is not None


def asked_moment(request: HttpRequest, code: str, now: datetime, name: str = MOMENT_PARAMETER) -> Moment:
    """``?pada=2024-10-30``: the end of that day in the zone of the region; today and later days mean now."""
    text = request.GET.get(name, "")
    try:
        day = date.fromisoformat(text[:10]) if text else None
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= 2100:
        return Moment(now, None)
    end = datetime.combine(day + timedelta(days=1), time.min, zone_of(code)) - timedelta(microseconds=1)
    return Moment(end, day) if end < now else Moment(now, None)
