"""Vehicles of a regency: the list, and how one is said, changed and removed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Sum
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Table
from siaga.kit.templatetags.kit import unbroken
from siaga.kit.words import measure, number
from siaga.planning.access import visible_vehicles
from siaga.planning.actions.vehicles import VEHICLES, change_vehicle, remove_vehicle
from siaga.planning.forms.vehicles import VehicleForm
from siaga.planning.models import Vehicle
from siaga.planning.views.coded import CodedPages
from siaga.planning.views.shared import here_of
from siaga.planning.words import hours_text, roads_text
from siaga.wilayah.models import Region


def _cost(row: Vehicle) -> str:
    """Rp500.000 sehari, 3.500/km, 25.000/jam."""
    parts = [
        _("Rp%(n)s sehari") % {"n": number(row.cost_fixed)} if row.cost_fixed else "",
        _("Rp%(n)s/km") % {"n": number(row.cost_km)} if row.cost_km else "",
        _("Rp%(n)s/jam") % {"n": number(row.cost_hour)} if row.cost_hour else "",
    ]
    return ", ".join(part for part in parts if part)


def _driving(row: Vehicle) -> str:
    """mengemudi 8 jam."""
    return "" if row.max_hours is None else unbroken(_("mengemudi %(n)s jam") % {"n": measure(row.max_hours)})


FLEET = Table(
    key="kendaraan",
    title=gettext_lazy("Kendaraan"),
    columns=[
        Column(key="type", label=gettext_lazy("Kendaraan"), sort="type", sub="vehicle_id"),
        Column(key="count", label=gettext_lazy("Jumlah"), format="number", sort="count",
               total=Sum("count")),
        Column(key="capacity_boxes", label=gettext_lazy("Kotak"), format="number", sort="capacity_boxes"),
        Column(key="capacity_kg", label=gettext_lazy("Kg"), format="number", phone=False),
        Column(key="cost", label=gettext_lazy("Biaya"), value=_cost, phone=False, export=False),
        Column(key="access", label=gettext_lazy("Jalan"), value=lambda row: roads_text(row.access), below=True),
        Column(
            key="shift",
            label=gettext_lazy("Jam kerja"),
            value=lambda row: hours_text(row.shift_start, row.shift_end),
            sub=_driving,
            format="range",
            below=True,
        ),
        Column(key="max_hours", label=gettext_lazy("Mengemudi (jam)"), format="number", screen=False),
        Column(key="cost_fixed", label=gettext_lazy("Tetap (Rp)"), format="number", screen=False),
        Column(key="cost_km", label=gettext_lazy("Per km (Rp)"), format="number", screen=False),
        Column(key="cost_hour", label=gettext_lazy("Per jam (Rp)"), format="number", screen=False),
        Column(
            key="depot",
            label=gettext_lazy("Pangkalan"),
            value=lambda row: row.depot or _("gudang KPU"),
            below=True,
        ),
    ],
    order="type",
    empty=Empty(
        title=gettext_lazy("Belum ada kendaraan"),
        text=gettext_lazy(
            "Rencana memerlukan kendaraan: truk, mobil gardan ganda, sepeda motor, perahu. Impor daftarnya, "
            "atau tambahkan satu per satu."
        ),
        icon="truck",
    ),
)  # fmt: skip


@guarded(Verb.PLAN_VIEW)
def vehicles(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, slug, code)
    rows = visible_vehicles(request.actor).filter(election=here.election, region=here.region)
    table = FLEET
    if here.may_change:
        table = replace(FLEET, row_url=lambda row: reverse("planning:change_vehicle", args=[slug, code, row.pk]))
    shown = table.show(request, rows)
    if answer := table.partial(request, shown):
        return answer
    return render(
        request,
        "planning/vehicles.html",
        {"here": here, "region": here.region, "election": here.election, "tab": "kendaraan", "table": shown},
    )


def _form(sent: QueryDict | None, standing: dict[str, Any], region: Region) -> VehicleForm:
    return VehicleForm(sent, initial=standing)


PAGES = CodedPages(
    things=VEHICLES,
    visible=visible_vehicles,
    change=change_vehicle,
    remove=remove_vehicle,
    form=_form,
    listing="planning:vehicles",
    removal="planning:remove_vehicle",
    add=gettext_lazy("Tambah kendaraan"),
    saved=gettext_lazy("Kendaraan disimpan. Rencana yang sudah dihitung tidak berubah."),
    ask=gettext_lazy("Hapus kendaraan %(vehicle)s?"),
    removed=gettext_lazy("Kendaraan dihapus."),
    lead=gettext_lazy("Rencana yang sudah dihitung dengannya tetap seperti adanya."),
    unused=gettext_lazy("Kendaraan yang tidak dipakai lagi"),
)


@guarded(Verb.PLAN_CHANGE)
def add_vehicle(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    return PAGES.added(request, slug, code)


@guarded(Verb.PLAN_CHANGE)
def edit_vehicle(request: ActorRequest, slug: str, code: str, vehicle_pk: int) -> HttpResponseBase:
    return PAGES.changed(request, slug, code, vehicle_pk)


@guarded(Verb.PLAN_CHANGE)
def drop_vehicle(request: ActorRequest, slug: str, code: str, vehicle_pk: int) -> HttpResponseBase:
    return PAGES.dropped(request, slug, code, vehicle_pk)
