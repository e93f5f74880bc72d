"""Changing a version by hand: one change after the other, what it breaks at once, then kept as a new version."""

from __future__ import annotations

import json

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from siaga import clock
from siaga.access import Verb
from siaga.engines.distribution.plan import Plan as Result
from siaga.kit.guard import ActorRequest, guarded
from siaga.planning.access import access_plan
from siaga.planning.actions.edits import edit_plan
from siaga.planning.editing import Edit, broken_values, edited
from siaga.planning.errors import PlanNotReady, UnknownStop
from siaga.planning.models import PlanKind
from siaga.planning.outputs.geo import arrangement
from siaga.planning.reading import Sheet, sheet_of
from siaga.planning.telling.broken import broken_words, route_words
from siaga.planning.views.arranging import arranging, kept, tried


@guarded(Verb.PLAN_CHANGE)
@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The page; asked by htmx, only the part below its head."""
    found = access_plan(request.actor, pk, PlanKind.DISTRIBUTION, change=True)
    sheet = sheet_of(found)
    if sheet.result is None:
        raise PlanNotReady
    before = sheet.result
    asked = tried(
        request,
        read=Edit.from_value,
        wanted=lambda edits: _wanted(request, edited(sheet.problem, before, edits)[0]),
        check=lambda edits: edited(sheet.problem, before, edits),
        keep=lambda edits: edit_plan(
            actor=request.actor, plan=found, edits=edits, note=request.POST.get("catatan", ""), now=clock.now()
        ),
        to="planning:plan",
    )
    if isinstance(asked, HttpResponseBase):
        return asked
    edits = asked.edits
    plan, evaluation = edited(sheet.problem, before, edits)
    after = Sheet(
        plan=found,
        problem=sheet.problem,
        result=plan,
        voting_day=sheet.voting_day,
        estimated=sheet.estimated,
        options=sheet.options,
    )
    days = {one.day for one in after.days}
    chosen = request.POST.get("hari") or request.GET.get("hari", "")
    day = next((one for one in days if str(one) == chosen), None)
    return arranging(
        request,
        "planning/edit.html",
        "planning/_editing.html",
        {
            "plan": found,
            "region": found.region,
            "election": found.election,
            "before": sheet,
            "after": after,
            "edits": [_said(sheet, one) for one in edits],
            "kept": kept(edits),
            "error": asked.error,
            "broken": [broken_words(after, one) for one in broken_values(evaluation.broken)],
            "evaluation": evaluation,
            "targets": _targets(after),
            "day": day,
            "days": after.days,
            "shown": [route for route in after.routes if day is None or route.route.day == day],
            "drawn": json.dumps(arrangement(after, day)),
        },
    )


def _wanted(request: ActorRequest, plan: Result) -> Edit:
    """The change that the form asks for. A stop is written ``route|site``; a target too, where it comes before it."""
    what = request.POST.get("apa", "")
    if what != "move":
        return Edit.from_value(
            {"do": what, "route": request.POST.get("rute", ""), "to": request.POST.get("kendaraan", "")}
        )
    route, _bar, site = request.POST.get("tujuan", "").partition("|")
    to, _bar, before = request.POST.get("ke", "").partition("|")
    position = None
    if before:
        stops = [stop.site for one in plan.routes if one.id == to for trip in one.trips for stop in trip.stops]
        if to == route:
            stops = [one for one in stops if one != site]
        if before not in stops:
            raise UnknownStop
        position = stops.index(before)
    return Edit.from_value({"do": "move", "route": route, "site": site, "to": to, "position": position})


def _targets(sheet: Sheet) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where a stop can go: into a route that drives, at its best place or before a stop; to a vehicle that is idle."""
    driving = [
        (
            f"{route.vehicle}, {route.mark}",
            [
                (route.id, f"{route.vehicle}, {route.mark}"),
                *(
                    (f"{route.id}|{stop.place.id}", _("sebelum %(place)s") % {"place": stop.place.name})
                    for stop in route.stops
                ),
            ],
        )
        for route in sheet.routes
        if not route.route.locked
    ]
    known = {route.id for route in sheet.routes}
    idle = []
    for vehicle in sheet.problem.vehicles:
        for unit in range(1, min(vehicle.count, 30) + 1):
            for day in sheet.problem.rules.days:
                name = f"{vehicle.id}-{unit}/H{day:+d}"
                if name not in known:
                    idle.append((name, route_words(sheet, name)))
    return [*driving, (_("Belum jalan"), idle[:400])]


def _said(sheet: Sheet, one: Edit) -> str:
    route = route_words(sheet, one.route)
    match one.do:
        case "move" if one.route == one.to:
            return _("%(place)s menjadi singgahan ke-%(n)s di %(route)s") % {
                "place": sheet.name(one.site), "n": (one.position or 0) + 1, "route": route,
            }  # fmt: skip
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
