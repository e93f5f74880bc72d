"""Groups that keep every rule, as few as a sweep finds: a first plan, and a number of groups that suffices."""

from __future__ import annotations

import time

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def packed(distance: Floats, capacity: int, apart: Flags) -> list[list[int]]:
    """Groups of at most ``capacity`` of which no two members are apart.

    Each starts at the point with the fewest others left that it may be with (the farthest from all, of equals), and
    takes its nearest ones.
    """
    left = np.ones(len(distance), bool)
    may = ~apart
    remoteness = distance.sum(axis=1)
    groups: list[list[int]] = []
    while left.any():
        alive = np.flatnonzero(left)
        friends = may[np.ix_(alive, alive)].sum(axis=1)
        seed = int(alive[np.lexsort((alive, -remoteness[alive], friends))[0]])
        group, open_to = [seed], left & may[seed]
        open_to[seed] = False
        while len(group) < capacity and open_to.any():
            candidates = np.flatnonzero(open_to)
            taken = int(candidates[np.argmin(distance[np.ix_(candidates, np.array(group))].sum(axis=1))])
            group.append(taken)
            open_to &= may[taken]
            open_to[taken] = False
        left[group] = False
        groups.append(sorted(group))
    return groups


def spread(groups: list[list[int]], wanted: int, distance: Floats) -> list[list[int]]:
    """More groups: the widest one gives away what is farthest from its centre, until there are ``wanted``."""
    found = [list(group) for group in groups]
    while len(found) < wanted and any(len(group) > 1 for group in found):
        widest = max(range(len(found)), key=lambda n: (_km(found[n], distance), len(found[n]), -n))
        group = found[widest]
        inside = distance[np.ix_(group, group)]
        away = group[int(np.argmax(inside[int(np.argmin(inside.sum(axis=1)))]))]
        if len(group) > 1 and not inside.any():
            away = group[-1]
        part = [p for p in group if distance[away, p] < inside[int(np.argmin(inside.sum(axis=1))), group.index(p)]]
        part = part or [away]
        if len(part) == len(group):
            part = [away]
        found[widest] = [p for p in group if p not in part]
        found.append(sorted(part))
    return found


def tightened(groups: list[list[int]], room: int, distance: Floats, apart: Flags, seconds: float) -> list[list[int]]:
    """Points change groups, or places with one of another group, as long as that shortens the way and time is left."""
    found = [list(group) for group in groups]
    cost = [_km(group, distance) for group in found]
    stop_at = time.process_time() + seconds
    improved = True
    while improved and time.process_time() < stop_at:
        improved = False
        for point in range(len(distance)):
            at = next(n for n, group in enumerate(found) if point in group)
            rest = [p for p in found[at] if p != point]
            order = sorted(range(len(found)), key=lambda n: float(distance[point, found[n]].min()))
            for to in [n for n in order if n != at][:NEAR]:
                for leaver in ([None] if rest and len(found[to]) < room else []) + list(found[to]):
                    one = rest if leaver is None else [*rest, leaver]
                    other = [p for p in found[to] if p != leaver] + [point]
                    if _clash(one[-1], one, apart) or _clash(point, other, apart):
                        continue
                    costs = _km(one, distance), _km(other, distance)
                    if sum(costs) < cost[at] + cost[to] - 1e-9:
                        found[at], found[to] = one, other
                        cost[at], cost[to] = costs
                        improved = True
                        break
                else:
                    continue
                break
    return [sorted(group) for group in found]


NEAR = 6
"""Nearest groups that a point looks at."""


def _clash(point: int, group: list[int], apart: Flags) -> bool:
    return bool(apart[point, group].any())


def center_of(group: list[int], distance: Floats) -> int:
    inside = distance[np.ix_(group, group)]
    return group[int(np.argmin(inside.sum(axis=0)))]


def _km(group: list[int], distance: Floats) -> float:
    return float(distance[np.ix_(group, group)].sum(axis=0).min())
