"""How security plans are written in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from siaga.deployment.outputs.message import team_link
from siaga.deployment.reading import Sheet, TeamLine
from siaga.deployment.telling.words import class_words
from siaga.kit.templatetags.kit import chip

register = template.Library()


@register.filter
def guard_class(value: Any) -> str:
    """sangat-rawan → sangat rawan."""
    return class_words(str(value))


_CHIPS = {
    "kurang-rawan": "siap",
    "rawan": "sebagian",
    "sangat-rawan": "terhambat",
    "khusus": "terlambat",
    "belum-dinilai": "belum_lapor",
}


@register.simple_tag
def guard_class_chip(value: Any) -> SafeString:
    """A class in its colour."""
    return chip(_CHIPS[str(value)], class_words(str(value)).capitalize())


@register.filter
def guard_name(code: str, sheet: Sheet) -> str:
    """The name of a TPS."""
    return sheet.name(code)


@register.simple_tag
def ready_chip(row: Any) -> SafeString:
    from siaga.deployment.views.people import ready_words

    return chip(*ready_words(row))


@register.simple_tag
def wa_team(sheet: Sheet, team: TeamLine, phones: dict[str, str] | None = None) -> str:
    leader = team.leader
    return team_link(sheet, team, (phones or {}).get(leader.id, "") if leader else "")
