"""Search for a good plan: simulated annealing over moves, swaps, merges and splits of groups, in compiled code.

Rules that a start may break (load, pairs that are apart) cost a high price, so that they are mended first.
"""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray

from siaga.engines.grouping.compiling import compiled
from siaga.engines.grouping.problem import Flags, Floats, Ints, Task

NEAR = 20
RATE = 12_000_000  # moves for a second of budget: what a run does when the processor is quick enough
ROUNDS = 200  # steps of the temperature


@compiled
def _random(state: NDArray[np.uint64]) -> float:
    """xorshift64*: the same numbers everywhere for a seed."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@compiled
def _price(
    distance: Floats,
    together: Flags,
    sizes: Ints,
    capacity: int,
    heavy: float,
    team: float,
    members: Ints,
    count: int,
) -> float:
    """Cost of a group with the price of its team and of what it breaks."""
    if count == 0:
        return 0.0
    best = 0.0
    load = 0
    broken = 0
    for a in range(count):
        load += sizes[members[a]]
        total = 0.0
        for b in range(count):
            total += distance[members[a], members[b]]
            if b < a and not together[members[a], members[b]]:
                broken += 1
        if a == 0 or total < best:
            best = total
    if load > capacity:
        broken += load - capacity
    return best + team + heavy * broken


@compiled
def anneal(
    distance: Floats,
    together: Flags,
    sizes: Ints,
    capacity: int,
    heavy: float,
    team: float,
    near: Ints,
    near_count: Ints,
    of: Ints,
    rows: Ints,
    counts: Ints,
    prices: Floats,
    state: NDArray[np.uint64],
    moves: int,
    heat: float,
) -> float:
    """``moves`` proposals at the temperature ``heat``; changes the arrays of the plan. Returns the change of cost."""
    n = of.shape[0]
    p = counts.shape[0]
    slots = rows.shape[1]
    one = np.empty(2 * slots, np.int64)
    two = np.empty(2 * slots, np.int64)
    gained = 0.0
    empty = -1
    for _ in range(moves):
        i = int(_random(state) * n)
        g = of[i]
        what = _random(state)
        if near_count[i] == 0 or what < 0.03:  # a group of its own, or a split, where a group is free
            if empty < 0 or counts[empty] > 0:
                empty = -1
                start = int(_random(state) * p)
                for step in range(p):
                    h = start + step
                    if h >= p:
                        h -= p
                    if counts[h] == 0:
                        empty = h
                        break
            if empty < 0 or counts[g] < 2:
                continue
            h = empty
            other = rows[g, int(_random(state) * counts[g])]
            if other == i:
                continue
            whole = _random(state) < 0.5
            a = 0
            b = 0
            for slot in range(counts[g]):
                m = rows[g, slot]
                if m == i or (whole and m != other and distance[m, i] < distance[m, other]):
                    two[b] = m
                    b += 1
                else:
                    one[a] = m
                    a += 1
        else:
            u = _random(state)
            j = near[i, int(u * u * near_count[i])]
            h = of[j]
            if h == g:
                continue
            if what < 0.06:  # both in one group
                if counts[g] + counts[h] > slots:
                    continue
                a = 0
                b = 0
                for slot in range(counts[g]):
                    two[b] = rows[g, slot]
                    b += 1
                for slot in range(counts[h]):
                    two[b] = rows[h, slot]
                    b += 1
            else:
                leaves = -1
                if what < 0.53:
                    leaves = rows[h, int(_random(state) * counts[h])]
                elif counts[h] >= slots:
                    continue
                a = 0
                b = 0
                for slot in range(counts[g]):
                    if rows[g, slot] != i:
                        one[a] = rows[g, slot]
                        a += 1
                for slot in range(counts[h]):
                    if rows[h, slot] != leaves:
                        two[b] = rows[h, slot]
                        b += 1
                two[b] = i
                b += 1
                if leaves >= 0:
                    one[a] = leaves
                    a += 1
        before = prices[g] + prices[h]
        room = before - heat * np.log(_random(state) + 1e-300)
        second = _price(distance, together, sizes, capacity, heavy, team, two, b)
        if second > room:
            continue
        first = _price(distance, together, sizes, capacity, heavy, team, one, a)
        if first + second > room:
            continue
        for slot in range(a):
            rows[g, slot] = one[slot]
            of[one[slot]] = g
        for slot in range(b):
            rows[h, slot] = two[slot]
            of[two[slot]] = h
        counts[g] = a
        counts[h] = b
        prices[g] = first
        prices[h] = second
        gained += first + second - before
    return gained


class Search:
    """A plan under change; ``best`` is the cheapest that was seen at the end of a round, without broken rules first.

    Where teams are to spare, a few more than there are may be used while it is hot, each at a price that brings their
    number back: so a team can go from one end of the region to the other without a dear step between.
    """

    def __init__(self, task: Task, start: Ints, seed: int) -> None:
        self.task = task
        n = len(task)
        p = task.groups
        load = int(task.sizes.sum())
        self.soft = task.capacity * p - load >= 0.02 * load and p < n
        slots = int(max(task.capacity // max(int(task.sizes.min()), 1), np.bincount(start, minlength=p).max())) + 1
        self.near, self.near_count = neighbours(task, NEAR)
        self.heavy = 4.0 * float(task.distance.max()) * min(task.capacity, n) + 1.0
        self.team = 0.0
        self.slots = min(slots, n)
        self.groups = min(p + max(2, p // 20), n) if self.soft else p
        self.state = np.array([(seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1], np.uint64)
        self.load(start)
        self.best = self.of.copy()
        self.best_price = float(self.prices.sum())

    def load(self, of: Ints) -> None:
        p = self.groups
        self.of = of.astype(np.int64).copy()
        self.rows = np.zeros((p, self.slots), np.int64)
        self.counts = np.zeros(p, np.int64)
        for point, group in enumerate(self.of):
            self.rows[group, self.counts[group]] = point
            self.counts[group] += 1
        task = self.task
        rules = (task.distance, task.together, task.sizes, task.capacity, self.heavy, self.team)
        self.prices = np.array(
            [_price(*rules, row, int(count)) for row, count in zip(self.rows, self.counts, strict=True)], np.float64
        )

    @property
    def broken(self) -> bool:
        return self.best_price >= self.heavy

    def step(self, moves: int, heat: float) -> int:
        """Some moves; returns how many groups there are then."""
        task = self.task
        anneal(
            task.distance, task.together, task.sizes, task.capacity, self.heavy, self.team, self.near, self.near_count,
            self.of, self.rows, self.counts, self.prices, self.state, moves, heat,
        )  # fmt: skip
        used = int((self.counts > 0).sum())
        price = float(self.prices.sum()) - self.team * used
        if used <= task.groups and price < self.best_price - 1e-9:
            self.best_price = price
            self.best = self.of.copy()
        return used

    def charge(self, team: float) -> None:
        self.prices[self.counts > 0] += team - self.team
        self.team = team

    def run(self, seconds: float, warmth: float = 1.5) -> None:
        """Cool down once. Ends when the moves of the budget are made, or its processor time is gone."""
        if len(self.task) < 2 or seconds <= 0:
            return
        began = time.process_time()
        task = self.task
        typical = task.distance[np.arange(len(task)), self.near[:, min(3, self.near.shape[1] - 1)]]
        hot = warmth * float(typical.mean()) + 1e-9
        if self.soft:
            self.charge(1.6 * float(typical.mean()))
        moves = max(int(seconds * RATE / ROUNDS), 100)
        done = 0
        while done < ROUNDS:
            share = max(done / ROUNDS, (time.process_time() - began) / seconds)
            if share >= 1:
                break
            used = self.step(moves, hot * (0.002**share))
            done += 1
            if self.soft:
                over = (used - task.groups) / task.groups
                change = min(max(8 * over, -0.1), 0.1) if share < 0.8 else 0.05 if over > 0 else 0.0
                self.charge(min(self.team * float(np.exp(change)), self.heavy / 4))
        self.charge(0.0)
        self.groups = task.groups
        self.load(np.unique(self.best, return_inverse=True)[1])
        self.step(moves, 1e-12)


def neighbours(task: Task, count: int) -> tuple[Ints, Ints]:
    """The nearest points that may share a group with each, and how many there are."""
    n = len(task)
    count = min(count, n - 1)
    if count < 1:
        return np.zeros((n, 1), np.int64), np.zeros(n, np.int64)
    open_ = np.where(task.together, task.distance, np.inf)
    np.fill_diagonal(open_, np.inf)
    found = np.argpartition(open_, count - 1, axis=1)[:, :count] if count < n - 1 else np.argsort(open_, axis=1)
    found = found[:, :count]
    far = np.take_along_axis(open_, found, 1)
    order = np.argsort(far, axis=1, kind="stable")
    found = np.take_along_axis(found, order, 1).astype(np.int64)
    return np.ascontiguousarray(found), np.isfinite(far).sum(1).astype(np.int64)


def first_plan(task: Task, groups: int | None = None) -> Ints:
    """A group for each point along a walk to the nearest next one; rules are broken only where groups run out."""
    p = task.groups if groups is None else groups
    of = np.full(len(task), -1, np.int64)
    used = 0
    loads: list[int] = []
    members: list[list[int]] = []
    for part in task.parts:
        first = used
        for point in _walk(task.distance, part):
            size = int(task.sizes[point])
            fitting = (
                group
                for group in range(used - 1, first - 1, -1)
                if loads[group] + size <= task.capacity and (task.free or task.together[point, members[group]].all())
            )
            group = (
                next(fitting, -1) if not task.free else (used - 1 if used > first and loads[-1] < task.capacity else -1)
            )
            if group < 0 and used < p:
                loads.append(0)
                members.append([])
                group = used
                used += 1
            elif group < 0:
                group = int(np.argmin(loads))
            loads[group] += size
            members[group].append(int(point))
            of[point] = group
    return of


def _walk(distance: Floats, part: Ints) -> list[int]:
    left = np.ones(len(part), bool)
    at = int(np.argmax(distance[part[0], part]))
    order = []
    for _ in range(len(part)):
        left[at] = False
        order.append(int(part[at]))
        away = np.where(left, distance[part[at], part], np.inf)
        at = int(np.argmin(away))
    return order
