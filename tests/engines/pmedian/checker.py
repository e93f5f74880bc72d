"""What is wrong with a solution, from the instance's own text. Shares no code with the engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def judge(text: str, told: Mapping[str, Any]) -> list[str]:
    lines = [line.split() for line in text.splitlines() if line.strip()]
    count, p = int(lines[0][0]), int(lines[0][1])
    points = [tuple(map(float, line)) for line in lines[1:]]
    medians, assignment = list(told["medians"]), list(told["assignment"])
    wrong = []
    if len(medians) != p or len(set(medians)) != p or not set(medians) <= set(range(count)):
        wrong.append(f"{len(set(medians))} medians instead of {p}")
    if len(assignment) != count or not set(assignment) <= set(medians):
        wrong.append("a point is not brought to one of the medians")
        return wrong
    load = dict.fromkeys(medians, 0.0)
    cost = 0.0
    for (x, y, _, demand), median in zip(points, assignment, strict=True):
        load[median] += demand
        cost += ((x - points[median][0]) ** 2 + (y - points[median][1]) ** 2) ** 0.5
    wrong += [f"median {m}: {load[m]} above {points[m][2]}" for m in medians if load[m] > points[m][2] + 1e-6]
    if abs(cost - told["cost"]) > 1e-6 * max(1.0, cost):
        wrong.append(f"the cost is {cost}, told {told['cost']}")
    if told["lower_bound"] > cost * (1 + 1e-9):
        wrong.append(f"the bound {told['lower_bound']} is above the cost {cost}")
    return wrong
