"""How far the boxes of a station are on their way to it: what the picture is computed from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from siaga.logistics.models import Box, BoxCheck, BoxState, Hop, Warehouse

_BATCH = 500


@dataclass(slots=True)
class Progress:
    """boxes: of the station, void ones left out. steps: places up to the station that signed, summed over the boxes;
    needed: all that must sign. sound: boxes that are sealed, and in which nobody counted less than was packed."""

    boxes: int = 0
    steps: int = 0
    needed: int = 0
    sound: int = 0


def progress_of(warehouse: Warehouse, stations: Collection[str]) -> dict[str, Progress]:
    """By station code; a station without boxes is left out."""
    goal = list(warehouse.hops).index(Hop.STATION) if Hop.STATION in warehouse.hops else len(warehouse.hops) - 1
    found: dict[str, Progress] = {}
    codes = sorted(stations)
    for start in range(0, len(codes), _BATCH):
        boxes = Box.objects.filter(warehouse=warehouse, station_code__in=codes[start : start + _BATCH])
        rows = list(boxes.exclude(state=BoxState.VOID).values_list("pk", "station_code", "hop", "state"))
        short = _short([pk for pk, _code, _hop, _state in rows])
        for pk, code, hop, state in rows:
            one = found.setdefault(code, Progress())
            one.boxes += 1
            one.steps += min(hop, goal)
            one.needed += goal
            one.sound += state == BoxState.SEALED and pk not in short
    return found


def _short(boxes: list[int]) -> set[int]:
    """Boxes of which the last count of some item found less than was packed."""
    last: dict[tuple[int, int], bool] = {}
    checks = BoxCheck.objects.filter(box__in=boxes).order_by("counted_at", "pk")
    for box, item, counted, packed in checks.values_list("box_id", "item_id", "counted", "packed"):
        last[box, item] = counted < packed
    return {box for (box, _item), lacks in last.items() if lacks}
