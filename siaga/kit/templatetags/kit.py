"""Tags and filters of the kit; every template has them without loading (a builtin in ``settings.TEMPLATES``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, SelectMultiple
from django.forms.utils import ErrorList
from django.template.context import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from siaga import clock
from siaga.kit import assets, words
from siaga.kit.status import STATUSES, Status

register = template.Library()


@register.simple_tag
def asset(name: str) -> SafeString:
    """Links to the styles and the script of one entry of the bundle: ``{% asset "main" %}``."""
    built = assets.entry(name)
    links = [format_html('<link rel="stylesheet" href="{}">', style) for style in built.styles]
    if built.font and name == "main":
        links.insert(
            0, format_html('<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>', built.font)
        )
    links += [format_html('<link rel="modulepreload" href="{}">', part) for part in built.preload]
    links.append(format_html('<script type="module" src="{}"></script>', built.script))
    return mark_safe("\n".join(links))  # noqa: S308 — every part was escaped by format_html


@register.simple_tag(name="icon")
def icon_tag(name: str, label: str = "") -> SafeString:
    """An icon drawn in the page. Without a label it is decoration and hidden from screen readers."""
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" {}>{}</svg>',
        said,
        mark_safe(assets.icon_drawing(name)),  # noqa: S308 — from our own bundle
    )


def unknown() -> SafeString:
    """What stands where a value is not known: a dash to the eye, words to the ear."""
    return format_html(
        '<span class="unknown" title="{0}"><span aria-hidden="true">–</span>'
        '<span class="visually-hidden">{0}</span></span>',
        _("belum diketahui"),
    )


@register.filter
def number(value: int | float | Decimal | Fraction | None, decimals: int = 0) -> str:
    """``474.812``; what is unknown (None) stays unknown."""
    return unknown() if value is None or value == "" else words.number(value, decimals)


@register.filter
def measure(value: int | float | Decimal | Fraction | None, most: int = 6) -> str:
    """``2,5``: with the decimals that it has."""
    return unknown() if value is None or value == "" else words.measure(value, most)


@register.simple_tag
def position(lat: float | None, lon: float | None) -> str:
    """A point on the earth: ``-4,0312; 103,2664``."""
    return unknown() if lat is None or lon is None else unbroken(words.position(lat, lon))


@register.filter
def unbroken(text: object) -> SafeString:
    """Text that stays on one line: a range such as 06.00–18.00 breaks after its dash by itself."""
    return format_html('<span class="text-nowrap">{}</span>', text)


@register.filter
def percent(value: float | Decimal | Fraction | None, decimals: int = 1) -> str:
    """A share from 0 to 1 as ``97,5 %``."""
    return unknown() if value is None or value == "" else words.percent(value, decimals)


@register.filter
def day(value: date | datetime | None, length: str = "long") -> str:
    """``Rabu, 27 November 2024``; with ``"short"``: ``27 Nov 2024``."""
    if not value:
        return unknown()
    return words.short_day(value) if length == "short" else words.day(value)


@register.filter
def moment(value: datetime | None, length: str = "long") -> str:
    """``Rabu, 30 Oktober 2024 pukul 09.00 WIB``; with ``"short"``: ``30 Okt 2024 09.00 WIB``."""
    if not value:
        return unknown()
    return words.short_moment(value) if length == "short" else words.moment(value)


@register.simple_tag(takes_context=True)
def countdown(context: Context, to: date | None) -> str:
    """The chip ``H-28`` for a day; nothing where the day is unknown."""
    if to is None:
        return ""
    today = context.get("today") or _today()
    return format_html('<span class="countdown" title="{}">{}</span>', words.day(to), words.countdown(to, today))


@register.simple_tag
def h_mark(voting_day: date | None, day: date | None) -> str:
    """The chip ``H-22`` of a day, counted to voting day as the desk counts; nothing where either is unknown."""
    if voting_day is None or day is None:
        return ""
    return format_html('<span class="countdown">{}</span>', words.countdown(voting_day, day))


@register.simple_tag
def age(since: date | datetime | None) -> str:
    """How old something is: ``2 hari``, with the exact moment when the pointer rests on it."""
    if since is None:
        return unknown()
    exact = words.moment(since) if isinstance(since, datetime) else words.day(since)
    return format_html('<span title="{}">{}</span>', exact, words.age(since, clock.now()))


def _today() -> date:
    from django.utils import timezone  # the active zone is known at render time only

    return timezone.localtime(clock.now()).date()


def chip(key: str, word: str = "") -> SafeString:
    """The chip of a status word as HTML."""
    found = STATUSES.get(key) or Status("netral", icon="point", word=key)
    return format_html(
        '<span class="status status-{}">{}{}</span>', found.tone, icon_tag(found.icon), word or found.word
    )


@register.simple_tag
def status(key: str, word: str = "") -> SafeString:
    """A status chip: ``{% status "belum_lapor" %}``; a second argument replaces the word, never the colour."""
    return chip(key, word)


def named_with_parent(region: Any) -> str:
    """``Kecamatan Dempo Utara, Kota Pagar Alam``: names clash, so a region is never shown alone."""
    if region is None:
        return ""
    title = str(getattr(region, "title", region))
    parent = getattr(region, "parent", None)
    return f"{title}, {getattr(parent, 'title', parent)}" if parent is not None else title


@register.simple_tag
def region_name(region: Any, code: bool = False) -> str:
    """A region with its parent (needs ``select_related("parent")``); with ``code=True`` also its code."""
    if region is None:
        return unknown()
    title = str(getattr(region, "title", region))
    parent = getattr(region, "parent", None)
    return format_html(
        "{}{}{}",
        title,
        format_html(' <span class="text-secondary">· {}</span>', getattr(parent, "title", parent)) if parent else "",
        format_html(' <span class="text-secondary mono">{}</span>', region.code) if code else "",
    )


@register.simple_tag(takes_context=True)
def address_with(context: Context, **changes: Any) -> str:
    """This page's address with some parameters changed; an empty value removes one."""
    query = context["request"].GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = value
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def control(field: BoundField) -> SafeString:
    """A form field's control with the classes of the one form style, whatever form it comes from."""
    widget = field.field.widget
    attrs: dict[str, str | bool] = {}
    if isinstance(widget, CheckboxInput):
        css = "form-check-input"
    elif isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        css = ""
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, (Select, SelectMultiple)):
        css = "form-select"
    else:
        css = "form-control"
    if css:
        attrs["class"] = " ".join(part for part in (widget.attrs.get("class", ""), css) if part)
    return field.as_widget(attrs=attrs)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    """Whether the field is a set of choices, which needs a legend instead of a label."""
    return isinstance(field.field.widget, (RadioSelect, CheckboxSelectMultiple))


@register.simple_tag
def error_list(errors: ErrorList) -> SafeString:
    return format_html_join("", '<p class="field-error">{}<span>{}</span></p>', ((_alert(), text) for text in errors))


def _alert() -> SafeString:
    return icon_tag("alert-circle")


@register.simple_tag(takes_context=True)
def table(context: Context, shown: Any) -> str:
    """Draw a table that a view prepared: ``{% table table %}``."""
    return str(shown.render(context.get("request")))


@register.inclusion_tag("kit/map.html", name="map")
def map_box(
    label: str,
    *,
    areas: str = "",
    points: str = "",
    lines: str = "",
    tones: Mapping[str, str] | None = None,
    good: str = "",
    things: str = "",
    listed: bool = False,
    printed: bool = False,
) -> dict[str, Any]:
    """A map: ``{% map map_label areas=areas_url points=points_url %}``; what each word means: ``docs/kit.md``."""
    return {
        "label": label,
        "addresses": {"areas": areas, "points": points, "lines": lines},
        "tones": json.dumps(tones) if tones else "",
        "good": good,
        "things": things,
        "listed": listed,
        "printed": printed,
    }


@register.simple_tag
def chip_address(shown_table: Any, shown_filter: Any, value: str) -> str:
    return str(shown_table.address(**{shown_filter.filter.key: value, "hal": ""}))


@register.filter
def joined(values: list[Any], between: str = ", ") -> SafeString:
    return mark_safe(conditional_escape(between).join(conditional_escape(value) for value in values))  # noqa: S308
