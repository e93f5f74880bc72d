"""A version as data and files: the map's lines and points, and what crews take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.layers import GEOJSON, layer
from siaga.kit.words import number
from siaga.planning.access import access_plan
from siaga.planning.errors import PlanNotReady
from siaga.planning.models import Plan, PlanKind
from siaga.planning.outputs.calendar import calendar
from siaga.planning.outputs.files import plan_file
from siaga.planning.outputs.geo import HUES, geojson, gpx
from siaga.planning.outputs.manifest import manifests
from siaga.planning.outputs.workbook import workbook
from siaga.planning.reading import Sheet, sheet_of
from siaga.planning.views.plans import chosen_of
from siaga.planning.views.serving import PDF, XLSX, file_of
from siaga.planning.words import clock_text, day_mark


def _sheet(request: ActorRequest, pk: int) -> Sheet:
    sheet = sheet_of(access_plan(request.actor, pk, PlanKind.DISTRIBUTION))
    if sheet.result is None:
        raise PlanNotReady
    return sheet


@guarded(Verb.PLAN_VIEW)
@require_safe
def routes(request: ActorRequest, pk: int) -> HttpResponse:
    """The tours as lines, of the day or route that the page shows."""
    sheet = _sheet(request, pk)
    chosen = chosen_of(request, sheet)
    features: list[dict[str, Any]] = []
    for index, line in enumerate(sheet.routes):
        if not chosen.takes(line):
            continue
        for trip in line.trips:
            way = [line.hub, *(stop.place for stop in trip.stops), line.hub]
            features.append(
                {
                    "type": "Feature",
                    "id": f"{line.id}/{trip.number}",
                    "geometry": {"type": "LineString", "coordinates": [[p.lon, p.lat] for p in way]},
                    "properties": {
                        "name": f"{line.vehicle}, {line.mark}",
                        "value": "\n".join(
                            [
                                _("rit %(n)s: %(from)s–%(to)s")
                                % {"n": trip.number, "from": trip.depart_text, "to": trip.back_text},
                                _("%(boxes)s kotak, %(stops)s tujuan")
                                % {"boxes": number(trip.trip.boxes), "stops": len(trip.stops)},
                            ]
                        ),
                        "hue": index % HUES,
                        "url": f"?rute={line.anchor}#rute-{line.anchor}",
                    },
                }
            )
    return layer(features)


@guarded(Verb.PLAN_VIEW)
@require_safe
def points(request: ActorRequest, pk: int) -> HttpResponse:
    """The places, by whether they are served and when."""
    sheet = _sheet(request, pk)
    chosen = chosen_of(request, sheet)
    shown = {stop.place.id: (line, stop) for line in sheet.routes if chosen.takes(line) for stop in line.stops}
    unserved = {one.site: one.boxes for one in sheet.unserved}
    whole = chosen.day is None and not chosen.route
    features: list[dict[str, Any]] = []
    for place in sheet.places.values():
        served = shown.get(place.id)
        if not whole and served is None and not place.hub:
            continue
        parts = []
        if place.hub:
            tone, words = "", _("tempat asal")
            parts.append(words)
        elif place.id in unserved:
            tone = "terhambat"
            parts.append(_("%(n)s kotak belum terlayani") % {"n": number(unserved[place.id])})
        else:
            tone = "sebagian" if place.remote else "selesai"
        if served:
            line, stop = served
            parts.append(f"{line.vehicle}, {day_mark(line.route.day)} {clock_text(stop.stop.arrive)}")
            parts.append(_("%(n)s kotak") % {"n": number(stop.stop.boxes)})
        features.append(
            {
                "type": "Feature",
                "id": place.id,
                "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
                "properties": {
                    "code": place.id,
                    "name": place.name,
                    "value": "\n".join(parts),
                    "estimated": place.estimated,
                    **({"tone": tone} if tone else {}),
                    **({"url": f"?rute={served[0].anchor}#rute-{served[0].anchor}"} if served else {}),
                },
            }
        )
    return layer(features)


@guarded(Verb.PLAN_VIEW)
@require_safe
def whole_file(request: ActorRequest, pk: int, form: str) -> HttpResponse:
    """The whole version as a file: xlsx, geojson, json, ics; manifests have a page of their own."""
    sheet = _sheet(request, pk)
    origin = request.build_absolute_uri("/").rstrip("/")
    makers: dict[str, Callable[[], HttpResponse]] = {
        "xlsx": lambda: HttpResponse(workbook(sheet), content_type=XLSX),
        "geojson": lambda: JsonResponse(geojson(sheet), content_type=GEOJSON),
        "json": lambda: JsonResponse(plan_file(sheet)),
        "ics": lambda: HttpResponse(calendar(sheet, sheet.routes, origin=origin), content_type="text/calendar"),
    }
    return file_of(makers, form, _name(sheet.plan))


@guarded(Verb.PLAN_VIEW)
@require_safe
def route_file(request: ActorRequest, pk: int, route: str, form: str) -> HttpResponse:
    """One route as a file for its crew: pdf, gpx, ics."""
    sheet = _sheet(request, pk)
    line = next((one for one in sheet.routes if one.anchor == route), None)
    if line is None:
        raise Refused
    origin = request.build_absolute_uri("/").rstrip("/")
    makers: dict[str, Callable[[], HttpResponse]] = {
        "gpx": lambda: HttpResponse(gpx(sheet, line), content_type="application/gpx+xml"),
        "ics": lambda: HttpResponse(calendar(sheet, [line], origin=origin), content_type="text/calendar"),
        "pdf": lambda: HttpResponse(
            manifests(sheet, [line], origin=origin, by=request.actor.name, now=clock.now()), content_type=PDF
        ),
    }
    return file_of(makers, form, f"{_name(sheet.plan)}-{slugify(line.anchor)}")


def _name(plan: Plan) -> str:
    return f"rencana-distribusi-{plan.region.code}-v{plan.number}"
