"""One box: what it holds, where it is, the way it went; opened again, voided."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Refused, Verb, may, require
from siaga.elections.queries.elections import ruleset_of
from siaga.kit.forms import Consequence, ReasonForm, confirm_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.logistics.access import access_box
from siaga.logistics.actions.packing import reopen_box, void_box
from siaga.logistics.clean import LONGEST_REASON
from siaga.logistics.codes import spaced
from siaga.logistics.models import Box, BoxState, hop_code
from siaga.logistics.queries.boxes import box_contents, checks_of_box, way_of_box
from siaga.logistics.queries.custody import scans_of_box
from siaga.logistics.standing import spot_names
from siaga.logistics.views.boards import hop_label
from siaga.logistics.views.boxes.listing import box_chip, place_words


def box_at(request: ActorRequest, slug: str, box_code: str) -> Box:
    """Raises ``Refused``."""
    box = access_box(request.actor, box_code)
    if box.warehouse.election.slug != slug:
        raise Refused
    return box


@guarded(Verb.LOGISTICS_VIEW)
def box_page(request: ActorRequest, slug: str, box_code: str) -> HttpResponseBase:
    box = box_at(request, slug, box_code)
    now = clock.now()
    hops = list(box.warehouse.hops)
    may_change = may(request.actor, Verb.LOGISTICS_CHANGE, box.warehouse.place)
    here = box.hop == 0 and not box.moving
    ballot = next((one for one in ruleset_of(box.warehouse.election).ballots if one.key == box.ballot), None)
    return render(
        request,
        "logistics/boxes/box.html",
        {
            "election": box.warehouse.election,
            "region": box.station.village,
            "regency": box.warehouse.region.code,
            "tab": "kotak",
            "box": box,
            "code": spaced(box.code),
            "chip": box_chip(box, hops),
            "place": place_words(box, hops),
            "ballot": ballot,
            "due_on": localdate(box.due_at) if box.due_at else None,
            "late": box.due_at is not None and box.due_at < now and box.state != BoxState.VOID,
            "contents": box_contents(box),
            "stops": _stops(box, hops),
            "checks": checks_of_box(box),
            "scans": scans_of_box(request.actor, box),
            "may_pack": may_change and here and box.state == BoxState.OPEN,
            "may_reopen": may_change and here and box.state == BoxState.SEALED,
            "may_void": may_change and here and box.state != BoxState.VOID,
            "may_label": may_change and box.state != BoxState.VOID,
        },
    )


def _stops(box: Box, hops: list[str]) -> list[dict[str, Any]]:
    """The places of the way: passed, current, still to come; with the handover that brought it there."""
    spots = [(key, hop_code(key, box.warehouse.region.code, box.village_code, box.station_code)) for key in hops]
    names = spot_names(box.warehouse, spots)
    brought = {line.handover.to_hop: line for line in way_of_box(box) if line.handover.state != "batal"}
    return [
        {
            "label": hop_label(spot[0]),
            "name": names[spot],
            "line": brought.get(index),
            "passed": index < box.hop or (index == box.hop and box.moving),
            "current": index == box.hop and not box.moving,
            "next": index == box.hop + 1 and box.moving,
        }
        for index, spot in enumerate(spots)
    ]


@guarded(Verb.LOGISTICS_CHANGE)
def reopen_page(request: ActorRequest, slug: str, box_code: str) -> HttpResponse:
    box = box_at(request, slug, box_code)
    require(request.actor, Verb.LOGISTICS_CHANGE, box.warehouse.place)
    back = reverse("logistics:box", args=[slug, box_code])
    form = ReasonForm(request.POST or None, longest=LONGEST_REASON)
    return confirm_page(
        request,
        lambda: reopen_box(actor=request.actor, box=box, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Buka kembali kotak %(code)s?") % {"code": spaced(box.code)},
        submit=_("Buka kotak"),
        back=back,
        message=_("Kotak dibuka. Isinya tetap tercatat sampai dikemas ulang."),
        consequences=[Consequence(_("Segel yang dilepas"), box.seal or _("tidak ada"))],
        form=form,
    )


@guarded(Verb.LOGISTICS_CHANGE)
def void_page(request: ActorRequest, slug: str, box_code: str) -> HttpResponse:
    box = box_at(request, slug, box_code)
    require(request.actor, Verb.LOGISTICS_CHANGE, box.warehouse.place)
    back = reverse("logistics:box", args=[slug, box_code])
    form = ReasonForm(request.POST or None, longest=LONGEST_REASON)
    return confirm_page(
        request,
        lambda: void_box(actor=request.actor, box=box, reason=form.cleaned_data["reason"], now=clock.now()),
        title=_("Batalkan kotak %(code)s?") % {"code": spaced(box.code)},
        lead=_("Kode dan labelnya tidak berlaku lagi. TPS ini kemudian dapat diberi kotak baru."),
        submit=_("Batalkan kotak"),
        back=back,
        message=_("Kotak dibatalkan."),
        consequences=[Consequence(_("Jenis barang yang kembali ke stok"), len(box_contents(box)))],
        form=form,
    )
