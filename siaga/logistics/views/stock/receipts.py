"""Receipts: the list, one receipt with its sorting, and what is noted about it."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.forms import Consequence
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import number
from siaga.logistics.actions import stock
from siaga.logistics.forms.stock import ReceiptForm, SortForm
from siaga.logistics.models import Receipt, Sorting
from siaga.logistics.queries.stock import receipts_of
from siaga.logistics.views.rooms import store_at
from siaga.logistics.views.stock.shapes import noting, taking_back
from siaga.wilayah.zones import zone_of


def rest_of(receipt: Any) -> int:
    """What no go of sorting has accounted for."""
    return int(receipt.quantity - receipt.good - receipt.damaged - receipt.short)


def _state(receipt: Any) -> str:
    if receipt.voided_at:
        return "batal"
    rest = rest_of(receipt)
    if rest < 0 or (receipt.last_go and rest):
        return "selisih"
    if receipt.last_go:
        return "selesai"
    return "sebagian" if rest < receipt.quantity else "belum"


def _by_state(rows: Any, value: str) -> Any:
    if value == "batal":
        return rows.exclude(voided_at=None)
    rows = rows.filter(voided_at=None)
    return rows.filter(last_go=None) if value == "belum" else rows.exclude(last_go=None)


def _table(slug: str, code: str, may_change: bool) -> Table:
    return Table(
        key="penerimaan",
        title=gettext_lazy("Penerimaan"),
        columns=[
            Column(key="batch", label=gettext_lazy("Batch"), sort="batch", sub=lambda r: r.item.name),
            Column(key="document", label=gettext_lazy("Surat jalan"), sort="document", sub="supplier", phone=False),
            Column(key="received_at", label=gettext_lazy("Diterima"), format="moment", sort="received_at", below=True),
            Column(key="quantity", label=gettext_lazy("Jumlah"), format="number", sort="quantity"),
            Column(key="good", label=gettext_lazy("Baik"), format="number", sort="good", phone=False),
            Column(key="damaged", label=gettext_lazy("Rusak"), format="number", sort="damaged", phone=False),
            Column(key="short", label=gettext_lazy("Kurang"), format="number", sort="short", phone=False),
            Column(key="rest", label=gettext_lazy("Sisa"), value=rest_of, format="number"),
            Column(key="state", label=gettext_lazy("Sortir"), value=_state, format="status", below=True),
        ],
        filters=[
            Filter(
                key="status",
                label=gettext_lazy("Sortir"),
                chips=True,
                choices=[
                    ("belum", gettext_lazy("Belum selesai")),
                    ("selesai", gettext_lazy("Selesai")),
                    ("batal", gettext_lazy("Dibatalkan")),
                ],
                apply=_by_state,
            )
        ],
        search=lambda rows, words: rows.filter(
            Q(batch__icontains=words)
            | Q(document__icontains=words)
            | Q(item__name__icontains=words)
            | Q(supplier__icontains=words)
        ),
        search_label=gettext_lazy("Cari batch, surat jalan, barang, atau penyedia"),
        row_url=lambda receipt: reverse("logistics:receipt", args=[slug, code, receipt.pk]),
        empty=Empty(
            title=gettext_lazy("Belum ada penerimaan"),
            text=gettext_lazy(
                "Setiap barang yang tiba dicatat menurut surat jalannya: batch, penyedia, jumlah; lalu hasil sortirnya."
            ),
            button=gettext_lazy("Catat penerimaan"),
            url=reverse("logistics:add_receipt", args=[slug, code]) if may_change else "",
            icon="truck-delivery",
        ),
    )


@guarded(Verb.LOGISTICS_VIEW)
def receipts_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    store = store_at(request.actor, slug, code)
    return _table(slug, code, store.may_change).respond(
        request,
        receipts_of(request.actor, store.warehouse),
        template="logistics/stock/receipts.html",
        context=store.context(part="penerimaan"),
    )


@guarded(Verb.LOGISTICS_VIEW)
def receipt_page(request: ActorRequest, slug: str, code: str, receipt_id: int) -> HttpResponseBase:
    store = store_at(request.actor, slug, code)
    receipt = store.one(receipts_of(request.actor, store.warehouse), receipt_id)
    return render(
        request,
        "logistics/stock/receipt.html",
        store.context(
            receipt=receipt,
            state=_state(receipt),
            rest=rest_of(receipt),
            goes=receipt.sortings.order_by("created_at", "pk")[:200],
        ),
    )


@guarded(Verb.LOGISTICS_CHANGE)
def add_receipt(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    now = localtime(clock.now(), zone_of(code))
    form = ReceiptForm(
        request.POST or None,
        warehouse_id=store.warehouse.pk,
        election_id=store.election.pk,
        initial={
            "consignment": request.GET.get("pesanan", ""),
            "item": request.GET.get("barang", ""),
            "received_on": now.date(),
            "received_time": now.strftime("%H:%M"),
        },
    )

    def receive(received_on: date, received_time: time | None, **values: Any) -> Receipt:
        at = datetime.combine(received_on, received_time or time(12), zone_of(code))
        return stock.receive(warehouse=store.warehouse, received_at=at, **values)

    return noting(
        request,
        store,
        form,
        receive,
        title=_("Catat penerimaan"),
        submit=_("Catat penerimaan"),
        back=reverse("logistics:receipts", args=[slug, code]),
        to=lambda made: reverse("logistics:receipt", args=[slug, code, made.pk]),
        message=_("Penerimaan dicatat."),
    )


@guarded(Verb.LOGISTICS_CHANGE)
def sort(request: ActorRequest, slug: str, code: str, receipt_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    receipt = store.one(receipts_of(request.actor, store.warehouse), receipt_id)
    rest = rest_of(receipt)

    def told(made: Sorting) -> str:
        if made.final and rest - made.good - made.damaged - made.short:
            return _("Hasil sortir dicatat. Ada selisih yang perlu dijelaskan.")
        return _("Hasil sortir dicatat.")

    return noting(
        request,
        store,
        SortForm(request.POST or None, initial={"sorted_on": localdate(clock.now())}),
        partial(stock.sort, receipt=receipt),
        title=_("Hasil sortir dan pelipatan"),
        lead=_("%(item)s, %(batch)s: sisa yang belum terhitung %(rest)s dari %(all)s.")
        % {
            "item": receipt.item.name,
            "batch": receipt.batch,
            "rest": number(rest),
            "all": number(receipt.quantity),
        },
        submit=_("Catat hasil sortir"),
        back=reverse("logistics:receipt", args=[slug, code, receipt_id]),
        message=told,
    )


@guarded(Verb.LOGISTICS_CHANGE)
def void(request: ActorRequest, slug: str, code: str, receipt_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    receipt = store.one(receipts_of(request.actor, store.warehouse), receipt_id)
    return taking_back(
        request,
        partial(stock.void_receipt, receipt=receipt),
        title=_("Batalkan penerimaan?"),
        submit=_("Batalkan penerimaan"),
        back=reverse("logistics:receipt", args=[slug, code, receipt_id]),
        message=_("Penerimaan dibatalkan."),
        consequences=[
            Consequence(_("Keluar dari yang diterima"), receipt.quantity),
            Consequence(_("Keluar dari yang baik"), receipt.good),
            Consequence(_("Keluar dari yang rusak"), receipt.damaged),
        ],
    )


@guarded(Verb.LOGISTICS_CHANGE)
def void_sorting(request: ActorRequest, slug: str, code: str, sorting_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    go = (
        Sorting.objects.filter(pk=sorting_id, receipt__warehouse=store.warehouse)
        .select_related("receipt__item")
        .first()
    )
    if go is None:
        raise Refused
    go.receipt.warehouse = store.warehouse
    return taking_back(
        request,
        partial(stock.void_sorting, sorting=go),
        title=_("Batalkan hasil sortir?"),
        submit=_("Batalkan hasil sortir"),
        back=reverse("logistics:receipt", args=[slug, code, go.receipt_id]),
        message=_("Hasil sortir dibatalkan."),
        consequences=[
            Consequence(_("Keluar dari yang baik"), go.good),
            Consequence(_("Keluar dari yang rusak"), go.damaged),
        ],
    )
