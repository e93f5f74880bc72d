"""How a step on an action point is taken: an UPDATE that holds only while the point is where the step starts from.

    open ⇄ in_progress ⇄ blocked ──► done ──► verified
      └────────┴────────────┴─────────┴─────► dropped

Every step leaves an entry of the point's history, which nothing changes afterwards, and both are on the ledger.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from siaga.access import Actor, Refused
from siaga.desk.models import Agency
from siaga.ledger.recording import record
from siaga.rakor.errors import PointMoved
from siaga.rakor.models import ActionPoint, Meeting, PointUpdate
from siaga.reporting.models import Submission

LOADED = (
    "region__parent",
    "owner__region",
    "owner_office",
    "election__region",
    "forum__region",
    "forum__upper__region",
    "handed_to__region",
    "handed_to__upper__region",
    "raised_to__region",
    "meeting__forum__region",
    "obstacle",
)


def fresh(point: ActionPoint, meeting: Meeting | None = None) -> ActionPoint:
    """The point as it stands, its row locked until the action is over. Raises Refused.

    meeting: at which something is said of it. It is locked first, as a signature locks it before its points: two that
    took them in other orders would wait for each other.
    """
    if meeting is not None:
        Meeting.objects.select_for_update().filter(pk=meeting.pk).values_list("pk").first()
    found = ActionPoint.objects.select_for_update(of=("self",)).select_related(*LOADED).filter(pk=point.pk).first()
    if found is None:
        raise Refused
    return found


def step(
    actor: Actor,
    act: str,
    found: ActionPoint,
    kind: str,
    starts_from: Collection[str],
    now: datetime,
    *,
    text: str = "",
    meeting: Meeting | None = None,
    agency: Agency | None = None,
    submission: Submission | None = None,
    reason: str = "",
    **fields: Any,
) -> PointUpdate:
    """Take the step from ``found`` (as ``fresh`` gave it) and write it down. Raises ``PointMoved``."""
    before = found.as_fact()
    after_state = fields.get("state", found.state)
    if after_state != found.state:
        fields["state_at"] = now
    # Escalation and due are part of the condition too: the clockwork and a person may meet on the same point.
    waiting = ActionPoint.objects.filter(
        pk=found.pk, state=found.state, due=found.due, escalation=found.escalation, owner=found.owner_id
    ).filter(state__in=[str(state) for state in starts_from])
    if not waiting.update(**(fields or {"state": found.state})):
        raise PointMoved(ActionPoint.objects.get(pk=found.pk).get_state_display())
    after = fresh(found)
    update = PointUpdate.objects.create(
        point=after,
        kind=kind,
        at=now,
        meeting=meeting,
        agency=agency,
        by=actor.name[:200],
        text=text,
        before=found.state,
        after=after.state,
        submission=submission,
    )
    if after.as_fact() != before:
        record(actor, act, after, before=before, after=after.as_fact(), now=now, reason=reason)
    record(actor, act, update, before=None, after=update.as_fact(), now=now, reason=reason)
    return update
