"""The import of distribution sites: what is understood, what is refused, what stays; and the undo."""

from __future__ import annotations

from typing import Any

import pytest

from siaga.access import Actor, Refused
from siaga.intake.actions import run_import, undo_import
from siaga.intake.models import ImportRun
from siaga.intake.queries import access_run, runs_for
from siaga.ledger.models import Entry
from siaga.planning.models import Site
from tests import people
from tests.elections.worlds import World, world
from tests.factories import NOW

pytestmark = pytest.mark.django_db
HEADER = (
    "region_code;tps_code;kind;code;lat;lon;access;service_minutes;window_start;window_end;remote;via;tier;departures"
)


@pytest.fixture
def here() -> World:
    return world()


def _import(text: str, actor: Actor = people.officer, **options: Any) -> dict[str, Any]:
    options = {"values": {"election": "pilkada-2024"}, **options}
    return run_import(actor=actor, kind="sites", filename="lokasi.csv", content=text.encode(), now=NOW, **options)


def _lines(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows]) + "\n"


GOOD = _lines(
    "16.72;;depot;gudang;-4.02;103.25;aspal;;;;;;;",
    "16.72.03;;crossing;dermaga;-4.05;103.2;;;;;;;;06:00;14:00".replace("06:00;14:00", '"06:00;14:00"'),
    "16.72.01.1001;;;;-4,03;103,26;kerikil;20;07:00;16.30;tidak;;desa;",
    "16.72.03.1001;;;;;;gardan ganda;;;;ya;dermaga;;",
    ";1672031001001;;;-4.06;103.21;jalan kaki;;;;;;tps;",
    "16.72.01;;;;;;;;;;;;ppk;",
)


def test_places_of_every_kind_are_understood_with_indonesian_words(here: World) -> None:
    result = _import(GOOD)
    assert (result["created"], result["rejected"], result["errors"]) == (6, 0, [])
    village = Site.objects.get(code="16.72.01.1001")
    assert (village.access, village.service_minutes, village.tier, village.remote) == ("gravel", 20, "desa", False)
    assert (village.window_start, village.window_end, village.lat, village.lon) == (420, 990, -4.03, 103.26)
    far = Site.objects.get(code="16.72.03.1001")
    assert (far.access, far.remote, far.via, far.lat) == ("4wd", True, "dermaga", None)
    assert Site.objects.get(code="dermaga").departures == [360, 840]
    assert Site.objects.get(code="16.72.03.1001/001").tier == "tps"
    assert Site.objects.get(code="gudang").kind == "depot"


def test_the_same_file_again_changes_nothing(here: World) -> None:
    _import(GOOD)
    before = (list(Site.objects.values()), Entry.objects.count())
    result = _import(GOOD)
    assert (result["created"], result["updated"], result["unchanged"]) == (0, 0, 6)
    assert (list(Site.objects.values()), Entry.objects.count()) == before


def test_an_empty_cell_leaves_what_is_known_and_a_change_can_be_undone(here: World) -> None:
    _import(GOOD)
    result = _import(_lines("16.72.01.1001;;;;;;motor;;;;;;;"))
    assert (result["updated"], result["unchanged"]) == (1, 0)
    village = Site.objects.get(code="16.72.01.1001")
    assert (village.access, village.service_minutes, village.lat) == ("motorbike", 20, -4.03)
    undo_import(actor=people.officer, run=ImportRun.objects.get(pk=result["run"]), now=NOW)
    assert Site.objects.get(code="16.72.01.1001").access == "gravel"


@pytest.mark.parametrize(
    ("row", "field", "word"),
    [
        ("16.72.01.1099;;;;;;;;;;;;;", "region_code", "impor wilayahnya"),
        ("16.03.01.2011;;;;;;;;;;;;;", "region_code", "di luar daerah pemilihan"),
        ("16.72;;;;;;;;;;;;;", "region_code", "depot"),
        (";1672011001077;;;;;;;;;;;;", "tps_code", "impor TPS-nya"),
        ("16.72.01.1002;1672011001001;;;;;;;;;;;;", "tps_code", "tidak berada di"),
        ("16.72.01.1001;;;;-4.03;;;;;;;;;", "lon", "keduanya"),
        ("16.72.01.1001;;;;-94.03;103;;;;;;;;", "lat", "di luar -90"),
        ("16.72.01.1001;;;;;;rawa;;;;;;;", "access", "aspal"),
        ("16.72.01.1001;;;;;;;;17:00;08:00;;;;", "window_end", "sesudah jam buka"),
        ("16.72.01.1001;;;;;;;;25:00;;;;;", "window_start", "06:00"),
        ("16.72.01.1001;;;;;;;;;;;pulau;;", "via", "penyeberangan"),
        ("16.72.01.1001;;;;;;;;;;;;tps;", "tier", "tidak cocok"),
        (";;;;;;;;;;;;;;", "region_code", "kode wilayah"),
    ],
)
def test_a_bad_row_is_refused_with_its_remedy_and_nothing_is_written(
    here: World, row: str, field: str, word: str
) -> None:
    result = _import(_lines("16.72.03.1002;;;;;;;;;;;;;", row if row.strip(";") else ";;;;;;aspal;;;;;;;"))
    assert [(error["row"], error["field"]) for error in result["errors"]] == [(3, field)]
    assert word in result["errors"][0]["message"]
    assert not Site.objects.exists()


def test_a_time_is_told_as_the_file_has_it(here: World) -> None:
    result = _import(_lines("16.72.01.1001;;;;;;;;17:00;08:30;;;;", "16.72.03.1002;;;;;;;;;;;;;06:00,14:30"))
    assert [(error["field"], error["value"]) for error in result["errors"]] == [("window_end", "08:30")]
    assert [(one["field"], one["value"]) for one in result["warnings"]] == [("departures", "06:00;14:30")]


def test_all_bad_rows_are_listed_and_a_place_said_twice_is_one_of_them(here: World) -> None:
    result = _import(_lines("16.72.03.1002;;;;;;;;;;;;;", "16.72.03.1002;;;;;;;;;;;;;", "16.72.01.1099;;;;;;;;;;;;;"))
    assert [error["row"] for error in result["errors"]] == [3, 4]


def test_only_those_who_plan_there_may_import(here: World) -> None:
    for actor in (people.colleague, people.camat, people.lurah, people.auditor, people.stranger, people.leader):
        with pytest.raises(Refused):
            _import(GOOD, actor=actor)
    with pytest.raises(Exception, match="Pemilihan"):
        _import(GOOD, actor=people.outsider)
    assert _import(GOOD, actor=people.secretariat)["created"] == 6


def test_the_agency_that_plans_sees_its_own_imports_and_others_do_not(here: World) -> None:
    number = _import(GOOD)["run"]
    assert access_run(people.officer, number).region_code == "16.72"
    assert list(runs_for(people.officer).values_list("pk", flat=True)) == [number]
    with pytest.raises(Refused):
        access_run(people.colleague, number)
    assert not runs_for(people.colleague).exists()
