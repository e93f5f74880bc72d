"""Terms of office: a stand-in beside the definitive holder, and what may not overlap."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from siaga.access import Refused
from siaga.desk.actions.tenures import appoint, correct_tenure, end_tenure, strike_tenure
from siaga.desk.errors import Closed, Incomplete, TermClash, WrongOrder
from siaga.desk.models import Office, Person, Tenure
from siaga.desk.terms import holder
from siaga.ledger.models import Entry
from tests import people
from tests.factories import NOW, agency, tree
from tests.factories.offices import office, person, term

pytestmark = pytest.mark.django_db

LEAVE = (date(2024, 9, 25), date(2024, 11, 23))


@pytest.fixture
def mayor() -> Office:
    city = tree()[people.CITY]
    return office(agency("pemda", city, "Pemerintah Kota Pagar Alam"), "Wali Kota Pagar Alam")


@pytest.fixture
def ani() -> Person:
    return person("Contoh Ani")


@pytest.fixture
def budi() -> Person:
    return person("Contoh Budi")


def _appoint(mayor: Office, who: Person, kind: str, starts: date, ends: date | None = None, **more: object) -> Tenure:
    arguments = {"actor": people.secretariat, "now": NOW} | more
    return appoint(office=mayor, person=who, kind=kind, starts=starts, ends=ends, **arguments)


def test_a_stand_in_acts_on_leave_and_the_definitive_holder_before_and_after(
    mayor: Office, ani: Person, budi: Person
) -> None:
    _appoint(mayor, ani, "definitif", date(2021, 2, 26))
    _appoint(mayor, budi, "pjs", *LEAVE, basis="SK contoh 1")
    terms = list(mayor.tenures.select_related("person", "office"))
    named = {
        day: (holder(mayor, terms, day).title, holder(mayor, terms, day).name)
        for day in (date(2024, 9, 24), LEAVE[0], LEAVE[1], date(2024, 11, 24))
    }
    assert named == {
        date(2024, 9, 24): ("Wali Kota Pagar Alam", "Contoh Ani"),
        LEAVE[0]: ("Pjs. Wali Kota Pagar Alam", "Contoh Budi"),
        LEAVE[1]: ("Pjs. Wali Kota Pagar Alam", "Contoh Budi"),
        date(2024, 11, 24): ("Wali Kota Pagar Alam", "Contoh Ani"),
    }
    on_leave = holder(mayor, terms, LEAVE[0]).on_leave
    assert on_leave is not None
    assert on_leave.person == ani


def test_a_second_definitive_holder_clashes_and_the_clash_is_named(mayor: Office, ani: Person, budi: Person) -> None:
    _appoint(mayor, ani, "definitif", date(2021, 2, 26))
    with pytest.raises(TermClash, match="Contoh Ani"):
        _appoint(mayor, budi, "definitif", date(2025, 2, 20))
    assert Entry.objects.filter(action="tenure.appoint").count() == 1


def test_ending_the_previous_term_goes_in_the_same_act(mayor: Office, ani: Person, budi: Person) -> None:
    old = _appoint(mayor, ani, "definitif", date(2021, 2, 26))
    _appoint(mayor, budi, "definitif", date(2025, 2, 20), end_previous=True)
    old.refresh_from_db()
    assert old.ends == date(2025, 2, 19)
    assert Entry.objects.filter(action="tenure.end").count() == 1


def test_two_stand_ins_may_follow_but_not_overlap(mayor: Office, ani: Person, budi: Person) -> None:
    _appoint(mayor, ani, "plt", date(2024, 1, 1), date(2024, 3, 31))
    with pytest.raises(TermClash):
        _appoint(mayor, budi, "plh", date(2024, 3, 31), date(2024, 4, 2))
    assert _appoint(mayor, budi, "plh", date(2024, 4, 1), date(2024, 4, 2)).pk


def test_an_end_before_the_start_is_refused(mayor: Office, ani: Person) -> None:
    with pytest.raises(WrongOrder):
        _appoint(mayor, ani, "pj", date(2024, 5, 2), date(2024, 5, 1))


def test_nobody_is_appointed_at_a_closed_agency(mayor: Office, ani: Person) -> None:
    mayor.agency.closed_on = date(2024, 1, 1)
    mayor.agency.save()
    with pytest.raises(Closed):
        _appoint(mayor, ani, "definitif", date(2024, 5, 1))


@pytest.mark.parametrize("who", ["leader", "officer", "camat", "lurah", "auditor", "outsider", "stranger"])
def test_appointing_at_another_agency_is_refused(mayor: Office, ani: Person, who: str) -> None:
    with pytest.raises(Refused):
        _appoint(mayor, ani, "definitif", date(2024, 5, 1), actor=people.EVERYONE[who])
    assert not Tenure.objects.exists()


def test_an_agency_appoints_in_its_own_offices(mayor: Office, ani: Person) -> None:
    chair = office(agency("kpu", mayor.agency.region), "Ketua KPU")
    made = appoint(actor=people.officer, office=chair, person=ani, kind="definitif", starts=date(2023, 10, 30), now=NOW)
    assert made.styled_title == "Ketua KPU"


def test_ending_a_term_moves_its_last_day_once(mayor: Office, ani: Person) -> None:
    running = _appoint(mayor, ani, "definitif", date(2021, 2, 26))
    end_tenure(actor=people.secretariat, tenure=running, on=date(2024, 12, 1), now=NOW, reason="Mundur")
    end_tenure(actor=people.secretariat, tenure=running, on=date(2024, 12, 1), now=NOW)
    assert Entry.objects.filter(action="tenure.end").count() == 1
    with pytest.raises(WrongOrder):
        end_tenure(actor=people.secretariat, tenure=running, on=date(2020, 1, 1), now=NOW)
    with pytest.raises(Refused):
        end_tenure(actor=people.outsider, tenure=running, on=date(2024, 12, 2), now=NOW)


def test_a_correction_needs_a_reason_and_keeps_the_rule(mayor: Office, ani: Person, budi: Person) -> None:
    first = _appoint(mayor, ani, "plt", date(2024, 1, 1), date(2024, 3, 31))
    second = _appoint(mayor, budi, "plt", date(2024, 4, 1), date(2024, 6, 30))
    arguments = {
        "actor": people.secretariat,
        "tenure": second,
        "person": budi,
        "kind": "pj",
        "starts": date(2024, 4, 2),
        "ends": None,
        "basis": "SK contoh 2",
        "now": NOW,
    }
    with pytest.raises(Incomplete):
        correct_tenure(**arguments, reason="")
    with pytest.raises(TermClash):
        correct_tenure(**arguments | {"starts": date(2024, 3, 1)}, reason="Salah ketik")
    corrected = correct_tenure(**arguments, reason="Salah ketik")
    assert (corrected.kind, corrected.starts, corrected.ends) == ("pj", date(2024, 4, 2), None)
    assert first.ends == date(2024, 3, 31)


def test_a_struck_term_is_gone_but_its_noting_stays(mayor: Office, ani: Person) -> None:
    wrong = _appoint(mayor, ani, "plt", date(2024, 1, 1))
    with pytest.raises(Incomplete):
        strike_tenure(actor=people.secretariat, tenure=wrong, reason="", now=NOW)
    strike_tenure(actor=people.secretariat, tenure=wrong, reason="Bukan jabatan ini", now=NOW)
    assert not Tenure.objects.exists()
    assert Entry.objects.get(action="tenure.strike").before


def test_the_database_itself_refuses_an_overlap(mayor: Office, ani: Person, budi: Person) -> None:
    term(mayor, ani, date(2024, 1, 1), date(2024, 3, 31), kind="plt")
    with pytest.raises(DatabaseError), transaction.atomic():
        term(mayor, budi, date(2024, 3, 31), date(2024, 5, 1), kind="pj")
    later = term(mayor, budi, date(2024, 4, 1), kind="pj")
    with pytest.raises(DatabaseError), transaction.atomic():
        Tenure.objects.filter(pk=later.pk).update(starts=date(2024, 3, 1))
    term(mayor, ani, date(2024, 1, 1))
    assert Tenure.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_of_two_appointments_at_the_same_moment_one_is_told_of_the_other() -> None:
    city = tree()[people.CITY]
    mayor = office(agency("pemda", city), "Wali Kota Pagar Alam")
    both = [person("Contoh Ani"), person("Contoh Budi")]
    start = threading.Barrier(2)
    told: list[str] = []

    def try_one(who: Person) -> None:
        try:
            start.wait(timeout=20)
            _appoint(mayor, who, "pj", date(2024, 1, 1))
            told.append("menjabat")
        except TermClash:
            told.append("bertumpang tindih")
        finally:
            connection.close()

    threads = [threading.Thread(target=try_one, args=(who,)) for who in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(told) == ["bertumpang tindih", "menjabat"]
    assert Tenure.objects.count() == 1
