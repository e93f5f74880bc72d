"""The owner reports, or its silence is put on record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.ledger.recording import action
from siaga.rakor.access import may_report
from siaga.rakor.errors import NotOfMeeting, PointMoved, Unsaid
from siaga.rakor.models import (
    UNSETTLED,
    ActionPoint,
    Escalation,
    Meeting,
    PointState,
    PointUpdate,
    UpdateKind,
)
from siaga.rakor.pointing import rules
from siaga.rakor.pointing.escalation import forum_above
from siaga.rakor.pointing.steps import fresh, step
from siaga.rakor.queries.carried import carried_points
from siaga.reporting.models import Submission

_CLAIMABLE = (PointState.OPEN, PointState.IN_PROGRESS, PointState.BLOCKED, PointState.DONE)


@action("point.report")
def report_on_point(
    *,
    actor: Actor,
    point: ActionPoint,
    text: str,
    now: datetime,
    state: str = "",
    meeting: Meeting | None = None,
    blocked_why: str = "",
    blocked_by: str = "",
    submission: Submission | None = None,
) -> PointUpdate:
    """Say how far a point is, for its owner; ``state`` where that changed: in_progress, blocked (why, by whom), done.

    meeting: at which it was said. Raises Refused, ``Unsaid``, ``PointMoved``, ``NotOfMeeting``, ``MeetingNotOpen``.
    """
    found = fresh(point, meeting)
    if not may_report(actor, found, meeting):
        raise Refused
    text = rules.said(
        text, "text", _("Laporan belum diisi."), _("Tulis apa yang sudah dikerjakan dan apa yang tersisa."), rules.LONG
    )
    if state and state not in _CLAIMABLE:
        raise Unsaid(
            _("Status itu tidak dapat dinyatakan pelaksana."),
            _("Pilih dikerjakan, terhambat, atau selesai."),
            field="state",
        )
    fields: dict[str, Any] = {"state": PointState(state or found.state).value}
    if fields["state"] == PointState.BLOCKED:
        fields |= _blocked(found, blocked_why, blocked_by)
    elif found.state == PointState.BLOCKED:
        fields |= {"blocked_why": "", "blocked_by": ""}
    return step(
        actor,
        "point.report",
        found,
        UpdateKind.REPORT,
        UNSETTLED,
        now,
        text=text,
        meeting=rules.at_meeting(found, meeting),
        agency=found.owner,
        submission=rules.submission_of(actor, submission, found.election),
        **fields,
    )


def _blocked(found: ActionPoint, why: str, by: str) -> dict[str, str]:
    """Why it cannot go on and who could help; what was said before stands until something else is said."""
    why = rules.maybe_said(why, "blocked_why", 400) or found.blocked_why
    if not why:
        raise Unsaid(_("Hambatan belum diisi."), _("Tulis apa yang menghambat."), field="blocked_why")
    return {"blocked_why": why, "blocked_by": rules.maybe_said(by, "blocked_by", 160) or found.blocked_by}


@action("point.silence")
def put_silence_on_record(
    *, actor: Actor, point: ActionPoint, meeting: Meeting, reason: str, now: datetime
) -> PointUpdate:
    """Write into the minutes that the owner did not report (*tidak dilaporkan*), and why.

    The point stays open and goes up to the forum above at once, where there is one.
    Raises ``Unsaid``, ``NotOfMeeting``, ``MeetingNotOpen``, ``PointMoved``.
    """
    require(actor, Verb.MINUTES_WRITE, meeting.place)
    found = fresh(point, meeting)
    rules.minutes_open(meeting)
    reason = rules.reason_of(reason)
    if found.state not in UNSETTLED:
        raise PointMoved(found.get_state_display())
    if not carried_points(meeting).filter(pk=found.pk).exists():
        raise NotOfMeeting
    above = found.raised_to or forum_above(found)
    fields: dict[str, Any] = {
        "escalation": Escalation.UPPER_FORUM if above else max(found.escalation, Escalation.AGENDA),
        "escalated_at": now,
    }
    if above is not None:
        fields["raised_to"] = above
    return step(
        actor,
        "point.silence",
        found,
        UpdateKind.SILENT,
        UNSETTLED,
        now,
        text=reason,
        meeting=meeting,
        agency=found.owner,
        reason=reason,
        **fields,
    )
