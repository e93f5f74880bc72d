"""Meetings: planned, changed, invited to, opened, cancelled.

    planned ──► invited ──► held ──► minuted ──► signed
       │           │         ▲
       ├───────────┼─────────┘   (opened without an invitation on record, too)
       └───────────┴─► cancelled

A step is an UPDATE that holds only while the meeting is in a state that the step starts from. The steps from ``held``
on belong to the minutes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db.models import Max
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.desk.models import Office
from siaga.ledger.recording import Change, action, nothing_changed, record, record_bulk
from siaga.rakor import clean
from siaga.rakor.errors import AlreadyBegan, MeetingLocked, MeetingMoved, NotSaid, WasPresent
from siaga.rakor.locks import lock_forum, lock_meeting
from siaga.rakor.models import Forum, Meeting, MeetingState, Participant

TOLD = ("surel", "wa", "cetak")
"""Ways by which an invitation reaches its participant."""
AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)
"""States before a meeting is opened."""


class Keep(Enum):
    """Stands for what stays as it is, where None would mean that there is none."""

    KEEP = "keep"


KEEP = Keep.KEEP
_TERMS = ("title", "purpose", "starts_at", "ends_at", "venue", "chair", "secretary", "note")


@action("rakor.plan")
def plan_meeting(
    *,
    actor: Actor,
    forum: Forum,
    title: str,
    starts_at: datetime,
    venue: str,
    now: datetime,
    uid: uuid.UUID,
    purpose: str = "koordinasi",
    ends_at: datetime | None = None,
    chair: Office | None = None,
    secretary: Office | None = None,
    note: str = "",
    offices: Iterable[Office] = (),
    labels: Iterable[str] = (),
) -> Meeting:
    """Plan the next meeting of a forum; those who lead, write, and sit in the forum become its participants.

    uid: its identity in calendars, made by the caller. offices, labels: who is invited besides.
    Raises ``ForumClosed``, ``NotSaid``.
    """
    require(actor, Verb.RAKOR_PLAN, forum.place)
    forum = lock_forum(forum)
    clean.election_at(forum.election, forum.region)
    clean.span(starts_at, ends_at, now)
    last = forum.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        forum=forum,
        number=last + 1,
        title=_title(title),
        purpose=clean.meeting_purpose(purpose),
        starts_at=starts_at,
        ends_at=ends_at,
        venue=_venue(venue),
        chair=clean.open_office(chair, "chair") or forum.chair,
        secretary=clean.open_office(secretary, "secretary") or forum.secretary,
        uid=uid,
        note=clean.line(note, field="note", limit=400),
        changed_at=now,
    )
    record(actor, "rakor.plan", meeting, before=None, after=meeting.as_fact(), now=now)
    members = forum.members.filter(office__agency__closed_on__isnull=True).select_related("office")
    seated = [office for office in (meeting.chair, meeting.secretary) if office]
    more = [office for office in offices if clean.open_office(office, "office")]
    _invite(actor, meeting, [*seated, *(member.office for member in members), *more], _labels(labels), now)
    return meeting


@action("rakor.change")
def change_meeting(
    *,
    actor: Actor,
    meeting: Meeting,
    now: datetime,
    title: str | None = None,
    purpose: str | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | Keep | None = KEEP,
    venue: str | None = None,
    chair: Office | Keep | None = KEEP,
    secretary: Office | Keep | None = KEEP,
    note: str | None = None,
) -> Meeting:
    """Change what is given; a meeting to which people were invited gets a new revision where they must know of it.

    Raises ``MeetingLocked``, ``AlreadyBegan`` for the start of a meeting that was opened, ``NotSaid``.
    """
    require(actor, Verb.RAKOR_PLAN, meeting.place)
    meeting = lock_meeting(meeting)
    before = meeting.as_fact()
    meeting.title = meeting.title if title is None else _title(title)
    meeting.purpose = meeting.purpose if purpose is None else clean.meeting_purpose(purpose)
    meeting.venue = meeting.venue if venue is None else _venue(venue)
    meeting.note = meeting.note if note is None else clean.line(note, field="note", limit=400)
    meeting.starts_at = starts_at or meeting.starts_at
    meeting.ends_at = meeting.ends_at if ends_at is KEEP else ends_at
    if chair is not KEEP and chair != meeting.chair:
        meeting.chair = clean.open_office(chair, "chair")
    if secretary is not KEEP and secretary != meeting.secretary:
        meeting.secretary = clean.open_office(secretary, "secretary")
    after = meeting.as_fact()
    changed = {name for name in after if after[name] != before[name]}
    if not changed:
        nothing_changed()
        return meeting
    if "starts_at" in changed and meeting.state not in AHEAD:
        raise AlreadyBegan
    clean.span(meeting.starts_at, meeting.ends_at, now)
    revision: dict[str, Any] = {}
    if changed & {"title", "starts_at", "ends_at", "venue"} and meeting.state != MeetingState.PLANNED:
        revision = _revision(meeting, now) if meeting.state in AHEAD else {"sequence": meeting.sequence + 1}
    for name, value in revision.items():
        setattr(meeting, name, value)
    meeting.changed_at = now
    meeting.save(update_fields=[*_TERMS, *revision, "changed_at"])
    record(actor, "rakor.change", meeting, before=before, after=meeting.as_fact(), now=now)
    lead = [office for office in (meeting.chair, meeting.secretary) if office and {"chair", "secretary"} & changed]
    _invite(actor, meeting, lead, [], now)
    return meeting


@action("rakor.add_participants")
def add_participants(
    *, actor: Actor, meeting: Meeting, offices: Iterable[Office], labels: Iterable[str], now: datetime
) -> list[Participant]:
    """Invite offices, and others named in words, besides those who are invited; returns the new invitations."""
    require(actor, Verb.RAKOR_PLAN, meeting.place)
    meeting = lock_meeting(meeting)
    chosen = [office for office in offices if clean.open_office(office, "office")]
    added = _invite(actor, meeting, chosen, _labels(labels), now)
    if not added:
        nothing_changed()
    return added


@action("rakor.remove_participant")
def remove_participant(*, actor: Actor, participant: Participant, now: datetime) -> None:
    """Take an invitation back. Raises ``WasPresent`` when somebody has answered for it."""
    require(actor, Verb.RAKOR_PLAN, participant.meeting.place)
    meeting = lock_meeting(participant.meeting)
    found = meeting.participants.select_related("office").filter(pk=participant.pk).first()
    if found is None:
        raise Refused
    if found.attendances.exists():
        raise WasPresent(str(found))
    found.meeting = meeting
    record(actor, "rakor.remove_participant", found, before=found.as_fact(), after=None, now=now)
    found.delete()


@action("rakor.invite")
def mark_invited(
    *, actor: Actor, meeting: Meeting, participants: Sequence[Participant], told: str, now: datetime
) -> Meeting:
    """Note that these participants were told (told: surel, wa, cetak); the first makes the meeting an invited one.

    Without participants the meeting alone becomes invited. Raises ``MeetingLocked``, ``NotSaid``.
    """
    require(actor, Verb.RAKOR_PLAN, meeting.place)
    if told not in TOLD:
        raise NotSaid(_("Cara mengundang tidak dikenal."), _("Pilih surel, WA, atau cetak."), field="told")
    meeting = lock_meeting(meeting)
    changes = []
    for one in meeting.participants.filter(pk__in=[participant.pk for participant in participants]):
        one.meeting = meeting
        was = one.as_fact()
        one.sent_at, one.told = now, told
        one.save(update_fields=["sent_at", "told"])
        changes.append(Change(one.fact_type, one.fact_key, one.fact_region, was, one.as_fact()))
    if changes:
        record_bulk(actor, "rakor.invite", changes, label=str(meeting), now=now)
    if meeting.state == MeetingState.PLANNED:
        return _step(actor, "rakor.invite", meeting, (MeetingState.PLANNED,), now, state="invited", invited_at=now)
    if not changes:
        nothing_changed()
    return meeting


@action("rakor.set_letter")
def set_letter(
    *,
    actor: Actor,
    meeting: Meeting,
    number: str,
    date: date | None,
    nature: str,
    copies: Sequence[str],
    now: datetime,
) -> Meeting:
    """What the letter says: its number, date, nature (Sifat) and to whom copies go (Tembusan).

    The letter that calls a meeting off has its number too. Raises ``MeetingLocked`` for a signed one.
    """
    require(actor, Verb.RAKOR_PLAN, meeting.place)
    meeting = lock_meeting(meeting, locked_too=True)
    if meeting.state == MeetingState.SIGNED:
        raise MeetingLocked(meeting.get_state_display())
    before = meeting.as_fact()
    clean.letter_day(date, meeting.starts_at)
    meeting.letter_number = clean.line(number, field="number", limit=80)
    meeting.letter_date = date
    meeting.letter_nature = clean.line(nature, field="nature", limit=20)
    meeting.letter_copies = [clean.line(copy, field="copies", limit=200) for copy in list(copies)[:30] if copy.strip()]
    after = meeting.as_fact()
    if after == before:
        nothing_changed()
        return meeting
    meeting.changed_at = now
    meeting.save(update_fields=["letter_number", "letter_date", "letter_nature", "letter_copies", "changed_at"])
    record(actor, "rakor.set_letter", meeting, before=before, after=meeting.as_fact(), now=now)
    return meeting


@action("rakor.open")
def open_meeting(*, actor: Actor, meeting: Meeting, now: datetime) -> Meeting:
    """Open the meeting: from now on its minutes are written. Raises ``MeetingMoved``."""
    require(actor, Verb.MINUTES_WRITE, meeting.place)
    return _step(actor, "rakor.open", meeting, AHEAD, now, state="held", held_at=now)


@action("rakor.cancel")
def cancel_meeting(*, actor: Actor, meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """Call off a meeting that has not been opened; calendars that know it are told. Raises ``MeetingMoved``."""
    require(actor, Verb.RAKOR_PLAN, meeting.place)
    said = clean.line(reason, field="reason", limit=400, empty=_("Alasan pembatalan belum diisi."))
    meeting = lock_meeting(meeting, locked_too=True)
    return _step(
        actor,
        "rakor.cancel",
        meeting,
        AHEAD,
        now,
        reason=said,
        state="cancelled",
        cancelled_reason=said,
        **_revision(meeting, now),
    )


def _step(
    actor: Actor,
    act: str,
    meeting: Meeting,
    starts_from: Sequence[MeetingState],
    now: datetime,
    reason: str = "",
    **fields: Any,
) -> Meeting:
    """Claim the step: the UPDATE that finds the meeting elsewhere changes nothing, and says so."""
    found = lock_meeting(meeting, locked_too=True)
    before = found.as_fact()
    if not Meeting.objects.filter(pk=found.pk, state__in=starts_from).update(changed_at=now, **fields):
        if found.locked:
            raise MeetingLocked(found.get_state_display())
        raise MeetingMoved(found.get_state_display())
    after = lock_meeting(found, locked_too=True)
    record(actor, act, after, before=before, after=after.as_fact(), now=now, reason=reason)
    return after


def _invite(
    actor: Actor, meeting: Meeting, offices: Iterable[Office], labels: Iterable[str], now: datetime
) -> list[Participant]:
    """Invitations for those who have none yet, in the given order."""
    known = list(meeting.participants.values_list("office_id", "label", "position"))
    taken: set[int | str | None] = {office or label for office, label, _position in known}
    position = max((position for _office, _label, position in known), default=0)
    rows: list[Participant] = []
    wanted: list[tuple[int | str, Office | None, str]] = [
        *((office.pk, office, "") for office in offices),
        *((label, None, label) for label in labels),
    ]
    for key, office, label in wanted:
        if key in taken:
            continue
        taken.add(key)
        position += 1
        rows.append(Participant(meeting=meeting, office=office, label=label, position=position))
    rows = Participant.objects.bulk_create(rows)
    if rows:
        changes = [Change(row.fact_type, row.fact_key, row.fact_region, None, row.as_fact()) for row in rows]
        record_bulk(actor, "rakor.add_participants", changes, label=str(meeting), now=now)
    return rows


def _labels(labels: Iterable[str]) -> list[str]:
    """What was written of others, each on one line; empty ones are left out."""
    return [text for label in labels if (text := clean.line(label, field="labels", limit=200))]


def _revision(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """What makes known that the invited must be told anew. A letter that has its number is one of the past."""
    letter = meeting.letter_number
    if letter and meeting.letter_date:
        with translation.override("id"):
            letter = f"{letter} tanggal {date_format(meeting.letter_date, 'j F Y')}"
    return {
        "sequence": meeting.sequence + 1,
        "revised_at": now,
        "letter_before": letter or meeting.letter_before,
        "letter_number": "",
        "letter_date": None,
    }


def _title(title: str) -> str:
    return clean.line(title, field="title", limit=200, empty=_("Acara rapat belum diisi."))


def _venue(venue: str) -> str:
    return clean.line(venue, field="venue", limit=200, empty=_("Tempat rapat belum diisi."))
