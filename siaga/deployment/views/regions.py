"""Where security plans begin: the regencies, and one regency with its versions, or with its counts alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb, scope_of
from siaga.deployment.access import visible_deployments
from siaga.deployment.queries.patterns import chosen_patterns, patterns_of
from siaga.deployment.queries.summaries import classes_of, counts_of
from siaga.deployment.views.shared import here_of, standing_of
from siaga.elections.access import access_election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import number
from siaga.planning.models import Plan, PlanState
from siaga.wilayah.access import below, within
from siaga.wilayah.models import Level, Region

REGENCIES = Table(
    key="kabupaten",
    title=gettext_lazy("Pengamanan TPS"),
    columns=[
        Column(key="title", label=gettext_lazy("Kabupaten/kota"), value=lambda row: row.title, sort="code"),
        Column(key="code", label=gettext_lazy("Kode"), format="code", phone=False),
    ],
    search=lambda rows, words: rows.filter(search_name__icontains=words.lower()),
    search_label=gettext_lazy("Cari nama"),
    order="title",
    empty=Empty(
        title=gettext_lazy("Belum ada kabupaten/kota"),
        text=gettext_lazy("Rencana pengamanan dibuat per kabupaten/kota. Impor wilayahnya lebih dulu."),
        icon="shield",
    ),
)

VERSIONS = Table(
    key="versi",
    title=gettext_lazy("Versi rencana"),
    columns=[
        Column(
            key="number", label=gettext_lazy("Versi"), sub="title", sort="number",
            value=lambda row: _("Versi %(n)s") % {"n": number(row.number)},
        ),
        Column(
            key="standing", label=gettext_lazy("Status"), value=lambda row: standing_of(row)[1],
            cell="planning/cells/standing.html", sort="state",
        ),
        Column(key="teams", label=gettext_lazy("Regu"), format="number"),
        Column(key="officers", label=gettext_lazy("Polisi"), format="number", phone=False),
        Column(key="missing", label=gettext_lazy("Kurang"), format="number"),
        Column(key="broken", label=gettext_lazy("Dilanggar"), format="number", phone=False),
        Column(key="created_at", label=gettext_lazy("Dibuat"), format="moment", sort="created_at", phone=False),
        Column(
            key="by", label=gettext_lazy("Oleh"), phone=False,
            value=lambda row: row.created_by.name if row.created_by else _("server"),
        ),
        Column(key="note", label=gettext_lazy("Catatan"), screen=False),
        Column(key="inputs_digest", label=gettext_lazy("Sidik masukan"), format="code", screen=False),
    ],
    filters=[
        Filter(
            key="status", label=gettext_lazy("Status"), chips=True, choices=PlanState.choices,
            apply=lambda rows, value: rows.filter(state=value),
        )
    ],
    order="-number",
    row_url=lambda row: reverse("deployment:plan", args=[row.pk]),
    empty=Empty(
        title=gettext_lazy("Belum ada versi"),
        text=gettext_lazy("Setiap hitungan menjadi versi: dapat dibandingkan, disusun ulang, dan diberlakukan."),
        icon="shield",
    ),
)  # fmt: skip


def with_counts(rows: QuerySet[Plan]) -> QuerySet[Any]:
    """Versions with the counts that lists show, without loading their results."""
    return rows.annotate(
        **{
            name: F(f"result__figures__{name}")
            for name in ("teams", "officers", "missing", "broken", "guarded", "posts")
        }
    )


@guarded(Verb.PLAN_VIEW)
def start(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The one regency that the actor plans in, or the list of those that there are."""
    election = access_election(request.actor, slug)
    regencies = Region.objects.filter(
        within(scope_of(request.actor, Verb.PLAN_VIEW)), below(election.region.code), level=Level.REGENCY, valid_to=None
    )
    if len(only := list(regencies[:2])) == 1:
        return redirect("deployment:region", slug, only[0].code)
    table = replace(REGENCIES, row_url=lambda row: reverse("deployment:region", args=[slug, row.code]))
    shown = table.show(request, regencies)
    if answer := table.partial(request, shown):
        return answer
    return render(request, "deployment/start.html", {"table": shown, "election": election, "title": REGENCIES.title})


@guarded(Verb.PLAN_VIEW)
def region(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """A regency: its versions for those who must know, the counts of the one in force for all others."""
    here = here_of(request.actor, slug, code)
    if not here.sight.whole:
        return _summary(request, here)
    rows = with_counts(visible_deployments(request.actor).filter(election=here.election, region=here.region))
    table = VERSIONS.show(request, rows)
    if answer := VERSIONS.partial(request, table):
        return answer
    chosen = chosen_patterns(here.election, here.region)
    return render(
        request,
        "deployment/region.html",
        {
            "here": here,
            "region": here.region,
            "election": here.election,
            "tab": "versi",
            "table": table,
            "current": rows.filter(in_force_since__isnull=False, retired_at=None).first(),
            "moving": rows.filter(state__in=(PlanState.QUEUED, PlanState.RUNNING)).first(),
            "any": rows.exists(),
            "counts": counts_of(here.election, here.region),
            "classes": classes_of(here.election, here.region),
            "patterns_chosen": len(chosen),
            "patterns": len(patterns_of(here.election, here.region)),
        },
    )


def _summary(request: ActorRequest, here: Any) -> HttpResponseBase:
    """Counts of the plan in force: teams, people missing by Polsek; nothing of who, where and when."""
    from siaga.deployment.queries.summaries import summary_of

    return render(
        request,
        "deployment/summary.html",
        {
            "here": here,
            "region": here.region,
            "election": here.election,
            "summary": summary_of(request.actor, here.election, here.region),
            "classes": classes_of(here.election, here.region),
        },
    )
