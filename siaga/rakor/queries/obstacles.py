"""The register of obstacles: the list, and one as a chain from what hampers to who does what about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from siaga.access import Actor, Place, Verb, may
from siaga.elections.models import Election
from siaga.rakor.access import visible_meetings, visible_obstacles, visible_points
from siaga.rakor.models import UNSETTLED, ActionPoint, Meeting, Obstacle, ObstacleState
from siaga.rakor.pointing.rules import OPEN_TO_MINUTES
from siaga.reporting.access import visible_submissions

MOST_POINTS = 100


def obstacles_of(actor: Actor, election: Election | None) -> QuerySet[Obstacle]:
    """Obstacles that the actor may see, with how many points answer them and how many of those are open."""
    rows = visible_obstacles(actor)
    if election is not None:
        rows = rows.filter(election=election)
    return rows.annotate(
        points_made=Count("points"), points_open=Count("points", filter=Q(points__state__in=UNSETTLED))
    )


def find_obstacles(rows: QuerySet[Obstacle], words: str) -> QuerySet[Obstacle]:
    for word in words.split()[:6]:
        rows = rows.filter(Q(title__icontains=word) | Q(strategy__icontains=word) | Q(owner__name__icontains=word))
    return rows


@dataclass(frozen=True, slots=True)
class Counts:
    open: int
    handled: int
    closed: int
    late: int

    @property
    def total(self) -> int:
        return self.open + self.handled + self.closed


def obstacle_counts(actor: Actor, election: Election | None, today: date) -> Counts:
    rows = visible_obstacles(actor).select_related(None).order_by()
    if election is not None:
        rows = rows.filter(election=election)
    return Counts(
        **rows.aggregate(
            open=Count("pk", filter=Q(state=ObstacleState.OPEN)),
            handled=Count("pk", filter=Q(state=ObstacleState.HANDLED)),
            closed=Count("pk", filter=Q(state=ObstacleState.CLOSED)),
            late=Count("pk", filter=Q(state=ObstacleState.HANDLED, due__lt=today)),
        )
    )


@dataclass(frozen=True, slots=True)
class Chain:
    """An obstacle with what answers it. meeting, submission_id: only where the actor may see them."""

    points: tuple[ActionPoint, ...]
    meeting: Meeting | None
    submission_id: int | None
    may_change: bool
    may_add_point: bool


def chain_of(actor: Actor, obstacle: Obstacle) -> Chain:
    meeting = visible_meetings(actor).filter(pk=obstacle.meeting_id).first() if obstacle.meeting_id else None
    report = obstacle.submission_id
    seen = report is not None and visible_submissions(actor).filter(pk=report).exists()
    return Chain(
        tuple(visible_points(actor).filter(obstacle=obstacle).order_by("due", "pk")[:MOST_POINTS]),
        meeting,
        report if seen else None,
        may_change_obstacle(actor, obstacle),
        may(actor, Verb.POINT_CHANGE, Place(obstacle.region.code)),
    )


def may_change_obstacle(actor: Actor, obstacle: Obstacle) -> bool:
    """Whether the actor may set its strategy or close it now."""
    if obstacle.state == ObstacleState.CLOSED:
        return False
    if may(actor, Verb.OBSTACLE_CHANGE, Place(obstacle.region.code)):
        return True
    meeting = obstacle.meeting
    return (
        meeting is not None
        and meeting.state in OPEN_TO_MINUTES
        and may(actor, Verb.MINUTES_WRITE, Place(meeting.forum.region.code))
    )
