"""Orders and how far they have come: ordered, printed, shipped, expected, closed."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.ledger.recording import action, nothing_changed, record
from siaga.logistics import clean
from siaga.logistics.locks import lock_item, lock_warehouse
from siaga.logistics.models import Consignment, ConsignmentStep, InboundStep, Item, Warehouse
from siaga.logistics.stock_errors import NotSaid, OrderClosed, TooMany


@action("order.make")
def order(
    *,
    actor: Actor,
    warehouse: Warehouse,
    item: Item,
    supplier: str,
    quantity: int,
    now: datetime,
    document: str = "",
    expected_on: date | None = None,
    ordered_on: date | None = None,
) -> Consignment:
    """Note an order with its first step. Raises ``NotSaid``, ``WrongItem``."""
    require(actor, Verb.LOGISTICS_CHANGE, warehouse.place)
    warehouse = lock_warehouse(warehouse)
    clean.open_election(warehouse.election)
    made = Consignment.objects.create(
        warehouse=warehouse,
        item=lock_item(warehouse, item),
        supplier=_supplier(supplier),
        document=clean.line(document, field="document", limit=120),
        quantity=clean.pieces(quantity, field="quantity"),
        expected_on=expected_on,
        created_at=now,
    )
    record(actor, "order.make", made, before=None, after=made.as_fact(), now=now)
    _add_step(actor, made, InboundStep.ORDERED, quantity, ordered_on or now.date(), document, "", now)
    return made


@action("order.step")
def note_step(
    *,
    actor: Actor,
    consignment: Consignment,
    step: str,
    quantity: int,
    on: date,
    now: datetime,
    document: str = "",
    note: str = "",
) -> ConsignmentStep:
    """Note that so many of an order were printed or shipped, in one go of perhaps several.

    Raises ``TooMany`` where the goes exceed the order, ``OrderClosed``, ``NotSaid``.
    """
    require(actor, Verb.LOGISTICS_CHANGE, consignment.place)
    found = _lock(consignment)
    if step not in (InboundStep.PRINTED, InboundStep.SHIPPED):
        raise NotSaid(_("Langkah pesanan tidak dikenal."), _("Pilih dicetak atau dikirim."), field="step")
    before = found.steps.filter(step=step).aggregate(total=Sum("quantity"))["total"] or 0
    clean.pieces(quantity, field="quantity")
    if before + quantity > found.quantity:
        raise TooMany(
            quantity, found.quantity - before, _("Periksa jumlahnya, atau catat tambahannya sebagai pesanan.")
        )
    return _add_step(actor, found, InboundStep(step), quantity, on, document, note, now)


@action("order.expect")
def expect_order(*, actor: Actor, consignment: Consignment, expected_on: date | None, now: datetime) -> Consignment:
    """Say when the order should arrive, or that nobody knows. Raises ``OrderClosed``."""
    require(actor, Verb.LOGISTICS_CHANGE, consignment.place)
    found = _lock(consignment)
    if found.expected_on == expected_on:
        nothing_changed()
        return found
    before = found.as_fact()
    found.expected_on = expected_on
    found.save(update_fields=["expected_on"])
    record(actor, "order.expect", found, before=before, after=found.as_fact(), now=now)
    return found


@action("order.close")
def close_order(*, actor: Actor, consignment: Consignment, reason: str, now: datetime) -> Consignment:
    """Expect nothing more of an order. Raises ``OrderClosed``, ``NotSaid``."""
    require(actor, Verb.LOGISTICS_CHANGE, consignment.place)
    found = _lock(consignment)
    said = clean.line(
        reason, field="reason", limit=clean.LONGEST_REASON, empty=_("Alasan penutupan pesanan belum diisi.")
    )
    before = found.as_fact()
    if not Consignment.objects.filter(pk=found.pk, closed_at=None).update(closed_at=now, closed_reason=said):
        raise OrderClosed(str(found))
    found.closed_at, found.closed_reason = now, said
    record(actor, "order.close", found, before=before, after=found.as_fact(), now=now, reason=said)
    return found


def _lock(consignment: Consignment) -> Consignment:
    """The order as it is now, its warehouse held. Raises ``Refused`` when it is gone, ``OrderClosed``."""
    warehouse = lock_warehouse(consignment.warehouse)
    clean.open_election(warehouse.election)
    found = Consignment.objects.select_related("item").filter(pk=consignment.pk, warehouse=warehouse).first()
    if found is None:
        raise Refused
    if found.closed_at:
        raise OrderClosed(str(found))
    found.warehouse = warehouse
    return found


def _supplier(supplier: str) -> str:
    return clean.line(supplier, field="supplier", limit=160, empty=_("Penyedia belum diisi."))


def _add_step(
    actor: Actor, of: Consignment, step: InboundStep, quantity: int, on: date, document: str, note: str, now: datetime
) -> ConsignmentStep:
    made = ConsignmentStep.objects.create(
        consignment=of,
        step=step,
        quantity=quantity,
        on=clean.past_day(on, now, field="on"),
        document=clean.line(document, field="document", limit=120),
        note=clean.line(note, field="note", limit=300),
        at=now,
    )
    record(actor, "order.step", made, before=None, after=made.as_fact(), now=now)
    return made
