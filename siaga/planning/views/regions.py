"""Where plans begin: the regencies of an election, and one regency with its versions and its next step."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column
from siaga.kit.words import number
from siaga.planning.access import visible_plans, visible_vehicles
from siaga.planning.models import Plan, PlanKind
from siaga.planning.queries.sites import missing_of, site_lines
from siaga.planning.views import lists
from siaga.planning.views.distribution import DISTRIBUTION
from siaga.planning.views.shared import here_of

start = lists.start(
    DISTRIBUTION,
    title=gettext_lazy("Rencana distribusi"),
    lead=gettext_lazy("Pilih kabupaten/kota untuk melihat lokasi, kendaraan, dan versi rencananya."),
    empty=gettext_lazy("Rencana distribusi dibuat per kabupaten/kota. Impor wilayahnya lebih dulu."),
    icon="route",
)
VERSIONS = lists.versions(
    DISTRIBUTION,
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
        below=True,
    ),
    empty=gettext_lazy("Setiap hitungan menjadi versi: dapat dibandingkan, disusun ulang, dan diberlakukan."),
    icon="route",
)  # fmt: skip


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
    return render(
        request,
        "planning/region.html",
        {
            "here": here,
            "region": here.region,
            "election": here.election,
            "tab": "versi",
            "table": table,
            **DISTRIBUTION.standing(rows),
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
