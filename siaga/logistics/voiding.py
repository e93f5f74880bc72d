"""Saying that something was noted wrongly: the same for all that is never edited."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from siaga.access import Actor
from siaga.ledger.recording import record
from siaga.logistics import clean
from siaga.logistics.models.stock import Voidable
from siaga.logistics.stock_errors import AlreadyVoid

V = TypeVar("V", bound=Voidable)


def void(actor: Actor, act: str, noted: V, reason: str, now: datetime) -> V:
    """Within the action ``act``, which has looked whether it may. Raises ``AlreadyVoid``, ``NotSaid``."""
    said = clean.line(reason, field="reason", limit=300, empty=_("Alasan pembatalan belum diisi."))
    before = noted.as_fact()
    standing = type(noted)._default_manager.filter(pk=noted.pk, voided_at=None)
    if not standing.update(voided_at=now, voided_reason=said):
        raise AlreadyVoid
    noted.voided_at, noted.voided_reason = now, said
    record(actor, act, noted, before=before, after=noted.as_fact(), now=now, reason=said)
    return noted
