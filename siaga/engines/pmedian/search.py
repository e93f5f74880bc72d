"""The compiled parts put to work on one instance."""

from __future__ import annotations

import math

import numpy as np

from siaga.engines.exact import Budget
from siaga.engines.pmedian.annealing import Clusters, Dice, Points, anneal, settle
from siaga.engines.pmedian.bounding import climb, dual
from siaga.engines.pmedian.instance import Instance

_NEIGHBOURS = 48
_HOT, _COLD = 0.7, 0.008
_CHEAP, _DEAR = 3.0, 600.0
_REPAIR_FROM, _REPAIR_PRICE = 0.5, 4.0
_TRANSFERS = 0.03
_CHUNKS = 300


class Search:
    """best: medians and assignment with the least cost seen within capacity; ``best_cost`` is infinite before one."""

    def __init__(self, instance: Instance, seed: int) -> None:
        self.instance = instance
        x, y, capacity, demand = instance.arrays()
        self.count = len(instance)
        together = math.ceil(self.count / instance.medians)
        self.points = Points(x, y, capacity, demand, nearest(x, y, min(200, max(_NEIGHBOURS, 3 * together))))
        self.around = nearest(x, y, max(_NEIGHBOURS, 4 * together))
        self.dice = Dice(np.array([0x9E3779B97F4A7C15 ^ (seed * 0xBF58476D1CE4E5B9 % 2**64) or 1], np.uint64))
        self.rng = np.random.default_rng(seed)
        fit = int(np.searchsorted(np.cumsum(np.sort(demand)), capacity.max(), side="right"))
        self.slots = min(self.count, 2 * fit + 4)
        self.clusters: Clusters | None = None
        self.best: tuple[tuple[int, ...], tuple[int, ...]] | None = None
        self.best_cost = math.inf
        self.scale = 0.0
        self.moves = 0

    def anneal(self, budget: Budget, until: float, *, repairs: int = 0) -> None:
        """One annealing from hot to cold that ends when the budget has used ``until``.

        repairs: how often what came out was too full before; it then goes on from there, warm, at a higher price.
        """
        points, count = self.points, self.count
        if self.clusters is None or not repairs:
            self.clusters = self._start()
        clusters = self.clusters
        dear = _DEAR * _REPAIR_PRICE**repairs
        first = _REPAIR_FROM if repairs else 0.0
        medians = np.zeros(self.instance.medians, np.int64)
        log = np.zeros((count + points.near.shape[1] + self.slots + 8, 2), np.int64)
        demand = float(points.demand.mean()) or 1.0
        cost, _ = settle(points, clusters, 0.0, medians)
        if not self.scale:
            self.scale = (cost or 1.0) / count
        begun = budget.used
        span = max(until - begun, 1e-3)
        moves = 2000
        share = 0.0
        over = math.inf
        while True:
            cooled = first + (1.0 - first) * share
            heat = self.scale * _HOT * (_COLD / _HOT) ** cooled
            price = self.scale / demand * _CHEAP * (dear / _CHEAP) ** cooled
            settle(points, clusters, price, medians)
            before = budget.used
            anneal(points, clusters, price, heat, moves, _TRANSFERS, self.dice, log)
            self.moves += moves
            taken = max(budget.used - before, 1e-6)
            cost, over = settle(points, clusters, price, medians)
            if over <= 1e-9 and cost < self.best_cost - 1e-9:
                self._keep(clusters, medians, cost)
            if share >= 1.0:
                break
            share = min(1.0, (budget.used - begun) / span)
            moves = int(min(max(moves * (span / _CHUNKS) / taken, 500), moves * 4))
        self.scale = min(self.scale, self.best_cost / count) if self.best_cost < math.inf else self.scale

    def bound(self, budget: Budget, until: float) -> float:
        """A bound that holds for the whole instance: the last look is at every point, not only at near ones."""
        points = self.points
        x, y, capacity, demand = points.x, points.y, points.capacity, points.demand
        count, medians = self.count, self.instance.medians
        most = min(count, self.slots)
        goal = self.best_cost if self.best_cost < math.inf else self.scale * count
        near = self.around
        rank = min(near.shape[1], max(1, round(count / medians))) - 1
        there = near[:, rank] if near.shape[1] else np.zeros(count, np.int64)
        price = np.hypot(x - x[there], y - y[there])
        best_price, direction = price.copy(), np.zeros(count)
        served = np.zeros(count)
        begun, longest = budget.used, 0.0
        for whole, share in ((False, 0.6), (True, 1.0)):
            memory = np.array([-math.inf, 0.3 if whole else 1.0, 0.0])
            price[:] = best_price
            direction[:] = 0.0
            while memory[1] > 1e-3:
                before = budget.used
                climb(x, y, capacity, demand, near, whole, medians, most, goal, 1, price, best_price, memory, direction)
                longest = max(longest, budget.used - before)
                if budget.used + 3 * longest >= begun + share * (until - begun):
                    break
        return max(0.0, float(dual(x, y, capacity, demand, near, True, True, medians, most, best_price, served)))

    def _keep(self, clusters: Clusters, medians: np.ndarray, cost: float) -> None:
        self.best_cost = cost
        self.best = (
            tuple(sorted(int(median) for median in medians)),
            tuple(int(median) for median in medians[clusters.of]),
        )

    def _start(self) -> Clusters:
        """Medians far from each other at random; the largest demands first, each to the nearest median with room."""
        points, count, p = self.points, self.count, self.instance.medians
        x, y, demand = points.x, points.y, points.demand
        clusters = Clusters(
            np.full(count, -1, np.int64),
            np.zeros(count, np.int64),
            np.zeros((p, self.slots), np.int64),
            np.zeros((p, self.slots)),
            np.zeros(p, np.int64),
            np.zeros(p),
            np.zeros(p),
        )
        seeds = [int(self.rng.integers(count))]
        away = np.hypot(x - x[seeds[0]], y - y[seeds[0]])
        away[seeds[0]] = -1.0
        while len(seeds) < p:
            chance = np.maximum(away, 0.0)
            chance[seeds] = 0.0
            total = chance.sum()
            if total > 0:
                seed = int(np.searchsorted(np.cumsum(chance), self.rng.random() * total, side="right"))
                seed = min(seed, count - 1)
            else:
                seed = int(np.flatnonzero(~np.isin(np.arange(count), seeds))[0])
            seeds.append(seed)
            away = np.minimum(away, np.hypot(x - x[seed], y - y[seed]))
        chosen = np.array(seeds)

        def put(point: int, cluster: int) -> None:
            clusters.of[point] = cluster
            clusters.slot[point] = clusters.size[cluster]
            clusters.member[cluster, clusters.size[cluster]] = point
            clusters.size[cluster] += 1
            clusters.load[cluster] += demand[point]

        for cluster, seed in enumerate(seeds):
            put(seed, cluster)
        for point in np.argsort(-demand, kind="stable"):
            if clusters.of[point] >= 0:
                continue
            far = np.hypot(x[chosen] - x[point], y[chosen] - y[point])
            room = (clusters.load + demand[point] <= points.capacity[chosen]) & (clusters.size < self.slots)
            if not room.any():
                room = clusters.size < self.slots
                far = clusters.load
            put(int(point), int(np.flatnonzero(room)[far[room].argmin()]))
        return clusters


def compile_all() -> None:
    """The compiled parts made, or loaded where they were kept, before the time of an instance is planned."""
    line = tuple(float(at) for at in range(6))
    search = Search(Instance(line, line, (4.0,) * 6, (1.0,) * 6, 2), 1)
    nothing = Budget(0.0)
    search.anneal(nothing, 0.0)
    search.bound(nothing, 0.0)


def nearest(x: np.ndarray, y: np.ndarray, neighbours: int) -> np.ndarray:
    """Of each point, its nearest others in order of distance."""
    from scipy.spatial import KDTree

    breadth = min(neighbours, len(x) - 1)
    _, found = KDTree(np.column_stack((x, y))).query(np.column_stack((x, y)), k=breadth + 1)
    found = np.asarray(found, np.int64).reshape(len(x), breadth + 1)
    own = found == np.arange(len(x))[:, None]
    own[~own.any(axis=1), -1] = True  # at one place with more points than neighbours: itself is not among them
    return np.ascontiguousarray(found[~own].reshape(len(x), breadth))
