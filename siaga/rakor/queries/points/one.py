"""One point with all that hangs on it: its history with evidence, where it came from, how often it came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from siaga.access import Actor
from siaga.rakor.access import visible_meetings, visible_obstacles
from siaga.rakor.models import ActionPoint, AgendaItem, Evidence, Meeting, MeetingState, Obstacle, PointUpdate
from siaga.rakor.pointing.thresholds import Reached, figure_for
from siaga.readiness.access import sees_picture
from siaga.readiness.models import Indicator
from siaga.reporting.access import visible_submissions

MOST_ENTRIES = 200
_TOOK_PLACE = (MeetingState.HELD, MeetingState.MINUTED, MeetingState.SIGNED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the history. meeting, submission: only where the actor may see them."""

    update: PointUpdate
    evidence: tuple[Evidence, ...]
    meeting: Meeting | None
    submission_id: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """entries: the newest first (bounded). meeting, obstacle, dropped_at: only where the actor may see them."""

    entries: tuple[Entry, ...]
    meeting: Meeting | None
    obstacle: Obstacle | None
    indicator: Indicator | None
    figure: Reached | None
    carried: int


def told_point(actor: Actor, point: ActionPoint, now: datetime) -> Told:
    """What the actor may know about a point that they may see."""
    updates = list(
        PointUpdate.objects.filter(point=point)
        .select_related("meeting__forum", "agency")
        .prefetch_related("evidence")
        .order_by("-pk")[:MOST_ENTRIES]
    )
    meetings = {update.meeting_id for update in updates if update.meeting_id} | {point.meeting_id}
    seen_meetings = {
        meeting.pk: meeting for meeting in visible_meetings(actor).filter(pk__in=[key for key in meetings if key])
    }
    reports = [update.submission_id for update in updates if update.submission_id]
    seen_reports = (
        set(visible_submissions(actor).filter(pk__in=reports).values_list("pk", flat=True)) if reports else set()
    )
    entries = tuple(
        Entry(
            update,
            tuple(update.evidence.all()),
            seen_meetings.get(update.meeting_id or 0),
            update.submission_id if update.submission_id in seen_reports else None,
        )
        for update in updates
    )
    key = point.indicator
    return Told(
        entries,
        seen_meetings.get(point.meeting_id or 0),
        visible_obstacles(actor).filter(pk=point.obstacle_id).first() if point.obstacle_id else None,
        Indicator.objects.filter(election=point.election_id, key=key).order_by("-since").first() if key else None,
        _figure(actor, point, now),
        times_carried(point),
    )


def _figure(actor: Actor, point: ActionPoint, now: datetime) -> Reached | None:
    """The figure that an open point waits for, where the actor may see that picture."""
    if not point.closes_when or point.settled:
        return None
    if not sees_picture(actor, point.election, str(point.closes_when["code"])):
        return None
    return figure_for(point.election, point.closes_when, now)


def times_carried(point: ActionPoint) -> int:
    """At how many later meetings it came back."""
    return (
        AgendaItem.objects.filter(point=point, removed=False, meeting__state__in=_TOOK_PLACE)
        .exclude(meeting=point.meeting_id)
        .order_by()
        .values("meeting")
        .distinct()
        .count()
    )
