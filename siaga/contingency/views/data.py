"""A version as data and files: the map's lines and points, and the lists that people take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Verb
from siaga.contingency.outputs.bringing import bringing_list
from siaga.contingency.outputs.files import plan_file
from siaga.contingency.outputs.geo import geojson, needy
from siaga.contingency.outputs.workbook import workbook
from siaga.contingency.reading import Sheet, sheet_of
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.layers import GEOJSON, layer
from siaga.kit.words import number
from siaga.planning.access import access_plan
from siaga.planning.errors import PlanNotReady
from siaga.planning.models import PlanKind
from siaga.planning.views.serving import PDF, XLSX, file_of

HUES = 8


def _sheet(request: ActorRequest, pk: int) -> Sheet:
    sheet = sheet_of(access_plan(request.actor, pk, PlanKind.CONTINGENCY))
    if sheet.answer is None:
        raise PlanNotReady
    return sheet


@guarded(Verb.PLAN_VIEW)
@require_safe
def ways(request: ActorRequest, pk: int) -> HttpResponse:
    """From where each unit stands to where it goes."""
    sheet = _sheet(request, pk)
    homes = {one["id"]: (one["lat"], one["lon"]) for one in sheet.inputs["problem"]["resources"]}
    hues = {key: index % HUES for index, key in enumerate(sheet.kinds)}
    features = [
        {
            "type": "Feature",
            "id": f"way-{index}",
            "geometry": {
                "type": "LineString",
                "coordinates": [
                    [homes[line.given.resource][1], homes[line.given.resource][0]],
                    [line.given.lon, line.given.lat],
                ],
            },
            "properties": {
                "name": f"{line.kind}, {line.given.resource}",
                "value": _("ke %(to)s, %(km)s km") % {"to": line.to, "km": number(line.given.km, 1)},
                "hue": hues[line.given.kind],
            },
        }
        for index, line in enumerate(sheet.given)
        if not line.stays
    ]
    return layer(features)


@guarded(Verb.PLAN_VIEW)
@require_safe
def points(request: ActorRequest, pk: int) -> HttpResponse:
    """Stations with needs by whether these are covered, and where resources stand."""
    sheet = _sheet(request, pk)
    plan = sheet.plan
    open_: dict[str, list[str]] = {}
    for line in sheet.open:
        open_.setdefault(line.uncovered.station, []).append(line.need)
    features: list[dict[str, Any]] = []
    for one in needy(sheet):
        left = open_.get(one.code, [])
        tone = "selesai" if not left else "sebagian" if len(left) < len(one.why) else "terhambat"
        said = [_("tertutup: %(n)s dari %(all)s kebutuhan") % {"n": len(one.why) - len(left), "all": len(one.why)}]
        said += [_("belum: %(need)s") % {"need": need} for need in left]
        features.append(
            {
                "type": "Feature",
                "id": one.code,
                "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
                "properties": {
                    "code": one.code,
                    "name": one.name,
                    "tone": tone,
                    "value": "\n".join(said),
                    "estimated": one.estimated,
                    "url": reverse("contingency:station", args=[plan.election.slug, plan.region.code, one.code]),
                },
            }
        )
    for unit in sheet.inputs["problem"]["resources"]:
        kind = sheet.kinds[unit["kind"]]
        features.append(
            {
                "type": "Feature",
                "id": f"resource-{unit['id']}",
                "geometry": {"type": "Point", "coordinates": [unit["lon"], unit["lat"]]},
                "properties": {
                    "code": unit["id"],
                    "name": f"{kind['name']}, {unit['id']}",
                    "value": f"{number(unit['count'])} {kind['unit']}, {number(unit['max_km'])} km",
                },
            }
        )
    return layer(features)


@guarded(Verb.PLAN_VIEW)
@require_safe
def whole_file(request: ActorRequest, pk: int, form: str) -> HttpResponse:
    """The whole version as a file: xlsx, geojson, json, pdf (who brings what where)."""
    sheet = _sheet(request, pk)
    makers: dict[str, Callable[[], HttpResponse]] = {
        "xlsx": lambda: HttpResponse(workbook(sheet), content_type=XLSX),
        "geojson": lambda: JsonResponse(geojson(sheet), content_type=GEOJSON),
        "json": lambda: JsonResponse(plan_file(sheet)),
        "pdf": lambda: HttpResponse(bringing_list(sheet, by=request.actor.name, now=clock.now()), content_type=PDF),
    }
    return file_of(makers, form, f"rencana-darurat-{sheet.plan.region.code}-v{sheet.plan.number}")
