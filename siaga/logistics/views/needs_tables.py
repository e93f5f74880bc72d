"""The tables of needs: items of a place, and places of an item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from siaga.elections.models import SPECIAL_FROM
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.logistics import needs_words
from siaga.logistics.arithmetic import ZERO, Range, exactly
from siaga.logistics.models import Basis, Catalogue
from siaga.logistics.needs import NeedItem, Needs, Supply
from siaga.logistics.needs_words import Enough

OFFICES = (Basis.VILLAGE, Basis.DISTRICT, Basis.REGENCY)
"""What is needed at an office and not at a TPS."""
NOTHING_SAID = Enough()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item at a place."""

    slug: str
    code: str
    item: NeedItem
    need: Range | None
    supply: Supply
    balance: Range | None
    enough: Enough

    @property
    def name(self) -> str:
        return self.item.name

    @property
    def each(self) -> str:
        return needs_words.each(self.item)

    @property
    def basis(self) -> str:
        """Where the number comes from, in words."""
        if self.item.own:
            return self.item.note or _("Ditetapkan Desk")
        return self.item.source

    @property
    def url(self) -> str:
        name = "logistics:station_need_item" if "/" in self.code else "logistics:need_item"
        return reverse(name, args=[self.slug, self.code, self.item.key])


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place below, or what the place itself needs beside them (``own``)."""

    slug: str
    code: str
    name: str
    stations: int
    special: int
    unknown: int
    voters: Range
    papers: Range | None
    need: Range | None
    packed: int
    balance: Range | None
    own: bool = False
    item: str = ""
    """Key of the item whose places these are; empty on the page of all items."""
    enough: Enough = NOTHING_SAID

    @property
    def special_words(self) -> str:
        if not self.special or self.stations == 1:
            return ""
        return _("%(n)s TPS lokasi khusus") % {"n": self.special}

    @property
    def url(self) -> str:
        if self.own:
            return ""
        station = "/" in self.code
        if self.item:
            name = "logistics:station_need_item" if station else "logistics:need_item"
            return reverse(name, args=[self.slug, self.code, self.item])
        return reverse("logistics:station_needs" if station else "logistics:needs", args=[self.slug, self.code])


def item_row(needs: Needs, slug: str, item: NeedItem) -> ItemRow:
    """An item at the place that was asked for."""
    code = needs.code
    return ItemRow(
        slug=slug,
        code=code,
        item=item,
        need=needs.of(item, code),
        supply=needs.supply(item, code),
        balance=needs.balance(item, code),
        enough=needs_words.enough(needs, item, code),
    )


def item_rows(needs: Needs, slug: str, catalogue: Catalogue = Catalogue.ELECTION) -> list[ItemRow]:
    """The items of a catalogue at the place, without those that only offices above it need."""
    rows = [
        item_row(needs, slug, item)
        for item in needs.items
        if item.catalogue == catalogue and needs.applies(item, needs.code)
    ]
    return [row for row in rows if row.need != ZERO or row.item.basis not in OFFICES]


def place_rows(needs: Needs, slug: str, item: NeedItem | None = None) -> list[PlaceRow]:
    """The places directly below, and a row of the place's own where it needs something beside them."""
    rows = []
    for code in needs.here.children:
        spot = needs.spots[code]
        rows.append(
            PlaceRow(
                slug=slug,
                code=code,
                name=station_name(code) if spot.station else needs.names.get(code, code),
                stations=spot.stations,
                special=spot.special,
                unknown=spot.unknown,
                voters=spot.voters,
                papers=None if spot.below else spot.papers,
                need=needs.of(item, code) if item else None,
                packed=needs.supply(item, code).packed if item else 0,
                balance=needs.balance(item, code) if item else None,
                item=item.key if item else "",
                enough=needs_words.enough(needs, item, code) if item else NOTHING_SAID,
            )
        )
    own = needs.own(item, needs.code) if item and rows else ZERO
    if item and own not in (ZERO, None):
        office = PlaceRow(
            slug=slug, code=needs.code, name=_("Di kantor atau gudang sendiri"), stations=0, special=0, unknown=0,
            voters=exactly(0), papers=None, need=own, packed=0, balance=None, own=True, item=item.key,
        )  # fmt: skip
        rows.append(office)
    return rows


def station_name(code: str) -> str:
    """``TPS 005``; a special one says so."""
    number = code.partition("/")[2]
    return _("TPS %(number)s, lokasi khusus") % {"number": number} if int(number) >= SPECIAL_FROM else f"TPS {number}"


def _amount(found: Range | None) -> float:
    return -1 if found is None else float(found.low)


def _summed(pick: Callable[[Any], Range | None]) -> Callable[[Iterable[Any]], str | int | None]:
    """The sum of a column where all of it is exactly known; where it is not, the page says so above."""

    def total(rows: Iterable[Any]) -> int | None:
        ranges = [pick(row) for row in rows]
        if any(one is None or not one.exact for one in ranges):
            return None
        return sum(one.low for one in ranges if one is not None)

    return total


def _by_standing(rows: list[Any], value: str) -> list[Any]:
    if value == "belum":
        return [row for row in rows if row.need is None]
    if value == "rentang":
        return [row for row in rows if row.need is not None and not row.need.exact]
    if value == "kurang":
        return [row for row in rows if row.enough.standing in ("kurang", "mungkin")]
    return [row for row in rows if row.enough.standing == value]


def _found(rows: list[Any], words: str) -> list[Any]:
    wanted = words.casefold().split()
    return [row for row in rows if all(word in f"{row.name} {row.code}".casefold() for word in wanted)]


STANDING = Filter(
    key="keadaan",
    label=_lazy("Keadaan"),
    chips=True,
    choices=[
        ("kurang", _lazy("Kurang")),
        ("lebih", _lazy("Lebih")),
        ("rentang", _lazy("Berupa rentang")),
        ("belum", _lazy("Belum diketahui")),
    ],
    apply=_by_standing,
)


KNOWING = replace(STANDING, choices=STANDING.choices[2:])  # type: ignore[index]
"""The same where no stock can be compared yet."""


def _low_high(pick: Callable[[Any], Range | None]) -> list[Column]:
    """Both bounds as numbers, for exports alone."""
    return [
        Column(
            key="paling_sedikit", label=_lazy("Kebutuhan paling sedikit"), format="number", screen=False,
            value=lambda row: None if (need := pick(row)) is None else need.low,
        ),
        Column(
            key="paling_banyak", label=_lazy("Kebutuhan paling banyak"), format="number", screen=False,
            value=lambda row: None if (need := pick(row)) is None else need.high,
        ),
    ]  # fmt: skip


_NEED = Column(
    key="kebutuhan", label=_lazy("Kebutuhan"), format="number", value=lambda row: needs_words.between(row.need),
    sort=lambda row: _amount(row.need), cell="logistics/cells/need.html", export=False,
)  # fmt: skip
_BALANCE = Column(
    key="selisih", label=_lazy("Kurang atau lebih"), value=lambda row: row.enough.words,
    sort=lambda row: (row.balance is None, row.balance.low if row.balance else 0), cell="logistics/cells/balance.html",
    phone=False,
)  # fmt: skip
_NAME = Column(
    key="jenis", label=_lazy("Jenis logistik"), value=lambda row: row.name, sort=lambda row: row.name.casefold(),
    sub=lambda row: row.each,
)  # fmt: skip
_BASIS = Column(
    key="dasar", label=_lazy("Dasar angkanya"), value=lambda row: row.basis, cell="logistics/cells/basis.html",
    phone=False,
)  # fmt: skip
_DOUBT = Column(key="keraguan", label=_lazy("Keraguan"), value=lambda row: row.item.doubt, screen=False)
_NO_ITEMS = Empty(
    title=_lazy("Belum ada jenis logistik"),
    text=_lazy("Semua jenis tidak dipakai lagi. Tambahkan jenis yang dibutuhkan pada daftar jenis logistik."),
    icon="package",
)


def _items(*between: Column, standing: Filter = STANDING) -> Table:
    return Table(
        key="kebutuhan",
        title=_lazy("Kebutuhan menurut jenis"),
        columns=[_NAME, _NEED, *_low_high(lambda row: row.need), *between, _BASIS, _DOUBT],
        filters=[standing],
        search=_found,
        search_label=_lazy("Cari jenis logistik"),
        row_url=lambda row: row.url,
        empty=_NO_ITEMS,
        per_page=100,
    )


_PACKED = Column(
    key="dikemas", label=_lazy("Dikemas"), format="number",
    value=lambda row: row.supply.packed if row.item.boxed else None, sort=lambda row: row.supply.packed,
    phone=False,
)  # fmt: skip
ITEMS_OF_RULES = _items(standing=KNOWING)
ITEMS_OF_WAREHOUSE = _items(
    Column(
        key="baik", label=_lazy("Diterima baik"), format="number", value=lambda row: row.supply.usable,
        sort=True, cell="logistics/cells/received.html", phone=False,
    ),
    Column(key="diterima", label=_lazy("Diterima menurut dokumen"), format="number", screen=False,
           value=lambda row: row.supply.received),
    Column(key="belum_sortir", label=_lazy("Belum disortir"), format="number", screen=False,
           value=lambda row: row.supply.unsorted),
    _PACKED,
    _BALANCE,
)  # fmt: skip
ITEMS_OF_PLACE = _items(_PACKED, _BALANCE)


def of_campaign(table: Table) -> Table:
    """The same table for the candidates' material, which is never mixed with election items."""
    return replace(table, key="kampanye", prefix="k-", title=_lazy("Bahan kampanye"), filters=(), search=None)


def _place_columns(*more: Column, counted: bool = True) -> list[Column]:
    return [
        Column(
            key="tempat", label=_lazy("Tempat"), value=lambda row: row.name, sort=lambda row: row.name.casefold(),
            sub=lambda row: row.special_words,
        ),
        Column(key="kode", label=_lazy("Kode"), format="code", value=lambda row: row.code, sort=True,
               phone=False),
        Column(key="tps", label=_lazy("TPS"), format="number", value=lambda row: row.stations,
               sort=True, total=True, phone=counted),
        *more,
    ]  # fmt: skip


_EMPTY_PLACES = Empty(
    title=_lazy("Belum ada TPS"),
    text=_lazy("Kebutuhan dihitung dari TPS. Impor daftar TPS pemilihan ini dahulu."),
    icon="box",
)
PLACES = Table(
    key="wilayah",
    prefix="w-",
    title=_lazy("Menurut tempat"),
    columns=_place_columns(
        Column(
            key="pemilih", label=_lazy("Pemilih"), format="number", value=lambda row: needs_words.between(row.voters),
            sort=lambda row: _amount(row.voters), cell="logistics/cells/voters.html",
            total=_summed(lambda row: row.voters),
        ),
        Column(
            key="surat", label=_lazy("Surat suara tiap jenis"), format="number",
            value=lambda row: needs_words.between(row.papers), sort=lambda row: _amount(row.papers),
            cell="logistics/cells/papers.html", total=_summed(lambda row: row.papers),
        ),
        Column(key="belum", label=_lazy("TPS yang pemilihnya belum diketahui"), format="number", screen=False,
               value=lambda row: row.unknown),
    ),
    search=_found,
    search_label=_lazy("Cari tempat atau kode"),
    order="kode",
    row_url=lambda row: row.url,
    empty=_EMPTY_PLACES,
)  # fmt: skip
_NEED_OF_PLACE = replace(_NEED, total=_summed(lambda row: row.need))
PLACES_OF_ITEM = Table(
    key="tempat",
    title=_lazy("Menurut tempat"),
    columns=_place_columns(
        _NEED_OF_PLACE,
        *_low_high(lambda row: row.need),
        Column(
            key="dikemas", label=_lazy("Dikemas"), format="number", value=lambda row: row.packed,
            sort=True, total=True, phone=False,
        ),
        _BALANCE,
        counted=False,
    ),
    filters=[STANDING],
    search=_found,
    search_label=_lazy("Cari tempat atau kode"),
    order="kode",
    row_url=lambda row: row.url,
    empty=_EMPTY_PLACES,
)  # fmt: skip
PLACES_OF_RULE = replace(
    PLACES_OF_ITEM,
    columns=_place_columns(_NEED_OF_PLACE, *_low_high(lambda row: row.need)),
    filters=[KNOWING],
)
"""The same while nothing can have been packed, since the catalogue is not open."""
