"""What makes a class: weights of indicators, thresholds, and hard rules. Plain, exact values with a form for files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

FULL = 1_000_000
"""Thresholds are millionths of the greatest possible score."""

SCHEME_FORM = "siaga.risk.scheme/1"


class UnknownForm(ValueError):
    """A dict that is no scheme of ours, or of another version."""


class RiskClass(StrEnum):
    """Where a TPS stands, least risky first; ``BELUM_DINILAI`` is no class but the honest absence of one."""

    KURANG_RAWAN = "kurang-rawan"
    RAWAN = "rawan"
    SANGAT_RAWAN = "sangat-rawan"
    KHUSUS = "khusus"
    BELUM_DINILAI = "belum-dinilai"


CLASSES = (RiskClass.KURANG_RAWAN, RiskClass.RAWAN, RiskClass.SANGAT_RAWAN, RiskClass.KHUSUS)
"""The four classes that can be given, least risky first."""

RANK = {cls: rank for rank, cls in enumerate((RiskClass.BELUM_DINILAI, *CLASSES))}
"""For sorting and taking the heavier of two; what was not assessed ranks below all and never beats a class."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """rawan, sangat_rawan: the score (millionths) from which on a TPS is so. coverage: the least share (millionths)
    of the weight that must be reported before the score of the reported part may name a class; below it only what
    even the low bound proves is said."""

    rawan: int
    sangat_rawan: int
    coverage: int = FULL // 2

    def __post_init__(self) -> None:
        if not 0 < self.rawan < self.sangat_rawan <= FULL:
            raise ValueError("0 < rawan < sangat_rawan <= 1,000,000")
        if not 0 <= self.coverage <= FULL:
            raise ValueError("0 <= coverage <= 1,000,000")


@dataclass(frozen=True, slots=True)
class HardRule:
    """A TPS for which all conditions hold is at least of this class, whatever its score.

    all_of, any_of: numbers of indicators that must all, or at least one, be answered yes. special: the TPS must be a
    special one (numbered from 901). words: the rule as people say it; it is the reason that they read.
    """

    key: str
    cls: RiskClass
    words: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    special: bool = False

    def __post_init__(self) -> None:
        if not (self.all_of or self.any_of or self.special):
            raise ValueError(f"rule {self.key} has no condition")
        if self.cls not in CLASSES or self.cls is RiskClass.KURANG_RAWAN:
            raise ValueError(f"rule {self.key} can only raise a class")


@dataclass(frozen=True, slots=True)
class Scheme:
    """weights: whole numbers by the number of the indicator (``7.1``); 0 means that it does not count for the
    score."""

    weights: Mapping[str, int]
    thresholds: Thresholds
    rules: tuple[HardRule, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if any(weight < 0 for weight in self.weights.values()):
            raise ValueError("a weight is never below 0")
        if len({rule.key for rule in self.rules}) != len(self.rules):
            raise ValueError("two rules with one key")
        known = set(self.weights)
        for rule in self.rules:
            if unknown := sorted({*rule.all_of, *rule.any_of} - known):
                raise ValueError(f"rule {rule.key} asks for unknown indicators: {', '.join(unknown)}")

    @property
    def numbers(self) -> tuple[str, ...]:
        """The indicators in their order: 1.2 before 1.10."""
        return tuple(sorted(self.weights, key=number_order))

    @property
    def total(self) -> int:
        return sum(self.weights.values())


def number_order(number: str) -> tuple[tuple[int, str], ...]:
    """A key that puts 1.2 before 1.10, and numbers before words."""
    return tuple((int(part), "") if part.isdecimal() else (10**9, part) for part in number.split("."))


def scheme_json(scheme: Scheme) -> dict[str, Any]:
    """The scheme as a plain dict."""
    return {
        "form": SCHEME_FORM,
        "weights": {number: scheme.weights[number] for number in scheme.numbers},
        "thresholds": {
            "rawan": scheme.thresholds.rawan,
            "sangat_rawan": scheme.thresholds.sangat_rawan,
            "coverage": scheme.thresholds.coverage,
        },
        "rules": [
            {
                "key": rule.key,
                "class": rule.cls.value,
                "words": rule.words,
                "all_of": list(rule.all_of),
                "any_of": list(rule.any_of),
                "special": rule.special,
            }
            for rule in scheme.rules
        ],
    }


def scheme_from(form: Mapping[str, Any]) -> Scheme:
    """The scheme that ``scheme_json`` wrote."""
    if form.get("form") != SCHEME_FORM:
        raise UnknownForm(str(form.get("form")))
    return Scheme(
        weights=dict(form["weights"]),
        thresholds=Thresholds(**form["thresholds"]),
        rules=tuple(
            HardRule(
                key=rule["key"],
                cls=RiskClass(rule["class"]),
                words=rule["words"],
                all_of=tuple(rule["all_of"]),
                any_of=tuple(rule["any_of"]),
                special=rule["special"],
            )
            for rule in form["rules"]
        ),
    )
