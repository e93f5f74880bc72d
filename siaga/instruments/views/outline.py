"""A form as a page lists it: groups of questions with what they take, and the checks in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from siaga.instruments.checks import Check
from siaga.instruments.questions import TYPE_WORDS, Question, by_path, in_language, label_of


@dataclass(slots=True)
class Item:
    """One question. ``choices``: their words; ``notes``: what else holds for it."""

    question: Question
    label: str
    hint: str
    kind: str
    choices: list[str]
    notes: list[str]


@dataclass(slots=True)
class Group:
    label: str
    repeat: bool
    items: list[Item] = field(default_factory=list)


def outline(questions: Sequence[Question]) -> list[Group]:
    """Questions in the form's order, cut where the group changes."""
    repeats = {question["path"]: question for question in questions if question["type"] == "repeat"}
    groups: list[Group] = []
    for question in questions:
        if question["type"] == "repeat":
            continue
        inside = [one for one in (in_language(label) for label in question["group"]) if one]
        label = " · ".join(inside)
        repeat = question["repeat"] in repeats
        if not groups or (groups[-1].label, groups[-1].repeat) != (label, repeat):
            groups.append(Group(label, repeat))
        groups[-1].items.append(_item(question))
    return groups


def _item(question: Question) -> Item:
    notes = []
    if question["required"]:
        notes.append(_("wajib"))
    if question["sensitive"]:
        notes.append(_("tertutup"))
    if question["quiet"]:
        notes.append(_("diisi sendiri oleh formulir"))
    if question["relevant"]:
        notes.append(_("bersyarat"))
    return Item(
        question,
        label_of(question),
        in_language(question["hint"]),
        str(TYPE_WORDS.get(question["type"], question["type"])),
        [in_language(choice["label"]) or choice["name"] for choice in question["choices"]],
        notes,
    )


@dataclass(frozen=True, slots=True)
class CheckLine:
    code: str
    question: str
    rule: str
    message: str


def check_lines(checks: Sequence[Check], questions: Sequence[Question]) -> list[CheckLine]:
    """The checks with their rule as a sentence."""
    asked = by_path(questions)
    return [
        CheckLine(
            check["code"],
            label_of(asked[check["question"]]) if check["question"] in asked else "",
            _rule(check),
            check["message"],
        )
        for check in checks
    ]


def _rule(check: Mapping[str, Any]) -> str:
    low, high, when = check["min"], check["max"], check["when"]
    if check["kind"] == "contradiction":
        return _("Menandai bila %(when)s") % {"when": when}
    if check["kind"] == "jump":
        words = _("Menandai bila berubah lebih dari %(high)s sejak laporan sebelumnya") % {"high": high}
    elif check["kind"] == "distance":
        words = _("Menandai bila lebih dari %(high)s meter dari tempatnya") % {"high": high}
    elif low and high:
        words = _("Menandai bila di luar %(low)s sampai %(high)s") % {"low": low, "high": high}
    elif low:
        words = _("Menandai bila kurang dari %(low)s") % {"low": low}
    else:
        words = _("Menandai bila lebih dari %(high)s") % {"high": high}
    return f"{words}; {_('hanya bila')} {when}" if when else words
