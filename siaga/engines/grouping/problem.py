"""What is asked of the grouping engine, and what it answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

EARTH_KM = 6371.0088
SPARE = 1.08  # teams per team that is needed at least, where nobody says how many there are


class CannotGroup(Exception):
    """No grouping keeps the rules, or none was found; ``least`` is the number of groups that is needed for certain."""

    def __init__(self, message: str, remedy: str, least: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.least = least


@dataclass(frozen=True, slots=True)
class Problem:
    """Points to be put into at most ``groups`` groups, each of total size at most ``capacity``.

    distance: what a member costs when another is its group's centre: n × n, symmetric, zero on the diagonal (km, min).
    groups:   None: 8 % more than are needed at least.
    sizes:    None: every point counts one.
    villages: a number for each point; when given, no group crosses from one to another.
    apart:    pairs that may not share a group (n × n, symmetric).
    """  # fmt: skip

    distance: Floats
    capacity: int
    groups: int | None = None
    sizes: Ints | None = None
    villages: Sequence[int] | None = None
    apart: Flags | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Members in ascending order; the centre is one of them."""

    center: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """A plan and what no plan can be below.

    gap:     (cost - lower_bound) / lower_bound; 0 when both are 0, infinite when only the bound is.
    seconds: processor time. proven: no plan is cheaper (the bound meets the cost).
    """

    groups: tuple[Group, ...]
    cost: float
    lower_bound: float
    gap: float
    seconds: float
    proven: bool
    method: str = ""
    limit: int = 0  # how many groups were allowed


@dataclass(frozen=True, slots=True)
class Task:
    """A problem that was looked through: plain arrays, rules in one matrix."""

    distance: Floats
    capacity: int
    groups: int
    sizes: Ints
    together: Flags  # may share a group
    parts: tuple[Ints, ...]  # no group crosses from one part to another
    free: bool  # within a part, only the capacity forbids anything, and every point counts one
    cache: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.distance)


def from_points(
    lat: Sequence[float] | Floats,
    lon: Sequence[float] | Floats,
    capacity: int,
    *,
    groups: int | None = None,
    sizes: Sequence[int] | Ints | None = None,
    villages: Sequence[int] | None = None,
    apart: Flags | None = None,
) -> Problem:
    """The problem over points on the earth: distances in km along the great circle."""
    found = None if sizes is None else np.asarray(sizes, dtype=np.int64)
    return Problem(haversine(lat, lon), capacity, groups, found, villages, apart)


def haversine(lat: Sequence[float] | Floats, lon: Sequence[float] | Floats) -> Floats:
    """Km along the great circle between every two points."""
    phi = np.radians(np.asarray(lat, dtype=np.float64))
    lam = np.radians(np.asarray(lon, dtype=np.float64))
    across = np.sin((lam[:, None] - lam[None]) / 2) ** 2 * np.cos(phi)[:, None] * np.cos(phi)[None]
    half = np.sin((phi[:, None] - phi[None]) / 2) ** 2 + across
    found: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    np.fill_diagonal(found, 0.0)
    return found


def looked_through(problem: Problem) -> Task:
    """Check the problem; ``CannotGroup`` names what makes it impossible for certain."""
    distance = np.ascontiguousarray(problem.distance, dtype=np.float64)
    n = len(distance)
    _check_shape(problem, distance)
    sizes = np.ones(n, np.int64) if problem.sizes is None else np.asarray(problem.sizes, dtype=np.int64)
    large = np.flatnonzero(sizes > problem.capacity)
    if len(large):
        raise CannotGroup(
            f"{len(large)} titik lebih besar daripada kapasitas kelompok {problem.capacity}, "
            f"yang pertama titik ke-{large[0] + 1} ({sizes[large[0]]}).",
            "Perbesar kapasitas kelompok atau pecah titik itu.",
        )
    together = np.ones((n, n), bool)
    if problem.villages is not None:
        village = np.asarray(problem.villages)
        together &= village[:, None] == village[None]
    if problem.apart is not None:
        together &= ~np.asarray(problem.apart, dtype=bool)
    np.fill_diagonal(together, True)
    parts = _parts(together)
    least = max(sum(math.ceil(sizes[part].sum() / problem.capacity) for part in parts), _strangers(together))
    if problem.groups is None:
        groups = max(math.ceil(round(SPARE * int(sizes.sum()) / problem.capacity, 9)), least)
    else:
        groups = problem.groups
        if groups < least:
            raise CannotGroup(
                f"Paling sedikit {least} kelompok diperlukan untuk {n} titik ini, hanya {groups} yang tersedia.",
                f"Sediakan {least - groups} kelompok lagi, atau perbesar kapasitasnya.",
                least,
            )
    free = problem.sizes is None or bool((sizes == 1).all())
    free = free and all(bool(together[np.ix_(part, part)].all()) for part in parts)
    return Task(distance, problem.capacity, min(groups, n), sizes, together, parts, free)


def _check_shape(problem: Problem, distance: Floats) -> None:
    n = len(distance)
    if distance.ndim != 2 or distance.shape != (n, n):
        raise ValueError("distance must be a square matrix")
    if n and (not np.isfinite(distance).all() or distance.min() < 0 or distance.diagonal().any()):
        raise ValueError("distances must be finite, not negative, and zero on the diagonal")
    if n and not np.allclose(distance, distance.T, rtol=1e-9, atol=1e-9):
        raise ValueError("distances must be symmetric")
    if problem.capacity < 1:
        raise ValueError("capacity must be at least 1")
    if problem.groups is not None and problem.groups < 0:
        raise ValueError("groups must not be negative")
    if problem.sizes is not None and (len(problem.sizes) != n or (np.asarray(problem.sizes) < 1).any()):
        raise ValueError("sizes must be one whole number of at least 1 for each point")
    if problem.villages is not None and len(problem.villages) != n:
        raise ValueError("villages must be one number for each point")
    if problem.apart is not None and np.asarray(problem.apart).shape != (n, n):
        raise ValueError("apart must be a matrix like distance")
    if problem.apart is not None and (np.asarray(problem.apart) != np.asarray(problem.apart).T).any():
        raise ValueError("apart must be symmetric")


def _parts(together: Flags) -> tuple[Ints, ...]:
    """Points in pieces between which nothing may be shared, each ascending, by their first point."""
    left = np.ones(len(together), bool)
    found: list[Ints] = []
    for start in range(len(together)):
        if not left[start]:
            continue
        inside = np.zeros(len(together), bool)
        inside[start] = True
        new = inside
        while new.any():
            new = together[new].any(0) & ~inside
            inside = inside | new
        left &= ~inside
        found.append(np.flatnonzero(inside).astype(np.int64))
    return tuple(found)


def _strangers(together: Flags) -> int:
    """How many points we find of which no two may share a group: so many groups are needed."""
    if not len(together) or together.all():
        return min(len(together), 1)
    left = np.ones(len(together), bool)
    friends = together.sum(0)
    count = 0
    while left.any():
        point = int(np.flatnonzero(left)[np.argmin(friends[left])])
        left &= ~together[point]
        count += 1
    return count
