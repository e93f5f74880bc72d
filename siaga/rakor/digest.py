"""What a signature covers: the minutes of a meeting as plain values, and their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from siaga.ledger.facts import canonical
from siaga.ledger.models import Entry
from siaga.rakor.models import ActionPoint, Meeting

_OF_MEETING = (
    "forum_id",
    "number",
    "title",
    "purpose",
    "starts_at",
    "ends_at",
    "venue",
    "chair_id",
    "secretary_id",
    "held_at",
)


def content_of(meeting: Meeting) -> dict[str, Any]:
    """Agenda, notes, statements, decisions, points made and answered for here, and who was there, in a fixed order.

    Action points live on after the meeting; they are told as the ledger told them when the minutes were signed.
    """
    return {
        "meeting": {name: getattr(meeting, name) for name in _OF_MEETING},
        "items": [[item.pk, item.as_fact(), item.noted_by] for item in meeting.items.order_by("pk")],
        "statements": [[row.pk, row.as_fact()] for row in meeting.statements.order_by("pk")],
        "decisions": [[row.pk, row.as_fact()] for row in meeting.decisions.order_by("pk")],
        "points": _points(meeting),
        "updates": [[row.pk, row.as_fact()] for row in meeting.updates.order_by("pk")],
        "attendance": [[row.pk, row.as_fact()] for row in meeting.attendances.order_by("pk")],
    }


def digest_of(meeting: Meeting) -> str:
    """SHA-256 of the canonical content."""
    return hashlib.sha256(canonical(content_of(meeting)).encode()).hexdigest()


def is_intact(meeting: Meeting) -> bool:
    """Whether signed minutes still are what was signed."""
    return bool(meeting.minutes_digest) and digest_of(meeting) == meeting.minutes_digest


def _points(meeting: Meeting) -> list[list[Any]]:
    """Points promised here, each as the last entry before the signature told it."""
    made = list(ActionPoint.objects.filter(meeting=meeting).order_by("pk").values_list("pk", flat=True))
    told = told_until_signed(meeting, made)
    return [[pk, told[pk]] for pk in made if pk in told]


def told_until_signed(meeting: Meeting, points: Iterable[int]) -> dict[int, Any]:
    """Points by their number as the ledger last told them before the meeting was signed, or until now."""
    about = Entry.objects.filter(object_type=ActionPoint.fact_type, object_key__in=[str(pk) for pk in points])
    signed = (
        Entry.objects.filter(object_type=Meeting.fact_type, object_key=meeting.fact_key, action="minutes.sign")
        .order_by("pk")
        .values_list("pk", flat=True)
        .first()
    )
    if signed is not None:
        about = about.filter(pk__lt=signed)
    return {int(key): after for key, after in about.order_by("pk").values_list("object_key", "after")}
