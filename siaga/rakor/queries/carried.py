"""What a meeting must come back to: points that earlier meetings left open, and those nobody has answered for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from siaga.rakor.models import (
    ANSWERS,
    SETTLED,
    UNSETTLED,
    ActionPoint,
    Forum,
    Meeting,
    MeetingState,
    PointUpdate,
    UpdateKind,
)

_TOOK_PLACE = (MeetingState.HELD, MeetingState.MINUTED, MeetingState.SIGNED)


def of_forum(forum: Forum) -> Q:
    """Points that come back in a forum: promised there, gone up to it, or taken over by it; not those it gave away."""
    own = Q(forum=forum) & Q(handed_to__isnull=True)
    return own | Q(raised_to=forum) | Q(handed_to=forum)


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The last meeting of the forum before this one that took place."""
    return (
        Meeting.objects.filter(forum=meeting.forum_id, starts_at__lt=meeting.starts_at, state__in=_TOOK_PLACE)
        .order_by("-starts_at", "-pk")
        .first()
    )


def carried_points(meeting: Meeting) -> QuerySet[ActionPoint]:
    """Points from before this meeting that are open, or that were still open when it began, the most overdue first.

    What the meeting itself settles stays on its list, so that its minutes tell of it. What went up to the forum after
    it began is for the next one, and a signed meeting keeps what was on its table, wherever that has gone since. The
    two kinds are looked up apart, each by its index: of ten years of points nearly all are settled, and few of them
    lately.
    """
    if meeting.state == MeetingState.SIGNED:
        return _ordered(ActionPoint.objects.filter(_on_the_table(meeting)).exclude(meeting=meeting))
    began = meeting.held_at or meeting.starts_at
    went_up_since = Q(raised_to=meeting.forum, escalated_at__gte=began) & ~_on_the_table(meeting)
    here = ActionPoint.objects.filter(of_forum(meeting.forum)).order_by().values("pk")
    still_open, settled_since = here.filter(state__in=UNSETTLED), here.filter(state__in=SETTLED, state_at__gte=began)
    return _ordered(
        ActionPoint.objects.filter(Q(pk__in=still_open) | Q(pk__in=settled_since), created_at__lt=began)
        .exclude(meeting=meeting)
        .exclude(went_up_since)
    )


def _on_the_table(meeting: Meeting) -> Q:
    """Points that the agenda of the meeting named, or about which something was said there."""
    named = meeting.items.filter(point__isnull=False).order_by().values("point")
    return Q(pk__in=named) | Q(pk__in=meeting.updates.order_by().values("point"))


def _ordered(points: QuerySet[ActionPoint]) -> QuerySet[ActionPoint]:
    rows = points.select_related("owner__region", "region__parent", "forum", "owner_office")
    return rows.order_by("due", "priority", "pk")


def answered_since(meeting: Meeting) -> datetime | None:
    """From when a report counts as given for this meeting: the beginning of the one before; None if there was none."""
    before = meeting_before(meeting)
    return (before.held_at or before.starts_at) if before else None


def unanswered(meeting: Meeting) -> QuerySet[ActionPoint]:
    """Carried points for which this meeting has neither a report nor a silence on record; none once it is signed.

    A report counts if it was made at this meeting, or by the owner since the meeting before. A point that was
    settled needs none: what settled it stands in its history.
    """
    if meeting.state == MeetingState.SIGNED:
        return ActionPoint.objects.none()
    at_meeting = Q(meeting=meeting, kind__in=ANSWERS)
    since = answered_since(meeting)
    window = Q(kind=UpdateKind.REPORT, meeting__isnull=True)
    if since is not None:
        window &= Q(at__gte=since)
    answers = PointUpdate.objects.filter(at_meeting | window, point=OuterRef("pk"))
    return carried_points(meeting).filter(state__in=UNSETTLED).filter(~Exists(answers))
