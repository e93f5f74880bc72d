"""Importing boundaries: polygons that fit, and what is said about those that do not."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from siaga.intake.actions import run_import, undo_import
from siaga.intake.errors import HeaderProblem, UnreadableFile
from siaga.intake.models import ImportRun
from siaga.wilayah.models import RegionBoundary
from tests import people
from tests.factories import NOW, tree
from tests.shared_data import data_file, needs_shared_data

SQUARE = [[103.2, -4.1], [103.3, -4.1], [103.3, -4.0], [103.2, -4.0], [103.2, -4.1]]


def feature(code: str, ring: list[list[float]] = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": kind, "coordinates": [ring]}}


def load(*features: dict[str, Any], **options: Any) -> dict[str, Any]:
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return run_import(
        actor=people.admin, kind="boundaries", filename="batas.geojson", content=content, now=NOW, **options
    )


@pytest.mark.django_db
class TestBoundaries:
    def test_keeps_polygon_box_and_digest_and_is_unchanged_the_second_time(self) -> None:
        tree()
        assert load(feature("16.72.01"))["created"] == 1
        boundary = RegionBoundary.objects.get()
        assert (boundary.west, boundary.south, boundary.east, boundary.north) == (103.2, -4.1, 103.3, -4.0)
        assert load(feature("16.72.01"))["unchanged"] == 1

    def test_another_polygon_replaces_it_and_undo_brings_the_first_back(self) -> None:
        tree()
        load(feature("16.72.01"))
        first = RegionBoundary.objects.get().geometry
        moved = [[lon + 0.1, lat] for lon, lat in SQUARE]
        result = load(feature("16.72.01", moved))
        assert result["updated"] == 1
        assert RegionBoundary.objects.get().geometry != first
        undo_import(actor=people.admin, run=ImportRun.objects.get(pk=result["run"]), now=NOW)
        assert RegionBoundary.objects.get().geometry == first

    @pytest.mark.parametrize(
        ("ring", "says"),
        [
            ([[lat, lon] for lon, lat in SQUARE], "tertukar"),
            ([[345000.0, 9540000.0], [345100.0, 9540000.0], [345100.0, 9540100.0], [345000.0, 9540000.0]], "WGS84"),
            (SQUARE[:-1], "tidak tertutup"),
            ([[103.2, -4.1], [103.3, -4.0], [103.3, -4.1], [103.2, -4.0], [103.2, -4.1]], "tidak sah"),
            ([], "tidak tertutup"),
        ],
    )
    def test_a_bad_polygon_says_what_is_wrong_and_nothing_is_written(self, ring: list[Any], says: str) -> None:
        tree()
        result = load(feature("16.72.01", ring), feature("16.72.03"))
        assert [error["row"] for error in result["errors"]] == [1]
        assert says in result["errors"][0]["message"]
        assert not RegionBoundary.objects.exists()

    def test_unknown_doubled_and_pointlike_features_are_listed(self) -> None:
        tree()
        point = {
            "type": "Feature",
            "properties": {"code": "16.72"},
            "geometry": {"type": "Point", "coordinates": [1, 2]},
        }
        result = load(feature("16.72.01"), feature("16.72.01"), feature("16.72.99"), point)
        assert [(error["row"], error["field"]) for error in result["errors"]] == [
            (2, "code"), (3, "code"), (4, "geometry"),
        ]  # fmt: skip

    def test_a_file_without_codes_names_its_properties(self) -> None:
        with pytest.raises(HeaderProblem, match="nama_desa"):
            load({**feature("16.72.01"), "properties": {"nama_desa": "Sukorejo"}})
        tree()
        other = {**feature("16.72.01"), "properties": {"KD": "16.72.01"}}
        assert load(other, mapping={"code": "KD"})["created"] == 1

    @pytest.mark.parametrize(
        "content",
        [
            b"{", b"[]", b'{"type":"FeatureCollection","features":[]}', b'{"type":"Topology"}',
            b'{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:32748"}},"features":[{}]}',
        ],
    )  # fmt: skip
    def test_what_is_no_geojson_in_wgs84_is_refused(self, content: bytes) -> None:
        with pytest.raises(UnreadableFile):
            run_import(actor=people.admin, kind="boundaries", filename="x.geojson", content=content, now=NOW)


@needs_shared_data
@pytest.mark.django_db
@pytest.mark.parametrize("area", ["muara-enim", "pagar-alam", "mukomuko", "bengkulu-utara"])
def test_the_areas_boundaries_import_cleanly_and_packed(area: str) -> None:
    wilayah = data_file(f"{area}/wilayah.csv").read_bytes()
    run_import(actor=people.admin, kind="wilayah", filename="wilayah.csv", content=wilayah, now=NOW)
    for level in ("desa", "kecamatan", "kabupaten"):
        content = gzip.compress(data_file(f"{area}/boundaries_{level}.geojson").read_bytes())
        result = run_import(
            actor=people.admin, kind="boundaries", filename="batas.geojson.gz", content=content, now=NOW
        )
        assert result["errors"] == []
        assert result["created"] == result["rows"] > 0


def test_a_shape_changed_in_place_no_longer_matches_its_fact(db: None) -> None:
    from siaga.wilayah.models import RegionBoundary

    shape = RegionBoundary(
        region_id=1, geometry='{"type":"Polygon"}', digest="x" * 64, west=0, south=0, east=1, north=1
    )
    told = shape.as_fact()
    shape.geometry = '{"type":"MultiPolygon"}'
    assert shape.as_fact() != told
