"""The books of the warehouse: every item, what does not add up, and the history of one item."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.logistics.access import access_item
from siaga.logistics.books import Book
from siaga.logistics.models import Item
from siaga.logistics.queries.books import ItemBook, item_book, located
from siaga.logistics.queries.overview import ItemState, stock_state
from siaga.logistics.queries.stock import history_of_item, orders_of, receipts_of
from siaga.logistics.stock_words import inbound_words
from siaga.logistics.views.boards import hop_label
from siaga.logistics.views.rooms import store_at


def _awaited(state: ItemState) -> str:
    return inbound_words(state.expected.inbound) if state.expected and state.expected.inbound.outstanding else ""


def _sub(state: ItemState) -> str:
    told = _("belum jelas: %(what)s") % {"what": _unclear(state.item)} if state.item.vague else state.item.unit
    return f"{told}. {awaited}" if (awaited := _awaited(state)) else told


def _unclear(item: Item) -> str:
    return _("satuan dan jumlah") if not item.unit else _("jumlah")


def _need(state: ItemState) -> str:
    need = state.need
    if need is None:
        return ""
    if need.exact:
        return str(need.low)
    return f"{need.low}" + (f"–{need.high}" if need.high is not None else "+")


def _condition(state: ItemState) -> str:
    if state.book.imbalances:
        return "selisih"
    if state.lacking:
        return "kurang"
    if state.item.vague:
        return "belum_lengkap"
    return "sebagian" if state.outstanding or state.book.unsorted else "siap" if state.book.received else "belum"


_ORDER = ("selisih", "kurang", "belum_lengkap", "belum", "sebagian", "siap")


BOOKS = Table(
    key="stok",
    title=gettext_lazy("Buku stok"),
    columns=[
        Column(
            key="name",
            label=gettext_lazy("Barang"),
            value=lambda s: s.item.name,
            sub=_sub,
            sort=lambda s: s.item.name.lower(),
        ),
        Column(
            key="state",
            label=gettext_lazy("Keadaan"),
            value=_condition,
            format="status",
            sort=lambda s: _ORDER.index(_condition(s)),
            below=True,
        ),
        Column(
            key="need",
            label=gettext_lazy("Kebutuhan"),
            value=_need,
            cell="logistics/cells/stock_need.html",
            phone=False,
            format="number",
        ),
        Column(
            key="received",
            label=gettext_lazy("Diterima"),
            value=lambda s: s.book.received,
            format="number",
            sort=True,
        ),
        Column(key="good", label=gettext_lazy("Baik"), value=lambda s: s.book.good, format="number", phone=False),
        Column(
            key="damaged",
            label=gettext_lazy("Rusak"),
            value=lambda s: s.book.damaged,
            format="number",
            phone=False,
            sort=True,
        ),
        Column(key="short", label=gettext_lazy("Kurang"), value=lambda s: s.book.short, format="number", phone=False),
        Column(
            key="unsorted",
            label=gettext_lazy("Belum disortir"),
            value=lambda s: s.book.unsorted,
            format="number",
            below=True,
        ),
        Column(
            key="packed", label=gettext_lazy("Dikemas"), value=lambda s: s.book.packed, format="number", phone=False
        ),
        Column(
            key="loose",
            label=gettext_lazy("Di gudang"),
            value=lambda s: s.book.loose,
            format="number",
            sort=True,
        ),
        Column(
            key="destroyed",
            label=gettext_lazy("Dimusnahkan"),
            value=lambda s: s.book.damaged_destroyed + s.book.surplus_destroyed,
            format="number",
            screen=False,
        ),
        Column(
            key="difference",
            label=gettext_lazy("Selisih"),
            value=lambda s: sum(found.amount for found in s.book.imbalances),
            format="number",
            screen=False,
        ),
        Column(key="awaited", label=gettext_lazy("Ditunggu"), value=_awaited, screen=False),
    ],
    filters=[
        Filter(
            key="katalog",
            label=gettext_lazy("Katalog"),
            chips=True,
            choices=[
                ("pemilihan", gettext_lazy("Perlengkapan")),
                ("kampanye", gettext_lazy("Bahan kampanye")),
            ],
            field="item.catalogue",
        ),
        Filter(
            key="kurang",
            label=gettext_lazy("Kekurangan"),
            choices=[("ya", gettext_lazy("Masih kurang"))],
            apply=lambda rows, value: [row for row in rows if row.lacking],
        ),
    ],
    search=lambda rows, words: [row for row in rows if words.lower() in row.item.name.lower()],
    search_label=gettext_lazy("Cari barang"),
    empty=Empty(
        title=gettext_lazy("Belum ada barang"),
        text=gettext_lazy(
            "Buku stok mencatat setiap barang: yang dipesan, diterima, disortir, dikemas, dan tersisa di gudang. "
            "Mulailah dengan membuka katalog dari aturan pemilihan."
        ),
        icon="clipboard-list",
    ),
    per_page=100,
)


@guarded(Verb.LOGISTICS_VIEW)
def books_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    store = store_at(request.actor, slug, code)
    state = stock_state(request.actor, store.warehouse, clock.now())
    if state is None:
        raise Refused
    for row in state.items:
        row.item.election = store.election
    shown = _table(code).show(request, state.items)
    if (answer := shown.table.partial(request, shown)) is not None:
        return answer
    response = render(
        request,
        "logistics/stock/books.html",
        store.context(table=shown, stock=state, part="buku"),
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _table(code: str) -> Table:
    return replace(
        BOOKS,
        row_url=lambda state: reverse("logistics:stock_item", args=[state.item.election.slug, code, state.item.pk]),
    )


@guarded(Verb.LOGISTICS_VIEW)
def item_page(request: ActorRequest, slug: str, code: str, item_id: int) -> HttpResponseBase:
    """One item: its book as an equation, what does not add up, and everything that happened to it."""
    store = store_at(request.actor, slug, code)
    item = access_item(request.actor, item_id)
    if item.election_id != store.election.pk:
        raise Refused
    book = item_book(request.actor, store.warehouse, item, clock.now())
    orders = list(orders_of(request.actor, store.warehouse).filter(item=item)[:50])
    receipts = receipts_of(request.actor, store.warehouse).filter(item=item)
    return render(
        request,
        "logistics/stock/item.html",
        store.context(
            item=item,
            book=book,
            places=_places(store.warehouse.hops, book),
            found=located(store.warehouse, [ItemBook(item, book)]),
            events=history_of_item(request.actor, store.warehouse, item),
            orders=orders,
            receipts=receipts[:50],
        ),
    )


def _places(hops: list[str], book: Book) -> list[tuple[str, int]]:
    """Where the packed pieces are, in words, in the order of the way."""
    found: list[tuple[str, int]] = []
    for index, key in enumerate(hops):
        if book.at_hops.get(index):
            found.append((_("di %(place)s") % {"place": hop_label(key)}, book.at_hops[index]))
        if book.moving.get(index):
            found.append((_("dalam perjalanan dari %(place)s") % {"place": hop_label(key)}, book.moving[index]))
    return found
