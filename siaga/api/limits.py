"""How often one account may call. Per account and never per address: a whole office sits behind one."""

from __future__ import annotations

import math
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from siaga.access import Actor

WINDOW = 60
"""Seconds."""


class PerAccount(BaseThrottle):
    """A fixed number of calls in each minute, reads and writes counted apart."""

    def allow_request(self, request: HttpRequest) -> bool:
        actor: Actor = request.auth  # type: ignore[attr-defined]
        reading = request.method in {"GET", "HEAD", "OPTIONS"}
        limit = settings.API_READS_PER_MINUTE if reading else settings.API_WRITES_PER_MINUTE
        window = int(time.time() // WINDOW)
        key = f"api-rate:{actor.account_id}:{'r' if reading else 'w'}:{window}"
        if cache.add(key, 1, timeout=2 * WINDOW):
            return limit >= 1
        try:
            return cache.incr(key) <= limit
        except ValueError:  # expired between the two lines
            return True

    def wait(self) -> float:
        """Seconds until the next window opens."""
        return math.ceil(WINDOW - time.time() % WINDOW)
