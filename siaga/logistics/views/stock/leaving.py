"""Destruction and counts of an item, from its page."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.forms import Consequence
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number
from siaga.logistics.access import access_item
from siaga.logistics.actions import stock
from siaga.logistics.forms.stock import CountForm, DestroyForm
from siaga.logistics.models import Item
from siaga.logistics.queries.books import item_book
from siaga.logistics.views.rooms import Store, store_at
from siaga.logistics.views.stock.shapes import noting, taking_back


def _item(request: ActorRequest, store: Store, item_id: int) -> Item:
    item = access_item(request.actor, item_id)
    if item.election_id != store.election.pk:
        raise Refused
    return item


@guarded(Verb.LOGISTICS_CHANGE)
def destroy(request: ActorRequest, slug: str, code: str, item_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    item = _item(request, store, item_id)
    book = item_book(request.actor, store.warehouse, item, clock.now())
    return noting(
        request,
        store,
        DestroyForm(request.POST or None, initial={"quantity": book.damaged_left or ""}),
        partial(stock.destroy, warehouse=store.warehouse, item=item),
        title=_("Catat pemusnahan"),
        lead=_("%(item)s: %(damaged)s rusak menunggu dimusnahkan, %(loose)s baik di gudang.")
        % {"item": item.name, "damaged": number(book.damaged_left), "loose": number(book.loose)},
        submit=_("Catat pemusnahan"),
        back=reverse("logistics:stock_item", args=[slug, code, item_id]),
        message=_("Pemusnahan dicatat."),
    )


@guarded(Verb.LOGISTICS_CHANGE)
def void_destruction(request: ActorRequest, slug: str, code: str, destruction_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    noted = store.one(store.warehouse.destructions.select_related("item"), destruction_id)
    return taking_back(
        request,
        partial(stock.void_destruction, destruction=noted),
        title=_("Batalkan catatan pemusnahan?"),
        submit=_("Batalkan catatan"),
        back=reverse("logistics:stock_item", args=[slug, code, noted.item_id]),
        message=_("Catatan pemusnahan dibatalkan."),
        consequences=[Consequence(_("Kembali ke buku"), noted.quantity)],
    )


@guarded(Verb.LOGISTICS_CHANGE)
def count(request: ActorRequest, slug: str, code: str, item_id: int) -> HttpResponse:
    """Nobody is told before counting what the books say: a count that knows its result is none."""
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    item = _item(request, store, item_id)
    return noting(
        request,
        store,
        CountForm(request.POST or None),
        partial(stock.count_stock, warehouse=store.warehouse, item=item),
        title=_("Hitung fisik"),
        lead=_("%(item)s: hitung yang baik di gudang, di luar kotak.") % {"item": item.name},
        submit=_("Catat hasil hitung"),
        back=reverse("logistics:stock_item", args=[slug, code, item_id]),
        message=lambda made: (
            _("Hasil hitung sama dengan buku.") if made.counted == made.booked else _("Ada selisih dengan buku.")
        ),
    )
