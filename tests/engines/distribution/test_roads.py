"""The road engine, as far as it can be tried without its package: a stand-in answers as Valhalla does."""

from __future__ import annotations

import importlib.util
import json
import sys
import types
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from siaga.engines.distribution import roads
from siaga.engines.distribution.problem import MatrixRow, Road, TimeSource
from siaga.engines.distribution.travel import Travel
from tests.engines.distribution.test_travel import BIKE, BOAT, PLACES, TRUCK


class StandIn:
    """Ten minutes and a second for a kilometre north or south; no way to the southernmost place asked for."""

    def __init__(self, *, as_text: bool = False) -> None:
        self.asked: list[dict[str, Any]] = []
        self.as_text = as_text

    def matrix(self, request: dict[str, Any]) -> Any:
        self.asked.append(request)
        cells = []
        for n, at in enumerate(request["sources"]):
            row = []
            for m, to in enumerate(request["targets"]):
                km = round(abs(at["lat"] - to["lat"]) * 111.195, 3)
                time = None if at["lat"] > -2.75 else int(km * 600) + 1
                row.append({"from_index": n, "to_index": m, "time": time, "distance": km})
            cells.append(row)
        answer = {"sources_to_targets": cells}
        return json.dumps(answer) if self.as_text else answer


@pytest.mark.parametrize("as_text", [True, False])
def test_what_the_engine_finds_goes_before_estimates_and_after_measured_pairs(as_text: bool) -> None:
    measured = MatrixRow("gudang", "kerikil", Road.GRAVEL, 95, 41.0)
    problem = roads.with_roads(replace(PLACES, matrix=(measured,)), StandIn(as_text=as_text))
    travel = Travel(problem)
    found = travel.leg(TRUCK, "gudang", "dermaga")
    assert (found.minutes, found.source) == (201, TimeSource.ROADS)
    assert found.km == pytest.approx(20.0, abs=0.01)
    assert travel.leg(TRUCK, "gudang", "kerikil").source is TimeSource.MEASURED
    assert travel.leg(BIKE, "gudang", "setapak").source is TimeSource.ROADS


def test_boats_are_not_asked_of_it() -> None:
    actor = StandIn()
    problem = roads.with_roads(PLACES, actor)
    assert {request["costing"] for request in actor.asked} == {"truck", "motorcycle"}
    assert "pulau" not in {row.to_id for row in problem.matrix}
    assert Travel(problem).leg(BOAT, "dermaga", "pulau").source is TimeSource.ESTIMATED


def test_a_regency_is_asked_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roads, "BLOCK", 2)
    whole, blocks = roads.with_roads(PLACES, StandIn()), StandIn()
    parts = roads.with_roads(PLACES, blocks)
    assert max(len(request["sources"]) for request in blocks.asked) == 2
    monkeypatch.setattr(roads, "BLOCK", 50)
    assert set(parts.matrix) == set(roads.with_roads(PLACES, StandIn()).matrix) == set(whole.matrix)


@pytest.mark.skipif(importlib.util.find_spec("valhalla") is not None, reason="pyvalhalla is installed here")
def test_without_the_package_it_says_so(tmp_path: Path) -> None:
    extract = tmp_path / "contoh.osm.pbf"
    extract.write_bytes(b"")
    with pytest.raises(roads.RoadsUnavailable, match=r"Python 3\.12"):
        roads.build(extract, tmp_path / "jalan")


def test_the_steps_of_building(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = types.ModuleType("valhalla")
    package.__file__ = str(tmp_path / "valhalla" / "__init__.py")

    def get_config(*, tile_extract: str, tile_dir: str) -> dict[str, Any]:
        assert Path(tile_extract).exists()
        assert Path(tile_dir).is_dir()
        return {"mjolnir": {"tile_extract": tile_extract, "tile_dir": tile_dir}}

    package.get_config = get_config  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "valhalla", package)
    extract = tmp_path / "contoh.osm.pbf"
    extract.write_bytes(b"")
    done: list[Sequence[str]] = []
    path = roads.build(extract, tmp_path / "jalan", run=done.append)
    limits = json.loads(path.read_text())["service_limits"]
    assert limits["truck"]["max_matrix_location_pairs"] == roads.MOST_PAIRS
    assert [Path(command[0]).name for command in done] == ["valhalla_build_tiles", "valhalla_build_extract"]
    assert done[0][-1] == str(extract)


def test_a_missing_extract_or_missing_tiles_are_said(tmp_path: Path) -> None:
    with pytest.raises(roads.RoadsUnavailable, match="no such file"):
        roads.build(tmp_path / "tidak-ada.osm.pbf", tmp_path)
    with pytest.raises(roads.RoadsUnavailable, match="no road tiles"):
        roads.opened(tmp_path / "valhalla.json")
