"""Reading an agenda: its items, one item by its id, and for whom an actor may submit one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, may, scope_of
from siaga.desk.access import within_agencies
from siaga.desk.models import Agency
from siaga.rakor.models import AgendaItem, ForumMember, ItemKind, Meeting, MeetingState
from siaga.readiness.access import sees_picture

MOST_ITEMS = 500
_AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The items of a meeting in order, without those taken off; the caller has reached the meeting by its door.

    Who shows them to somebody passes them through ``veiled``.
    """
    return list(
        AgendaItem.objects.filter(meeting=meeting, removed=False)
        .select_related("point__owner__region", "submitted_by__region")
        .order_by("position", "pk")[:MOST_ITEMS]
    )


def veiled(actor: Actor, meeting: Meeting, items: list[AgendaItem]) -> list[AgendaItem]:
    """The same items, those about the picture without what it said, where the actor may not know it yet.

    Before a meeting the picture is open to whom it is open anywhere; at the meeting it is told to the whole table.
    The items are for showing alone: never save them.
    """
    region = meeting.forum.region.code
    if meeting.state not in _AHEAD or sees_picture(actor, meeting.forum.election, region):
        return items
    for item in items:
        if item.kind == ItemKind.PICTURE:
            item.title, item.key, item.facts = _("Perubahan gambaran, dibuka pada rapat"), "", {}
    return items


def taken_off(meeting: Meeting) -> list[AgendaItem]:
    """Items that a person took off and that can be put back."""
    return list(AgendaItem.objects.filter(meeting=meeting, removed=True).order_by("position", "pk")[:MOST_ITEMS])


def access_item(actor: Actor, meeting: Meeting, item_id: int, verb: Verb) -> AgendaItem:
    """One item of a meeting that the actor reached. Raises Refused for missing and forbidden alike."""
    item = (
        AgendaItem.objects.select_related("meeting__forum__region", "meeting__forum__election__region")
        .filter(meeting=meeting, pk=item_id)
        .first()
    )
    if item is None or not may(actor, verb, meeting.place):
        raise Refused
    return item


def agencies_that_may_submit(actor: Actor, meeting: Meeting) -> list[Agency]:
    """Agencies of the actor that sit in the forum of the meeting."""
    own = within_agencies(scope_of(actor, Verb.RAKOR_ATTEND), "office__agency__")
    seats = ForumMember.objects.filter(own, forum=meeting.forum_id)
    return list(
        Agency.objects.filter(pk__in=seats.values("office__agency"), closed_on=None).select_related("region")[:20]
    )
