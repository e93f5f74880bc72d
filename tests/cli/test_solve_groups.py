"""``siaga solve groups``: the JSON of the contract, sentences for people, every bad row named; needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("numba")

from siaga.cli.solve import solve

FIVE = "id,lat,lon\na,-3.00,102.10\nb,-3.01,102.10\nc,-3.20,102.10\nd,-3.21,102.10\ne,-3.40,102.10\n"


def _file(folder: Path, text: str) -> str:
    path = folder / "titik.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_json_is_the_shape_of_the_contract(tmp_path: Path) -> None:
    answer = CliRunner().invoke(solve, ["groups", _file(tmp_path, FIVE), "--size", "2", "--seconds", "1", "--json"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    assert {"groups", "cost_km", "lower_bound_km", "gap", "seconds"} <= set(found)
    assert [group["members"] for group in found["groups"]] == [["a", "b"], ["c", "d"], ["e"]]
    assert all(group["center"] in group["members"] for group in found["groups"])
    assert found["cost_km"] == pytest.approx(2 * 1.11195, abs=1e-4)
    assert (found["gap"], found["proven"], found["limit"]) == (0, True, 3)


def test_excel_words_decimal_commas_and_sizes_are_understood(tmp_path: Path) -> None:
    text = "\ufeffkode;lintang;bujur;jumlah\na;-3,00;102,1;2\nb;-3,01;102,1;2\nc;-3,02;102,1;\n"
    answer = CliRunner().invoke(
        solve, ["groups", _file(tmp_path, text), "--size", "3", "--groups", "2", "--seconds", "1"]
    )
    assert answer.exit_code == 0, answer.output
    assert "3 titik dalam 2 kelompok (paling banyak 2)" in answer.stdout
    assert "terbukti terbaik" in answer.stdout


def test_every_bad_row_is_named_and_nothing_is_computed(tmp_path: Path) -> None:
    text = "id,lat,lon,size\na,-3,102,1\na,91,102,1\n,-3,x,9\n"
    answer = CliRunner().invoke(solve, ["groups", _file(tmp_path, text), "--json"])
    assert answer.exit_code == 1
    errors = [(one["row"], one["field"]) for one in json.loads(answer.stdout)["errors"]]
    assert errors == [(3, "id"), (3, "lat"), (4, "id"), (4, "lon"), (4, "size")]
    assert "Baris 3, id “a”: sudah dipakai di baris 2." in answer.stderr


def test_a_missing_column_and_an_empty_file_are_named(tmp_path: Path) -> None:
    for text, said in (("id,lat\na,1\n", "kolom lon tidak ada"), ("id,lat,lon\n", "tidak ada satu titik pun")):
        answer = CliRunner().invoke(solve, ["groups", _file(tmp_path, text)])
        assert answer.exit_code == 1
        assert said in answer.stderr


def test_too_few_groups_end_with_the_number_that_is_needed(tmp_path: Path) -> None:
    answer = CliRunner().invoke(solve, ["groups", _file(tmp_path, FIVE), "--size", "2", "--groups", "2"])
    assert answer.exit_code == 1
    assert "Paling sedikit 3 kelompok" in answer.stderr
