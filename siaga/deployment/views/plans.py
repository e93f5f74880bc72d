"""One version: asked for, read, made again."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Problem, Verb
from siaga.deployment.access import access_deployment, access_whole
from siaga.deployment.actions.people import note_absence
from siaga.deployment.actions.plans import ask_deployment, replan_deployment
from siaga.deployment.errors import NothingToGuard
from siaga.deployment.forms.plans import AskForm, HappenedForm
from siaga.deployment.models import AbsenceKind, Officer
from siaga.deployment.naming import reserve_name
from siaga.deployment.options import Options
from siaga.deployment.queries.since import happened_since, with_ill
from siaga.deployment.reading import Sheet, sheet_of
from siaga.deployment.telling.words import (
    ROLES,
    broken_words,
    change_words,
    class_words,
    missing_words,
    pattern_sentence,
    repair_words,
    said,
)
from siaga.deployment.views.life import DEPLOYMENT
from siaga.deployment.views.shared import whole_of
from siaga.engines.deployment.happened import Happened
from siaga.kit.forms import done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.planning import work
from siaga.planning.errors import PlanNotReady
from siaga.planning.models import Plan


@guarded(Verb.GUARD_CHANGE)
def ask(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = whole_of(request.actor, slug, code, change=True)
    usual = Options()
    form = AskForm(request.POST or None, initial=AskForm.initial_of(usual))
    return DEPLOYMENT.asked(
        request,
        here,
        form,
        ask_deployment,
        more=lambda: {"options": form.options(usual), "seed": form.cleaned_data["seed"]},
        title=_("Hitung rencana pengamanan"),
        lead=_(
            "Dihitung dari TPS, kelas, personel, dan pola yang tercatat sekarang. Halaman hasilnya boleh ditinggalkan."
        ),
    )


@guarded(Verb.GUARD_VIEW)
def plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A version as far as it is computed, and as far as it is seen."""
    found, sight = access_deployment(request.actor, pk)
    if answer := DEPLOYMENT.waiting(request, found):
        return answer
    sheet = sheet_of(found, sight)
    result = sheet.result
    assert result is not None
    return render(
        request,
        "deployment/plan.html",
        {
            **DEPLOYMENT.frame(request, found),
            "sheet": sheet,
            "sight": sight,
            "result": result,
            "figures": sheet.figures,
            "missing": [missing_words(sheet, one) for one in sheet.missing],
            "repairs": [repair_words(sheet, one) for one in result.repairs] if sight.whole else [],
            "assumptions": [said(one) for one in sheet.assumptions],
            "broken": [broken_words(sheet, one) for one in sheet.broken] if sight.whole else [],
            "changes": changes_of(sheet) if sight.whole else [],
            "share": (found.result or {}).get("share"),
            "patterns": [(class_words(one.cls), pattern_sentence(one)) for one in sheet.problem.patterns],
            "reserves": [
                (reserve_name(one), sheet.name(one.site), [sheet.person(id).title for id in one.officers])
                for one in sheet.reserves
            ],
            "patrols": [
                (sheet.place_name(one.id), [sheet.person(id).title for id in one.officers]) for one in sheet.patrols
            ],
            "clusters": [
                (sheet.place_name(one.id), sheet.person(one.padal).title if one.padal else "",
                 [sheet.place_name(team) for team in one.teams])
                for one in sheet.clusters
            ],
            "people": [(one, ROLES[one.role](), sheet.place_name(one.place)) for one in sheet.sent],
            "phones": phones_of(found) if sight.whole else {},
            "others": DEPLOYMENT.others(request.actor, found).exists(),
        },
    )  # fmt: skip


def phones_of(found: Plan) -> dict[str, str]:
    """Numbers of those who have one, by officer_id; for the address of the message alone."""
    rows = Officer.objects.filter(election=found.election, region=found.region).exclude(phone="")
    return dict(rows.values_list("officer_id", "phone"))


def changes_of(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Who must be told what: person, unit, words."""
    found = []
    for one in sheet.changes:
        person = sheet.person(one["officer"])
        found.append((person.title, person.unit, change_words(sheet, one)))
    return found


@guarded(Verb.GUARD_CHANGE)
def happened(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Make a version again after people fell ill, came, or a class changed; what is noted already is counted in."""
    found = access_whole(request.actor, pk, change=True)
    sheet = sheet_of(found)
    if sheet.result is None:
        raise PlanNotReady
    try:
        since = happened_since(request.actor, sheet)
    except NothingToGuard:
        since = Happened()
    busy = {one.id: one for one in sheet.sent}
    people = sorted(busy.values(), key=lambda one: (one.unit, one.name))
    form = HappenedForm(
        request.POST or None,
        people=[(one.id, f"{one.unit} · {one.title}") for one in people if one.id not in since.ill],
    )
    back = reverse("deployment:plan", args=[pk])
    if form.is_valid():
        ill = form.cleaned_data["ill"]
        if form.perform(
            replan_deployment, actor=request.actor, plan=found, happened=with_ill(since, ill), now=clock.now(),
            note=form.cleaned_data["note"],
        ):  # fmt: skip
            _note(request, found, sheet, ill)
            work.begin(form.result)
            return done(request, reverse("deployment:plan", args=[form.result.pk]))
    return form_page(
        request,
        form,
        title=_("Hitung ulang karena perubahan"),
        submit=_("Hitung ulang"),
        back=back,
        template="deployment/happened.html",
        context={
            "region": found.region,
            "plan": found,
            "ill": [(sheet.person(id).title, sheet.person(id).unit) for id in sorted(since.ill)],
            "joined": len(since.joined),
            "classes": [(sheet.name(code), class_words(cls.value)) for code, cls in sorted(since.classes.items())],
            "added": len(since.added),
            "removed": len(since.removed),
            "locked": sum(team.team.locked for team in sheet.teams),
        },
    )


def _note(request: ActorRequest, found: Plan, sheet: Sheet, ill: list[str]) -> None:
    """Who was ticked is noted as away over the duty, so that the next plan from the start knows it too."""
    starts, ends = sheet.duty
    rows = Officer.objects.filter(election=found.election, region=found.region, officer_id__in=ill)
    for officer in rows.select_related("region", "election", "unit"):
        try:
            note_absence(
                actor=request.actor, officer=officer, kind=AbsenceKind.OUT, starts=starts, ends=ends, now=clock.now()
            )
        except Problem:
            continue
