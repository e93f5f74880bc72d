"""Changing a version by hand: one change after the other, what it breaks at once, then kept as a new version."""

from __future__ import annotations

import json

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from siaga import clock
from siaga.access import Problem, Verb
from siaga.kit.forms import done
from siaga.kit.guard import ActorRequest, guarded
from siaga.planning.access import access_plan
from siaga.planning.actions.edits import edit_plan
from siaga.planning.editing import Edit, broken_values, edited
from siaga.planning.errors import PlanNotReady
from siaga.planning.models import PlanKind
from siaga.planning.reading import Sheet, sheet_of
from siaga.planning.telling.broken import broken_words, route_words


@guarded(Verb.PLAN_CHANGE)
@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """POST with ``tambah`` adds a change to those in the form, with ``simpan`` keeps them all as a new version."""
    found = access_plan(request.actor, pk, PlanKind.DISTRIBUTION, change=True)
    sheet = sheet_of(found)
    if sheet.result is None:
        raise PlanNotReady
    error = ""
    edits: list[Edit] = []
    try:
        edits = _edits(request.POST.get("perubahan", ""))
        if "buang" in request.POST:
            edits = edits[:-1]
        if "tambah" in request.POST:
            trial = [*edits, _wanted(request)]
            edited(sheet.problem, sheet.result, trial)
            edits = trial
        if "simpan" in request.POST:
            made = edit_plan(
                actor=request.actor, plan=found, edits=edits, note=request.POST.get("catatan", ""), now=clock.now()
            )
            return done(
                request,
                reverse("planning:plan", args=[made.pk]),
                _("Disimpan sebagai versi %(n)d.") % {"n": made.number},
            )
    except Problem as problem:
        error = str(problem)
    plan, evaluation = edited(sheet.problem, sheet.result, edits)
    after = Sheet(
        plan=found,
        problem=sheet.problem,
        result=plan,
        voting_day=sheet.voting_day,
        estimated=sheet.estimated,
        options=sheet.options,
    )
    return render(
        request,
        "planning/edit.html",
        {
            "plan": found,
            "region": found.region,
            "election": found.election,
            "before": sheet,
            "after": after,
            "edits": [_said(sheet, one) for one in edits],
            "kept": json.dumps([one.as_value() for one in edits]),
            "error": error,
            "broken": [broken_words(after, one) for one in broken_values(evaluation.broken)],
            "evaluation": evaluation,
            "targets": _targets(after),
        },
        status=422 if error else 200,
    )


def _edits(text: str) -> list[Edit]:
    try:
        values = json.loads(text) if text else []
    except ValueError:
        values = [None]
    if not isinstance(values, list):
        values = [None]
    return [Edit.from_value(value if isinstance(value, dict) else {}) for value in values]


def _wanted(request: ActorRequest) -> Edit:
    """The change that the form asks for. A stop is written ``route|site``."""
    what = request.POST.get("apa", "")
    if what == "move":
        route, _bar, site = request.POST.get("tujuan", "").partition("|")
        return Edit.from_value(
            {"do": "move", "route": route, "site": site, "to": request.POST.get("ke", ""), "position": None}
        )
    return Edit.from_value({"do": what, "route": request.POST.get("rute", ""), "to": request.POST.get("kendaraan", "")})


def _targets(sheet: Sheet) -> list[tuple[str, str]]:
    """Every vehicle on every day: those that drive first, then those that are idle."""
    driving = [(route.id, f"{route.vehicle}, {route.mark}") for route in sheet.routes if not route.route.locked]
    known = {route.id for route in sheet.routes}
    idle = []
    for vehicle in sheet.problem.vehicles:
        for unit in range(1, min(vehicle.count, 30) + 1):
            for day in sheet.problem.rules.days:
                name = f"{vehicle.id}-{unit}/H{day:+d}"
                if name not in known:
                    idle.append((name, f"{route_words(sheet, name)}, {_('belum jalan')}"))
    return [*driving, *idle[:400]]


def _said(sheet: Sheet, one: Edit) -> str:
    route = route_words(sheet, one.route)
    match one.do:
        case "move":
            return _("%(place)s dipindahkan dari %(route)s ke %(to)s") % {
                "place": sheet.name(one.site), "route": route, "to": route_words(sheet, one.to),
            }  # fmt: skip
        case "lock":
            return _("%(route)s dikunci") % {"route": route}
        case "unlock":
            return _("kunci %(route)s dibuka") % {"route": route}
        case _:
            return _("%(route)s dijalankan %(to)s") % {"route": route, "to": route_words(sheet, f"{one.to}/")}
