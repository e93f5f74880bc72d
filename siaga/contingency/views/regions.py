"""Where contingency begins: the regencies of an election, and one regency with its versions and its next step."""

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
from siaga.contingency.access import visible_resources, visible_scenarios
from siaga.contingency.queries.facts import coverage_of, facts_of
from siaga.contingency.queries.playbooks import holding_of
from siaga.contingency.queries.triggers import lines_of
from siaga.contingency.views.shared import here_of
from siaga.elections.access import access_election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import number
from siaga.planning.access import visible_plans
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.views.shared import standing_of
from siaga.wilayah.access import below, within
from siaga.wilayah.models import Level, Region

REGENCIES = Table(
    key="kabupaten",
    title=gettext_lazy("Keadaan darurat"),
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
        text=gettext_lazy("Rencana keadaan darurat dibuat per kabupaten/kota. Impor wilayahnya lebih dulu."),
        icon="lifebuoy",
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
            key="covered",
            label=gettext_lazy("Tertutup"),
            value=lambda row: (row.covered or 0) / row.needs if row.needs else None,
            format="percent",
            sub=lambda row: "" if row.needs is None else _("%(a)s dari %(b)s kebutuhan") % {
                "a": number(row.covered or 0), "b": number(row.needs)},
        ),
        Column(key="given", label=gettext_lazy("Unit ditempatkan"), format="number", phone=False),
        Column(key="stations_open", label=gettext_lazy("TPS belum tertutup"), format="number"),
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
    row_url=lambda row: reverse("contingency:plan", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada versi"),
        text=gettext_lazy("Setiap hitungan menjadi versi: dapat dibandingkan dan diberlakukan."),
        icon="lifebuoy",
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
        return redirect("contingency:region", slug, only[0].code)
    mine = Q(plans__election=election, plans__kind=PlanKind.CONTINGENCY)
    rows = regencies.annotate(
        versions=Count("plans", filter=mine),
        in_force=Count("plans", filter=mine & Q(plans__in_force_since__isnull=False, plans__retired_at=None)),
    )
    table = replace(REGENCIES, row_url=lambda row: reverse("contingency:region", args=[slug, row.code]))
    shown = table.show(request, rows)
    if answer := table.partial(request, shown):
        return answer
    return render(request, "contingency/start.html", {"table": shown, "election": election, "title": REGENCIES.title})


@guarded(Verb.PLAN_VIEW)
def region(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """A regency: what is in force, what is triggered, what is missing, and every version."""
    here = here_of(request.actor, slug, code)
    rows = with_figures(
        visible_plans(request.actor, PlanKind.CONTINGENCY).filter(election=here.election, region=here.region)
    )
    table = VERSIONS.show(request, rows)
    if answer := VERSIONS.partial(request, table):
        return answer
    facts = facts_of(here.election, here.region)
    holding = holding_of(here.region)
    resources = visible_resources(request.actor).filter(election=here.election, region=here.region)
    return render(
        request,
        "contingency/region.html",
        {
            "here": here,
            "region": here.region,
            "election": here.election,
            "tab": "versi",
            "table": table,
            "current": rows.filter(in_force_since__isnull=False, retired_at=None).first(),
            "moving": rows.filter(state__in=(PlanState.QUEUED, PlanState.RUNNING)).first(),
            "any": rows.exists(),
            "seen": coverage_of(facts.values()),
            "playbooks": lines_of(holding.playbooks, facts, here.election.voting_day),
            "units": sum(resources.values_list("count", flat=True)),
            "scenarios": visible_scenarios(request.actor).filter(election=here.election, region=here.region)[:5],
        },
    )


def with_figures(rows: QuerySet[Plan]) -> QuerySet[Any]:
    """Versions with the figures that lists show, without loading their results."""
    return rows.annotate(
        needs=F("result__figures__needs"),
        covered=F("result__figures__covered"),
        given=F("result__figures__given"),
        stations_open=F("result__figures__stations_open"),
    )
