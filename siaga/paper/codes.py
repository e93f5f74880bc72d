"""QR codes for papers: the letters of one invitation share theirs."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=32)
def code_picture(address: str) -> bytes:
    """The QR code of an address as PNG, without a border."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="png", scale=8, border=0)
    return out.getvalue()
