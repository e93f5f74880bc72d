"""Stages that are late or fall due before the next meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from siaga.access import Actor, Refused
from siaga.elections.queries import StageState, calendar
from siaga.rakor.models import ItemKind, Meeting, MeetingState
from siaga.rakor.queries.proposals.shape import Proposal
from siaga.wilayah.zones import zone_of

USUAL_RHYTHM = timedelta(days=7)


def stages(actor: Actor, meeting: Meeting, now: datetime) -> Iterator[Proposal]:
    """Stages that are late, and those that begin or end before the next meeting of the forum."""
    election = meeting.forum.election
    zone = zone_of(meeting.forum.region.code)
    until = _next_meeting_day(meeting).astimezone(zone).date()
    try:
        found = calendar(actor, election, now.astimezone(zone).date())
    except Refused:
        return
    for line in found.lines:
        starts, ends = line.stage.starts, line.stage.ends
        begins = starts is not None and found.today <= starts <= until
        finishes = ends is not None and found.today <= ends <= until
        if line.state is StageState.DONE or not (line.state is StageState.LATE or begins or finishes):
            continue
        yield Proposal(
            ItemKind.STAGE,
            f"stage:{line.stage.key}",
            line.stage.name,
            {
                "what": "stage",
                "starts": starts.isoformat() if starts else None,
                "ends": ends.isoformat() if ends else None,
                "days_late": line.days_late,
                "verified": line.stage.verified,
                "url": f"/pemilihan/{election.slug}/tahapan/",
            },
        )


def _next_meeting_day(meeting: Meeting) -> datetime:
    """When the forum meets next: what is planned, else after its rhythm, else after a week."""
    planned = (
        Meeting.objects.filter(forum=meeting.forum_id, starts_at__gt=meeting.starts_at)
        .exclude(state=MeetingState.CANCELLED)
        .order_by("starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )
    rhythm = timedelta(days=meeting.forum.rhythm_days) if meeting.forum.rhythm_days else USUAL_RHYTHM
    return planned or meeting.starts_at + rhythm
