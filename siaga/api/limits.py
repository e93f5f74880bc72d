"""How often one account may call. Per account and never per address: a whole office sits behind one."""

from __future__ import annotations

import math
import threading
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from siaga.access import Actor

WINDOW = 60
"""Seconds."""


MOST_AT_ONCE = 50
"""Calls that a process may count by itself before it adds them to the count that all share."""
_counted: dict[str, list[int]] = {}
_lock = threading.Lock()


class PerAccount(BaseThrottle):
    """A fixed number of calls in each minute, reads and writes counted apart.

    The count is shared by all processes through a file, which costs a write to the disk: each process adds its calls
    in small handfuls (at most a twentieth of the limit), so a limit may be overstepped by that much for each process.
    """

    def allow_request(self, request: HttpRequest) -> bool:
        actor: Actor = request.auth  # type: ignore[attr-defined]
        reading = request.method in {"GET", "HEAD", "OPTIONS"}
        limit = settings.API_READS_PER_MINUTE if reading else settings.API_WRITES_PER_MINUTE
        window = int(time.time() // WINDOW)
        key = f"api-rate:{actor.account_id}:{'r' if reading else 'w'}:{window}"
        handful = max(1, min(MOST_AT_ONCE, limit // 20))
        with _lock:
            if key not in _counted:
                for old in [one for one in _counted if not one.endswith(f":{window}")]:
                    del _counted[old]
                _counted[key] = [0, handful - 1]  # the first one asks what others have counted
            shared, own = _counted[key]
            if own + 1 < handful:
                _counted[key] = [shared, own + 1]
                return shared + own + 1 <= limit
            adding = own + 1 if shared else 1
            total = _shared(key, adding)
            _counted[key] = [total, 0]
        return total <= limit

    def wait(self) -> float:
        """Seconds until the next window opens."""
        return math.ceil(WINDOW - time.time() % WINDOW)


def _shared(key: str, calls: int) -> int:
    """Add calls to the count of all processes; the count afterwards."""
    if cache.add(key, calls, timeout=2 * WINDOW):
        return calls
    try:
        return int(cache.incr(key, calls))
    except ValueError:  # expired between the two lines
        return calls
