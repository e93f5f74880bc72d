"""A valid lower bound: Lagrangian relaxation of "every point has one median", compiled.

Each point pays its price to be served. A median then takes, within its capacity, the points whose price exceeds their
distance (a knapsack); the p medians that earn most are opened. The sum of the prices minus what they earn is below
every solution, whatever the prices are. They are moved along the subgradient, first with knapsacks that may cut a
point in two (quick), then with whole points (the tighter bound).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from siaga.engines.grouping.compiling import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_NODES = 300


@compiled
def _falling(key: Floats, order: Ints, count: int) -> None:
    """order: the indices of the first ``count`` keys from the largest on (a shell sort: most lists are short)."""
    for index in range(count):
        order[index] = index
    gap = 1
    while gap < count // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for index in range(gap, count):
            moved = order[index]
            at = index
            while at >= gap and key[order[at - gap]] < key[moved]:
                order[at] = order[at - gap]
                at -= gap
            order[at] = moved
        gap //= 3


@compiled
def _cut(worth: Floats, weight: Floats, count: int, first: int, room: float) -> float:
    """The best worth from item ``first`` on when one item may be cut; items in falling worth for weight."""
    value = 0.0
    for item in range(first, count):
        if weight[item] <= room:
            room -= weight[item]
            value += worth[item]
        else:
            return float(value + worth[item] * room / weight[item])
    return value


@compiled
def _whole(worth: Floats, weight: Floats, count: int, room: float, best: NDArray[np.bool_]) -> float:
    """The best worth of whole items (branch and bound in order); an upper bound where that takes too long."""
    chosen = np.zeros(count, np.bool_)
    top = -1.0
    value = 0.0
    left = room
    item = 0
    for _ in range(_NODES):
        while item < count:
            if weight[item] <= left:
                chosen[item] = True
                left -= weight[item]
                value += worth[item]
                item += 1
            else:
                if value + _cut(worth, weight, count, item, left) <= top + 1e-9:
                    break
                chosen[item] = False
                item += 1
        if item == count and value > top:
            top = value
            best[:count] = chosen[:count]
        back = item - 1
        while back >= 0:
            if chosen[back]:
                chosen[back] = False
                left += weight[back]
                value -= worth[back]
                if value + _cut(worth, weight, count, back + 1, left) > top + 1e-9:
                    break
            back -= 1
        if back < 0:
            return top
        item = back + 1
    return _cut(worth, weight, count, 0, room)


@compiled
def dual(
    x: Floats,
    y: Floats,
    capacity: Floats,
    demand: Floats,
    near: Ints,
    complete: bool,
    whole: bool,
    medians: int,
    most: int,
    price: Floats,
    served: Floats,
) -> float:
    """The bound at these prices. served: how much of each point the opened medians take. most: points a median takes.

    near: candidates of each median in order of distance; complete: look at every point instead. Only then (or where no
    point outside the candidates is worth its way) the value is a bound.
    """
    count = x.shape[0]
    breadth = near.shape[1]
    earned = np.zeros(count)
    taken_by = np.zeros(count, np.int64)
    items = np.empty((count, most), np.int64)
    parts = np.empty((count, most))
    gain_of = np.zeros(count)
    weight_of = np.zeros(count)
    worth = np.zeros(count)
    weight = np.zeros(count)
    key = np.zeros(count)
    order = np.zeros(count, np.int64)
    which = np.zeros(count, np.int64)
    best = np.zeros(count, np.bool_)
    for median in range(count):
        found = 0
        for rank in range(count if complete else breadth + 1):
            point = rank if complete else (median if rank == 0 else near[median, rank - 1])
            away = np.sqrt((x[point] - x[median]) ** 2 + (y[point] - y[median]) ** 2)
            gain = price[point] - away
            if gain > 0.0:
                gain_of[found] = gain
                weight_of[found] = demand[point]
                which[found] = point
                found += 1
        if found == 0:
            continue
        for item in range(found):
            key[item] = gain_of[item] / max(weight_of[item], 1e-12)
        _falling(key, order, found)
        for item in range(found):
            worth[item] = gain_of[order[item]]
            weight[item] = weight_of[order[item]]
        room = capacity[median]
        kept = 0
        if whole:
            earned[median] = _whole(worth, weight, found, room, best)
            for item in range(found):
                if best[item] and kept < items.shape[1]:
                    items[median, kept] = which[order[item]]
                    parts[median, kept] = 1.0
                    kept += 1
        else:
            for item in range(found):
                part = 1.0 if weight[item] <= room else room / weight[item]
                earned[median] += part * worth[item]
                room -= part * weight[item]
                if kept < items.shape[1]:
                    items[median, kept] = which[order[item]]
                    parts[median, kept] = part
                    kept += 1
                if part < 1.0:
                    break
        taken_by[median] = kept
    bound = float(price.sum())
    served[:] = 0.0
    _falling(earned, order, count)
    for rank in range(medians):
        median = order[rank]
        bound -= earned[median]
        for item in range(taken_by[median]):
            served[items[median, item]] += parts[median, item]
    return float(bound)


@compiled
def climb(
    x: Floats,
    y: Floats,
    capacity: Floats,
    demand: Floats,
    near: Ints,
    whole: bool,
    medians: int,
    most: int,
    goal: float,
    steps: int,
    price: Floats,
    best_price: Floats,
    memory: Floats,
    direction: Floats,
) -> float:
    """``steps`` along the subgradient. memory: best value, step factor, steps without gain; kept between calls."""
    served = np.zeros(x.shape[0])
    for _ in range(steps):
        value = dual(x, y, capacity, demand, near, False, whole, medians, most, price, served)
        if value > memory[0] + 1e-9:
            if value > memory[0] + 1e-5 * abs(goal):
                memory[2] = 0.0
            memory[0] = value
            best_price[:] = price
        memory[2] += 1.0
        if memory[2] > 20.0:
            memory[1] *= 0.6
            memory[2] = 0.0
            price[:] = best_price
            direction[:] = 0.0
            continue
        direction[:] = 0.6 * direction + (1.0 - served)
        norm = (direction * direction).sum()
        if norm < 1e-12:
            break
        price += memory[1] * max(goal - value, 1e-6 * abs(goal)) / norm * direction
    return float(memory[0])
