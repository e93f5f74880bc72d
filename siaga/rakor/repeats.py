"""What was sent twice because the first answer got lost on the way is noted once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Manager, Model, QuerySet


def already_noted(rows: QuerySet[Any] | Manager[Any], facts: Mapping[str, Any]) -> Model | None:
    """A record of the meeting that says just this, or None. rows: those of the meeting."""
    found: Model | None = rows.filter(**facts).first()
    return found
