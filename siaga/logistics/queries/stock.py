"""What was ordered and came in: orders with how far they are, receipts with their sorting, the history of an item."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from siaga.access import Actor, Verb, require
from siaga.logistics.inbound import Inbound
from siaga.logistics.models import (
    Consignment,
    ConsignmentStep,
    Destruction,
    InboundStep,
    Item,
    Receipt,
    Sorting,
    StockCount,
    Warehouse,
)

MOST = 200
"""Entries of a history, of each kind."""


def _summed(rows: QuerySet[Any], key: str, of: str = "quantity") -> Coalesce:
    """The sum over the rows of another table, 0 where there are none."""
    grouped = rows.order_by().values(key).annotate(total=Sum(of)).values("total")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)


def orders_of(actor: Actor, warehouse: Warehouse) -> QuerySet[Consignment]:
    """Orders with ``printed``, ``shipped`` and ``received`` beside them, the newest first. Raises ``Refused``."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    steps = ConsignmentStep.objects.filter(consignment=OuterRef("pk"))
    arrived = Receipt.objects.filter(consignment=OuterRef("pk"), voided_at=None)
    return (
        warehouse.consignments.select_related("item")
        .annotate(
            printed=_summed(steps.filter(step=InboundStep.PRINTED), "consignment"),
            shipped=_summed(steps.filter(step=InboundStep.SHIPPED), "consignment"),
            received=_summed(arrived, "consignment"),
        )
        .order_by("-created_at", "-pk")
    )


def inbound_of(order: Consignment) -> Inbound:
    """How far an order of ``orders_of`` is; of a closed one nothing more is expected."""
    row: Any = order
    if order.closed_at:
        return Inbound(row.received, row.received, row.received, row.received)
    return Inbound(order.quantity, row.printed, row.shipped, row.received)


@dataclass(frozen=True, slots=True)
class Expected:
    """What is still to come of an item. next_on: the earliest day on which a part of it is expected."""

    inbound: Inbound
    next_on: date | None = None
    late: int = 0
    """Pieces of orders whose expected day has passed."""


def expected_by_item(actor: Actor, warehouse: Warehouse, now: datetime) -> dict[int, Expected]:
    """Of each item with an order, by its id; one query. Raises ``Refused``."""
    sums: dict[int, Inbound] = defaultdict(Inbound)
    days: dict[int, date] = {}
    late: dict[int, int] = defaultdict(int)
    for order in orders_of(actor, warehouse):
        inbound = inbound_of(order)
        sums[order.item_id] += inbound
        if inbound.outstanding and order.expected_on:
            days[order.item_id] = min(order.expected_on, days.get(order.item_id, order.expected_on))
            if order.expected_on < now.date():
                late[order.item_id] += inbound.outstanding
    return {item: Expected(inbound, days.get(item), late.get(item, 0)) for item, inbound in sums.items()}


def receipts_of(actor: Actor, warehouse: Warehouse) -> QuerySet[Receipt]:
    """Receipts with ``good``, ``damaged``, ``short`` and ``done``, the newest first. Raises ``Refused``."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    stands = Q(sortings__voided_at=None)
    return (
        warehouse.receipts.select_related("item", "consignment")
        .annotate(
            good=Coalesce(Sum("sortings__good", filter=stands), 0),
            damaged=Coalesce(Sum("sortings__damaged", filter=stands), 0),
            short=Coalesce(Sum("sortings__short", filter=stands), 0),
            last_go=Max("sortings__sorted_on", filter=stands & Q(sortings__final=True)),
        )
        .order_by("-received_at", "-pk")
    )


def unsorted_receipts(actor: Actor, warehouse: Warehouse) -> int:
    """How many receipts wait for their (last) sorting."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    done = Sorting.objects.filter(receipt__warehouse=warehouse, voided_at=None, final=True).values("receipt")
    return warehouse.receipts.filter(voided_at=None).exclude(pk__in=done).count()


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of an item's history; ``void``: it was taken back, and why."""

    at: datetime | date
    kind: str
    thing: Any
    void: str = ""

    @property
    def day(self) -> date:
        return self.at.date() if isinstance(self.at, datetime) else self.at


def history_of_item(actor: Actor, warehouse: Warehouse, item: Item) -> list[Event]:
    """What happened to an item in the warehouse, the newest first. Raises ``Refused``."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    steps = ConsignmentStep.objects.filter(consignment__warehouse=warehouse, consignment__item=item)
    sortings = Sorting.objects.filter(receipt__warehouse=warehouse, receipt__item=item)
    gone = Destruction.objects.filter(warehouse=warehouse, item=item)
    counts = StockCount.objects.filter(warehouse=warehouse, item=item)
    events = [Event(step.at, "step", step) for step in steps.select_related("consignment").order_by("-at")[:MOST]]
    for receipt in warehouse.receipts.filter(item=item).order_by("-received_at")[:MOST]:
        events.append(Event(receipt.received_at, "receipt", receipt, receipt.voided_reason))
    for go in sortings.select_related("receipt").order_by("-created_at")[:MOST]:
        events.append(Event(go.created_at, "sorting", go, go.voided_reason))
    for loss in gone.order_by("-destroyed_at")[:MOST]:
        events.append(Event(loss.destroyed_at, "destruction", loss, loss.voided_reason))
    events += [Event(count.counted_at, "count", count) for count in counts.order_by("-counted_at")[:MOST]]
    return sorted(events, key=_moment, reverse=True)[:MOST]


def _moment(event: Event) -> tuple[str, int]:
    return (event.at.isoformat(), event.thing.pk)
