"""``siaga solve cpmp``: the JSON of the contract, sentences for people, files refused; needs no database."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("numba")

from siaga.cli.solve import solve
from tests.engines.pmedian.checker import judge


def _instance(tmp_path: Path) -> Path:
    pick = random.Random(4)
    lines = [f"{pick.randint(0, 99)} {pick.randint(0, 99)} 40 {pick.randint(1, 15)}" for _ in range(30)]
    path = tmp_path / "contoh.txt"
    path.write_text("\n".join(["30 8", *lines]), encoding="utf-8")
    return path


def test_the_answer_holds_what_the_contract_names_and_its_bound(tmp_path: Path) -> None:
    path = _instance(tmp_path)
    answer = CliRunner().invoke(solve, ["cpmp", str(path), "--seconds", "1", "--json"])
    assert answer.exit_code == 0, answer.output
    told = json.loads(answer.stdout)
    assert set(told) >= {"cost", "lower_bound", "gap", "medians", "assignment", "seconds"}
    assert not judge(path.read_text(), told)


def test_people_read_sentences(tmp_path: Path) -> None:
    answer = CliRunner().invoke(solve, ["cpmp", str(_instance(tmp_path)), "--seconds", "0.5"])
    assert answer.exit_code == 0, answer.output
    assert "30 titik, 8 median" in answer.stdout
    assert "batas bawah" in answer.stdout


def test_a_broken_file_is_told_with_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "rusak.txt"
    path.write_text("3 1\n0 0 5 1\n", encoding="utf-8")
    answer = CliRunner().invoke(solve, ["cpmp", str(path), "--json"])
    assert answer.exit_code != 0
    assert "kapasitas permintaan" in answer.output + str(answer.exception)
