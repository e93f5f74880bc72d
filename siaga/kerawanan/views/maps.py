"""The map of a mapping: every TPS with a position by the class that holds, and clusters of risk as hatched fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.kerawanan.models import Mapping
from siaga.kerawanan.reading import clusters
from siaga.kerawanan.reading.lines import Line, as_plain, class_counts, lines_of
from siaga.kerawanan.views.shared import Here, frame, here_of
from siaga.kerawanan.views.stations import bounds_words, ranking_table
from siaga.kerawanan.words import TONES, class_words, share_of, tone_words
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.layers import layer
from siaga.kit.words import number, percent
from siaga.wilayah.drawing import drawn
from siaga.wilayah.queries import drawn_areas

HULL = 0.006
"""Degrees around the TPS of a cluster: some six hundred metres."""
FEWEST = 3


@guarded(Verb.RISK_VIEW)
def map_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    here = here_of(request.actor, request, slug, code)
    lines = lines_of(request.actor, here.mapping, placed=True) if here.mapping else []
    table = ranking_table(here, lines).show(request, lines)
    if answer := table.table.partial(request, table):
        return answer
    found = clusters.kept(here.mapping, clusters.Asking()) if here.mapping else None
    counts = class_counts(line.cls for line in lines)
    return render(
        request,
        "kerawanan/map.html",
        frame(
            here,
            "peta",
            table=table,
            now=clock.now(),
            legend=[(TONES[cls], class_words(cls), counts[cls]) for cls in counts],
            tones=tone_words(),
            placed=sum(line.lat is not None for line in lines),
            missing=sum(line.lat is None for line in lines),
            estimated=sum(line.estimated for line in lines),
            hot=sum(one["spot"] == "panas" for one in found["clusters"]) if found else None,
        ),
    )


def _needed(here: Here) -> Mapping:
    if here.mapping is None:
        raise Refused
    return here.mapping


@guarded(Verb.RISK_VIEW)
@require_safe
def points(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """TPS with a position; ``?unduh=1`` as a file with plain values instead of words."""
    here = here_of(request.actor, request, slug, code)
    lines = [line for line in lines_of(request.actor, _needed(here), placed=True) if line.lat is not None]
    file = bool(request.GET.get("unduh"))
    features = [
        {
            "type": "Feature",
            "id": line.code,
            "geometry": {"type": "Point", "coordinates": [line.lon, line.lat]},
            "properties": as_plain(line) if file else point_words(here, line, TONES[line.cls], _said(line)),
        }
        for line in lines
    ]
    return layer(features, file=f"kerawanan-{code}-v{_needed(here).number}" if file else "")


def point_words(here: Here, line: Line, tone: str, value: str) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": line.name,
        "parent": line.where,
        "tone": tone,
        "value": value,
        "url": reverse("kerawanan:station", args=[here.election.slug, line.code]) + here.query,
        "estimated": line.estimated,
    }


def _said(line: Line) -> str:
    parts = [class_words(line.cls)]
    if line.override:
        parts.append(_("ditetapkan petugas; hitungan: %(cls)s") % {"cls": class_words(line.row.cls)})
    score = share_of(line.row.score)
    bounds = bounds_words(line.row)
    if score is not None:
        parts.append(_("skor %(score)s") % {"score": percent(score)} + (f" ({bounds})" if bounds else ""))
    if line.row.unknown_count:
        parts.append(_("%(n)s indikator belum lapor") % {"n": number(line.row.unknown_count)})
    parts += line.reasons[:2]
    return "\n".join(parts)


@guarded(Verb.RISK_VIEW)
@require_safe
def areas(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The kecamatan, and over them the fields of hot clusters where these have been computed."""
    here = here_of(request.actor, request, slug, code)
    found = clusters.kept(here.mapping, clusters.Asking()) if here.mapping else None
    seen = {line.code for line in lines_of(request.actor, here.mapping)} if here.mapping and found else set()
    fields = cluster_fields(found["clusters"], seen, ("panas",)) if found else []
    return layer([*district_shapes(request, here), *fields])


def district_shapes(request: ActorRequest, here: Here) -> list[dict[str, Any]]:
    shapes: list[dict[str, Any]] = drawn(drawn_areas(request.actor, here.region), lambda region: "")["features"]
    return shapes


SPOT_TONES = {"panas": "kls_sangat", "dingin": "kls_kurang", "menonjol": "kls_khusus", "tenggelam": "kls_belum"}
SPOT_NAMES = {
    "panas": lambda: _("Gugus rawan"),
    "dingin": lambda: _("Gugus tenang"),
    "menonjol": lambda: _("Menonjol"),
    "tenggelam": lambda: _("Lebih tenang"),
}


def cluster_fields(found: Sequence[dict[str, Any]], seen: Iterable[str], kinds: Iterable[str]) -> list[dict[str, Any]]:
    """Clusters of at least three TPS as fields around them; only TPS that the actor sees."""
    from shapely.geometry import MultiPoint, mapping

    visible, wanted = set(seen), set(kinds)
    features = []
    for place, one in enumerate(found, start=1):
        inside = [point for code, point in zip(one["codes"], one["points"], strict=True) if code in visible]
        if one["spot"] not in wanted or len(inside) < FEWEST:
            continue
        shape = mapping(MultiPoint(inside).convex_hull.buffer(HULL, quad_segs=4).simplify(HULL / 20))
        features.append(
            {
                "type": "Feature",
                "id": f"gugus-{place}",
                "geometry": json.loads(json.dumps(shape)),
                "properties": {
                    "name": f"{SPOT_NAMES[one['spot']]()} {place}",
                    "parent": "",
                    "tone": SPOT_TONES[one["spot"]],
                    "thin": True,
                    "value": _("%(n)s TPS, skor rata-rata %(mean)s")
                    % {"n": number(len(inside)), "mean": percent(one["mean"])},
                },
            }
        )
    return features
