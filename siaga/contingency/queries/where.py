"""In which village a point lies: whose polygon has it, else where the nearest TPS stands."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import lru_cache

from siaga.contingency.queries.facts import Fact
from siaga.elections.points import polygon_of
from siaga.engines.allocation.distances import km_between
from siaga.wilayah.models import Level, Region, RegionBoundary

NEAR_KM = 5.0
"""So far from the nearest TPS a point still counts to its village, where that has no polygon."""

Point = tuple[float, float]


def villages_of_points(region: Region, points: Iterable[Point], facts: Mapping[str, Fact]) -> dict[Point, str]:
    """By (lat, lon), the code of the village around it; empty for none."""
    from shapely.geometry import Point as At

    drawn = {
        code: (box, geometry)
        for code, geometry, *box in RegionBoundary.objects.filter(
            region__regency_code=region.code, region__level=Level.VILLAGE
        ).values_list("region__code", "geometry", "west", "south", "east", "north")
    }
    polygon = lru_cache(maxsize=None)(lambda code: polygon_of(drawn[code][1]))
    found = {}
    for lat, lon in set(points):
        around = (
            code
            for code, ((west, south, east, north), _geometry) in drawn.items()
            if west <= lon <= east and south <= lat <= north
        )
        inside = (code for code in around if polygon(code).covers(At(lon, lat)))
        found[lat, lon] = next(inside, "") or _nearest((lat, lon), facts, drawn)
    return found


def _nearest(point: Point, facts: Mapping[str, Fact], drawn: Container[str]) -> str:
    placed = [(fact.point, fact.village) for fact in facts.values() if fact.point is not None]
    if not placed:
        return ""
    km = km_between([point], [(at.lat, at.lon) for at, _village in placed])[0]
    nearest = int(km.argmin())
    village = placed[nearest][1]
    return village if km[nearest] <= NEAR_KM and village not in drawn else ""
