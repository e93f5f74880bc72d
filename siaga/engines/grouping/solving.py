"""``group``: the plan, its cost, and a bound that no plan is below."""

from __future__ import annotations

import time

import numpy as np

from siaga.engines.grouping.problem import CannotGroup, Group, Grouping, Ints, Problem, Task, looked_through

CLOSE = 1e-7


def group(problem: Problem, *, seconds: float = 10.0, seed: int = 1) -> Grouping:
    """Put the points into groups within ``seconds`` of processor time, or say why that cannot be (``CannotGroup``)."""
    task = looked_through(problem)
    began = time.process_time()
    if not len(task):
        return Grouping((), 0.0, 0.0, 0.0, 0.0, True, "kosong", 0)
    from siaga.engines.grouping.annealing import Search, first_plan
    from siaga.engines.grouping.bounding import nearest_bound

    search = Search(task, first_plan(task), seed)
    began = time.process_time()
    search.run(seconds)
    if search.broken:
        raise CannotGroup(
            f"Tidak ditemukan pembagian ke dalam {task.groups} kelompok yang memenuhi semua larangan dan kapasitas.",
            "Sediakan lebih banyak kelompok, perbesar kapasitasnya, atau kurangi pasangan yang dilarang.",
        )
    return grouping(task, search.best, nearest_bound(task), time.process_time() - began, "pencarian")


def grouping(task: Task, of: Ints, bound: float, seconds: float, method: str) -> Grouping:
    """The answer for a group number per point."""
    groups = []
    cost = 0.0
    for label in np.unique(of):
        members = np.flatnonzero(of == label)
        totals = task.distance[np.ix_(members, members)].sum(0)
        center = int(np.argmin(totals))
        groups.append(Group(int(members[center]), tuple(int(member) for member in members)))
        cost += float(totals[center])
    bound = min(max(bound, 0.0), cost)
    proven = cost - bound <= CLOSE * max(cost, 1.0)
    if proven:
        bound = cost
    gap = 0.0 if cost <= bound else (cost - bound) / bound if bound > 0 else float("inf")
    groups.sort(key=lambda one: one.members)
    return Grouping(tuple(groups), cost, bound, gap, seconds, proven, method, task.groups)
