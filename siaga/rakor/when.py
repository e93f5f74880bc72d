"""The time of a meeting as its people read it: the zone of its region."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from siaga.rakor.models import Meeting
from siaga.wilayah.zones import zone_of

USUAL_LENGTH = timedelta(hours=2)
"""What a calendar shows of a meeting whose end was not said."""


def zone(meeting: Meeting) -> ZoneInfo:
    """Needs ``forum__region`` loaded."""
    return zone_of(meeting.forum.region.code)


def local_to(meeting: Meeting) -> timezone.override:
    """``with local_to(meeting): …`` writes every moment in the meeting's zone."""
    return timezone.override(zone(meeting))


def day_of(meeting: Meeting) -> date:
    """The day of the meeting where it is held."""
    return meeting.starts_at.astimezone(zone(meeting)).date()


def ends(meeting: Meeting) -> datetime:
    """Its end as said, or after the usual length."""
    return meeting.ends_at or meeting.starts_at + USUAL_LENGTH
