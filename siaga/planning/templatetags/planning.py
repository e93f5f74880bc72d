"""How plans are written in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from siaga.kit.templatetags.kit import chip
from siaga.kit.words import number
from siaga.planning.outputs.message import crew_link as link_of
from siaga.planning.reading import RouteLine, Sheet
from siaga.planning.words import clock_text, day_mark, duration

register = template.Library()


@register.filter
def plan_moment(value: tuple[int, int] | None) -> str:
    """(day, minute) → H-2 14.05."""
    return "–" if value is None else f"{day_mark(value[0])} {clock_text(value[1])}"


@register.filter
def minutes_long(value: int | None) -> str:
    """1510 → 1 hari 1 jam; below a day hours and minutes."""
    if value is None:
        return "–"
    days, rest = divmod(abs(value), 1440)
    text = duration(rest if not days else rest // 60 * 60)
    if days:
        text = _("%(n)d hari") % {"n": days} + (f" {text}" if rest >= 60 else "")
    return text if value >= 0 else f"−{text}"


@register.filter
def rupiah_short(value: float | None) -> str:
    """40824442 → 40,8 juta."""
    if value is None:
        return "–"
    for size, word in ((1e9, _("miliar")), (1e6, _("juta")), (1e3, _("ribu"))):
        if value >= size:
            return f"{number(value / size, 1)} {word}"
    return number(value)


@register.filter
def served_at(one: Any) -> str:
    return f"{day_mark(one.day)} {clock_text(one.minute)}"


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
