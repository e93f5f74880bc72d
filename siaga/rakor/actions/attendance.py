"""Who was there: signed in by the code on the screen, ticked by the secretary, struck again with a reason."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Channel, Refused, Verb, require
from siaga.desk.queries.terms import holder_on
from siaga.ledger.recording import action, nothing_changed, record
from siaga.rakor import door
from siaga.rakor.attendance_errors import AlreadyStruck, AttendanceShut, AttendanceUnclear, NotAdmitted, SeatTaken
from siaga.rakor.locks import lock_meeting
from siaga.rakor.models import Attendance, Meeting, Participant
from siaga.rakor.queries.attendance import signed_in_at
from siaga.rakor.when import day_of

LONGEST = 160


def door_actor() -> Actor:
    """Whoever signs in at the door of a meeting: nobody by account, and with no rights at all."""
    return Actor(account_id=None, name=_("daftar hadir QR"), channel=Channel.PAGE)


@action("attendance.sign_in")
def sign_in(
    *,
    actor: Actor,
    meeting: Meeting,
    ticket: str,
    name: str,
    now: datetime,
    participant: Participant | None = None,
    represents: bool = False,
    office_title: str = "",
    agency_name: str = "",
) -> Attendance:
    """Put a phone's owner on the list. The ticket is the right to do so, whoever the actor is.

    A phone that is on the list already gets its entry back, and nothing changes. Raises ``NotAdmitted``, ``SeatTaken``,
    ``AttendanceUnclear``.
    """
    brought = door.read_ticket(ticket, now)
    fresh = lock_meeting(meeting, locked_too=True)
    if brought is None or brought.meeting_id != fresh.pk or not brought.fresh(now) or not door.is_open(fresh, now):
        raise NotAdmitted
    device = door.device(fresh, brought)
    if earlier := signed_in_at(fresh, device):
        nothing_changed()
        return earlier
    entry = _entry(fresh, participant, name, office_title, agency_name, represents)
    entry.how, entry.device, entry.at = "qr", device, now
    return _keep(actor, "attendance.sign_in", entry, now)


@action("attendance.tick")
def tick(
    *,
    actor: Actor,
    meeting: Meeting,
    now: datetime,
    participant: Participant | None = None,
    name: str = "",
    office_title: str = "",
    agency_name: str = "",
    represents: bool = False,
) -> Attendance:
    """Put somebody on the list by hand: who was invited (by default the one who holds the office that day), or not.

    Raises ``AttendanceShut``, ``SeatTaken``, ``AttendanceUnclear``.
    """
    require(actor, Verb.MINUTES_WRITE, meeting.place)
    fresh = lock_meeting(meeting, locked_too=True)
    if not door.takes_entries(fresh, now):
        raise AttendanceShut
    if participant is not None and not name.strip() and not represents:
        name = _usual_name(fresh, participant)
    entry = _entry(fresh, participant, name, office_title, agency_name, represents)
    entry.how, entry.at = "sekretaris", now
    return _keep(actor, "attendance.tick", entry, now)


@action("attendance.strike")
def strike_attendance(*, actor: Actor, attendance: Attendance, reason: str, now: datetime) -> Attendance:
    """Take an entry off the list; it stays in the records with its reason. Raises ``AlreadyStruck``."""
    meeting = lock_meeting(attendance.meeting, locked_too=True)
    require(actor, Verb.MINUTES_WRITE, meeting.place)
    if not door.takes_entries(meeting, now):
        raise AttendanceShut
    why = _said(reason, "reason", _("Alasan belum diisi."), _("Tulis mengapa kehadiran ini dicoret."), 200)
    before = attendance.as_fact()
    open_entry = Attendance.objects.filter(pk=attendance.pk, struck_at=None)
    if not open_entry.update(struck_at=now, struck_reason=why):
        raise AlreadyStruck
    attendance.struck_at, attendance.struck_reason = now, why
    record(actor, "attendance.strike", attendance, before=before, after=attendance.as_fact(), now=now, reason=why)
    return attendance


@action("attendance.close")
def close_attendance(*, actor: Actor, meeting: Meeting, now: datetime) -> Meeting:
    """Phones may sign in no longer; the secretary still may write."""
    return _set_closed(actor, "attendance.close", meeting, now, closed_at=now)


@action("attendance.reopen")
def reopen_attendance(*, actor: Actor, meeting: Meeting, now: datetime) -> Meeting:
    """Phones may sign in again, within the hours of the list."""
    return _set_closed(actor, "attendance.reopen", meeting, now, closed_at=None)


def _set_closed(actor: Actor, act: str, meeting: Meeting, now: datetime, closed_at: datetime | None) -> Meeting:
    fresh = lock_meeting(meeting, locked_too=True)
    require(actor, Verb.MINUTES_WRITE, fresh.place)
    if not door.takes_entries(fresh, now):
        raise AttendanceShut
    before = fresh.as_fact()
    as_it_was = Meeting.objects.filter(pk=fresh.pk, attendance_closed_at__isnull=closed_at is not None)
    if not as_it_was.update(attendance_closed_at=closed_at):
        nothing_changed()
        return fresh
    after = lock_meeting(fresh, locked_too=True)
    record(actor, act, after, before=before, after=after.as_fact(), now=now)
    return after


def _usual_name(meeting: Meeting, participant: Participant) -> str:
    if participant.office is None:
        return participant.label[:LONGEST]
    return holder_on(participant.office, day_of(meeting)).name


def _entry(
    meeting: Meeting,
    participant: Participant | None,
    name: str,
    office_title: str,
    agency_name: str,
    represents: bool,
) -> Attendance:
    """The entry with its words in order. An invited office says who it is itself, unless somebody stands in for it."""
    entry = Attendance(
        meeting=meeting,
        name=_said(name, "name", _("Nama belum diisi."), _("Tulis nama lengkap yang hadir."), LONGEST),
        office_title=_short(office_title, "office_title"),
        agency_name=_short(agency_name, "agency_name"),
    )
    if participant is None:
        if not entry.agency_name:
            raise AttendanceUnclear(
                _("Instansi belum diisi."), _("Tulis instansi atau lembaga yang diwakili."), field="agency_name"
            )
        return entry
    if participant.meeting_id != meeting.pk:
        raise Refused
    entry.participant, entry.represents = participant, represents
    if represents and not entry.office_title:
        raise AttendanceUnclear(
            _("Jabatan belum diisi."), _("Tulis jabatan orang yang mewakili."), field="office_title"
        )
    if participant.office is None:
        entry.office_title = entry.office_title or participant.label[:LONGEST]
        return entry
    office = participant.office
    if not represents:
        entry.office_title = holder_on(office, day_of(meeting)).title[:LONGEST]
    entry.agency, entry.agency_name = office.agency, office.agency.name[:LONGEST]
    return entry


def _keep(actor: Actor, act: str, entry: Attendance, now: datetime) -> Attendance:
    """Write the entry, unless somebody already answered for its invitation. Asked while the meeting is held."""
    seat = entry.participant
    if seat is not None and Attendance.objects.filter(participant=seat, struck_at=None).exists():
        raise SeatTaken(str(seat))
    entry.save(force_insert=True)
    record(actor, act, entry, before=None, after=entry.as_fact(), now=now)
    return entry


def _short(text: str, field: str) -> str:
    clean = " ".join(text.split())
    if len(clean) > LONGEST:
        raise AttendanceUnclear(
            _("Terlalu panjang (%(length)d huruf).") % {"length": len(clean)},
            _("Paling banyak %(limit)d huruf.") % {"limit": LONGEST},
            field=field,
        )
    return clean


def _said(text: str, field: str, complaint: str, remedy: str, limit: int) -> str:
    clean = " ".join(text.split())
    if not clean:
        raise AttendanceUnclear(complaint, remedy, field=field)
    return _short(clean, field) if limit == LONGEST else clean[:limit]
