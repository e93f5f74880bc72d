"""What was sent twice because the first answer got lost on the way is noted once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Manager, Model, QuerySet

LATELY = timedelta(minutes=30)
"""So long a form that says the same is taken for the same form, sent again after going back."""


def already_made(rows: QuerySet[Any], facts: Mapping[str, Any], now: datetime) -> Model | None:
    """What was lately made and says just this, or None."""
    return already_noted(rows.filter(created_at__gt=now - LATELY), facts)


def already_noted(rows: QuerySet[Any] | Manager[Any], facts: Mapping[str, Any]) -> Model | None:
    """A record of the meeting that says just this, or None. rows: those of the meeting."""
    found: Model | None = rows.filter(**facts).first()
    return found
