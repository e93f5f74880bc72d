"""The map of a briefing pack: the parts of a region as SVG paths, each with a tone that also has a pattern."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from siaga.access import Actor
from siaga.briefing.letters import words
from siaga.briefing.pack.content import Map, Shape
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.views.classes import CLASSES, UNREPORTED, class_of, class_words
from siaga.wilayah.drawing import STEPS
from siaga.wilayah.models import Region, RegionBoundary
from siaga.wilayah.queries import drawn_areas

LONGER = 1000.0
"""Units of the longer side of the drawing."""
MOST_SHAPES = 400


def drawn_map(actor: Actor, region: Region, figures: Mapping[str, Figure]) -> Map | None:
    """The parts of a region coloured by their readiness; None where no boundary is known."""
    rows = list(drawn_areas(actor, region)[:MOST_SHAPES])
    if not rows:
        return None
    from shapely.geometry import shape

    west, east = min(one.west for one in rows), max(one.east for one in rows)
    south, north = min(one.south for one in rows), max(one.north for one in rows)
    narrow = math.cos(math.radians((south + north) / 2))
    extent = max((east - west) * narrow, north - south) or 1.0
    scale = LONGER / extent
    width, height = (east - west) * narrow * scale, (north - south) * scale

    def place(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * narrow * scale, (north - lat) * scale

    shapes = []
    for row in rows:
        outline = shape(json.loads(row.geometry)).simplify(extent / STEPS, preserve_topology=True)
        inner = outline.representative_point()
        x, y = place(inner.x, inner.y)
        shapes.append(_shape(row, outline, place, figures.get(row.region.code), x, y))
    shown = {one.tone for one in shapes}
    keys = [one.key for one in CLASSES[Scale.READINESS]] + [UNREPORTED]
    legend = tuple((key, class_words(key)) for key in keys if key in shown)
    if "none" in shown:
        legend = (*legend, ("none", "tidak ada yang wajib dilaporkan"))
    return Map(
        round(width, 1),
        round(height, 1),
        round(LONGER / (26 if len(rows) <= 8 else 34 if len(rows) <= 14 else 52), 1),
        tuple(shapes),
        legend,
    )


def _shape(row: RegionBoundary, outline: Any, place: Any, figure: Figure | None, x: float, y: float) -> Shape:
    tone = class_of(figure) if figure else ""
    value = "" if figure is None or not tone else "belum lapor" if tone == UNREPORTED else words.share(figure.value)
    path = " ".join(_ring(ring, place) for ring in _rings(outline))
    return Shape(path, tone or "none", row.region.name, value, round(x, 1), round(y, 1))


def _rings(outline: Any) -> Iterator[Sequence[tuple[float, float]]]:
    for polygon in getattr(outline, "geoms", [outline]):
        yield list(polygon.exterior.coords)
        yield from (list(hole.coords) for hole in polygon.interiors)


def _ring(points: Sequence[Sequence[float]], place: Any) -> str:
    moved = [place(point[0], point[1]) for point in points[:-1]]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in moved) + "Z"
