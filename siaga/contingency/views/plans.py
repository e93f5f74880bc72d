"""One version: asked for, read, named, put in force, retired, compared."""

from __future__ import annotations

import json

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb, may
from siaga.contingency.actions.plans import ask_contingency
from siaga.contingency.forms.plans import CLASS_WORDS, AskForm
from siaga.contingency.options import Options
from siaga.contingency.queries.comparing import compare
from siaga.contingency.queries.playbooks import holding_of
from siaga.contingency.reading import Sheet, sheet_of
from siaga.contingency.receiving import obstacles_of
from siaga.contingency.views.shared import here_of, may_changes
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number
from siaga.planning import work
from siaga.planning.access import access_plan, visible_plans
from siaga.planning.actions.plans import put_in_force, rename_plan, retire_plan
from siaga.planning.forms.plans import NameForm, ReasonForm
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.views.shared import standing_of

SHOWN = 200
"""So many lines of a list; the files have all of them."""


@guarded(Verb.PLAN_CHANGE)
def ask(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    usual = Options.usual(holding_of(here.region).playbooks)
    form = AskForm(request.POST or None, usual=usual)
    if form.is_valid() and form.perform(
        ask_contingency,
        actor=request.actor,
        election=here.election,
        region=here.region,
        options=form.options,
        title=form.cleaned_data["title"],
        seconds=int(form.cleaned_data["seconds"]),
        now=clock.now(),
    ):
        work.begin(form.result)
        return done(request, reverse("contingency:plan", args=[form.result.pk]))
    return form_page(
        request,
        form,
        title=_("Hitung rencana keadaan darurat"),
        submit=_("Hitung"),
        back=reverse("contingency:region", args=[slug, code]),
        lead=_(
            "Dihitung dari kerawanan, pegangan, dan sumber daya yang tercatat sekarang. Nilai kelas menentukan TPS "
            "mana yang didahulukan."
        ),
        context={"region": here.region},
    )


@guarded(Verb.PLAN_VIEW)
def plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A version as far as it is: its progress while it is computed, then all that it says."""
    found = access_plan(request.actor, pk, PlanKind.CONTINGENCY)
    if found.state != PlanState.DONE:
        return _unfinished(request, found)
    if request.headers.get("HX-Target") == "kemajuan":
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    sheet = sheet_of(found)
    return render(
        request,
        "contingency/plan.html",
        {
            **_common(request, found),
            "sheet": sheet,
            "answer": sheet.answer,
            "shown": SHOWN,
            "given": sheet.given[:SHOWN],
            "open": sheet.open[:SHOWN],
            "classes": [(str(CLASS_WORDS[key]), worth) for key, worth in sheet.inputs["options"]["risk"].items()],
            "class_words": {key: str(word) for key, word in CLASS_WORDS.items()},
            "tone_words": json.dumps(
                {"terhambat": _("belum tertutup"), "sebagian": _("tertutup sebagian"), "selesai": _("tertutup")}
            ),
            "others": visible_plans(request.actor, PlanKind.CONTINGENCY)
            .filter(election=found.election, region=found.region, state=PlanState.DONE)
            .exclude(pk=found.pk)
            .exists(),
        },
    )


def _common(request: ActorRequest, found: Plan) -> dict[str, object]:
    return {
        "plan": found,
        "region": found.region,
        "election": found.election,
        "standing": standing_of(found),
        "may_change": may_changes(request.actor, found.region, found.election),
        "sees_region": may(request.actor, Verb.REGION_VIEW, found.place),
    }


def _unfinished(request: ActorRequest, found: Plan) -> HttpResponse:
    now = clock.now()
    spent = max(0, int((now - (found.started_at or found.created_at)).total_seconds()))
    context = {
        **_common(request, found),
        "moving": found.state in (PlanState.QUEUED, PlanState.RUNNING),
        "spent": spent,
        "stuck": found.state == PlanState.QUEUED and spent > 120,
    }
    polled = request.headers.get("HX-Target") == "kemajuan"
    response = render(request, "contingency/_progress.html" if polled else "contingency/computing.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    response.headers["Cache-Control"] = "no-store"
    return response


@guarded(Verb.PLAN_CHANGE)
def rename(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = access_plan(request.actor, pk, PlanKind.CONTINGENCY, change=True)
    form = NameForm(request.POST or None, initial={"title": found.title, "note": found.note})
    back = reverse("contingency:plan", args=[pk])
    if form.is_valid() and form.perform(
        rename_plan, actor=request.actor, plan=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Nama dan catatan disimpan."))
    return form_page(request, form, title=_("Nama dan catatan"), back=back, context={"region": found.region})


@guarded(Verb.PLAN_CHANGE)
def force(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Put a version in force, with what follows from it."""
    found = access_plan(request.actor, pk, PlanKind.CONTINGENCY, change=True)
    back = reverse("contingency:plan", args=[pk])
    standing = (
        visible_plans(request.actor, PlanKind.CONTINGENCY)
        .filter(election=found.election, region=found.region, in_force_since__isnull=False, retired_at=None)
        .exclude(pk=pk)
        .first()
    )
    consequences = []
    if found.result:
        sheet = sheet_of(found)
        consequences = [
            Consequence(_("Unit yang ditempatkan"), number(len(sheet.given))),
            Consequence(_("TPS yang belum tertutup"), number(sheet.figures["stations_open"])),
            Consequence(_("Kendala yang tercatat di daftar kendala"), number(len(obstacles_of(sheet)))),
        ]
        if sheet.scenario:
            consequences.append(Consequence(_("Dihitung untuk pengandaian"), sheet.scenario))
    if standing is not None:
        consequences.append(Consequence(_("Versi yang digantikan"), number(standing.number)))
    return confirm_page(
        request,
        lambda: put_in_force(actor=request.actor, plan=found, now=clock.now()),
        title=_("Berlakukan %(plan)s?") % {"plan": found},
        submit=_("Berlakukan"),
        back=back,
        to=back,
        message=_("Rencana berlaku. Yang belum tertutup masuk ke daftar kendala."),
        lead=_("Sejak ini penempatan menurut versi ini yang dijalankan; kendala yang tidak ditemukan lagi ditutup."),
        consequences=consequences,
        danger=False,
    )


@guarded(Verb.PLAN_CHANGE)
def retire(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = access_plan(request.actor, pk, PlanKind.CONTINGENCY, change=True)
    back = reverse("contingency:plan", args=[pk])
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


@guarded(Verb.PLAN_VIEW)
def comparison(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Two versions of a region side by side."""
    one = access_plan(request.actor, pk, PlanKind.CONTINGENCY)
    choices = (
        visible_plans(request.actor, PlanKind.CONTINGENCY)
        .filter(election=one.election, region=one.region, state=PlanState.DONE)
        .exclude(pk=pk)
        .order_by("-number")
    )
    try:
        wanted = int(request.GET.get("dengan", ""))
    except ValueError:
        wanted = 0
    other_pk = wanted if choices.filter(pk=wanted).exists() else (choices.values_list("pk", flat=True).first() or 0)
    other = access_plan(request.actor, other_pk, PlanKind.CONTINGENCY) if other_pk else None
    compared = compare(sheet_of(other), sheet_of(one)) if other and other.result and one.result else None
    return render(
        request,
        "contingency/compare.html",
        {
            "plan": one,
            "other": other,
            "before": _figures(other),
            "after": _figures(one),
            "choices": choices[:50],
            "compared": compared,
            "region": one.region,
            "election": one.election,
        },
    )


def _figures(plan: Plan | None) -> Sheet | None:
    return sheet_of(plan) if plan and plan.result else None
