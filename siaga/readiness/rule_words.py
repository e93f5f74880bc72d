"""The rule of an indicator in words, and what an answer is worth, for people who never see the rule as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from siaga.instruments.questions import in_language
from siaga.kit.words import number, percent

SELECT = "select_one"
NUMBERS = frozenset({"integer", "decimal", "range", "calculate"})


def question_of(questions: Iterable[dict[str, Any]], path: str) -> dict[str, Any] | None:
    return next((one for one in questions if one.get("path") == path), None)


def choices_of(question: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """(name, label) of the choices of a question."""
    choices = (question or {}).get("choices") or []
    return [(str(one["name"]), in_language(one.get("label") or "") or str(one["name"])) for one in choices]


def _worth(value: Any) -> str:
    amount = Decimal(str(value)).normalize()
    return number(amount, max(0, -int(amount.as_tuple().exponent)))


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
                return _("jumlah dibagi jawaban “%(question)s”, paling banyak 1") % {
                    "question": rule["needed_question"]
                }
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


def score_words(rule: Mapping[str, Any], question: Mapping[str, Any] | None, score: Fraction | None) -> str:
    """Which answers lead to a score; the score itself where the rule reads a number."""
    if score is None:
        return _("belum lapor")
    labels = dict(choices_of(question))
    scores: dict[str, Any] = {}
    if rule.get("kind") == "choice":
        scores = dict(rule.get("scores", {}))
    elif rule.get("kind") == "risk":
        scores = dict.fromkeys(rule.get("yes", ["ya"]), 1) | dict.fromkeys(rule.get("no", ["tidak"]), 0)
    names = [labels.get(name, name) for name, value in scores.items() if Fraction(str(value)) == score]
    if names:
        return " / ".join(names)
    if rule.get("kind") == "threshold":
        return _("tercapai") if score == 1 else _("tidak tercapai")
    return percent(score)


def measurable(questions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Questions that an indicator can read: open choices and numbers outside repeats."""
    return [
        one
        for one in questions
        if (one.get("type") == SELECT or one.get("type") in NUMBERS)
        and not one.get("repeat")
        and not one.get("sensitive")
    ]
