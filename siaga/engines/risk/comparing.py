"""Two mappings of the same TPS: who moved from which class to which, and what moved them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from siaga.engines.risk.judging import Answers, classify
from siaga.engines.risk.scheme import RANK, RiskClass, Scheme, number_order


class Cause(StrEnum):
    """JAWABAN: answers changed. BOBOT: weights. AMBANG: thresholds. ATURAN: hard rules. MANUSIA: a person's override.
    BERSAMA: none of these alone would have moved it; together they did."""

    JAWABAN = "jawaban"
    BOBOT = "bobot"
    AMBANG = "ambang"
    ATURAN = "aturan"
    MANUSIA = "manusia"
    BERSAMA = "bersama"


@dataclass(frozen=True, slots=True)
class Side:
    """One TPS in one mapping. override: the class that a person set over the computed one."""

    answers: Answers
    special: bool = False
    override: RiskClass | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that changed."""

    number: str
    before: bool | None
    after: bool | None


@dataclass(frozen=True, slots=True)
class Move:
    """A TPS whose class changed. causes: each of them alone would have moved it off its old class."""

    code: str
    before: RiskClass
    after: RiskClass
    causes: tuple[Cause, ...]
    changes: tuple[Change, ...]

    @property
    def heavier(self) -> bool:
        """From one class to a heavier one; from or to *belum dinilai* the knowledge changed, not the risk."""
        known = RiskClass.BELUM_DINILAI not in (self.before, self.after)
        return known and RANK[self.after] > RANK[self.before]


@dataclass(frozen=True, slots=True)
class Comparison:
    """matrix: how many TPS went from a class to a class (staying included); only those in both. appeared, gone: the
    rest."""

    matrix: Mapping[tuple[RiskClass, RiskClass], int]
    moves: tuple[Move, ...]
    appeared: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def stayed(self) -> int:
        return sum(count for (before, after), count in self.matrix.items() if before is after)


def compare(before: Mapping[str, Side], after: Mapping[str, Side], old: Scheme, new: Scheme) -> Comparison:
    """What changed from one mapping to the next."""
    matrix: Counter[tuple[RiskClass, RiskClass]] = Counter()
    moves = []
    for code in before:
        if code not in after:
            continue
        was, now = _standing(old, before[code]), _standing(new, after[code])
        matrix[was, now] += 1
        if was is not now:
            moves.append(
                Move(code, was, now, _causes(before[code], after[code], old, new), changes(before[code], after[code]))
            )
    return Comparison(
        {(was, now): matrix[was, now] for was in RiskClass for now in RiskClass},
        tuple(moves),
        tuple(code for code in after if code not in before),
        tuple(code for code in before if code not in after),
    )


def changes(before: Side, after: Side) -> tuple[Change, ...]:
    """The answers that differ, in the order of their numbers."""
    numbers = sorted({*before.answers, *after.answers}, key=number_order)
    return tuple(
        Change(number, before.answers.get(number), after.answers.get(number))
        for number in numbers
        if before.answers.get(number) is not after.answers.get(number)
    )


def _standing(scheme: Scheme, side: Side) -> RiskClass:
    return side.override or classify(scheme, side.answers, side.special).cls


def _causes(before: Side, after: Side, old: Scheme, new: Scheme) -> tuple[Cause, ...]:
    """Each part of what is new is tried alone on what was: did it move the class?"""
    was = _standing(old, before)
    numbers = set(old.weights) | set(new.weights)
    padded = replace(old, weights={number: old.weights.get(number, 0) for number in numbers})
    alone = {
        Cause.JAWABAN: (old, replace(before, answers=after.answers, special=after.special)),
        Cause.BOBOT: (
            replace(padded, weights={number: new.weights.get(number, 0) for number in numbers}),
            before,
        ),
        Cause.AMBANG: (replace(old, thresholds=new.thresholds), before),
        Cause.ATURAN: (replace(padded, rules=new.rules), before),
        Cause.MANUSIA: (old, replace(before, override=after.override)),
    }
    found = tuple(cause for cause, (scheme, side) in alone.items() if _standing(scheme, side) is not was)
    return found or (Cause.BERSAMA,)
