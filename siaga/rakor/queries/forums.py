"""Forums as people look at them: the list with what is open in each, one forum with who sits there today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from siaga.access import Actor, Verb, scope_of
from siaga.desk.access import offices_for
from siaga.desk.models import Office
from siaga.desk.queries.terms import holder_on, holders_on
from siaga.desk.terms import OfficeHolder
from siaga.elections.models import Election
from siaga.rakor.access import visible_forums, visible_meetings
from siaga.rakor.models import (
    UNSETTLED,
    ActionPoint,
    Forum,
    ForumMember,
    Meeting,
    MeetingState,
    PointState,
)
from siaga.rakor.queries.carried import of_forum
from siaga.rakor.queries.meetings import counted, meetings_of
from siaga.wilayah.access import within
from siaga.wilayah.models import Level, Region

AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)
TOOK_PLACE = (MeetingState.HELD, MeetingState.MINUTED, MeetingState.SIGNED)
_OWN_BELOW = {Level.PROVINCE: "pemda", Level.REGENCY: "kecamatan", Level.DISTRICT: "desa"}
"""The kind of agency whose head comes from the level below: camats to the regency, heads of villages to the camat."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An office that sits in a forum, and who acts in it on the day asked for."""

    member: ForumMember
    holder: OfficeHolder


@dataclass(frozen=True, slots=True)
class Promises:
    """What became of the action points that were promised in a forum."""

    total: int
    open: int
    overdue: int
    closed: int

    @property
    def closure(self) -> float | None:
        """The share that was verified, of those that were not dropped; None where nothing was promised."""
        return self.closed / self.total if self.total else None


def forums_of(actor: Actor) -> QuerySet[Forum]:
    """Visible forums with ``seats``, ``held`` (meetings that took place), ``open_points``, ``last_at``, ``next_at``.

    next_at: of the meetings that the actor may see; agencies know of one from its invitation on.
    """
    mine = Q(forum=OuterRef("pk"), handed_to__isnull=True) | Q(raised_to=OuterRef("pk")) | Q(handed_to=OuterRef("pk"))
    meetings = Meeting.objects.filter(forum=OuterRef("pk"))
    took_place = meetings.filter(state__in=TOOK_PLACE)
    ahead = visible_meetings(actor).filter(forum=OuterRef("pk"), state__in=AHEAD)
    return visible_forums(actor).annotate(
        seats=counted(ForumMember.objects.filter(forum=OuterRef("pk"))),
        held=counted(took_place),
        open_points=counted(ActionPoint.objects.filter(mine, state__in=UNSETTLED)),
        last_at=Subquery(took_place.order_by("-starts_at").values("starts_at")[:1]),
        next_at=Subquery(ahead.order_by("starts_at").values("starts_at")[:1]),
    )


def find_forums(rows: QuerySet[Forum], words: str) -> QuerySet[Forum]:
    """Those whose name or region has all the words."""
    for word in words.split()[:6]:
        rows = rows.filter(Q(name__icontains=word) | Q(region__name__icontains=word))
    return rows


def forums_to_plan(actor: Actor) -> QuerySet[Forum]:
    """Open forums of open elections in which the actor may plan meetings (bounded where it is used)."""
    return visible_forums(actor).filter(
        within(scope_of(actor, Verb.RAKOR_PLAN), "region__"), closed_at__isnull=True, election__closed_at__isnull=True
    )


def forums_above(actor: Actor, election: Election, region: Region, *, but: Forum | None = None) -> QuerySet[Forum]:
    """Open forums that could stand above one of this region: the same election, this region or one above it."""
    codes = [region.code[:length] for length in (2, 5, 8, 13) if length <= len(region.code)]
    return (
        visible_forums(actor)
        .filter(election=election, region__code__in=codes, closed_at__isnull=True)
        .exclude(pk=but.pk if but else 0)
        .order_by("region__code", "name")
    )


def offices_near(actor: Actor, region: Region, *, above: bool = True) -> list[Office]:
    """Offices that could lead or sit in a forum of the region: its own, those above, and the heads of those below.

    Bounded at 600.
    """
    place = Q(agency__region=region.pk)
    if above:
        codes = [region.code[:length] for length in (5, 8) if length < len(region.code)]
        place |= Q(agency__region__code__in=codes)
    if kind := _OWN_BELOW.get(Level(region.level)):
        place |= Q(agency__region__parent=region.pk, agency__kind=kind)
    rows = offices_for(actor).filter(place, agency__closed_on__isnull=True)
    return list(rows.order_by("agency__region__code", "agency__name", "position", "pk")[:600])


def seats_of(forum: Forum, day: date) -> list[Seat]:
    """Who sits in the forum, in order, with the holders on the day (bounded at 500)."""
    members = list(forum.members.select_related("office__agency__region__parent").order_by("position", "pk")[:500])
    holders = holders_on([member.office for member in members], day)
    return [Seat(member, holders[member.office_id]) for member in members]


def leaders_of(forum: Forum, day: date) -> dict[str, OfficeHolder | None]:
    """Who leads and who writes: the offices with their holders on the day."""
    found = Forum.objects.select_related("chair__agency__region", "secretary__agency__region").get(pk=forum.pk)
    return {
        "chair": holder_on(found.chair, day) if found.chair else None,
        "secretary": holder_on(found.secretary, day) if found.secretary else None,
    }


def promises_of(forum: Forum, today: date) -> Promises:
    """The figures of a forum's action points; what was dropped counts nowhere."""
    figures = ActionPoint.objects.filter(of_forum(forum)).aggregate(
        total=Count("pk", filter=~Q(state=PointState.DROPPED)),
        open=Count("pk", filter=Q(state__in=UNSETTLED)),
        overdue=Count("pk", filter=Q(state__in=UNSETTLED, due__lt=today)),
        closed=Count("pk", filter=Q(state=PointState.VERIFIED)),
    )
    return Promises(**figures)


def meetings_in(actor: Actor, forum: Forum) -> QuerySet[Meeting]:
    """The meetings of a forum that the actor may see, the latest first."""
    return meetings_of(actor).filter(forum=forum).order_by(F("starts_at").desc(), "-pk")


def due_again(forum: Forum, now: datetime) -> date | None:
    """When the forum should meet next by its own rhythm; None without rhythm, or with a meeting ahead."""
    if not forum.rhythm_days or forum.closed_at or forum.meetings.filter(state__in=AHEAD).exists():
        return None
    last = (
        forum.meetings.filter(state__in=TOOK_PLACE).order_by("-starts_at").values_list("starts_at", flat=True).first()
    )
    return (last or now).date() + timedelta(days=forum.rhythm_days)
