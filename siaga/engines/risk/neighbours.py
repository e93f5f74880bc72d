"""Who is whose neighbour among TPS: the nearest so many, or all within a distance. Ties are broken by place in the
list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KM_PER_DEGREE = 111.195

Neighbours = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest ``count`` others."""

    count: int = 8

    def __post_init__(self) -> None:
        if not 1 <= self.count <= 50:
            raise ValueError("1 to 50 neighbours")


@dataclass(frozen=True, slots=True)
class Within:
    """All others within ``km``."""

    km: float

    def __post_init__(self) -> None:
        if not 0 < self.km <= 200:
            raise ValueError("more than 0 and up to 200 km")


def neighbours_of(lat: Sequence[float], lon: Sequence[float], around: Nearest | Within) -> Neighbours:
    """Rows of the neighbours of each TPS, itself never among them, in ascending order."""
    from scipy.spatial import cKDTree

    points = flat(lat, lon)
    tree = cKDTree(points)
    if isinstance(around, Within):
        found = tree.query_ball_point(points, around.km)
        return tuple(tuple(sorted(int(n) for n in others if n != row)) for row, others in enumerate(found))
    count = min(around.count, len(points) - 1)
    if count < 1:
        return tuple(() for _point in points)
    distances, _rows = tree.query(points, k=count + 1)
    # TPS of one compound share a point: take all up to the farthest distance needed, then choose by distance and place
    chosen = []
    for row, reach in enumerate(distances[:, -1]):
        others = np.array([n for n in tree.query_ball_point(points[row], reach * (1 + 1e-9) + 1e-12) if n != row])
        away = np.hypot(*(points[others] - points[row]).T)
        order = np.lexsort((others, np.round(away, 9)))
        chosen.append(tuple(sorted(int(n) for n in others[order[:count]])))
    return tuple(chosen)


def flat(lat: Sequence[float], lon: Sequence[float]) -> NDArray[np.float64]:
    """Kilometres on a plane that fits a regency: east by the cosine of its middle latitude."""
    north = np.asarray(lat, dtype=np.float64)
    east = np.asarray(lon, dtype=np.float64)
    if len(north) != len(east):
        raise ValueError("as many latitudes as longitudes")
    middle = np.cos(np.radians(north.mean())) if len(north) else 1.0
    return np.column_stack([(east - (east.mean() if len(east) else 0)) * KM_PER_DEGREE * middle, north * KM_PER_DEGREE])
