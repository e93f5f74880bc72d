"""What the small map of the home page needs beside its addresses."""

from __future__ import annotations

import json

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
def station_words() -> str:
    """The states of a TPS in words, as the map's script reads them."""
    return json.dumps(point_words(Scale.READINESS))
