"""Counting tries of something that anybody may try, on top of the counters of the sign-in."""

from __future__ import annotations

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest


def too_many(request: HttpRequest, action: str, rates: str, key: str = "", *, reads: bool = False) -> bool:
    """Count one try; True once the rates are used up.

    rates: allauth's notation, such as ``20/h/ip,3/h/key``. A whole office, or a whole meeting, sits behind one address:
    narrow by key, wide by address. reads: whether GET counts, too.
    """
    usage = consume(request, app="siaga", action=action, config={action: rates}, key=key or None, limit_get=reads)
    return usage is None
