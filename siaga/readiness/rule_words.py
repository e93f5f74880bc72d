"""The rule of an indicator in words, and what an answer is worth, for people who never see the rule as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from siaga.kit.words import number

SELECT = "select_one"
NUMBERS = frozenset({"integer", "decimal", "range", "calculate"})


def label_of(thing: Mapping[str, Any], otherwise: str = "") -> str:
    """The label of a question or a choice in the language of the page, else in any that it has."""
    label = thing.get("label")
    if isinstance(label, Mapping):
        wanted = (get_language() or "id")[:2]
        return str(label.get(wanted) or label.get("id") or next((one for one in label.values() if one), otherwise))
    return str(label or otherwise)


def question_of(questions: Iterable[Mapping[str, Any]], path: str) -> Mapping[str, Any] | None:
    return next((one for one in questions if one.get("path") == path), None)


def choices_of(question: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """(name, label) of the choices of a question."""
    return [(str(one["name"]), label_of(one, str(one["name"]))) for one in (question or {}).get("choices") or []]


def _worth(value: Any) -> str:
    amount = float(value)
    return number(amount, 0 if amount == int(amount) else 2).rstrip("0") if amount != int(amount) else number(amount)


def rule_words(rule: Mapping[str, Any], question: Mapping[str, Any] | None) -> str:
    """``ya = 1, sebagian = 0,5, tidak = 0`` for a choice; a sentence for a count."""
    labels = dict(choices_of(question))
    match rule.get("kind"):
        case "choice":
            scores = sorted(rule.get("scores", {}).items(), key=lambda pair: -float(pair[1]))
            return ", ".join(f"{labels.get(name, name)} = {_worth(value)}" for name, value in scores)
        case "risk":
            yes = [f"{labels.get(name, name)} = 1" for name in rule.get("yes", ["ya"])]
            no = [f"{labels.get(name, name)} = 0" for name in rule.get("no", ["tidak"])]
            return _("%(pairs)s (1 berarti rawan)") % {"pairs": ", ".join([*yes, *no])}
        case "percent":
            return _("persentase yang dilaporkan: 0 % = 0, 100 % = 1")
        case "ratio":
            if rule.get("needed_question"):
                return _("jumlah dibagi jawaban “%(question)s”, paling banyak 1") % {"question": rule["needed_question"]}
            return _("jumlah dibagi %(needed)s, paling banyak 1") % {"needed": number(rule.get("needed", 0))}
        case "threshold":
            if rule.get("at_least") is not None and rule.get("at_most") is not None:
                return _("antara %(least)s dan %(most)s = 1, selain itu 0") % {
                    "least": number(rule["at_least"]),
                    "most": number(rule["at_most"]),
                }
            if rule.get("at_least") is not None:
                return _("%(least)s atau lebih = 1, kurang dari itu 0") % {"least": number(rule["at_least"])}
            return _("%(most)s atau kurang = 1, lebih dari itu 0") % {"most": number(rule.get("at_most", 0))}
        case _:
            return _("aturan tidak dikenal")


def answer_words(question: Mapping[str, Any] | None, answer: Any) -> str:
    """One answer in words; what was not answered says so."""
    if answer is None or answer == "":
        return _("tidak dijawab")
    labels = dict(choices_of(question))
    if isinstance(answer, list):
        return ", ".join(labels.get(str(one), str(one)) for one in answer)
    if isinstance(answer, bool):
        return _("ya") if answer else _("tidak")
    if isinstance(answer, (int, float)):
        return number(answer, 0 if answer == int(answer) else 2)
    return labels.get(str(answer), str(answer))


def measurable(questions: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Questions that an indicator can read: choices and numbers outside repeats."""
    return [one for one in questions if not one.get("repeat") and (one.get("type") == SELECT or one.get("type") in NUMBERS)]
