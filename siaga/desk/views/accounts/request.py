"""What every page of accounts reads from its request."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from siaga.access import Actor


def actor_in(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def posted(request: HttpRequest) -> Any:
    """What was sent, also when nothing was filled in; None when the form is only shown."""
    return request.POST if request.method == "POST" else None
