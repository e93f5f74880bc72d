"""How classes of risk are written in templates."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from siaga.kerawanan.words import TONES, class_words

register = template.Library()


@register.simple_tag
def risk_class(cls: str) -> SafeString:
    """The sign and the name of a class: never by colour alone."""
    return _drawn(TONES.get(cls, "kls_belum"), class_words(cls))


@register.simple_tag
def risk_sign(tone: str) -> SafeString:
    """The sign of a tone of the map."""
    return _drawn(tone, "")


@register.filter
def millionths(value: int | None) -> float | None:
    """A share kept in millionths as the share itself."""
    return None if value is None else value / 1_000_000


def _drawn(tone: str, words: str) -> SafeString:
    return SafeString(render_to_string("kerawanan/parts/sign.html", {"tone": tone, "words": words}).rstrip("\n"))
