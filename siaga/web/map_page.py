"""The map of one's region: its parts with their boundaries, and the polling stations of the current election."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga.access import Actor, Verb, scope_of
from siaga.elections.queries import access_election, visible_stations
from siaga.kit.guard import guarded
from siaga.kit.layers import layer
from siaga.readiness.queries import sees_picture
from siaga.readiness.views.maps.page import show_map
from siaga.web.current import Frame, region_url
from siaga.wilayah.access import access_region, below

MOST_POINTS = 5_000
"""Points that one map draws; beyond that the person picks a smaller region."""


@guarded(Verb.REGION_VIEW)
@require_safe
def map_page(request: HttpRequest) -> HttpResponseBase:
    """``?wilayah=16.72.01`` chooses the region; without it, one's own. Coloured for those who may see the picture."""
    frame = Frame(request)
    code = request.GET.get("wilayah", "") or frame.region_code
    actor: Actor = request.actor  # type: ignore[attr-defined]
    region = access_region(actor, code) if code else None
    closed = False
    if region is not None and frame.election is not None:
        if sees_picture(actor, frame.election, region.code):
            return show_map(request, frame.election, region.code)
        closed = not scope_of(actor, Verb.PICTURE_OPENED).nothing
    context: dict[str, Any] = {"region": region, "closed": closed}
    if region is not None:
        context["areas"] = f"{region_url(region)}batas.geojson"
        context["region_page"] = region_url(region)
        if frame.election is not None:
            context["points"] = reverse("map_stations", args=[frame.election.slug, region.code])
    return render(request, "web/map.html", context)


@guarded(Verb.STATION_VIEW)
@require_safe
def map_stations(request: HttpRequest, slug: str, region_code: str) -> JsonResponse:
    """The polling stations of an election below a region that have a position, as GeoJSON."""
    actor = request.actor  # type: ignore[attr-defined]
    election = access_election(actor, slug)
    region = access_region(actor, region_code)
    stations = (
        visible_stations(actor, election)
        .filter(below(region.code, own="village_code"), lat__isnull=False)
        .select_related("village")
        .only("code", "number", "lat", "lon", "estimated", "voters_total", "village__name", "village__kind")
    )
    return layer(
        [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [station.lon, station.lat]},
                "properties": {
                    "code": station.code,
                    "name": _("TPS %(number)03d") % {"number": station.number},
                    "parent": station.village.title,
                    "url": f"/pemilihan/{election.slug}/tps/{station.code}/",
                    "estimated": station.estimated,
                },
            }
            for station in stations[:MOST_POINTS]
        ],
        cache="private, max-age=60",
    )
