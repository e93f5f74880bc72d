"""The cheapest group around each centre at given prices of points and cuts, in compiled code.

A cut is a set of points with a rule of counting. ``every`` 0: each group that touches the set counts once, and there
must be at least so many (its price is a reward). ``every`` r: each group counts once for every r of its members in the
set, and there may be at most so many (its price is a toll).
"""

from __future__ import annotations

from siaga.engines.grouping.compiling import compiled
from siaga.engines.grouping.problem import Flags, Floats, Ints

import numpy as np  # isort: skip


@compiled
def price_nested(
    distance: Floats,
    order: Ints,
    together: Flags,
    most: int,
    worth: Floats,
    start: Ints,
    sets: Ints,
    reward: Floats,
    values: Floats,
    rows: Ints,
    lengths: Ints,
) -> None:
    """For sets that are nested or disjoint, each point's in ascending size: taking the best next point is exact."""
    n = distance.shape[0]
    touched = np.full(reward.shape[0], -1, np.int64)
    far = 0.0
    full = np.zeros(n, np.float64)
    for i in range(n):
        full[i] = worth[i]
        for at in range(start[i], start[i + 1]):
            full[i] += reward[sets[at]]
        far = max(far, full[i])
    who = np.empty(n, np.int64)
    base = np.empty(n, np.float64)
    for j in range(n):
        for at in range(start[j], start[j + 1]):
            touched[sets[at]] = j
        count = 0
        for step in range(n):
            i = order[j, step]
            if distance[j, i] >= far:
                break
            if i != j and distance[j, i] < full[i] and together[j, i]:
                who[count] = i
                base[count] = worth[i] - distance[j, i]
                count += 1
        value = full[j]
        rows[j, 0] = j
        length = 1
        while length < most:
            best = 1e-12
            pick = -1
            for c in range(count):
                i = who[c]
                if i < 0:
                    continue
                gain = base[c]
                for at in range(start[i], start[i + 1]):
                    if touched[sets[at]] == j:
                        break
                    gain += reward[sets[at]]
                if gain > best:
                    best = gain
                    pick = c
            if pick < 0:
                break
            i = who[pick]
            who[pick] = -1
            rows[j, length] = i
            length += 1
            value += best
            for at in range(start[i], start[i + 1]):
                if touched[sets[at]] == j:
                    break
                touched[sets[at]] = j
        lengths[j] = length
        values[j] = -value


@compiled
def price_any(
    distance: Floats,
    order: Ints,
    together: Flags,
    most: int,
    worth: Floats,
    start: Ints,
    sets: Ints,
    dual: Floats,
    every: Ints,
    values: Floats,
    rows: Ints,
    lengths: Ints,
    patience: int,
) -> int:
    """For any sets, by branch and bound. A centre out of ``patience`` gets a value that is too good, never too bad.

    Returns how many centres that were.
    """
    n = distance.shape[0]
    held = np.zeros(dual.shape[0], np.int64)
    far = 0.0
    full = np.zeros(n, np.float64)
    for i in range(n):
        full[i] = worth[i]
        for at in range(start[i], start[i + 1]):
            if every[sets[at]] == 0:
                full[i] += dual[sets[at]]
        far = max(far, full[i])
    who = np.empty((most, n), np.int64)
    hope = np.empty((most, n), np.float64)
    amount = np.zeros(most, np.int64)
    place = np.zeros(most, np.int64)
    value = np.zeros(most + 1, np.float64)
    chosen = np.empty(most, np.int64)
    hasty = 0
    for j in range(n):
        value[0] = worth[j]
        for at in range(start[j], start[j + 1]):
            c = sets[at]
            held[c] = 1
            if every[c] == 0:
                value[0] += dual[c]
        chosen[0] = j
        best = value[0]
        rows[j, 0] = j
        lengths[j] = 1
        count = 0
        for step in range(n):
            i = order[j, step]
            if distance[j, i] >= far:
                break
            if i != j and distance[j, i] < full[i] and together[j, i]:
                gain = worth[i] - distance[j, i]
                for at in range(start[i], start[i + 1]):
                    c = sets[at]
                    if every[c] == 0 and held[c] == 0:
                        gain += dual[c]
                if gain > 1e-12:
                    who[0, count] = i
                    hope[0, count] = gain
                    count += 1
        nodes = 0
        over = 0.0
        if most > 1 and count > 0:
            _sort(who[0], hope[0], count)
            amount[0] = count
            place[0] = 0
            depth = 0
            while depth >= 0:
                slots = most - 1 - depth
                at0 = place[depth]
                bound = value[depth]
                for step in range(at0, min(at0 + slots, amount[depth])):
                    bound += hope[depth, step]
                if at0 >= amount[depth] or bound <= best + 1e-12 or nodes > patience:
                    if nodes > patience and bound > over:
                        over = bound
                    if depth > 0:  # give back
                        i = chosen[depth]
                        for at in range(start[i], start[i + 1]):
                            held[sets[at]] -= 1
                    depth -= 1
                    continue
                i = who[depth, at0]
                place[depth] = at0 + 1
                nodes += 1
                gain = worth[i] - distance[j, i]
                for at in range(start[i], start[i + 1]):
                    c = sets[at]
                    if every[c] == 0:
                        if held[c] == 0:
                            gain += dual[c]
                    elif (held[c] + 1) % every[c] == 0:
                        gain -= dual[c]
                now = value[depth] + gain
                if now > best:
                    best = now
                    lengths[j] = depth + 2
                    for step in range(depth + 1):
                        rows[j, step] = chosen[step]
                    rows[j, depth + 1] = i
                if slots == 1:
                    continue
                depth += 1
                chosen[depth] = i
                value[depth] = now
                for at in range(start[i], start[i + 1]):
                    held[sets[at]] += 1
                count = 0
                for step in range(at0 + 1, amount[depth - 1]):
                    i = who[depth - 1, step]
                    gain = worth[i] - distance[j, i]
                    for at in range(start[i], start[i + 1]):
                        c = sets[at]
                        if every[c] == 0 and held[c] == 0:
                            gain += dual[c]
                    if gain > 1e-12:
                        who[depth, count] = i
                        hope[depth, count] = gain
                        count += 1
                _sort(who[depth], hope[depth], count)
                amount[depth] = count
                place[depth] = 0
        for at in range(start[j], start[j + 1]):
            held[sets[at]] = 0
        if over > best:
            hasty += 1
            best = over
        values[j] = -best
    return hasty


@compiled
def _sort(who: Ints, hope: Floats, count: int) -> None:
    """By hope, falling; short lists."""
    for a in range(1, count):
        i = who[a]
        h = hope[a]
        b = a - 1
        while b >= 0 and hope[b] < h:
            hope[b + 1] = hope[b]
            who[b + 1] = who[b]
            b -= 1
        hope[b + 1] = h
        who[b + 1] = i
