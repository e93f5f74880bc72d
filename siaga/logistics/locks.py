"""Warehouses and boxes as they are now, held until the action ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from siaga.access import Refused
from siaga.logistics.models import Box, HandoverBox, HandoverState, Warehouse

T = TypeVar("T")


def lock_warehouse(warehouse: Warehouse) -> Warehouse:
    """The warehouse as it is now; whoever changes its stock holds it. Raises ``Refused`` when it is gone."""
    found = (
        Warehouse.objects.select_for_update(of=("self",))
        .select_related("region__parent", "election__region", "election__ruleset")
        .filter(pk=warehouse.pk)
        .first()
    )
    if found is None:
        raise Refused
    return found


def lock_boxes(warehouse: Warehouse, boxes: Iterable[Box]) -> dict[int, Box]:
    """Boxes of the warehouse as they are now, by their id. Raises ``Refused`` when one is gone or of another house."""
    wanted = {box.pk for box in boxes}
    found: dict[int, Box] = {}
    for chunk in chunks(sorted(wanted)):
        rows = Box.objects.select_for_update(of=("self",)).filter(pk__in=chunk, warehouse=warehouse).order_by("pk")
        found |= {box.pk: box for box in rows}
    if len(found) < len(wanted):
        raise Refused
    for box in found.values():
        box.warehouse = warehouse
    return found


def on_a_list(boxes: Iterable[int]) -> set[int]:
    """Those of the boxes that somebody scanned for a handover that is still being prepared."""
    found: set[int] = set()
    for chunk in chunks(sorted(boxes)):
        lines = HandoverBox.objects.filter(box__in=chunk, handover__state=HandoverState.GIVING)
        found |= set(lines.values_list("box_id", flat=True))
    return found


def chunks(keys: Sequence[T], size: int = 800) -> Iterator[Sequence[T]]:
    """So many at a time: a database takes only so many values in one question."""
    return (keys[at : at + size] for at in range(0, len(keys), size))
