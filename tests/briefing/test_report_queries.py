"""Which reports are due, late and sent; to whom they go; what comes next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.access import Actor
from siaga.briefing.access import visible_reports
from siaga.briefing.models import DeskReport
from siaga.briefing.queries.reports import (
    Standing,
    addressee,
    in_standing,
    report_counts,
    standing_of,
    steps_for,
    strip,
)
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW, briefing

pytestmark = pytest.mark.django_db


@pytest.fixture
def regions() -> dict[str, Region]:
    return factories.tree()


@pytest.fixture
def rows(regions: dict[str, Region]) -> dict[str, DeskReport]:
    one = factories.election(regions[people.CITY])
    approved = {"approved_at": NOW - timedelta(days=3), "digest": "0" * 64}
    made = {}
    for week, (name, fields) in enumerate(
        {
            "ahead": {"starts": NOW.date() + timedelta(days=5), "ends": NOW.date() + timedelta(days=11),
                      "due_at": NOW + timedelta(days=12)},
            "due": {"starts": NOW.date(), "ends": NOW.date(), "due_at": NOW + timedelta(hours=4)},
            "late": {},
            "sent": {"state": "sent", "sent_at": NOW - timedelta(days=3), **approved},
            "sent_late": {"state": "sent", "sent_at": NOW - timedelta(days=1), **approved, "nil": True},
        }.items()
    ):  # fmt: skip
        fields = {"starts": briefing.STARTS - timedelta(days=7 * week), **fields}
        made[name] = briefing.desk_report(one, **fields)
    return made


def test_each_report_has_one_standing_in_words_and_in_the_database(rows: dict[str, DeskReport]) -> None:
    for name, row in rows.items():
        assert standing_of(row, NOW) == name
        found = [one for one in Standing if DeskReport.objects.filter(in_standing(one, NOW), pk=row.pk).exists()]
        assert found == [Standing(name)]


def test_the_counts_are_those_of_the_rows(rows: dict[str, DeskReport]) -> None:
    counts = report_counts(visible_reports(people.secretariat), NOW)
    assert (counts.due, counts.late, counts.sent, counts.sent_late, counts.nil) == (1, 1, 2, 1, 1)
    assert report_counts(visible_reports(people.outsider), NOW).late == 0


def test_the_strip_shows_what_is_due_on_each_day(rows: dict[str, DeskReport]) -> None:
    days = {one.day: len(one.reports) for one in strip(visible_reports(people.leader), NOW.date())}
    assert len(days) == 22
    assert days[NOW.date()] == 1
    assert days[NOW.date() - timedelta(days=2)] == 3
    assert days[NOW.date() + timedelta(days=12)] == 1


@pytest.mark.parametrize(
    ("code", "elected", "to"),
    [
        ("16.72", "16.72", "Menteri Dalam Negeri melalui Gubernur Sumatera Selatan"),
        ("16.72", "16", "Menteri Dalam Negeri"),
        ("16", "16", "Menteri Dalam Negeri"),
        ("16.72.01", "16.72", "Wali Kota Pagar Alam"),
        ("16.03.01", "16.03", "Bupati Muara Enim"),
        ("16.72.01.1001", "16.72", "Camat Pagar Alam Utara"),
    ],
)
def test_the_line_upwards(regions: dict[str, Region], code: str, elected: str, to: str) -> None:
    assert addressee(briefing.desk_report(factories.election(regions[elected]), regions[code])) == to


@pytest.mark.parametrize(
    ("actor", "state", "steps"),
    [
        (people.secretariat, "due", {"draw_up"}),
        (people.secretariat, "draft", {"draw_up", "write"}),
        (people.secretariat, "approved", {"send"}),
        (people.secretariat, "sent", set()),
        (people.leader, "due", set()),
        (people.leader, "draft", {"approve"}),
        (people.leader, "approved", {"reopen"}),
        (people.auditor, "draft", set()),
        (people.outsider, "draft", set()),
    ],
)
def test_the_next_steps_follow_role_and_state(
    regions: dict[str, Region], actor: Actor, state: str, steps: set[str]
) -> None:
    locked = state in {"approved", "sent"}
    report = briefing.desk_report(
        factories.election(regions[people.CITY]),
        state=state,
        **({"approved_at": NOW, "digest": "0" * 64} if locked else {}),
        **({"sent_at": NOW} if state == "sent" else {}),
    )
    found = steps_for(actor, report, NOW.date())
    assert {name for name in ("draw_up", "write", "approve", "send", "reopen") if getattr(found, name)} == steps
