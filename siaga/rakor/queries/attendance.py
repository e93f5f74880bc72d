"""Who was invited to a meeting and who was there, line by line and by agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from siaga.access import Actor, Refused, Verb
from siaga.desk.queries.terms import holders_on
from siaga.rakor.access import access_meeting
from siaga.rakor.models import Attendance, Meeting, Participant
from siaga.rakor.when import day_of

MOST = 2_000
"""Lines of a list that are read."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the attendance list: an invitation, answered or not, or somebody who came without one.

    name: who was there, else who holds the invited office that day (empty where it is vacant). represents: whether
    somebody came in the place of the holder. how: ``qr`` or ``sekretaris``; empty for who was not there.
    """

    participant: Participant | None
    attendance: Attendance | None
    name: str
    office: str
    agency: str
    agency_id: int | None

    @property
    def invited(self) -> bool:
        return self.participant is not None

    @property
    def present(self) -> bool:
        return self.attendance is not None

    @property
    def represents(self) -> bool:
        return self.attendance is not None and self.attendance.represents

    @property
    def how(self) -> str:
        return self.attendance.how if self.attendance else ""

    @property
    def how_words(self) -> str:
        return self.attendance.get_how_display() if self.attendance else ""

    @property
    def at(self) -> datetime | None:
        return self.attendance.at if self.attendance else None


@dataclass(slots=True)
class AgencyTally:
    """One agency at a meeting. missing: the invited offices for which nobody came."""

    name: str
    invited: int = 0
    present: int = 0
    others: int = 0
    missing: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Figures:
    """invited, came: invitations, and those answered. represented: of these, by somebody else. others: without one."""

    invited: int
    came: int
    represented: int
    others: int

    @property
    def present(self) -> int:
        return self.came + self.others

    @property
    def missing(self) -> int:
        return self.invited - self.came


def attendance_list(meeting: Meeting) -> list[Line]:
    """The invited in their order, present or not, then who came without an invitation, as they came."""
    seats = list(seats_of(meeting)[:MOST])
    entries = list(
        Attendance.objects.filter(meeting=meeting, struck_at=None).select_related("agency").order_by("at", "pk")[:MOST]
    )
    by_seat = {entry.participant_id: entry for entry in entries if entry.participant_id}
    holders = holders_on([seat.office for seat in seats if seat.office], day_of(meeting))
    lines = []
    for seat in seats:
        entry = by_seat.get(seat.pk)
        office = seat.office
        now_holding = holders[office.pk] if office else None
        lines.append(
            Line(
                participant=seat,
                attendance=entry,
                name=entry.name if entry else (now_holding.name if now_holding else ""),
                office=entry.office_title if entry else (now_holding.title if now_holding else seat.label),
                agency=office.agency.name if office else (entry.agency_name if entry else ""),
                agency_id=office.agency_id if office else None,
            )
        )
    lines += [
        Line(None, entry, entry.name, entry.office_title, entry.agency_name, entry.agency_id)
        for entry in entries
        if not entry.participant_id
    ]
    return lines


def figures(lines: Sequence[Line]) -> Figures:
    came = [line for line in lines if line.invited and line.present]
    return Figures(
        invited=sum(line.invited for line in lines),
        came=len(came),
        represented=sum(line.represents for line in came),
        others=sum(not line.invited for line in lines),
    )


def by_agency(lines: Sequence[Line]) -> list[AgencyTally]:
    """The agencies in the order in which they were invited; who belongs to none comes under an empty name."""
    tallies: dict[str, AgencyTally] = {}
    for line in lines:
        tally = tallies.setdefault(line.agency.casefold(), AgencyTally(line.agency))
        if not line.invited:
            tally.others += 1
            continue
        tally.invited += 1
        tally.present += line.present
        if not line.present:
            tally.missing.append(line.office)
    return list(tallies.values())


def seats_of(meeting: Meeting) -> QuerySet[Participant]:
    """The invitations of a meeting with their offices and agencies."""
    return (
        Participant.objects.filter(meeting=meeting).select_related("office__agency__region").order_by("position", "pk")
    )


def seats_with_taken(meeting: Meeting) -> list[tuple[Participant, bool]]:
    """The invitations, each with whether somebody has come for it already."""
    answered = Attendance.objects.filter(participant=OuterRef("pk"), struck_at=None)
    seats = seats_of(meeting).annotate(taken=Exists(answered))[:MOST]
    return [(seat, bool(seat.taken)) for seat in seats]


def meeting_at_the_door(meeting_id: int) -> Meeting | None:
    """The meeting of a ticket."""
    return Meeting.objects.select_related("forum__region__parent").filter(pk=meeting_id).first()


def signed_in_at(meeting: Meeting, device: str) -> Attendance | None:
    """The entry of a phone, by what is kept of it."""
    return Attendance.objects.filter(meeting=meeting, device=device, struck_at=None).first()


def present_count(meeting: Meeting) -> int:
    return Attendance.objects.filter(meeting=meeting, struck_at=None).count()


def access_attendance(actor: Actor, meeting_id: int, attendance_id: int) -> Attendance:
    """One entry of a list that the actor may write. Raises Refused for missing and forbidden alike."""
    meeting = access_meeting(actor, meeting_id, Verb.MINUTES_WRITE)
    found = Attendance.objects.filter(pk=attendance_id, meeting=meeting, struck_at=None).first()
    if found is None:
        raise Refused
    found.meeting = meeting
    return found
