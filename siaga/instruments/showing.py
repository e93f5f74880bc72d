"""Answers in words, for pages and exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from siaga.instruments.checks import point_of
from siaga.instruments.questions import LISTS, MOMENTS, Question, choice_label, in_language, label_of
from siaga.kit.words import day, measure, moment, position


def shown(question: Mapping[str, Any], value: Any, lang: str = "") -> str:
    """An answer in words for a page: choices by their label, numbers and dates as Indonesians write them."""
    if value is None or value == "" or value == []:
        return ""
    kind = question["type"]
    if kind == "select_one":
        return choice_label(question, str(value), lang)
    if kind in LISTS and isinstance(value, (list, tuple)):
        return ", ".join(choice_label(question, str(one), lang) for one in value)
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    if isinstance(value, (int, float)):
        return measure(value)
    if kind == "date" or kind == "today":
        try:
            return day(date.fromisoformat(str(value)[:10]))
        except ValueError:
            return str(value)
    if kind in MOMENTS:
        try:
            return moment(datetime.fromisoformat(str(value)))
        except (ValueError, OverflowError):  # the first and last day of the calendar have no other zone
            return str(value)
    if kind == "geopoint":
        point = point_of(value)
        return position(*point) if point else str(value)
    if kind == "repeat" and isinstance(value, list):
        return _("%(count)d baris") % {"count": len(value)}
    return str(value)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a filled form on a page. ``depth``: how many repeats it stands in; ``row``: its row there."""

    question: Question
    label: str
    text: str
    value: Any
    hidden: bool
    group: str
    depth: int = 0
    row: int = 0


def laid_out(
    questions: Sequence[Question],
    values: Mapping[str, Any],
    *,
    lang: str = "",
    hide: bool = False,
    hide_all: bool = False,
    quiet: bool = False,
) -> list[Line]:
    """A filled form as lines in the form's order, repeats unrolled.

    hide: the reader may not see sensitive answers: those of sensitive questions (all with ``hide_all``, for a
    sensitive instrument) read "(ditutup)". quiet: with calculations and times of filling.
    """
    children: dict[str, list[Question]] = {}
    for question in questions:
        children.setdefault(question["repeat"], []).append(question)
    lines: list[Line] = []

    def add(below: str, answers: Mapping[str, Any], depth: int, row: int) -> None:
        for question in children.get(below, ()):
            if question["quiet"] and not quiet:
                continue
            value = answers.get(question["path"])
            closed = hide and (hide_all or question["sensitive"]) and value not in (None, "", [])
            text = _("(ditutup)") if closed else shown(question, value, lang)
            group = " · ".join(filter(None, (in_language(one, lang) for one in question["group"])))
            lines.append(
                Line(question, label_of(question, lang), text, None if closed else value, closed, group, depth, row)
            )
            if question["type"] == "repeat" and isinstance(value, list) and not closed:
                for number, one in enumerate(value, 1):
                    add(question["path"], one, depth + 1, number)

    add("", values, 0, 0)
    return lines
