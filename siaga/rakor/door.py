"""The door of the public attendance list: when it is open, the code on the screen, and the ticket of a phone.

The code names the meeting and a minute, sealed with a key of the installation; it is good for that minute and the next.
Whoever comes with a fresh code gets a ticket: a signed text in a cookie of the phone, with a random mark of the phone,
good for ten minutes, so that typing may take longer than the code lives. Nothing of it names a person.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from siaga.rakor.models import Meeting, MeetingState

BEFORE = timedelta(minutes=60)
AFTER = timedelta(hours=3)
STEP = 60
"""Seconds that one code stays on the screen."""
STEPS = 2
"""Codes that are accepted at any moment: the one on the screen, and the one before it."""
TICKET_LIVES = timedelta(minutes=10)
COOKIE = "siaga_hadir"
COOKIE_LIVES = timedelta(hours=12)

_COMING = (MeetingState.PLANNED, MeetingState.INVITED)
_SEAL = 5
"""Bytes of the seal: 40 bits for the two minutes that a code lives, eight letters for a phone that cannot scan."""
_SALT = "siaga.rakor.door"
_MISREAD = str.maketrans("018", "olb")
"""Signs that no seal has, as they are typed for letters that look like them."""


def opens_at(meeting: Meeting) -> datetime:
    return meeting.starts_at - BEFORE


def closes_at(meeting: Meeting) -> datetime:
    """The latest moment at which a phone may sign in."""
    return max(meeting.starts_at, meeting.held_at or meeting.starts_at) + AFTER


def is_open(meeting: Meeting, now: datetime) -> bool:
    """Whether phones may sign in: from an hour before it until closed by hand, or three hours after its start."""
    if meeting.attendance_closed_at is not None or now > closes_at(meeting):
        return False
    return takes_entries(meeting, now)


def takes_entries(meeting: Meeting, now: datetime) -> bool:
    """Whether the secretary may still write on the list: until the minutes are finished."""
    return meeting.state == MeetingState.HELD or (meeting.state in _COMING and now >= opens_at(meeting))


def code_for(meeting: Meeting, now: datetime) -> str:
    """The code of this minute: ``12-kq7…``."""
    return f"{meeting.pk}-{_seal(meeting, _step(now))}"


def meeting_behind(code: str, now: datetime) -> Meeting | None:
    """The meeting whose fresh code this is, while phones may sign in there; None for anything else."""
    number, _dash, seal = code.partition("-")
    seal = seal.lower().translate(_MISREAD)
    if not (number.isascii() and number.isdecimal()) or len(number) > 18:
        return None
    meeting = Meeting.objects.filter(pk=int(number)).select_related("forum__region").first()
    if meeting is None:
        return None
    step = _step(now)
    fresh = [constant_time_compare(seal, _seal(meeting, step - back)) for back in range(STEPS)]
    return meeting if any(fresh) and is_open(meeting, now) else None


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a phone brings. mark: random, made by us for this phone; ``device`` is what is kept of it."""

    meeting_id: int
    mark: str
    issued_at: datetime

    def fresh(self, now: datetime) -> bool:
        return now - self.issued_at <= TICKET_LIVES


def ticket_text(meeting: Meeting, now: datetime, earlier: Ticket | None = None) -> str:
    """A new ticket as the cookie carries it; the phone keeps the mark that it had."""
    mark = earlier.mark if earlier else secrets.token_hex(16)
    return signing.dumps([meeting.pk, mark, now.timestamp()], salt=_SALT)


def read_ticket(text: str, now: datetime) -> Ticket | None:
    """The ticket in a cookie, fresh or not; None where it is not one of ours."""
    try:
        meeting_id, mark, issued = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return Ticket(meeting_id, mark, datetime.fromtimestamp(issued, tz=now.tzinfo))


def device(meeting: Meeting, ticket: Ticket) -> str:
    """What is kept of a phone: another value at each meeting, so that nobody can follow it from one to the next."""
    return salted_hmac(f"{_SALT}.device", f"{meeting.uid}:{ticket.mark}", algorithm="sha256").hexdigest()


def _step(now: datetime) -> int:
    return int(now.timestamp()) // STEP


def _seal(meeting: Meeting, step: int) -> str:
    digest = salted_hmac(_SALT, f"{meeting.uid}:{step}", algorithm="sha256").digest()[:_SEAL]
    return base64.b32encode(digest).decode().lower()
