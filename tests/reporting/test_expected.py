"""Rows of debt: made ahead, once, complete after a standstill, in the zone of the place, and followed by payments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from siaga.access import Role
from siaga.elections.models import PollingStation
from siaga.reporting.expected import HORIZON, ensure_expected
from siaga.reporting.models import Duty, DutyUnit, ExpectedReport
from siaga.reporting.roster import follow
from siaga.wilayah.models import Region
from tests import factories
from tests.factories import NOW
from tests.factories import duties as made
from tests.reporting.test_owed import report

pytestmark = pytest.mark.django_db


def days_of(duty: Duty) -> list[date]:
    return sorted(set(ExpectedReport.objects.filter(duty=duty).values_list("period", flat=True)))


def test_doing_it_again_makes_nothing() -> None:
    election, _regions, _stations = made.pagar_alam(stations=1)
    made.duty(election)
    before = ExpectedReport.objects.count()
    assert ensure_expected(NOW) == ensure_expected(NOW + timedelta(hours=1)) == 0
    assert ExpectedReport.objects.count() == before
    assert ensure_expected(NOW + timedelta(days=1)) == 4


def test_after_a_standstill_the_days_between_are_owed_too() -> None:
    election, _regions, _stations = made.pagar_alam(stations=1)
    duty = made.duty(election, ends=date(2024, 12, 31))
    ensure_expected(NOW + timedelta(days=40))
    expected = [date(2024, 10, 30) + timedelta(days=n) for n in range(55)]
    assert days_of(duty) == expected


def test_a_duty_that_is_due_once_has_its_row_from_the_start() -> None:
    election, _regions, _stations = made.pagar_alam(stations=1)
    duty = made.duty(election, cadence=[{"every": "once", "at": "12:00"}], ends=date(2025, 3, 1))
    assert days_of(duty) == [date(2025, 3, 1)]


def test_rows_reach_two_weeks_ahead_and_stop_with_the_duty() -> None:
    election, _regions, _stations = made.pagar_alam(stations=1)
    duty = made.duty(election, ends=date(2024, 11, 3))
    assert days_of(duty) == [date(2024, 10, 30) + timedelta(days=n) for n in range(5)]
    longer = made.duty(election, "kesiapan-desa", role=Role.DESA)
    last = ExpectedReport.objects.filter(duty=longer).order_by("-opens_at")[0]
    assert last.opens_at <= NOW + HORIZON


def test_due_times_are_local_to_the_place() -> None:
    moments = {}
    for province, regency in (("16", "16.73"), ("64", "64.71"), ("91", "91.71")):
        factories.region(province, f"Provinsi {province}")
        city = factories.region(regency, f"Kota {regency}")
        district = factories.region(f"{regency}.01", "Contoh")
        election = factories.election(city, slug=f"pilkada-{province}")
        duty = made.duty(election, "kesiapan-kecamatan", role=Role.KECAMATAN)
        moments[province] = ExpectedReport.objects.filter(duty=duty, region=district).order_by("due_at")[0].due_at
    assert moments == {
        "16": datetime(2024, 10, 30, 9, tzinfo=UTC),
        "64": datetime(2024, 10, 30, 8, tzinfo=UTC),
        "91": datetime(2024, 10, 30, 7, tzinfo=UTC),
    }


def test_a_closed_election_asks_for_nothing_more() -> None:
    election, _regions, _stations = made.pagar_alam(stations=1)
    duty = made.duty(election)
    before = days_of(duty)
    election.closed_at = NOW
    election.save()
    ensure_expected(NOW + timedelta(days=3))
    assert days_of(duty) == before


def test_removing_a_station_never_touches_what_was_paid() -> None:
    election, _regions, _stations = made.pagar_alam(stations=1)
    duty = made.duty(election)
    paid = report("16.72.01.1001/001", NOW)
    ensure_expected(NOW + timedelta(days=1))
    row = ExpectedReport.objects.get(submission=paid)
    assert (row.unit_code, row.duty_id, row.received_at) == ("16.72.01.1001/001", duty.pk, NOW)
    PollingStation.objects.filter(code="16.72.01.1002/001").delete()
    follow(election, NOW + timedelta(days=1))
    assert ExpectedReport.objects.filter(submission=paid).exists()
    left = ExpectedReport.objects.filter(unit_code="16.72.01.1002/001")
    assert {one.period for one in left} == {date(2024, 10, 30)}
    assert DutyUnit.objects.get(unit_code="16.72.01.1002/001").until == NOW + timedelta(days=1)


def test_the_number_of_statements_does_not_grow_with_the_units() -> None:
    election, regions, _stations = made.pagar_alam(stations=1)
    made.instrument()
    costs = []
    for count in (1, 30):
        for number in range(2, 2 + count):
            if not PollingStation.objects.filter(code=f"16.72.01.1001/{number:03d}").exists():
                factories.station(election, Region.objects.get(pk=regions["16.72.01.1001"].pk), number)
        Duty.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            made.duty(election)
        costs.append(len(queries))
    assert costs[1] <= costs[0]
