"""Agencies: who may make, rename and close them, and what stands in the way."""

from __future__ import annotations

import json
from datetime import date

import pytest

from siaga.access import Refused
from siaga.desk.actions.agencies import (
    add_alias,
    change_agency,
    close_agency,
    create_agency,
    create_standard_set,
    remove_alias,
    rename_agency,
    reopen_agency,
)
from siaga.desk.errors import AgencyExists, Closed, Incomplete, NameTaken, StillInUse
from siaga.desk.kinds import kinds
from siaga.desk.models import Agency, Office, Person, Tenure
from siaga.desk.queries.standard_set import Wanted
from siaga.ledger.models import Entry
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW, agency, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Region:
    return tree()[people.CITY]


@pytest.fixture
def kpu(city: Region) -> Agency:
    return agency("kpu", city, "KPU Kota Pagar Alam")


def test_create_agency_takes_its_name_and_offices_from_the_kind(city: Region) -> None:
    made = create_agency(actor=people.secretariat, kind="pemda", region=city, with_offices=True, now=NOW)
    assert (made.code, made.name) == ("pemda@16.72", "Pemerintah Kota Pagar Alam")
    assert [office.title for office in made.offices.all()] == ["Wali Kota Pagar Alam", "Wakil Wali Kota Pagar Alam"]
    assert Entry.objects.filter(action="agency.create", object_key=made.fact_key).count() == 1


def test_create_agency_twice_is_refused_with_a_remedy(city: Region, kpu: Agency) -> None:
    with pytest.raises(AgencyExists):
        create_agency(actor=people.secretariat, kind="kpu", region=city, now=NOW)


def test_create_agency_of_a_kind_that_does_not_sit_there_is_refused(city: Region) -> None:
    with pytest.raises(Incomplete, match="tidak berkedudukan"):
        create_agency(actor=people.secretariat, kind="ppk", region=city, now=NOW)


@pytest.mark.parametrize("who", ["leader", "officer", "camat", "auditor", "outsider", "stranger"])
def test_create_agency_is_refused_to_all_but_secretariat_and_admin(city: Region, who: str) -> None:
    with pytest.raises(Refused):
        create_agency(actor=people.EVERYONE[who], kind="kpu", region=city, now=NOW)
    assert not Agency.objects.exists()


def test_rename_agency_keeps_its_key_and_says_before_and_after(kpu: Agency) -> None:
    renamed = rename_agency(actor=people.secretariat, agency=kpu, name="  KPU   Pagar Alam ", now=NOW)
    assert (renamed.name, renamed.code) == ("KPU Pagar Alam", "kpu@16.72")
    entry = Entry.objects.get(action="agency.rename")
    assert json.loads(entry.before)["name"] == "KPU Kota Pagar Alam"
    assert json.loads(entry.after) == json.loads(entry.before) | {"name": "KPU Pagar Alam"}


def test_rename_agency_works_from_what_is_stored_not_from_a_stale_copy(kpu: Agency) -> None:
    stale = Agency.objects.select_related("region").get(pk=kpu.pk)
    change_agency(actor=people.secretariat, agency=kpu, address="Jalan Contoh 1", now=NOW)
    rename_agency(actor=people.secretariat, agency=stale, name="KPU Baru", now=NOW)
    kpu.refresh_from_db()
    assert (kpu.name, kpu.address) == ("KPU Baru", "Jalan Contoh 1")


def test_rename_agency_to_nothing_is_refused(kpu: Agency) -> None:
    with pytest.raises(Incomplete):
        rename_agency(actor=people.secretariat, agency=kpu, name="  ", now=NOW)


def test_rename_agency_to_the_same_name_leaves_no_entry(kpu: Agency) -> None:
    rename_agency(actor=people.secretariat, agency=kpu, name=kpu.name, now=NOW)
    assert not Entry.objects.exists()


def test_rename_agency_next_door_is_refused(kpu: Agency) -> None:
    with pytest.raises(Refused):
        rename_agency(actor=people.outsider, agency=kpu, name="Bukan KPU", now=NOW)


def test_close_agency_with_a_running_term_names_what_is_open(kpu: Agency) -> None:
    office = Office.objects.create(agency=kpu, title="Ketua KPU")
    person = Person.objects.create(name="Contoh Ketua", search_name="contoh ketua", region_code=people.CITY)
    Tenure.objects.create(office=office, person=person, kind="definitif", starts=date(2023, 10, 30))
    with pytest.raises(StillInUse, match="1 masa tugas yang berjalan"):
        close_agency(actor=people.secretariat, agency=kpu, on=date(2024, 12, 31), reason="Selesai", now=NOW)
    Tenure.objects.update(ends=date(2024, 12, 30))
    closed = close_agency(actor=people.secretariat, agency=kpu, on=date(2024, 12, 31), reason="Selesai", now=NOW)
    assert closed.closed_on == date(2024, 12, 31)
    assert Entry.objects.get(action="agency.close").reason == "Selesai"


def test_close_agency_needs_a_reason_and_happens_once(kpu: Agency) -> None:
    with pytest.raises(Incomplete):
        close_agency(actor=people.secretariat, agency=kpu, on=NOW.date(), reason=" ", now=NOW)
    close_agency(actor=people.secretariat, agency=kpu, on=NOW.date(), reason="Digabung", now=NOW)
    with pytest.raises(Closed):
        close_agency(actor=people.secretariat, agency=kpu, on=NOW.date(), reason="Digabung", now=NOW)
    assert reopen_agency(actor=people.secretariat, agency=kpu, now=NOW).closed_on is None


def test_aliases_are_added_once_and_removed(kpu: Agency) -> None:
    alias = add_alias(actor=people.secretariat, agency=kpu, name="KPUD Pagar Alam", now=NOW)
    with pytest.raises(NameTaken):
        add_alias(actor=people.secretariat, agency=kpu, name="KPUD Pagar Alam", now=NOW)
    with pytest.raises(Refused):
        remove_alias(actor=people.officer, alias=alias, now=NOW)
    remove_alias(actor=people.secretariat, alias=alias, now=NOW)
    assert not kpu.aliases.exists()


def test_standard_set_makes_what_is_missing_and_nothing_twice(city: Region, kpu: Agency) -> None:
    wanted = [
        Wanted(kinds()[key], city, kinds()[key].name_at(city), exists=False) for key in ("kpu", "bawaslu", "polres")
    ]
    arguments = {"actor": people.secretariat, "region": city, "wanted": wanted, "with_offices": True, "now": NOW}
    assert create_standard_set(**arguments) == 2
    assert create_standard_set(**arguments) == 0
    assert set(Agency.objects.values_list("key", flat=True)) == {"kpu", "bawaslu", "polres"}
    assert Entry.objects.filter(action="agency.create_standard_set").count() == 1
    with pytest.raises(Refused):
        create_standard_set(**arguments | {"actor": people.outsider})
