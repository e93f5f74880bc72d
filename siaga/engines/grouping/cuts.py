"""Sets of points that must be touched by so many groups, or may be held by so few: nested ones, and those violated."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from siaga.engines.grouping.compiling import compiled
from siaga.engines.grouping.problem import Floats, Ints, Task


@dataclass(slots=True)
class Cuts:
    """Rows beyond the points' own; see ``pricing`` for ``every``."""

    members: list[Ints] = field(default_factory=list)
    every: list[int] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    known: set[tuple[int, bytes]] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.every)

    def add(self, task: Task, members: Ints, every: int) -> bool:
        members = np.sort(members).astype(np.int64)
        key = (every, members.tobytes())
        if key in self.known:
            return False
        self.known.add(key)
        self.members.append(members)
        self.every.append(every)
        load = int(task.sizes[members].sum())
        self.right.append(float(math.ceil(load / task.capacity) if every == 0 else len(members) // every))
        return True

    def by_point(self, n: int, wanted: Ints) -> tuple[Ints, Ints]:
        """For each point the places in ``wanted`` of its sets, in the order of ``wanted``: starts and values."""
        sizes = [len(self.members[cut]) for cut in wanted]
        points = np.concatenate([self.members[cut] for cut in wanted]) if len(wanted) else np.zeros(0, np.int64)
        places = np.repeat(np.arange(len(wanted), dtype=np.int64), sizes)
        order = np.argsort(points, kind="stable")
        start = np.zeros(n + 1, np.int64)
        np.cumsum(np.bincount(points, minlength=n), out=start[1:])
        return start, np.ascontiguousarray(places[order])

    def count(self, cut: int, inside: int) -> int:
        every = self.every[cut]
        return int(inside > 0) if every == 0 else inside // every


def nested(task: Task, largest: int = 400) -> Cuts:
    """The pieces of an average-linkage tree, smallest first, that whole groups do not fill."""
    from scipy.cluster.hierarchy import linkage

    cuts = Cuts()
    n = len(task)
    if n < 2:
        return cuts
    apart = task.distance
    if len(task.parts) > 1:
        label = np.empty(n, np.int64)
        for number, part in enumerate(task.parts):
            label[part] = number
        apart = apart + (label[:, None] != label[None]) * (3.0 * float(apart.max()) + 1.0)
    upper = apart[np.triu_indices(n, 1)]
    pieces: dict[int, list[int]] = {i: [i] for i in range(n)}
    for step, (a, b, _, _) in enumerate(linkage(upper, "average")):
        piece = pieces.pop(int(a)) + pieces.pop(int(b))
        pieces[n + step] = piece
        load = int(task.sizes[piece].sum())
        if load > task.capacity and load % task.capacity and len(piece) <= largest:
            cuts.add(task, np.array(piece, np.int64), 0)
    order = sorted(range(len(cuts)), key=lambda cut: len(cuts.members[cut]))
    cuts.members = [cuts.members[cut] for cut in order]
    cuts.right = [cuts.right[cut] for cut in order]
    return cuts


@compiled
def few_touching(
    sizes: Ints, capacity: int, of: Ints, of_start: Ints, columns: Ints, column_start: Ints, weight: Floats, most: int
) -> tuple[Ints, Ints, Floats]:
    """Grow a set from each point by whom its groups share, and keep where the groups that touch it are too few.

    of/of_start: the columns of each point; columns/column_start: the points of each column; weight: how much of it.
    Returns points of all sets found one after another, their ends, and by how much each is missed.
    """
    n = of_start.shape[0] - 1
    found = np.empty(n * most * 3, np.int64)
    ends = np.empty(n * 3, np.int64)
    missed = np.empty(n * 3, np.float64)
    total = 0
    number = 0
    inside = np.full(n, -1, np.int64)
    touched = np.full(column_start.shape[0] - 1, -1, np.int64)
    link = np.zeros(n, np.float64)
    fresh = np.full(n, -1, np.int64)
    rim = np.empty(n, np.int64)
    members = np.empty(most, np.int64)
    for seed in range(n):
        near = 0
        length = 0
        load = 0
        touch = 0.0
        i = seed
        kept = 0
        while True:
            inside[i] = seed
            members[length] = i
            length += 1
            load += sizes[i]
            for at in range(of_start[i], of_start[i + 1]):
                c = of[at]
                if touched[c] == seed:
                    continue
                touched[c] = seed
                touch += weight[c]
                for spot in range(column_start[c], column_start[c + 1]):
                    m = columns[spot]
                    if fresh[m] != seed:
                        fresh[m] = seed
                        link[m] = 0.0
                        rim[near] = m
                        near += 1
                    link[m] += weight[c]
            need = (load + capacity - 1) // capacity
            if need - touch > 0.03 and kept < 3 and length > 1:
                for spot in range(length):
                    found[total] = members[spot]
                    total += 1
                ends[number] = total
                missed[number] = need - touch
                number += 1
                kept += 1
            if length >= most:
                break
            best = 0.0
            i = -1
            for spot in range(near):
                m = rim[spot]
                if inside[m] != seed and link[m] > best:
                    best = link[m]
                    i = m
            if i < 0:
                break
    return found[:total], ends[:number], missed[:number]


@compiled
def many_holding(of: Ints, of_start: Ints, columns: Ints, column_start: Ints, weight: Floats) -> tuple[Ints, Floats]:
    """Three points of which too many groups hold two: triples (one row each) and by how much."""
    n = of_start.shape[0] - 1
    room = 60 * n
    triples = np.empty((room, 3), np.int64)
    over = np.empty(room, np.float64)
    number = 0
    shared = np.zeros((n, 24), np.float64)
    mates = np.empty((n, 24), np.int64)
    many = np.zeros(n, np.int64)
    for i in range(n):
        for at in range(of_start[i], of_start[i + 1]):
            c = of[at]
            for spot in range(column_start[c], column_start[c + 1]):
                m = columns[spot]
                if m == i:
                    continue
                where = -1
                for k in range(many[i]):
                    if mates[i, k] == m:
                        where = k
                        break
                if where < 0:
                    if many[i] == 24:
                        continue
                    where = many[i]
                    mates[i, where] = m
                    many[i] += 1
                shared[i, where] += weight[c]
    for i in range(n):
        for a in range(many[i]):
            j = mates[i, a]
            if j < i:
                continue
            for b in range(many[i]):
                k = mates[i, b]
                if k <= j:
                    continue
                between = 0.0
                for x in range(many[j]):
                    if mates[j, x] == k:
                        between = shared[j, x]
                        break
                rough = shared[i, a] + shared[i, b] + between
                if rough <= 1.03:
                    continue
                three = 0.0
                for at in range(of_start[i], of_start[i + 1]):
                    c = of[at]
                    has = 0
                    for spot in range(column_start[c], column_start[c + 1]):
                        if columns[spot] == j or columns[spot] == k:
                            has += 1
                    if has == 2:
                        three += weight[c]
                if rough - 2 * three > 1.03 and number < room:
                    triples[number, 0] = i
                    triples[number, 1] = j
                    triples[number, 2] = k
                    over[number] = rough - 2 * three - 1.0
                    number += 1
    return triples[:number], over[:number]
