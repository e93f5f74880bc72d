"""The books of a warehouse from its rows, and where what does not add up is to be looked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Exists, F, Max, OuterRef, Q, Sum, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from siaga.access import Actor, Verb, require
from siaga.logistics.books import Altered, Batch, Book, Check, Counted, Gone, Imbalance, Kind, Lying, Untraced, balance
from siaga.logistics.models import (
    Box,
    BoxCheck,
    BoxContent,
    BoxState,
    Catalogue,
    Destruction,
    HandoverBox,
    HandoverState,
    Hop,
    Item,
    Receipt,
    StockCount,
    Warehouse,
    hop_code,
)
from siaga.wilayah.models import Region

MOST = 200
"""Boxes or imbalances named one by one."""


@dataclass(frozen=True, slots=True)
class ItemBook:
    """An item with its book."""

    item: Item
    book: Book


@dataclass(frozen=True, slots=True)
class Located:
    """An imbalance in words. where: the place, or the two places between which it happened."""

    imbalance: Imbalance
    item: Item
    where: str
    what: str
    receipt: Receipt | None = None
    box: Box | None = None

    @property
    def amount(self) -> int:
        """Pieces, without their sign."""
        return abs(self.imbalance.amount)

    @property
    def missing(self) -> bool:
        return self.imbalance.amount > 0

    @property
    def code(self) -> str:
        """Of the box, where there is one."""
        return self.imbalance.box


_NONE = ""
"""No box and no region has this code: with it a page asks as often where nothing is named as where much is."""


def books_of(actor: Actor, warehouse: Warehouse, now: datetime) -> list[Book]:
    """A book of each item that is in use or has moved, in the order of the catalogue. Raises ``Refused``."""
    return [row.book for row in item_books(actor, warehouse, now)]


def item_books(actor: Actor, warehouse: Warehouse, now: datetime) -> list[ItemBook]:
    """The same beside their items; ten queries, however many boxes. Raises ``Refused``."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    items = Item.objects.filter(election=warehouse.election_id).select_related("election__region", "became")
    known = {item.pk: item for item in sorted(items, key=lambda item: (item.catalogue != Catalogue.ELECTION, item.pk))}
    books = _balanced(warehouse, (pk for pk, item in known.items() if not (item.retired_at or item.became_id)))
    return [ItemBook(known[pk], books[pk]) for pk in known if pk in books]


def item_book(actor: Actor, warehouse: Warehouse, item: Item, now: datetime) -> Book:
    """The book of one item. Raises ``Refused``."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    return _balanced(warehouse, [item.pk], only=item.pk)[item.pk]


def imbalances(actor: Actor, warehouse: Warehouse, now: datetime) -> list[Located]:
    """What does not add up, the greatest first, at most ``MOST``. Raises ``Refused``."""
    return located(warehouse, item_books(actor, warehouse, now))


def located(warehouse: Warehouse, books: Iterable[ItemBook]) -> list[Located]:
    """The imbalances of the books with the names of their places. The same few queries however many there are."""
    pairs = [(row.item, found) for row in books for found in row.book.imbalances]
    pairs.sort(key=lambda pair: (-abs(pair[1].amount), pair[0].pk))
    pairs = pairs[:MOST]
    boxes = {
        box.code: box
        for box in Box.objects.filter(
            code__in=[_NONE, *(found.box for _item, found in pairs if found.box)]
        ).select_related("station__village__parent")
    }
    receipts = Receipt.objects.in_bulk([found.receipt for _item, found in pairs if found.receipt])
    codes = {box.village_code for box in boxes.values()} | {box.district_code for box in boxes.values()}
    names = {region.code: region.title for region in Region.objects.filter(code__in=[_NONE, *codes])}
    told = []
    for item, found in pairs:
        box = boxes.get(found.box)
        receipt = receipts.get(found.receipt or 0)
        told.append(
            Located(found, item, _where(warehouse, found, box, receipt, names), _what(found), receipt=receipt, box=box)
        )
    return told


def _what(found: Imbalance) -> str:
    match found.kind:
        case Kind.SORTING:
            return _("Hasil sortir tidak sama dengan jumlah diterima")
        case Kind.COUNT:
            return _("Hitung fisik tidak sama dengan buku")
        case Kind.PACKED:
            return _("Isi kotak melebihi barang baik yang ada")
        case Kind.CONTENT:
            return _("Daftar isi kotak berubah sejak disegel")
        case Kind.CHECK:
            return _("Isi kotak berubah di jalan")
        case _:
            return _("Kotak berangkat tanpa serah terima")


def _where(
    warehouse: Warehouse, found: Imbalance, box: Box | None, receipt: Receipt | None, names: dict[str, str]
) -> str:
    if receipt is not None:
        return _("%(batch)s, surat jalan %(document)s") % {"batch": receipt.batch, "document": receipt.document}
    if box is None:
        return warehouse.name
    of = _("Kotak %(code)s (%(station)s %(village)s)") % {
        "code": box.code,
        "station": box.station.label,
        "village": box.station.village.name,
    }
    if found.from_hop is None or found.to_hop is None:
        return of
    ends = [hop_name(warehouse, box, hop, names) for hop in (found.from_hop, found.to_hop)]
    if ends[0] == ends[1]:
        return _("%(box)s, di %(place)s") % {"box": of, "place": ends[0]}
    return _("%(box)s, antara %(from)s dan %(to)s") % {"box": of, "from": ends[0], "to": ends[1]}


def hop_name(warehouse: Warehouse, box: Box, index: int, names: dict[str, str]) -> str:
    """A place of the box's way, as people call it: ``PPK Kecamatan Dempo Utara``."""
    hop = Hop(warehouse.hops[min(index, len(warehouse.hops) - 1)])
    code = hop_code(hop, warehouse.region.code, box.village_code, box.station_code)
    match hop:
        case Hop.WAREHOUSE | Hop.BACK_WAREHOUSE:
            return str(hop.label)
        case Hop.STATION:
            return f"{box.station.label} {names.get(box.village_code, '')}".strip()
        case _:
            return f"{hop.label} {names.get(code, code)}"


# From the rows -----------------------------------------------------------------------------------------------------


def _balanced(warehouse: Warehouse, items: Iterable[int], only: int | None = None) -> dict[int, Book]:
    lying, sums = _lying(warehouse, only)
    return balance(
        items=items,
        batches=batches_of(warehouse, only),
        gone=_gone(warehouse, only),
        lying=lying,
        counts=_counts(warehouse, only),
        checks=_checks(warehouse, only),
        altered=_altered(warehouse, sums, only),
        untraced=_untraced(warehouse, only),
    )


def batches_of(warehouse: Warehouse, only: int | None = None) -> list[Batch]:
    """Each receipt that stands, with the sums of its sorting."""
    rows = warehouse.receipts.filter(voided_at=None).order_by()
    if only is not None:
        rows = rows.filter(item=only)
    stands = Q(sortings__voided_at=None)
    return [
        Batch(pk, item, received, good, damaged, short, bool(final))
        for pk, item, received, good, damaged, short, final in rows.annotate(
            good=Coalesce(Sum("sortings__good", filter=stands), 0),
            damaged=Coalesce(Sum("sortings__damaged", filter=stands), 0),
            short=Coalesce(Sum("sortings__short", filter=stands), 0),
            done=Max(Case(When(Q(sortings__final=True) & stands, then=Value(1)), default=Value(0))),
        ).values_list("pk", "item_id", "quantity", "good", "damaged", "short", "done")
    ]


def _gone(warehouse: Warehouse, only: int | None) -> list[Gone]:
    rows = Destruction.objects.filter(warehouse=warehouse, voided_at=None).order_by()
    if only is not None:
        rows = rows.filter(item=only)
    return [
        Gone(item, quantity, surplus)
        for item, surplus, quantity in rows.values_list("item_id", "surplus").annotate(Sum("quantity"))
    ]


Sums = dict[int, tuple[int, int]]
"""By item: pieces in boxes, and each piece times the number of its box: two boxes that swapped pieces show too."""


def _lying(warehouse: Warehouse, only: int | None) -> tuple[list[Lying], Sums]:
    rows = BoxContent.objects.filter(box__warehouse=warehouse).exclude(box__state=BoxState.VOID).order_by()
    if only is not None:
        rows = rows.filter(item=only)
    lying: list[Lying] = []
    sums: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    grouped = rows.values_list("item_id", "box__hop", "box__moving")
    for item, hop, moving, pieces, marks in grouped.annotate(Sum("quantity"), marks=Sum(F("quantity") * F("box_id"))):
        lying.append(Lying(item, hop, moving, pieces))
        sums[item] = (sums[item][0] + pieces, sums[item][1] + marks)
    return lying, sums


def _altered(warehouse: Warehouse, sums: Sums, only: int | None) -> list[Altered]:
    """Boxes whose rows of contents are not what the ledger keeps of them."""
    sealed: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    rows = warehouse.boxes.exclude(state=BoxState.VOID).exclude(packed={}).order_by()
    kept = list(rows.values_list("pk", Cast("packed", TextField())))
    # Read as one text: thousands of small ones cost several times as much.
    for (pk, _text), packed in zip(kept, json.loads(f"[{','.join(text for _pk, text in kept)}]"), strict=True):
        for key, quantity in packed.items():
            sums_of = sealed[int(key)]
            sums_of[0] += quantity
            sums_of[1] += quantity * pk
    wrong = [item for item in sums.keys() | sealed.keys() if sums.get(item, (0, 0)) != tuple(sealed.get(item, (0, 0)))]
    if only is not None:
        wrong = [item for item in wrong if item == only]
    if not wrong:
        return []
    listed: dict[int, dict[int, int]] = defaultdict(dict)
    contents = BoxContent.objects.filter(box__warehouse=warehouse, item__in=wrong).exclude(box__state=BoxState.VOID)
    for box, item, quantity in contents.order_by().values_list("box_id", "item_id", "quantity"):
        listed[box][item] = quantity
    found: list[Altered] = []
    boxes = warehouse.boxes.exclude(state=BoxState.VOID).order_by("pk").values_list("pk", "code", "packed")
    for pk, code, packed in boxes.iterator(chunk_size=5000):
        for item in wrong:
            was, is_now = packed.get(str(item), 0), listed.get(pk, {}).get(item, 0)
            if was != is_now:
                found.append(Altered(code, item, was, is_now))
    return found


def _counts(warehouse: Warehouse, only: int | None) -> list[Counted]:
    newer = StockCount.objects.filter(warehouse=warehouse, item=OuterRef("item")).filter(
        Q(counted_at__gt=OuterRef("counted_at")) | Q(counted_at=OuterRef("counted_at"), pk__gt=OuterRef("pk"))
    )
    rows = StockCount.objects.filter(~Exists(newer), warehouse=warehouse).order_by()
    if only is not None:
        rows = rows.filter(item=only)
    return [Counted(*row) for row in rows.values_list("item_id", "counted", "booked", "counted_at")]


def _checks(warehouse: Warehouse, only: int | None) -> list[Check]:
    """All checks of those boxes and items of which some check found another number than was packed.

    A check in the warehouse, before the box was packed anew, is about other contents and left out.
    """
    odd = BoxCheck.objects.filter(box=OuterRef("box"), item=OuterRef("item")).exclude(counted=F("packed"))
    rows = BoxCheck.objects.filter(Exists(odd), box__warehouse=warehouse).exclude(box__state=BoxState.VOID).order_by()
    if only is not None:
        rows = rows.filter(item=only)
    found = []
    for code, packed_now, item, hop, counted, packed, at, pk in rows.values_list(
        "box__code", "box__packed", "item_id", "hop", "counted", "packed", "counted_at", "pk"
    ):
        if hop or packed_now.get(str(item), 0) == packed:
            found.append(Check(code, item, hop, counted, packed, at, pk))
    return found


def _untraced(warehouse: Warehouse, only: int | None) -> list[Untraced]:
    named = HandoverBox.objects.filter(box=OuterRef("box"), taken_at=None).exclude(
        handover__state=HandoverState.CANCELLED
    )
    rows = BoxContent.objects.filter(~Exists(named), box__warehouse=warehouse, box__moving=True).order_by("box", "item")
    if only is not None:
        rows = rows.filter(item=only)
    return [Untraced(*row) for row in rows.values_list("box__code", "item_id", "quantity", "box__hop")[: MOST * 10]]
