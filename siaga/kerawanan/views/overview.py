"""Where kerawanan begins: the regencies of an election, and one regency with its classes, its spread, its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.elections.access import access_election
from siaga.kerawanan.access import regencies_of, visible_mappings
from siaga.kerawanan.models import Mapping
from siaga.kerawanan.reading.drift import drift_of
from siaga.kerawanan.reading.lines import (
    Line,
    class_counts,
    criteria_of_mapping,
    lines_of,
    names_of,
    table_of_lines,
)
from siaga.kerawanan.views.shared import frame, here_of
from siaga.kerawanan.words import SPREADS, TONES, class_words
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.tables import Column, Empty, Table
from siaga.kit.words import number
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class RegencyLine:
    region: Region
    mapping: Mapping | None


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """One indicator in the table of what is widespread; never summed with another."""

    number: str
    name: str
    stations: int
    villages: int
    share: float
    missing: int
    level: str
    level_words: str


@dataclass(frozen=True, slots=True)
class ClassCount:
    cls: str
    words: str
    count: int
    computed: int
    tone: str
    share: float


REGENCIES = Table(
    key="kabupaten",
    title=gettext_lazy("Kerawanan TPS"),
    columns=[
        Column(
            key="title",
            label=gettext_lazy("Kabupaten/kota"),
            value=lambda line: line.region.title,
            sort=lambda line: line.region.code,
        ),
        Column(key="code", label=gettext_lazy("Kode"), value=lambda line: line.region.code, format="code", phone=False),
        Column(
            key="mapping",
            label=gettext_lazy("Pemetaan berlaku"),
            value=lambda line: _("Versi %(n)s") % {"n": number(line.mapping.number)} if line.mapping else None,
        ),
        Column(
            key="stations",
            label=gettext_lazy("TPS"),
            value=lambda line: line.mapping.stations if line.mapping else None,
            format="number",
        ),
    ],
    search=lambda rows, words: [line for line in rows if words.lower() in line.region.title.lower()],
    search_label=gettext_lazy("Cari nama"),
    order="title",
    empty=Empty(
        title=gettext_lazy("Belum ada TPS"),
        text=gettext_lazy("Kerawanan dipetakan per kabupaten/kota. Impor daftar TPS pemilihan ini lebih dahulu."),
        icon="map",
    ),
)

SPREAD = Table(
    key="sebaran",
    title=gettext_lazy("Sebaran indikator"),
    columns=[
        Column(
            key="name",
            label=gettext_lazy("Indikator"),
            value=lambda line: f"{line.number} {line.name}",
            sort=lambda line: [int(part) if part.isdecimal() else 999 for part in line.number.split(".")],
        ),
        Column(key="stations", label=gettext_lazy("TPS"), format="number", sort=True),
        Column(
            key="villages",
            label=gettext_lazy("Desa/kelurahan"),
            format="number",
            sort=True,
            phone=False,
        ),
        Column(key="share", label=gettext_lazy("Dari semua TPS"), format="percent", phone=False),
        Column(
            key="missing",
            label=gettext_lazy("TPS belum lapor"),
            format="number",
            sort=True,
            phone=False,
        ),
        Column(key="level_words", label=gettext_lazy("Tingkat"), cell="kerawanan/cells/spread.html", below=True),
    ],
    order="-stations",
    per_page=100,
    prefix="s-",
    empty=Empty(title=gettext_lazy("Belum ada indikator"), icon="list"),
)

VERSIONS = Table(
    key="versi",
    title=gettext_lazy("Versi pemetaan"),
    columns=[
        Column(
            key="number",
            label=gettext_lazy("Versi"),
            value=lambda row: _("Versi %(n)s") % {"n": number(row.number)},
            sub="note",
            sort=lambda row: row.number,
        ),
        Column(
            key="standing",
            label=gettext_lazy("Status"),
            value=lambda row: standing_words(row),
            cell="kerawanan/cells/version.html",
            below=True,
        ),
        Column(key="at", label=gettext_lazy("Keadaan pada"), format="moment", sort=True),
        Column(key="khusus", label=gettext_lazy("Khusus"), format="number", phone=False),
        Column(key="sangat_rawan", label=gettext_lazy("Sangat rawan"), format="number", phone=False),
        Column(key="rawan", label=gettext_lazy("Rawan"), format="number", phone=False),
        Column(key="kurang_rawan", label=gettext_lazy("Kurang rawan"), format="number", phone=False),
        Column(key="belum_dinilai", label=gettext_lazy("Belum dinilai"), format="number", phone=False),
        Column(key="stations", label=gettext_lazy("TPS"), format="number"),
        Column(
            key="by",
            label=gettext_lazy("Oleh"),
            value=lambda row: row.created_by.name if row.created_by else _("server"),
            below=True,
        ),
        Column(key="rows_digest", label=gettext_lazy("Sidik isi"), format="code", screen=False),
    ],
    order="-number",
    prefix="v-",
    empty=Empty(
        title=gettext_lazy("Belum ada pemetaan"),
        text=gettext_lazy("Setiap pemetaan menjadi versi: dapat dibandingkan, dan satu yang diberlakukan."),
        icon="versions",
    ),
)


def standing_words(mapping: Mapping) -> str:
    if mapping.in_force:
        return _("Berlaku")
    return _("Pernah berlaku") if mapping.in_force_since else _("Belum diberlakukan")


@guarded(Verb.RISK_VIEW)
def start(request: ActorRequest, slug: str) -> HttpResponseBase:
    """The one regency of the actor, or the list of those that there are."""
    election = access_election(request.actor, slug)
    regencies = regencies_of(request.actor, election)
    if len(regencies) == 1:
        return redirect("kerawanan:region", slug, regencies[0].code)
    standing = visible_mappings(request.actor, election).filter(in_force_since__isnull=False, retired_at=None)
    in_force = {mapping.region_id: mapping for mapping in standing}
    lines = [RegencyLine(region, in_force.get(region.pk)) for region in regencies]
    table = replace(REGENCIES, row_url=lambda line: reverse("kerawanan:region", args=[slug, line.region.code]))
    shown = table.show(request, lines)
    if answer := table.partial(request, shown):
        return answer
    return render(request, "kerawanan/start.html", {"table": shown, "election": election, "title": REGENCIES.title})


@guarded(Verb.RISK_VIEW)
def region(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """One regency: classes with their sum, what is widespread, what changed since, all versions."""
    here = here_of(request.actor, request, slug, code)
    versions = replace(VERSIONS, row_url=lambda row: f"{here.url('region')}?versi={row.number}").show(
        request, here.versions()
    )
    if answer := versions.table.partial(request, versions):
        return answer
    if here.mapping is None:
        return render(request, "kerawanan/region.html", frame(here, "ringkasan", versions=versions))
    lines = lines_of(request.actor, here.mapping)
    spread = SPREAD.show(request, spread_lines(here.mapping, lines))
    if answer := SPREAD.partial(request, spread):
        return answer
    counts = class_counts(line.cls for line in lines)
    computed = class_counts(line.row.cls for line in lines)
    classes = [
        ClassCount(cls, class_words(cls), counts[cls], computed[cls], TONES[cls], counts[cls] / (len(lines) or 1))
        for cls in counts
    ]
    return render(
        request,
        "kerawanan/region.html",
        frame(
            here,
            "ringkasan",
            versions=versions,
            spread=spread,
            classes=classes,
            total=len(lines),
            overridden=sum(line.override is not None for line in lines),
            drift=drift_of(here.mapping) if here.mapping.in_force or here.mapping == here.newest else None,
            standing=standing_words(here.mapping),
            estimated=sum(line.estimated for line in lines),
        ),
    )


def spread_lines(mapping: Mapping, lines: Sequence[Line]) -> list[SpreadLine]:
    """Every indicator by itself, as the mapping knew it."""
    from siaga.engines.risk.widespread import Bands, widespread

    names = names_of(mapping)
    table = table_of_lines(lines, criteria_of_mapping(mapping).numbers)
    bands = Bands(mapping.scheme.spread_most, mapping.scheme.spread_many)
    return [
        SpreadLine(
            row.number,
            names.get(row.number, ""),
            row.stations,
            row.villages,
            float(row.share),
            row.missing,
            row.spread.value,
            str(SPREADS[row.spread.value]),
        )
        for row in widespread(table, [line.row.village_code for line in lines], bands)
    ]
