"""Weights from pairwise judgements: the principal eigenvector, and how consistent the judgements are.

After T. L. Saaty, "A scaling method for priorities in hierarchical structures", Journal of Mathematical Psychology 15
(1977) 234-281, and "How to make a decision: the analytic hierarchy process", European Journal of Operational Research
48 (1990) 9-26.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""The mean consistency index of random reciprocal matrices of 1, 2, 3 … rows (Saaty 1980, as used in the paper of
1990)."""

MOST = len(RANDOM_INDEX)
ACCEPTABLE = 0.10
"""Judgements whose consistency ratio is above it should be looked at again (Saaty)."""

SCALE = tuple(Fraction(1, n) for n in range(9, 1, -1)) + tuple(Fraction(n) for n in range(1, 10))
"""What a judgement may say: from 1/9 (the other matters extremely more) through 1 to 9."""

Judgements = Mapping[tuple[int, int], Fraction]
"""(i, j) with i < j: how many times more i matters than j. A pair that is left out counts as equal (1)."""


class BadMatrix(ValueError):
    """No reciprocal matrix of positive judgements, or of too many things."""


@dataclass(frozen=True, slots=True)
class Worst:
    """The judgement that fits the others least: ``first`` against ``second``, what was said, what the rest implies
    (``implied``), and the nearest word of the scale to it (``better``)."""

    first: int
    second: int
    said: Fraction
    implied: float
    better: Fraction


@dataclass(frozen=True, slots=True)
class Priorities:
    """shares: of the whole, they sum to 1. index, ratio: the consistency index and ratio. worst: None where all
    fits."""

    shares: tuple[float, ...]
    eigenvalue: float
    index: float
    ratio: float
    worst: Worst | None

    @property
    def acceptable(self) -> bool:
        return self.ratio <= ACCEPTABLE


def matrix_of(size: int, judgements: Judgements) -> tuple[tuple[Fraction, ...], ...]:
    """The whole reciprocal matrix."""
    rows = [[Fraction(1)] * size for _row in range(size)]
    for (first, second), said in judgements.items():
        if not (0 <= first < second < size and said > 0):
            raise BadMatrix(f"judgement {first}, {second}: {said}")
        rows[first][second] = said
        rows[second][first] = 1 / said
    return tuple(tuple(row) for row in rows)


def priorities(matrix: Sequence[Sequence[Fraction]]) -> Priorities:
    """Weights and consistency of a reciprocal matrix."""
    size = len(matrix)
    if not 1 <= size <= MOST or any(len(row) != size for row in matrix):
        raise BadMatrix(f"{size} things; 1 to {MOST} can be compared")
    if any(matrix[i][j] <= 0 or matrix[i][j] * matrix[j][i] != 1 for i in range(size) for j in range(size)):
        raise BadMatrix("not reciprocal")
    numbers = np.array([[float(one) for one in row] for row in matrix])
    values, vectors = np.linalg.eig(numbers)
    top = int(values.real.argmax())
    eigenvalue = float(values[top].real)
    vector = np.abs(vectors[:, top].real)
    shares = vector / vector.sum()
    index = max(0.0, (eigenvalue - size) / (size - 1)) if size > 1 else 0.0
    ratio = index / RANDOM_INDEX[size - 1] if size > 2 else 0.0
    return Priorities(
        tuple(float(share) for share in shares),
        eigenvalue,
        index,
        ratio,
        _worst(matrix, shares) if ratio > 1e-9 else None,
    )


def _worst(matrix: Sequence[Sequence[Fraction]], shares: np.ndarray) -> Worst:
    def strain(pair: tuple[int, int]) -> float:
        first, second = pair
        return abs(float(np.log(float(matrix[first][second]) * shares[second] / shares[first])))

    first, second = max(combinations(range(len(matrix)), 2), key=strain)
    implied = float(shares[first] / shares[second])
    better = min(SCALE, key=lambda word: abs(float(np.log(float(word) / implied))))
    return Worst(first, second, matrix[first][second], implied, better)


def whole_weights(
    variables: Priorities, indicators: Sequence[Sequence[str]], within: Mapping[int, Priorities], total: int = 1000
) -> dict[str, int]:
    """Whole weights of indicators that sum to ``total``: the share of a variable, divided among its indicators.

    indicators: numbers of the indicators of each variable, in the order of ``variables``. within: priorities inside a
    variable, by its place; equal shares where there are none. Largest remainders, so that no rounding is lost.
    """
    exact: dict[str, float] = {}
    for place, (share, numbers) in enumerate(zip(variables.shares, indicators, strict=True)):
        inside = within[place].shares if place in within else tuple(1 / len(numbers) for _number in numbers)
        for number, part in zip(numbers, inside, strict=True):
            exact[number] = total * share * part
    weights = {number: int(value) for number, value in exact.items()}
    left = total - sum(weights.values())
    for number in sorted(exact, key=lambda one: (weights[one] - exact[one], one))[:left]:
        weights[number] += 1
    return weights
