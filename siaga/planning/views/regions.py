"""Where plans begin: the regencies of an election, and one regency with its versions and its next step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb, scope_of
from siaga.elections.access import access_election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import number
from siaga.planning.access import visible_plans, visible_vehicles
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.queries.sites import missing_of, site_lines
from siaga.planning.views.shared import here_of, standing_of
from siaga.wilayah.access import below, within
from siaga.wilayah.models import Level, Region

REGENCIES = Table(
    key="kabupaten",
    title=gettext_lazy("Rencana distribusi"),
    columns=[
        Column(key="title", label=gettext_lazy("Kabupaten/kota"), value=lambda row: row.title, sort="code"),
        Column(key="code", label=gettext_lazy("Kode"), format="code", phone=False),
        Column(key="versions", label=gettext_lazy("Versi"), format="number", sort="versions"),
        Column(key="in_force", label=gettext_lazy("Berlaku"), value=lambda row: bool(row.in_force), format="truth"),
    ],
    search=lambda rows, words: rows.filter(Q(search_name__icontains=words.lower()) | Q(code__startswith=words)),
    search_label=gettext_lazy("Cari nama atau kode"),
    order="title",
    empty=Empty(
        title=gettext_lazy("Belum ada kabupaten/kota"),
        text=gettext_lazy("Rencana distribusi dibuat per kabupaten/kota. Impor wilayahnya lebih dulu."),
        icon="route",
    ),
)

VERSIONS = Table(
    key="versi",
    title=gettext_lazy("Versi rencana"),
    columns=[
        Column(
            key="number",
            label=gettext_lazy("Versi"),
            value=lambda row: _("Versi %(n)s") % {"n": number(row.number)},
            sub="title",
            sort="number",
        ),
        Column(
            key="standing",
            label=gettext_lazy("Status"),
            value=lambda row: standing_of(row)[1],
            cell="planning/cells/standing.html",
            sort="state",
        ),
        Column(
            key="served",
            label=gettext_lazy("Terlayani"),
            value=lambda row: (row.served or 0) / row.boxes if row.boxes else None,
            format="percent",
            sub=lambda row: "" if row.boxes is None else _("%(a)s dari %(b)s kotak") % {
                "a": number(row.served or 0), "b": number(row.boxes)},
        ),
        Column(key="routes", label=gettext_lazy("Rute"), format="number", phone=False),
        Column(
            key="km",
            label=gettext_lazy("Km"),
            value=lambda row: row.km and round(row.km),
            format="number",
            phone=False,
        ),
        Column(
            key="cost",
            label=gettext_lazy("Biaya (Rp)"),
            value=lambda row: None if row.cost is None else round(row.cost),
            format="number",
        ),
        Column(key="created_at", label=gettext_lazy("Dibuat"), format="moment", sort="created_at", phone=False),
        Column(
            key="by",
            label=gettext_lazy("Oleh"),
            value=lambda row: row.created_by.name if row.created_by else _("server"),
            phone=False,
        ),
        Column(key="note", label=gettext_lazy("Catatan"), screen=False),
        Column(key="inputs_digest", label=gettext_lazy("Sidik masukan"), format="code", screen=False),
    ],
    filters=[
        Filter(
            key="status",
            label=gettext_lazy("Status"),
            chips=True,
            choices=PlanState.choices,
            apply=lambda rows, value: rows.filter(state=value),
        )
    ],
    search=lambda rows, words: rows.filter(Q(title__icontains=words) | Q(note__icontains=words)),
    search_label=gettext_lazy("Cari nama atau catatan"),
    order="-number",
    row_url=lambda row: reverse("planning:plan", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada versi"),
        text=gettext_lazy("Setiap hitungan menjadi versi: dapat dibandingkan, disusun ulang, dan diberlakukan."),
        icon="route",
    ),
)  # fmt: skip


@guarded(Verb.PLAN_VIEW)
def start(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The one regency that the actor plans in, or the list of those that there are."""
    election = access_election(request.actor, slug)
    regencies = Region.objects.filter(
        within(scope_of(request.actor, Verb.PLAN_VIEW)), below(election.region.code), level=Level.REGENCY, valid_to=None
    )
    if len(only := list(regencies[:2])) == 1:
        return redirect("planning:region", slug, only[0].code)
    mine = Q(plans__election=election)
    rows = regencies.annotate(
        versions=Count("plans", filter=mine),
        in_force=Count("plans", filter=mine & Q(plans__in_force_since__isnull=False, plans__retired_at=None)),
    )
    table = replace(REGENCIES, row_url=lambda row: reverse("planning:region", args=[slug, row.code]))
    shown = table.show(request, rows)
    if answer := table.partial(request, shown):
        return answer
    return render(
        request,
        "planning/start.html",
        {"table": shown, "election": election, "title": REGENCIES.title},
    )


@guarded(Verb.PLAN_VIEW)
def region(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """A regency: what is in force, what is missing, the next step, and every version."""
    here = here_of(request.actor, slug, code)
    rows = with_figures(
        visible_plans(request.actor, PlanKind.DISTRIBUTION).filter(election=here.election, region=here.region)
    )
    table = VERSIONS.show(request, rows)
    if answer := VERSIONS.partial(request, table):
        return answer
    lines = site_lines(request.actor, here.election, here.region)
    vehicles = visible_vehicles(request.actor).filter(election=here.election, region=here.region)
    current = rows.filter(in_force_since__isnull=False, retired_at=None).first()
    return render(
        request,
        "planning/region.html",
        {
            "here": here,
            "region": here.region,
            "election": here.election,
            "tab": "versi",
            "table": table,
            "current": current,
            "moving": rows.filter(state__in=(PlanState.QUEUED, PlanState.RUNNING)).first(),
            "any": rows.exists(),
            "missing": missing_of(lines),
            "vehicles": sum(vehicles.values_list("count", flat=True)),
            "boxes": sum(line.boxes for line in lines),
        },
    )


def with_figures(rows: QuerySet[Plan]) -> QuerySet[Any]:
    """Versions with the figures that lists show, without loading their results."""
    return rows.annotate(
        cost=F("result__cost"),
        km=F("result__km"),
        boxes=F("result__figures__boxes"),
        served=F("result__figures__served_boxes"),
        routes=F("result__figures__routes"),
        broken=F("result__figures__broken"),
    )
