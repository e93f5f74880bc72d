"""Kilometres between points on the globe."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0088


def beyond(lat: float, lon: float) -> bool:
    """No point of the globe (not a number included)."""
    return not (-90 <= lat <= 90 and -180 <= lon <= 180)


def km_between(
    one: Sequence[tuple[float, float]], other: Sequence[tuple[float, float]], detour: float = 1.0
) -> NDArray[np.float64]:
    """Great circle × detour from every (lat, lon) of ``one`` to every one of ``other``."""
    here = np.radians(np.array(one, float).reshape(-1, 2))
    there = np.radians(np.array(other, float).reshape(-1, 2))
    half_lat = np.sin((here[:, None, 0] - there[None, :, 0]) / 2) ** 2
    half_lon = np.sin((here[:, None, 1] - there[None, :, 1]) / 2) ** 2
    chord = half_lat + np.cos(here[:, None, 0]) * np.cos(there[None, :, 0]) * half_lon
    return np.asarray(2 * EARTH_KM * detour * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0))))
