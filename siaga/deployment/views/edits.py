"""Changing a version by hand: a TPS dragged to another team, what it breaks at once, then kept as a new version."""

from __future__ import annotations

import json

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from siaga import clock
from siaga.access import Verb
from siaga.deployment.access import access_whole
from siaga.deployment.actions.plans import edit_deployment
from siaga.deployment.editing import Edit, broken_values, edited
from siaga.deployment.outputs.geo import arrangement
from siaga.deployment.reading import Sheet, sheet_of
from siaga.deployment.telling.words import broken_words
from siaga.engines.deployment.plan import Plan as Result
from siaga.kit.guard import ActorRequest, guarded
from siaga.planning.errors import PlanNotReady
from siaga.planning.views.arranging import arranging, kept, tried


@guarded(Verb.GUARD_CHANGE)
@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, pk: int) -> HttpResponseBase:
    """The page; asked by htmx, only the part below its head."""
    found = access_whole(request.actor, pk, change=True)
    sheet = sheet_of(found)
    if sheet.result is None:
        raise PlanNotReady
    before = sheet.result
    asked = tried(
        request,
        read=Edit.from_value,
        wanted=lambda _edits: _wanted(request),
        check=lambda edits: edited(sheet.problem, before, edits),
        keep=lambda edits: edit_deployment(
            actor=request.actor, plan=found, edits=edits, note=request.POST.get("catatan", ""), now=clock.now()
        ),
        to="deployment:plan",
    )
    if isinstance(asked, HttpResponseBase):
        return asked
    edits = asked.edits
    plan, broken = edited(sheet.problem, before, edits)
    after = _after(sheet, plan)
    known = {district.code for district in after.districts}
    district = request.POST.get("kecamatan") or request.GET.get("kecamatan", "")
    if district not in known:
        district = next(iter(sorted(known)), "")
    shown = [team for team in after.teams if team.team.district == district]
    return arranging(
        request,
        "deployment/edit.html",
        "deployment/_editing.html",
        {
            "plan": found,
            "region": found.region,
            "election": found.election,
            "before": sheet,
            "after": after,
            "edits": [_said(after, one) for one in edits],
            "kept": kept(edits),
            "error": asked.error,
            "broken": [broken_words(after, one) for one in broken_values(broken)],
            "district": district,
            "districts": [(one.code, one.name) for one in after.districts],
            "shown": shown,
            "figures": _figures(after),
            "figures_before": _figures(sheet),
            "drawn": json.dumps(arrangement(after, district)),
        },
    )


def _after(sheet: Sheet, plan: Result) -> Sheet:
    return Sheet(
        plan=sheet.plan, problem=sheet.problem, result=plan, sight=sheet.sight, names=sheet.names, people=sheet.people,
        options=sheet.options,
    )  # fmt: skip


def _figures(sheet: Sheet) -> dict[str, float]:
    from siaga.deployment.reading import missing_police

    result = sheet.result
    assert result is not None
    return {
        "teams": len(result.teams),
        "missing": sum(missing_police(result.missing).values()),
        "km": result.km_home + result.km_inside,
        "longest": max((team.minutes for team in result.teams), default=0.0),
    }


def _wanted(request: ActorRequest) -> Edit:
    """The change that the form asks for."""
    do = request.POST.get("apa", "")
    what = {"move": "tps", "send": "personel"}.get(do, "regu")
    return Edit.from_value({"do": do, "what": request.POST.get(what, ""), "to": request.POST.get("ke", "")})


def _said(sheet: Sheet, one: Edit) -> str:
    match one.do:
        case "move":
            to = sheet.place_names.get(one.to) or _("regu sendiri")
            return _("%(tps)s dipindahkan ke %(team)s") % {"tps": sheet.name(one.what), "team": to}
        case "send":
            to = sheet.place_names.get(one.to) or _("tanpa tugas")
            return _("%(person)s ditugaskan ke %(team)s") % {"person": sheet.person(one.what).title, "team": to}
        case "lock":
            return _("%(team)s dikunci") % {"team": sheet.place_name(one.what)}
        case _:
            return _("kunci %(team)s dibuka") % {"team": sheet.place_name(one.what)}
