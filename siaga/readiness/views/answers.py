"""An answer as a person reads it: the label of the choice that was made, numbers and days in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from siaga.kit import words


def in_language(label: Any) -> str:
    """A label that is text, or texts by language."""
    if isinstance(label, Mapping):
        found = label.get(get_language() or "id") or label.get("id") or next(iter(label.values()), "")
        return str(found)
    return str(label or "")


def question_at(questions: Sequence[Mapping[str, Any]], path: str) -> Mapping[str, Any] | None:
    """The question of that path in a version's list."""
    return next((one for one in questions if one.get("path") == path), None)


def answer_words(question: Mapping[str, Any] | None, answer: object) -> str:
    """The answer in words; empty where nothing was answered."""
    if answer is None or answer == "" or answer == []:
        return ""
    labels = {
        str(choice.get("name")): in_language(choice.get("label")) for choice in (question or {}).get("choices", [])
    }
    if isinstance(answer, (list, tuple)):
        return ", ".join(labels.get(str(one), str(one)) for one in answer)
    if isinstance(answer, bool):
        return _("Ya") if answer else _("Tidak")
    if isinstance(answer, (int, float)):
        return words.measure(answer)
    if (question or {}).get("type") == "date":
        try:
            return words.short_day(date.fromisoformat(str(answer)))
        except ValueError:
            return str(answer)
    return labels.get(str(answer), str(answer))
