"""Stations of an invented regency of 60 × 40 km: in villages, three in ten in a compound with another of theirs."""

from __future__ import annotations

import numpy as np

KM = 111.195  # of a degree of latitude
SOUTH, WEST = -3.4, 101.2


def regency(n: int, seed: int, spread: float = 0.8) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Latitude, longitude and village of each; ``spread``: km (standard deviation) around the village's centre."""
    dice = np.random.default_rng(seed)
    villages = max(1, round(n / 6.67))
    centres = dice.uniform([0, 0], [60, 40], (villages, 2))
    sizes = dice.multinomial(n - villages, np.full(villages, 1 / villages)) + 1
    village = np.repeat(np.arange(villages), sizes)
    at = centres[village] + dice.normal(0, spread, (n, 2))
    for station in range(n):
        if dice.random() < 0.3:
            others = np.flatnonzero((village == village[station]) & (np.arange(n) != station))
            if len(others):
                at[station] = at[dice.choice(others)]
    lat = SOUTH + at[:, 1] / KM
    return lat, WEST + at[:, 0] / (KM * np.cos(np.radians(SOUTH + 20 / KM))), village
