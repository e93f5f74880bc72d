"""Points in reach, narrowed; what the filters of a list offer. Every count is bounded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from siaga.access import Actor, Verb, ancestors, may
from siaga.desk.models import Agency
from siaga.elections.models import Election
from siaga.rakor.access import forums_to_bring_to, visible_forums, visible_points
from siaga.rakor.models import UNSETTLED, ActionPoint, Forum, PointState
from siaga.rakor.pointing.escalation import LATE_STATES
from siaga.wilayah.access import below, visible_regions
from siaga.wilayah.models import Level, Region

MOST_COUNTED = 1000
"""Counting stops here; a page then says "lebih dari"."""
MOST_CHOICES = 200


def points_of(actor: Actor, election: Election | None) -> QuerySet[ActionPoint]:
    """Points that the actor may see, in one election (or in any)."""
    rows = visible_points(actor)
    return rows if election is None else rows.filter(election=election)


def overdue_on(day: date) -> Q:
    """Points whose owner has neither called them done nor was let off, and whose due date lies before the day."""
    return Q(state__in=LATE_STATES, due__lt=day)


def is_overdue(point: ActionPoint, day: date) -> bool:
    return point.state in LATE_STATES and point.due < day


def counted(rows: QuerySet[ActionPoint]) -> int:
    """How many, at most ``MOST_COUNTED`` + 1."""
    return rows.order_by()[: MOST_COUNTED + 1].count()


def find_points(rows: QuerySet[ActionPoint], words: str) -> QuerySet[ActionPoint]:
    """Those whose title, detail, owner or TPS has all the words."""
    for word in words.split()[:6]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(detail__icontains=word)
            | Q(owner__name__icontains=word)
            | Q(unit__startswith=word)
        )
    return rows


def owners_with_points(actor: Actor, election: Election) -> list[Agency]:
    """Agencies that owe or owed something in reach, for a filter (bounded)."""
    theirs = visible_points(actor).filter(election=election, owner=OuterRef("pk")).select_related(None)
    code = election.region.code
    near = below(code, "region__") | Q(region__code__in=list(ancestors(code)))
    found = Agency.objects.filter(near, Exists(theirs)).select_related("region")
    return list(found.order_by("region__code", "name")[:MOST_CHOICES])


def districts_of(actor: Actor, election: Election) -> list[Region]:
    """Sub-districts of the election that the actor may see, for a filter (bounded)."""
    found = visible_regions(actor).filter(below(election.region.code), level=Level.DISTRICT, valid_to=None)
    return list(found.order_by("code")[:MOST_CHOICES])


def forums_of(actor: Actor, election: Election) -> list[Forum]:
    """Forums of the election that the actor may see (bounded)."""
    return list(visible_forums(actor).filter(election=election).order_by("region__code", "pk")[:MOST_CHOICES])


def own_forums(actor: Actor, election: Election) -> list[Forum]:
    """Open forums on whose table the actor may put a point."""
    return [
        forum
        for forum in forums_of(actor, election)
        if forum.closed_at is None and may(actor, Verb.POINT_CHANGE, forum.place)
    ]


def forums_that_take(actor: Actor, point: ActionPoint) -> list[Forum]:
    """Open forums, other than its own, whose region holds the place of a point (of any election, bounded)."""
    here = [*ancestors(point.region.code), point.region.code]
    rows = forums_to_bring_to(actor).filter(region__code__in=here, closed_at=None)
    return list(
        rows.exclude(pk=point.handed_to_id or point.forum_id or 0).order_by("region__code", "pk")[:MOST_CHOICES]
    )


@dataclass(frozen=True, slots=True)
class Promises:
    """The promises in reach in short. first: the most overdue ones."""

    overdue: int
    this_week: int
    waiting: int
    open: int
    first: tuple[ActionPoint, ...]


def promises(actor: Actor, election: Election | None, today: date, *, region: str = "", show: int = 5) -> Promises:
    """What is overdue, due within a week, called done and waiting for verification, and open at all."""
    rows = points_of(actor, election)
    if region:
        rows = rows.filter(below(region, "region__"))
    unsettled = rows.filter(state__in=UNSETTLED)
    due = unsettled.filter(state__in=LATE_STATES)
    return Promises(
        counted(due.filter(due__lt=today)),
        counted(due.filter(due__gte=today, due__lte=today + timedelta(days=7))),
        counted(rows.filter(state=PointState.DONE)),
        counted(unsettled),
        tuple(due.filter(due__lte=today + timedelta(days=7)).order_by("due", "priority", "pk")[:show]),
    )


@dataclass(frozen=True, slots=True)
class OpenHere:
    """Promises of one part of a region that are open, and how many of them are overdue."""

    open: int
    overdue: int


_PARTS = {2: "region__regency_code", 5: "region__district_code", 8: "region__code"}
"""By the length of a region's code: the column that names its parts."""


def open_by_part(actor: Actor, election: Election, code: str, today: date) -> dict[str, OpenHere]:
    """Open promises of each part of a region by the part's code, in one query."""
    column = _PARTS.get(len(code))
    if column is None:
        return {}
    rows = points_of(actor, election).filter(below(code, "region__"), state__in=LATE_STATES)
    found = (
        rows.select_related(None)
        .order_by()
        .values_list(column)
        .annotate(open=Count("pk"), overdue=Count("pk", filter=Q(due__lt=today)))
    )
    return {part: OpenHere(open_, overdue) for part, open_, overdue in found if part}
