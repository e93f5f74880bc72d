"""The import of polling stations: what is understood, what is refused, what stays."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.access import Actor, Refused
from siaga.elections.actions.elections import close_election
from siaga.elections.errors import ElectionClosed
from siaga.elections.models import PollingStation
from siaga.intake.actions import run_import, undo_import
from siaga.intake.errors import ContextProblem, HeaderProblem
from siaga.intake.models import ImportRun
from siaga.ledger.models import Entry
from siaga.wilayah.models import CodeSystem, RegionAlias
from tests import people
from tests.elections.worlds import World, world
from tests.factories import NOW

pytestmark = pytest.mark.django_db
HEADER = "tps_code,kelurahan_code,tps_number,lokasi_khusus,voters_l,voters_p,voters_total,voters_status,raw_total_l_p"


@pytest.fixture
def here() -> World:
    made = world()
    PollingStation.objects.all().delete()
    return made


def _import(text: str, actor: Actor = people.secretariat, **options: Any) -> dict[str, Any]:
    options = {"values": {"election": "pilkada-2024"}, **options}
    return run_import(actor=actor, kind="tps", filename="tps.csv", content=text.encode(), now=NOW, **options)


def _lines(*rows: str, header: str = HEADER) -> str:
    return "\n".join([header, *rows]) + "\n"


GOOD = _lines(
    "1672011001001,16.72.01.1001,1,0,200,210,410,ok,410/200/210",
    "1672011001002,16.72.01.1001,2,0,,,,none,",
    "1672011001901,16.72.01.1001,901,1,90,0,90,ok,90/90/0",
)


def test_a_file_with_kpu_codes_is_understood(here: World) -> None:
    result = _import(GOOD)
    assert (result["rows"], result["created"], result["rejected"]) == (3, 3, 0)
    assert "raw_total_l_p" in result["warnings"][0]["message"]
    known = here.station("16.72.01.1001/001")
    assert (known.voters_male, known.voters_female, known.voters_total) == (200, 210, 410)
    unknown = here.station("16.72.01.1001/002")
    assert (unknown.voters_male, unknown.voters_female, unknown.voters_total) == (None, None, None)
    assert here.station("16.72.01.1001/901").special


def test_the_same_file_again_changes_nothing(here: World) -> None:
    _import(GOOD)
    before = (list(PollingStation.objects.values()), Entry.objects.count())
    result = _import(GOOD)
    assert (result["created"], result["updated"], result["unchanged"]) == (0, 0, 3)
    assert (list(PollingStation.objects.values()), Entry.objects.count()) == before


def test_three_planted_errors_are_listed_exactly_and_nothing_is_written(here: World) -> None:
    text = GOOD + (
        "1672012099001,16.72.01.2099,1,0,,,,none,\n"
        "1672011001002,16.72.01.1001,2,0,,,,none,\n"
        "1672011002001,16.72.01.1002,1,0,-5,10,5,ok,\n"
    )
    result = _import(text)
    assert [(error["row"], error["field"]) for error in result["errors"]] == [
        (5, "region_code"),
        (6, "number"),
        (7, "voters_male"),
    ]
    assert "Kecamatan Pagar Alam Utara, Kota Pagar Alam" in result["errors"][0]["message"]
    assert "baris 3" in result["errors"][1]["message"]
    assert (result["created"], result["rejected"]) == (0, 3)
    assert not PollingStation.objects.exists()


def test_skip_bad_writes_the_good_rows_and_lists_the_bad(here: World) -> None:
    result = _import(GOOD + "1672012099001,16.72.01.2099,1,0,,,,none,\n", skip_bad=True)
    assert (result["created"], result["rejected"], len(result["errors"])) == (3, 1, 1)
    assert PollingStation.objects.count() == 3


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        ("1672011001001,16.72.01.1002,1,,,,,,", "tps_code", "tidak berada"),
        ("1672011001001,16.72.01.1001,2,,,,,,", "tps_code", "nomor 001"),
        ("1672011001000,,,,,,,,", "number", "1 sampai 999"),
        ("167201100101,,,,,,,,", "tps_code", "13 angka"),
        (",16.72.01.1001,,,,,,,", "number", "tidak dikenali"),
        ("1603012011001,,,,,,,,", "tps_code", "di luar daerah pemilihan"),
        ("9901011001001,,,,,,,,", "tps_code", "belum dikenal"),
        ("1672011001001,,,,200,200,401,,", "voters_total", "bukan 401"),
        ("1672011001001,,,,dua,,,,", "voters_male", "bukan bilangan"),
    ],
)
def test_a_row_that_contradicts_itself_or_the_tree_is_refused(here: World, row: str, field: str, words: str) -> None:
    result = _import(_lines(row))
    assert [error["field"] for error in result["errors"]] == [field]
    assert words in result["errors"][0]["message"]
    assert not PollingStation.objects.exists()


def test_indonesian_headers_with_village_and_number_are_enough(here: World) -> None:
    text = "Kode Desa;No. TPS;Laki-laki;Perempuan;Jumlah;Lintang;Bujur;Alamat\n"
    _import(text + '1672011002;7;250;251;501;-4,0312;103,2664;"SDN 7 (contoh)"\n')
    station = here.station("16.72.01.1002/007")
    assert (station.voters_total, station.lat, station.lon, station.estimated) == (501, -4.0312, 103.2664, False)
    assert station.address == "SDN 7 (contoh)"


def test_over_the_limit_and_a_wrong_special_number_are_warnings(here: World) -> None:
    result = _import(_lines("1672011001001,,,1,300,301,601,,"))
    assert result["rejected"] == 0
    messages = {warning["field"]: warning["message"] for warning in result["warnings"] if warning["row"]}
    assert sorted(messages) == ["special", "voters_total"]
    assert "melebihi batas 600" in messages["voters_total"]


def test_an_empty_cell_does_not_erase_what_is_known(here: World) -> None:
    _import(GOOD)
    result = _import(_lines("1672011001001,,,,,,,,"))
    assert result["unchanged"] == 1
    assert here.station("16.72.01.1001/001").voters_total == 410


def test_a_new_total_alone_replaces_what_it_contradicts(here: World) -> None:
    _import(GOOD)
    assert _import(_lines("1672011001001,,,,,,410,,"))["unchanged"] == 1
    assert _import(_lines("1672011001001,,,,,,411,,"))["updated"] == 1
    station = here.station("16.72.01.1001/001")
    assert (station.voters_male, station.voters_female, station.voters_total) == (None, None, 411)


def test_old_and_kpu_codes_of_a_village_lead_to_it(here: World) -> None:
    village = here.regions["16.72.01.1001"]
    RegionAlias.objects.create(region=village, system=CodeSystem.KEMENDAGRI, code="16.72.01.1009", edition="2022")
    RegionAlias.objects.create(region=village, system=CodeSystem.KPU, code="16.72.09.1001", edition="2023")
    result = _import(_lines("1672091001004,,,,,,,,", ",16.72.01.1009,5,,,,,,", "1672091001006,16.72.01.1001,6,,,,,,"))
    assert result["created"] == 3
    codes = PollingStation.objects.order_by("code").values_list("code", flat=True)
    assert list(codes) == ["16.72.01.1001/004", "16.72.01.1001/005", "16.72.01.1001/006"]


def test_a_file_that_names_no_station_is_refused_as_a_whole(here: World) -> None:
    with pytest.raises(HeaderProblem):
        _import("jumlah\n100\n")


def test_a_closed_election_takes_no_stations(here: World) -> None:
    close_election(actor=people.secretariat, election=here.election, now=NOW)
    with pytest.raises(ElectionClosed):
        _import(GOOD)


@pytest.mark.parametrize("name", ["leader", "officer", "camat", "lurah", "field", "auditor", "stranger"])
def test_nobody_else_imports(here: World, name: str) -> None:
    with pytest.raises(Refused):
        _import(GOOD, people.EVERYONE[name])


def test_next_door_does_not_even_see_the_election(here: World) -> None:
    with pytest.raises(ContextProblem):
        _import(GOOD, people.outsider)


def test_an_import_is_undone_whole(here: World) -> None:
    result = _import(GOOD)
    undo_import(actor=people.secretariat, run=ImportRun.objects.get(pk=result["run"]), now=NOW)
    assert not PollingStation.objects.exists()


counts = st.none() | st.integers(0, 700)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.integers(1, 999), st.tuples(counts, counts), max_size=6))
def test_what_was_imported_stands_there_and_a_second_time_is_unchanged(
    here: World, stations: dict[int, tuple[int | None, int | None]]
) -> None:
    PollingStation.objects.all().delete()
    rows = [
        f",16.72.01.1001,{number},,{'' if male is None else male},{'' if female is None else female},,,"
        for number, (male, female) in stations.items()
    ]
    assert _import(_lines(*rows))["created"] == len(stations)
    stored = {row.number: (row.voters_male, row.voters_female) for row in PollingStation.objects.all()}
    assert stored == stations
    again = _import(_lines(*rows))
    assert (again["unchanged"], again["created"], again["updated"]) == (len(stations), 0, 0)
