"""What an authenticator app shows: RFC 6238 with SHA-1, six digits, thirty seconds; written apart from the product."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct


def code_at(secret: str, moment: float) -> str:
    """The code for a Base32 secret at a moment (seconds since 1970)."""
    counter = struct.pack(">Q", int(moment) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**6:06d}"
