"""``{% h_of 28 %}``: a distance to voting day as H-28, H or H+3."""

from __future__ import annotations

from django import template

register = template.Library()


@register.simple_tag
def h_of(days: int | None) -> str:
    """n of H-n as text; nothing where it is unknown."""
    if days is None:
        return ""
    return f"H{-days:+d}" if days else "H"
