"""Two versions of a plan side by side. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.planning.reading import Sheet


@dataclass(frozen=True, slots=True)
class Served:
    """How one version serves a place: its last visit. route empty: not at all."""

    route: str
    vehicle: str
    day: int | None
    minute: int | None
    boxes: int


@dataclass(frozen=True, slots=True)
class Line:
    place: str
    name: str
    before: Served
    after: Served


@dataclass(frozen=True, slots=True)
class Compared:
    before: Sheet
    after: Sheet
    lines: tuple[Line, ...]
    same: int


def compare(before: Sheet, after: Sheet) -> Compared:
    """Every place that the second version serves by another vehicle, on another day, at another hour, or not."""
    one, other = _visits(before), _visits(after)
    lines = []
    same = 0
    nothing = Served("", "", None, None, 0)
    for code in dict.fromkeys([*one, *other]):
        left, right = one.get(code, nothing), other.get(code, nothing)
        if (left.route, left.boxes) == (right.route, right.boxes) and abs(
            (left.minute or 0) - (right.minute or 0)
        ) < 10:
            same += 1
            continue
        name = (after.places.get(code) or before.places[code]).name
        lines.append(Line(code, name, left, right))
    return Compared(before, after, tuple(lines), same)


def _visits(sheet: Sheet) -> dict[str, Served]:
    found: dict[str, Served] = {}
    for route in sheet.routes:
        for stop in route.stops:
            known = found.get(stop.place.id)
            boxes = stop.stop.boxes + (known.boxes if known else 0)
            found[stop.place.id] = Served(route.id, route.vehicle, route.route.day, stop.stop.start, boxes)
    return found
