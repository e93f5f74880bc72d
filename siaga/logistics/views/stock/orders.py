"""Orders: the list, one order with its steps, and what is noted about it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import F, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Verb
from siaga.kit.forms import Consequence
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.logistics.actions import stock
from siaga.logistics.forms.stock import ExpectForm, OrderForm, OrderStepForm
from siaga.logistics.queries.stock import inbound_of, orders_of, receipts_of
from siaga.logistics.stock_words import inbound_words
from siaga.logistics.views.rooms import store_at
from siaga.logistics.views.stock.shapes import noting, taking_back


def _state(order: Any) -> str:
    inbound = inbound_of(order)
    if order.closed_at:
        return "ditarik"
    if inbound.complete:
        return "selesai"
    if order.expected_on and order.expected_on < localdate(clock.now()):
        return "terlambat"
    return "di_jalan" if inbound.on_the_road else "menunggu"


def _by_state(rows: Any, value: str) -> Any:
    today = localdate(clock.now())
    waiting = Q(closed_at=None) & Q(received__lt=F("quantity"))
    match value:
        case "telat":
            return rows.filter(waiting, expected_on__lt=today)
        case "ditunggu":
            return rows.filter(waiting)
        case _:
            return rows.exclude(waiting)


def _table(slug: str, code: str, may_change: bool) -> Table:
    return Table(
        key="pesanan",
        title=gettext_lazy("Pesanan"),
        columns=[
            Column(
                key="item", label=gettext_lazy("Barang"), value=lambda o: o.item.name, sort="item__name", sub="supplier"
            ),
            Column(key="quantity", label=gettext_lazy("Dipesan"), format="number", sort="quantity"),
            Column(
                key="stands",
                label=gettext_lazy("Sampai mana"),
                value=lambda o: inbound_words(inbound_of(o), o.item.unit),
                below=True,
            ),
            Column(
                key="expected_on",
                label=gettext_lazy("Perkiraan tiba"),
                format="day",
                sort="expected_on",
                below=True,
            ),
            Column(key="state", label=gettext_lazy("Status"), value=_state, format="status", below=True),
            Column(key="document", label=gettext_lazy("Dokumen"), phone=False),
            Column(key="printed", label=gettext_lazy("Dicetak"), format="number", screen=False),
            Column(key="shipped", label=gettext_lazy("Dikirim"), format="number", screen=False),
            Column(key="received", label=gettext_lazy("Diterima"), format="number", screen=False),
        ],
        filters=[
            Filter(
                key="status",
                label=gettext_lazy("Status"),
                chips=True,
                choices=[
                    ("ditunggu", gettext_lazy("Masih ditunggu")),
                    ("telat", gettext_lazy("Lewat perkiraan")),
                    ("selesai", gettext_lazy("Selesai")),
                ],
                apply=_by_state,
            )
        ],
        search=lambda rows, words: rows.filter(
            Q(item__name__icontains=words) | Q(supplier__icontains=words) | Q(document__icontains=words)
        ),
        search_label=gettext_lazy("Cari barang, penyedia, atau dokumen"),
        row_url=lambda order: reverse("logistics:order", args=[slug, code, order.pk]),
        empty=Empty(
            title=gettext_lazy("Belum ada pesanan"),
            text=gettext_lazy(
                "Catat pesanan surat suara dan perlengkapan, lalu ikuti: dicetak, dikirim, dan diterima di gudang."
            ),
            button=gettext_lazy("Catat pesanan"),
            url=reverse("logistics:add_order", args=[slug, code]) if may_change else "",
            icon="shopping-cart",
        ),
    )


@guarded(Verb.LOGISTICS_VIEW)
def orders_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    store = store_at(request.actor, slug, code)
    return _table(slug, code, store.may_change).respond(
        request,
        orders_of(request.actor, store.warehouse),
        template="logistics/stock/orders.html",
        context=store.context(part="pesanan"),
    )


@guarded(Verb.LOGISTICS_VIEW)
def order_page(request: ActorRequest, slug: str, code: str, order_id: int) -> HttpResponseBase:
    store = store_at(request.actor, slug, code)
    order = store.one(orders_of(request.actor, store.warehouse), order_id)
    inbound = inbound_of(order)
    return render(
        request,
        "logistics/stock/order.html",
        store.context(
            order=order,
            state=_state(order),
            inbound=inbound,
            words=inbound_words(inbound, order.item.unit),
            steps=order.steps.order_by("on", "pk")[:200],
            receipts=receipts_of(request.actor, store.warehouse).filter(consignment=order)[:100],
        ),
    )


@guarded(Verb.LOGISTICS_CHANGE)
def add_order(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    form = OrderForm(
        request.POST or None,
        election_id=store.election.pk,
        initial={"ordered_on": localdate(clock.now()), "item": request.GET.get("barang", "")},
    )
    return noting(
        request,
        store,
        form,
        partial(stock.order, warehouse=store.warehouse),
        title=_("Catat pesanan"),
        submit=_("Catat pesanan"),
        back=reverse("logistics:orders", args=[slug, code]),
        to=lambda made: reverse("logistics:order", args=[slug, code, made.pk]),
        message=_("Pesanan dicatat."),
    )


@guarded(Verb.LOGISTICS_CHANGE)
def add_step(request: ActorRequest, slug: str, code: str, order_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    order = store.one(orders_of(request.actor, store.warehouse), order_id)
    left = order.quantity - order.printed
    form = OrderStepForm(
        request.POST or None,
        initial={
            "on": localdate(clock.now()),
            "step": "dicetak" if left else "dikirim",
            "quantity": left or order.quantity - order.shipped,
        },
    )
    return noting(
        request,
        store,
        form,
        partial(stock.note_step, consignment=order),
        title=_("Sampai mana pesanan ini?"),
        lead=f"{order.item.name} · {order.supplier}",
        submit=_("Catat langkah"),
        back=reverse("logistics:order", args=[slug, code, order_id]),
        message=_("Langkah pesanan dicatat."),
    )


@guarded(Verb.LOGISTICS_CHANGE)
def expect(request: ActorRequest, slug: str, code: str, order_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    order = store.one(orders_of(request.actor, store.warehouse), order_id)
    return noting(
        request,
        store,
        ExpectForm(request.POST or None, initial={"expected_on": order.expected_on}),
        partial(stock.expect_order, consignment=order),
        title=_("Perkiraan tiba"),
        submit=_("Simpan"),
        back=reverse("logistics:order", args=[slug, code, order_id]),
        message=_("Perkiraan tiba disimpan."),
    )


@guarded(Verb.LOGISTICS_CHANGE)
def close(request: ActorRequest, slug: str, code: str, order_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    order = store.one(orders_of(request.actor, store.warehouse), order_id)
    return taking_back(
        request,
        partial(stock.close_order, consignment=order),
        title=_("Tutup pesanan?"),
        submit=_("Tutup pesanan"),
        back=reverse("logistics:order", args=[slug, code, order_id]),
        message=_("Pesanan ditutup."),
        consequences=[Consequence(_("Yang tidak ditunggu lagi"), inbound_of(order).outstanding)],
    )
