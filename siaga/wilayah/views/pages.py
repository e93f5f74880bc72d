"""Reading pages: where to start, one region, its map."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from siaga.access import Place, Refused, Verb, may
from siaga.intake.queries import importers_for
from siaga.kit.guard import guarded
from siaga.kit.layers import GEOJSON
from siaga.kit.tables import Column, Empty, Table
from siaga.wilayah.access import access_region, present_code
from siaga.wilayah.drawing import drawn, fingerprint
from siaga.wilayah.figures import Figures, Tally, figures_of
from siaga.wilayah.models import Level, Region
from siaga.wilayah.names import fold
from siaga.wilayah.queries import (
    children_of,
    counts_below,
    drawn_areas,
    former_names_of,
    missing_boundaries,
    start_regions,
    successions_of,
)
from siaga.wilayah.zones import zone_short

_LEVEL_NAMES = {
    Level.PROVINCE: gettext_lazy("Provinsi"),
    Level.REGENCY: gettext_lazy("Kabupaten/kota"),
    Level.DISTRICT: gettext_lazy("Kecamatan"),
    Level.VILLAGE: gettext_lazy("Desa/kelurahan"),
}
_CACHED = 24 * 3600


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table of children."""

    region: Region
    tally: Tally

    @property
    def closed(self) -> bool:
        return self.region.valid_to is not None


def _search(lines: list[Line], words: str) -> list[Line]:
    wanted = fold(words)
    return [line for line in lines if wanted in line.region.search_name or words.strip() in line.region.code]


def _children_table(level: int, *, stations: bool) -> Table:
    """The table of the regions below one of this level; 0 stands for the country."""
    below = Level(level + 1) if level < Level.VILLAGE else Level.VILLAGE
    columns = [
        Column(
            key="name",
            label=_LEVEL_NAMES[below],
            value=lambda line: line.region.title,
            sort=lambda line: line.region.search_name,
            sub=lambda line: _("ditutup") if line.closed else "",
        ),
        Column(
            key="code",
            label=gettext_lazy("Kode"),
            value=lambda line: line.region.code,
            format="code",
            sort=True,
            phone=False,
        ),
    ]
    if below < Level.DISTRICT:
        columns.append(
            Column(
                key="children",
                label=_LEVEL_NAMES[Level(below + 1)],
                value=lambda line: line.region.children_count,
                format="number",
                sort=True,
                total=True,
                phone=False,
            )
        )
    if below < Level.VILLAGE:
        columns.append(
            Column(
                key="villages",
                label=_LEVEL_NAMES[Level.VILLAGE],
                value=lambda line: line.region.villages_count,
                format="number",
                sort=True,
                total=True,
            )
        )
    if stations:
        columns += [
            Column(
                key="stations",
                label=gettext_lazy("TPS"),
                value=lambda line: line.tally.stations,
                format="number",
                sort=True,
                total=True,
            ),
            Column(
                key="voters",
                label=gettext_lazy("Pemilih diketahui"),
                value=lambda line: line.tally.voters,
                format="number",
                sort=True,
                total=True,
                phone=False,
            ),
            Column(
                key="unknown",
                label=gettext_lazy("TPS belum diketahui pemilihnya"),
                value=lambda line: line.tally.unknown,
                format="number",
                sort=True,
                total=True,
                phone=False,
            ),
        ]
    return Table(
        key="wilayah",
        title=_LEVEL_NAMES[below],
        columns=columns,
        search=_search,
        search_label=gettext_lazy("Cari nama atau kode"),
        order="code",
        row_url=lambda line: reverse("wilayah:region", args=[line.region.code]),
        empty=Empty(
            title=gettext_lazy("Belum ada wilayah di bawahnya"),
            text=gettext_lazy("Impor daftar wilayah dari berkas Kemendagri, atau tambahkan satu per satu."),
            button=gettext_lazy("Impor wilayah"),
            url=lambda request: (
                reverse("intake:upload", args=["wilayah"]) if importers_for(request.actor) else ""  # type: ignore[attr-defined]
            ),
            icon="map-pins",
        ),
    )


_TABLES = {
    (level, stations): _children_table(level, stations=stations) for level in range(5) for stations in (False, True)
}


@guarded(Verb.REGION_VIEW)
def start(request: HttpRequest) -> HttpResponseBase:
    """Where one's view begins: straight to the one region, or the list of provinces."""
    actor = request.actor  # type: ignore[attr-defined]
    regions = list(start_regions(actor)[:600])
    if len(regions) == 1 and regions[0].level > Level.PROVINCE:
        return HttpResponseRedirect(reverse("wilayah:region", args=[regions[0].code]))
    if all(region.level == Level.PROVINCE for region in regions):
        table = _TABLES[0, False]
    else:
        table = _TABLES[Level.VILLAGE, False]
    return table.respond(
        request,
        [Line(region, Tally()) for region in regions],
        template="wilayah/start.html",
        context={"may_import": bool(importers_for(actor)), "may_create": may(actor, Verb.REGION_CHANGE, Place(""))},
    )


@guarded(Verb.REGION_VIEW)
def region(request: HttpRequest, code: str) -> HttpResponseBase:
    """One region: what it is and was, what lies below, and its map. A former code leads to the present one."""
    actor = request.actor  # type: ignore[attr-defined]
    try:
        found = access_region(actor, code)
    except Refused:
        present = present_code(actor, code)
        if present is None:
            raise
        return HttpResponseRedirect(reverse("wilayah:region", args=[present]))
    if found.code != code:
        return HttpResponseRedirect(reverse("wilayah:region", args=[found.code]))
    figures = figures_of(request, found)
    lines = [Line(child, figures.children.get(child.code, Tally())) for child in children_of(actor, found)]
    shown = _TABLES[found.level, bool(figures.about)].show(request, lines)
    if found.level < Level.VILLAGE and (answer := _TABLES[found.level, True].partial(request, shown)) is not None:
        return answer
    return render(request, "wilayah/region.html", {"table": shown, **_about(actor, found, figures)})


def _about(actor: Any, found: Region, figures: Figures) -> dict[str, Any]:
    counts = counts_below(actor, found)
    place = Place(found.code)
    successions = successions_of(actor, found)
    return {
        "region": found,
        "level_name": _LEVEL_NAMES[Level(found.level)],
        "counts": [(_LEVEL_NAMES[Level(level)], counts[level]) for level in sorted(counts)],
        "figures": figures,
        "digits": found.code.replace(".", ""),
        "zone": zone_short(found.code),
        "former": former_names_of(actor, found),
        "out_of": [one for one in successions if one.successor_id == found.pk],
        "into": [one for one in successions if one.predecessor_id == found.pk],
        "has_map": drawn_areas(actor, found).exists(),
        "own_boundary": hasattr(found, "boundary"),
        "without_boundary": missing_boundaries(actor, found) if found.level < Level.VILLAGE else 0,
        "may_change": may(actor, Verb.REGION_CHANGE, place),
        "may_ledger": may(actor, Verb.LEDGER_VIEW, place),
        "is_village": found.level == Level.VILLAGE,
    }


@guarded(Verb.REGION_VIEW)
def areas(request: HttpRequest, code: str) -> HttpResponse:
    """The boundaries of a region's children (or its own) as GeoJSON, kept and named by what they show."""
    actor = request.actor  # type: ignore[attr-defined]
    found = access_region(actor, code)
    boundaries = drawn_areas(actor, found)
    tag = fingerprint(list(boundaries.values_list("region__code", "region__name", "digest")), get_language() or "")
    if request.headers.get("If-None-Match", "").strip('W/"') == tag:
        response = HttpResponse(status=304)
    else:
        body = cache.get(f"areas:{tag}")
        if body is None:
            collection = drawn(boundaries, lambda one: reverse("wilayah:region", args=[one.code]))
            body = json.dumps(collection, separators=(",", ":"), ensure_ascii=False)
            cache.set(f"areas:{tag}", body, _CACHED)
        response = HttpResponse(body, content_type=GEOJSON)
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response
