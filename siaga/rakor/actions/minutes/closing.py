"""Minutes finished, opened again, signed, and added to after signing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, may, require
from siaga.ledger.recording import action, record
from siaga.rakor.actions.minutes.opened import check_open, locked_meeting, said
from siaga.rakor.digest import digest_of
from siaga.rakor.minutes_errors import (
    MinutesClosed,
    NotFinished,
    NotHeld,
    NotMinuted,
    NotSigned,
    StillTyping,
    Unreported,
    Unsettled,
)
from siaga.rakor.models import ActionPoint, Addendum, Meeting, MeetingState, NoteConflict, Typing
from siaga.rakor.queries.carried import unanswered

MOST_LISTED = 500


@action("minutes.finish")
def finish_minutes(*, actor: Actor, meeting: Meeting, now: datetime) -> Meeting:
    """Say that the minutes are complete (held → minuted); they wait for their signature and no longer change.

    Raises ``StillTyping``, ``Unsettled``, ``NotHeld``, ``MinutesFinished``, ``MinutesClosed``.
    """
    fresh = locked_meeting(meeting.pk)
    require(actor, Verb.MINUTES_WRITE, fresh.place)
    check_open(fresh)
    _check_whole(fresh)
    return _move(actor, "minutes.finish", fresh, MeetingState.HELD, now, state=MeetingState.MINUTED, minuted_at=now)


@action("minutes.reopen")
def reopen_minutes(*, actor: Actor, meeting: Meeting, reason: str, now: datetime) -> Meeting:
    """Open finished minutes again, with a reason (minuted → held). Raises ``NotMinuted``, ``MinutesClosed``."""
    fresh = locked_meeting(meeting.pk)
    require(actor, Verb.MINUTES_WRITE, fresh.place)
    if fresh.locked:
        raise MinutesClosed(cancelled=fresh.state == MeetingState.CANCELLED)
    if fresh.state != MeetingState.MINUTED:
        raise NotMinuted
    why = said(reason, "reason", 400, _("Alasan belum diisi."), _("Tulis singkat mengapa notula dibuka kembali."))
    return _move(
        actor, "minutes.reopen", fresh, MeetingState.MINUTED, now, why, state=MeetingState.HELD, minuted_at=None
    )


@action("minutes.sign")
def sign_minutes(*, actor: Actor, meeting: Meeting, now: datetime) -> Meeting:
    """Sign the minutes; they cannot change afterwards, and their digest stands on the ledger (minuted → signed).

    Raises ``Unreported`` with the carried-over points that nobody has answered for, ``NotFinished``, ``Unsettled``,
    ``StillTyping``, ``NotHeld``, ``MinutesClosed``.
    """
    fresh = locked_meeting(meeting.pk)
    require(actor, Verb.MINUTES_SIGN, fresh.place)
    if fresh.locked:
        raise MinutesClosed(cancelled=fresh.state == MeetingState.CANCELLED)
    if fresh.state not in {MeetingState.HELD, MeetingState.MINUTED}:
        raise NotHeld
    if silent := list(unanswered(fresh)[:MOST_LISTED]):
        raise Unreported(silent)
    if fresh.state == MeetingState.HELD:
        raise NotFinished
    _check_whole(fresh)
    # Whoever changes a point of this meeting right now is waited for, so that the digest tells it as it stands.
    list(ActionPoint.objects.select_for_update(of=("self",)).filter(meeting=fresh).order_by("pk").values_list("pk"))
    return _move(
        actor,
        "minutes.sign",
        fresh,
        MeetingState.MINUTED,
        now,
        state=MeetingState.SIGNED,
        signed_at=now,
        signed_by=actor.name[:200],
        minutes_digest=digest_of(fresh),
    )


@action("minutes.amend")
def add_addendum(*, actor: Actor, meeting: Meeting, text: str, reason: str, now: datetime) -> Addendum:
    """Add a correction to signed minutes, with its reason; what was signed stays as it is. Raises ``NotSigned``."""
    fresh = locked_meeting(meeting.pk)
    if not may(actor, Verb.MINUTES_SIGN, fresh.place):
        require(actor, Verb.MINUTES_WRITE, fresh.place)
    if fresh.state != MeetingState.SIGNED:
        raise NotSigned
    words = said(text, "text", 8000, _("Adendum belum diisi."), _("Tulis pembetulan atau tambahannya."))
    why = said(reason, "reason", 400, _("Alasan belum diisi."), _("Tulis singkat mengapa adendum diperlukan."))
    last = Addendum.objects.filter(meeting=fresh).aggregate(last=Max("number"))["last"] or 0
    added = Addendum.objects.create(meeting=fresh, number=last + 1, text=words, reason=why, by=actor.name[:200], at=now)
    record(actor, "minutes.amend", added, before=None, after=added.as_fact(), now=now, reason=why)
    return added


def _check_whole(meeting: Meeting) -> None:
    """Everything typed is written, and no text waits beside another."""
    typing = Typing.objects.filter(item__meeting=meeting).exclude(text=F("item__notes"))
    if names := list(typing.order_by("account__name").values_list("account__name", flat=True).distinct()[:10]):
        raise StillTyping(names)
    waiting = NoteConflict.objects.filter(item__meeting=meeting, settled_at=None)
    if conflicts := list(waiting.select_related("item").order_by("item__position", "pk")[:MOST_LISTED]):
        raise Unsettled(conflicts)


def _move(
    actor: Actor, act: str, fresh: Meeting, starts_from: MeetingState, now: datetime, reason: str = "", **fields: Any
) -> Meeting:
    """Claim the step: the UPDATE that finds the meeting in another state changes nothing, and says so."""
    before = fresh.as_fact()
    if not Meeting.objects.filter(pk=fresh.pk, state=starts_from).update(changed_at=now, **fields):
        raise MinutesClosed
    for name, value in fields.items():
        setattr(fresh, name, value)
    record(actor, act, fresh, before=before, after=fresh.as_fact(), now=now, reason=reason)
    return fresh
