"""``siaga needs`` as an operator types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from siaga.cli.root import cli
from tests.logistics.towns import KNOWN, Town
from tests.shared_data import data_file, needs_shared_data

pytestmark = pytest.mark.django_db
VOTERS = sum(sum(rows.values()) for rows in KNOWN.values())


def run(*arguments: str, expect: int = 0) -> Result:
    done = CliRunner().invoke(cli, list(arguments), catch_exceptions=False)
    assert done.exit_code == expect, done.output
    return done


def test_the_workbook_and_the_object_say_the_same(tmp_path: Path) -> None:
    Town()
    file = tmp_path / "kebutuhan.xlsx"
    answer = json.loads(run("needs", "16.72", "--election", "pilkada-2024", "--out", str(file), "--json").stdout)
    assert answer["voters"] == {"low": VOTERS, "high": VOTERS, "exact": True}
    papers = next(one for one in answer["items"] if one["key"] == "surat-suara-walikota")
    assert papers["need"]["low"] == VOTERS + answer["reserve"]["low"]
    assert answer["reserve_flat"] != answer["reserve"]["low"]
    assert sum(one["needs"]["surat-suara-walikota"]["low"] for one in answer["children"]) == papers["need"]["low"]
    summary = {str(row[0]): row for row in load_workbook(file)["Ringkasan"].iter_rows(values_only=True)}
    assert summary[papers["name"]][2] == papers["need"]["low"]


def test_for_people_it_says_what_is_open(tmp_path: Path) -> None:
    Town({"16.72.01.1001": {1: 400, 2: None}})
    done = run("needs", "16.72", "--election", "pilkada-2024", "--out", str(tmp_path / "k.xlsx"))
    assert "1 dari 2 TPS belum diketahui" in done.output
    assert "410–1.025 lembar" in done.output


def test_what_cannot_be_done_says_the_remedy(tmp_path: Path) -> None:
    Town({})
    wrong = run("needs", "16.72", "--election", "pilkada-2024", "--out", str(tmp_path / "k.pdf"), expect=1)
    assert "Pakai .xlsx" in wrong.output
    empty = run("needs", "16.72", "--election", "pilkada-2024", "--out", str(tmp_path / "k.xlsx"), expect=1)
    assert "siaga import tps" in empty.output
    nowhere = run("needs", "16.03", "--election", "pilkada-2024", "--out", str(tmp_path / "k.xlsx"), expect=1)
    assert "Tidak ada wilayah atau TPS 16.03 dalam" in nowhere.output


@needs_shared_data
def test_a_real_regency_from_its_files(tmp_path: Path) -> None:
    run("import", "wilayah", str(data_file("mukomuko/wilayah.csv")))
    run("election", "create", "pemilu-2024", "--ruleset", "pemilu-2024", "--region", "17.06")
    run("import", "tps", str(data_file("mukomuko/tps.csv")), "--election", "pemilu-2024")
    file = tmp_path / "mukomuko.xlsx"
    answer = json.loads(run("needs", "17.06", "--election", "pemilu-2024", "--out", str(file), "--json").stdout)
    assert (answer["polling_stations"], answer["voters_unknown"]) == (585, 83)
    assert answer["voters"]["low"] == 118_330
    boxes = next(one for one in answer["items"] if one["key"] == "kotak-suara")
    assert boxes["need"]["low"] == 585 * 5
