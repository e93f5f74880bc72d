"""Duties and their rosters: set, changed, ended; they follow the stations, the agencies and the regions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from siaga.access import Actor, Problem, Refused, Role
from siaga.elections.actions import elections, stations
from siaga.elections.models import Election
from siaga.ledger.models import Entry
from siaga.reporting.actions.duties import end_duty, install_standard_duties, set_duty
from siaga.reporting.expected import ensure_expected
from siaga.reporting.models import Duty, DutyUnit, ExpectedReport
from siaga.wilayah.actions.recoding import recode_region
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW
from tests.factories import duties as made

pytestmark = pytest.mark.django_db


def set_it(election: Election, *, actor: Actor = people.secretariat, name: str = "kesiapan-tps", **fields: Any) -> Duty:
    given = {
        "region": election.region,
        "role": Role.FIELD,
        "cadence": made.DAILY,
        "starts": date(2024, 10, 30),
        "ends": date(2024, 11, 27),
        "now": NOW,
        **fields,
    }
    return set_duty(actor=actor, election=election, instrument=made.instrument(name), **given)


def owing(duty: Duty) -> list[str]:
    return sorted(DutyUnit.objects.filter(duty=duty, until=None).values_list("unit_code", flat=True))


def debts(duty: Duty) -> int:
    return ExpectedReport.objects.filter(duty=duty).count()


def test_a_duty_makes_its_roster_and_its_rows_at_once() -> None:
    election, _regions, all_stations = made.pagar_alam()
    duty = set_it(election)
    assert owing(duty) == [station.code for station in all_stations]
    assert debts(duty) == 8 * 15  # today and fourteen days ahead
    row = ExpectedReport.objects.filter(duty=duty).order_by("due_at", "unit_code")[0]
    assert (row.unit, row.period) == ("tps:16.72.01.1001/001", date(2024, 10, 30))
    assert (row.province_code, row.regency_code, row.district_code, row.village_code) == (
        "16",
        "16.72",
        "16.72.01",
        "16.72.01.1001",
    )
    assert (row.due_at - NOW) == timedelta(hours=7)
    assert Entry.objects.filter(action="duty.set").count() == 1


@pytest.mark.parametrize("who", ["leader", "officer", "camat", "lurah", "field", "auditor", "outsider", "stranger"])
def test_only_the_secretariat_of_the_place_sets_duties(who: str) -> None:
    election, _regions, _stations = made.pagar_alam()
    duty = made.duty(election, "kesiapan-desa", role=Role.DESA)
    with pytest.raises(Refused):
        set_it(election, actor=people.EVERYONE[who])
    with pytest.raises(Refused):
        end_duty(actor=people.EVERYONE[who], duty=duty, reason="Coba", now=NOW)
    with pytest.raises(Refused):
        install_standard_duties(actor=people.EVERYONE[who], election=election, now=NOW)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"role": Role.AGENCY}, "wrong-reporter"),
        ({"role": Role.AUDITOR}, "wrong-reporter"),
        ({"name": "kesiapan-kecamatan", "role": Role.DESA}, "wrong-reporter"),
        ({"ends": date(2024, 10, 1)}, "bad-dates"),
        ({"ends": date(2034, 10, 1)}, "bad-dates"),
        ({"starts": date(2024, 9, 1), "ends": date(2024, 9, 30)}, "no-periods"),
        ({"cadence": []}, "bad-cadence"),
        ({"agency_kinds": ["partai"]}, "unknown-agency-kind"),
    ],
)
def test_what_cannot_be_a_duty_is_refused(fields: dict[str, Any], code: str) -> None:
    election, _regions, _stations = made.pagar_alam()
    with pytest.raises(Problem) as caught:
        set_it(election, **fields)
    assert caught.value.code == code
    assert not Duty.objects.exists()


def test_a_duty_lies_inside_its_election_and_exists_once() -> None:
    election, regions, _stations = made.pagar_alam()
    with pytest.raises(Problem, match="di luar wilayah"):
        set_it(election, actor=people.admin, region=regions["16.03"])
    set_it(election)
    with pytest.raises(Problem, match="sudah diwajibkan"):
        set_it(election)


def test_setting_the_same_again_changes_nothing() -> None:
    election, _regions, _stations = made.pagar_alam()
    duty = set_it(election)
    before = list(ExpectedReport.objects.values_list("pk", flat=True))
    set_it(election, duty=duty)
    assert list(ExpectedReport.objects.values_list("pk", flat=True)) == before
    assert Entry.objects.filter(action="duty.set").count() == 1


def test_another_rhythm_counts_from_now_on_and_keeps_the_past() -> None:
    election, _regions, _stations = made.pagar_alam(stations=1)
    duty = set_it(election)
    later = NOW + timedelta(days=5)
    past = set(ExpectedReport.objects.filter(due_at__lte=later).values_list("pk", flat=True))
    set_it(election, duty=duty, cadence=[{"every": "weekly", "weekday": 0, "at": "10:00"}], now=later)
    rows = ExpectedReport.objects.filter(duty=duty)
    assert set(rows.filter(due_at__lte=later).values_list("pk", flat=True)) == past
    assert sorted(set(rows.filter(due_at__gt=later).values_list("period", flat=True))) == [
        date(2024, 11, 4),
        date(2024, 11, 11),
        date(2024, 11, 18),
    ]


def test_ending_needs_a_reason_removes_the_future_and_keeps_the_debts() -> None:
    election, _regions, _stations = made.pagar_alam(stations=1)
    duty = set_it(election)
    later = NOW + timedelta(days=2)
    with pytest.raises(Problem, match="Alasan"):
        end_duty(actor=people.secretariat, duty=duty, reason=" ", now=later)
    end_duty(actor=people.secretariat, duty=duty, reason="Diganti", now=later)
    assert owing(duty) == []
    assert set(ExpectedReport.objects.values_list("period", flat=True)) == {date(2024, 10, 30), date(2024, 10, 31)}
    with pytest.raises(Problem, match="sudah diakhiri"):
        end_duty(actor=people.secretariat, duty=duty, reason="Lagi", now=later)


def test_the_narrowest_duty_holds_a_unit_and_gives_it_back() -> None:
    election, regions, _stations = made.pagar_alam(stations=1)
    wide = set_it(election)
    narrow = set_it(election, region=regions["16.72.03"])
    assert owing(wide) == ["16.72.01.1001/001", "16.72.01.1002/001"]
    assert owing(narrow) == ["16.72.03.1001/001", "16.72.03.1002/001"]
    assert not ExpectedReport.objects.filter(duty=wide, district_code="16.72.03").exists()
    end_duty(actor=people.secretariat, duty=narrow, reason="Disatukan", now=NOW + timedelta(days=1))
    assert len(owing(wide)) == 4
    since = NOW + timedelta(days=1)
    given_back = ExpectedReport.objects.filter(duty=wide, district_code="16.72.03")
    assert given_back.filter(due_at__gt=since).exists()
    assert not given_back.filter(due_at__lte=since).exists()


def test_stations_join_move_and_leave() -> None:
    election, regions, _stations = made.pagar_alam(stations=1)
    duty = set_it(election)
    later = NOW + timedelta(days=1)
    village = regions["16.72.01.1001"]
    station = stations.add_station(actor=people.secretariat, election=election, village=village, number=2, now=later)
    rows = ExpectedReport.objects.filter(duty=duty, station=station)
    assert rows.count() == 15
    assert not rows.filter(due_at__lte=later).exists()
    stations.change_station(
        actor=people.secretariat, station=station, number=7, facts=stations.StationFacts(), now=later
    )
    assert set(rows.values_list("unit_code", flat=True)) == {"16.72.01.1001/007"}
    assert "16.72.01.1001/007" in owing(duty)
    stations.remove_station(actor=people.secretariat, station=station, reason="Digabung", now=later + timedelta(days=1))
    gone = DutyUnit.objects.get(duty=duty, unit_code="16.72.01.1001/007")
    assert gone.until == later + timedelta(days=1)
    assert len(owing(duty)) == 4
    left = ExpectedReport.objects.filter(duty=duty, unit_code="16.72.01.1001/007")
    assert [row.period for row in left] == [date(2024, 10, 31)]


def test_agencies_of_the_kinds_join_at_the_next_tick_and_leave_when_closed() -> None:
    election, regions, _stations = made.pagar_alam(stations=0)
    kpu = factories.agency("kpu", regions["16.72"])
    factories.agency("mui", regions["16.72"])
    factories.agency("kpu", regions["16.03"])
    duty = set_it(election, name="kesiapan-instansi", role=Role.AGENCY, agency_kinds=["kpu", "polsek"])
    assert owing(duty) == ["kpu@16.72"]
    polsek = factories.agency("polsek", regions["16.72.01"])
    ensure_expected(NOW + timedelta(minutes=1))
    assert owing(duty) == ["kpu@16.72", "polsek@16.72.01"]
    row = ExpectedReport.objects.filter(duty=duty, agency=polsek)[0]
    assert (row.unit, row.district_code, row.village_code) == ("agency:polsek@16.72.01", "16.72.01", "")
    kpu.closed_on = date(2024, 10, 31)
    kpu.save()
    ensure_expected(NOW + timedelta(days=1))
    assert owing(duty) == ["polsek@16.72.01"]


def test_regions_of_the_level_owe() -> None:
    election, _regions, _stations = made.pagar_alam(stations=0)
    districts = set_it(election, name="kesiapan-kecamatan", role=Role.KECAMATAN)
    villages = set_it(election, name="kesiapan-desa", role=Role.DESA)
    assert owing(districts) == ["16.72.01", "16.72.03"]
    assert len(owing(villages)) == 4
    row = ExpectedReport.objects.filter(duty=villages).order_by("unit_code")[0]
    assert (row.unit, row.village_code) == ("region:16.72.01.1001", "16.72.01.1001")


def test_a_duty_that_begins_later_owes_from_its_first_day() -> None:
    election, _regions, _stations = made.pagar_alam(stations=1)
    duty = set_it(election, starts=date(2024, 11, 2))
    assert owing(duty) == []
    ensure_expected(NOW + timedelta(days=2))
    assert owing(duty) == []
    ensure_expected(NOW + timedelta(days=3))
    assert len(owing(duty)) == 4
    assert ExpectedReport.objects.order_by("due_at")[0].period == date(2024, 11, 2)


def test_a_new_election_begins_with_the_standard_duties_and_takes_them_along() -> None:
    regions = factories.tree()
    election = elections.create_election(
        actor=people.secretariat, slug="pilkada", ruleset="pilkada-2024", region=regions["16.72"], now=NOW
    )
    duties = Duty.objects.filter(election=election, standard=True)
    assert sorted(duty.instrument.name for duty in duties) == sorted(made.SHIPPED)
    office = duties.get(instrument__name="kesiapan-kecamatan")
    assert [segment["every"] for segment in office.cadence] == ["monthly", "weekly", "daily"]
    assert owing(office) == ["16.72.01", "16.72.03"]
    assert install_standard_duties(actor=people.secretariat, election=election, now=NOW) == []
    elections.remove_election(actor=people.secretariat, election=election, now=NOW, reason="Salah buat")
    assert not Duty.objects.exists()


def test_rows_follow_a_region_that_is_recoded() -> None:
    election, regions, _stations = made.pagar_alam(stations=1)
    factories.agency("polsek", regions["16.72.01"])
    duties = [
        set_it(election),
        set_it(election, name="kesiapan-desa", role=Role.DESA),
        set_it(election, name="kesiapan-instansi", role=Role.AGENCY),
    ]
    recode_region(actor=people.admin, region=Region.objects.get(code="16.72.01"), code="16.72.09", now=NOW)
    assert [owing(duty)[-1] for duty in duties] == ["16.72.09.1002/001", "16.72.09.1002", "polsek@16.72.09"]
    assert not ExpectedReport.objects.filter(district_code="16.72.01").exists()
    assert not ExpectedReport.objects.filter(unit_code__contains="16.72.01").exists()
