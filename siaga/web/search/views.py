"""The search page, its results as one types, and suggestions for forms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from siaga.access import Refused
from siaga.kit.guard import signed_in
from siaga.web.current import Frame
from siaga.web.search.finding import LONGEST, SUGGESTERS, find

AS_ONE_TYPES = 5
ON_THE_PAGE = 30
SUGGESTIONS = 12


@signed_in
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``?cari=``: the whole page, or for the frame's search box the first few of each kind."""
    frame = Frame(request)
    words = request.GET.get("cari", "")[:LONGEST]
    in_frame = request.headers.get("HX-Target") == "hasil-cari-bingkai"
    groups = find(frame.actor, words, frame.election, AS_ONE_TYPES if in_frame else ON_THE_PAGE)
    partial = request.headers.get("HX-Request") == "true"
    template = "web/search_results.html" if partial else "web/search.html"
    response = render(request, template, {"groups": groups, "words": words.strip(), "in_frame": in_frame})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@signed_in
@require_safe
def suggestions(request: HttpRequest, kind: str) -> JsonResponse:
    """``[{"value", "label"}]`` for a form's text box. ``kind``: wilayah, instansi, jabatan, pejabat."""
    finder = SUGGESTERS.get(kind)
    if finder is None:
        raise Refused
    words = " ".join(request.GET.get("cari", "").replace("\x00", "").split())[:LONGEST]
    actor = Frame(request).actor
    hits = finder(actor, words, SUGGESTIONS) if len(words) >= 2 else []
    return JsonResponse([{"value": hit.value, "label": f"{hit.title}, {hit.where}"} for hit in hits], safe=False)
