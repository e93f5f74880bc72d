"""The manifests of all routes of a version as one file: asked for, made with progress, opened."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Actor, Verb
from siaga.kit.forms import Form, done
from siaga.kit.guard import ActorRequest, guarded
from siaga.logistics.made_files import is_gone
from siaga.logistics.making import is_busy
from siaga.logistics.told import Told
from siaga.logistics.views.made import handed_out
from siaga.planning.access import access_plan
from siaga.planning.actions.manifests import ask_manifests
from siaga.planning.errors import PlanNotReady
from siaga.planning.manifest_work import MANIFESTS
from siaga.planning.models import ManifestFile, Plan, PlanKind, PlanState


def _plan(request: ActorRequest, pk: int) -> Plan:
    plan = access_plan(request.actor, pk, PlanKind.DISTRIBUTION)
    if plan.state != PlanState.DONE:
        raise PlanNotReady
    return plan


@guarded(Verb.PLAN_VIEW)
def manifests(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The file that was asked for last: being made, made, or come to nothing; POST asks for a new one."""
    plan = _plan(request, pk)
    form = Form(request.POST if request.method == "POST" else None)
    origin = request.build_absolute_uri("/").rstrip("/")
    if request.method == "POST" and form.is_valid() and form.perform(_ask, request.actor, plan, origin):
        return done(request, reverse("planning:manifests", args=[pk]))
    file = plan.manifest_files.first()
    busy = file is not None and is_busy(file, clock.now())
    context = {
        "plan": plan, "region": plan.region, "election": plan.election, "form": form, "file": file, "busy": busy,
        "standing": Told(file.work_key).standing() if file and busy else None,
        "gone": file is not None and is_gone(file),
        "routes": len((plan.result or {})["routes"]),
        "stale": file is not None and _is_stale(file, plan),
    }  # fmt: skip
    if request.headers.get("HX-Target") == "kemajuan":
        if busy:
            return render(request, "planning/_manifests_busy.html", context)
        answer = HttpResponse(status=204)
        answer.headers["HX-Refresh"] = "true"
        return answer
    return render(request, "planning/manifests.html", context)


def _ask(actor: Actor, plan: Plan, origin: str) -> None:
    file = ask_manifests(actor=actor, plan=plan, origin=origin, now=clock.now())
    MANIFESTS.begin(file, actor, clock.now())


def _is_stale(file: ManifestFile, plan: Plan) -> bool:
    """Whether the version was put in force or retired since: its manifests say otherwise."""
    turns = (plan.in_force_since, plan.retired_at)
    return file.made_at is not None and any(turn is not None and turn > file.made_at for turn in turns)


@guarded(Verb.PLAN_VIEW)
@require_safe
def manifests_file(request: ActorRequest, pk: int) -> HttpResponseBase:
    plan = _plan(request, pk)
    return handed_out(
        plan.manifest_files.filter(made_at__isnull=False).first(),
        name=f"manifes-{plan.region.code}-v{plan.number}.pdf",
        page=reverse("planning:manifests", args=[pk]),
    )
