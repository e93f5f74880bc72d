"""``group``: the plan, its cost, and a bound that no plan is below."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from siaga.engines.grouping.problem import CannotGroup, Group, Grouping, Ints, Problem, Task, looked_through

CLOSE = 1e-7
CHOSEN = 5  # up to so many members, a whole-number model chooses among the groups found
Told = Callable[[str], None]

if TYPE_CHECKING:
    from siaga.engines.grouping.annealing import Search


def group(problem: Problem, *, seconds: float = 10.0, seed: int = 1, told: Told | None = None) -> Grouping:
    """Put the points into groups within ``seconds`` of processor time, or say why that cannot be (``CannotGroup``).

    ``told`` hears how the bound rises. The time begins once the loops are compiled (the first call on a machine).
    """
    task = looked_through(problem)
    if not len(task):
        return Grouping((), 0.0, 0.0, 0.0, 0.0, True, "kosong", 0)
    from siaga.engines.grouping.small import shared_out, small_enough

    ready()
    began = time.process_time()

    if small_enough(task):
        exact = shared_out(task)
        if exact is None and problem.groups is None:
            task = replaced(task, len(task))
            exact = shared_out(task)
        if exact is None:
            raise _not_found(task, certain=True)
        cost = grouping(task, exact, 0.0, 0.0, "").cost
        return grouping(task, exact, cost, time.process_time() - began, "semua himpunan bagian")
    return _searched(task, problem.groups is None, began, seconds, seed, told)


@lru_cache(maxsize=1)
def ready() -> None:
    """Have every loop compiled, or read from the cache."""
    from siaga.engines.grouping.annealing import Search, first_plan
    from siaga.engines.grouping.bounding import Prices, separate
    from siaga.engines.grouping.cuts import nested
    from siaga.engines.grouping.small import shared_out

    at = np.arange(7.0)
    task = looked_through(Problem(np.abs(at[:, None] - at[None]), 2, 4))
    search = Search(task, first_plan(task), 1)
    search.step(20, 0.1)
    prices = Prices(task, nested(task))
    prices.prove(at, prices.dual, tree=True)
    prices.prove(at, prices.dual, tree=False)
    halves = [np.array(pair, np.int64) for pair in ((0, 1), (1, 2), (0, 2))]
    separate(task, prices.cuts, halves, np.full(3, 0.5))
    shared_out(task)


def _searched(task: Task, loose: bool, began: float, seconds: float, seed: int, told: Told | None) -> Grouping:
    from siaga.engines.grouping.annealing import Search, first_plan
    from siaga.engines.grouping.bounding import ENUMERATED, Prices, ascend, nearest_bound, tighten
    from siaga.engines.grouping.cuts import nested
    from siaga.engines.grouping.master import NoMaster

    def left() -> float:
        return seconds - (time.process_time() - began)

    most = int(min(task.capacity // int(task.sizes.min()), len(task)))
    search = Search(task, first_plan(task), seed)
    search.run((0.1 if most == 2 else 0.3 if most <= CHOSEN else 0.5) * left())
    if search.broken and loose:
        roomy = replaced(task, len(task))
        start = first_plan(roomy)
        task = replaced(task, int(start.max()) + 1)
        search = Search(task, start, seed)
        search.run(0.3 * left())
    if search.broken:
        raise _not_found(task, certain=False)
    best, cost = search.best, search.best_price
    if told is not None:
        told(f"plan {cost:.3f} after {seconds - left():.1f} s")
    bound, method = nearest_bound(task), "pencarian"
    if most > 1 and left() > 0 and cost - bound > CLOSE * max(cost, 1.0):
        prices = Prices(task, nested(task))
        seen: dict[bytes, Ints] = {}

        def keep(taken: Ints) -> None:
            for center in taken.tolist():
                members = prices.group(center)
                seen[members.tobytes()] = members

        ascend(prices, cost, min(0.1 * seconds, left()), keep)
        plan = [np.flatnonzero(best == label) for label in np.unique(best)]
        try:
            share = 0.6 if 2 < most <= CHOSEN else 0.9
            master = tighten(prices, [*plan, *seen.values()], cost, share * left(), told, separating=most <= ENUMERATED)
            if 2 < most <= CHOSEN and left() > 0.2 and cost - prices.best > CLOSE * max(cost, 1.0):
                chosen, _ = master.whole(plan, 0.8 * left())
                polished = _settled(task, search, chosen)
                if polished < cost:
                    best, cost = search.best, search.best_price
                if told is not None:
                    told(f"plan {cost:.3f} after {seconds - left():.1f} s")
        except NoMaster:
            ascend(prices, cost, 0.8 * left())
        bound, method = prices.best, "pencarian, batas dengan pembangkitan kelompok"
        if most == 2:
            paired = _paired(task, prices, cost)
            if paired is not None:
                best, certain = paired
                if certain:
                    exact = grouping(task, best, 0.0, 0.0, "").cost
                    return grouping(task, best, exact, time.process_time() - began, "pemasangan (matching)")
    return grouping(task, best, bound, time.process_time() - began, method)


def _settled(task: Task, search: Search, groups: list[Ints]) -> float:
    """The cost of these groups after the moves that make it less; the search keeps the plan when it is its best."""
    of = np.empty(len(task), np.int64)
    for label, members in enumerate(groups):
        of[members] = label
    search.load(of)
    search.step(50 * len(task), 1e-12)
    return search.best_price


def _paired(task: Task, prices: object, cost: float) -> tuple[Ints, bool] | None:
    """The best plan of pairs, and whether it is proved to be that."""
    from siaga.engines.grouping import pairing
    from siaga.engines.grouping.bounding import Prices

    assert isinstance(prices, Prices)
    pairs, alone = pairing.kept(prices, cost)
    near = pairing.nearest_pairs(task, 12)
    first = pairing.matched(task, near, alone)
    if first is not None and pairing.cost_of(task, first) < cost:
        cost = pairing.cost_of(task, first)
        pairs, alone = pairing.kept(prices, cost)
    if len(pairs) + len(alone) * (2 * task.groups - len(task)) > pairing.EDGES:
        return (first, False) if first is not None else None
    of = pairing.matched(task, pairs, alone)
    if of is None:
        return (first, False) if first is not None else None
    return of, True


def replaced(task: Task, groups: int) -> Task:
    return Task(task.distance, task.capacity, min(groups, len(task)), task.sizes, task.together, task.parts, task.free)


def _not_found(task: Task, *, certain: bool) -> CannotGroup:
    begins = "Tidak ada" if certain else "Tidak ditemukan"
    return CannotGroup(
        f"{begins} pembagian ke dalam paling banyak {task.groups} kelompok yang memenuhi semua larangan dan kapasitas.",
        "Sediakan lebih banyak kelompok, perbesar kapasitasnya, atau kurangi pasangan yang dilarang.",
    )


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
