"""Warehouses and boxes as they are now, held until the action ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from siaga.access import Refused
from siaga.logistics.models import Box, HandoverBox, HandoverState, Item, Warehouse
from siaga.logistics.stock_errors import WrongItem

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


def lock_item(warehouse: Warehouse, item: Item, *, retired_too: bool = False) -> Item:
    """The item as it is now; of the warehouse's election, in use. Raises ``Refused``, ``WrongItem``."""
    found = Item.objects.select_related("election__region").filter(pk=item.pk).first()
    if found is None or found.election_id != warehouse.election_id:
        raise Refused
    if (found.retired_at or found.became_id) and not retired_too:
        raise WrongItem(
            _("%(item)s sudah tidak dipakai.") % {"item": found},
            _("Pilih barang penggantinya dalam katalog."),
            field="item",
        )
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
