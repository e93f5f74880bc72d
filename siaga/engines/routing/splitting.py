"""A stop that is larger than every vehicle: visited several times. PyVRP has no split delivery and would call it
infeasible with nothing but a figure of excess load, so whoever owns the stop cuts its load before solving.
"""

from __future__ import annotations

from collections.abc import Sequence


def split_demand(amounts: Sequence[int], capacities: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """Parts of a load (one amount a dimension), each of which fits one of ``capacities``; their sum is the load.

    The fewest parts that the roomiest vehicle allows, as even as whole units permit, so that no part is a stray crumb.
    A load that no number of trips can carry (a dimension without room anywhere) raises ``ValueError``.
    """
    best: int | None = None
    for capacity in capacities:
        trips = 1
        for amount, room in zip(amounts, capacity, strict=True):
            if amount > 0 and room <= 0:
                break
            if amount > 0:
                trips = max(trips, -(-amount // room))
        else:
            best = trips if best is None else min(best, trips)
    if best is None:
        raise ValueError("no vehicle has room for this load")
    return [tuple(amount // best + (part < amount % best) for amount in amounts) for part in range(best)]


def fits(amounts: Sequence[int], capacity: Sequence[int]) -> bool:
    return all(amount <= room for amount, room in zip(amounts, capacity, strict=True))
