"""Polygons of regions: taken only if they can be drawn and measured. Pure; shapely is imported where it is used."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

_KM_PER_DEGREE = 111.32
WEST, SOUTH, EAST, NORTH = 94.0, -12.0, 142.0, 7.0
"""A box around Indonesia, in degrees."""


class BadShape(ValueError):
    """The geometry cannot be taken; the message says why and what to do, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A checked polygon. geometry: GeoJSON text; box: west, south, east, north in degrees; area in km²."""

    geometry: str
    digest: str
    box: tuple[float, float, float, float]
    area: float

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of a RegionBoundary."""
        west, south, east, north = self.box
        return {
            "geometry": self.geometry, "digest": self.digest,
            "west": west, "south": south, "east": east, "north": north,
        }  # fmt: skip

    @property
    def outside_indonesia(self) -> bool:
        west, south, east, north = self.box
        return not (west >= WEST and south >= SOUTH and east <= EAST and north <= NORTH)


def shape_of(geometry: Any) -> Shape:
    """A GeoJSON geometry (Polygon or MultiPolygon, WGS84), checked. Raises BadShape."""
    from shapely.geometry import shape
    from shapely.validation import explain_validity

    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        raise BadShape(_("Geometri harus Polygon atau MultiPolygon, bukan %(kind)s.") % {"kind": kind or _("kosong")})
    try:
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        plain = [[[(float(point[0]), float(point[1])) for point in ring] for ring in polygon] for polygon in polygons]
    except (KeyError, TypeError, ValueError, IndexError):
        raise BadShape(_("Koordinat poligon tidak terbaca. Ekspor ulang berkasnya.")) from None
    rings = [ring for polygon in plain for ring in polygon]
    if not rings or any(not polygon for polygon in plain):
        raise BadShape(_("Poligon ini kosong. Hapus fiturnya, atau gambar batasnya."))
    _check_rings(rings)
    body: dict[str, Any] = {
        "type": geometry["type"],
        "coordinates": plain if geometry["type"] == "MultiPolygon" else plain[0],
    }
    drawn = shape(body)
    if not drawn.is_valid:
        raise BadShape(
            _("Poligon tidak sah (%(why)s). Perbaiki bentuknya di perangkat peta (Fix geometries).")
            % {"why": explain_validity(drawn)}
        )
    west, south, east, north = drawn.bounds
    area = drawn.area * _KM_PER_DEGREE**2 * math.cos(math.radians((south + north) / 2))
    if area < 0.0001:
        raise BadShape(_("Luas poligon nol. Periksa bentuknya."))
    text = json.dumps(body, separators=(",", ":"))
    return Shape(text, hashlib.sha256(text.encode()).hexdigest(), (west, south, east, north), area)


def _check_rings(rings: list[list[tuple[float, float]]]) -> None:
    for ring in rings:
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise BadShape(_("Garis batas tidak tertutup: titik pertama dan terakhir harus sama."))
        for lon, lat in ring:
            if -180 <= lon <= 180 and -90 <= lat <= 90:
                continue
            if -90 <= lon <= 90 and -180 <= lat <= 180:
                raise BadShape(_("Lintang dan bujur tertukar: GeoJSON menulis bujur dulu, lalu lintang."))
            raise BadShape(
                _("Koordinat %(lon)s, %(lat)s bukan derajat WGS84. Ekspor ulang dengan EPSG:4326.")
                % {"lon": lon, "lat": lat}
            )
    longitudes = [lon for ring in rings for lon, _lat in ring]
    latitudes = [lat for ring in rings for _lon, lat in ring]
    if max(longitudes) <= NORTH and min(longitudes) >= SOUTH and min(latitudes) >= SOUTH and max(latitudes) > NORTH:
        raise BadShape(_("Lintang dan bujur tampaknya tertukar: GeoJSON menulis bujur dulu, lalu lintang."))
