"""The plain greedy: again and again the unit that covers the greatest risk still open.

It is the measure that the exact model is held against, and what is given when the model's time runs out.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from siaga.engines.allocation.offers import Offers


def greedily(offers: Offers, start: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Pairs of target and resource, ``start`` included."""
    problem = offers.problem
    chosen = list(start)
    left = [resource.count for resource in problem.resources]
    limits = [limit.count for limit in problem.limits]
    under = {
        kind.id: [index for index, limit in enumerate(problem.limits) if kind.id in limit.kinds]
        for kind in problem.kinds
    }
    taken: set[int] = set()
    open_needs = set(range(len(problem.needs)))
    for target, resource in chosen:
        _take(offers, target, resource, left, limits, under, taken, open_needs)

    def worth(target: int) -> float:
        return offers.risk(open_needs.intersection(offers.targets[target].covers))

    queue = [(-worth(target), target) for target in range(len(offers.targets)) if target not in taken]
    heapq.heapify(queue)
    while queue:
        promised, target = heapq.heappop(queue)
        now = worth(target)
        if now <= 0:
            continue
        if now < -promised:
            heapq.heappush(queue, (-now, target))
            continue
        one = offers.targets[target]
        able = [resource for resource in one.km if left[resource] > 0]
        if not able or any(limits[index] <= 0 for index in under[one.kind]):
            continue
        nearest = min(able, key=lambda resource: (one.km[resource], resource))
        chosen.append((target, nearest))
        _take(offers, target, nearest, left, limits, under, taken, open_needs)
    return chosen


def _take(
    offers: Offers,
    target: int,
    resource: int,
    left: list[int],
    limits: list[int],
    under: dict[str, list[int]],
    taken: set[int],
    open_needs: set[int],
) -> None:
    left[resource] -= 1
    for index in under[offers.targets[target].kind]:
        limits[index] -= 1
    taken.add(target)
    open_needs.difference_update(offers.targets[target].covers)
