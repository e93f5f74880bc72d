"""Where risk clusters more than chance would have it: asked for, computed in the background, told in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from siaga.access import Refused, Verb
from siaga.kerawanan.reading import clusters
from siaga.kerawanan.reading.lines import Line, lines_of
from siaga.kerawanan.views.maps import SPOT_TONES, cluster_fields, district_shapes, point_words
from siaga.kerawanan.views.shared import frame, here_of
from siaga.kerawanan.words import chance_words
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.layers import layer
from siaga.kit.words import number, percent

STATISTICS = {"gi-star": gettext_lazy("Getis-Ord Gi*"), "moran": gettext_lazy("Moran lokal")}
CORRECTIONS = {
    "fdr": gettext_lazy("Benjamini-Hochberg (FDR)"),
    "bonferroni": gettext_lazy("Bonferroni"),
    "tanpa": gettext_lazy("tanpa koreksi"),
}
SPOTS = {
    "panas": gettext_lazy("Skor tinggi di antara TPS berskor tinggi"),
    "dingin": gettext_lazy("Skor rendah di antara TPS berskor rendah"),
    "menonjol": gettext_lazy("Skor tinggi di antara TPS berskor rendah"),
    "tenggelam": gettext_lazy("Skor rendah di antara TPS berskor tinggi"),
    "biasa": gettext_lazy("Tidak lebih dari kebetulan"),
}
LISTED = 12
"""TPS of a cluster that its card names."""


@dataclass(frozen=True, slots=True)
class ClusterCard:
    place: int
    spot: str
    words: str
    tone: str
    lines: tuple[Line, ...]
    villages: str
    mean: float
    chance: str

    @property
    def first(self) -> tuple[Line, ...]:
        return self.lines[:LISTED]

    @property
    def more(self) -> int:
        return max(0, len(self.lines) - LISTED)


def asking_in(request: HttpRequest) -> clusters.Asking:
    def one_of(key: str, choices: tuple[str, ...], plain: str) -> str:
        value = request.GET.get(key, "") or request.POST.get(key, "")
        return value if value in choices else plain

    raw = request.GET.get("benih", "") or request.POST.get("benih", "")
    return clusters.Asking(
        one_of("cara", clusters.STATISTICS, "gi-star"),
        one_of("tetangga", clusters.AROUND, "dekat-8"),
        one_of("koreksi", clusters.CORRECTIONS, "fdr"),
        int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 10 else 1,
    )


def around_words(around: str) -> str:
    how, _dash, much = around.partition("-")
    if how == "dekat":
        return _("%(n)s TPS terdekat") % {"n": much}
    return _("semua TPS dalam %(n)s km") % {"n": much}


def _query(asking: clusters.Asking, version: str) -> str:
    values = {
        "cara": asking.statistic,
        "tetangga": asking.around,
        "koreksi": asking.correction,
        "benih": asking.seed,
        **({"versi": version} if version else {}),
    }
    return urlencode(values)


@guarded(Verb.RISK_VIEW)
def clusters_page(request: ActorRequest, slug: str, code: str) -> HttpResponseBase:
    """GET shows what is kept; POST has it computed."""
    here = here_of(request.actor, request, slug, code)
    asking = asking_in(request)
    version = str(here.mapping.number) if here.chosen and here.mapping else ""
    query = _query(asking, version)
    if request.method == "POST":
        if here.mapping is None:
            raise Refused
        clusters.ask_for(here.mapping, asking)
        return HttpResponseRedirect(f"{here.url('clusters')}?{query}")
    found = clusters.kept(here.mapping, asking) if here.mapping else None
    moving = found is None and here.mapping is not None and clusters.is_asked_for(here.mapping, asking)
    context: dict[str, Any] = {
        "asking": asking,
        "query": query,
        "moving": moving,
        "found": found,
        "statistics": STATISTICS.items(),
        "corrections": CORRECTIONS.items(),
        "arounds": [(one, around_words(one)) for one in clusters.AROUND],
        "around_said": around_words(asking.around),
        "correction_said": CORRECTIONS[asking.correction],
        "statistic_said": STATISTICS[asking.statistic],
        "tones": {tone: str(SPOTS[spot]) for spot, tone in SPOT_TONES.items()},
        "legend": [(tone, SPOTS[spot]) for spot, tone in SPOT_TONES.items()],
    }
    if found and here.mapping and not found["problem"]:
        lines = {line.code: line for line in lines_of(request.actor, here.mapping)}
        cards = _cards(found, lines)
        context |= {
            "cards": cards,
            "hot": sum(card.spot == "panas" for card in cards),
            "hot_stations": sum(len(card.lines) for card in cards if card.spot == "panas"),
        }
    if request.headers.get("HX-Target") == "gugus-keadaan":
        if found is not None:
            answer = HttpResponse(status=204)
            answer.headers["HX-Refresh"] = "true"
            return answer
        return render(request, "kerawanan/parts/clusters_moving.html", frame(here, "gugus", **context))
    return render(request, "kerawanan/clusters.html", frame(here, "gugus", **context))


def _cards(found: dict[str, Any], lines: dict[str, Line]) -> list[ClusterCard]:
    cards = []
    for place, one in enumerate(found["clusters"], start=1):
        inside = tuple(lines[code] for code in one["codes"] if code in lines)
        if not inside:
            continue
        villages: dict[str, int] = {}
        for line in inside:
            villages[line.where] = villages.get(line.where, 0) + 1
        said = "; ".join(f"{name} ({number(count)} TPS)" for name, count in villages.items())
        cards.append(
            ClusterCard(
                place,
                one["spot"],
                str(SPOTS[one["spot"]]),
                SPOT_TONES[one["spot"]],
                inside,
                said,
                one["mean"],
                chance_words(one["p"]),
            )
        )
    return cards


@guarded(Verb.RISK_VIEW)
@require_safe
def points(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The TPS of clusters; what is no more than chance is left out."""
    here = here_of(request.actor, request, slug, code)
    found = clusters.kept(here.mapping, asking_in(request)) if here.mapping else None
    if here.mapping is None or found is None:
        return layer([])
    features = []
    for line in lines_of(request.actor, here.mapping, placed=True):
        spot, _z, p, adjusted = found["stations"].get(line.code, ("biasa", 0, 1, 1))
        if spot == "biasa" or line.lat is None:
            continue
        said = [
            str(SPOTS[spot]),
            _("skor %(score)s") % {"score": percent((line.row.score or 0) / 1_000_000)},
            _("peluang kebetulan %(p)s, setelah koreksi %(adjusted)s")
            % {"p": chance_words(p), "adjusted": chance_words(adjusted)},
        ]
        features.append(
            {
                "type": "Feature",
                "id": line.code,
                "geometry": {"type": "Point", "coordinates": [line.lon, line.lat]},
                "properties": point_words(here, line, SPOT_TONES[spot], "\n".join(said)),
            }
        )
    return layer(features)


@guarded(Verb.RISK_VIEW)
@require_safe
def areas(request: ActorRequest, slug: str, code: str) -> HttpResponse:
    """The kecamatan, and over them every cluster as a field."""
    here = here_of(request.actor, request, slug, code)
    found = clusters.kept(here.mapping, asking_in(request)) if here.mapping else None
    fields: list[dict[str, Any]] = []
    if here.mapping is not None and found is not None:
        seen = [line.code for line in lines_of(request.actor, here.mapping)]
        fields = cluster_fields(found["clusters"], seen, SPOT_TONES)
    return layer([*district_shapes(request, here), *fields])
