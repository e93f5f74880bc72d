"""How many good pieces lie loose in a warehouse: sorted as good, not destroyed, not in a box."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Sum

from siaga.logistics.models import BoxContent, BoxState, Destruction, Item, Sorting, Warehouse
from siaga.logistics.stock_errors import NotEnough


def loose_pieces(warehouse: Warehouse, items: Iterable[int]) -> dict[int, int]:
    """By item id. Three queries, however many items."""
    wanted = sorted(set(items))
    good = dict(
        Sorting.objects.filter(
            receipt__warehouse=warehouse,
            receipt__item__in=wanted,
            receipt__voided_at=None,
            voided_at=None,
        )
        .order_by()
        .values_list("receipt__item")
        .annotate(Sum("good"))
    )
    gone: dict[int, int] = dict(
        Destruction.objects.filter(warehouse=warehouse, item__in=wanted, surplus=True, voided_at=None)
        .order_by()
        .values_list("item")
        .annotate(Sum("quantity"))
    )
    packed = packed_pieces(warehouse, wanted)
    return {item: good.get(item, 0) - gone.get(item, 0) - packed.get(item, 0) for item in wanted}


def packed_pieces(warehouse: Warehouse, items: Iterable[int]) -> dict[int, int]:
    """How many of each item lie in boxes of the warehouse."""
    rows = BoxContent.objects.filter(box__warehouse=warehouse, item__in=list(items)).exclude(box__state=BoxState.VOID)
    return dict(rows.order_by().values_list("item").annotate(Sum("quantity")))


def take(warehouse: Warehouse, wanted: dict[Item, int], *, field: str = "") -> None:
    """Raise ``NotEnough`` where fewer pieces lie loose than are wanted (pieces put back count as negative)."""
    wanted = {item: quantity for item, quantity in wanted.items() if quantity > 0}
    there = loose_pieces(warehouse, (item.pk for item in wanted))
    for item, quantity in wanted.items():
        if quantity > there[item.pk]:
            raise NotEnough(item.name, quantity, max(there[item.pk], 0), field=field)


def damaged_pieces(warehouse: Warehouse, item: Item) -> int:
    """How many damaged pieces of an item wait for their destruction."""
    found = Sorting.objects.filter(receipt__warehouse=warehouse, receipt__item=item, receipt__voided_at=None)
    damaged = found.filter(voided_at=None).aggregate(total=Sum("damaged"))["total"] or 0
    gone = Destruction.objects.filter(warehouse=warehouse, item=item, surplus=False, voided_at=None)
    return damaged - (gone.aggregate(total=Sum("quantity"))["total"] or 0)
