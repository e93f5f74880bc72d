"""Where risk clusters more than chance would have it: local Getis-Ord Gi* and local Moran, by PySAL.

Every TPS is asked separately, so thousands of questions are put at once; without a correction one in twenty of them
would be answered yes by chance alone. p values come from shuffling the values over the places (``shuffling``), from
one seed, so that they can be had again. They are two-sided.

References: J. K. Ord and A. Getis, Geographical Analysis 27 (1995) 286-306; L. Anselin, Geographical Analysis 27
(1995) 93-115; Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289-300.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from siaga.engines.risk.neighbours import Nearest, Neighbours, Within, neighbours_of
from siaga.engines.risk.shuffling import affordable, shuffled_p

Floats: TypeAlias = NDArray[np.float64]

FEWEST = 10
"""Fewer TPS with a score cannot be told apart from chance."""


class Statistic(StrEnum):
    GI_STAR = "gi-star"
    MORAN = "moran"


class Correction(StrEnum):
    FDR = "fdr"
    BONFERRONI = "bonferroni"
    NONE = "tanpa"


class Spot(StrEnum):
    """PANAS: high among high. DINGIN: low among low. MENONJOL: high among low; TENGGELAM: low among high (Moran only).
    BIASA: no more than chance."""

    PANAS = "panas"
    DINGIN = "dingin"
    MENONJOL = "menonjol"
    TENGGELAM = "tenggelam"
    BIASA = "biasa"


@dataclass(frozen=True, slots=True)
class Question:
    """seed: of the shuffling. alpha: the share of false alarms that is accepted."""

    statistic: Statistic = Statistic.GI_STAR
    around: Nearest | Within = field(default_factory=Nearest)
    permutations: int = 9999
    seed: int = 1
    alpha: float = 0.05
    correction: Correction = Correction.FDR

    def __post_init__(self) -> None:
        if self.permutations < 99 or not 0 < self.alpha < 1 or not 0 <= self.seed < 2**31:
            raise ValueError("at least 99 permutations, 0 < alpha < 1, a seed of 31 bits")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Neighbouring TPS (rows) that are the same kind of spot; mean: of their values."""

    spot: Spot
    members: tuple[int, ...]
    mean: float
    smallest_p: float


@dataclass(frozen=True, slots=True)
class HotSpots:
    """Per TPS: the statistic (Gi* as its standard score, Moran as it is), its p value, the p value after correction,
    and what spot it is. permutations: those made. reachable: whether so few can give any p value that survives the
    correction. alone: TPS without a neighbour."""

    question: Question
    permutations: int
    z: Floats
    p: Floats
    adjusted: Floats
    spots: tuple[Spot, ...]
    clusters: tuple[Cluster, ...]
    reachable: bool
    alone: tuple[int, ...]

    @property
    def found(self) -> int:
        return sum(spot is not Spot.BIASA for spot in self.spots)


class TooFew(ValueError):
    """Too few TPS, or all of one value: nothing can cluster."""


def hot_spots(lat: Sequence[float], lon: Sequence[float], values: Sequence[float], question: Question) -> HotSpots:
    """values: one per TPS, known for all of them (leave out those that are not)."""
    numbers = np.asarray(values, dtype=np.float64)
    if len(numbers) < FEWEST or np.ptp(numbers) == 0:
        raise TooFew(str(len(numbers)))
    around = neighbours_of(lat, lon, question.around)
    z, local = _asked(numbers, around, question.statistic)
    permutations = affordable(around, question.permutations)
    p = shuffled_p(numbers, around, permutations, question.seed)
    if question.statistic is Statistic.MORAN:
        p[numbers == numbers.mean()] = 1.0  # such a TPS has I = 0 whatever lies around it
    alone = tuple(row for row, others in enumerate(around) if not others)
    adjusted = adjust(p, question.correction)
    spots = tuple(
        _spot(question.statistic, z[row], local[row]) if adjusted[row] <= question.alpha else Spot.BIASA
        for row in range(len(numbers))
    )
    smallest = 2 / (permutations + 1)
    needed = question.alpha / len(numbers) if question.correction is Correction.BONFERRONI else question.alpha
    clusters = _clusters(spots, around, numbers, p)
    return HotSpots(question, permutations, z, p, adjusted, spots, clusters, smallest <= needed, alone)


def adjust(p: Floats, correction: Correction) -> Floats:
    """p values of many questions, so that ``adjusted <= alpha`` holds the chosen kind of error to alpha."""
    count = len(p)
    if correction is Correction.NONE or not count:
        return p.copy()
    if correction is Correction.BONFERRONI:
        bounded: Floats = np.minimum(1.0, p * count)
        return bounded
    order = np.argsort(p, kind="stable")
    stepped = p[order] * count / np.arange(1, count + 1)
    stepped = np.minimum.accumulate(stepped[::-1])[::-1]
    adjusted = np.empty(count)
    adjusted[order] = np.minimum(1.0, stepped)
    return adjusted


def _asked(numbers: Floats, around: Neighbours, statistic: Statistic) -> tuple[Floats, Floats]:
    """(the statistic, its side or Moran's quadrant) of each TPS. PySAL takes seconds to load: only here."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from esda.getisord import G_Local
        from esda.moran import Moran_Local
        from libpysal.weights import W

        weights = W({row: list(others) for row, others in enumerate(around)}, silence_warnings=True)
        if statistic is Statistic.GI_STAR:
            found = G_Local(numbers, weights, transform="B", star=True, permutations=0)
            z = np.nan_to_num(np.asarray(found.Zs, dtype=np.float64))
            return z, np.sign(z)
        found = Moran_Local(numbers, weights, transformation="r", permutations=0)
        return np.nan_to_num(np.asarray(found.Is, dtype=np.float64)), np.asarray(found.q, dtype=np.float64)


def _spot(statistic: Statistic, z: float, local: float) -> Spot:
    if statistic is Statistic.GI_STAR:
        return Spot.PANAS if z > 0 else Spot.DINGIN
    return {1: Spot.PANAS, 2: Spot.TENGGELAM, 3: Spot.DINGIN, 4: Spot.MENONJOL}[int(local)]


def _clusters(spots: Sequence[Spot], around: Neighbours, numbers: Floats, p: Floats) -> tuple[Cluster, ...]:
    """TPS of one kind that are neighbours of each other, directly or through others; the largest first."""
    linked: list[set[int]] = [set() for _spot in spots]
    for row, others in enumerate(around):
        for other in others:
            if spots[row] is spots[other] and spots[row] is not Spot.BIASA:
                linked[row].add(other)
                linked[other].add(row)
    seen: set[int] = set()
    found = []
    for start, spot in enumerate(spots):
        if spot is Spot.BIASA or start in seen:
            continue
        seen.add(start)
        members, waiting = [start], [start]
        while waiting:
            for other in linked[waiting.pop()] - seen:
                seen.add(other)
                members.append(other)
                waiting.append(other)
        rows = tuple(sorted(members))
        found.append(Cluster(spot, rows, float(numbers[list(rows)].mean()), float(p[list(rows)].min())))
    return tuple(sorted(found, key=lambda one: (-len(one.members), one.members)))
