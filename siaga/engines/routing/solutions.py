"""Solution files as the benchmark libraries keep them."""

from __future__ import annotations

import re

from siaga.engines.routing.instances import Instance, Tour

_ROUTE = re.compile(r"^\s*Route\s*#\s*(\d+)\s*:(.*)$", re.IGNORECASE)
_COST = re.compile(r"^\s*Cost\s*:?\s*([0-9.]+)", re.IGNORECASE)


def solution_text(instance: Instance, tours: tuple[Tour, ...], cost_raw: int) -> str:
    """A ``.sol`` file: a line a route. Where vehicles differ, line n is vehicle n, and idle ones have empty lines."""
    if len(instance.classes()) > 1:
        visits = {tour.vehicle: tour.visits for tour in tours}
        rows = [visits.get(number, ()) for number in range(len(instance.vehicles))]
    else:
        rows = [tour.visits for tour in tours]
    lines = [f"Route #{number}: {' '.join(map(str, row))}".rstrip() for number, row in enumerate(rows, 1)]
    return "\n".join([*lines, f"Cost {instance.convention.written(cost_raw)}", ""])


def solution_from(text: str) -> tuple[tuple[Tour, ...], float | None]:
    """The routes of a ``.sol`` file (line n is vehicle n) and its stated cost."""
    found: list[Tour] = []
    cost = None
    for line in text.splitlines():
        if route := _ROUTE.match(line):
            visits = tuple(int(word) for word in route[2].split())
            if visits:
                found.append(Tour(int(route[1]) - 1, visits))
        elif stated := _COST.match(line):
            cost = float(stated[1])
    return tuple(found), cost
