"""One version: asked for, read, named, put in force, retired, compared, made again."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Problem, Verb
from siaga.deployment.access import access_deployment, access_whole, visible_deployments
from siaga.deployment.actions.people import note_absence
from siaga.deployment.actions.plans import ask_deployment, replan_deployment
from siaga.deployment.errors import NothingToGuard
from siaga.deployment.forms.plans import AskForm, HappenedForm
from siaga.deployment.models import AbsenceKind, Officer
from siaga.deployment.naming import reserve_name
from siaga.deployment.options import Options
from siaga.deployment.queries.comparing import compare
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
from siaga.deployment.views.shared import may_changes, standing_of, whole_of
from siaga.engines.deployment.happened import Happened
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number
from siaga.planning import work
from siaga.planning.actions.plans import put_in_force, rename_plan, retire_plan
from siaga.planning.errors import PlanNotReady
from siaga.planning.forms.plans import NameForm, ReasonForm
from siaga.planning.models import Plan, PlanState


@guarded(Verb.GUARD_CHANGE)
def ask(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = whole_of(request.actor, slug, code, change=True)
    usual = Options()
    form = AskForm(request.POST or None, initial=AskForm.initial_of(usual))
    if form.is_valid() and form.perform(
        ask_deployment,
        actor=request.actor,
        election=here.election,
        region=here.region,
        options=form.options(usual),
        title=form.cleaned_data["title"],
        seconds=int(form.cleaned_data["seconds"]),
        seed=form.cleaned_data["seed"],
        now=clock.now(),
    ):
        work.begin(form.result)
        return done(request, reverse("deployment:plan", args=[form.result.pk]))
    return form_page(
        request,
        form,
        title=_("Hitung rencana pengamanan"),
        submit=_("Hitung"),
        back=reverse("deployment:region", args=[slug, code]),
        lead=_(
            "Dihitung dari TPS, kelas, personel, dan pola yang tercatat sekarang. Halaman hasilnya boleh ditinggalkan."
        ),
        context={"region": here.region},
    )


@guarded(Verb.GUARD_VIEW)
def plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A version as far as it is computed, and as far as it is seen."""
    found, sight = access_deployment(request.actor, pk)
    if found.state != PlanState.DONE:
        return _unfinished(request, found)
    if request.headers.get("HX-Target") == "kemajuan":
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    sheet = sheet_of(found, sight)
    result = sheet.result
    assert result is not None
    return render(
        request,
        "deployment/plan.html",
        {
            **_common(request, found, sheet),
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
            "others": visible_deployments(request.actor)
            .filter(election=found.election, region=found.region, state=PlanState.DONE)
            .exclude(pk=found.pk)
            .exists(),
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


def _common(request: ActorRequest, found: Plan, sheet: Sheet) -> dict[str, object]:
    return {
        "plan": found,
        "sheet": sheet,
        "sight": sheet.sight,
        "result": sheet.result,
        "figures": sheet.figures,
        "region": found.region,
        "election": found.election,
        "standing": standing_of(found),
        "may_change": sheet.sight.whole and may_changes(request.actor, found.region, found.election),
    }


def _unfinished(request: ActorRequest, found: Plan) -> HttpResponse:
    now = clock.now()
    since = found.started_at or found.created_at
    spent = max(0, int((now - since).total_seconds()))
    context = {
        "plan": found,
        "region": found.region,
        "election": found.election,
        "standing": standing_of(found),
        "moving": found.state in (PlanState.QUEUED, PlanState.RUNNING),
        "spent": spent,
        "share": min(99, round(100 * spent / (found.seconds + 5))) if found.state == PlanState.RUNNING else None,
        "stuck": found.state == PlanState.QUEUED and spent > 120,
        "may_change": may_changes(request.actor, found.region, found.election),
    }
    polled = request.headers.get("HX-Target") == "kemajuan"
    response = render(request, "deployment/_progress.html" if polled else "deployment/computing.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    response.headers["Cache-Control"] = "no-store"
    return response


@guarded(Verb.GUARD_CHANGE)
def rename(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = access_whole(request.actor, pk, change=True)
    form = NameForm(request.POST or None, initial={"title": found.title, "note": found.note})
    back = reverse("deployment:plan", args=[pk])
    if form.is_valid() and form.perform(
        rename_plan, actor=request.actor, plan=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Nama dan catatan disimpan."))
    return form_page(request, form, title=_("Nama dan catatan"), back=back, context={"region": found.region})


@guarded(Verb.GUARD_CHANGE)
def force(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Put a version in force, with what follows from it."""
    found = access_whole(request.actor, pk, change=True)
    back = reverse("deployment:plan", args=[pk])
    broken = len((found.result or {}).get("broken", []))
    form = ReasonForm(request.POST or None, required=bool(broken))
    standing = (
        visible_deployments(request.actor)
        .filter(election=found.election, region=found.region, in_force_since__isnull=False, retired_at=None)
        .exclude(pk=pk)
        .first()
    )
    consequences = []
    if found.result:
        figures = found.result["figures"]
        consequences = [
            Consequence(_("Regu yang bertugas"), number(figures["teams"])),
            Consequence(_("Polisi yang ditugaskan"), number(figures["officers"])),
            Consequence(_("Polisi yang masih kurang"), number(figures["missing"])),
        ]
    if standing is not None:
        consequences.append(Consequence(_("Versi yang digantikan"), number(standing.number)))
    if broken:
        consequences.append(Consequence(_("Aturan yang dilanggar"), number(broken)))
    return confirm_page(
        request,
        lambda: put_in_force(
            actor=request.actor, plan=found, now=clock.now(), reason=form.cleaned_data.get("reason", "")
        ),
        title=_("Berlakukan %(plan)s?") % {"plan": found},
        submit=_("Berlakukan"),
        back=back,
        to=back,
        message=_("Rencana berlaku. Kekurangannya menjadi kendala yang dibahas di rakor."),
        lead=_("Sejak ini rencana ini yang dijalankan; tiap Polsek melihat bagiannya."),
        consequences=consequences,
        danger=False,
        form=form,
    )


@guarded(Verb.GUARD_CHANGE)
def retire(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = access_whole(request.actor, pk, change=True)
    back = reverse("deployment:plan", args=[pk])
    form = ReasonForm(request.POST or None)
    return confirm_page(
        request,
        lambda: retire_plan(actor=request.actor, plan=found, now=clock.now(), **form.cleaned_data),
        title=_("Nyatakan %(plan)s tidak berlaku?") % {"plan": found},
        submit=_("Nyatakan tidak berlaku"),
        back=back,
        to=back,
        message=_("Rencana tidak berlaku lagi."),
        form=form,
    )


@guarded(Verb.GUARD_VIEW)
def comparison(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Two versions of a region side by side: figures, TPS in other teams, people who stand elsewhere."""
    one = access_whole(request.actor, pk)
    choices = (
        visible_deployments(request.actor)
        .filter(election=one.election, region=one.region, state=PlanState.DONE)
        .exclude(pk=pk)
        .order_by("-number")
    )
    wanted = request.GET.get("dengan", "")
    usual = one.parent_id if one.parent_id and choices.filter(pk=one.parent_id).exists() else None
    other_pk = (
        int(wanted)
        if wanted.isdigit() and choices.filter(pk=int(wanted)).exists()
        else usual or choices.values_list("pk", flat=True).first() or 0
    )
    other = access_whole(request.actor, other_pk) if other_pk else None
    compared = compare(sheet_of(other), sheet_of(one)) if other and other.result and one.result else None
    return render(
        request,
        "deployment/compare.html",
        {
            "plan": one,
            "other": other,
            "choices": choices[:50],
            "compared": compared,
            "region": one.region,
            "election": one.election,
        },
    )


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
