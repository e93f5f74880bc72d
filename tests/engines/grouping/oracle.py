"""Slow and plain answers, and a checker, that share no code with the engine."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


def cost_of(distance: np.ndarray, members: tuple[int, ...]) -> float:
    return min(sum(float(distance[center, member]) for member in members) for center in members)


def allowed(members: tuple[int, ...], problem) -> bool:  # type: ignore[no-untyped-def]
    sizes = [1 if problem.sizes is None else int(problem.sizes[m]) for m in members]
    if sum(sizes) > problem.capacity:
        return False
    if problem.villages is not None and len({problem.villages[m] for m in members}) > 1:
        return False
    return problem.apart is None or not any(problem.apart[a][b] for a in members for b in members if a < b)


def partitions(n: int, at_most: int) -> Iterator[list[list[int]]]:
    def grow(point: int, groups: list[list[int]]) -> Iterator[list[list[int]]]:
        if point == n:
            yield groups
            return
        for members in groups:
            members.append(point)
            yield from grow(point + 1, groups)
            members.pop()
        if len(groups) < at_most:
            groups.append([point])
            yield from grow(point + 1, groups)
            groups.pop()

    return grow(0, [])


def cheapest(problem, groups: int) -> float | None:  # type: ignore[no-untyped-def]
    """The cost of the best plan by trying all of them; None when there is none."""
    best: float | None = None
    for plan in partitions(len(problem.distance), groups):
        if all(allowed(tuple(members), problem) for members in plan):
            cost = sum(cost_of(problem.distance, tuple(members)) for members in plan)
            best = cost if best is None else min(best, cost)
    return best


def broken(problem, found) -> list[str]:  # type: ignore[no-untyped-def]
    """What the plan breaks or tells wrongly."""
    wrong = []
    seen = sorted(member for group in found.groups for member in group.members)
    if seen != list(range(len(problem.distance))):
        wrong.append("not every point in exactly one group")
    if problem.groups is not None and len(found.groups) > problem.groups:
        wrong.append("too many groups")
    for group in found.groups:
        if group.center not in group.members:
            wrong.append("a centre outside of its group")
        if not allowed(group.members, problem):
            wrong.append(f"{group.members} is forbidden")
    told = sum(float(problem.distance[group.center, member]) for group in found.groups for member in group.members)
    if abs(told - found.cost) > 1e-6 * max(1.0, told):
        wrong.append("the cost is not the cost")
    if found.lower_bound > found.cost + 1e-9:
        wrong.append("the bound is above the cost")
    return wrong
