"""What every kind of plan hands out: features for its maps, and files of a version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse

from siaga.access import Refused

GEOJSON = "application/geo+json"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def features_of(features: list[dict[str, Any]]) -> JsonResponse:
    """A layer of a map."""
    response = JsonResponse({"type": "FeatureCollection", "features": features}, content_type=GEOJSON)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def file_of(makers: Mapping[str, Callable[[], HttpResponse]], form: str, name: str) -> HttpResponse:
    """The file in the wanted form. Raises Refused for a form that there is not."""
    if form not in makers:
        raise Refused
    response = makers[form]()
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
