"""Codes of regions and stations, of which each says what it lies in: ``16.72.01.1001/005`` in ``16.72.01.1001``."""

from __future__ import annotations

from collections.abc import Iterator


def upward(code: str) -> Iterator[str]:
    """The code itself, then what it lies in, to the widest."""
    while code:
        yield code
        code = code[: max(code.rfind("/"), code.rfind("."), 0)]


def within(code: str, area: str) -> bool:
    """Whether a code is the area's or lies below it."""
    return code == area or code.startswith((f"{area}.", f"{area}/"))
