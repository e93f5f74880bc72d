"""How often chance alone brings what was seen around a TPS: conditional permutation, with ties counted on both sides.

Scores of TPS are coarse and repeat a lot (many are 0). PySAL's own pseudo p counts an equal sum as extreme on the
upper side only, and in floating point not even surely; on such values it finds quiet clusters that are not there.
Here an equal sum counts as extreme on either side, within a tolerance, which can only make p larger.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siaga.engines.risk.neighbours import Neighbours

EFFORT = 1_000_000_000
"""Values looked up at most; many neighbours of many TPS are shuffled less often, but never below ``FEWEST``."""
FEWEST = 999
CELLS = 3_000_000
"""Random numbers held at once."""


def affordable(around: Neighbours, asked: int) -> int:
    """How many shuffles are made where so many were asked for."""
    links = sum(len(others) for others in around) or 1
    return min(asked, max(FEWEST, EFFORT // links))


def shuffled_p(numbers: NDArray[np.float64], around: Neighbours, permutations: int, seed: int) -> NDArray[np.float64]:
    """Per TPS the two-sided chance of a sum of neighbours as extreme, its own value staying in place; 1 without
    any."""
    count = len(numbers)
    sizes = [len(others) for others in around]
    widest = max(sizes, default=0)
    own = np.array([numbers[list(others)].sum() for others in around])
    slack = 1e-9 * max(1.0, float(np.abs(numbers).max(initial=0.0)) * max(1, widest))
    above = np.zeros(count, dtype=np.int64)
    below = np.zeros(count, dtype=np.int64)
    rng = np.random.default_rng(seed)
    step = max(1, CELLS // max(1, count))
    for start in range(0, permutations if widest else 0, step):
        drawn = _drawn(rng, min(step, permutations - start), count - 1, widest)
        for row, size in enumerate(sizes):
            if size:
                sums = np.delete(numbers, row)[drawn[:, :size]].sum(axis=1)
                above[row] += int((sums >= own[row] - slack).sum())
                below[row] += int((sums <= own[row] + slack).sum())
    p: NDArray[np.float64] = np.minimum(1.0, 2 * (np.minimum(above, below) + 1) / (permutations + 1))
    p[[row for row, size in enumerate(sizes) if not size]] = 1.0
    return p


def _drawn(rng: np.random.Generator, rows: int, pool: int, wanted: int) -> NDArray[np.int64]:
    """Each row: so many different places of the pool, in random order."""
    lots = rng.random((rows, pool))
    if wanted >= pool:
        return np.argsort(lots, axis=1).astype(np.int64)
    chosen = np.argpartition(lots, wanted, axis=1)[:, :wanted].astype(np.int64)
    return rng.permuted(chosen, axis=1)
