"""``siaga import``: exit status, what is printed, the errors file, ``--map`` and ``--json``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from siaga.cli.root import cli
from siaga.wilayah.models import Region
from tests.factories import tree

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["import", *arguments], catch_exceptions=False)


def write(folder: Path, text: str, name: str = "wilayah.csv") -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


def test_a_good_file_ends_with_zero_and_one_object(tmp_path: Path) -> None:
    file = write(tmp_path, "KODE;NAMA\n16;Sumatera Selatan\n16.72;Kota Pagar Alam\n")
    done = run("wilayah", file, "--json")
    assert done.exit_code == 0
    result = json.loads(done.stdout)
    keys = ("rows", "created", "updated", "unchanged", "rejected", "warnings", "errors")
    assert [result[key] for key in keys] == [2, 2, 0, 0, 0, [], []]
    assert json.loads(run("wilayah", file, "--json").stdout)["unchanged"] == 2


def test_three_planted_errors_are_exactly_those_listed_and_nothing_is_written(tmp_path: Path) -> None:
    tree()
    before = Region.objects.count()
    file = write(
        tmp_path,
        "code,name\n16.72.01.1003,Baik\n16.72.09.1001,Tanpa Induk\n16.72.01.1003,Kembar\n"
        "=1+1,Rumus\n16.72.01.1004,Baik\n",
    )
    errors = tmp_path / "salah.csv"
    done = run("wilayah", file, "--json", "--errors", str(errors))
    assert done.exit_code == 1
    result = json.loads(done.stdout)
    assert [error["row"] for error in result["errors"]] == [3, 4, 5]
    assert (result["rejected"], result["created"], Region.objects.count()) == (3, 0, before)
    listed = list(csv.DictReader(errors.open(encoding="utf-8-sig")))
    assert [line["row"] for line in listed] == ["3", "4", "5"]
    assert listed[2]["value"] == "'=1+1"
    assert "16.72.09" in done.stderr


def test_skip_bad_writes_the_rest_and_still_ends_with_one(tmp_path: Path) -> None:
    tree()
    file = write(tmp_path, "code,name\n16.72.01.1003,Baik\n16.72.1,Salah\n")
    assert run("wilayah", file, "--skip-bad").exit_code == 1
    assert Region.objects.filter(code="16.72.01.1003").exists()


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    done = run("wilayah", write(tmp_path, "code,name\n16,Sumatera Selatan\n"), "--dry-run")
    assert done.exit_code == 0
    assert "1 baru" in done.stdout
    assert not Region.objects.exists()


def test_headers_can_be_mapped_and_a_bad_mapping_says_how(tmp_path: Path) -> None:
    file = write(tmp_path, "nomor,sebutan\n16,Sumatera Selatan\n")
    refused = run("wilayah", file)
    assert refused.exit_code == 1
    assert "nomor, sebutan" in refused.stderr
    assert run("wilayah", file, "--map", "code").exit_code == 2
    assert run("wilayah", file, "--map", "code=nomor", "--map", "name=sebutan").exit_code == 0


def test_where_the_list_of_bad_rows_cannot_be_written_nothing_is_imported(tmp_path: Path) -> None:
    file = write(tmp_path, "code,name\n16,Sumatera Selatan\nxx,Keliru\n")
    done = run("wilayah", file, "--skip-bad", "--errors", str(tmp_path / "tidak-ada" / "salah.csv"))
    assert done.exit_code == 2
    assert "pilih tempat lain" in done.stderr
    assert not Region.objects.exists()


def test_a_column_that_is_missing_is_told_with_the_option_that_chooses_it(tmp_path: Path) -> None:
    done = run("wilayah", write(tmp_path, "nomor,sebutan\n16,Sumatera Selatan\n"))
    assert done.exit_code == 1
    assert "--map code=JUDUL" in done.stderr
    chosen = run("wilayah", write(tmp_path, "nomor,nama\n16,Sumatera Selatan\n"), "--map", "code=nomor")
    assert (chosen.exit_code, Region.objects.get().name) == (0, "Sumatera Selatan")
