"""What the frame (``base.html``) needs on every page; nothing is read from the database before it is drawn."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from siaga import clock
from siaga.web.current import Frame


def frame(request: HttpRequest) -> dict[str, Any]:
    now = clock.now()
    return {
        "actor": getattr(request, "actor", None),
        "frame": SimpleLazyObject(lambda: Frame(request)),
        "now": now,
        "today": timezone.localtime(now).date(),
        "standing_clock": settings.SIAGA_NOW is not None,
    }
