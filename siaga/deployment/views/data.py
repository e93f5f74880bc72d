"""A version as data and files: the map's lines and points, and what teams and their leaders take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from siaga import clock
from siaga.access import Refused, Verb
from siaga.deployment.access import access_deployment, access_whole
from siaga.deployment.naming import reserve_name
from siaga.deployment.outputs.files import plan_file
from siaga.deployment.outputs.geo import geojson, hues_of, point, star
from siaga.deployment.outputs.letter import letter
from siaga.deployment.outputs.workbook import workbook
from siaga.deployment.reading import Sheet, sheet_of
from siaga.deployment.telling.words import class_words
from siaga.kit.guard import ActorRequest, guarded
from siaga.kit.layers import GEOJSON, layer
from siaga.kit.words import number
from siaga.paper.docx_form import as_docx
from siaga.paper.pdf_form import as_pdf
from siaga.planning.errors import PlanNotReady
from siaga.planning.models import Plan
from siaga.planning.views.serving import DOCX, PDF, XLSX, file_of

_TONES = {
    "kurang-rawan": "siap",
    "rawan": "sebagian",
    "sangat-rawan": "terhambat",
    "khusus": "terlambat",
    "belum-dinilai": "belum_lapor",
}


def _seen(request: ActorRequest, pk: int) -> Sheet:
    sheet = sheet_of(*access_deployment(request.actor, pk))
    if sheet.result is None:
        raise PlanNotReady
    return sheet


@guarded(Verb.GUARD_VIEW)
@require_safe
def lines(request: ActorRequest, pk: int) -> HttpResponse:
    """Teams as lines from their central TPS."""
    sheet = _seen(request, pk)
    hues = hues_of(sheet)
    features: list[dict[str, Any]] = []
    for team in sheet.teams:
        shape = star(sheet, team)
        for at, coordinates in enumerate(shape["coordinates"]):
            features.append(
                {
                    "type": "Feature",
                    "id": f"{team.id}/{at}",
                    "geometry": {"type": "LineString", "coordinates": coordinates},
                    "properties": {
                        "name": team.name,
                        "value": _("%(tps)s TPS, %(police)s polisi")
                        % {"tps": number(len(team.posts)), "police": number(len(team.police))},
                        "hue": hues[team.id],
                        "url": f"#regu-{team.anchor}",
                    },
                }
            )
    return layer(features)


@guarded(Verb.GUARD_VIEW)
@require_safe
def points(request: ActorRequest, pk: int) -> HttpResponse:
    """TPS by class with their team, and the reserves for those who see the whole."""
    sheet = _seen(request, pk)
    features: list[dict[str, Any]] = []
    for team in sheet.teams:
        for post, name in zip(team.posts, team.post_names, strict=True):
            features.append(
                {
                    "type": "Feature",
                    "id": post.code,
                    "geometry": point(post.lat, post.lon),
                    "properties": {
                        "code": post.code,
                        "name": name,
                        "value": f"{class_words(post.cls.value)}\n{team.name}",
                        "tone": _TONES[post.cls.value],
                        "estimated": post.estimated,
                        "url": f"#regu-{team.anchor}",
                    },
                }
            )
    for one in sheet.reserves:
        features.append(
            {
                "type": "Feature",
                "id": one.id,
                "geometry": point(one.lat, one.lon),
                "properties": {
                    "name": reserve_name(one),
                    "value": _("menunggu di %(place)s\n%(n)s polisi")
                    % {"place": sheet.name(one.site), "n": number(len(one.officers))},
                    "tone": "selesai",
                    "url": "#cadangan",
                },
            }
        )
    return layer(features)


@guarded(Verb.GUARD_VIEW)
@require_safe
def whole_file(request: ActorRequest, pk: int, form: str) -> HttpResponse:
    """The whole version as a file: xlsx, geojson, json, and the letters of all teams as pdf or docx."""
    found = access_whole(request.actor, pk)
    sheet = sheet_of(found)
    if sheet.result is None:
        raise PlanNotReady
    now = clock.now()
    makers: dict[str, Callable[[], HttpResponse]] = {
        "xlsx": lambda: HttpResponse(workbook(sheet), content_type=XLSX),
        "geojson": lambda: JsonResponse(geojson(sheet), content_type=GEOJSON),
        "json": lambda: JsonResponse(plan_file(sheet)),
        "pdf": lambda: HttpResponse(
            as_pdf(letter(sheet, sheet.teams, by=request.actor.name, now=now), now), content_type=PDF
        ),
        "docx": lambda: HttpResponse(
            as_docx(letter(sheet, sheet.teams, by=request.actor.name, now=now), now), content_type=DOCX
        ),
    }
    return file_of(makers, form, _name(found))


@guarded(Verb.GUARD_VIEW)
@require_safe
def team_file(request: ActorRequest, pk: int, team: str, form: str) -> HttpResponse:
    """The letter of assignment of one team: pdf or docx."""
    sheet = _seen(request, pk)
    line = next((one for one in sheet.teams if one.anchor == team), None)
    if line is None:
        raise Refused
    now = clock.now()
    paper = letter(sheet, [line], by=request.actor.name, now=now)
    makers: dict[str, Callable[[], HttpResponse]] = {
        "pdf": lambda: HttpResponse(as_pdf(paper, now), content_type=PDF),
        "docx": lambda: HttpResponse(as_docx(paper, now), content_type=DOCX),
    }
    return file_of(makers, form, f"surat-perintah-{line.anchor}-v{sheet.plan.number}")


def _name(plan: Plan) -> str:
    return f"rencana-pengamanan-{plan.region.code}-v{plan.number}"
