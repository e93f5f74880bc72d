"""The clockwork's rounds over action points, in bounded batches; each may run at any time and again."""

from __future__ import annotations

import logging
from datetime import datetime

from siaga.access import SYSTEM
from siaga.rakor.actions.points import close_by_data, escalate_point
from siaga.rakor.errors import PointMoved
from siaga.rakor.models import UNSETTLED, ActionPoint
from siaga.rakor.pointing.escalation import steps, waiting_for
from siaga.rakor.pointing.thresholds import figure_for

logger = logging.getLogger(__name__)

MOST_ESCALATED = 500
"""Of one step in one round."""
MOST_WEIGHED = 200
"""Points whose figure is looked at in one round; with more, each round takes the next part of them."""


def escalate_points(now: datetime) -> int:
    """Let overdue points take every step that is due; returns how many steps were taken."""
    taken = 0
    for step in steps():
        for point in waiting_for(step, now, MOST_ESCALATED):
            try:
                taken += escalate_point(actor=SYSTEM, point=point, now=now) is not None
            except PointMoved:  # somebody was faster: the next round looks again
                continue
    return taken


def close_points_by_data(now: datetime) -> int:
    """Verify the points whose figure has reached its threshold; returns how many."""
    waiting = ActionPoint.objects.filter(state__in=UNSETTLED, closes_when__isnull=False).order_by("pk")
    parts = -(-waiting.count() // MOST_WEIGHED)
    if not parts:
        return 0
    start = int(now.timestamp() // 60) % parts * MOST_WEIGHED
    closed = 0
    for point in waiting.select_related("election__region", "region")[start : start + MOST_WEIGHED]:
        if point.closes_when is None or not figure_for(point.election, point.closes_when, now).met:
            continue
        try:
            closed += close_by_data(actor=SYSTEM, point=point, now=now) is not None
        except PointMoved:
            continue
    return closed
