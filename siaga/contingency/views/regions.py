"""Where contingency begins: the regencies of an election, and one regency with its versions and its next step."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.contingency.access import visible_resources, visible_scenarios
from siaga.contingency.queries.facts import coverage_of, facts_of
from siaga.contingency.queries.playbooks import holding_of
from siaga.contingency.queries.triggers import lines_of
from siaga.contingency.views.life import CONTINGENCY
from siaga.contingency.views.shared import here_of
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column
from siaga.kit.words import number
from siaga.planning.access import visible_plans
from siaga.planning.models import Plan, PlanKind
from siaga.planning.views import lists

start = lists.start(
    CONTINGENCY,
    title=gettext_lazy("Keadaan darurat"),
    lead=gettext_lazy("Pilih kabupaten/kota untuk melihat pegangan, sumber daya, dan versi rencananya."),
    empty=gettext_lazy("Rencana keadaan darurat dibuat per kabupaten/kota. Impor wilayahnya lebih dulu."),
    icon="lifebuoy",
)
VERSIONS = lists.versions(
    CONTINGENCY,
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
    empty=gettext_lazy("Setiap hitungan menjadi versi: dapat dibandingkan dan diberlakukan."),
    icon="lifebuoy",
)  # fmt: skip


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
            **CONTINGENCY.standing(rows),
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
