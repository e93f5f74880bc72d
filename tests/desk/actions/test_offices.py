"""Offices and officials: made, changed, merged, removed only while nothing hangs on them."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.access import Refused
from siaga.desk.access import may_change_person
from siaga.desk.actions.offices import change_office, create_office, remove_office
from siaga.desk.actions.persons import change_person, create_person, merge_persons, remove_person
from siaga.desk.errors import Incomplete, NameTaken, StillInUse
from siaga.desk.models import Agency, Person, Tenure
from siaga.ledger.models import Entry
from tests import people
from tests.factories import NOW, account, agency, tree
from tests.factories.offices import office, person, term

pytestmark = pytest.mark.django_db


@pytest.fixture
def kpu() -> Agency:
    return agency("kpu", tree()[people.CITY])


def test_a_new_office_comes_last_and_has_a_title_of_its_own(kpu: Agency) -> None:
    create_office(actor=people.officer, agency=kpu, title="Ketua KPU", now=NOW)
    second = create_office(actor=people.officer, agency=kpu, title="Sekretaris  KPU", now=NOW)
    assert (second.title, second.position) == ("Sekretaris KPU", 2)
    with pytest.raises(NameTaken):
        create_office(actor=people.officer, agency=kpu, title="Ketua KPU", now=NOW)
    with pytest.raises(NameTaken):
        change_office(actor=people.officer, office=second, title="Ketua KPU", now=NOW)


@pytest.mark.parametrize("who", ["leader", "colleague", "camat", "auditor", "outsider", "stranger"])
def test_offices_of_another_agency_are_refused(kpu: Agency, who: str) -> None:
    chair = office(kpu, "Ketua KPU")
    actor = people.EVERYONE[who]
    with pytest.raises(Refused):
        create_office(actor=actor, agency=kpu, title="Anggota KPU", now=NOW)
    with pytest.raises(Refused):
        change_office(actor=actor, office=chair, title="Bukan ketua", now=NOW)
    with pytest.raises(Refused):
        remove_office(actor=actor, office=chair, now=NOW)


def test_an_office_that_was_held_is_not_removed(kpu: Agency) -> None:
    chair = office(kpu, "Ketua KPU")
    kept = term(chair, person("Contoh Ani"), date(2018, 1, 1), date(2023, 1, 1))
    with pytest.raises(StillInUse, match="1 masa tugas"):
        remove_office(actor=people.officer, office=chair, now=NOW)
    kept.delete()
    remove_office(actor=people.officer, office=chair, now=NOW)
    assert not kpu.offices.exists()


def test_personal_data_is_checked_and_never_in_the_ledger_in_clear(kpu: Agency) -> None:
    made = create_person(
        actor=people.officer,
        name="Contoh Ani",
        region_code="",
        agency=kpu,
        phone="0812 7364 5546",
        email="contoh.ani@contoh.go.id",
        nip="19800101 200501 1 099",
        now=NOW,
    )
    assert (made.region_code, made.phone, made.nip) == (people.CITY, "081273645546", "198001012005011099")
    entry = Entry.objects.get(action="person.create")
    assert not any(secret in entry.after for secret in ("081273645546", "contoh.ani", "19800101"))
    for bad in ({"phone": "telepon"}, {"email": "bukan surel"}, {"nip": "123"}):
        with pytest.raises(Incomplete):
            change_person(actor=people.secretariat, person=made, now=NOW, **bad)


def test_an_agency_may_change_only_people_who_serve_there_alone(kpu: Agency) -> None:
    ani = person("Contoh Ani")
    assert not may_change_person(people.officer, ani)
    term(office(kpu, "Ketua KPU"), ani, date(2023, 1, 1))
    assert may_change_person(people.officer, ani)
    term(office(agency("bawaslu", kpu.region), "Ketua Bawaslu"), ani, date(2018, 1, 1), date(2022, 12, 31))
    assert not may_change_person(people.officer, ani)
    with pytest.raises(Refused):
        change_person(actor=people.officer, person=ani, rank="Pembina", now=NOW)


def test_merging_a_double_keeps_terms_and_accounts(kpu: Agency) -> None:
    keep, double = person("Contoh Ani"), person("CONTOH ANI", phone="081273645546")
    kept = term(office(kpu, "Ketua KPU"), double, date(2023, 1, 1))
    signs_in = account("contoh-ani")
    signs_in.person = double
    signs_in.save()
    merged = merge_persons(actor=people.secretariat, keep=keep, double=double, now=NOW)
    kept.refresh_from_db()
    signs_in.refresh_from_db()
    assert (kept.person, signs_in.person, merged.phone) == (keep, keep, "081273645546")
    assert not Person.objects.filter(pk=double.pk).exists()


def test_people_with_different_nip_are_not_merged(kpu: Agency) -> None:
    one, other = person("Contoh Ani", nip="198001012005011099"), person("Contoh Ani", nip="198001012005011098")
    with pytest.raises(Incomplete, match="NIP"):
        merge_persons(actor=people.secretariat, keep=one, double=other, now=NOW)
    with pytest.raises(Incomplete):
        merge_persons(actor=people.secretariat, keep=one, double=one, now=NOW)
    with pytest.raises(Refused):
        merge_persons(actor=people.outsider, keep=one, double=other, now=NOW)


def test_an_official_who_held_an_office_is_not_removed(kpu: Agency) -> None:
    ani = person("Contoh Ani")
    kept = term(office(kpu, "Ketua KPU"), ani, date(2018, 1, 1))
    with pytest.raises(StillInUse):
        remove_person(actor=people.secretariat, person=ani, now=NOW)
    Tenure.objects.filter(pk=kept.pk).delete()
    remove_person(actor=people.secretariat, person=ani, now=NOW)
    assert not Person.objects.exists()
