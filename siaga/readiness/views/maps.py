"""The map of the picture: parts of a region coloured by a scale or an indicator, its TPS by their standing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Actor, Verb
from siaga.elections.models import Election
from siaga.elections.queries import access_election
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Filter, Table
from siaga.kit.words import number, percent
from siaga.logistics.links import late_url
from siaga.logistics.queries.custody import late_count
from siaga.readiness.access import COUNTRY
from siaga.readiness.arithmetic import Figure, Scale, Standing
from siaga.readiness.models import Indicator
from siaga.readiness.queries import indicators_for
from siaga.readiness.shapes import Risk
from siaga.readiness.views.asking import Moment, asked_moment, asked_scale
from siaga.readiness.views.classes import (
    CLASSES,
    RISK_WORDS,
    STANDING_WORDS,
    UNREPORTED,
    class_words,
    is_thin,
    said,
)
from siaga.readiness.views.map_lines import AreaLine, PointLine, area_lines, point_lines
from siaga.readiness.views.parts import age_of, today_at
from siaga.wilayah.access import access_region
from siaga.wilayah.drawing import drawn
from siaga.wilayah.models import Level, Region
from siaga.wilayah.queries import drawn_areas


@dataclass(frozen=True, slots=True)
class Asked:
    """What one address of the map asks for."""

    election: Election
    code: str
    region: Region | None
    scale: Scale
    indicator: Indicator | None
    choices: Sequence[Indicator]
    moment: Moment

    def address(self, name: str, code: str = "", **more: str) -> str:
        """The address of the map, or of its data, with the same questions; ``code`` for another region."""
        query = {
            "skala": self.scale.value if self.scale is not Scale.READINESS else "",
            "indikator": self.indicator.key if self.indicator else "",
            "pada": self.moment.day.isoformat() if self.moment.day else "",
            **more,
        }
        path = reverse(f"readiness:{name}", args=[self.election.slug, code or self.code])
        kept = urlencode({key: value for key, value in query.items() if value})
        return f"{path}?{kept}" if kept else path

    @property
    def today(self) -> date:
        return today_at(self.moment.at, self.election.region.code)

    @property
    def _key(self) -> str:
        return self.indicator.key if self.indicator else ""

    @property
    def _at(self) -> datetime | None:
        return self.moment.at if self.moment.past else None

    def areas(self, actor: Actor) -> tuple[Figure, list[AreaLine]]:
        return area_lines(actor, self.election, self.code, self._key, self.scale, self._at, clock.now())

    def points(self, actor: Actor) -> list[PointLine]:
        return point_lines(actor, self.election, self.code, self._key, self.scale, self._at, clock.now())


def asked_map(request: HttpRequest, election: Election, code: str) -> Asked:
    """Reads the address; the region is refused where the actor may not see it."""
    actor = cast(ActorRequest, request).actor
    region = None if code == COUNTRY else access_region(actor, code)
    choices = indicators_for(actor, election)
    indicator = next((one for one in choices if one.key == request.GET.get("indikator")), None)
    scale = Scale(indicator.scale) if indicator else asked_scale(request)
    return Asked(election, code, region, scale, indicator, choices, asked_moment(request, code, clock.now()))


@guarded(Verb.PICTURE_VIEW, Verb.PICTURE_OPENED)
@require_safe
def map_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    return show_map(request, access_election(request.actor, slug), code)


def show_map(request: HttpRequest, election: Election, code: str) -> HttpResponseBase:
    """The page. Raises ``Refused`` where the picture of the region is closed to the actor."""
    actor = cast(ActorRequest, request).actor
    asked = asked_map(request, election, code)
    whole, lines = asked.areas(actor)
    table = _table(asked).show(request, lines)
    if answer := table.table.partial(request, table):
        return answer
    return render(
        request,
        "readiness/map.html",
        {
            "asked": asked,
            "region": asked.region,
            "trail_to": f"/peta/{election.slug}/",
            "name": asked.region.title if asked.region else _("Indonesia"),
            "whole": whole,
            "whole_said": said(whole),
            "whole_age": age_of(whole, asked.today),
            "areas": asked.address("map_areas"),
            "points": asked.address("map_points") if draws_points(asked.region) else "",
            "areas_file": asked.address("map_areas", unduh="1"),
            "points_file": asked.address("map_points", unduh="1") if draws_points(asked.region) else "",
            "legend": legend(asked.scale),
            "standings": list(point_words(asked.scale).items()),
            "point_words_json": json.dumps(point_words(asked.scale)),
            "good": Standing.SIAP.value if asked.scale is Scale.READINESS else Risk.TANPA.value,
            "indicators": asked.choices,
            "table": table,
            "picture_page": f"/gambaran/{election.slug}/{code}/",
            "late_boxes": 0 if asked.moment.past else late_count(actor, election, code, clock.now()),
            "late_url": late_url(election.slug, code),
        },
    )


def draws_points(region: Region | None) -> bool:
    """From a regency downwards: never the stations of a province or of the country at once."""
    return region is not None and region.level >= Level.REGENCY


def legend(scale: Scale) -> list[tuple[str, str]]:
    return [*((one.key, str(one.words)) for one in CLASSES[scale]), (UNREPORTED, class_words(UNREPORTED))]


def point_words(scale: Scale) -> dict[str, str]:
    """The states of a TPS in words, by their keys."""
    words = STANDING_WORDS if scale is Scale.READINESS else RISK_WORDS
    return {key.value: str(word) for key, word in words.items()}


# The same as a table ---------------------------------------------------------------------------------------------


def _table(asked: Asked) -> Table:
    stations = asked.region is not None and asked.region.level == Level.VILLAGE
    columns = [
        Column(
            key="name",
            label=gettext_lazy("TPS") if stations else gettext_lazy("Wilayah"),
            value=lambda line: line.name,
            sort=lambda line: line.code,
        ),
        Column(key="code", label=gettext_lazy("Kode"), format="code", screen=False),
        Column(
            key="value",
            label=gettext_lazy("Kesiapan") if asked.scale is Scale.READINESS else gettext_lazy("Kerawanan"),
            value=lambda line: line.figure.value,
            format="percent",
            sort=lambda line: (line.figure.value is not None, line.figure.value or 0),
        ),
        Column(
            key="state",
            label=gettext_lazy("Warna di peta"),
            value=lambda line: class_words(line.tone) or _("tidak ada kewajiban"),
            cell="readiness/parts/class_cell.html",
        ),
        Column(
            key="coverage",
            label=gettext_lazy("Cakupan"),
            value=lambda line: line.figure.coverage,
            format="percent",
            sort=lambda line: (line.figure.coverage is not None, line.figure.coverage or 0),
        ),
        Column(
            key="reported",
            label=gettext_lazy("Isian masuk"),
            value=lambda line: line.figure.reported,
            format="number",
            screen=False,
        ),
        Column(
            key="expected",
            label=gettext_lazy("Isian ditunggu"),
            value=lambda line: line.figure.expected,
            format="number",
            screen=False,
        ),
        Column(
            key="verified",
            label=gettext_lazy("Terverifikasi"),
            value=lambda line: line.figure.verified,
            format="percent",
            sort=lambda line: (line.figure.verified is not None, line.figure.verified or 0),
            phone=False,
        ),
        Column(
            key="stale",
            label=gettext_lazy("Isian usang"),
            value=lambda line: line.figure.stale,
            format="number",
            sort=lambda line: line.figure.stale,
            phone=False,
        ),
        Column(
            key="age",
            label=gettext_lazy("Umur isian"),
            value=lambda line: str(age_of(line.figure, asked.today)) or None,
            sort=lambda line: -(line.figure.oldest or 0),
        ),
    ]
    return Table(
        key="peta",
        title=_("Isi peta %(name)s") % {"name": asked.region.title if asked.region else _("Indonesia")},
        columns=columns,
        filters=[
            Filter(
                key="keadaan",
                label=gettext_lazy("Warna"),
                choices=[(key, words) for key, words in legend(asked.scale)],
                apply=lambda rows, value: [line for line in rows if line.tone == value],
            )
        ],
        order="name",
        per_page=100,
        row_url=lambda line: _line_url(asked, line),
        empty=Empty(
            title=gettext_lazy("Belum ada yang ditunggu laporannya di sini"),
            text=gettext_lazy(
                "Peta diwarnai dari laporan yang wajib dikirim. Tetapkan dahulu daftar periksa mana yang wajib bagi "
                "unit mana."
            ),
            button=gettext_lazy("Buka kewajiban lapor"),
            url="/laporan/kewajiban/",
            icon="map",
        ),
    )


def _line_url(asked: Asked, line: AreaLine) -> str:
    if line.station is not None:
        return f"/gambaran/{asked.election.slug}/{line.code}/"
    return asked.address("map_page", line.code)


# The same as GeoJSON ---------------------------------------------------------------------------------------------


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
    return _geojson(shapes, f"peta-{asked.scale}-{code}" if file else "")


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
    return _geojson(
        {"type": "FeatureCollection", "features": features}, f"peta-tps-{asked.scale}-{code}" if file else ""
    )


def _geojson(content: dict[str, Any], file: str) -> JsonResponse:
    response = JsonResponse(content, content_type="application/geo+json")
    response.headers["Cache-Control"] = "private, no-store"
    if file:
        response.headers["Content-Disposition"] = f'attachment; filename="{file}.geojson"'
    return response


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


def scale_word(scale: Scale) -> str:
    """The scale as addresses write it: readiness is left out."""
    return scale.value if scale is Scale.KERAWANAN else ""


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
