"""The class of one TPS, with its score, its bounds and every reason. Exact: fractions, no rounding.

The score is Σ weight of the yes answers ÷ Σ weight of what was answered. ``low`` and ``high`` are what the score
would be if everything still missing came back as no, or as yes. A class follows

1. from the score, when at least ``coverage`` of the weight is answered; else from the low bound, which nothing that is
   still missing can pull down;
2. from the hard rules that hold: the heaviest of them and the score's class wins, and *khusus* stands above all.

*Kurang rawan* is only said where it is sure: the high bound stays below the threshold and no rule could still come to
hold. Where that fails the TPS is *belum dinilai*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from siaga.engines.risk.scheme import FULL, RANK, HardRule, RiskClass, Scheme

Answers = Mapping[str, bool | None]
"""By number of the indicator; missing and None both mean: not reported."""


class ReasonKind(StrEnum):
    """ATURAN: a hard rule holds. INDIKATOR: an indicator was answered yes and weighs. SKOR: the score reaches the
    threshold of this class. BATAS_BAWAH: too little is reported, but what is reported alone reaches it.
    DI_BAWAH_AMBANG: even the high bound stays below. KURANG_LAPORAN: what is missing could lift it to *rawan*.
    ATURAN_MUNGKIN: what is missing could make this hard rule hold. TANPA_BOBOT: no indicator weighs anything."""

    ATURAN = "aturan"
    INDIKATOR = "indikator"
    SKOR = "skor"
    BATAS_BAWAH = "batas-bawah"
    DI_BAWAH_AMBANG = "di-bawah-ambang"
    KURANG_LAPORAN = "kurang-laporan"
    ATURAN_MUNGKIN = "aturan-mungkin"
    TANPA_BOBOT = "tanpa-bobot"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, to be worded by who shows it. rule, words: of a hard rule. number, weight: of an indicator, or the
    threshold (weight, in millionths) that a score met."""

    kind: ReasonKind
    number: str = ""
    weight: int = 0
    rule: str = ""
    words: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "number": self.number,
            "weight": self.weight,
            "rule": self.rule,
            "words": self.words,
        }


def reason_from(form: Mapping[str, Any]) -> Reason:
    """The reason that ``as_json`` wrote."""
    return Reason(ReasonKind(form["kind"]), form["number"], form["weight"], form["rule"], form["words"])


@dataclass(frozen=True, slots=True)
class Judged:
    """score: None where nothing that weighs was answered; low, high: None where nothing weighs at all. least: the
    class that is sure whatever the missing answers say, most: the heaviest that they could still make it. unknown:
    numbers without an answer."""

    score: Fraction | None
    low: Fraction | None
    high: Fraction | None
    cls: RiskClass
    least: RiskClass
    most: RiskClass
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...]


def classify(scheme: Scheme, answers: Answers, special: bool = False) -> Judged:
    """The class of one TPS by this scheme. special: it is numbered 901 or above."""
    numbers = scheme.numbers
    given = {number: answers.get(number) for number in numbers}
    unknown = tuple(number for number in numbers if given[number] is None)
    total = scheme.total
    reported = sum(scheme.weights[number] for number in numbers if given[number] is not None)
    earned = sum(scheme.weights[number] for number in numbers if given[number])

    holding = [rule for rule in scheme.rules if _holds(rule, given, special)]
    possible = [rule for rule in scheme.rules if rule not in holding and _could_hold(rule, given, special)]
    low_class = _by_share(scheme, earned, total)
    high_class = _by_share(scheme, earned + total - reported, total)
    enough = total > 0 and reported * FULL >= scheme.thresholds.coverage * total and reported > 0
    scored = _by_share(scheme, earned, reported) if enough else low_class
    least = _heaviest(low_class, *(rule.cls for rule in holding))
    most = _heaviest(high_class, *(rule.cls for rule in [*holding, *possible]))

    reasons = [Reason(ReasonKind.ATURAN, rule=rule.key, words=rule.words) for rule in _by_weight_of_class(holding)]
    cls = _heaviest(scored, *(rule.cls for rule in holding))
    if RANK[scored] > RANK[RiskClass.KURANG_RAWAN]:
        met = scheme.thresholds.sangat_rawan if scored is RiskClass.SANGAT_RAWAN else scheme.thresholds.rawan
        reasons.append(Reason(ReasonKind.SKOR if enough else ReasonKind.BATAS_BAWAH, weight=met))
    if cls is RiskClass.KURANG_RAWAN:
        cls = RiskClass.KURANG_RAWAN if total and most is RiskClass.KURANG_RAWAN else RiskClass.BELUM_DINILAI
        if not total:
            reasons.append(Reason(ReasonKind.TANPA_BOBOT))
        elif high_class is not RiskClass.KURANG_RAWAN:
            reasons.append(Reason(ReasonKind.KURANG_LAPORAN, weight=scheme.thresholds.rawan))
        reasons += [Reason(ReasonKind.ATURAN_MUNGKIN, rule=rule.key, words=rule.words) for rule in possible]
        if cls is RiskClass.KURANG_RAWAN:
            reasons.append(Reason(ReasonKind.DI_BAWAH_AMBANG, weight=scheme.thresholds.rawan))
    reasons += [
        Reason(ReasonKind.INDIKATOR, number, scheme.weights[number])
        for number in sorted(numbers, key=lambda one: -scheme.weights[one])
        if given[number] and scheme.weights[number]
    ]
    return Judged(
        score=Fraction(earned, reported) if reported else None,
        low=Fraction(earned, total) if total else None,
        high=Fraction(earned + total - reported, total) if total else None,
        cls=cls,
        least=least if total else RiskClass.BELUM_DINILAI if not holding else least,
        most=most,
        reasons=tuple(reasons),
        unknown=unknown,
    )


def _by_share(scheme: Scheme, earned: int, base: int) -> RiskClass:
    if base and earned * FULL >= scheme.thresholds.sangat_rawan * base:
        return RiskClass.SANGAT_RAWAN
    if base and earned * FULL >= scheme.thresholds.rawan * base:
        return RiskClass.RAWAN
    return RiskClass.KURANG_RAWAN


def _holds(rule: HardRule, given: Answers, special: bool) -> bool:
    return (
        all(given[number] is True for number in rule.all_of)
        and (not rule.any_of or any(given[number] is True for number in rule.any_of))
        and (special or not rule.special)
    )


def _could_hold(rule: HardRule, given: Answers, special: bool) -> bool:
    return (
        all(given[number] is not False for number in rule.all_of)
        and (not rule.any_of or any(given[number] is not False for number in rule.any_of))
        and (special or not rule.special)
    )


def _heaviest(*classes: RiskClass) -> RiskClass:
    return max(classes, key=RANK.__getitem__)


def _by_weight_of_class(rules: list[HardRule]) -> list[HardRule]:
    return sorted(rules, key=lambda rule: -RANK[rule.cls])
