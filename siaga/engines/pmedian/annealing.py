"""Simulated annealing over clusters, compiled.

A cluster's cost is that of its best median: the smallest sum of distances from one of its points, plus a price for load
above that point's capacity. Every cluster keeps, for each of its points, the sum of distances to the others, so that
what a change of one point costs (with the median chosen anew) takes one look at each point of the two clusters.

Changes: a point goes to a near cluster; two points change clusters; a point pushes another on into a third cluster;
a cluster is given up, its points go to neighbours, and its median opens elsewhere around a point that is badly off.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from siaga.engines.grouping.compiling import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Points(NamedTuple):
    """What never changes. near: of each point, its neighbours from the nearest on."""

    x: Floats
    y: Floats
    capacity: Floats
    demand: Floats
    near: Ints


class Clusters(NamedTuple):
    """member[c, s]: the point in slot s of cluster c; total[c, s]: its sum of distances to the cluster's points."""

    of: Ints
    slot: Ints
    member: Ints
    total: Floats
    size: Ints
    load: Floats
    cost: Floats


class Dice(NamedTuple):
    state: NDArray[np.uint64]


_FAR = 1e300


@compiled
def _random(dice: Dice) -> float:
    word = dice.state[0]
    word ^= word << np.uint64(13)
    word ^= word >> np.uint64(7)
    word ^= word << np.uint64(17)
    dice.state[0] = word
    return float(word >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def _distance(points: Points, one: int, other: int) -> float:
    return float(np.sqrt((points.x[one] - points.x[other]) ** 2 + (points.y[one] - points.y[other]) ** 2))


@compiled
def _changed(points: Points, clusters: Clusters, price: float, cluster: int, leaving: int, coming: int) -> float:
    """The cluster's cost without the point ``leaving`` and with the point ``coming`` (-1: none)."""
    load = clusters.load[cluster]
    if leaving >= 0:
        load -= points.demand[leaving]
    if coming >= 0:
        load += points.demand[coming]
    best = _FAR
    own = 0.0
    empty = True
    for slot in range(clusters.size[cluster]):
        point = clusters.member[cluster, slot]
        if point == leaving:
            continue
        empty = False
        value = clusters.total[cluster, slot]
        if leaving >= 0:
            value -= _distance(points, point, leaving)
        if coming >= 0:
            away = _distance(points, point, coming)
            value += away
            own += away
        over = load - points.capacity[point]
        if over > 0.0:
            value += price * over
        if value < best:
            best = value
    if coming >= 0:
        over = load - points.capacity[coming]
        if over > 0.0:
            own += price * over
        if own < best:
            best = own
    elif empty:
        return 0.0
    return best


@compiled
def _leave(points: Points, clusters: Clusters, point: int) -> None:
    cluster = clusters.of[point]
    last = clusters.size[cluster] - 1
    gone = clusters.slot[point]
    moved = clusters.member[cluster, last]
    clusters.member[cluster, gone] = moved
    clusters.total[cluster, gone] = clusters.total[cluster, last]
    clusters.slot[moved] = gone
    clusters.size[cluster] = last
    clusters.load[cluster] -= points.demand[point]
    for slot in range(last):
        clusters.total[cluster, slot] -= _distance(points, clusters.member[cluster, slot], point)
    clusters.of[point] = -1


@compiled
def _enter(points: Points, clusters: Clusters, point: int, cluster: int) -> None:
    count = clusters.size[cluster]
    own = 0.0
    for slot in range(count):
        away = _distance(points, clusters.member[cluster, slot], point)
        clusters.total[cluster, slot] += away
        own += away
    clusters.member[cluster, count] = point
    clusters.total[cluster, count] = own
    clusters.slot[point] = count
    clusters.of[point] = cluster
    clusters.size[cluster] = count + 1
    clusters.load[cluster] += points.demand[point]


@compiled
def _neighbour(points: Points, dice: Dice, point: int) -> int:
    """A neighbour of a point, the nearer the likelier."""
    draw = _random(dice)
    return int(points.near[point, int(draw * draw * points.near.shape[1])])


@compiled
def _transfer(points: Points, clusters: Clusters, price: float, heat: float, dice: Dice, log: Ints) -> float:
    """Give a cluster up and open one elsewhere; the change in cost, or 0 where it is taken back."""
    count = clusters.of.shape[0]
    slots = clusters.member.shape[1]
    opened = clusters.of[int(_random(dice) * count)]
    other = clusters.of[int(_random(dice) * count)]
    if clusters.cost[other] < clusters.cost[opened]:
        opened = other
    seed = -1
    worst = -1.0
    for _ in range(4):
        point = int(_random(dice) * count)
        home = clusters.of[point]
        if home == opened or clusters.size[home] < 2:
            continue
        gain = clusters.cost[home] - _changed(points, clusters, price, home, point, -1)
        if gain > worst:
            worst = gain
            seed = point
    if seed < 0:
        return 0.0
    change = -clusters.cost[opened]
    done = 0
    while clusters.size[opened] > 0:
        point = clusters.member[opened, clusters.size[opened] - 1]
        best = _FAR
        into = -1
        for rank in range(min(24, points.near.shape[1])):
            cluster = clusters.of[points.near[point, rank]]
            if cluster in (opened, into) or clusters.size[cluster] >= slots:
                continue
            more = _changed(points, clusters, price, cluster, -1, point) - clusters.cost[cluster]
            if more < best:
                best = more
                into = cluster
        if into < 0:
            break
        _leave(points, clusters, point)
        _enter(points, clusters, point, into)
        clusters.cost[into] += best
        log[done, 0] = point
        log[done, 1] = opened
        done += 1
        change += best
    if clusters.size[opened] == 0:
        home = clusters.of[seed]
        without = _changed(points, clusters, price, home, seed, -1)
        change += without - clusters.cost[home]
        clusters.cost[home] = without
        log[done, 0] = seed
        log[done, 1] = home
        done += 1
        _leave(points, clusters, seed)
        _enter(points, clusters, seed, opened)
        alone = points.demand[seed] - points.capacity[seed]
        clusters.cost[opened] = price * alone if alone > 0.0 else 0.0
        change += clusters.cost[opened]
        for rank in range(points.near.shape[1]):
            point = points.near[seed, rank]
            home = clusters.of[point]
            if home == opened or clusters.size[home] < 2 or clusters.size[opened] >= slots:
                continue
            without = _changed(points, clusters, price, home, point, -1)
            with_it = _changed(points, clusters, price, opened, -1, point)
            step = without - clusters.cost[home] + with_it - clusters.cost[opened]
            if step < 0.0:
                log[done, 0] = point
                log[done, 1] = home
                done += 1
                _leave(points, clusters, point)
                _enter(points, clusters, point, opened)
                clusters.cost[home] = without
                clusters.cost[opened] = with_it
                change += step
        if change <= 0.0 or _random(dice) < np.exp(-change / heat):
            return float(change)
    for index in range(done - 1, -1, -1):
        point = log[index, 0]
        away = clusters.of[point]
        _leave(points, clusters, point)
        _enter(points, clusters, point, log[index, 1])
        clusters.cost[away] = _changed(points, clusters, price, away, -1, -1)
        clusters.cost[log[index, 1]] = _changed(points, clusters, price, log[index, 1], -1, -1)
    clusters.cost[opened] = _changed(points, clusters, price, opened, -1, -1)
    return 0.0


@compiled
def anneal(
    points: Points, clusters: Clusters, price: float, heat: float, moves: int, share: float, dice: Dice, log: Ints
) -> None:
    """``moves`` tries at one temperature. share: of them, how many give up a cluster."""
    count = clusters.of.shape[0]
    slots = clusters.member.shape[1]
    for _ in range(moves):
        draw = _random(dice)
        if draw < share:
            _transfer(points, clusters, price, heat, dice, log)
            continue
        one = int(_random(dice) * count)
        home = clusters.of[one]
        other = _neighbour(points, dice, one)
        there = clusters.of[other]
        if home == there:
            continue
        allowed = -heat * np.log(_random(dice) + 1e-300)
        kind = _random(dice)
        if kind < 0.4:
            if clusters.size[home] < 2 or clusters.size[there] >= slots:
                continue
            here = _changed(points, clusters, price, home, one, -1)
            change = here - clusters.cost[home] - clusters.cost[there]
            if change > allowed:
                continue
            new = _changed(points, clusters, price, there, -1, one)
            if change + new <= allowed:
                _leave(points, clusters, one)
                _enter(points, clusters, one, there)
                clusters.cost[home] = here
                clusters.cost[there] = new
            continue
        if kind < 0.6:
            other = clusters.member[there, int(_random(dice) * clusters.size[there])]
        if kind < 0.8:
            here = _changed(points, clusters, price, home, one, other)
            new = _changed(points, clusters, price, there, other, one)
            if here + new - clusters.cost[home] - clusters.cost[there] <= allowed:
                _leave(points, clusters, one)
                _leave(points, clusters, other)
                _enter(points, clusters, one, there)
                _enter(points, clusters, other, home)
                clusters.cost[home] = here
                clusters.cost[there] = new
            continue
        other = clusters.member[there, int(_random(dice) * clusters.size[there])]
        third = clusters.of[_neighbour(points, dice, other)]
        if third in (home, there) or clusters.size[home] < 2 or clusters.size[third] >= slots:
            continue
        here = _changed(points, clusters, price, home, one, -1)
        new = _changed(points, clusters, price, there, other, one)
        change = here + new - clusters.cost[home] - clusters.cost[there] - clusters.cost[third]
        if change > allowed:
            continue
        last = _changed(points, clusters, price, third, -1, other)
        if change + last <= allowed:
            _leave(points, clusters, one)
            _leave(points, clusters, other)
            _enter(points, clusters, one, there)
            _enter(points, clusters, other, third)
            clusters.cost[home] = here
            clusters.cost[there] = new
            clusters.cost[third] = last


@compiled
def settle(points: Points, clusters: Clusters, price: float, medians: Ints) -> tuple[float, float]:
    """Sums and costs made anew at this price; the best median of each cluster; the true cost, and the load too much."""
    cost = 0.0
    over = 0.0
    for cluster in range(clusters.size.shape[0]):
        count = clusters.size[cluster]
        load = 0.0
        for slot in range(count):
            point = clusters.member[cluster, slot]
            load += points.demand[point]
            value = 0.0
            for at in range(count):
                value += _distance(points, point, clusters.member[cluster, at])
            clusters.total[cluster, slot] = value
        clusters.load[cluster] = load
        best = _FAR
        for slot in range(count):
            point = clusters.member[cluster, slot]
            value = clusters.total[cluster, slot] + price * max(0.0, load - points.capacity[point])
            if value < best:
                best = value
                medians[cluster] = point
        clusters.cost[cluster] = best if count else 0.0
        if count:
            too_much = max(0.0, load - points.capacity[medians[cluster]])
            cost += best - price * too_much
            over += too_much
    return cost, over
