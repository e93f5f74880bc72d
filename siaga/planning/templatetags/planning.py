"""How plans are written in templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from siaga.kit.templatetags.kit import chip
from siaga.kit.words import number
from siaga.planning.outputs.message import crew_link as link_of
from siaga.planning.reading import RouteLine, Sheet
from siaga.planning.words import moment_mark, time_span

register = template.Library()
register.filter("plan_moment", moment_mark)
register.filter("minutes_long", time_span)


@register.filter
def rupiah_short(value: float | None) -> str:
    """40824442 → 40,8 juta."""
    if value is None:
        return "–"
    for size, word in ((1e9, _("miliar")), (1e6, _("juta")), (1e3, _("ribu"))):
        if value >= size:
            return f"{number(value / size, 1)} {word}"
    return number(value)


@register.simple_tag
def crew_link(sheet: Sheet, route: RouteLine) -> str:
    return link_of(sheet, route)


@register.simple_tag
def plan_units(sheet: Sheet) -> list[tuple[str, str]]:
    """Every vehicle, as a choice."""
    return [
        (f"{one.id}-{unit}", sheet.vehicle_name(one.id, unit))
        for one in sheet.problem.vehicles
        for unit in range(1, min(one.count, 30) + 1)
    ]


@register.simple_tag
def leg_state(state: str) -> SafeString:
    from siaga.planning.views.live import STATES

    key, word = STATES[state]
    return chip(key, str(word))
