"""The day itself: how far the plan is, what was noted, and the plan again after something happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga import clock
from siaga.access import Refused, Verb
from siaga.engines.distribution.happened import Happened
from siaga.kit.forms import Form, confirm_page, done, form_page
from siaga.kit.guard import ActorRequest, guarded
from siaga.planning import work
from siaga.planning.access import access_plan
from siaga.planning.actions.edits import replan
from siaga.planning.actions.legs import report_leg, withdraw_leg
from siaga.planning.errors import PlanNotReady
from siaga.planning.forms.clocks import ClockField
from siaga.planning.forms.plans import HappenedForm
from siaga.planning.models import LegReport, LegState, Plan, PlanKind
from siaga.planning.queries.live import Progress, happened_so_far, progress_of
from siaga.planning.reading import Sheet, sheet_of
from siaga.planning.views.shared import may_changes
from siaga.planning.words import day_mark

STATES = {
    "rencana": ("akan_datang", gettext_lazy("Belum berangkat")),
    "jalan": ("berjalan", gettext_lazy("Di jalan")),
    "terlambat": ("terlambat", gettext_lazy("Terlambat")),
    "tiba": ("selesai", gettext_lazy("Tiba")),
    "gagal": ("terhambat", gettext_lazy("Tidak dapat")),
}


def _computed(request: ActorRequest, pk: int, *, change: bool = False) -> tuple[Plan, Sheet]:
    plan = access_plan(request.actor, pk, PlanKind.DISTRIBUTION, change=change)
    sheet = sheet_of(plan)
    if sheet.result is None:
        raise PlanNotReady
    return plan, sheet


@guarded(Verb.PLAN_VIEW)
def progress(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Late ones first; a route of ``?rute=`` alone, as the QR of its manifest opens it."""
    plan, sheet = _computed(request, pk)
    now = clock.now()
    found = progress_of(request.actor, plan, sheet, now)
    wanted = request.GET.get("rute", "")
    day = request.GET.get("hari", "")
    routes = [one for one in found.routes if not wanted or one.line.anchor == wanted]
    if day and not wanted:
        routes = [one for one in routes if str(one.line.route.day) == day]
    return render(
        request,
        "planning/live.html",
        {
            "plan": plan, "sheet": sheet, "region": plan.region, "election": plan.election, "progress": found,
            "routes": routes, "states": STATES, "wanted": wanted, "day": day,
            "may_note": plan.in_force and may_changes(request.actor, PlanKind.DISTRIBUTION, plan.region, plan.election),
        },
    )  # fmt: skip


class LegForm(Form):
    """When it left, arrived, or why it could not."""

    state = forms.ChoiceField(label=gettext_lazy("Yang terjadi"))
    on = forms.ChoiceField(label=gettext_lazy("Hari"))
    at = ClockField(label=gettext_lazy("Jam"))
    note = forms.CharField(label=gettext_lazy("Catatan"), max_length=300, required=False)


@guarded(Verb.PLAN_CHANGE)
def note_leg(request: ActorRequest, pk: int, route: str) -> HttpResponseBase:
    """Note a departure, or of ``?tujuan=`` an arrival or a failure."""
    plan, sheet = _computed(request, pk, change=True)
    line = next((one for one in sheet.routes if one.anchor == route), None)
    if line is None:
        raise Refused
    stop = next((one for one in line.stops if one.place.id == request.GET.get("tujuan", "")), None)
    if request.GET.get("tujuan") and stop is None:
        raise Refused
    now = clock.now().astimezone(sheet.zone)
    days = sorted({line.on, line.on + timedelta(days=1), *([now.date()] if now.date() > line.on else [])})
    usual = now.date() if now.date() in days else line.on
    form = LegForm(
        request.POST or None,
        initial={"on": usual.isoformat(), "at": now.hour * 60 + now.minute},
    )
    states = (LegState.ARRIVED, LegState.FAILED) if stop else (LegState.DEPARTED,)
    form.fields["state"].choices = [(one.value, one.label) for one in states]  # type: ignore[attr-defined]
    form.fields["on"].choices = [(day.isoformat(), f"{day:%d/%m/%Y}") for day in days]  # type: ignore[attr-defined]
    back = reverse("planning:live", args=[pk]) + f"?rute={line.anchor}"
    if form.is_valid():
        at = datetime.combine(
            datetime.fromisoformat(form.cleaned_data["on"]).date(), datetime.min.time(), tzinfo=sheet.zone
        ) + timedelta(minutes=form.cleaned_data["at"])
        if form.perform(
            report_leg,
            actor=request.actor,
            plan=plan,
            route=line.id,
            stop=stop.place.id if stop else "",
            state=form.cleaned_data["state"],
            at=at,
            note=form.cleaned_data["note"],
            now=clock.now(),
        ):
            return done(request, back, _("Dicatat."))
    title = _("Catat kedatangan di %(place)s") % {"place": stop.place.name} if stop else _("Catat keberangkatan")
    planned = stop.arrive_text if stop else line.depart_text
    return form_page(
        request,
        form,
        title=title,
        lead=_("%(vehicle)s, %(day)s, menurut rencana pukul %(time)s.")
        % {"vehicle": line.vehicle, "day": line.mark, "time": planned},
        back=back,
        context={"region": plan.region},
    )


@guarded(Verb.PLAN_CHANGE)
def drop_leg(request: ActorRequest, pk: int, leg_pk: int) -> HttpResponseBase:
    """Take back a note."""
    plan = access_plan(request.actor, pk, PlanKind.DISTRIBUTION, change=True)
    leg = LegReport.objects.filter(pk=leg_pk, plan=plan).select_related("plan__region").first()
    if leg is None:
        raise Refused
    back = reverse("planning:live", args=[pk])
    return confirm_page(
        request,
        lambda: withdraw_leg(actor=request.actor, leg=leg, now=clock.now()),
        title=_("Tarik catatan ini?"),
        lead=str(leg),
        submit=_("Tarik"),
        back=back,
        message=_("Catatan ditarik."),
    )


@guarded(Verb.PLAN_CHANGE)
def happened(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Something happened: what is executed stays, the rest changes as little as it can."""
    plan, sheet = _computed(request, pk, change=True)
    now = clock.now()
    found = progress_of(request.actor, plan, sheet, now)
    form = HappenedForm(
        request.POST or None,
        units=[
            (f"{one.id}|{unit}", sheet.vehicle_name(one.id, unit))
            for one in sheet.problem.vehicles
            for unit in range(1, min(one.count, 30) + 1)
        ],
        places=[(place.id, place.name) for place in sorted(sheet.places.values(), key=lambda one: one.name)],
        days=[(str(day), day_mark(day)) for day in sheet.problem.rules.days],
        routes=[(route.id, f"{route.vehicle}, {route.mark}") for route in sheet.routes],
    )
    if form.is_valid() and form.perform(
        replan,
        actor=request.actor,
        plan=plan,
        happened=_happened(form, sheet, found, now),
        note=form.cleaned_data["note"],
        now=now,
    ):
        work.begin(form.result)
        return done(request, reverse("planning:plan", args=[form.result.pk]))
    return form_page(
        request,
        form,
        title=_("Hitung ulang karena kejadian"),
        submit=_("Hitung ulang"),
        lead=_(
            "Yang sudah dijalankan tetap; sisanya berubah sesedikit mungkin, dan disebut siapa yang harus diberi tahu."
        ),
        back=reverse("planning:plan", args=[pk]),
        context={"region": plan.region},
    )


def _happened(form: HappenedForm, sheet: Sheet, found: Progress, now: datetime) -> Happened:
    data = form.cleaned_data
    broken = (one.rpartition("|") for one in data["broken"])
    pair = (data["closed_from"], data["closed_to"])
    around = (data["detour_minutes"], data["detour_km"]) if data["detour_minutes"] else None
    return replace(
        happened_so_far(sheet, found, now),
        closed=frozenset({pair}) if data["closed_from"] and not around else frozenset(),
        detours={pair: around} if around else {},
        broken=frozenset((vehicle, int(unit)) for vehicle, _bar, unit in broken),
        rain=frozenset(int(one) for one in data["rain"]),
        extra_minutes={data["late_route"]: data["late_minutes"]} if data["late_route"] else {},
        loads={data["load_site"]: data["load_boxes"]} if data["load_site"] else {},
    )
