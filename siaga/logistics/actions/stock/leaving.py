"""What leaves the stock by destruction, and counts of what is there."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from siaga.access import Actor, Refused, Verb, require
from siaga.ledger.recording import action, record
from siaga.logistics import clean
from siaga.logistics.locks import lock_item, lock_warehouse
from siaga.logistics.loose import damaged_pieces, loose_pieces, take
from siaga.logistics.models import Destruction, Item, StockCount, Warehouse
from siaga.logistics.stock_errors import TooMany
from siaga.logistics.voiding import void


@action("destruction.note")
def destroy(
    *,
    actor: Actor,
    warehouse: Warehouse,
    item: Item,
    quantity: int,
    document: str,
    now: datetime,
    surplus: bool = False,
    witnesses: str = "",
    destroyed_at: datetime | None = None,
) -> Destruction:
    """Note that damaged pieces were destroyed, or (``surplus``) good ones that no box needs.

    Raises ``TooMany`` beyond the damaged ones that wait for it, ``NotEnough`` beyond the loose good ones, ``NotSaid``.
    """
    require(actor, Verb.LOGISTICS_CHANGE, warehouse.place)
    warehouse = lock_warehouse(warehouse)
    clean.open_election(warehouse.election)
    item = lock_item(warehouse, item, retired_too=True)
    clean.pieces(quantity, field="quantity")
    if surplus:
        take(warehouse, {item: quantity}, field="quantity")
    elif quantity > (waiting := damaged_pieces(warehouse, item)):
        raise TooMany(quantity, max(waiting, 0), _("Yang dapat dimusnahkan hanya yang rusak menurut hasil sortir."))
    made = Destruction.objects.create(
        warehouse=warehouse,
        item=item,
        quantity=quantity,
        surplus=surplus,
        document=clean.line(
            document, field="document", limit=120, empty=_("Nomor berita acara pemusnahan belum diisi.")
        ),
        witnesses=clean.line(witnesses, field="witnesses", limit=300),
        destroyed_at=clean.past_moment(destroyed_at or now, now, field="destroyed_at"),
        created_at=now,
    )
    record(actor, "destruction.note", made, before=None, after=made.as_fact(), now=now)
    return made


@action("destruction.void")
def void_destruction(*, actor: Actor, destruction: Destruction, reason: str, now: datetime) -> Destruction:
    """Say that a destruction was noted wrongly. Raises ``AlreadyVoid``, ``NotSaid``."""
    require(actor, Verb.LOGISTICS_CHANGE, destruction.warehouse.place)
    warehouse = lock_warehouse(destruction.warehouse)
    clean.open_election(warehouse.election)
    found = warehouse.destructions.select_related("item").filter(pk=destruction.pk).first()
    if found is None:
        raise Refused
    found.warehouse = warehouse
    return void(actor, "destruction.void", found, reason, now)


@action("stock.count")
def count_stock(
    *, actor: Actor, warehouse: Warehouse, item: Item, counted: int, now: datetime, note: str = ""
) -> StockCount:
    """Note how many loose good pieces somebody counted, beside what the books say at this moment."""
    require(actor, Verb.LOGISTICS_CHANGE, warehouse.place)
    warehouse = lock_warehouse(warehouse)
    clean.open_election(warehouse.election)
    item = lock_item(warehouse, item, retired_too=True)
    made = StockCount.objects.create(
        warehouse=warehouse,
        item=item,
        counted=clean.pieces(counted, field="counted", least=0),
        booked=loose_pieces(warehouse, [item.pk])[item.pk],
        note=clean.line(note, field="note", limit=300),
        counted_at=now,
        created_at=now,
    )
    record(actor, "stock.count", made, before=None, after=made.as_fact(), now=now)
    return made
