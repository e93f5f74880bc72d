"""Sites and vehicles of a regency: what is known, what is missing, and how to say it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.elections.models import PollingStation
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import number
from siaga.planning.access import visible_sites, visible_vehicles
from siaga.planning.actions.inputs import SITE_FIELDS, VEHICLE_FIELDS, change_site, change_vehicle, remove_vehicle
from siaga.planning.forms.inputs import SiteForm, VehicleForm
from siaga.planning.models import Access, SiteKind, TravelMatrix, Vehicle
from siaga.planning.queries.sites import SiteLine, missing_of, site_lines
from siaga.planning.views.shared import Here, here_of
from siaga.planning.words import clock_text, roads_text
from siaga.wilayah.access import visible_regions
from siaga.wilayah.models import Level, Region

POSITION_WORDS = {
    "tepat": gettext_lazy("tepat"),
    "perkiraan": gettext_lazy("perkiraan"),
    "belum": gettext_lazy("belum ada"),
}
POSITION_CHIPS = {"tepat": "siap", "perkiraan": "perkiraan", "belum": "belum"}


def _sites_table(here: Here) -> Table:
    return Table(
        key="lokasi",
        title=gettext_lazy("Lokasi distribusi"),
        columns=[
            Column(key="name", label=gettext_lazy("Tempat"), sort=lambda line: line.name, sub="group"),
            Column(key="code", label=gettext_lazy("Kode"), format="code", sort=lambda line: line.code, phone=False),
            Column(
                key="kind",
                label=gettext_lazy("Jenis"),
                value=lambda line: str(SiteKind(line.kind).label),
                sort=lambda line: line.kind,
                phone=False,
            ),
            Column(key="boxes", label=gettext_lazy("Kotak"), format="number", sort=lambda line: line.boxes,
                   total=lambda lines: sum(line.boxes for line in lines)),
            Column(
                key="access",
                label=gettext_lazy("Jalan terakhir"),
                value=lambda line: str(Access(line.access).label) if line.access else None,
                sort=lambda line: line.access,
                phone=False,
            ),
            Column(
                key="position",
                label=gettext_lazy("Posisi"),
                value=lambda line: str(POSITION_WORDS[line.position]),
                cell="planning/cells/position.html",
                sort=lambda line: line.position,
            ),
            Column(
                key="remote",
                label=gettext_lazy("Didahulukan"),
                format="truth",
                sort=lambda line: line.remote,
                phone=False,
            ),
            Column(key="via", label=gettext_lazy("Lewat"), phone=False),
            Column(key="window", label=gettext_lazy("Menerima pukul"), value=_window, phone=False),
            Column(key="lat", label=gettext_lazy("Lintang"), screen=False),
            Column(key="lon", label=gettext_lazy("Bujur"), screen=False),
        ],
        filters=[
            Filter(
                key="kurang",
                label=gettext_lazy("Yang kurang"),
                chips=True,
                choices=[("posisi", gettext_lazy("Tanpa posisi tepat")), ("jalan", gettext_lazy("Tanpa kelas jalan"))],
                apply=lambda lines, value: [
                    line for line in lines if (line.position != "tepat" if value == "posisi" else not line.access)
                ],
            ),
            Filter(
                key="jalan",
                label=gettext_lazy("Jalan terakhir"),
                choices=Access.choices,
                apply=lambda lines, value: [line for line in lines if line.access == value],
            ),
        ],
        search=lambda lines, words: [
            line for line in lines if words.lower() in f"{line.name} {line.group} {line.code}".lower()
        ],
        search_label=gettext_lazy("Cari tempat atau kode"),
        order="",
        row_url=(lambda line: _site_url(here, line.code)) if here.may_change else None,
        empty=Empty(
            title=gettext_lazy("Belum ada tempat tujuan"),
            text=gettext_lazy("Tempat tujuan muncul dari TPS pemilihan ini. Impor TPS-nya lebih dulu."),
            icon="map-pin",
        ),
        per_page=100,
    )  # fmt: skip


def _window(line: SiteLine) -> str | None:
    site = line.site
    if site is None or site.window_start is None or site.window_end is None:
        return None
    return f"{clock_text(site.window_start)}–{clock_text(site.window_end)}"


def _site_url(here: Here, code: str) -> str:
    return reverse("planning:change_site", args=[here.election.slug, here.region.code, code])


@guarded(Verb.PLAN_VIEW)
def sites(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """Every place, with a map and with what is missing, said openly."""
    here = here_of(request.actor, slug, code)
    lines = site_lines(request.actor, here.election, here.region)
    table = _sites_table(here).show(request, lines)
    if answer := table.table.partial(request, table):
        return answer
    matrix = TravelMatrix.objects.filter(election=here.election, region=here.region).defer("data").first()
    return render(
        request,
        "planning/sites.html",
        {
            "here": here, "region": here.region, "election": here.election, "tab": "lokasi",
            "table": table, "missing": missing_of(lines), "matrix": matrix,
            "tone_words": json.dumps(
                {"terhambat": _("didahulukan"), "selesai": _("ada datanya"), "belum_lapor": _("belum disebut")}
            ),
        },
    )  # fmt: skip


@guarded(Verb.PLAN_VIEW)
@require_safe
def site_points(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The places with a position, for the map."""
    here = here_of(request.actor, slug, code)
    features = [
        {
            "type": "Feature",
            "id": line.code,
            "geometry": {"type": "Point", "coordinates": [line.lon, line.lat]},
            "properties": {
                "code": line.code,
                "name": line.name,
                "parent": line.group,
                "tone": "terhambat" if line.remote else "selesai" if line.site else "belum_lapor",
                "value": _said(line),
                "estimated": line.position == "perkiraan",
                **({"url": _site_url(here, line.code)} if here.may_change else {}),
            },
        }
        for line in site_lines(request.actor, here.election, here.region)
        if line.lat is not None
    ]
    response = JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _said(line: SiteLine) -> str:
    parts = [str(SiteKind(line.kind).label)] if line.kind != SiteKind.SITE else [_("%(n)s kotak") % {"n": line.boxes}]
    parts.append(str(Access(line.access).label) if line.access else _("jalan terakhir belum disebut"))
    if line.remote:
        parts.append(_("didahulukan"))
    return "\n".join(parts)


@guarded(Verb.PLAN_CHANGE)
def edit_site(request: ActorRequest, slug: str, code: str, place: str) -> HttpResponseBase:
    """What is known of one place. Raises Refused for a place that is not of this regency."""
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    site = visible_sites(request.actor).filter(election=here.election, code=place).first()
    region = site.region if site else _region_of(here, request, place)
    if not region.code.startswith(here.region.code):
        raise Refused
    hubs = visible_sites(request.actor).filter(
        election=here.election, kind__in=(SiteKind.CROSSING, SiteKind.TRANSFER), region__regency_code=here.region.code
    )
    initial = {name: getattr(site, name) for name in SITE_FIELDS} if site else {}
    form = SiteForm(
        request.POST or None,
        initial=initial,
        hubs=[(one.code, str(one)) for one in hubs.exclude(code=place)[:200]],
        crossing=bool(site and site.kind == SiteKind.CROSSING),
    )
    back = reverse("planning:sites", args=[slug, code])
    if form.is_valid() and form.perform(
        change_site,
        actor=request.actor,
        election=here.election,
        region=region,
        code=place,
        values=form.cleaned_data,
        tier="" if site else "tps" if "/" in place else "ppk" if region.level == Level.DISTRICT else "desa",
        now=clock.now(),
    ):
        return done(request, back, _("Data tempat disimpan. Rencana yang sudah dihitung tidak berubah."))
    title = f"TPS {place[-3:]} {region.name}" if "/" in place else str(site) if site and site.name else region.title
    return form_page(
        request, form, title=title, lead=place, submit=_("Simpan"), back=back, context={"region": here.region}
    )


def _region_of(here: Here, request: ActorRequest, place: str) -> Region:
    village, slash, _number = place.partition("/")
    region = visible_regions(request.actor, Verb.PLAN_VIEW).filter(code=village).select_related("parent").first()
    if region is None or region.level not in (Level.DISTRICT, Level.VILLAGE):
        raise Refused
    if slash and not PollingStation.objects.filter(election=here.election, code=place).exists():
        raise Refused
    return region


def _cost(row: Vehicle) -> str:
    """Rp500.000 sehari, 3.500/km, 25.000/jam."""
    parts = [
        _("Rp%(n)s sehari") % {"n": number(row.cost_fixed)} if row.cost_fixed else "",
        _("Rp%(n)s/km") % {"n": number(row.cost_km)} if row.cost_km else "",
        _("Rp%(n)s/jam") % {"n": number(row.cost_hour)} if row.cost_hour else "",
    ]
    return ", ".join(part for part in parts if part)


FLEET = Table(
    key="kendaraan",
    title=gettext_lazy("Kendaraan"),
    columns=[
        Column(key="type", label=gettext_lazy("Kendaraan"), sort="type", sub="vehicle_id"),
        Column(key="count", label=gettext_lazy("Jumlah"), format="number", sort="count",
               total=lambda rows: sum(row.count for row in rows)),
        Column(key="capacity_boxes", label=gettext_lazy("Kotak"), format="number", sort="capacity_boxes"),
        Column(key="capacity_kg", label=gettext_lazy("Kg"), format="number", phone=False),
        Column(key="cost", label=gettext_lazy("Biaya"), value=_cost, phone=False, export=False),
        Column(key="access", label=gettext_lazy("Jalan"), value=lambda row: roads_text(row.access)),
        Column(
            key="shift",
            label=gettext_lazy("Jam kerja"),
            value=lambda row: f"{clock_text(row.shift_start)}–{clock_text(row.shift_end)}",
        ),
        Column(key="max_hours", label=gettext_lazy("Mengemudi (jam)"), format="number", phone=False),
        Column(key="cost_fixed", label=gettext_lazy("Tetap (Rp)"), format="number", screen=False),
        Column(key="cost_km", label=gettext_lazy("Per km (Rp)"), format="number", screen=False),
        Column(key="cost_hour", label=gettext_lazy("Per jam (Rp)"), format="number", screen=False),
        Column(
            key="depot",
            label=gettext_lazy("Pangkalan"),
            value=lambda row: row.depot or _("gudang KPU"),
            phone=False,
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


@guarded(Verb.PLAN_CHANGE)
def add_vehicle(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    return _vehicle_form(request, here, None)


@guarded(Verb.PLAN_CHANGE)
def edit_vehicle(request: ActorRequest, slug: str, code: str, vehicle_pk: int) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    return _vehicle_form(request, here, _vehicle(request, here, vehicle_pk))


def _vehicle(request: ActorRequest, here: Here, pk: int) -> Vehicle:
    found = visible_vehicles(request.actor).filter(pk=pk, election=here.election, region=here.region).first()
    if found is None:
        raise Refused
    return found


def _vehicle_form(request: ActorRequest, here: Here, vehicle: Vehicle | None) -> HttpResponseBase:
    initial: dict[str, Any] = (
        {name: getattr(vehicle, name) for name in ("vehicle_id", *VEHICLE_FIELDS)} if vehicle else {}
    )
    form = VehicleForm(request.POST or None, initial=initial)
    if vehicle:
        form.fields["vehicle_id"].disabled = True
    back = reverse("planning:vehicles", args=[here.election.slug, here.region.code])
    if form.is_valid():
        values = dict(form.cleaned_data)
        vehicle_id = values.pop("vehicle_id")
        if form.perform(
            change_vehicle,
            actor=request.actor,
            election=here.election,
            region=here.region,
            vehicle_id=vehicle_id,
            values=values,
            now=clock.now(),
        ):
            return done(request, back, _("Kendaraan disimpan. Rencana yang sudah dihitung tidak berubah."))
    remove = (
        reverse("planning:remove_vehicle", args=[here.election.slug, here.region.code, vehicle.pk]) if vehicle else ""
    )
    return form_page(
        request,
        form,
        title=str(vehicle) if vehicle else _("Tambah kendaraan"),
        back=back,
        template="planning/vehicle_form.html",
        context={"region": here.region, "remove": remove},
    )


@guarded(Verb.PLAN_CHANGE)
def drop_vehicle(request: ActorRequest, slug: str, code: str, vehicle_pk: int) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    vehicle = _vehicle(request, here, vehicle_pk)
    back = reverse("planning:vehicles", args=[slug, code])
    return confirm_page(
        request,
        lambda: remove_vehicle(actor=request.actor, vehicle=vehicle, now=clock.now()),
        title=_("Hapus kendaraan %(vehicle)s?") % {"vehicle": vehicle},
        submit=_("Hapus"),
        back=back,
        to=back,
        message=_("Kendaraan dihapus."),
        lead=_("Rencana yang sudah dihitung dengannya tetap seperti adanya."),
        consequences=[Consequence(_("Kendaraan yang tidak dipakai lagi"), vehicle.count)],
    )
