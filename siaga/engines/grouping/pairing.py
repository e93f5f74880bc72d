"""Pairs: a matching with dummy partners for the points that stay alone, over every pair that an optimum may hold.

A pair is left out only where its price above the bound shows that no plan as good as the one at hand can hold it, so
that the matching over the rest is an optimum of the whole.
"""

from __future__ import annotations

import numpy as np

from siaga.engines.grouping.bounding import Prices
from siaga.engines.grouping.problem import Floats, Ints, Task

UNITS = 1_000_000_000  # whole numbers for a km in the matching
EDGES = 3_000_000


def kept(prices: Prices, cost: float) -> tuple[Ints, Ints]:
    """Pairs (two columns) and lone points that a plan of at most this cost may hold, by the prices' reduced costs."""
    task, cuts = prices.task, prices.cuts
    n = len(task)
    bound, taken = prices.prove(prices.worth, prices.dual, tree=False)
    last = float(prices.values[taken].max()) if len(taken) == task.groups else 0.0
    room = cost - bound + min(last, 0.0) + 1e-6 * max(cost, 1.0)
    active = np.flatnonzero(prices.dual > 1e-9).astype(np.int64)
    worth = prices.worth.copy()
    both = np.zeros((n, n))
    for cut in active:
        members, dual = cuts.members[cut], prices.dual[cut]
        if cuts.every[cut] == 0:
            worth[members] += dual
            both[np.ix_(members, members)] -= dual
        elif cuts.every[cut] == 2:
            both[np.ix_(members, members)] -= dual
    alone = np.flatnonzero(-worth <= room)
    excess = task.distance - worth[:, None] - worth[None] - both
    fits = task.together & (task.sizes[:, None] + task.sizes[None] <= task.capacity)
    pairs = np.argwhere(np.triu((excess <= room) & fits, 1))
    return pairs, alone


def nearest_pairs(task: Task, count: int) -> Ints:
    """Each point with so many of its nearest."""
    open_ = np.where(task.together & (task.sizes[:, None] + task.sizes[None] <= task.capacity), task.distance, np.inf)
    np.fill_diagonal(open_, np.inf)
    count = min(count, len(task) - 1)
    near = np.argpartition(open_, count - 1, axis=1)[:, :count]
    left = np.repeat(np.arange(len(task)), count)
    right = near.ravel()
    real = np.isfinite(open_[left, right])
    both = np.sort(np.stack([left[real], right[real]], 1), axis=1)
    return np.unique(both, axis=0)


def matched(task: Task, pairs: Ints, alone: Ints) -> Ints | None:
    """The cheapest plan over these pairs and lone points; None when they allow none."""
    import rustworkx

    n = len(task)
    dummies = 2 * task.groups - n
    if dummies < 0:
        return None
    top = int(np.ceil(float(task.distance[pairs[:, 0], pairs[:, 1]].max()) * UNITS)) + 1 if len(pairs) else 1
    weight = top - np.rint(task.distance[pairs[:, 0], pairs[:, 1]] * UNITS).astype(np.int64)
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n + dummies))
    graph.add_edges_from([(a, b, w) for (a, b), w in zip(pairs.tolist(), weight.tolist(), strict=True)])
    lone = alone.tolist()
    graph.add_edges_from([(point, n + dummy, top) for dummy in range(dummies) for point in lone])
    found = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    if 2 * len(found) != n + dummies:
        return None
    of = np.arange(n, dtype=np.int64)
    for a, b in found:
        if a < n and b < n:
            of[max(a, b)] = min(a, b)
    return of


def cost_of(task: Task, of: Ints) -> float:
    """Cost of a plan of pairs whose number is one of the two."""
    found: Floats = task.distance[np.arange(len(task)), of]
    return float(found.sum())
