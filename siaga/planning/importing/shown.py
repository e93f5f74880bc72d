"""Changes of distribution facts in words, for the preview of an import."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from siaga.kit.words import measure
from siaga.planning.models import Access, SiteKind, Tier
from siaga.planning.words import clock_text, roads_text

_MINUTES = {"shift_start", "shift_end", "window_start", "window_end"}
_WORDS: dict[str, dict[str, Any]] = {
    name: dict(choices.choices) for name, choices in (("access", Access), ("kind", SiteKind), ("tier", Tier))
}


def shown_of(standing: Model, changed: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(label, old, new) of each changed value."""
    shown = []
    for name, new in changed.items():
        label = str(getattr(standing._meta.get_field(name), "verbose_name", name))
        shown.append((label, _said(name, getattr(standing, name)), _said(name, new)))
    return shown


def _said(name: str, value: Any) -> str:
    if value is None or value == "" or value == []:
        return _("(kosong)")
    if name in _MINUTES:
        return clock_text(value)
    if name == "departures":
        return ", ".join(clock_text(one) for one in value)
    if isinstance(value, list):
        return roads_text(value)
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if name in _WORDS:
        return str(_WORDS[name].get(value, value))
    if isinstance(value, float):
        return measure(value)
    return str(value)
