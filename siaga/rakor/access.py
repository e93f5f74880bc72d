"""The doors of the rakor circle: which forums, meetings, action points and obstacles a person may see, one by one.

Forums and meetings are seen by those who reach their region, and by the agencies that sit in them or are invited.
Action points and obstacles are seen by those who reach their region, and by the agency that owns them.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from siaga.access import Actor, Place, Refused, Scope, Verb, may, scope_of
from siaga.desk.access import within_agencies
from siaga.rakor.models import (
    ActionPoint,
    Forum,
    ForumMember,
    Meeting,
    MeetingState,
    Obstacle,
    Participant,
)
from siaga.wilayah.access import within


def _seats(scope: Scope) -> Q:
    """Rows with an ``office`` whose agency the scope reaches as its own."""
    return within_agencies(Scope(agencies=scope.agencies), "office__agency__")


def visible_forums(actor: Actor) -> QuerySet[Forum]:
    """Forums of reached regions, and those in which the actor's agency sits."""
    reached = within(scope_of(actor, Verb.RAKOR_VIEW), "region__")
    attends = scope_of(actor, Verb.RAKOR_ATTEND)
    if attends.agencies:
        reached |= Q(Exists(ForumMember.objects.filter(_seats(attends), forum=OuterRef("pk"))))
    return Forum.objects.filter(reached).select_related("region__parent", "election", "upper__region")


def visible_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Meetings of reached regions; for an agency those of its forums and those to which it is invited, once it is."""
    reached = within(scope_of(actor, Verb.RAKOR_VIEW), "forum__region__")
    attends = scope_of(actor, Verb.RAKOR_ATTEND)
    if attends.agencies:
        seat = ForumMember.objects.filter(_seats(attends), forum=OuterRef("forum"))
        invited = Participant.objects.filter(_seats(attends), meeting=OuterRef("pk"))
        reached |= ~Q(state=MeetingState.PLANNED) & (Q(Exists(seat)) | Q(Exists(invited)))
    return Meeting.objects.filter(reached).select_related(
        "forum__region__parent", "forum__election", "chair__agency", "secretary__agency"
    )


def access_forum(actor: Actor, forum_id: int, verb: Verb = Verb.RAKOR_VIEW) -> Forum:
    """One forum. Raises Refused for missing and forbidden alike."""
    forum = visible_forums(actor).filter(pk=forum_id).first()
    if forum is None or (verb is not Verb.RAKOR_VIEW and not may(actor, verb, forum.place)):
        raise Refused
    return forum


def access_meeting(actor: Actor, meeting_id: int, verb: Verb = Verb.RAKOR_VIEW) -> Meeting:
    """One meeting. Raises Refused for missing and forbidden alike."""
    meeting = visible_meetings(actor).filter(pk=meeting_id).first()
    if meeting is None or (verb is not Verb.RAKOR_VIEW and not may(actor, verb, meeting.place)):
        raise Refused
    return meeting


def reads_minutes(actor: Actor, meeting: Meeting) -> bool:
    """Whether a person who sees the meeting reads its minutes: on the page, by API and on paper alike.

    Once they are finished all who see the meeting do; while they are being written, those alone who write or sign them.
    """
    if meeting.state in {MeetingState.MINUTED, MeetingState.SIGNED}:
        return True
    return may(actor, Verb.MINUTES_WRITE, meeting.place) or may(actor, Verb.MINUTES_SIGN, meeting.place)


def attends(actor: Actor, forum: Forum) -> bool:
    """Whether an agency of the actor sits in the forum: it may submit items for the agenda."""
    scope = scope_of(actor, Verb.RAKOR_ATTEND)
    return bool(scope.agencies) and ForumMember.objects.filter(_seats(scope), forum=forum).exists()


def forums_to_bring_to(actor: Actor) -> QuerySet[Forum]:
    """Forums onto whose table the actor may put something: those whose points it keeps, and those it sits in."""
    reached = within(scope_of(actor, Verb.POINT_CHANGE), "region__")
    sits = scope_of(actor, Verb.RAKOR_ATTEND)
    if sits.agencies:
        reached |= Q(Exists(ForumMember.objects.filter(_seats(sits), forum=OuterRef("pk"))))
    return visible_forums(actor).filter(reached)


def visible_points(actor: Actor) -> QuerySet[ActionPoint]:
    """Action points of reached regions, and those that the actor's agency owns."""
    seen, owns = scope_of(actor, Verb.POINT_VIEW), scope_of(actor, Verb.POINT_REPORT)
    reached = within(seen, "region__")
    if mine := seen.agencies | owns.agencies:
        reached |= within_agencies(Scope(agencies=mine), "owner__")
    return ActionPoint.objects.filter(reached).select_related(
        "region__parent", "owner__region", "forum__region", "raised_to", "meeting__forum", "election", "owner_office"
    )


def access_point(actor: Actor, point_id: int, verb: Verb = Verb.POINT_VIEW) -> ActionPoint:
    """One action point. Raises Refused for missing and forbidden alike."""
    point = visible_points(actor).filter(pk=point_id).first()
    if point is None:
        raise Refused
    if verb is Verb.POINT_REPORT and not may_report(actor, point, None):
        raise Refused
    if verb is Verb.POINT_CHANGE and not may(actor, verb, point.place):
        raise Refused
    return point


def may_report(actor: Actor, point: ActionPoint, meeting: Meeting | None) -> bool:
    """Whether the actor may report on a point: for its owner, or as the one who writes the minutes of a meeting."""
    if may(actor, Verb.POINT_REPORT, point.owner.place):
        return True
    return meeting is not None and may(actor, Verb.MINUTES_WRITE, meeting.place)


def visible_obstacles(actor: Actor) -> QuerySet[Obstacle]:
    """Obstacles of reached regions, and those that the actor's agency owns."""
    scope = scope_of(actor, Verb.OBSTACLE_VIEW)
    reached = within(scope, "region__")
    if scope.agencies:
        reached |= within_agencies(Scope(agencies=scope.agencies), "owner__")
    return Obstacle.objects.filter(reached).select_related(
        "region__parent", "owner__region", "stated_by__region", "meeting__forum", "submission", "election"
    )


def access_obstacle(actor: Actor, obstacle_id: int, verb: Verb = Verb.OBSTACLE_VIEW) -> Obstacle:
    """One obstacle. Raises Refused for missing and forbidden alike."""
    obstacle = visible_obstacles(actor).filter(pk=obstacle_id).first()
    if obstacle is None or (verb is not Verb.OBSTACLE_VIEW and not may(actor, verb, Place(obstacle.region.code))):
        raise Refused
    return obstacle
