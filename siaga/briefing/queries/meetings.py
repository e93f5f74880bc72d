"""What the pages of documents read: meetings with papers, what a meeting's papers lack, letterheads in reach."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from siaga.access import Actor, Place, Verb, may, scope_of
from siaga.briefing.access import letterhead_of
from siaga.briefing.models import Letterhead
from siaga.rakor.access import visible_meetings
from siaga.rakor.models import Meeting, MeetingState
from siaga.wilayah.access import within
from siaga.wilayah.models import Region


def meetings_with_papers(actor: Actor) -> QuerySet[Meeting]:
    """Meetings that the actor may see, with how many are invited."""
    return visible_meetings(actor).annotate(guests=Count("participants"))


def letterheads_in_reach(actor: Actor) -> list[Letterhead]:
    """Letterheads of regions where the actor draws up documents (bounded at 60)."""
    reached = within(scope_of(actor, Verb.DOCUMENT_CHANGE), "region__")
    return list(Letterhead.objects.filter(reached).select_related("region__parent").order_by("region__code")[:60])


@dataclass(frozen=True, slots=True)
class Lacks:
    """What the papers of a meeting still lack. head: the letterhead that they use."""

    head: Letterhead | None
    number: bool
    guests: bool
    agenda: bool
    signer: bool

    @property
    def anything(self) -> bool:
        return self.head is None or self.number or self.guests or self.agenda or self.signer


def lacks_of(meeting: Meeting, *, signer: bool) -> Lacks:
    """signer: whether somebody can sign the invitation."""
    return Lacks(
        head=letterhead_of(meeting.forum.region.code),
        number=not meeting.letter_number,
        guests=not meeting.participants.exists(),
        agenda=meeting.state != MeetingState.CANCELLED and not meeting.items.filter(removed=False).exists(),
        signer=not signer,
    )


def region_for_letterhead(actor: Actor, region: Region) -> Region | None:
    """The region whose letterhead the actor may set for the papers of a region: its own, else the nearest above."""
    at: Region | None = region
    while at is not None:
        if may(actor, Verb.DOCUMENT_CHANGE, Place(at.code)):
            return at
        at = at.parent
    return None


def drawn_points(meeting: Meeting) -> dict[str, int]:
    """Counts that the page shows beside its papers."""
    found: dict[str, int] = meeting.items.filter(removed=False).aggregate(items=Count("pk"))
    found |= meeting.attendances.aggregate(present=Count("pk", filter=Q(struck_at=None)))
    found |= meeting.addenda.aggregate(addenda=Count("pk"))
    return found


def words_of(meeting: Meeting, *, minutes: bool) -> str:
    """What people wrote into the papers of a meeting, for the guard. minutes: with the minutes."""
    lines = [meeting.title, meeting.note]
    if minutes:
        for title, detail, notes in meeting.items.filter(removed=False).values_list("title", "detail", "notes")[:300]:
            lines += [title, detail, notes]
        lines += meeting.decisions.filter(withdrawn_at=None).values_list("text", flat=True)[:500]
        lines += meeting.points.values_list("title", flat=True)[:500]
        said = meeting.statements.filter(withdrawn_at=None).values_list("text", "hampers", "needs")[:500]
        lines += [text for row in said for text in row]
    return "\n".join(line for line in lines if line)
