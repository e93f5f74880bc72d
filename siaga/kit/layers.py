"""Layers of maps: GeoJSON as pages and their files hand it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import JsonResponse

GEOJSON = "application/geo+json"


def layer(features: Sequence[Mapping[str, Any]], *, file: str = "", cache: str = "private, no-store") -> JsonResponse:
    """Features in WGS84, for a map or, under a name, for a file."""
    response = JsonResponse({"type": "FeatureCollection", "features": features}, content_type=GEOJSON)
    response.headers["Cache-Control"] = cache
    if file:
        response.headers["Content-Disposition"] = f'attachment; filename="{file}.geojson"'
    return response
