"""Where security plans begin: the regencies, and one regency with its versions, or with its counts alone."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.deployment.access import visible_deployments
from siaga.deployment.queries.patterns import chosen_patterns, patterns_of
from siaga.deployment.queries.summaries import classes_of, counts_of
from siaga.deployment.views.life import DEPLOYMENT
from siaga.deployment.views.shared import here_of
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column
from siaga.planning.models import Plan
from siaga.planning.views import lists

start = lists.start(
    DEPLOYMENT,
    title=gettext_lazy("Pengamanan TPS"),
    lead=gettext_lazy("Pilih kabupaten/kota untuk melihat rencana pengamanannya."),
    empty=gettext_lazy("Rencana pengamanan dibuat per kabupaten/kota. Impor wilayahnya lebih dulu."),
    icon="shield",
)
VERSIONS = lists.versions(
    DEPLOYMENT,
    Column(key="teams", label=gettext_lazy("Regu"), format="number"),
    Column(key="officers", label=gettext_lazy("Polisi"), format="number", phone=False),
    Column(key="missing", label=gettext_lazy("Kurang"), format="number"),
    Column(key="broken", label=gettext_lazy("Dilanggar"), format="number", phone=False),
    empty=gettext_lazy("Setiap hitungan menjadi versi: dapat dibandingkan, disusun ulang, dan diberlakukan."),
    icon="shield",
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
            **DEPLOYMENT.standing(rows),
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
