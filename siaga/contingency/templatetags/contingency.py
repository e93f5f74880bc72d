"""Filters of this room's templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """The value of a key that is itself a value; the key where there is none."""
    return mapping.get(key, key) if mapping else key


@register.filter
def h_day(days: int) -> str:
    """Days from voting day as the desk counts: H-7, H, H+1."""
    return "H" if days == 0 else f"H{days:+d}"
