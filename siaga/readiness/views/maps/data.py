"""The map as GeoJSON: parts of a region and its TPS by their standing, for the page and as files."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga.access import Verb
from siaga.elections.queries import access_election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.layers import layer
from siaga.kit.words import number, percent
from siaga.readiness.arithmetic import Scale
from siaga.readiness.views.classes import (
    is_thin,
    said,
)
from siaga.readiness.views.map_lines import AreaLine, PointLine
from siaga.readiness.views.maps.asked import Asked, asked_map, draws_points, point_words
from siaga.readiness.views.parts import age_of
from siaga.wilayah.drawing import drawn
from siaga.wilayah.models import Level
from siaga.wilayah.queries import drawn_areas


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def map_areas(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The parts of a region with their values; ``?unduh=1`` as a file with plain values instead of words."""
    asked = asked_map(request, access_election(request.actor, slug), code)
    _whole, lines = asked.areas(request.actor)
    file = bool(request.GET.get("unduh"))
    by_code = {line.code: line for line in lines}
    shapes = _shapes(request, asked)
    for feature in shapes["features"]:
        line = by_code.get(feature["properties"]["code"])
        if file:
            feature["properties"] = _plain(asked, feature["properties"], line)
        else:
            feature["properties"] |= _words(asked, line)
    return layer(shapes["features"], file=f"peta-{asked.scale}-{code}" if file else "")


def _shapes(request: ActorRequest, asked: Asked) -> dict[str, Any]:
    if asked.region is None:
        from siaga.wilayah.models import RegionBoundary

        rows = RegionBoundary.objects.filter(region__level=Level.PROVINCE).select_related("region__parent")
        return drawn(rows.order_by("region__code"), lambda region: asked.address("map_page", region.code))
    return drawn(
        drawn_areas(request.actor, asked.region),
        lambda region: asked.address("map_page", region.code) if region.code != asked.code else "",
    )


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def map_points(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The TPS of a regency or below that have a position, by their standing; ``?unduh=1`` as a file."""
    asked = asked_map(request, access_election(request.actor, slug), code)
    lines = asked.points(request.actor) if draws_points(asked.region) else []
    file = bool(request.GET.get("unduh"))
    features = [
        {
            "type": "Feature",
            "id": line.station.code,
            "geometry": {"type": "Point", "coordinates": [line.station.lon, line.station.lat]},
            "properties": _plain_point(asked, line) if file else _point_words(asked, line),
        }
        for line in lines
    ]
    return layer(features, file=f"peta-tps-{asked.scale}-{code}" if file else "")


def _words(asked: Asked, line: AreaLine | None) -> dict[str, Any]:
    if line is None:
        return {"value": _("tidak ada yang wajib dilaporkan")}
    figure = line.figure
    parts = [said(figure)]
    if figure.expected:
        parts.append(
            _("cakupan %(coverage)s (%(reported)s dari %(expected)s isian)")
            % {
                "coverage": percent(figure.coverage or 0),
                "reported": number(figure.reported),
                "expected": number(figure.expected),
            }
        )
    if age := str(age_of(figure, asked.today)):
        parts.append(_("umur isian %(age)s") % {"age": age})
    if figure.stale:
        parts.append(_("%(n)s isian usang") % {"n": number(figure.stale)})
    page = f"/gambaran/{asked.election.slug}/{line.code}/" + (
        "?skala=kerawanan" if asked.scale is Scale.KERAWANAN else ""
    )
    found: dict[str, Any] = {"value": "\n".join(parts), "page": page}
    if line.tone:
        found["tone"] = line.tone
    if is_thin(figure):
        found["thin"] = True
    return found


def _plain(asked: Asked, shape: dict[str, Any], line: AreaLine | None) -> dict[str, Any]:
    return {
        "code": shape["code"],
        "name": shape["name"],
        "parent": shape["parent"],
        "estimated_shape": shape["estimated"],
        **_values(asked, line),
    }


def _share(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def _values(asked: Asked, line: AreaLine | PointLine | None) -> dict[str, Any]:
    """Shares from 0 to 1, counts of (unit, indicator) pairs, days as dates: what a map program can calculate with."""
    about = {
        "election": asked.election.slug,
        "scale": asked.scale.value,
        "indicator": asked.indicator.key if asked.indicator else None,
        "as_of": asked.moment.at.isoformat(timespec="seconds"),
    }
    if line is None:
        return {**about, "value": None, "coverage": None, "expected": 0, "reported": 0}
    figure = line.figure
    values = {
        **about,
        "value": _share(figure.value),
        "verified": _share(figure.verified),
        "coverage": _share(figure.coverage),
        "expected": figure.expected,
        "reported": figure.reported,
        "stale": figure.stale,
        "oldest": _day(figure.oldest),
        "newest": _day(figure.newest),
    }
    if asked.scale is Scale.KERAWANAN:
        values |= {"low": _share(figure.low), "high": _share(figure.high)}
    return values


def _point_words(asked: Asked, line: PointLine) -> dict[str, Any]:
    station = line.station
    parts = [point_words(asked.scale).get(line.tone, "")]
    if line.figure.reported:
        parts.append(said(line.figure))
        parts.append(_("cakupan %(coverage)s") % {"coverage": percent(line.figure.coverage or 0)})
    if age := str(age_of(line.figure, asked.today)):
        parts.append(_("umur isian %(age)s") % {"age": age})
    return {
        "code": station.code,
        "name": _("TPS %(number)03d") % {"number": station.number},
        "parent": station.village.title,
        "url": f"/gambaran/{asked.election.slug}/{station.code}/",
        "estimated": station.estimated,
        "tone": line.tone,
        "value": "\n".join(dict.fromkeys(part for part in parts if part)),
    }


def _plain_point(asked: Asked, line: PointLine) -> dict[str, Any]:
    station = line.station
    return {
        "code": station.code,
        "number": station.number,
        "village": station.village.title,
        "estimated_position": station.estimated,
        "standing": line.tone,
        **_values(asked, line),
    }
