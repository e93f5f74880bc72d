"""Thousands of TPS at once: the same classes as ``judging.classify``, over whole-number arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from siaga.engines.risk.judging import Answers, Judged, classify
from siaga.engines.risk.scheme import FULL, RANK, HardRule, RiskClass, Scheme

Whole: TypeAlias = NDArray[np.int64]
Marks: TypeAlias = NDArray[np.int8]
Flags: TypeAlias = NDArray[np.bool_]

BY_RANK = tuple(sorted(RANK, key=RANK.__getitem__))
"""The class of each rank, as the arrays keep it: 0 is *belum dinilai*."""


@dataclass(frozen=True, slots=True)
class Table:
    """Answers of many TPS. marks: one row per TPS, one column per number; 1 yes, 0 no, -1 not reported."""

    codes: tuple[str, ...]
    numbers: tuple[str, ...]
    marks: Marks
    special: Flags

    def answers(self, row: int) -> dict[str, bool | None]:
        """The answers of one TPS."""
        return {
            number: None if mark < 0 else bool(mark) for number, mark in zip(self.numbers, self.marks[row], strict=True)
        }


def table_of(numbers: Sequence[str], stations: Iterable[tuple[str, Answers, bool]]) -> Table:
    """stations: (code, answers, special) of each TPS."""
    rows = list(stations)
    marks = np.full((len(rows), len(numbers)), -1, dtype=np.int8)
    at = {number: column for column, number in enumerate(numbers)}
    for row, (_code, answers, _special) in enumerate(rows):
        for number, answer in answers.items():
            if answer is not None and number in at:
                marks[row, at[number]] = 1 if answer else 0
    return Table(
        tuple(code for code, _answers, _special in rows),
        tuple(numbers),
        marks,
        np.array([special for _code, _answers, special in rows], dtype=np.bool_),
    )


@dataclass(frozen=True, slots=True)
class Assessment:
    """earned, reported: sums of weights per TPS; total: of the scheme. ranks: the class of each TPS (``BY_RANK``)."""

    scheme: Scheme
    table: Table
    earned: Whole
    reported: Whole
    total: int
    ranks: Whole

    def cls(self, row: int) -> RiskClass:
        return BY_RANK[int(self.ranks[row])]

    def judged(self, row: int) -> Judged:
        """One TPS in full, with reasons and bounds."""
        return classify(self.scheme, self.table.answers(row), bool(self.table.special[row]))

    def counts(self) -> dict[RiskClass, int]:
        """TPS per class, every class named; they sum to the number of TPS."""
        return counts(self.cls(row) for row in range(len(self.table.codes)))


def counts(classes: Iterable[RiskClass]) -> dict[RiskClass, int]:
    """How many there are of each class, none left out."""
    found = Counter(classes)
    return {cls: found[cls] for cls in RiskClass}


def classify_all(scheme: Scheme, table: Table) -> Assessment:
    """The class of every TPS of the table."""
    weights = weights_array(scheme.weights, table.numbers)
    yes = table.marks == 1
    earned = yes.astype(np.int64) @ weights
    reported = (table.marks >= 0).astype(np.int64) @ weights
    ruled, possible = rule_ranks(scheme.rules, table)
    total = int(weights.sum())
    if total != scheme.total:
        raise ValueError("the table lacks indicators that weigh in the scheme")
    ranks = rank_all(scheme, earned[:, None], reported[:, None], np.array([total], dtype=np.int64), ruled, possible)[
        :, 0
    ]
    return Assessment(scheme, table, earned, reported, total, ranks)


def weights_array(weights: Mapping[str, int], numbers: Sequence[str]) -> Whole:
    return np.array([weights.get(number, 0) for number in numbers], dtype=np.int64)


def rule_ranks(rules: Sequence[HardRule], table: Table) -> tuple[Whole, Whole]:
    """Per TPS the rank of the heaviest rule that holds, and of the heaviest that could still hold; 0 where none."""
    at = {number: column for column, number in enumerate(table.numbers)}
    ruled = np.zeros(len(table.codes), dtype=np.int64)
    possible = np.zeros(len(table.codes), dtype=np.int64)
    for rule in rules:
        holds = _met(rule, table.marks == 1, at, table.special)
        could = _met(rule, table.marks != 0, at, table.special)
        rank = RANK[rule.cls]
        ruled[holds] = np.maximum(ruled[holds], rank)
        possible[could] = np.maximum(possible[could], rank)
    return ruled, possible


def rank_all(scheme: Scheme, earned: Whole, reported: Whole, total: Whole, ruled: Whole, possible: Whole) -> Whole:
    """Ranks of classes for TPS × weightings. earned, reported: TPS × weightings; total: one per weighting."""
    thresholds = scheme.thresholds
    low = _share_rank(thresholds.rawan, thresholds.sangat_rawan, earned, total)
    high = _share_rank(thresholds.rawan, thresholds.sangat_rawan, earned + total - reported, total)
    scored = _share_rank(thresholds.rawan, thresholds.sangat_rawan, earned, reported)
    enough = (reported > 0) & (reported * FULL >= thresholds.coverage * total)
    ranks = np.maximum(np.where(enough, scored, low), ruled[:, None])
    sure = (np.maximum(high, possible[:, None]) <= RANK[RiskClass.KURANG_RAWAN]) & (total > 0)
    unsure = (ranks == RANK[RiskClass.KURANG_RAWAN]) & ~sure
    result: Whole = np.where(unsure, RANK[RiskClass.BELUM_DINILAI], ranks)
    return result


def _share_rank(rawan: int, sangat_rawan: int, earned: Whole, base: Whole) -> Whole:
    there = base > 0
    rank = np.full(np.broadcast(earned, base).shape, RANK[RiskClass.KURANG_RAWAN], dtype=np.int64)
    rank += there & (earned * FULL >= rawan * base)
    rank += there & (earned * FULL >= sangat_rawan * base)
    return rank


def _met(rule: HardRule, marks: Flags, at: Mapping[str, int], special: Flags) -> Flags:
    met: Flags = np.ones(len(special), dtype=np.bool_)
    if rule.all_of:
        met &= marks[:, [at[number] for number in rule.all_of]].all(axis=1)
    if rule.any_of:
        met &= marks[:, [at[number] for number in rule.any_of]].any(axis=1)
    if rule.special:
        met &= special
    return met
