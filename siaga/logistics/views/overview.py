"""The state of logistics of a region on one page, and the warehouse itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb, require
from siaga.elections.access import access_election
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number
from siaga.logistics.access import warehouses_around
from siaga.logistics.actions.warehouse import change_warehouse, open_warehouse
from siaga.logistics.forms.stock import WarehouseForm
from siaga.logistics.models import warehouse_place
from siaga.logistics.queries.custody import board
from siaga.logistics.queries.overview import BoxState, ItemState, StockState, box_state, stock_state
from siaga.logistics.stock_words import inbound_words
from siaga.logistics.views.boards import board_rows, lanes
from siaga.logistics.views.rooms import Room, room_at
from siaga.wilayah.access import access_region
from siaga.wilayah.models import Level

MOST_LINES = 12
"""Items shown as bars; the rest stands in the books."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next, the most pressing first. tone: of its sign."""

    text: str
    url: str
    tone: str = "warning"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an item's bar, in hundredths of it."""

    tone: str
    word: str
    pieces: int
    at: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its bar and its words."""

    state: ItemState
    parts: list[Part]
    words: str


@guarded(Verb.LOGISTICS_VIEW)
def entry(request: ActorRequest, slug: str) -> HttpResponse:
    """The rail knows no region: the widest one of the election that the person sees."""
    election = access_election(request.actor, slug)
    roots = [grant.region for grant in request.actor.grants if grant.region and "/" not in grant.region]
    for code in [election.region.code, *sorted(roots, key=len), *_villages(request)]:
        try:
            region = access_region(request.actor, code, Verb.LOGISTICS_VIEW)
        except Refused:
            continue
        return redirect("logistics:overview", slug, region.code)
    raise Refused


def _villages(request: ActorRequest) -> list[str]:
    return sorted({root.partition("/")[0] for grant in request.actor.grants for root in grant.roots if "/" in root})


@guarded(Verb.LOGISTICS_VIEW)
def overview(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    room = room_at(request.actor, slug, code)
    now = clock.now()
    if len(room.region.code) < 5:
        return _regencies(request, room)
    context: dict[str, Any] = room.context("ringkasan")
    if room.warehouse is None:
        return render(request, "logistics/overview_empty.html", context)
    boxes = box_state(request.actor, room.warehouse, code, now)
    stock = stock_state(request.actor, room.warehouse, now) if room.is_regency else None
    shown = board(request.actor, room.warehouse, code, now) if boxes.counts.all else None
    context |= {
        "boxes": boxes,
        "stock": stock,
        "lines": [_line(state) for state in _telling(stock)] if stock else [],
        "lanes": lanes(shown) if shown else [],
        "rows": board_rows(shown, slug) if shown else [],
        "board_hops": [lane.label for lane in lanes(shown)] if shown else [],
        "steps": _steps(room, boxes, stock, now),
    }
    return render(request, "logistics/overview.html", context)


def _regencies(request: ActorRequest, room: Room) -> HttpResponse:
    """A province or the country: its warehouses, each with its boxes."""
    now = clock.now()
    found = [
        warehouse
        for warehouse in warehouses_around(request.actor, room.election).order_by("region__code")[:200]
        if warehouse.region.code.startswith(f"{room.region.code}.")
    ]
    rows = [(warehouse, box_state(request.actor, warehouse, warehouse.region.code, now)) for warehouse in found]
    return render(request, "logistics/overview_above.html", {**room.context("ringkasan"), "rows": rows})


def _telling(stock: StockState) -> list[ItemState]:
    """The items worth a bar: ballots, then those that lack something or are on their way, then the others."""
    known = [state for state in stock.items if state.item.catalogue == "pemilihan" and state.whole]
    ballots = {state.item.pk for state in stock.ballots}
    return sorted(
        known, key=lambda state: (state.item.pk not in ballots, not state.lacking, not state.outstanding, state.item.pk)
    )[:MOST_LINES]


def _line(state: ItemState) -> Line:
    book, inbound = state.book, state.expected.inbound if state.expected else None
    pieces = [
        ("kemas", _("dikemas"), book.packed),
        ("baik", _("baik di gudang"), max(book.loose, 0)),
        ("rusak", _("rusak atau kurang"), book.damaged + book.short + max(book.unexplained, 0)),
        ("sortir", _("belum disortir"), book.unsorted),
        ("jalan", _("dalam pengiriman"), inbound.on_the_road if inbound else 0),
        ("cetak", _("dicetak, menunggu pengiriman"), inbound.awaiting_delivery if inbound else 0),
        ("pesan", _("dipesan, belum dicetak"), inbound.not_begun if inbound else 0),
    ]
    whole = max(state.whole, sum(count for _tone, _word, count in pieces), 1)
    parts, at = [], 0.0
    for tone, word, count in pieces:
        if count:
            width = count * 100 / whole
            parts.append(Part(tone, word, count, round(at, 3), round(width, 3)))
            at += width
    return Line(state, parts, inbound_words(inbound, state.item.unit) if inbound else "")


def _steps(room: Room, boxes: BoxState, stock: StockState | None, now: datetime) -> list[Step]:
    slug, code = room.election.slug, room.region.code
    steps: list[Step] = []

    def add(count: int, one: str, to: str, tone: str = "warning", query: str = "", note: str = "") -> None:
        if count and (url := _url(to, slug, code)):
            steps.append(Step(one % {"n": number(count)}, url + query, tone, note))

    if stock is not None:
        add(len(stock.imbalances), _("%(n)s selisih dalam buku: telusuri tempatnya"), "stock", "error", "#selisih")
    add(boxes.counts.late, _("%(n)s kotak terlambat: cari tahu di mana dan mengapa"), "boxes", "error", "?telat=ya")
    if not room.may_change:
        return steps
    if stock is not None and room.warehouse is not None:
        if not stock.items:
            add(1, _("Buka katalog barang dari aturan pemilihan"), "open_catalogue")
        late = len(stock.overdue)
        add(
            late,
            _("%(n)s jenis barang lewat dari perkiraan tiba: tanyakan penyedia"),
            "orders",
            "error",
            "?status=telat",
        )
        add(stock.unsorted, _("%(n)s penerimaan menunggu sortir"), "receipts", query="?status=belum")
        add(
            len(stock.lacking),
            _("%(n)s jenis barang masih kurang: pesan atau minta tambahan"),
            "stock",
            query="?kurang=ya",
        )
        add(len(stock.vague), _("%(n)s jenis barang belum jelas jumlah atau satuannya"), "catalogue", "info")
    add(boxes.missing, _("%(n)s kotak belum diberi kode"), "make_boxes")
    add(boxes.counts.unlabelled, _("%(n)s label kotak belum dicetak"), "labels")
    add(boxes.counts.open, _("%(n)s kotak belum dikemas"), "pack")
    ready = boxes.counts.here - boxes.counts.open
    add(ready, _("%(n)s kotak sudah disegel dan siap diserahkan"), "handovers", "info")
    return steps


def _url(name: str, slug: str, code: str) -> str:
    try:
        return reverse(f"logistics:{name}", args=[slug, code])
    except NoReverseMatch:  # that part of the room is not there
        return ""


@guarded(Verb.LOGISTICS_CHANGE)
def warehouse_page(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """Open the regency's warehouse, or change what is known of it."""
    room = room_at(request.actor, slug, code)
    require(request.actor, Verb.LOGISTICS_CHANGE, warehouse_place(code))
    if room.region.level != Level.REGENCY:
        raise Refused
    back = reverse("logistics:overview", args=[slug, code])
    there = room.warehouse
    start: dict[str, Any] = {"name": _("Gudang KPU %(region)s") % {"region": room.region.title}}
    if there is not None:
        start = {"name": there.name, "address": there.address, "lat": there.lat, "lon": there.lon, "hops": there.hops}
    form = WarehouseForm(request.POST or None, initial=start)
    if form.is_valid():
        values = form.cleaned_data
        if there is None:
            values |= {"election": room.election, "region": room.region}
            ok = form.perform(open_warehouse, actor=request.actor, now=clock.now(), **values)
        else:
            ok = form.perform(change_warehouse, actor=request.actor, warehouse=there, now=clock.now(), **values)
        if ok:
            return done(request, back, _("Data gudang disimpan."))
    return form_page(
        request,
        form,
        title=_("Gudang KPU") if there else _("Buka gudang KPU"),
        lead=_("Dari gudang ini kotak berangkat, dan ke sini kotak kembali."),
        submit=_("Simpan") if there else _("Buka gudang"),
        back=back,
        context={"region": room.region, "election": room.election},
    )
