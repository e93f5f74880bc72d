"""What still hangs on a forum that somebody wants to close or remove, in words with counts."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import ngettext

from siaga.rakor.models import UNSETTLED, ActionPoint, Forum, MeetingState
from siaga.rakor.queries.carried import of_forum

_RUNNING = (MeetingState.PLANNED, MeetingState.INVITED, MeetingState.HELD, MeetingState.MINUTED)


def work_in_forum(forum: Forum) -> list[str]:
    """Why the forum cannot be closed: meetings that run, promises that are open, forums that report to it."""
    return _said(
        meetings=forum.meetings.filter(state__in=_RUNNING).count(),
        points=ActionPoint.objects.filter(of_forum(forum), state__in=UNSETTLED).count(),
        forums=forum.lower_forums.filter(closed_at__isnull=True).count(),
    )


def uses_of_forum(forum: Forum) -> list[str]:
    """Why the forum cannot be removed: whatever has happened in it, and forums below it."""
    points = ActionPoint.objects.filter(Q(forum=forum) | Q(raised_to=forum) | Q(handed_to=forum))
    return _said(meetings=forum.meetings.count(), points=points.count(), forums=forum.lower_forums.count())


def _said(*, meetings: int, points: int, forums: int) -> list[str]:
    words = (
        (meetings, ngettext("%d rapat", "%d rapat", meetings)),
        (points, ngettext("%d tindak lanjut", "%d tindak lanjut", points)),
        (forums, ngettext("%d forum di bawahnya", "%d forum di bawahnya", forums)),
    )
    return [text % count for count, text in words if count]
