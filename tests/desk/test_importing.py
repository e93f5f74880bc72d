"""The people file: what it makes, that it may come twice, what it refuses, and its undo."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from siaga.access import Actor
from siaga.desk.models import Account, Agency, Grant, Office, Person, Tenure
from siaga.desk.terms import holder
from siaga.intake.actions import run_import, undo_import
from siaga.intake.models import ImportRun
from siaga.ledger.models import Entry
from siaga.ledger.rows import rows_of
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW, account, agency, election, station, tree
from tests.factories.offices import office, person, term

pytestmark = pytest.mark.django_db

HEADER = "agency;agency_name;office;name;kind;starts;ends;basis;phone;email;nip;rank;username;role;region;units"
NAMES = HEADER.split(";")


@pytest.fixture(autouse=True)
def regions() -> dict[str, Region]:
    return tree()


def rows(*lines: dict[str, str]) -> str:
    return "\n".join([HEADER, *(";".join(line.get(name, "") for name in NAMES) for line in lines)])


def run(text: str, actor: Actor = people.secretariat, **more: Any) -> dict[str, Any]:
    return run_import(actor=actor, kind="people", filename="pejabat.csv", content=text.encode(), now=NOW, **more)


CHAIR = {
    "agency": "kpu@16.72",
    "office": "Ketua KPU",
    "name": "Contoh Ani",
    "starts": "2023-10-30",
    "basis": "SK contoh",
    "phone": "0812 7364 5546",
    "email": "contoh.ani@contoh.go.id",
    "nip": "198001012005011099",
    "username": "ketua.kpu",
    "role": "agency",
}
MAYOR = {"agency": "pemda@16.72", "office": "Wali Kota Pagar Alam", "name": "Contoh Budi", "starts": "2018-10-01"}
STAND_IN = MAYOR | {"name": "Contoh Citra", "kind": "Pjs", "starts": "25/09/2024", "ends": "23/11/2024"}
FILE = rows(
    CHAIR,
    MAYOR,
    STAND_IN,
    {"agency": "Polres", "region": "16.72", "office": "Kapolres", "name": "Contoh Dedi", "starts": "2024-01-08"},
    {"agency": "kecamatan@16.72.03", "name": "Contoh Eka", "username": "camat", "role": "kecamatan"},
)


def test_one_file_makes_agencies_offices_people_terms_accounts_and_roles() -> None:
    result = run(FILE)
    assert (result["created"], result["rejected"], result["errors"]) == (5, 0, [])
    assert set(Agency.objects.values_list("key", "name")) == {
        ("kpu", "KPU Kota Pagar Alam"),
        ("pemda", "Pemerintah Kota Pagar Alam"),
        ("polres", "Polres Pagar Alam"),
        ("kecamatan", "Kecamatan Dempo Utara"),
    }
    mayor = Office.objects.get(title="Wali Kota Pagar Alam")
    post = holder(mayor, mayor.tenures.select_related("person", "office"), date(2024, 10, 30))
    assert (post.title, post.name) == ("Pjs. Wali Kota Pagar Alam", "Contoh Citra")
    chair = Account.objects.get(username="ketua.kpu")
    assert chair.invited
    assert not chair.has_usable_password()
    assert chair.person == Person.objects.get(name="Contoh Ani")
    assert set(Grant.objects.values_list("role", "region__code", "agency__key")) == {
        ("agency", "16.72", "kpu"),
        ("kecamatan", "16.72.03", "kecamatan"),
    }


def test_the_same_file_again_changes_nothing() -> None:
    run(FILE)
    entries = Entry.objects.count()
    result = run(FILE)
    assert (result["unchanged"], result["created"], result["updated"]) == (5, 0, 0)
    assert Entry.objects.exclude(object_type__in=["intake.run"]).count() <= entries + 1


def test_what_the_file_leaves_empty_stays() -> None:
    run(FILE)
    result = run(rows(CHAIR | {"phone": "0811 0000 1111", "email": "", "nip": "", "basis": "SK contoh 2"}))
    assert (result["updated"], result["created"]) == (1, 0)
    ani = Person.objects.get(name="Contoh Ani")
    assert (ani.phone, ani.email, ani.nip) == ("081100001111", "contoh.ani@contoh.go.id", "198001012005011099")
    assert Tenure.objects.get(person=ani).basis == "SK contoh 2"


def test_personal_data_is_not_in_the_ledger_in_clear() -> None:
    run(FILE)
    text = "".join(
        f"{entry.before}{entry.after}{entry.object_label}{list(rows_of(entry))}" for entry in Entry.objects.all()
    )
    assert "Contoh Ani" in text
    assert not any(secret in text for secret in ("081273645546", "contoh.ani@contoh.go.id", "198001012005011099"))


@pytest.mark.parametrize(
    ("line", "field", "complaint"),
    [
        ({"agency": "kpu@16.99", "office": "Ketua"}, "agency", "16.99 tidak ada"),
        ({"agency": "kpu@16.03", "office": "Ketua"}, "agency", "di luar wilayah wewenang"),
        ({"agency": "ppk@16.72", "office": "Ketua"}, "agency", "tidak berkedudukan"),
        ({"agency": "pertanian@16.72"}, "agency", "tidak dikenal"),
        ({"agency": "KPU", "office": "Ketua"}, "agency", "memerlukan wilayah"),
        ({"agency": "PPL", "region": "16.72.01.1001"}, "agency", "pkd, ptps"),
        ({"office": "Ketua KPU", "name": "Contoh"}, "agency", "memerlukan instansi"),
        (CHAIR | {"starts": ""}, "starts", "Tanggal mulai kosong"),
        (CHAIR | {"ends": "2020-01-01"}, "ends", "mendahului"),
        (CHAIR | {"name": ""}, "name", "kosong"),
        (CHAIR | {"role": ""}, "role", "kosong"),
        (CHAIR | {"role": "admin"}, "role", "tidak dapat Anda berikan"),
        (CHAIR | {"username": "A B"}, "username", "tidak dapat dipakai"),
        (CHAIR | {"units": "16.72.01"}, "units", "hanya untuk petugas lapangan"),
        (CHAIR | {"phone": "telepon"}, "phone", "tidak dikenali"),
        (CHAIR | {"nip": "1,98E+17"}, "nip", "Excel"),
        (CHAIR | {"kind": "abadi"}, "kind", "tidak dikenal"),
        ({"name": "Contoh", "username": "lapangan", "role": "field"}, "region", "memerlukan wilayah"),
        (
            {"name": "Contoh", "username": "lapangan", "role": "field", "region": "16.72", "units": "16.03.01"},
            "units",
            "Di luar wilayah",
        ),
        ({"name": "Contoh"}, "agency", "tidak menyebut instansi maupun akun"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(line: dict[str, str], field: str, complaint: str) -> None:
    result = run(rows(MAYOR, line))
    assert [(error["row"], error["field"]) for error in result["errors"]] == [(3, field)]
    assert complaint in result["errors"][0]["message"]
    assert not Agency.objects.exists()
    assert not Person.objects.exists()


def test_terms_that_overlap_inside_one_file_are_refused() -> None:
    result = run(rows(MAYOR, MAYOR | {"name": "Contoh Fajar", "starts": "2024-01-01"}))
    assert "Contoh Budi" in result["errors"][0]["message"]


def test_the_good_rows_of_a_bad_file_stand_alone() -> None:
    bad = {"agency": "kpu@16.72", "office": "Ketua KPU", "name": "Contoh Gita"}
    good = {"agency": "kpu@16.72", "office": "Sekretaris KPU", "name": "Contoh Hadi", "starts": "2024-01-01"}
    result = run(rows(bad, good), skip_bad=True)
    assert (result["created"], result["rejected"]) == (1, 1)
    assert list(Office.objects.values_list("title", flat=True)) == ["Sekretaris KPU"]


def test_an_agency_is_found_by_its_other_name(regions: dict[str, Region]) -> None:
    bawaslu = agency("bawaslu", regions[people.CITY], "Bawaslu Kota Pagar Alam")
    bawaslu.aliases.create(name="Panwaslu Pagar Alam")
    line = {"agency": "Panwaslu Pagar Alam", "region": "16.72", "office": "Ketua", "name": "A", "starts": "2024-01-01"}
    assert run(rows(line))["errors"] == []
    assert Agency.objects.count() == 1


def test_an_account_of_somebody_else_is_not_taken_over(regions: dict[str, Region]) -> None:
    taken = account("ketua.kpu", "agency", at=regions[people.CITY], agency=agency("kpu", regions[people.CITY]))
    taken.person = person("Contoh Orang Lain")
    taken.save()
    assert "sudah milik" in run(rows(CHAIR))["errors"][0]["message"]


def test_an_account_above_the_importer_is_not_touched(regions: dict[str, Region]) -> None:
    account("ketua.kpu", "admin")
    assert run(rows(CHAIR))["errors"][0]["field"] == "username"


def test_the_same_name_twice_asks_for_the_nip(regions: dict[str, Region]) -> None:
    person("Contoh Ani")
    person("Contoh Ani")
    assert "NIP" in run(rows(CHAIR | {"nip": ""}))["errors"][0]["message"]


def test_a_known_person_is_found_and_not_doubled(regions: dict[str, Region]) -> None:
    ani = person("Contoh Ani")
    term(office(agency("kpu", regions[people.CITY]), "Ketua KPU"), ani, date(2023, 10, 30))
    run(rows(CHAIR))
    assert Person.objects.get() == ani
    assert Tenure.objects.count() == 1


def test_field_workers_get_stations_of_the_chosen_election(regions: dict[str, Region]) -> None:
    vote = election(regions[people.CITY])
    for number in (1, 2):
        station(vote, regions[people.VILLAGE], number)
    line = {
        "name": "Contoh Petugas",
        "username": "lapangan",
        "role": "petugas",
        "region": "16.72",
        "units": "16.72.01.1001/001 16.72.01.1001/002",
    }
    assert "memerlukan pemilihannya" in run(rows(line))["errors"][0]["message"]
    assert run(rows(line), values={"election": vote.slug})["errors"] == []
    grant = Grant.objects.get()
    assert (grant.units, grant.election) == (["16.72.01.1001/001", "16.72.01.1001/002"], vote)
    missing = line | {"units": "16.72.01.1001/009"}
    assert "Tidak ditemukan" in run(rows(missing), values={"election": vote.slug})["errors"][0]["message"]


def test_the_import_is_undone(regions: dict[str, Region]) -> None:
    run(FILE)
    undo_import(actor=people.secretariat, run=ImportRun.objects.get(), now=NOW)
    for model in (Agency, Office, Person, Tenure, Account, Grant):
        assert not model.objects.exists(), model
