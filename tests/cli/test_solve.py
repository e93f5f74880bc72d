"""``siaga solve vrp``: the JSON of the contract, sentences for people, solution files; needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("pyvrp")

from siaga.cli.solve import solve
from tests.cli.conftest import Installation
from tests.engines.routing import small
from tests.engines.routing.checker import judge, routes_of


def _file(folder: Path, text: str, name: str = "contoh.vrp") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_json_is_the_shape_of_the_contract(tmp_path: Path) -> None:
    answer = CliRunner().invoke(solve, ["vrp", _file(tmp_path, small.MIXED), "--seconds", "0.3", "--json"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert {"cost", "cost_raw", "convention", "routes", "seconds", "feasible"} <= set(found)
    assert (found["cost"], found["cost_raw"], found["feasible"]) == (13.8, 1380, True)
    assert found["convention"].startswith("round-x100")
    assert sorted(stop for route in found["routes"] for stop in route) == [1, 2, 3]


def test_people_read_sentences_and_the_file_holds_the_routes(tmp_path: Path) -> None:
    target = tmp_path / "rute.sol"
    instance = _file(tmp_path, small.TRIPS)
    answer = CliRunner().invoke(solve, ["vrp", instance, "--seconds", "0.3", "--out", str(target)])
    assert answer.exit_code == 0, answer.output
    assert "3 perhentian, 1 kendaraan" in answer.stdout
    assert "Biaya 1200" in answer.stdout
    routes, stated = routes_of(target.read_text())
    judged = judge(Path(instance), routes)
    assert judged.broken == []
    assert judged.published == stated == 1200


def test_solomon_costs_have_one_decimal(tmp_path: Path) -> None:
    answer = CliRunner().invoke(solve, ["vrp", _file(tmp_path, small.SOLOMON, "c.txt"), "--seconds", "0.3", "--json"])
    found = json.loads(answer.stdout)
    assert found["cost"] == found["cost_raw"] / 10
    assert found["convention"].startswith("dimacs")


def test_what_cannot_be_done_ends_with_status_1_and_a_reason(tmp_path: Path) -> None:
    short = _file(tmp_path, small.CVRP.replace("VEHICLES : 2", "VEHICLES : 1"))
    answer = CliRunner().invoke(solve, ["vrp", short, "--seconds", "0.3", "--json"])
    assert answer.exit_code == 1
    found = json.loads(answer.stdout)
    assert (found["feasible"], found["cost"]) == (False, None)
    assert "melebihi daya angkut" in found["reasons"][0]
    assert "melebihi daya angkut" in answer.stderr


def test_a_broken_file_is_refused_with_its_line_and_a_remedy(tmp_path: Path) -> None:
    answer = CliRunner().invoke(solve, ["vrp", _file(tmp_path, small.CVRP.replace("4 30 0", "4 tiga 0")), "--json"])
    assert answer.exit_code == 1
    error = json.loads(answer.stdout)["error"]
    assert error["code"] == "solve"
    assert "baris 11, bagian NODE_COORD_SECTION" in error["message"]
    assert error["remedy"]


def test_it_runs_as_a_command_without_a_database(installation: Installation, tmp_path: Path) -> None:
    found = installation.json("solve", "vrp", _file(tmp_path, small.CVRP), "--seconds", "0.3")
    assert found["cost"] == 100
    assert not installation.home.exists()
