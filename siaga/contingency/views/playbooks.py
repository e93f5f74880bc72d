"""Playbooks of a regency: which are triggered by which answers, what they ask for, and how the desk changes them."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.contingency.access import visible_editions
from siaga.contingency.actions.playbooks import set_playbooks
from siaga.contingency.forms.plans import CLASS_WORDS, PlaybookForm
from siaga.contingency.queries.facts import facts_of
from siaga.contingency.queries.health import health_of
from siaga.contingency.queries.playbooks import holding_of
from siaga.contingency.queries.triggers import lines_of, of_station
from siaga.contingency.reading import sheet_of
from siaga.contingency.views.shared import here_of
from siaga.desk.kinds import kind_choices
from siaga.kerawanan.asked import asked_of
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.planning.access import visible_plans
from siaga.planning.models import PlanKind
from siaga.wilayah.models import Level, Region


@guarded(Verb.PLAN_VIEW)
def playbooks(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """Every playbook with the stations that trigger it and what it asks for here."""
    here = here_of(request.actor, slug, code)
    holding = holding_of(here.region)
    facts = facts_of(here.election, here.region)
    lines = lines_of(holding.playbooks, facts, here.election.voting_day)
    fields = [name for line in lines for name in line.playbook.counts]
    health = health_of(request.actor, here.election, here.region, fields) if fields else None
    return render(
        request,
        "contingency/playbooks.html",
        {
            "here": here, "region": here.region, "election": here.election, "tab": "pegangan",
            "holding": holding,
            "editions": visible_editions(request.actor).filter(region=here.region)[:20],
            "lines": lines,
            "stations": len(facts),
            "districts": {
                one.code: one.name for one in Region.objects.filter(regency_code=here.region.code, level=Level.DISTRICT)
            },
            "questions": {one.number: one.name for one in asked_of(here.election)},
            "agencies": dict(kind_choices()),
            "health": health,
            "health_words": {"perlu_perhatian": _("perlu perhatian"), "diganti": _("diganti")},
        },
    )  # fmt: skip


@guarded(Verb.PLAN_VIEW)
def station(request: ActorRequest, slug: str, code: str, place: str) -> HttpResponseBase:
    """One station: what it triggers, what the plan in force gives it, what stays open."""
    here = here_of(request.actor, slug, code)
    fact = facts_of(here.election, here.region).get(place)
    if fact is None:
        raise Refused
    holding = holding_of(here.region)
    plan = (
        visible_plans(request.actor, PlanKind.CONTINGENCY)
        .defer(None)
        .filter(election=here.election, region=here.region, in_force_since__isnull=False, retired_at=None)
        .first()
    )
    sheet = sheet_of(plan) if plan else None
    return render(
        request,
        "contingency/station.html",
        {
            "here": here, "region": here.region, "election": here.election,
            "fact": fact,
            "cls": CLASS_WORDS[fact.cls],
            "playbooks": of_station(holding.playbooks, fact, here.election.voting_day),
            "questions": {one.number: one.name for one in asked_of(here.election)},
            "agencies": dict(kind_choices()),
            "plan": plan,
            "given": [line for line in sheet.given if place in line.given.covers] if sheet else [],
            "open": [line for line in sheet.open if line.uncovered.station == place] if sheet else [],
        },
    )  # fmt: skip


@guarded(Verb.PLAN_CHANGE)
def edit_playbooks(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    form = PlaybookForm(request.POST or None, initial={"text": holding_of(here.region).text})
    back = reverse("contingency:playbooks", args=[slug, code])
    if form.is_valid() and form.perform(
        set_playbooks, actor=request.actor, region=here.region, now=clock.now(), **form.cleaned_data
    ):
        return done(
            request, back, _("Pegangan disimpan sebagai versi baru. Rencana yang sudah dihitung tidak berubah.")
        )
    return form_page(
        request,
        form,
        title=_("Ubah pegangan"),
        submit=_("Simpan versi"),
        back=back,
        lead=_("Pemicu, tindakan, jenis sumber daya, dan nilai kelas. Berlaku untuk rencana berikutnya."),
        context={"region": here.region},
    )


@guarded(Verb.PLAN_VIEW)
@require_safe
def playbooks_file(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The text that holds, as a file."""
    here = here_of(request.actor, slug, code)
    holding = holding_of(here.region)
    response = HttpResponse(holding.text, content_type="application/toml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="pegangan-{code}-v{holding.number}.toml"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
