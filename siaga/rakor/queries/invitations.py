"""Who is invited to a meeting, who holds the office that day, and how the invitation can reach them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from siaga.access import Actor
from siaga.desk.access import changeable_people
from siaga.desk.queries.terms import holders_on
from siaga.desk.terms import OfficeHolder
from siaga.rakor.models import AgendaItem, Meeting, MeetingState, Participant
from siaga.rakor.queries.attendance import MOST, seats_of
from siaga.rakor.when import day_of

AGENDA_LINES = 8


@dataclass(frozen=True, slots=True)
class Invitee:
    """One invitation. email: where it can be sent, known to the server; phone, shows_email: only for who may know them.

    stale: whether it was sent before the meeting changed.
    """

    participant: Participant
    holder: OfficeHolder | None
    email: str
    phone: str
    shows_contact: bool
    stale: bool

    @property
    def title(self) -> str:
        """The office as written in letters, or the words of who holds none."""
        return self.holder.title if self.holder else self.participant.label

    @property
    def name(self) -> str:
        return self.holder.name if self.holder else ""

    @property
    def told(self) -> bool:
        """Whether the invitation as it stands has reached them."""
        return self.participant.sent_at is not None and not self.stale


def invitees(actor: Actor, meeting: Meeting, only: Collection[int] | None = None) -> list[Invitee]:
    """The invited in their order, bounded. only: ids of participants."""
    seats = seats_of(meeting)
    if only is not None:
        seats = seats.filter(pk__in=only)
    found = list(seats[:MOST])
    holders = holders_on([seat.office for seat in found if seat.office], day_of(meeting))
    people = {one.acting.person_id for one in holders.values() if one.acting}
    known = changeable_people(actor, people)
    return [_invitee(meeting, seat, holders.get(seat.office_id) if seat.office_id else None, known) for seat in found]


def agenda_titles(meeting: Meeting) -> tuple[list[str], int]:
    """The first items of the agenda as an invitation names them, and how many more there are."""
    titles = list(AgendaItem.objects.filter(meeting=meeting, removed=False).values_list("title", flat=True)[:MOST])
    return titles[:AGENDA_LINES], max(0, len(titles) - AGENDA_LINES)


def _invitee(meeting: Meeting, seat: Participant, holder: OfficeHolder | None, known: set[int]) -> Invitee:
    person = holder.acting.person if holder and holder.acting else None
    shows = person is not None and person.pk in known
    moved = meeting.sequence > 0 and meeting.state in {MeetingState.INVITED, MeetingState.CANCELLED}
    return Invitee(
        participant=seat,
        holder=holder,
        email=person.email if person else "",
        phone=person.phone if person and shows else "",
        shows_contact=shows,
        stale=bool(moved and seat.sent_at and seat.sent_at < meeting.changed_at),
    )
