"""What no plan can be below: prices for points and cuts, and the cheapest groups at these prices.

At any prices, the sum of what points and cuts bring plus the p cheapest groups (one for each centre) is below every
plan, so every bound told here holds however early the work was stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from siaga.engines.grouping.cuts import Cuts, few_touching, many_holding
from siaga.engines.grouping.master import Master, NoMaster
from siaga.engines.grouping.pricing import price_any, price_nested
from siaga.engines.grouping.problem import Floats, Ints, Task

ENUMERATED = 10  # up to so many members, groups are priced for any cuts
PATIENCE = 5_000  # groups looked at for a centre


def nearest_bound(task: Task) -> float:
    """All but one of each group are not its centre, and each of them is at least its nearest companion away."""
    away = np.where(task.together, task.distance, np.inf)
    np.fill_diagonal(away, np.inf)
    nearest = np.sort(away.min(1))[: len(task) - task.groups]
    return float(nearest[np.isfinite(nearest)].sum())


class Prices:
    """Prices of points (worth) and cuts (dual), none negative, and what they prove."""

    def __init__(self, task: Task, cuts: Cuts) -> None:
        n = len(task)
        self.task = task
        self.cuts = cuts
        self.order = np.argsort(task.distance, axis=1, kind="stable").astype(np.int64)
        self.most = int(min(task.capacity // int(task.sizes.min()), n))
        self.values = np.zeros(n)
        self.rows = np.zeros((n, self.most), np.int64)
        self.lengths = np.zeros(n, np.int64)
        self.best = nearest_bound(task)
        self.patience = PATIENCE
        self.worth = np.zeros(n)
        self.dual = np.zeros(len(cuts))

    def prove(self, worth: Floats, dual: Floats, *, tree: bool) -> tuple[float, Ints]:
        """The bound at these prices and the centres that it takes; the groups stay in ``rows``."""
        task, cuts = self.task, self.cuts
        if len(dual) < len(cuts):  # cuts that came after these prices are free
            dual = np.concatenate([dual, np.zeros(len(cuts) - len(dual))])
        active = np.arange(len(cuts), dtype=np.int64) if tree else np.flatnonzero(dual > 1e-9).astype(np.int64)
        key = (len(cuts), active.tobytes())
        held = task.cache.get("by_point")
        if held is None or held[0] != key:
            held = (key, cuts.by_point(len(task), active))
            task.cache["by_point"] = held
        start, sets = held[1]
        given = np.where(dual > 1e-9, dual, 0.0)
        common = (task.distance, self.order, task.together, self.most, worth, start, sets)
        if tree:
            price_nested(*common, given, self.values, self.rows, self.lengths)
        else:
            every = np.array(cuts.every, np.int64)[active] if len(active) else np.zeros(0, np.int64)
            price_any(*common, given[active], every, self.values, self.rows, self.lengths, self.patience)
        p = task.groups
        taken = np.argpartition(self.values, p - 1)[:p] if p < len(task) else np.arange(len(task))
        taken = taken[self.values[taken] < 0]
        sign = np.where(np.array(cuts.every) == 0, 1.0, -1.0) if len(cuts) else np.zeros(0)
        bound = float(worth.sum() + (given * sign * np.array(cuts.right)).sum() + self.values[taken].sum())
        if bound > self.best:
            self.best = bound
            self.worth = worth.copy()
            self.dual = given.copy()
        return bound, taken

    def group(self, center: int) -> Ints:
        return np.sort(self.rows[center, : self.lengths[center]])


def ascend(prices: Prices, goal: float, seconds: float, keep: Callable[[Ints], None] | None = None) -> None:
    """Raise the bound by the volume algorithm (nested cuts only): steps from the best prices along what the cheapest
    groups leave uncovered on the average. ``keep`` is told the centres of groups once they are near the mark."""
    began = time.process_time()
    task, cuts = prices.task, prices.cuts
    n, m = len(task), len(cuts)
    near = np.take_along_axis(task.distance, prices.order[:, : min(4, n)], 1)[:, -1]
    right = np.array(cuts.right)
    start, sets = cuts.by_point(n, np.arange(m, dtype=np.int64))
    center = np.concatenate([near + 1e-3, np.zeros(m)])
    best, taken = prices.prove(center[:n], center[n:], tree=True)

    def pull() -> Floats:
        cover, touch = tally(prices.rows, prices.lengths, taken, start, sets, n, m)
        return np.concatenate([1.0 - cover, right - touch])

    mean = pull()
    theta, reds, most, checked = 0.3, 0, 0.3, best
    for step in range(1_000_000):
        target = min(goal, best + 0.08 * abs(best) + 1e-9)
        along = np.where((center <= 0) & (mean < 0), 0.0, mean)
        norm = float(along @ along)
        if norm < 1e-12 or time.process_time() - began > seconds or goal - prices.best <= 1e-7 * goal:
            return
        at = np.maximum(center + theta * (target - best) / norm * along, 0.0)
        bound, taken = prices.prove(at[:n], at[n:], tree=True)
        new = pull()
        if keep is not None and bound > 0.97 * best and theta < 0.25:
            keep(taken)
        change = mean - new
        size = float(change @ change)
        share = min(max(float(mean @ change) / size, most / 10), most) if size > 0 else most
        if bound > best:
            if float(along @ new) > 0 and bound > best + 1e-4 * abs(best):
                theta = min(theta * 1.2, 2.0)
            best, center, reds = bound, at, 0
        else:
            reds += 1
            if reds >= 12:
                theta *= 0.7
                reds = 0
        mean = share * new + (1 - share) * mean
        if step % 100 == 99:
            if best - checked < 0.002 * abs(best):
                most = max(most / 2, 1e-3)
            if best - checked < 2e-4 * abs(best) or theta < 1e-4:
                return
            checked = best


def tally(rows: Ints, lengths: Ints, taken: Ints, start: Ints, sets: Ints, n: int, m: int) -> tuple[Floats, Floats]:
    """How often each point is in, and each cut touched by, the groups taken."""
    full = np.arange(rows.shape[1])[None] < lengths[taken][:, None]
    points = rows[taken][full]
    which = np.repeat(np.arange(len(taken)), lengths[taken])
    cover = np.bincount(points, minlength=n).astype(np.float64)
    many = start[points + 1] - start[points]
    total = int(many.sum())
    spots = np.repeat(start[points] - np.concatenate([[0], np.cumsum(many)[:-1]]), many) + np.arange(total)
    pairs = np.unique(np.repeat(which, many) * max(m, 1) + sets[spots]) if total else np.zeros(0, np.int64)
    return cover, np.bincount(pairs % max(m, 1), minlength=m).astype(np.float64)


def tighten(
    prices: Prices,
    first: list[Ints],
    goal: float,
    seconds: float,
    told: Callable[[str], None] | None = None,
    *,
    separating: bool = True,
) -> Master:
    """Column generation with cuts found on the way. Returns the programme with the groups seen."""
    began = time.process_time()
    task, cuts = prices.task, prices.cuts
    n = len(task)
    master = Master(task)
    tree = all(every == 0 for every in cuts.every)
    master.add_cuts_first(cuts)
    start, sets = cuts.by_point(n, np.arange(len(cuts), dtype=np.int64))
    master.add_columns(first, cuts, start, sets)
    rounds = 0

    def left() -> float:
        return seconds - (time.process_time() - began)

    while True:
        if left() <= 0.01 * seconds:
            break
        try:
            value, weights, rowprices = master.solve(left())
        except NoMaster:
            break
        worth = np.maximum(rowprices[:n], 0.0)
        dual = np.abs(rowprices[n + 1 :])
        team = max(-rowprices[n], 0.0)
        old = np.zeros(len(cuts))
        old[: len(prices.dual)] = prices.dual
        added = 0
        for share in (0.85, 0.5, 0.0):
            mixed = share * prices.worth + (1 - share) * worth
            asked = time.process_time()
            bound, _ = prices.prove(mixed, share * old + (1 - share) * dual, tree=tree)
            if time.process_time() - asked > 0.03 * seconds:
                prices.patience = max(prices.patience // 2, 100)
            good = np.flatnonzero(prices.values < -(1 - share) * team - 1e-7)
            good = good[np.argsort(prices.values[good])][: 3 * task.groups]
            added += master.add_columns([prices.group(int(center)) for center in good], cuts, start, sets)
            if added > task.groups // 8 or left() <= 0:
                break
        rounds += 1
        if told is not None:
            told(
                f"{rounds} {time.process_time() - began:.1f}s lp {value:.2f} bound {bound:.2f} best {prices.best:.2f} "
                f"columns {len(master.columns)} +{added} cuts {len(cuts)}"
            )
        if goal - prices.best <= 1e-7 * goal:
            break
        if value - prices.best < 0.004 * value or added == 0:
            before = len(cuts)
            if not separating:
                if added == 0 or value - prices.best < 2e-4 * value:
                    break
                continue
            tree = False
            separate(task, cuts, master.columns, weights)
            if len(cuts) == before:
                if added == 0 or value - prices.best < 1e-4 * value:
                    break
                continue
            master.add_cuts(cuts, range(before, len(cuts)))
            start, sets = cuts.by_point(n, np.arange(len(cuts), dtype=np.int64))
    return master


def separate(task: Task, cuts: Cuts, groups: list[Ints], weights: Floats) -> None:
    """Add the cuts that the weights break most, each point in a few of them only."""
    used = np.flatnonzero(weights > 1e-6)
    columns = [groups[column] for column in used]
    flat = np.concatenate(columns)
    ends = np.zeros(len(columns) + 1, np.int64)
    np.cumsum([len(one) for one in columns], out=ends[1:])
    n = len(task)
    order = np.argsort(flat, kind="stable")
    start = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(flat, minlength=n), out=start[1:])
    of = np.ascontiguousarray(np.repeat(np.arange(len(columns), dtype=np.int64), np.diff(ends))[order])
    shown = np.ascontiguousarray(weights[used])
    points, stops, missed = few_touching(
        task.sizes, task.capacity, of, start, flat, ends, shown, 12 * task.capacity + 1
    )
    triples, over = many_holding(of, start, flat, ends, shown)
    found: list[tuple[float, Ints, int]] = []
    low = 0
    for stop, by in zip(stops.tolist(), missed.tolist(), strict=True):
        found.append((by, points[low:stop], 0))
        low = stop
    found += [(by, triple, 2) for triple, by in zip(triples, over.tolist(), strict=True)]
    found.sort(key=lambda one: -one[0])
    busy = np.zeros(n, np.int64)
    for _, members, every in found:
        if busy[members].max() < (4 if every else 6) and cuts.add(task, members, every):
            busy[members] += 1
