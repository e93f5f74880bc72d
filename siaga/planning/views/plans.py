"""One version: asked for, read, named, put in force, retired, compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from siaga import clock
from siaga.access import Verb, may
from siaga.engines.distribution.plan import Shortage
from siaga.kit.forms import Consequence, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.words import number
from siaga.planning import work
from siaga.planning.access import access_plan, visible_plans
from siaga.planning.actions.distribution import ask_plan
from siaga.planning.actions.plans import put_in_force, rename_plan, retire_plan
from siaga.planning.forms.plans import AskForm, NameForm, ReasonForm
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.options import SEASONS, TIERS, VIA
from siaga.planning.queries.comparing import compare
from siaga.planning.queries.problems import default_options
from siaga.planning.reading import DayLines, RouteLine, Sheet, sheet_of
from siaga.planning.telling.assumptions import said
from siaga.planning.telling.broken import broken_words, change_words
from siaga.planning.telling.shortage import REASONS, SOURCES, repair_words, shortage_words, why_words
from siaga.planning.views.shared import here_of, may_changes, standing_of

HUES = 8
"""Colours of routes on the map; they come again, and a route's name says which it is."""


@guarded(Verb.PLAN_CHANGE)
def ask(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, slug, code, Verb.PLAN_CHANGE)
    usual = default_options(here.election)
    form = AskForm(request.POST or None, initial=AskForm.initial_of(usual))
    if form.is_valid() and form.perform(
        ask_plan,
        actor=request.actor,
        election=here.election,
        region=here.region,
        options=form.options(usual),
        title=form.cleaned_data["title"],
        seconds=int(form.cleaned_data["seconds"]),
        now=clock.now(),
    ):
        work.begin(form.result)
        return done(request, reverse("planning:plan", args=[form.result.pk]))
    return form_page(
        request,
        form,
        title=_("Hitung rencana distribusi"),
        submit=_("Hitung"),
        back=reverse("planning:region", args=[slug, code]),
        lead=_(
            "Dihitung dari lokasi, kendaraan, dan kotak yang tercatat sekarang. Halaman hasilnya boleh ditinggalkan."
        ),
        context={"region": here.region},
    )


@dataclass(frozen=True, slots=True)
class ShortageLine:
    what: str
    why: str
    repair: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which part of a plan the page shows: a day, a vehicle's route, or all."""

    day: int | None
    route: str

    def takes(self, line: RouteLine) -> bool:
        return (self.day is None or line.route.day == self.day) and (not self.route or line.anchor == self.route)


def chosen_of(request: ActorRequest, sheet: Sheet) -> Chosen:
    try:
        day = int(request.GET.get("hari", ""))
    except ValueError:
        day = None
    known = {line.day for line in sheet.days}
    route = request.GET.get("rute", "")
    return Chosen(day if day in known else None, route if any(one.anchor == route for one in sheet.routes) else "")


@guarded(Verb.PLAN_VIEW)
def plan(request: ActorRequest, pk: int) -> HttpResponseBase:
    """A version as far as it is: its progress while it is computed, then all that it says."""
    found = access_plan(request.actor, pk, PlanKind.DISTRIBUTION)
    if found.state != PlanState.DONE:
        return _unfinished(request, found)
    if request.headers.get("HX-Target") == "kemajuan":
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    sheet = sheet_of(found)
    chosen = chosen_of(request, sheet)
    return render(
        request,
        "planning/plan.html",
        {
            **_common(request, found, sheet),
            "chosen": chosen,
            "days": shown_days(sheet, chosen),
            "shortages": [
                ShortageLine(shortage_words(sheet, one), why_words(sheet, one), repair_words(sheet, one.repair))
                for one in sheet.shortages
            ],
            "unserved": [(one, sheet.name(one.site), REASONS[one.reason]()) for one in sheet.unserved],
            "explained": _explained(sheet.shortages),
            "assumptions": [said(one) for one in sheet.assumptions],
            "sources": [(SOURCES[key](), share) for key, share in sheet.result.sources.items() if key in SOURCES]
            if sheet.result
            else [],
            "broken": [broken_words(sheet, one) for one in sheet.broken],
            "changes": [change_words(sheet, one) for one in sheet.changes],
            "chances": chances_of(sheet),
            "query": request.GET.urlencode(),
            "tone_words": json.dumps(
                {"terhambat": _("belum terlayani"), "sebagian": _("didahulukan"), "selesai": _("terlayani")}
            ),
            "tier": TIERS.get(sheet.options.tier, ""),
            "via": VIA.get(sheet.options.via, ""),
            "season": SEASONS.get(sheet.options.season, ""),
            "others": visible_plans(request.actor, PlanKind.DISTRIBUTION)
            .filter(election=found.election, region=found.region, state=PlanState.DONE)
            .exclude(pk=found.pk)
            .order_by("-number")[:20],
        },
    )


def chances_of(sheet: Sheet) -> dict[str, Any] | None:
    """How sure the plan is, with names; None for a version that was not tried so."""
    kept = (sheet.plan.result or {}).get("chances")
    if not kept:
        return None
    return {
        **kept,
        "named": [(sheet.name(site), chance) for site, chance in kept["below"][:8]],
        "buffer": (sheet.plan.result or {}).get("buffer"),
    }


def _explained(shortages: Sequence[Shortage]) -> set[str]:
    return {site for one in shortages for site in one.sites}


def shown_days(sheet: Sheet, chosen: Chosen) -> list[DayLines]:
    days = []
    for day in sheet.days:
        routes = tuple(route for route in day.routes if chosen.takes(route))
        if routes:
            days.append(DayLines(day.on, day.day, routes))
    return days


def _common(request: ActorRequest, found: Plan, sheet: Sheet) -> dict[str, object]:
    return {
        "plan": found,
        "sheet": sheet,
        "result": sheet.result,
        "region": found.region,
        "election": found.election,
        "standing": standing_of(found),
        "may_change": may_changes(request.actor, found.region, found.election),
        "sees_region": may(request.actor, Verb.REGION_VIEW, found.place),
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
    response = render(request, "planning/_progress.html" if polled else "planning/computing.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    response.headers["Cache-Control"] = "no-store"
    return response


@guarded(Verb.PLAN_CHANGE)
def rename(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = access_plan(request.actor, pk, PlanKind.DISTRIBUTION, change=True)
    form = NameForm(request.POST or None, initial={"title": found.title, "note": found.note})
    back = reverse("planning:plan", args=[pk])
    if form.is_valid() and form.perform(
        rename_plan, actor=request.actor, plan=found, now=clock.now(), **form.cleaned_data
    ):
        return done(request, back, _("Nama dan catatan disimpan."))
    return form_page(request, form, title=_("Nama dan catatan"), back=back, context={"region": found.region})


@guarded(Verb.PLAN_CHANGE)
def force(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Put a version in force, with what follows from it."""
    found = access_plan(request.actor, pk, PlanKind.DISTRIBUTION, change=True)
    back = reverse("planning:plan", args=[pk])
    broken = len((found.result or {}).get("broken", []))
    form = ReasonForm(request.POST or None, required=bool(broken))
    standing = (
        visible_plans(request.actor, PlanKind.DISTRIBUTION)
        .filter(election=found.election, region=found.region, in_force_since__isnull=False, retired_at=None)
        .exclude(pk=pk)
        .first()
    )
    consequences = []
    if found.result:
        sheet = sheet_of(found)
        consequences = [
            Consequence(_("Kotak yang diantar"), number(sheet.served_boxes)),
            Consequence(_("Kotak yang belum terlayani"), number(sheet.unserved_boxes)),
            Consequence(_("Rute yang dijalankan"), number(len(sheet.routes))),
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
        message=_("Rencana berlaku. Batas tiba kotak mengikuti rencana ini."),
        lead=_("Sejak ini rencana ini yang dijalankan, dan kotak yang lewat waktunya disebut terlambat."),
        consequences=consequences,
        danger=False,
        form=form,
    )


@guarded(Verb.PLAN_CHANGE)
def retire(request: ActorRequest, pk: int) -> HttpResponseBase:
    found = access_plan(request.actor, pk, PlanKind.DISTRIBUTION, change=True)
    back = reverse("planning:plan", args=[pk])
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
    """Two versions of a region side by side: figures, and every place that is served otherwise."""
    one = access_plan(request.actor, pk, PlanKind.DISTRIBUTION)
    choices = (
        visible_plans(request.actor, PlanKind.DISTRIBUTION)
        .filter(election=one.election, region=one.region, state=PlanState.DONE)
        .exclude(pk=pk)
        .order_by("-number")
    )
    try:
        wanted = int(request.GET.get("dengan", ""))
    except ValueError:
        wanted = 0
    other_pk = wanted if choices.filter(pk=wanted).exists() else (choices.values_list("pk", flat=True).first() or 0)
    other = access_plan(request.actor, other_pk, PlanKind.DISTRIBUTION) if other_pk else None
    compared = compare(sheet_of(other), sheet_of(one)) if other and other.result and one.result else None
    return render(
        request,
        "planning/compare.html",
        {
            "plan": one,
            "other": other,
            "choices": choices[:50],
            "compared": compared,
            "region": one.region,
            "election": one.election,
        },
    )
