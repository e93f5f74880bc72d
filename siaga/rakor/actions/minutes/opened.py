"""The meeting whose minutes may change, with its row locked; and words as they may stand in minutes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Refused
from siaga.rakor.minutes_errors import BadMinutes, MinutesClosed, MinutesFinished, NotHeld
from siaga.rakor.models import AgendaItem, Meeting, MeetingState


def locked_meeting(meeting_id: int) -> Meeting:
    """The meeting as it stands now; whoever else changes its minutes waits until this transaction ends."""
    found = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("forum__region", "forum__election", "chair", "secretary")
        .filter(pk=meeting_id)
        .first()
    )
    if found is None:
        raise Refused
    return found


def check_open(meeting: Meeting) -> None:
    """Raise unless the minutes are being written: ``NotHeld``, ``MinutesFinished``, ``MinutesClosed``."""
    if meeting.locked:
        raise MinutesClosed(cancelled=meeting.state == MeetingState.CANCELLED)
    if meeting.state == MeetingState.MINUTED:
        raise MinutesFinished
    if meeting.state != MeetingState.HELD:
        raise NotHeld


def check_item(item: AgendaItem | None, meeting: Meeting) -> None:
    """An item belongs to its own meeting's minutes."""
    if item is not None and item.meeting_id != meeting.pk:
        raise Refused


def clean(text: str) -> str:
    """The text as it is kept: line ends as one letter, without the NUL letter that PostgreSQL does not store."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def said(text: str, field: str, most: int, missing: str = "", remedy: str = "") -> str:
    """Words without blanks around them. Raises ``BadMinutes`` when too long, or empty where ``missing`` complains."""
    words = clean(text).strip()
    if not words and missing:
        raise BadMinutes(missing, remedy, field=field)
    if len(words) > most:
        raise BadMinutes(
            _("Terlalu panjang (%(length)d huruf).") % {"length": len(words)},
            _("Paling banyak %(most)d huruf.") % {"most": most},
            field=field,
        )
    return words
