"""The value of a cell: found in its row, and as it stands there."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from siaga.kit import words
from siaga.kit.templatetags import kit as tags

if TYPE_CHECKING:
    from siaga.kit.tables.declaration import Column


NUMERIC = frozenset({"number", "measure", "percent", "share"})
"""Formats of figures: at the right, in one line."""


def at_path(row: Any, path: str) -> Any:
    """An attribute path through a row; a None or a missing dictionary key on the way ends it as None."""
    value = row
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else getattr(value, part)
        if value is None:
            return None
        if callable(value) and not hasattr(value, "_meta"):
            value = value()
    return value


def value_of(column: Column, row: Any) -> Any:
    return column.value(row) if column.value is not None else at_path(row, column.key)


def list_key(column: Column) -> Callable[[Any], Any]:
    sort = column.sort if callable(column.sort) else functools.partial(value_of, column)

    def key(row: Any) -> tuple[bool, Any]:
        value = sort(row)
        return value is None, "" if value is None else value

    return key


def sum_of(column: Column, rows: Iterable[Any]) -> Any:
    """The sum of the known values of a column; None where none is known."""
    known = [value for row in rows if (value := value_of(column, row)) is not None]
    return sum(known) if known else None


def drawn(value: Any, form: str) -> str:
    """A plain value as it stands in a cell; what is unknown says so."""
    if value is None or value == "":
        return tags.unknown()
    if isinstance(value, str) and form in NUMERIC:
        return value  # a word in the place of a number that the reader may not see
    match form:
        case "number":
            return words.number(value, 0 if isinstance(value, int) or value == int(value) else 1)
        case "measure":
            return words.measure(value)
        case "range":
            return tags.unbroken(value)
        case "percent":
            return words.percent(value)
        case "share":
            return words.percent(value, 3)
        case "day":
            return words.short_day(value)
        case "moment":
            return words.short_moment(value)
        case "age":
            return str(tags.age(value))
        case "status":
            return tags.chip(str(value))
        case "region":
            return str(tags.region_name(value))
        case "truth":
            return _("Ya") if value else _("Tidak")
        case "code":
            return format_html('<span class="mono">{}</span>', value)
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, (float, Decimal)):
        return words.measure(value)
    if isinstance(value, datetime):
        return words.short_moment(value)
    if isinstance(value, date):
        return words.short_day(value)
    return str(value)
