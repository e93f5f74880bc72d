"""``siaga plan contingency`` and ``siaga import resources``: three files, a new version, gaps that are said."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from siaga.cli.root import cli
from siaga.contingency.models import Resource
from siaga.planning.models import Plan
from tests.contingency.worlds import Ready, ready

pytestmark = pytest.mark.django_db
STOCK = "resource_id,kind,count,home_lat,home_lon,max_km\ngenset-a,Genset,3,-4.02,103.25,25\n"


@pytest.fixture
def here() -> Ready:
    return ready()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments], catch_exceptions=False)


def _file(folder: Path, text: str) -> str:
    file = folder / "sumber.csv"
    file.write_text(text)
    return str(file)


def test_the_three_files_are_written_and_the_plan_is_a_version(here: Ready, tmp_path: Path) -> None:
    done = run(
        "plan", "contingency", "16.72", "--election", "pilkada-2024", "--resources", _file(tmp_path, STOCK),
        "--out", str(tmp_path / "hasil"), "--json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["summary"]["proven"]
    assert told["summary"]["by_need"]["listrik"] == {"stations": 3, "covered": 3, "open": 0, "stock": 3, "given": 3}
    assert {one["reason"] for one in told["unserved"]} == {"none"}
    assert "BELUM TERTUTUP" in done.stderr
    version = Plan.objects.get(pk=told["id"])
    assert (version.kind, version.state, Resource.objects.count()) == ("darurat", "selesai", 3)
    filed = json.loads((tmp_path / "hasil/plan.json").read_text())
    assert filed["bound"] == pytest.approx(filed["result"]["covered_risk"])
    drawn = json.loads((tmp_path / "hasil/plan.geojson").read_text())
    kinds = [feature["properties"]["kind"] for feature in drawn["features"]]
    assert (kinds.count("station"), kinds.count("resource"), kinds.count("way")) == (5, 1, 3)
    book = openpyxl.load_workbook(tmp_path / "hasil/plan.xlsx")
    assert book.sheetnames == ["Ringkasan", "Penempatan", "Belum tertutup", "Persediaan", "Asumsi"]


def test_resources_are_imported_once_and_bad_rows_are_named(here: Ready, tmp_path: Path) -> None:
    Resource.objects.all().delete()
    asked = ("import", "resources", _file(tmp_path, STOCK), "--election", "pilkada-2024", "--json")
    first, second = json.loads(run(*asked).stdout), json.loads(run(*asked).stdout)
    assert (first["created"], second["unchanged"], Resource.objects.get().kind) == (1, 1, "genset")
    bad = STOCK + "heli,helikopter,1,-4.0,103.2,99\ngenset-a,genset,1,-4.0,103.2,99\nx,genset,1,,103.2,9\n"
    refused = run("import", "resources", _file(tmp_path, bad), "--election", "pilkada-2024", "--json")
    assert refused.exit_code == 1
    found = {(one["row"], one["field"]) for one in json.loads(refused.stdout)["errors"]}
    assert found == {(3, "kind"), (4, "resource_id"), (5, "home_lat")}
    assert Resource.objects.count() == 1


def test_a_plan_lists_every_bad_row_and_computes_nothing(here: Ready, tmp_path: Path) -> None:
    file = _file(tmp_path, STOCK + "heli,helikopter,1,-4.0,103.2,99\nht,radio-ht,-1,-4.0,103.2,9\n")
    out = str(tmp_path / "hasil")
    done = run(
        "plan", "contingency", "16.72", "--election", "pilkada-2024", "--resources", file, "--out", out, "--json"
    )
    assert done.exit_code == 1
    assert {(one["row"], one["field"]) for one in json.loads(done.stdout)["errors"]} == {(3, "kind"), (4, "count")}
    assert "Perbaiki baris yang disebut" in done.stderr
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("code", "slug", "said"),
    [("99.99", "pilkada-2024", "Wilayah 99.99 belum ada."), ("16.72", "tiada", "Tidak ada pemilihan “tiada”.")],
)
def test_what_is_not_there_is_named(here: Ready, tmp_path: Path, code: str, slug: str, said: str) -> None:
    done = run("plan", "contingency", code, "--election", slug, "--out", str(tmp_path / "hasil"))
    assert done.exit_code == 1
    assert said in done.stderr
