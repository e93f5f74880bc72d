"""What is being typed into minutes, kept within seconds so that a closed laptop loses nothing.

Upkeep outside actions, like the counting of the picture: a ``Typing`` is a working note of one account and no fact.
It becomes one when the action ``minutes.write`` folds it into the item's notes: as the item is left, after some rest,
when the minutes are finished, or by the clockwork where the laptop never came back.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from siaga.access import Actor, Channel, Problem, Refused, Verb, require
from siaga.desk.queries.actors import actor_of
from siaga.rakor.actions.minutes import write_notes
from siaga.rakor.actions.minutes.notes import MOST_NOTES
from siaga.rakor.actions.minutes.opened import check_open, clean
from siaga.rakor.minutes_errors import BadMinutes
from siaga.rakor.models import AgendaItem, Meeting, MeetingState, Typing

logger = logging.getLogger("siaga.rakor")

STALE_AFTER = timedelta(minutes=2)
"""A page at work writes after twenty seconds of rest; what lies longer was left behind."""
_AT_ONCE = 500


def keep_typing(*, actor: Actor, item: AgendaItem, text: str, base: int, now: datetime) -> Typing:
    """Keep what the actor is typing for an item, begun from version ``base``. Needs ``item.meeting.forum.region``.

    Raises ``Refused``, ``NotHeld``, ``MinutesFinished``, ``MinutesClosed``, ``BadMinutes``.
    """
    require(actor, Verb.MINUTES_WRITE, item.meeting.place)
    if actor.account_id is None:
        raise Refused
    check_open(item.meeting)
    text = clean(text)
    if len(text) > MOST_NOTES:
        raise BadMinutes(
            _("Pembahasan terlalu panjang (%(length)d huruf).") % {"length": len(text)},
            _("Paling banyak %(most)d huruf untuk satu pokok; lanjutkan di pokok lain.") % {"most": MOST_NOTES},
            field="text",
        )
    mine = Typing.objects.filter(item=item, account=actor.account_id)
    fields = {"text": text, "base": base, "saved_at": now}
    if not mine.update(**fields):
        try:
            with transaction.atomic():
                Typing.objects.create(item=item, account_id=actor.account_id, **fields)
        except IntegrityError:  # another window of the same account was a moment faster
            mine.update(**fields)
    return mine.get()


def fold_meeting(*, actor: Actor, meeting: Meeting, now: datetime) -> int:
    """Write everything that anybody is typing for a meeting into its notes; returns how many stay.

    What somebody typed who may no longer write is written by the actor.
    """
    return _fold(_waiting().filter(item__meeting=meeting), now, actor.channel, instead=actor)[1]


def fold_left_behind(now: datetime) -> int:
    """Write what nobody came back for, in the name of the account that typed it; returns how many."""
    stale = _waiting().filter(saved_at__lte=now - STALE_AFTER, item__meeting__state=MeetingState.HELD)
    return _fold(stale, now, Channel.WORKER)[0]


def _waiting() -> QuerySet[Typing]:
    return Typing.objects.select_related("account", "item__meeting__forum__region").order_by("saved_at", "pk")


def _fold(typings: QuerySet[Typing], now: datetime, channel: Channel, instead: Actor | None = None) -> tuple[int, int]:
    """How many were written, and how many stay."""
    told = [
        _write(typing, [actor_of(typing.account, now, channel), *([instead] if instead else [])], now)
        for typing in typings[:_AT_ONCE]
    ]
    return sum(told), len(told) - sum(told)


def _write(typing: Typing, writers: Iterable[Actor], now: datetime) -> bool:
    for writer in writers:
        try:
            write_notes(actor=writer, item=typing.item, text=typing.text, base=typing.base, now=now)
        except Refused:
            continue
        except Problem as problem:
            logger.info("typing %s stays: %s", typing.pk, problem.code)
            return False
        Typing.objects.filter(pk=typing.pk, text=typing.text).delete()
        return True
    return False
