"""Who owes what: standing, counts, silence, the people behind it, and one's own tasks; by role and place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from siaga.access import Actor, Grant, Role
from siaga.desk.models import Person
from siaga.elections.models import Election, PollingStation
from siaga.reporting.models import ExpectedReport, State, Submission
from siaga.reporting.paying import pay
from siaga.reporting.queries.debtors import Directory, by_person
from siaga.reporting.queries.owed import (
    Standing,
    Tally,
    asked_for,
    by_district,
    by_instrument,
    by_reporter,
    count_lines,
    in_standing,
    lines,
    standing_of,
    tally,
    visible_expected,
)
from siaga.reporting.queries.tasks import my_tasks
from siaga.reporting.units import station_unit
from tests import factories, people
from tests.factories import NOW, reports
from tests.factories import duties as made

pytestmark = pytest.mark.django_db

THREE_DAYS = NOW + timedelta(days=3)


def report(
    station_code: str, at: datetime, *, nil: bool = False, sender: int = 8, state: str = State.SENT
) -> Submission:
    """A report about a TPS that pays its debt, as ``submit_report`` lets it."""
    station = PollingStation.objects.select_related("election", "village").get(code=station_code)
    about = made.instrument()
    version = about.versions.first() or reports.version(about)
    sent = reports.submission(station.election, version, station_unit(station), received_at=at, nil=nil, state=state)
    pay(sent, at)
    return sent


@pytest.fixture
def world() -> Election:
    """Daily reports on four TPS since 30 October; one on time, one late, one nil, one silent."""
    election, _regions, _stations = made.pagar_alam(stations=1)
    made.duty(election)
    report("16.72.01.1001/001", NOW)
    report("16.72.01.1002/001", NOW + timedelta(hours=9))
    report("16.72.03.1001/001", NOW, nil=True)
    return election


def test_a_row_stands_where_its_time_and_its_payment_put_it(world: Election) -> None:
    late = NOW + timedelta(hours=8)
    found = {row.unit_code: standing_of(row, late) for row in ExpectedReport.objects.filter(period=date(2024, 10, 30))}
    assert found == {
        "16.72.01.1001/001": Standing.RECEIVED,
        "16.72.01.1002/001": Standing.LATE_RECEIVED,
        "16.72.03.1001/001": Standing.NIL,
        "16.72.03.1002/001": Standing.LATE,
    }
    for standing in set(Standing) - {Standing.NIL, Standing.DUE}:
        rows = ExpectedReport.objects.filter(in_standing(standing, late))
        alike = {Standing.NIL, standing} if standing is Standing.RECEIVED else {standing}
        assert {standing_of(row, late) for row in rows} <= alike
        assert rows.exists()
    row = ExpectedReport.objects.get(unit_code="16.72.03.1002/001", period=date(2024, 10, 30))
    assert standing_of(row, row.due_at - timedelta(seconds=1)) is Standing.DUE
    assert standing_of(row, row.due_at) is Standing.LATE
    assert standing_of(row, row.opens_at - timedelta(seconds=1)) is Standing.UPCOMING


def test_counts_and_shares_over_what_fell_due(world: Election) -> None:
    rows = asked_for(people.secretariat, world, NOW + timedelta(hours=10))
    counts = tally(rows)
    assert counts == Tally(on_time=2, late=1, missing=1, nil=1)
    assert (counts.on_time_share, counts.late_share, counts.missing_share) == (0.5, 0.25, 0.25)
    assert [(group.key, group.label, group.tally.missing) for group in by_district(rows)] == [
        ("16.72.01", "Kecamatan Pagar Alam Utara", 0),
        ("16.72.03", "Kecamatan Dempo Utara", 1),
    ]
    assert [(group.key, group.tally.asked) for group in by_instrument(rows)] == [("kesiapan-tps", 4)]
    assert [(group.role, group.district, group.tally.asked) for group in by_reporter(rows)] == [
        ("field", "Kecamatan Pagar Alam Utara", 2),
        ("field", "Kecamatan Dempo Utara", 2),
    ]
    assert tally(asked_for(people.secretariat, world, NOW, since=NOW)).missing == 0


def test_silence_counts_from_the_first_period_missed_after_the_last_report(world: Election) -> None:
    rows = asked_for(people.secretariat, world, THREE_DAYS)
    found = {line.unit_code: line for line in lines(rows)}
    never, once = found["16.72.03.1002/001"], found["16.72.01.1001/001"]
    assert (never.missed, never.last, never.silent, never.days_silent(THREE_DAYS)) == (3, None, True, 2)
    assert (once.missed, once.silent, once.since) == (2, True, datetime(2024, 10, 31, 9, tzinfo=UTC))
    assert (never.unit_label, never.place) == ("TPS 001 Jangkar Mas", "Kecamatan Dempo Utara · Kota Pagar Alam")
    assert lines(rows)[0].unit_code == "16.72.03.1002/001"
    assert count_lines(rows) == 4
    report("16.72.01.1001/001", THREE_DAYS - timedelta(hours=20))
    again = {line.unit_code: line for line in lines(asked_for(people.secretariat, world, THREE_DAYS))}
    assert (again["16.72.01.1001/001"].missed, again["16.72.01.1001/001"].silent) == (1, False)
    assert "16.72.01.1001/001" not in {line.unit_code for line in lines(rows, silent_only=True)}


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("secretariat", 4),
        ("leader", 4),
        ("auditor", 4),
        ("camat", 2),
        ("lurah", 1),
        ("field", 1),
        ("officer", 0),
        ("outsider", 0),
        ("stranger", 0),
    ],
)
def test_each_sees_the_debts_of_the_own_place(world: Election, who: str, codes: int) -> None:
    rows = visible_expected(people.EVERYONE[who])
    assert len(set(rows.values_list("unit_code", flat=True))) == codes


def test_an_agency_sees_its_own_debts_alone() -> None:
    election, regions, _stations = made.pagar_alam(stations=0)
    for key in ("kpu", "bawaslu"):
        factories.agency(key, regions["16.72"])
    made.duty(election, "kesiapan-instansi", role=Role.AGENCY)
    assert set(visible_expected(people.officer).values_list("unit_code", flat=True)) == {"kpu@16.72"}
    assert len(set(visible_expected(people.secretariat).values_list("unit_code", flat=True))) == 2
    assert [task.unit for task in my_tasks(people.officer, NOW).owed] == ["agency:kpu@16.72"]


def test_the_nearest_officer_owes_and_without_one_the_village(world: Election) -> None:
    regions = {code: factories.Region.objects.get(code=code) for code in ("16.72", "16.72.01.1001", "16.72.03.1002")}
    officer = factories.account("petugas", "field", at=regions["16.72"], units=("16.72.01.1001/001",))
    factories.account("wilayah", "field", at=regions["16.72"], units=("16.72.01",))
    lurah = factories.account("lurah", "desa", at=regions["16.72.03.1002"])
    found = lines(asked_for(people.secretariat, world, THREE_DAYS))
    directory = Directory(people.secretariat, found, NOW)
    names = {line.unit_code: [debtor.name for debtor in directory.of(line)] for line in found}
    assert names == {
        "16.72.01.1001/001": ["Petugas"],
        "16.72.01.1002/001": ["Wilayah"],
        "16.72.03.1001/001": [],
        "16.72.03.1002/001": ["Lurah"],
    }
    owed, who, nobody = by_person(found, directory)
    assert set(owed) == set(who) and {officer.pk, lurah.pk} <= set(who)
    assert [line.unit_code for line in nobody] == ["16.72.03.1001/001"]


def test_names_and_numbers_are_for_those_who_may_know_them(world: Election) -> None:
    city = factories.Region.objects.get(code="16.72")
    officer = factories.account("petugas", "field", at=city, units=("16.72.01.1001/001",))
    officer.person = Person.objects.create(name="Contoh", search_name="contoh", region_code="16.72", phone="0812")
    officer.save()
    seen = {}
    for who in ("secretariat", "leader", "camat", "lurah"):
        actor = people.EVERYONE[who]
        found = [line for line in lines(asked_for(actor, world, THREE_DAYS)) if line.unit_code == "16.72.01.1001/001"]
        [debtor] = Directory(actor, found, NOW).of(found[0])
        seen[who] = (debtor.name, debtor.phone)
    assert seen["leader"] == seen["camat"] == ("Petugas", "")
    assert seen["lurah"] == ("", "")
    assert seen["secretariat"][0] == "Petugas"


def test_the_directory_costs_the_same_for_one_debt_as_for_all(world: Election) -> None:
    found = lines(asked_for(people.secretariat, world, THREE_DAYS))
    costs = []
    for some in (found[:1], found):
        with CaptureQueriesContext(connection) as queries:
            directory = Directory(people.secretariat, some, NOW)
            for line in some:
                directory.of(line)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 3


def test_tasks_are_the_present_period_of_the_own_units_late_ones_first(world: Election) -> None:
    later = THREE_DAYS + timedelta(hours=8)
    [task] = my_tasks(people.field, later).owed
    assert (task.unit, task.standing, task.missed) == ("tps:16.72.01.1001/001", Standing.LATE, 2)
    assert my_tasks(people.stranger, later).owed == my_tasks(people.leader, later).owed == ()
    report("16.72.01.1001/001", later)
    tasks = my_tasks(people.field, later)
    assert tasks.owed == ()
    assert tasks.recent[0].unit == "tps:16.72.01.1001/001"
    assert len(tasks.recent) == 4


def test_a_village_owes_for_tps_without_an_officer(world: Election) -> None:
    lurah = Actor(7, "Contoh Lurah", (Grant(Role.DESA, region="16.72.03.1001"),))
    tomorrow = NOW + timedelta(days=1)
    assert [task.unit for task in my_tasks(lurah, tomorrow).owed] == ["tps:16.72.03.1001/001"]
    city = factories.Region.objects.get(code="16.72")
    factories.account("petugas", "field", at=city, units=("16.72.03.1001/001",))
    assert my_tasks(lurah, tomorrow).owed == ()


def test_a_report_sent_back_waits_with_its_sender(world: Election) -> None:
    report("16.72.01.1001/001", NOW + timedelta(days=1), state=State.RETURNED)
    tasks = my_tasks(people.field, NOW + timedelta(days=1, hours=1))
    assert [sent.unit for sent in tasks.returned] == ["tps:16.72.01.1001/001"]
    assert my_tasks(people.lurah, NOW + timedelta(days=1)).returned == ()
