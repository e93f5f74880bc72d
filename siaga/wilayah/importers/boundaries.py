"""``import boundaries``: polygons of regions from a GeoJSON FeatureCollection (RFC 7946, WGS84)."""

from __future__ import annotations

import json
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
from siaga.wilayah.shapes import BadShape, Shape, shape_of

_CHUNK = 900
_MOST_KM2 = {1: 350_000, 2: 60_000, 3: 40_000, 4: 20_000}
"""Larger than any region of that level: Papua Selatan, Merauke, its largest districts and villages fit."""


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
                values["shape"] = shape_of(feature.get("geometry") if isinstance(feature, dict) else None)
            except BadShape as error:
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
                    _("Properti yang ada: %(found)s. Namai kodenya “code”, atau pilih propertinya di halaman impor.")
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
        shape: Shape = row.values["shape"]
        west, south, east, north = shape.box
        label = f"{region.name} ({region.code})"
        if shape.outside_indonesia:
            plan.warn(row, "geometry", _("Batas %(label)s keluar dari Indonesia.") % {"label": label}, region.code)
        if shape.area > _MOST_KM2[level_of(region.code)]:
            message = _("Luas %(label)s menurut poligon ini %(area)s km²; tampaknya terlalu besar.")
            plan.warn(row, "geometry", message % {"label": label, "area": f"{shape.area:.0f}"}, region.code)
        if region.lat is not None and region.lon is not None:
            margin = 0.02
            inside = west - margin <= region.lon <= east + margin and south - margin <= region.lat <= north + margin
            if not inside:
                message = _("Titik %(label)s berada jauh di luar batasnya. Periksa kode atau titiknya.")
                plan.warn(row, "geometry", message % {"label": label}, region.code)
        values = {**shape.columns, "source": row["source"] or "", "estimated": bool(row["estimated"])}
        if old is None:
            plan.create(row, RegionBoundary(region=region, **values), region=region.code, label=label)
        elif (old.digest, old.source, old.estimated) == (shape.digest, values["source"], values["estimated"]):
            plan.keep(row)
        else:
            shown = [(str(_("batas")), old.digest[:8], shape.digest[:8])]
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
