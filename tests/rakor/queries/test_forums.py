"""Forums and meetings as people look at them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from siaga.desk.actions.offices import remove_office
from siaga.desk.errors import StillInUse
from siaga.rakor.actions import forums, meetings
from siaga.rakor.queries.forums import due_again, forums_of, forums_to_plan, offices_near, promises_of, seats_of
from siaga.rakor.queries.meetings import counts, fill, leaders_of, month_of, participants_of
from siaga.rakor.queries.rounds import clashes_of, forums_of_round, taken_between, templates_of, who_comes
from tests import people
from tests.factories import NOW, agency, rakor
from tests.factories import offices as made
from tests.rakor.tables import NEXT_WEEK, Table

pytestmark = pytest.mark.django_db
ACT = {"actor": people.secretariat, "now": NOW}


@pytest.fixture
def table() -> Table:
    return Table()


def test_the_list_counts_what_each_forum_holds(table: Table) -> None:
    table.meet()
    rakor.meeting(table.desk, NOW - timedelta(days=7), state="held", number=9)
    lower = table.lower()
    rakor.point(table.election, table.kpu.agency, forum=table.desk)
    rakor.point(table.election, table.kpu.agency, forum=lower, raised_to=table.desk)
    rakor.point(table.election, table.kpu.agency, forum=table.desk, handed_to=lower)
    rakor.point(table.election, table.kpu.agency, forum=table.desk, state="verified")
    found = {one.pk: one for one in forums_of(people.secretariat)}
    desk, below = found[table.desk.pk], found[lower.pk]
    assert (desk.seats, desk.held, desk.open_points) == (2, 1, 2)
    assert (desk.next_at, desk.last_at) == (NEXT_WEEK, NOW - timedelta(days=7))
    assert (below.seats, below.held, below.open_points) == (0, 0, 2)


def test_promises_are_counted_without_what_was_dropped(table: Table) -> None:
    today = NOW.date()
    rakor.point(table.election, table.kpu.agency, forum=table.desk, due=today - timedelta(days=1))
    rakor.point(table.election, table.kpu.agency, forum=table.desk, due=today)
    rakor.point(table.election, table.kpu.agency, forum=table.desk, state="verified")
    rakor.point(table.election, table.kpu.agency, forum=table.desk, state="dropped", closed_reason="Batal")
    promises = promises_of(table.desk, today)
    assert (promises.total, promises.open, promises.overdue, promises.closed) == (3, 2, 1, 1)
    assert promises.closure == pytest.approx(1 / 3)
    assert promises_of(table.lower(), today).closure is None


def test_a_forum_with_a_rhythm_knows_when_it_is_due(table: Table) -> None:
    assert due_again(table.desk, NOW) is None
    table.desk.rhythm_days = 7
    rakor.meeting(table.desk, NOW - timedelta(days=2), state="held")
    assert due_again(table.desk, NOW) == date(2024, 11, 4)
    table.meet()
    assert due_again(table.desk, NOW) is None


def test_who_plans_where(table: Table) -> None:
    lower = table.lower()
    assert list(forums_to_plan(people.secretariat).order_by("pk")) == [table.desk, lower]
    assert list(forums_to_plan(people.camat)) == [lower]
    assert not forums_to_plan(people.leader).exists()
    forums.close_forum(**ACT, forum=lower, reason="Selesai")
    assert list(forums_to_plan(people.secretariat)) == [table.desk]


def test_a_stand_in_is_named_on_the_days_of_the_own_term_alone(table: Table) -> None:
    made.term(table.kpu, made.person("Contoh Sungkai"), date(2023, 1, 1))
    made.term(table.kpu, made.person("Contoh Melati"), date(2024, 11, 1), date(2024, 11, 10), kind="plh")
    today = {one.holder.title: one.holder.name for one in seats_of(table.desk, NOW.date())}
    assert today["Ketua KPU"] == "Contoh Sungkai"
    meeting = table.meet(chair=table.kpu)
    invited = {one.holder.title: one.holder.name for one in participants_of(meeting) if one.holder}
    assert invited["Plh. Ketua KPU"] == "Contoh Melati"
    chair = leaders_of(meeting)["chair"]
    assert chair is not None and chair.on_leave is not None
    assert (chair.name, chair.on_leave.person.name) == ("Contoh Melati", "Contoh Sungkai")


def test_the_day_of_a_meeting_is_that_of_its_place(table: Table) -> None:
    late = table.meet(starts_at=NOW.replace(day=31, hour=18), ends_at=None)  # 1 November 01.00 WIB
    weeks = month_of(people.secretariat, 2024, 11)
    days = {one.day: one.meetings for week in weeks for one in week}
    assert days[date(2024, 11, 1)] == [late]
    assert days[date(2024, 10, 31)] == []
    votes = [one for week in weeks for one in week if one.votes]
    assert [one.day for one in votes] == [date(2024, 11, 27)]
    assert [one.votes for week in month_of(people.stranger, 2024, 11) for one in week if one.votes] == []


def test_a_calendar_shows_nothing_of_others(table: Table) -> None:
    table.invited()
    weeks = month_of(people.outsider, 2024, 11)
    assert not any(one.meetings for week in weeks for one in week)
    fill(people.officer, weeks)
    assert sum(len(one.meetings) for week in weeks for one in week) == 1


def test_the_figures_above_the_list(table: Table) -> None:
    table.meet()
    table.invited(starts_at=NEXT_WEEK + timedelta(days=1))
    rakor.meeting(table.desk, NOW - timedelta(days=1), number=8, state="minuted")
    assert counts(people.secretariat, NOW) == {"ahead": 2, "uninvited": 1, "unsigned": 1, "signed": 0}
    assert counts(people.outsider, NOW) == {"ahead": 0, "uninvited": 0, "unsigned": 0, "signed": 0}


def test_offices_near_are_those_of_the_place_above_it_and_the_heads_below(table: Table) -> None:
    made.office(agency("pps", table.tree["16.72.01.1001"]), "Ketua PPS")
    lurah = made.office(agency("desa", table.tree["16.72.01.1001"]), "Lurah")
    city = {office.title for office in offices_near(people.secretariat, table.city)}
    assert {"Ketua KPU", "Camat"} <= city
    assert "Ketua PPK" not in city
    here = offices_near(people.secretariat, table.tree["16.72.01"])
    assert lurah in here and table.kpu in here
    assert table.kpu not in offices_near(people.secretariat, table.tree["16.72.01"], above=False)
    assert "Ketua PPS" not in {office.title for office in here}


def test_the_template_of_a_sub_district(table: Table) -> None:
    lurah = made.office(agency("desa", table.tree["16.72.01.1001"]), "Lurah")
    regions = [table.tree[code] for code in ("16.72.01", "16.72.03")]
    templates = templates_of(regions, with_villages=True)
    first = templates[regions[0].pk]
    assert first.chair == table.camats["16.72.01"]
    assert lurah in first.members
    assert lurah not in templates_of(regions, with_villages=False)[regions[0].pk].members
    lower = table.lower()
    forums.seat_members(**ACT, forum=lower, offices=[table.police])
    comers = who_comes(table.desk, regions, [table.kpu], with_villages=True)
    assert comers[regions[0].pk] == {table.camats["16.72.01"].pk, table.police.pk, table.kpu.pk}
    assert table.camats["16.72.03"].pk in comers[regions[1].pk]


def test_the_round_takes_the_forum_below_its_own(table: Table) -> None:
    stray = rakor.forum(table.election, table.tree["16.72.01"], "Lama", kind="kecamatan")
    assert forums_of_round(table.desk, [table.tree["16.72.01"]]) == {stray.region_id: stray}
    own = table.lower()
    assert forums_of_round(table.desk, [table.tree["16.72.01"]]) == {own.region_id: own}


def test_a_cancelled_meeting_takes_nobodys_time(table: Table) -> None:
    first = table.meet(ends_at=None)
    second = table.meet(starts_at=NEXT_WEEK + timedelta(hours=1))
    assert len(clashes_of([second])) == 1
    assert "4 lainnya" not in clashes_of([second])[0]
    meetings.cancel_meeting(**ACT, meeting=first, reason="Batal")
    assert clashes_of([second]) == []
    assert {one.meeting for one in taken_between([table.kpu.pk], NEXT_WEEK, NEXT_WEEK + timedelta(days=1))} == {second}


def test_an_office_that_sits_in_a_forum_is_not_removed(table: Table) -> None:
    with pytest.raises(StillInUse, match="kursi di forum"):
        remove_office(actor=people.secretariat, office=table.kpu, now=NOW)
