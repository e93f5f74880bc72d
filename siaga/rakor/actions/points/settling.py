"""What the owner claims is verified or given back; a point is dropped, or handed over to another forum."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, inside, may, require
from siaga.ledger.recording import action
from siaga.rakor.access import forums_to_bring_to
from siaga.rakor.errors import OwnPoint, Unsaid
from siaga.rakor.models import (
    UNSETTLED,
    ActionPoint,
    Forum,
    Meeting,
    PointState,
    PointUpdate,
    UpdateKind,
)
from siaga.rakor.pointing import rules
from siaga.rakor.pointing.steps import fresh, step


def is_own(actor_agencies: frozenset[str], point: ActionPoint) -> bool:
    """Whether one of these agencies promised it, or called it done before it was passed on to another."""
    if point.owner.code in actor_agencies:
        return True
    calls = PointUpdate.objects.filter(point=point, kind=UpdateKind.REPORT, after=PointState.DONE)
    last = calls.select_related("agency__region").order_by("-pk").first()
    return last is not None and last.agency is not None and last.agency.code in actor_agencies


@action("point.verify")
def verify_point(*, actor: Actor, point: ActionPoint, now: datetime, text: str = "") -> PointUpdate:
    """Confirm that what the owner calls done is done; its own agency cannot. Raises ``OwnPoint``, ``PointMoved``."""
    found = fresh(point)
    require(actor, Verb.POINT_CHANGE, found.place)
    if is_own(frozenset(grant.agency for grant in actor.grants), found):
        raise OwnPoint(found.owner.name)
    text = rules.maybe_said(text, "text", rules.LONG)
    return step(
        actor,
        "point.verify",
        found,
        UpdateKind.VERIFIED,
        (PointState.DONE,),
        now,
        text=text,
        state=PointState.VERIFIED.value,
        closed_reason=(text or _("Diverifikasi oleh %(who)s") % {"who": actor.name})[:400],
    )


@action("point.return")
def return_point(*, actor: Actor, point: ActionPoint, reason: str, now: datetime) -> PointUpdate:
    """Give a point that was called done, or even verified, back to its owner with a reason. Raises ``PointMoved``."""
    found = fresh(point)
    require(actor, Verb.POINT_CHANGE, found.place)
    reason = rules.reason_of(reason)
    return step(
        actor,
        "point.return",
        found,
        UpdateKind.RETURNED,
        (PointState.DONE, PointState.VERIFIED),
        now,
        text=reason,
        reason=reason,
        state=PointState.IN_PROGRESS.value,
        closed_reason="",
    )


@action("point.drop")
def drop_point(
    *, actor: Actor, point: ActionPoint, reason: str, now: datetime, meeting: Meeting | None = None
) -> PointUpdate:
    """Decide that an open point is not pursued any more: at a meeting, or with a reason of its own.

    Raises ``Unsaid``, ``PointMoved``, ``NotOfMeeting``, ``MeetingNotOpen``.
    """
    found = fresh(point, meeting)
    if meeting is None or not may(actor, Verb.MINUTES_WRITE, meeting.place):
        require(actor, Verb.POINT_CHANGE, found.place)
    reason = rules.reason_of(reason)
    meeting = rules.at_meeting(found, meeting)
    return step(
        actor,
        "point.drop",
        found,
        UpdateKind.DROPPED,
        UNSETTLED,
        now,
        text=reason,
        meeting=meeting,
        reason=reason,
        state=PointState.DROPPED.value,
        dropped_at=meeting,
        closed_reason=reason,
    )


@action("point.hand_over")
def hand_over_point(
    *, actor: Actor, point: ActionPoint, forum: Forum, reason: str, now: datetime, meeting: Meeting | None = None
) -> PointUpdate:
    """Let another forum, whose region holds the place, take an open point over (when its own ends, for one).

    Onto its table it is put by who keeps the points there, or by an agency that sits in it.
    meeting: at which it was decided. Raises Refused, ``Unsaid``, ``PointMoved``.
    """
    found = fresh(point, meeting)
    if meeting is None or not may(actor, Verb.MINUTES_WRITE, meeting.place):
        require(actor, Verb.POINT_CHANGE, found.place)
    taking = forums_to_bring_to(actor).filter(pk=forum.pk).first()
    if taking is None:
        raise Refused
    reason = rules.reason_of(reason)
    if taking.closed_at or not inside(found.region.code, taking.region.code):
        raise Unsaid(
            _("Forum %(forum)s tidak dapat menerima tindak lanjut ini.") % {"forum": taking.name},
            _("Pilih forum yang masih berjalan dan meliputi wilayahnya."),
            field="forum",
        )
    if taking.pk == (found.handed_to_id or found.forum_id):
        raise Unsaid(_("Tindak lanjut ini sudah berada di forum itu."), _("Pilih forum lain."), field="forum")
    return step(
        actor,
        "point.hand_over",
        found,
        UpdateKind.HANDED,
        UNSETTLED,
        now,
        text=_("Dialihkan ke %(forum)s: %(reason)s") % {"forum": taking.name, "reason": reason},
        meeting=rules.at_meeting(found, meeting),
        reason=reason,
        handed_to=taking,
    )
