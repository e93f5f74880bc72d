"""How a contradiction is said."""

from __future__ import annotations

from datetime import date

from siaga.engines.extraction.sentences import Sentence
from siaga.engines.extraction.shapes import Contradiction
from siaga.engines.extraction.words import MONTH_NAMES


def day_words(day: date) -> str:
    """``27 November 2024``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def amount(value: float) -> str:
    """``474.812``."""
    return f"{value:,.0f}".replace(",", ".") if float(value).is_integer() else f"{value}".replace(".", ",")


def flag(kind: str, message: str, sentence: Sentence) -> Contradiction:
    return Contradiction(kind, message, sentence.shown, sentence.span)
