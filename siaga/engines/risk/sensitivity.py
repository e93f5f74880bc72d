"""How much the classes hang on the weights: many plausible weightings are tried, and each weight is moved by itself.

Weightings are drawn from a seed, so that the same question has the same answer. Weights are scaled to whole numbers
first: every class under every weighting is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siaga.engines.risk.scheme import Scheme
from siaga.engines.risk.table import Table, Whole, rank_all, rule_ranks, weights_array

FINE = 1000
"""Sampled weights are whole numbers of this part of a weight of 1."""

CHUNK = 64
"""Weightings tried at once, to bound the memory."""


@dataclass(frozen=True, slots=True)
class Within:
    """Each weight is drawn by itself, evenly between so many percent below and above."""

    percent: int = 25

    def __post_init__(self) -> None:
        if not 1 <= self.percent <= 99:
            raise ValueError("1 to 99 percent")


@dataclass(frozen=True, slots=True)
class Spread:
    """Weights are drawn together around the present ones (Dirichlet). firmness: the higher, the closer; every
    indicator that weighs keeps some weight."""

    firmness: int = 100

    def __post_init__(self) -> None:
        if self.firmness < 1:
            raise ValueError("firmness is at least 1")


Weighting = Within | Spread


@dataclass(frozen=True, slots=True)
class OneWeight:
    """What moving one weight alone does, exactly. lower, higher: TPS that change class with the weight so many percent
    lower or higher; without: with the weight at 0; doubled: with twice of it."""

    number: str
    weight: int
    lower: int
    higher: int
    without: int
    doubled: int


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """samples: weightings tried. changed: TPS that change class, per weighting. off: per TPS, the share of
    weightings that give it another class. to: per TPS, the other class (its rank) that most of these give; its own
    where none does."""

    samples: int
    changed: Whole
    off: NDArray[np.float64]
    to: Whole
    one_by_one: tuple[OneWeight, ...]

    @property
    def mean(self) -> float:
        return float(self.changed.mean()) if len(self.changed) else 0.0

    @property
    def most(self) -> int:
        return int(self.changed.max()) if len(self.changed) else 0

    def at_most(self, share: float) -> int:
        """So many TPS or fewer change class in this share of the weightings."""
        if not len(self.changed):
            return 0
        return int(np.sort(self.changed)[min(len(self.changed) - 1, int(np.ceil(share * len(self.changed))) - 1)])

    def fragile(self, share: float = 0.1) -> tuple[int, ...]:
        """Rows of the TPS that get another class in at least this share of the weightings, the most fragile first."""
        rows = np.flatnonzero(self.off >= share)
        return tuple(int(row) for row in rows[np.argsort(-self.off[rows], kind="stable")])


def sensitivity(
    scheme: Scheme, table: Table, weighting: Weighting, *, samples: int = 500, seed: int = 1, percent: int = 25
) -> Sensitivity:
    """percent: by how much each weight is moved in the one-by-one part."""
    if samples < 1 or not 1 <= percent <= 100:
        raise ValueError("at least one weighting, and 1 to 100 percent")
    patterns, place, sizes = _patterns(table)
    base = weights_array(scheme.weights, table.numbers)
    ruled, possible = rule_ranks(scheme.rules, patterns)
    trial = _Trial(scheme, patterns, ruled, possible)
    own = trial.ranks(base[:, None])[:, 0]
    drawn = _draw(base, weighting, samples, seed)

    other = np.zeros((len(sizes), 5), dtype=np.int64)
    changed = np.empty(samples, dtype=np.int64)
    for start in range(0, samples, CHUNK):
        ranks = trial.ranks(drawn[:, start : start + CHUNK])
        differs = ranks != own[:, None]
        changed[start : start + CHUNK] = sizes @ differs
        for rank in range(5):
            other[:, rank] += ((ranks == rank) & differs).sum(axis=1)
    off = other.sum(axis=1) / samples
    to = np.where(other.any(axis=1), other.argmax(axis=1), own)
    return Sensitivity(samples, changed, off[place], to[place], _one_by_one(table, base, trial, own, sizes, percent))


def differing(scheme: Scheme, other: Mapping[str, int], table: Table) -> int:
    """How many TPS change class when exactly these weights are taken instead."""
    patterns, _place, sizes = _patterns(table)
    ruled, possible = rule_ranks(scheme.rules, patterns)
    trial = _Trial(scheme, patterns, ruled, possible)
    both = np.stack([weights_array(scheme.weights, table.numbers), weights_array(other, table.numbers)], axis=1)
    ranks = trial.ranks(both)
    return int(sizes @ (ranks[:, 0] != ranks[:, 1]))


@dataclass(frozen=True, slots=True)
class _Trial:
    scheme: Scheme
    table: Table
    ruled: Whole
    possible: Whole

    def ranks(self, weightings: Whole) -> Whole:
        """Ranks of classes; weightings: indicators × weightings."""
        earned = (self.table.marks == 1).astype(np.int64) @ weightings
        reported = (self.table.marks >= 0).astype(np.int64) @ weightings
        return rank_all(self.scheme, earned, reported, weightings.sum(axis=0), self.ruled, self.possible)


def _patterns(table: Table) -> tuple[Table, Whole, Whole]:
    """TPS with the same answers get the same class: each pattern is judged once. (patterns, place of each TPS,
    sizes)"""
    rows = np.concatenate([table.marks, table.special[:, None].astype(np.int8)], axis=1)
    found, place, sizes = np.unique(rows, axis=0, return_inverse=True, return_counts=True)
    patterns = Table(
        tuple(str(n) for n in range(len(found))), table.numbers, found[:, :-1], found[:, -1].astype(np.bool_)
    )
    return patterns, place.reshape(-1).astype(np.int64), sizes.astype(np.int64)


def _draw(base: Whole, weighting: Weighting, samples: int, seed: int) -> Whole:
    rng = np.random.default_rng(seed)
    drawn = np.zeros((len(base), samples), dtype=np.int64)
    weighs = base > 0
    if not weighs.any():
        return drawn
    if isinstance(weighting, Within):
        factors = rng.uniform(1 - weighting.percent / 100, 1 + weighting.percent / 100, (int(weighs.sum()), samples))
        values = base[weighs][:, None] * factors
    else:
        total = int(base.sum())
        shares = rng.dirichlet(weighting.firmness * base[weighs] / total, samples).T
        values = total * shares
    drawn[weighs] = np.maximum(1, np.rint(values * FINE)).astype(np.int64)
    return drawn


def _one_by_one(
    table: Table, base: Whole, trial: _Trial, own: Whole, sizes: Whole, percent: int
) -> tuple[OneWeight, ...]:
    found = []
    for column, number in enumerate(table.numbers):
        weight = int(base[column])
        if not weight:
            continue
        tried = np.repeat((base * 100)[:, None], 4, axis=1)
        tried[column] = [weight * (100 - percent), weight * (100 + percent), 0, weight * 200]
        lower, higher, without, doubled = (int(n) for n in sizes @ (trial.ranks(tried) != own[:, None]))
        found.append(OneWeight(number, weight, lower, higher, without, doubled))
    return tuple(sorted(found, key=lambda one: -max(one.lower, one.higher, one.without)))
