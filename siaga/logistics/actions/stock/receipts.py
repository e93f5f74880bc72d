"""Deliveries into the warehouse, and what sorting (and folding) found in them."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.ledger.recording import action, record
from siaga.logistics import clean
from siaga.logistics.locks import lock_item, lock_warehouse
from siaga.logistics.loose import damaged_pieces, loose_pieces
from siaga.logistics.models import Consignment, Item, Receipt, Sorting, Warehouse
from siaga.logistics.stock_errors import (
    AlreadyVoid,
    InUse,
    NotSaid,
    OrderClosed,
    ReceiptExists,
    SortingDone,
    TooMany,
    WrongItem,
)
from siaga.logistics.voiding import void


@action("receipt.make")
def receive(
    *,
    actor: Actor,
    warehouse: Warehouse,
    item: Item,
    batch: str,
    document: str,
    quantity: int,
    now: datetime,
    supplier: str = "",
    consignment: Consignment | None = None,
    received_at: datetime | None = None,
) -> Receipt:
    """Note a delivery as its document states it; of an order, its supplier is the order's.

    Raises ``ReceiptExists``, ``WrongItem``, ``OrderClosed``, ``NotSaid``.
    """
    require(actor, Verb.LOGISTICS_CHANGE, warehouse.place)
    warehouse = lock_warehouse(warehouse)
    clean.open_election(warehouse.election)
    item = lock_item(warehouse, item)
    if consignment is not None:
        consignment = Consignment.objects.filter(pk=consignment.pk, warehouse=warehouse).first()
        if consignment is None:
            raise Refused
        if consignment.item_id != item.pk:
            raise WrongItem(_("Pesanan itu untuk barang lain."), _("Pilih pesanan barang ini."), field="consignment")
        if consignment.closed_at:
            raise OrderClosed(str(consignment))
        supplier = supplier or consignment.supplier
    made = Receipt(
        warehouse=warehouse,
        item=item,
        consignment=consignment,
        supplier=clean.line(supplier, field="supplier", limit=160, empty=_("Penyedia belum diisi.")),
        batch=clean.line(batch, field="batch", limit=80, empty=_("Nomor batch atau koli belum diisi.")),
        document=clean.line(document, field="document", limit=120, empty=_("Nomor surat jalan belum diisi.")),
        quantity=clean.pieces(quantity, field="quantity"),
        received_at=clean.past_moment(received_at or now, now, field="received_at"),
        received_by_id=actor.account_id,
        created_at=now,
    )
    same = warehouse.receipts.filter(item=item, document=made.document, batch=made.batch, voided_at=None)
    if same.exists():
        raise ReceiptExists(item.name, made.batch, made.document)
    made.save()
    record(actor, "receipt.make", made, before=None, after=made.as_fact(), now=now)
    return made


@action("receipt.void")
def void_receipt(*, actor: Actor, receipt: Receipt, reason: str, now: datetime) -> Receipt:
    """Say that a receipt was noted wrongly, with all that was sorted of it.

    Raises ``InUse`` where its pieces lie in boxes or were destroyed, ``AlreadyVoid``, ``NotSaid``.
    """
    require(actor, Verb.LOGISTICS_CHANGE, receipt.place)
    found = _lock(receipt)
    sums = _sorted(found)
    _not_in_use(found, sums["good"], sums["damaged"])
    return void(actor, "receipt.void", found, reason, now)


@action("sorting.note")
def sort(
    *,
    actor: Actor,
    receipt: Receipt,
    good: int,
    now: datetime,
    damaged: int = 0,
    short: int = 0,
    final: bool = False,
    sorted_on: date | None = None,
    document: str = "",
    note: str = "",
) -> Sorting:
    """Note what one go of sorting found in a receipt; ``final`` says that no go follows.

    Raises ``TooMany`` where the goes exceed the receipt, ``SortingDone`` after the last go, ``NotSaid``.
    """
    require(actor, Verb.LOGISTICS_CHANGE, receipt.place)
    found = _lock(receipt)
    for name, number in (("good", good), ("damaged", damaged), ("short", short)):
        clean.pieces(number, field=name, least=0)
    if not (good or damaged or short or final):
        raise NotSaid(_("Hasil sortir masih kosong."), _("Isi jumlah baik, rusak, atau kurang."), field="good")
    if found.sortings.filter(voided_at=None, final=True).exists():
        raise SortingDone(str(found))
    left = found.quantity - sum(_sorted(found).values())
    if good + damaged + short > left:
        raise TooMany(
            good + damaged + short,
            max(left, 0),
            _("Bila isinya memang lebih dari surat jalan, batalkan penerimaannya dan catat jumlah yang nyata."),
            field="good",
        )
    made = Sorting.objects.create(
        receipt=found,
        good=good,
        damaged=damaged,
        short=short,
        final=final,
        document=clean.line(document, field="document", limit=120),
        note=clean.line(note, field="note", limit=300),
        sorted_on=clean.past_day(sorted_on or now.date(), now, field="sorted_on"),
        created_at=now,
    )
    record(actor, "sorting.note", made, before=None, after=made.as_fact(), now=now)
    return made


@action("sorting.void")
def void_sorting(*, actor: Actor, sorting: Sorting, reason: str, now: datetime) -> Sorting:
    """Say that a go of sorting was noted wrongly. Raises ``InUse``, ``AlreadyVoid``, ``NotSaid``."""
    require(actor, Verb.LOGISTICS_CHANGE, sorting.receipt.place)
    receipt = _lock(sorting.receipt)
    found = receipt.sortings.filter(pk=sorting.pk).first()
    if found is None:
        raise Refused
    found.receipt = receipt
    if found.voided_at:
        raise AlreadyVoid
    _not_in_use(receipt, found.good, found.damaged)
    return void(actor, "sorting.void", found, reason, now)


def _lock(receipt: Receipt) -> Receipt:
    """The receipt as it is now, its warehouse held. Raises ``Refused`` when it is gone, ``AlreadyVoid``."""
    warehouse = lock_warehouse(receipt.warehouse)
    clean.open_election(warehouse.election)
    found = Receipt.objects.select_related("item").filter(pk=receipt.pk, warehouse=warehouse).first()
    if found is None:
        raise Refused
    if found.voided_at:
        raise AlreadyVoid
    found.warehouse = warehouse
    return found


def _sorted(receipt: Receipt) -> dict[str, int]:
    """What all goes found, so far."""
    goes = receipt.sortings.filter(voided_at=None).order_by()
    sums = goes.aggregate(good=Sum("good"), damaged=Sum("damaged"), short=Sum("short"))
    return {name: number or 0 for name, number in sums.items()}


def _not_in_use(receipt: Receipt, good: int, damaged: int) -> None:
    """Refuse to take back pieces that lie in boxes or were destroyed since."""
    loose = loose_pieces(receipt.warehouse, [receipt.item_id])[receipt.item_id]
    if good > loose:
        raise InUse(
            good - max(loose, 0), _("Buka atau batalkan dulu kotak yang memuatnya, selama kotak itu di gudang.")
        )
    waiting = damaged_pieces(receipt.warehouse, receipt.item)
    if damaged > waiting:
        raise InUse(damaged - max(waiting, 0), _("Batalkan dulu catatan pemusnahannya bila memang keliru."))
