"""Packing: many boxes of a region on one page, or one."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from siaga import clock
from siaga.access import Refused, Verb, require
from siaga.elections.queries.elections import ruleset_of
from siaga.kit.forms import done
from siaga.kit.guard import ActorRequest, guarded
from siaga.logistics.actions.packing import pack_many
from siaga.logistics.forms.packing import PackingForm
from siaga.logistics.loose import loose_pieces
from siaga.logistics.models import Box, BoxState, Item, Warehouse
from siaga.logistics.queries.boxes import PER_PACKING, Wanted, open_boxes, wanted_in
from siaga.logistics.queries.needs import needs_of
from siaga.logistics.views.boxes.one import box_at
from siaga.logistics.views.rooms import room_at


def _filled(
    request: ActorRequest, warehouse: Warehouse, code: str, boxes: Sequence[Box]
) -> list[tuple[Box, list[Wanted]]]:
    """Each box with what should go into it, from the needs of its TPS."""
    items = list(
        Item.objects.filter(election=warehouse.election_id, boxed=True, retired_at=None, became=None).order_by("pk")
    )
    needs = needs_of(request.actor, warehouse.election, code)
    return [(box, wanted_in(box, items, needs)) for box in boxes]


def _pack(
    request: ActorRequest, warehouse: Warehouse, code: str, boxes: Sequence[Box], back: str, to: str
) -> HttpResponse:
    rows = _filled(request, warehouse, code, boxes)
    wanted = {one.item.pk: one.item for _box, ones in rows for one in ones}
    loose = loose_pieces(warehouse, wanted)
    form = PackingForm(request.POST if request.method == "POST" else None, rows, loose)
    if form.is_valid() and form.perform(
        pack_many, actor=request.actor, warehouse=warehouse, packings=form.packings(), now=clock.now()
    ):
        count = len(form.result)
        said = ngettext("%(n)d kotak disegel.", "%(n)d kotak disegel.", count) % {"n": count}
        return done(request, to, said)
    ballots = {ballot.key: ballot for ballot in ruleset_of(warehouse.election).ballots}
    status = 422 if form.is_bound and form.errors else 200
    return render(
        request,
        "logistics/boxes/pack.html",
        {
            "election": warehouse.election,
            "region": warehouse.region,
            "regency": warehouse.region.code,
            "tab": "kotak",
            "form": form,
            "rows": [(row, ballots.get(row.box.ballot)) for row in form.rows()],
            "loose": [(item, loose[pk]) for pk, item in wanted.items()],
            "back": back,
            "code": code,
        },
        status=status,
    )


@guarded(Verb.LOGISTICS_CHANGE)
def pack_page(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The open boxes of a region, so many at a time."""
    room = room_at(request.actor, slug, code)
    if room.warehouse is None or len(code) < 5:
        raise Refused
    require(request.actor, Verb.LOGISTICS_CHANGE, room.warehouse.place)
    boxes = open_boxes(request.actor, room.warehouse, code)
    back = reverse("logistics:boxes", args=[slug, code])
    more = len(boxes) == PER_PACKING
    return _pack(
        request, room.warehouse, code, boxes, back, reverse("logistics:pack", args=[slug, code]) if more else back
    )


@guarded(Verb.LOGISTICS_CHANGE)
def pack_one(request: ActorRequest, slug: str, box_code: str) -> HttpResponse:
    box = box_at(request, slug, box_code)
    require(request.actor, Verb.LOGISTICS_CHANGE, box.warehouse.place)
    back = reverse("logistics:box", args=[slug, box_code])
    boxes = [box] if box.state == BoxState.OPEN else []
    return _pack(request, box.warehouse, box.village_code, boxes, back, back)
