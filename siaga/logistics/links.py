"""Addresses of the room for other rooms."""

from __future__ import annotations


def late_url(slug: str, code: str) -> str:
    """The late boxes of a region; empty above a regency, where no page gathers them."""
    return f"/logistik/{slug}/{code}/serah-terima/terlambat/" if len(code) >= len("16.72") else ""
