"""Destruction and counts of an item, from its page."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number
from siaga.logistics.access import access_item
from siaga.logistics.actions import stock
from siaga.logistics.forms.stock import CountForm, DestroyForm, ReasonForm
from siaga.logistics.models import Item, StockCount
from siaga.logistics.queries.books import item_book
from siaga.logistics.views.rooms import Store, store_at


def _item(request: ActorRequest, store: Store, item_id: int) -> Item:
    item = access_item(request.actor, item_id)
    if item.election_id != store.election.pk:
        raise Refused
    return item


@guarded(Verb.LOGISTICS_CHANGE)
def destroy(request: ActorRequest, slug: str, code: str, item_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    item = _item(request, store, item_id)
    back = reverse("logistics:stock_item", args=[slug, code, item_id])
    book = item_book(request.actor, store.warehouse, item, clock.now())
    form = DestroyForm(request.POST or None, initial={"quantity": book.damaged_left or ""})
    if form.is_valid() and form.perform(
        stock.destroy, actor=request.actor, warehouse=store.warehouse, item=item, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Pemusnahan dicatat."))
    return form_page(
        request,
        form,
        title=_("Catat pemusnahan"),
        lead=_("%(item)s: %(damaged)s rusak menunggu dimusnahkan, %(loose)s baik di gudang.")
        % {"item": item.name, "damaged": number(book.damaged_left), "loose": number(book.loose)},
        submit=_("Catat pemusnahan"),
        back=back,
        context={"region": store.region},
    )


@guarded(Verb.LOGISTICS_CHANGE)
def void_destruction(request: ActorRequest, slug: str, code: str, destruction_id: int) -> HttpResponse:
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    noted = store.warehouse.destructions.filter(pk=destruction_id).select_related("item").first()
    if noted is None:
        raise Refused
    noted.warehouse = store.warehouse
    back = reverse("logistics:stock_item", args=[slug, code, noted.item_id])
    form = ReasonForm(request.POST or None)
    return confirm_page(
        request,
        lambda: stock.void_destruction(
            actor=request.actor, destruction=noted, reason=form.cleaned_data["reason"], now=clock.now()
        ),
        title=_("Batalkan catatan pemusnahan?"),
        submit=_("Batalkan catatan"),
        back=back,
        to=back,
        message=_("Catatan pemusnahan dibatalkan."),
        consequences=[Consequence(_("Kembali ke buku"), noted.quantity)],
        form=form,
    )


@guarded(Verb.LOGISTICS_CHANGE)
def count(request: ActorRequest, slug: str, code: str, item_id: int) -> HttpResponse:
    """Nobody is told before counting what the books say: a count that knows its result is none."""
    store = store_at(request.actor, slug, code, Verb.LOGISTICS_CHANGE)
    item = _item(request, store, item_id)
    back = reverse("logistics:stock_item", args=[slug, code, item_id])
    form = CountForm(request.POST or None)
    if form.is_valid() and form.perform(
        stock.count_stock,
        actor=request.actor,
        warehouse=store.warehouse,
        item=item,
        now=clock.now(),
        **form.cleaned_data,
    ):
        made: StockCount = form.result
        told = _("Hasil hitung sama dengan buku.") if made.counted == made.booked else _("Ada selisih dengan buku.")
        return done(request, back, told)
    return form_page(
        request,
        form,
        title=_("Hitung fisik"),
        lead=_("%(item)s: hitung yang baik di gudang, di luar kotak.") % {"item": item.name},
        submit=_("Catat hasil hitung"),
        back=back,
        context={"region": store.region},
    )
