"""Where the TPS of a regency stand: where somebody measured it, else at a seeded point inside their village."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from siaga.elections.models import Election, PollingStation
from siaga.wilayah.models import Region, RegionBoundary

TRIES = 200
SPREAD = 0.006
"""Degrees (some 600 m) round the middle of a village without a polygon."""


@dataclass(frozen=True, slots=True)
class StationPoint:
    """estimated: nobody measured it. rough: not even the village is drawn or placed."""

    code: str
    number: int
    village: str
    district: str
    lat: float
    lon: float
    estimated: bool = False
    rough: bool = False


def station_points(election: Election, region: Region) -> list[StationPoint]:
    """All TPS of a regency by code, the same on every call. Those without any place are left out."""
    rows = list(
        PollingStation.objects.filter(election=election, regency_code=region.code)
        .order_by("code")
        .values_list("code", "number", "village_code", "district_code", "lat", "lon")
    )
    wanted = {village for _code, _number, village, _district, lat, lon in rows if lat is None or lon is None}
    shapes = shapes_of(wanted)
    middles = middles_of(region)
    known: dict[str, list[tuple[float, float]]] = {}
    for _code, _number, village, _district, lat, lon in rows:
        if lat is not None and lon is not None:
            known.setdefault(village, []).append((lat, lon))
    found = []
    for code, number, village, district, lat, lon in rows:
        if lat is not None and lon is not None:
            found.append(StationPoint(code, number, village, district, lat, lon))
            continue
        point, rough = _guessed(code, village, district, region, shapes, middles, known)
        if point is not None:
            found.append(StationPoint(code, number, village, district, *point, estimated=True, rough=rough))
    return found


def _guessed(
    code: str,
    village: str,
    district: str,
    region: Region,
    shapes: dict[str, Any],
    middles: dict[str, tuple[float, float]],
    known: dict[str, list[tuple[float, float]]],
) -> tuple[tuple[float, float] | None, bool]:
    chance = random.Random(hashlib.sha256(f"tps:{code}".encode()).digest())  # noqa: S311
    if village in shapes:
        return inside(shapes[village], chance), False
    around = middles.get(village)
    if around is None and village in known:
        own = known[village]
        around = (sum(lat for lat, _lon in own) / len(own), sum(lon for _lat, lon in own) / len(own))
    rough = around is None
    around = around or middles.get(district) or middles.get(region.code)
    if around is None:
        return None, True
    return (around[0] + chance.uniform(-SPREAD, SPREAD), around[1] + chance.uniform(-SPREAD, SPREAD)), rough


def shapes_of(codes: Iterable[str]) -> dict[str, Any]:
    """The drawn polygons of these regions."""
    listed = sorted(codes)
    found: dict[str, Any] = {}
    for start in range(0, len(listed), 500):
        rows = RegionBoundary.objects.filter(region__code__in=listed[start : start + 500]).values_list(
            "region__code", "geometry"
        )
        found |= {code: polygon_of(text) for code, text in rows}
    return found


def polygon_of(geometry: str) -> Any:
    """A boundary as it is kept, drawn."""
    from shapely.geometry import shape

    return shape(json.loads(geometry))


def inside(polygon: Any, chance: random.Random) -> tuple[float, float]:
    """A point inside (lat, lon), by rejection; for slivers one that is surely inside."""
    from shapely.geometry import Point

    west, south, east, north = polygon.bounds
    for _try in range(TRIES):
        lon, lat = chance.uniform(west, east), chance.uniform(south, north)
        if polygon.contains(Point(lon, lat)):
            return lat, lon
    sure = polygon.representative_point()
    return sure.y, sure.x


def middles_of(region: Region) -> dict[str, tuple[float, float]]:
    """Points of the regency's regions: their own, else the middle of their box."""
    found = {
        code: (lat, lon)
        for code, lat, lon in Region.objects.filter(regency_code=region.code).values_list("code", "lat", "lon")
        if lat is not None and lon is not None
    }
    boxes = RegionBoundary.objects.filter(region__regency_code=region.code).values_list(
        "region__code", "west", "south", "east", "north"
    )
    for code, west, south, east, north in boxes:
        found.setdefault(code, ((south + north) / 2, (west + east) / 2))
    return found
