"""Who is invited to a meeting, who holds the office that day, and how the invitation can reach them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.desk.access import changeable_people
from siaga.desk.queries.terms import holders_on
from siaga.desk.terms import OfficeHolder
from siaga.rakor.invitation_text import Common
from siaga.rakor.models import AgendaItem, ItemKind, Meeting, MeetingState, Participant
from siaga.rakor.queries.attendance import MOST, seats_of
from siaga.rakor.queries.meetings import leaders_of
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


def common_to_all(meeting: Meeting, address: str) -> Common:
    """What every invitation to the meeting says. address: of its page."""
    chair = leaders_of(meeting)["chair"]
    agenda, more = agenda_titles(meeting)
    return Common(chair.title if chair else "", agenda, more, address)


def agenda_titles(meeting: Meeting) -> tuple[list[str], int]:
    """The agenda as an invitation names it, and how many lines more there are.

    What the facts brought up is named by its sort: who lags and who claims too much is not told before the meeting.
    """
    sorts = {
        ItemKind.POINT: _("Tindak lanjut yang masih terbuka"),
        ItemKind.PICTURE: _("Perkembangan kesiapan sejak rapat lalu"),
        ItemKind.STAGE: _("Tahapan sampai rapat berikutnya"),
    }
    items = AgendaItem.objects.filter(meeting=meeting, removed=False).values_list("kind", "title")[:MOST]
    titles = list(dict.fromkeys(sorts.get(ItemKind(kind), title) for kind, title in items))
    return titles[:AGENDA_LINES], max(0, len(titles) - AGENDA_LINES)


def _invitee(meeting: Meeting, seat: Participant, holder: OfficeHolder | None, known: set[int]) -> Invitee:
    person = holder.acting.person if holder and holder.acting else None
    shows = person is not None and person.pk in known
    moved = meeting.revised_at if meeting.state in {MeetingState.INVITED, MeetingState.CANCELLED} else None
    return Invitee(
        participant=seat,
        holder=holder,
        email=person.email if person else "",
        phone=person.phone if person and shows else "",
        shows_contact=shows,
        stale=bool(moved and seat.sent_at and seat.sent_at < moved),
    )
