"""What a filled form leaves open, and whether it says that there is nothing to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from siaga.instruments.answers.doors import Asks
from siaga.instruments.checks import Mark
from siaga.instruments.expressions import Expression, Unreadable, parse
from siaga.instruments.keeping import kept
from siaga.instruments.questions import Question, label_of

INCOMPLETE = "incomplete"
"""The code of the mark of a report that leaves required questions open."""


def says_nil(values: Mapping[str, Any]) -> bool:
    """Whether the report says that nothing changed: a question named ``nihil`` answered yes."""
    return any(path.rpartition("/")[2] == "nihil" and value == "ya" for path, value in values.items())


@kept
def _required(questions: Sequence[Question]) -> list[Question]:
    return [question for question in questions if question["required"] and not question["quiet"]]


def missing(questions: Sequence[Question], values: Mapping[str, Any]) -> list[Question]:
    """Required questions that apply and have no answer. Conditions that we cannot read count as not applying."""
    found: list[Question] = []
    judged: dict[str, bool] = {}
    for question in _required(questions):
        path, repeat, relevant = question["path"], question["repeat"], question["relevant"]
        if repeat:
            inside = values.get(repeat)
            rows = [row for row in inside if isinstance(row, Mapping)] if isinstance(inside, list) else []
            if any(path not in row and _applies(relevant, {**values, **row}) for row in rows):
                found.append(question)
        elif path not in values:
            if relevant not in judged:  # a whole group has the same condition
                judged[relevant] = _applies(relevant, values)
            if judged[relevant]:
                found.append(question)
    return found


def incomplete(version: Asks, values: Mapping[str, Any]) -> list[Mark]:
    """The mark of a report that leaves required questions open; none when all are answered."""
    open_ones = missing(version.questions, values)
    if not open_ones:
        return []
    names = ", ".join(label_of(question) for question in open_ones[:5])
    more = "" if len(open_ones) <= 5 else " …"
    message = _("%(count)d pertanyaan wajib belum dijawab: %(names)s") % {
        "count": len(open_ones),
        "names": names + more,
    }
    return [{"code": INCOMPLETE, "question": str(open_ones[0]["path"]), "message": message}]


def _applies(relevant: str, values: Mapping[str, Any]) -> bool:
    if not relevant:
        return True
    try:
        condition = _condition(relevant)
    except Unreadable:
        return False
    answers: dict[str, Any] = {}
    for name in condition.names:
        answers[name] = values.get(name)
        if name not in values:
            for path, value in values.items():
                if path.endswith(f"/{name}"):
                    answers[name] = value
    return condition.holds(answers)


@lru_cache(maxsize=1024)
def _condition(text: str) -> Expression:
    return parse(text, blank=True)
