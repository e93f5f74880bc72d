"""Late boxes of a region as a list and on a map; and the dues from which it follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.layers import layer
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import moment
from siaga.logistics.actions.custody import set_due
from siaga.logistics.codes import spaced
from siaga.logistics.dues import BY_HAND, ruled_dues
from siaga.logistics.forms.custody import DueForm
from siaga.logistics.models import Box, Hop, HopDue, Warehouse, hop_code
from siaga.logistics.queries.custody import late_boxes, late_by_child, late_stations
from siaga.logistics.standing import named, names_below
from siaga.logistics.views.custody.common import ballot_names, keeps_house, room, warehouse_around
from siaga.wilayah.drawing import drawn
from siaga.wilayah.queries import drawn_areas
from siaga.wilayah.zones import zone_of


def _late_table(warehouse: Warehouse, names: dict[str, str], now: datetime) -> Table:
    ballots = ballot_names(warehouse)
    hops = [(str(place), Hop(hop).label) for place, hop in enumerate(warehouse.hops)]
    return Table(
        key="kotak-terlambat",
        title=_("Kotak terlambat"),
        columns=[
            Column(
                key="code",
                label=gettext_lazy("Kotak"),
                value=lambda box: spaced(box.code),
                sort="code",
                sub=lambda box: ballots.get(box.ballot, box.ballot),
            ),
            Column(
                key="station",
                label=gettext_lazy("TPS"),
                value=lambda box: f"TPS {box.station_code[-3:]} {names.get(box.village_code, box.village_code)}",
                sort=["station_code"],
                below=True,
            ),
            Column(
                key="where",
                label=gettext_lazy("Terakhir tercatat"),
                value=lambda box: _where(box, warehouse, names),
                below=True,
            ),
            Column(key="due_at", label=gettext_lazy("Batas tiba"), format="moment", sort="due_at", phone=False),
            Column(key="days", label=gettext_lazy("Lewat"), value=lambda box: _overdue(box, now), sort="due_at"),
        ],
        filters=[
            Filter(
                key="di",
                label=gettext_lazy("Terakhir di"),
                choices=hops,
                field="hop",
            )
        ],
        search=lambda rows, words: (
            rows.filter(code__icontains=words.replace(" ", "")) | rows.filter(station_code__icontains=words)
        ),
        search_label=gettext_lazy("Cari kode kotak atau kode TPS"),
        row_url=lambda box: reverse("logistics:box", args=[warehouse.election.slug, box.code]),
        order="due_at",
        empty=Empty(
            title=gettext_lazy("Tidak ada kotak terlambat"),
            text=gettext_lazy("Sebuah kotak terlambat bila batas tibanya lewat dan penerima berikut belum menscannya."),
            icon="clock-check",
        ),
    )


def _where(box: Box, warehouse: Warehouse, names: dict[str, str]) -> str:
    hop = warehouse.hops[box.hop]
    place = named(hop, hop_code(hop, warehouse.region.code, box.village_code, box.station_code), names)
    return _("Perjalanan dari %(place)s") % {"place": place} if box.moving else place


def _overdue(box: Box, now: datetime) -> str:
    assert box.due_at is not None
    hours = int((now - box.due_at).total_seconds() // 3600)
    if hours < 48:
        return ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours}
    return ngettext("%(n)d hari", "%(n)d hari", hours // 24) % {"n": hours // 24}


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def late(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    warehouse, region = warehouse_around(request.actor, slug, code)
    now = clock.now()
    rows = late_boxes(request.actor, warehouse.election, region.code, now).filter(warehouse=warehouse)
    table = _late_table(warehouse, names_below(warehouse), now).show(request, rows)
    if answer := table.table.partial(request, table):
        return answer
    places = late_by_child(request.actor, warehouse.election, region.code, now)
    args = [slug, region.code]
    return render(
        request,
        "logistics/late.html",
        room(warehouse, region)
        | {
            "table": table,
            "places": places,
            "count": sum(place.boxes for place in places),
            "areas": reverse("logistics:late_areas", args=args),
            "points": reverse("logistics:late_points", args=args),
            "tones": {"belum": _("terlambat")},
        },
    )


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def late_areas(request: ActorRequest, slug: str, code: str) -> JsonResponse:
    """The parts of the region; those with late boxes carry the tone and the number."""
    warehouse, region = warehouse_around(request.actor, slug, code)
    found = {place.code: place for place in late_by_child(request.actor, warehouse.election, region.code, clock.now())}
    shapes = drawn(
        drawn_areas(request.actor, region),
        lambda area: reverse("logistics:late", args=[slug, area.code]) if area.code != region.code else "",
    )
    for feature in shapes["features"]:
        place = found.get(feature["properties"]["code"])
        if place is not None:
            feature["properties"] |= {"tone": "belum", "value": _said(place.boxes, place.since)}
        else:
            feature["properties"] |= {"value": _("tidak ada kotak terlambat")}
    return layer(shapes["features"])


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def late_points(request: ActorRequest, slug: str, code: str) -> JsonResponse:
    """Stations with late boxes that have a position."""
    warehouse, region = warehouse_around(request.actor, slug, code)
    features = [
        {
            "type": "Feature",
            "id": one.code,
            "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
            "properties": {
                "name": f"TPS {one.number:03d}",
                "parent": one.village,
                "tone": "belum",
                "value": _said(one.boxes, one.since),
                "url": f"{reverse('logistics:late', args=[slug, region.code])}?cari={one.code}",
            },
        }
        for one in late_stations(request.actor, warehouse.election, region.code, clock.now())
    ]
    return layer(features)


def _said(boxes: int, since: datetime) -> str:
    return (
        ngettext("%(n)d kotak terlambat", "%(n)d kotak terlambat", boxes) % {"n": boxes}
        + "\n"
        + (_("batas paling awal %(when)s") % {"when": moment(since)})
    )


# Dues ------------------------------------------------------------------------------------------------------------


def _dues_table(warehouse: Warehouse, names: dict[str, str], editable: bool) -> Table:
    return Table(
        key="batas-tiba",
        title=_("Batas tiba kotak"),
        columns=[
            Column(
                key="place",
                label=gettext_lazy("Tempat"),
                value=lambda row: _due_place(row, names),
                sort=["hop", "code"],
            ),
            Column(key="code", label=gettext_lazy("Kode"), format="code", sort="code", phone=False),
            Column(key="due_at", label=gettext_lazy("Batas tiba"), format="moment", sort="due_at"),
            Column(key="source", label=gettext_lazy("Sumber"), sort="source"),
        ],
        order="due_at",
        row_url=(
            lambda row: (
                reverse("logistics:set_due", args=[warehouse.election.slug, warehouse.region.code])
                + f"?di={row.hop}&kode={row.code}"
            )
        )
        if editable
        else None,
        empty=Empty(
            title=gettext_lazy("Belum ada batas dari rencana atau petugas"),
            text=gettext_lazy(
                "Batas tiba terisi sendiri begitu rencana distribusi berlaku; sampai saat itu aturan pemilihan yang "
                "berlaku. Sekretariat atau KPU dapat menetapkan batas untuk satu tempat."
            ),
            icon="calendar-due",
        ),
    )


def _due_place(row: HopDue, names: dict[str, str]) -> str:
    label = Hop(row.hop).label
    village, _slash, number = row.code.partition("/")
    name = names.get(village, village)
    return f"{label}: TPS {number} {name}" if number else f"{label}: {name}"


@guarded(Verb.LOGISTICS_VIEW)
@require_safe
def dues(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    warehouse, region = _regency(request, slug, code)
    editable = keeps_house(request.actor, warehouse)
    rows = HopDue.objects.filter(warehouse=warehouse)
    table = _dues_table(warehouse, names_below(warehouse), editable).show(request, rows)
    if answer := table.table.partial(request, table):
        return answer
    rules = ruled_dues(warehouse.election)
    return render(
        request,
        "logistics/dues.html",
        room(warehouse, region)
        | {
            "table": table,
            "editable": editable,
            "rules": [(Hop(hop).label, rules[hop]) for hop in warehouse.hops if hop in rules],
        },
    )


def _regency(request: ActorRequest, slug: str, code: str) -> tuple[Warehouse, Any]:
    """Dues are those of the whole regency. Raises Refused for any other region."""
    warehouse, region = warehouse_around(request.actor, slug, code)
    if region.code != warehouse.region.code:
        raise Refused
    return warehouse, region


@guarded(Verb.LOGISTICS_CHANGE)
def change_due(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    warehouse, region = _regency(request, slug, code)
    if not keeps_house(request.actor, warehouse):
        raise Refused
    form = DueForm(request.POST or None, hops=_hops(warehouse), initial=_initial(request, warehouse))
    back = reverse("logistics:dues", args=[slug, code])
    if form.is_valid():
        values = form.cleaned_data
        due = values["due_at"]
        if due is not None:
            due = due.replace(tzinfo=zone_of(warehouse.region.code))
        if form.perform(
            set_due,
            actor=request.actor,
            warehouse=warehouse,
            hop=values["hop"],
            code=values["code"].strip(),
            due_at=due,
            now=clock.now(),
        ):
            return done(request, back, _("Batas tiba disimpan.") if due else _("Batas tiba dihapus."))
    return form_page(
        request,
        form,
        title=_("Batas tiba satu tempat"),
        lead=_("Sumbernya tercatat: %(source)s.") % {"source": BY_HAND.lower()},
        back=back,
        context=room(warehouse, region),
    )


def _hops(warehouse: Warehouse) -> Sequence[tuple[str, Any]]:
    return [(hop, Hop(hop).label) for hop in warehouse.hops[1:]]


def _initial(request: HttpRequest, warehouse: Warehouse) -> dict[str, Any]:
    row = HopDue.objects.filter(
        warehouse=warehouse, hop=request.GET.get("di", ""), code=request.GET.get("kode", "").replace("\x00", "")
    ).first()
    if row is None:
        return {}
    return {"hop": row.hop, "code": row.code, "due_at": localtime(row.due_at, zone_of(warehouse.region.code))}
