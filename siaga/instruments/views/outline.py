"""A form as a page lists it: groups of questions with what they take, and the checks in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from siaga.instruments.checks import Check
from siaga.instruments.questions import TYPE_WORDS, Question, by_path, choice_label, in_language, label_of
from siaga.kit.words import number

_CHOICE = re.compile(r"\$\{([^}]+)\}\s*(!?=)\s*'([^']*)'")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_NAME = re.compile(r"\$\{([^}]+)\}")


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
    """message: what the reviewer reads. rule: when it is said, in words."""

    code: str
    message: str
    rule: str


def check_lines(checks: Sequence[Check], questions: Sequence[Question]) -> list[CheckLine]:
    """The checks with their rule as a sentence."""
    asked = by_path(questions)
    return [CheckLine(check["code"], check["message"], _rule(check, asked)) for check in checks]


def _rule(check: Mapping[str, Any], asked: Mapping[str, Question]) -> str:
    what = _named(check["question"], asked)
    low, high = in_words(check["min"], asked), in_words(check["max"], asked)
    when = in_words(check["when"], asked)
    if check["kind"] == "contradiction":
        return when
    if check["kind"] == "jump":
        words = _("%(what)s berubah lebih dari %(high)s sejak laporan sebelumnya") % {"what": what, "high": high}
    elif check["kind"] == "distance":
        words = _("%(what)s lebih dari %(high)s meter dari tempatnya") % {"what": what or _("laporan"), "high": high}
    elif low and high:
        words = _("%(what)s di luar %(low)s sampai %(high)s") % {"what": what, "low": low, "high": high}
    elif low:
        words = _("%(what)s kurang dari %(low)s") % {"what": what, "low": low}
    else:
        words = _("%(what)s lebih dari %(high)s") % {"what": what, "high": high}
    return _("%(words)s, hanya bila %(when)s") % {"words": words, "when": when} if when else words


def in_words(condition: str, asked: Mapping[str, Question]) -> str:
    """A condition with its questions and choices by their words: ``${kotak} = 'tidak'`` → “Kotak suara” = Tidak."""

    def choice(match: re.Match[str]) -> str:
        question = asked.get(match.group(1))
        name = match.group(3)
        said = choice_label(question, name) if question else name
        return f"{_named(match.group(1), asked)} {match.group(2)} {said}"

    text = _CHOICE.sub(choice, condition)
    if _NUMBER.fullmatch(text):
        exact = Decimal(text).normalize()
        return number(exact, max(0, -int(exact.as_tuple().exponent)))
    text = _NAME.sub(lambda match: _named(match.group(1), asked), text)
    words = {"and": _("dan"), "or": _("atau"), "not": _("tidak")}
    parts = re.split(r"(“[^”]*”)", text)
    plain = re.compile(r"\b(and|or|not)\b")
    return "".join(
        part if part.startswith("“") else plain.sub(lambda match: words[match.group(1)], part) for part in parts
    )


def _named(path: str, asked: Mapping[str, Question]) -> str:
    return f"“{label_of(asked[path])}”" if path in asked else path
