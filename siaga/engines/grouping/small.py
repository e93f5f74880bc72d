"""Exact plans where no group crosses a border and the pieces are small: all subsets, then teams shared out."""

from __future__ import annotations

from math import comb

import numpy as np

from siaga.engines.grouping.compiling import compiled
from siaga.engines.grouping.problem import Flags, Floats, Ints, Task

WORK = 60_000_000  # steps for a number of teams in a piece: 16 points in groups of 4


def small_enough(task: Task) -> bool:
    """Whether every piece can be tried out in full."""
    largest = int(min(task.capacity // int(task.sizes.min()), len(task)))
    return all(_work(len(part), largest) <= WORK for part in task.parts)


def _work(n: int, largest: int) -> int:
    return min(3**n, 2**n * sum(comb(n - 1, taken) for taken in range(min(largest, n)))) if n <= 20 else WORK + 1


def shared_out(task: Task) -> Ints | None:
    """The best plan: a group number for each point; None when no plan keeps the rules."""
    costs, tables = [], []
    for part in task.parts:
        inside = np.ix_(part, part)
        teams = min(len(part), task.groups)
        table = subsets(
            np.ascontiguousarray(task.distance[inside]),
            np.ascontiguousarray(task.together[inside]),
            task.sizes[part],
            task.capacity,
            teams,
        )
        # Fewer teams than allowed may be cheaper where rules forbid what more would do; a count is a limit here.
        costs.append(np.minimum.accumulate(table[:, -1]))
        tables.append(table)
    spread = _spread(costs, task.groups)
    if spread is None:
        return None
    of = np.full(len(task), -1, np.int64)
    used = 0
    for part, table, teams in zip(task.parts, tables, spread, strict=True):
        inside = np.ix_(part, part)
        count = int(np.argmin(table[: teams + 1, -1]))
        label, made = traced(
            np.ascontiguousarray(task.distance[inside]),
            np.ascontiguousarray(task.together[inside]),
            task.sizes[part],
            task.capacity,
            table,
            count,
        )
        of[part] = label + used
        used += int(made)
    return of


def _spread(costs: list[Floats], teams: int) -> list[int] | None:
    """How many teams each piece gets so that the sum is least."""
    best = np.zeros(teams + 1)
    picks = []
    for cost in costs:
        now = np.full(teams + 1, np.inf)
        pick = np.zeros(teams + 1, np.int64)
        for given in range(1, min(len(cost) - 1, teams) + 1):
            if not np.isfinite(cost[given]):
                continue
            total = np.full(teams + 1, np.inf)
            total[given:] = best[: teams + 1 - given] + cost[given]
            better = total < now
            now[better] = total[better]
            pick[better] = given
        best = now
        picks.append(pick)
    if not np.isfinite(best[teams]):
        return None
    left = teams
    spread = []
    for pick in reversed(picks):
        spread.append(int(pick[left]))
        left -= int(pick[left])
    return spread[::-1]


@compiled
def group_costs(distance: Floats, together: Flags, sizes: Ints, capacity: int) -> Floats:
    """The cost of each subset as one group; infinite where the rules forbid it."""
    n = distance.shape[0]
    found = np.full(1 << n, np.inf)
    members = np.empty(n, np.int64)
    for mask in range(1, 1 << n):
        count = 0
        load = 0
        for i in range(n):
            if mask >> i & 1:
                members[count] = i
                load += sizes[i]
                count += 1
        if load > capacity:
            continue
        fine = True
        best = np.inf
        for a in range(count):
            total = 0.0
            for b in range(count):
                total += distance[members[a], members[b]]
                if not together[members[a], members[b]]:
                    fine = False
            best = min(best, total)
        if fine:
            found[mask] = best
    return found


@compiled
def subsets(distance: Floats, together: Flags, sizes: Ints, capacity: int, teams: int) -> Floats:
    """For each count of groups (exactly) and subset, the least cost."""
    n = distance.shape[0]
    cost = group_costs(distance, together, sizes, capacity)
    table = np.full((teams + 1, 1 << n), np.inf)
    table[0, 0] = 0.0
    most = int(min(n, capacity))
    rest = np.empty(n, np.int64)
    picked = np.empty(n + 1, np.int64)
    for mask in range(1, 1 << n):
        first = mask & -mask
        count = 0
        for i in range(n):
            if (mask ^ first) >> i & 1:
                rest[count] = 1 << i
                count += 1
        # All groups with the first point of the subset, by their size, in order of their members.
        depth = 0
        picked[0] = 0
        part = first
        while True:
            price = cost[part]
            if price < np.inf:
                other = mask ^ part
                for t in range(1, teams + 1):
                    total = price + table[t - 1, other]
                    if total < table[t, mask]:
                        table[t, mask] = total
            if depth < most - 1 and picked[depth] < count:
                part |= rest[picked[depth]]
                picked[depth + 1] = picked[depth] + 1
                depth += 1
                continue
            while depth > 0:
                depth -= 1
                part ^= rest[picked[depth]]
                picked[depth] += 1
                if picked[depth] < count:
                    part |= rest[picked[depth]]
                    picked[depth + 1] = picked[depth] + 1
                    depth += 1
                    break
            else:
                break
    return table


@compiled
def traced(
    distance: Floats, together: Flags, sizes: Ints, capacity: int, table: Floats, teams: int
) -> tuple[Ints, int]:
    """A plan of the cost in ``table`` for all points and so many groups."""
    n = distance.shape[0]
    cost = group_costs(distance, together, sizes, capacity)
    label = np.full(n, -1, np.int64)
    mask = (1 << n) - 1
    made = 0
    while mask:
        first = mask & -mask
        sub = mask ^ first
        best = np.inf
        pick = mask
        part = sub
        while True:
            total = cost[part | first] + table[teams - made - 1, mask ^ (part | first)]
            if total < best:
                best = total
                pick = part | first
            if part == 0:
                break
            part = (part - 1) & sub
        for i in range(n):
            if pick >> i & 1:
                label[i] = made
        made += 1
        mask ^= pick
    return label, made
