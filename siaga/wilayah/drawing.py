"""Boundaries as a map needs them: simplified to what a screen can show, small enough to send."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from siaga.wilayah.models import Level, RegionBoundary

STEPS = 2500
"""A shape is simplified to this part of the extent of the whole map: finer than a pixel on a large screen."""

EDITION = 2
"""Raised when a drawing says more than before: those that are kept are then drawn anew."""


def fingerprint(boundaries: Sequence[tuple[str, str, str]], language: str) -> str:
    """Names a drawing by what it shows: (code, name, digest) of each area."""
    return hashlib.sha256(json.dumps([language, STEPS, EDITION, *boundaries]).encode()).hexdigest()[:32]


def drawn(boundaries: Iterable[RegionBoundary], address: Any) -> dict[str, Any]:
    """A GeoJSON FeatureCollection (WGS84) of boundaries with their regions and parents loaded."""
    from shapely.geometry import mapping, shape

    shown = list(boundaries)
    if not shown:
        return {"type": "FeatureCollection", "features": []}
    width = max(one.east for one in shown) - min(one.west for one in shown)
    height = max(one.north for one in shown) - min(one.south for one in shown)
    tolerance = max(width, height) / STEPS
    features = []
    for one in shown:
        region = one.region
        outline = shape(json.loads(one.geometry)).simplify(tolerance, preserve_topology=True)
        features.append(
            {
                "type": "Feature",
                "id": region.code,
                "properties": {
                    "code": region.code,
                    "name": region.title,
                    "label": region.name if region.level >= Level.DISTRICT else region.title,
                    "parent": region.parent.title if region.parent else "",
                    "url": address(region),
                    "estimated": one.estimated,
                },
                "geometry": _rounded(mapping(outline)),
            }
        )
    return {"type": "FeatureCollection", "features": features}


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def walk(value: Any) -> Any:
        if isinstance(value, (int, float)):
            return round(value, 5)
        return [walk(one) for one in value]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}
