"""The rule by which overdue points go up, as data beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.db.models import Q

from siaga.rakor.models import ActionPoint, Escalation, Forum, PointState
from siaga.rakor.pointing.rules import today_at

LATE_STATES = (PointState.OPEN, PointState.IN_PROGRESS, PointState.BLOCKED)
"""What its owner calls done is not late: it waits for others."""


@dataclass(frozen=True, slots=True)
class Step:
    """So many days after the due date, an overdue point goes up to here."""

    to: Escalation
    days: int


@cache
def steps() -> tuple[Step, ...]:
    """The rule, from the first step to the last."""
    return parse((Path(__file__).parent / "escalation.toml").read_text(encoding="utf-8"))


def parse(text: str) -> tuple[Step, ...]:
    """Raises ValueError for a rule whose steps do not rise one by one."""
    found = tuple(Step(Escalation[row["to"]], int(row["days"])) for row in tomllib.loads(text)["step"])
    if [step.to for step in found] != sorted(Escalation)[1 : len(found) + 1]:
        raise ValueError("the steps of the escalation do not follow one another")
    if [step.days for step in found] != sorted({step.days for step in found}) or found[0].days < 1:
        raise ValueError("the days of the escalation do not rise")
    return found


def forum_above(point: ActionPoint) -> Forum | None:
    """The open forum above the one in which a point comes back. Needs both forums with their ``upper`` loaded."""
    own = point.handed_to or point.forum
    upper = own.upper if own is not None else None
    return upper if upper is not None and upper.closed_at is None else None


def has_room_for(step: Step) -> Q:
    """Points that can take the step: only what comes back in a forum gets on its agenda, or up to the one above."""
    if step.to < Escalation.AGENDA:
        return Q()
    if step.to == Escalation.AGENDA:
        return Q(forum__isnull=False) | Q(handed_to__isnull=False)
    handed = Q(handed_to__upper__isnull=False, handed_to__upper__closed_at=None)
    return handed | Q(handed_to=None, forum__upper__isnull=False, forum__upper__closed_at=None)


def late_since(step: Step, code: str, now: datetime) -> date:
    """The last due date that has come to this step in the zone of a region."""
    return today_at(code, now) - timedelta(days=step.days)


def waiting_for(step: Step, now: datetime, most: int) -> Sequence[ActionPoint]:
    """Points that are to take the step now, the longest overdue first (bounded)."""
    latest = late_since(step, "94", now)  # no region's day begins earlier than that of the east
    rows = (
        ActionPoint.objects.filter(has_room_for(step), state__in=LATE_STATES, escalation=step.to - 1, due__lte=latest)
        .select_related("region", "owner__region")
        .order_by("due", "pk")
    )
    return [point for point in rows[:most] if point.due <= late_since(step, point.region.code, now)]
