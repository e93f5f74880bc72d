"""What a report says is what the queries of the rooms say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from siaga.briefing.actions.reports import draw_up_report
from siaga.briefing.models import DeskReport
from siaga.briefing.report_words import shown
from siaga.elections.queries import station_counts
from siaga.readiness import queries
from siaga.readiness.arithmetic import Scale
from tests import factories, people
from tests.factories import NOW, briefing, rakor
from tests.readiness.worlds import FULL_ANSWERS, City

pytestmark = pytest.mark.django_db
WEEK = {"starts": date(2024, 10, 28), "ends": date(2024, 11, 3)}
"""The running week: its facts are those of now."""


@pytest.fixture
def city() -> City:
    world = City()
    world.report("16.72.01.1001/001", FULL_ANSWERS, NOW - timedelta(hours=3))
    return world


def drawn(city: City, **fields: Any) -> DeskReport:
    report = briefing.desk_report(city.election, **(WEEK | fields))
    return draw_up_report(actor=people.secretariat, report=report, now=NOW)


def section(report: DeskReport, key: str) -> dict[str, Any]:
    return next(one for one in report.facts["sections"] if one["key"] == key)


def value(report: DeskReport, key: str, figure: str) -> Any:
    return next(one["value"] for one in section(report, key)["figures"] if one["key"] == figure)


def test_readiness_is_that_of_the_picture_with_its_coverage(city: City) -> None:
    report = drawn(city)
    seen = queries.picture(people.secretariat, city.election, people.CITY, Scale.READINESS, None, NOW)
    assert value(report, "readiness", "evidenced") == round(float(seen.figure.value or 0), 6)
    assert value(report, "readiness", "silent") == seen.silent_count
    figure = section(report, "readiness")["figures"][0]
    assert figure["coverage"] == {"reported": 3, "expected": 18, "unit": "pairs"}
    rows = section(report, "readiness")["tables"][0]["rows"]
    assert [row["area"] for row in rows] == ["Kecamatan Pagar Alam Utara", "Kecamatan Dempo Utara"]
    assert [row["coverage"] for row in rows] == [0.25, 0.0]


def test_stations_and_voters_are_those_of_the_election_and_unknown_is_said(city: City) -> None:
    report = drawn(city)
    counts = station_counts(people.secretariat, city.election, people.CITY)
    assert value(report, "voters", "stations") == counts.stations == 6
    assert value(report, "voters", "voters") is None
    assert value(report, "voters", "voters_unknown") == 6


def test_the_crew_is_what_the_rules_ask_for_each_station(city: City) -> None:
    rows = section(drawn(city), "staffing")["tables"][0]["rows"]
    assert {row["name"]: row["needed"] for row in rows}["KPPS"] == 7 * 6
    assert all(row["filled"] is None for row in rows)


def test_a_past_week_shows_the_picture_of_its_last_moment(city: City) -> None:
    report = drawn(city, starts=date(2024, 10, 21), ends=date(2024, 10, 27))
    assert value(report, "readiness", "evidenced") == 0
    assert report.facts_at is not None
    assert f"{report.facts_at:%Y-%m-%d %H:%M}" == "2024-10-27 16:59"  # 23.59 WIB


def test_changes_are_counted_from_the_report_before(city: City) -> None:
    drawn(city, starts=date(2024, 10, 21), ends=date(2024, 10, 27))
    report = drawn(city)
    assert value(report, "changes", "before_value") == 0
    assert value(report, "changes", "change") == value(report, "readiness", "evidenced")
    assert value(report, "identity", "before") == "Mingguan 21-10-2024"


def test_obstacles_come_with_their_strategy_owner_and_due_day(city: City) -> None:
    kpu = factories.agency("kpu", city.tree[people.CITY])
    rakor.obstacle(
        city.election, "Jalan terputus (contoh)", strategy="Angkut lewat sungai", owner=kpu, due=date(2024, 11, 6),
        state="handled", created_at=NOW - timedelta(days=1),
    )  # fmt: skip
    row = section(drawn(city), "obstacles")["tables"][0]["rows"][0]
    assert (row["strategy"], row["owner"], row["due"]) == ("Angkut lewat sungai", kpu.name, "2024-11-06")


def test_points_are_open_overdue_or_closed_in_the_period(city: City) -> None:
    kpu = factories.agency("kpu", city.tree[people.CITY])
    rakor.point(city.election, kpu, "Lewat", due=date(2024, 10, 20))
    rakor.point(city.election, kpu, "Terbuka", due=date(2024, 11, 20))
    rakor.point(city.election, kpu, "Baru beres", state="verified", state_at=NOW - timedelta(hours=5))
    rakor.point(city.election, kpu, "Beres dahulu", state="verified", state_at=NOW - timedelta(days=20))
    report = drawn(city)
    tables = {one["key"]: [row["title"] for row in one["rows"]] for one in section(report, "points")["tables"]}
    assert tables == {"points_overdue": ["Lewat"], "points_open": ["Terbuka"], "points_closed": ["Baru beres"]}
    assert (value(report, "points", "points_open"), value(report, "points", "points_overdue")) == (2, 1)


def test_meetings_held_in_the_period_are_told_and_others_are_not(city: City) -> None:
    forum = rakor.forum(city.election)
    rakor.meeting(forum, NOW - timedelta(hours=4), state="held", title="Rapat minggu ini")
    rakor.meeting(forum, NOW - timedelta(days=9), state="held", title="Rapat minggu lalu")
    rakor.meeting(forum, NOW - timedelta(hours=2), state="cancelled", title="Rapat batal")
    tables = section(drawn(city), "meetings")["tables"]
    assert [row["title"] for row in tables[0]["rows"]] == ["Rapat minggu ini"]


def test_every_known_figure_of_the_rooms_has_a_source(city: City) -> None:
    report = drawn(city)
    bare = [
        (one["key"], figure["key"])
        for one in report.facts["sections"]
        if one["key"] not in {"identity"}
        for figure in one["figures"]
        if figure["value"] is not None and not figure.get("source")
    ]
    assert bare == [("changes", "since")]  # itself the moment of a source


def test_the_words_of_every_key_are_known(city: City) -> None:
    report = drawn(city)
    for one in shown(report.facts, {}, people.CITY):
        for figure in one.figures:
            assert "_" not in figure.label
        for table in one.tables:
            assert table.title
            assert all("_" not in label for label, _look in table.heads)
