"""``import boundaries``: polygons of regions from a GeoJSON FeatureCollection (RFC 7946, WGS84)."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from siaga.access import Verb
from siaga.intake.errors import HeaderProblem, UnreadableFile
from siaga.intake.fields import BadValue, Code, Field, Text, Truth
from siaga.intake.importer import Importer
from siaga.intake.plan import Context, Finding, Plan, Row, Sheet
from siaga.intake.reading import Limits, fold_header, unpacked
from siaga.wilayah.codes import level_of
from siaga.wilayah.models import CodeSystem, Region, RegionAlias, RegionBoundary

_CHUNK = 900
_KM_PER_DEGREE = 111.32
_MOST_KM2 = {1: 350_000, 2: 60_000, 3: 40_000, 4: 20_000}
"""Larger than any region of that level: Papua Selatan, Merauke, its largest districts and villages fit."""
_WEST, _SOUTH, _EAST, _NORTH = 94.0, -12.0, 142.0, 7.0


class BoundaryImporter(Importer):
    """One feature, one region, by its code. An existing boundary is replaced; the region's own point is not touched."""

    kind = "boundaries"
    title = gettext_lazy("Batas wilayah")
    about = gettext_lazy("Poligon batas wilayah dari berkas GeoJSON (WGS84). Batas bersifat indikatif.")
    verb = Verb.REGION_CHANGE
    tabular = False
    suffixes: ClassVar[tuple[str, ...]] = (".geojson", ".json", ".geojson.gz", ".json.gz")
    fields: ClassVar[tuple[Field, ...]] = (
        Code(
            name="code",
            label=gettext_lazy("Kode"),
            synonyms=("kode", "kode wilayah", "kode kemendagri", "kode desa", "kd wilayah"),
            required=True,
            example="16.72.01.1001",
        ),
        Text(name="source", label=gettext_lazy("Sumber"), synonyms=("sumber", "attribution"), longest=200),
        Truth(name="estimated", label=gettext_lazy("Perkiraan"), synonyms=("perkiraan",)),
    )

    def read(
        self, content: bytes, filename: str, *, sheet: str = "", mapping: Mapping[str, str] | None = None
    ) -> Sheet:
        features = _features(content)
        names = self._property_names(features, mapping or {})
        result = Sheet(rows=[], fields_present=frozenset(names))
        for number, feature in enumerate(features, 1):
            values: dict[str, Any] = {}
            problems: list[Finding] = []
            properties = feature.get("properties") if isinstance(feature, dict) else None
            for field in self.fields:
                raw = (properties or {}).get(names.get(field.name, ""), "")
                text = "" if raw is None else str(raw)
                try:
                    values[field.name] = field.read(text)
                except BadValue as error:
                    problems.append(Finding(number, field.name, text[:200], str(error)))
            try:
                values["shape"] = _shape(feature.get("geometry") if isinstance(feature, dict) else None)
            except BadValue as error:
                problems.append(Finding(number, "geometry", str(values.get("code") or ""), str(error)))
            result.errors += problems
            (result.bad_rows if problems else result.rows).append(Row(number, values))
        return result

    def _property_names(self, features: list[Any], mapping: Mapping[str, str]) -> dict[str, str]:
        found: dict[str, None] = {}
        for feature in features[:50]:
            if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
                found |= dict.fromkeys(feature["properties"])
        names: dict[str, str] = {}
        for field in self.fields:
            wanted = mapping.get(field.name)
            matches = [name for name in found if name == wanted or (not wanted and fold_header(name) in field.headers)]
            if matches:
                names[field.name] = "code" if "code" in matches else matches[0]
            elif field.required:
                raise HeaderProblem(
                    _("Tidak ada properti kode wilayah (code) pada fitur GeoJSON."),
                    _("Properti yang ada: %(found)s. Tunjukkan properti yang dimaksud.")
                    % {"found": ", ".join(found) or _("(tidak ada)")},
                    missing=(field.name,),
                    found=tuple(found),
                )
        return names

    def check(self, sheet: Sheet, context: Context) -> Plan:
        plan = Plan()
        codes = {row["code"] for row in sheet.rows}
        regions = _regions(codes)
        standing = _standing(codes)
        former = _former(codes - regions.keys())
        seen: dict[str, int] = {}
        for done, row in enumerate(sheet.rows):
            if done % 200 == 0:
                context.progress(_("Memeriksa batas"), done, len(sheet.rows))
            code = row.values["code"]
            first = seen.setdefault(code, row.number)
            if first != row.number:
                message = _("Kode %(code)s sudah ada pada fitur %(first)s. Hapus salah satunya.")
                plan.reject(row, "code", message % {"code": code, "first": first})
            elif code not in regions:
                hint = former.get(code)
                message = (
                    _("Wilayah %(code)s sekarang berkode %(now)s. Pakai kode yang baru.")
                    if hint
                    else _("Wilayah %(code)s belum ada. Impor wilayahnya dulu, atau periksa kodenya.")
                )
                plan.reject(row, "code", message % {"code": code, "now": hint})
            else:
                self._plan_one(plan, row, regions[code], standing.get(code))
        return plan

    def _plan_one(self, plan: Plan, row: Row, region: Region, old: RegionBoundary | None) -> None:
        text, digest, (west, south, east, north), area = row.values["shape"]
        label = f"{region.name} ({region.code})"
        if not (west >= _WEST and south >= _SOUTH and east <= _EAST and north <= _NORTH):
            plan.warn(row, "geometry", _("Batas %(label)s keluar dari Indonesia.") % {"label": label}, region.code)
        if area > _MOST_KM2[level_of(region.code)]:
            message = _("Luas %(label)s menurut poligon ini %(area)s km²; tampaknya terlalu besar.")
            plan.warn(row, "geometry", message % {"label": label, "area": f"{area:.0f}"}, region.code)
        if region.lat is not None and region.lon is not None:
            margin = 0.02
            inside = west - margin <= region.lon <= east + margin and south - margin <= region.lat <= north + margin
            if not inside:
                message = _("Titik %(label)s berada jauh di luar batasnya. Periksa kode atau titiknya.")
                plan.warn(row, "geometry", message % {"label": label}, region.code)
        values = {
            "geometry": text,
            "digest": digest,
            "source": row["source"] or "",
            "estimated": bool(row["estimated"]),
            "west": west,
            "south": south,
            "east": east,
            "north": north,
        }
        if old is None:
            plan.create(row, RegionBoundary(region=region, **values), region=region.code, label=label)
        elif (old.digest, old.source, old.estimated) == (digest, values["source"], values["estimated"]):
            plan.keep(row)
        else:
            shown = [(str(_("batas")), old.digest[:8], digest[:8])]
            plan.update(row, old, values, region=region.code, label=label, shown=shown)


def _features(content: bytes) -> list[Any]:
    content = unpacked(content, Limits())
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise UnreadableFile(
            _("Berkas ini bukan GeoJSON yang sah."), _("Ekspor ulang dari perangkat peta sebagai GeoJSON.")
        ) from None
    if isinstance(data, dict) and data.get("type") == "Feature":
        data = {"type": "FeatureCollection", "features": [data]}
    if (
        not isinstance(data, dict)
        or data.get("type") != "FeatureCollection"
        or not isinstance(data.get("features"), list)
    ):
        raise UnreadableFile(
            _("Berkas ini bukan GeoJSON FeatureCollection."), _("Ekspor ulang dari perangkat peta sebagai GeoJSON.")
        )
    crs = json.dumps(data.get("crs") or "")
    if crs != '""' and not any(name in crs for name in ("CRS84", "EPSG::4326", "EPSG:4326", "WGS84")):
        raise UnreadableFile(
            _("Koordinat berkas ini bukan WGS84."), _("Ekspor ulang dengan sistem koordinat WGS84 (EPSG:4326).")
        )
    if not data["features"]:
        raise UnreadableFile(_("GeoJSON ini tidak memuat satu fitur pun."), _("Ekspor ulang beserta isinya."))
    features: list[Any] = data["features"]
    return features


def _shape(geometry: Any) -> tuple[str, str, tuple[float, float, float, float], float]:
    """GeoJSON text, its digest, bounding box, and area in km². Raises BadValue."""
    from shapely.geometry import shape
    from shapely.validation import explain_validity

    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        raise BadValue(_("Geometri harus Polygon atau MultiPolygon, bukan %(kind)s.") % {"kind": kind or _("kosong")})
    try:
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        plain = [[[(float(point[0]), float(point[1])) for point in ring] for ring in polygon] for polygon in polygons]
    except (KeyError, TypeError, ValueError, IndexError):
        raise BadValue(_("Koordinat poligon tidak terbaca. Ekspor ulang berkasnya.")) from None
    rings = [ring for polygon in plain for ring in polygon]
    if not rings or any(not polygon for polygon in plain):
        raise BadValue(_("Poligon ini kosong. Hapus fiturnya, atau gambar batasnya."))
    _check_rings(rings)
    body: dict[str, Any] = {
        "type": geometry["type"],
        "coordinates": plain if geometry["type"] == "MultiPolygon" else plain[0],
    }
    drawn = shape(body)
    if not drawn.is_valid:
        raise BadValue(
            _("Poligon tidak sah (%(why)s). Perbaiki bentuknya di perangkat peta (Fix geometries).")
            % {"why": explain_validity(drawn)}
        )
    west, south, east, north = drawn.bounds
    area = drawn.area * _KM_PER_DEGREE**2 * math.cos(math.radians((south + north) / 2))
    if area < 0.0001:
        raise BadValue(_("Luas poligon nol. Periksa bentuknya."))
    text = json.dumps(body, separators=(",", ":"))
    return text, hashlib.sha256(text.encode()).hexdigest(), (west, south, east, north), area


def _check_rings(rings: list[list[tuple[float, float]]]) -> None:
    for ring in rings:
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise BadValue(_("Garis batas tidak tertutup: titik pertama dan terakhir harus sama."))
        for lon, lat in ring:
            if -180 <= lon <= 180 and -90 <= lat <= 90:
                continue
            if -90 <= lon <= 90 and -180 <= lat <= 180:
                raise BadValue(_("Lintang dan bujur tertukar: GeoJSON menulis bujur dulu, lalu lintang."))
            raise BadValue(
                _("Koordinat %(lon)s, %(lat)s bukan derajat WGS84. Ekspor ulang dengan EPSG:4326.")
                % {"lon": lon, "lat": lat}
            )
    longitudes = [lon for ring in rings for lon, _lat in ring]
    latitudes = [lat for ring in rings for _lon, lat in ring]
    if max(longitudes) <= _NORTH and min(longitudes) >= _SOUTH and min(latitudes) >= _SOUTH and max(latitudes) > _NORTH:
        raise BadValue(_("Lintang dan bujur tampaknya tertukar: GeoJSON menulis bujur dulu, lalu lintang."))


def _chunks(codes: set[str]) -> Iterator[list[str]]:
    ordered = sorted(codes)
    return (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))


def _regions(codes: set[str]) -> dict[str, Region]:
    return {region.code: region for chunk in _chunks(codes) for region in Region.objects.filter(code__in=chunk)}


def _standing(codes: set[str]) -> dict[str, RegionBoundary]:
    return {
        boundary.region.code: boundary
        for chunk in _chunks(codes)
        for boundary in RegionBoundary.objects.filter(region__code__in=chunk).select_related("region")
    }


def _former(codes: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in _chunks(codes):
        aliases = RegionAlias.objects.filter(system=CodeSystem.KEMENDAGRI, code__in=chunk)
        found |= dict(aliases.values_list("code", "region__code"))
    return found
