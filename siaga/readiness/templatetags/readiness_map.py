"""What the small map of the home page needs beside its addresses."""

from __future__ import annotations

from django import template

from siaga.readiness.arithmetic import Scale
from siaga.readiness.views.maps.asked import point_words

register = template.Library()
_REGENCY = 5


@register.filter
def drawn_by_station(code: str) -> bool:
    """Whether the map of a region shows its TPS: from a regency downwards."""
    return len(code) >= _REGENCY


@register.simple_tag
def station_tones() -> dict[str, str]:
    """The states of a TPS in words, by their tones."""
    return point_words(Scale.READINESS)
