"""``siaga plan distribution``: three files, a new version, and a shortage that is said."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from siaga.cli.root import cli
from siaga.planning.models import Plan, Vehicle
from tests.planning.worlds import Supplied, supplied

pytestmark = pytest.mark.django_db
FLEET = (
    "vehicle_id,type,count,capacity_boxes,access,shift_start,shift_end,max_hours,cost_fixed,cost_km,cost_hour,depot\n"
    "truk,Truk (contoh),1,40,asphalt+gravel,06:00,18:00,8,750000,4500,25000,\n"
)
MOTOR = 'motor,"=Motor (contoh)",2,2,asphalt+gravel+4wd+motorbike,06:00,18:00,8,0,800,10000,gudang\n'


@pytest.fixture
def here() -> Supplied:
    return supplied()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments], catch_exceptions=False)


def _plan(folder: Path, fleet: str, *more: str) -> Result:
    file = folder / "armada.csv"
    file.write_text(fleet)
    return run(
        "plan", "distribution", "16.72", "--election", "pilkada-2024", "--fleet", str(file),
        "--seconds", "1", "--out", str(folder / "hasil"), *more,
    )  # fmt: skip


def test_the_three_files_are_written_and_the_plan_is_a_version(here: Supplied, tmp_path: Path) -> None:
    Vehicle.objects.all().delete()
    done = _plan(tmp_path, FLEET + MOTOR, "--json", "--from", "H-5", "--to", "-1")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["feasible"], told["summary"]["boxes"], told["summary"]["served_boxes"]) == (True, 14, 14)
    version = Plan.objects.get(pk=told["id"])
    assert (version.number, version.state, Vehicle.objects.count()) == (1, "selesai", 0)
    filed = json.loads((tmp_path / "hasil/plan.json").read_text())
    assert filed["inputs"]["problem"]["rules"]["first_day"] == -5
    assert (filed["version"], filed["unserved"], filed["bound"]) == (1, [], version.result["bound"])  # type: ignore[index]
    drawn = json.loads((tmp_path / "hasil/plan.geojson").read_text())
    kinds = [feature["properties"]["kind"] for feature in drawn["features"]]
    assert (kinds.count("site"), kinds.count("hub"), "route" in kinds) == (4, 1, True)
    book = openpyxl.load_workbook(tmp_path / "hasil/plan.xlsx")
    cells = [cell.value for cell in book["Kendaraan"]["D"]]
    assert any(str(value).startswith("'=Motor") for value in cells)


def test_a_shortage_is_said_loudly_and_the_plan_is_written_all_the_same(here: Supplied, tmp_path: Path) -> None:
    done = _plan(tmp_path, FLEET)
    assert done.exit_code == 0, done.output
    assert "KEKURANGAN: 2 kotak untuk 1 tempat" in done.stderr
    assert (tmp_path / "hasil/plan.json").exists()


def test_a_bad_fleet_is_refused_with_every_row(here: Supplied, tmp_path: Path) -> None:
    done = _plan(tmp_path, FLEET.replace(",40,", ",0,") + MOTOR.replace("4wd", "awan"))
    assert done.exit_code == 1
    assert "baris 2" in done.stderr
    assert "baris 3" in done.stderr
    assert not Plan.objects.exists()


def test_days_that_cannot_be_are_refused(here: Supplied, tmp_path: Path) -> None:
    assert _plan(tmp_path, FLEET, "--from", "kemarin").exit_code == 2
    done = _plan(tmp_path, FLEET, "--from", "H-1", "--to", "H-3")
    assert (done.exit_code, "H-7" in done.stderr) == (1, True)


def test_roads_say_what_they_need(tmp_path: Path) -> None:
    file = tmp_path / "x.osm.pbf"
    file.write_bytes(b"")
    done = run("roads", "build", str(file))
    assert done.exit_code == 1
    assert "3.12" in done.stderr
    assert "kelas jalan" in done.stderr
