"""The import of vehicles and of travel times."""

from __future__ import annotations

from typing import Any

import pytest

from siaga.access import Actor
from siaga.intake.actions import run_import, undo_import
from siaga.intake.errors import ContextProblem
from siaga.intake.models import ImportRun
from siaga.planning.importing.matrix import unpacked
from siaga.planning.models import TravelMatrix, Vehicle
from tests import factories, people
from tests.elections.worlds import World, world
from tests.factories import NOW

pytestmark = pytest.mark.django_db
COLUMNS = (
    "vehicle_id,type,count,capacity_boxes,capacity_kg,speed_factor,access,"
    "shift_start,shift_end,max_hours,cost_fixed,cost_km,cost_hour,depot"
)
FLEET = f"""{COLUMNS}
truk,Truk (contoh),2,150,4000,1,asphalt+gravel,06:00,18:00,8,750000,4500,25000,
motor,Motor (contoh),6,2,,0.9,aspal+kerikil+gardan ganda+motor+jalan kaki,06.00,17.30,,50000,800,10000,gudang
"""
MATRIX = 'from,to,class,minutes,km\ngudang,16.72.01.1001,asphalt,12,"7,5"\n16.72.01.1001,gudang,asphalt,13,7.5\n'


@pytest.fixture
def here() -> World:
    return world()


def _import(kind: str, text: str, actor: Actor = people.officer, **values: str) -> dict[str, Any]:
    return run_import(
        actor=actor,
        kind=kind,
        filename=f"{kind}.csv",
        content=text.encode(),
        now=NOW,
        values={"election": "pilkada-2024", **values},
    )


def test_a_fleet_is_understood_and_the_same_file_changes_nothing(here: World) -> None:
    assert _import("fleet", FLEET)["created"] == 2
    motor = Vehicle.objects.get(vehicle_id="motor")
    assert motor.access == ["asphalt", "gravel", "4wd", "motorbike", "foot"]
    assert (motor.shift_start, motor.shift_end, motor.max_hours, motor.capacity_kg) == (360, 1050, None, None)
    assert _import("fleet", FLEET)["unchanged"] == 2


def test_a_changed_fleet_can_be_undone(here: World) -> None:
    _import("fleet", FLEET)
    result = _import("fleet", FLEET.replace("truk,Truk (contoh),2", "truk,Truk (contoh),3"))
    assert (result["updated"], result["unchanged"]) == (1, 1)
    assert Vehicle.objects.get(vehicle_id="truk").count == 3
    undo_import(actor=people.officer, run=ImportRun.objects.get(pk=result["run"]), now=NOW)
    assert Vehicle.objects.get(vehicle_id="truk").count == 2


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("150", "0", "capacity_boxes"),
        ("asphalt+gravel,", "asphalt+awan,", "access"),
        ("06:00,18:00", "18:00,06:00", "shift_end"),
        ("motor,Motor", "truk,Motor", "vehicle_id"),
    ],
)
def test_bad_vehicles_are_refused(here: World, old: str, new: str, field: str) -> None:
    result = _import("fleet", FLEET.replace(old, new, 1))
    assert [error["field"] for error in result["errors"]] == [field]
    assert not Vehicle.objects.exists()


def test_a_wider_election_asks_for_the_regency() -> None:
    regions = factories.tree()
    factories.election(regions["16"])
    with pytest.raises(ContextProblem):
        _import("fleet", FLEET, actor=people.secretariat)
    assert _import("fleet", FLEET, actor=people.secretariat, region="16.72")["created"] == 2
    with pytest.raises(ContextProblem):
        _import("fleet", FLEET, actor=people.secretariat, region="16.03")


def test_travel_times_replace_those_before_and_come_back_by_the_undo(here: World) -> None:
    assert _import("matrix", MATRIX)["created"] == 2
    kept = TravelMatrix.objects.get()
    assert unpacked(kept.data)[1] == ("gudang", "16.72.01.1001", "asphalt", 12.0, 7.5)
    assert _import("matrix", MATRIX)["unchanged"] == 2
    result = _import("matrix", MATRIX.replace(",12,", ",22,"))
    assert (result["updated"], TravelMatrix.objects.count()) == (2, 1)
    undo_import(actor=people.officer, run=ImportRun.objects.get(pk=result["run"]), now=NOW)
    assert unpacked(TravelMatrix.objects.get().data) == unpacked(kept.data)


def test_a_pair_said_twice_is_refused(here: World) -> None:
    result = _import("matrix", MATRIX + "gudang,16.72.01.1001,aspal,14,7.5\n")
    assert [(error["row"], error["field"]) for error in result["errors"]] == [(4, "to")]
    assert not TravelMatrix.objects.exists()
