"""Reports that a desk owes are written down once, however often and however late the clockwork runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from siaga.briefing.expected import HORIZON, ensure_due_reports
from siaga.briefing.models import DeskReport
from siaga.desk.models import Desk
from siaga.elections.models import Election
from siaga.ledger.models import Entry
from tests import factories, people
from tests.factories import NOW, briefing


def rows() -> list[tuple[str, date, date]]:
    return list(DeskReport.objects.order_by("starts").values_list("kind", "starts", "ends"))


@pytest.fixture
def one() -> Election:
    return factories.election(factories.tree()[people.CITY])


@pytest.mark.django_db
def test_the_rows_of_the_next_days_are_there_and_a_second_run_finds_nothing_to_do(one: Election) -> None:
    briefing.desk(one)
    assert ensure_due_reports(NOW) == 3
    assert ensure_due_reports(NOW) == 0
    assert rows() == [
        ("weekly", date(2024, 10, 28), date(2024, 11, 3)),
        ("weekly", date(2024, 11, 4), date(2024, 11, 10)),
        ("daily", date(2024, 11, 11), date(2024, 11, 13)),
    ]
    assert Entry.objects.filter(action="deskreport.expect").count() == 1


@pytest.mark.django_db
def test_only_working_desks_of_open_elections_owe(one: Election) -> None:
    assert ensure_due_reports(NOW) == 0
    desk = briefing.desk(one)
    Election.objects.update(closed_at=NOW)
    assert ensure_due_reports(NOW) == 0
    Election.objects.update(closed_at=None)
    Desk.objects.filter(pk=desk.pk).update(closed_on=date(2024, 10, 1))
    assert ensure_due_reports(NOW) == 0


@pytest.mark.django_db
def test_a_desk_of_a_kecamatan_owes_nothing_upwards(one: Election) -> None:
    briefing.desk(one, factories.Region.objects.get(code=people.KECAMATAN))
    assert ensure_due_reports(NOW) == 0


@pytest.mark.django_db
def test_what_went_by_while_the_clock_stood_is_owed(one: Election) -> None:
    briefing.desk(one)
    ensure_due_reports(NOW)
    ensure_due_reports(NOW + timedelta(days=60))
    made = rows()
    assert all(later[1] == earlier[2] + timedelta(days=1) for earlier, later in pairwise(made))
    assert made[-1][2] >= (NOW + timedelta(days=60)).date()


@pytest.mark.django_db
def test_the_last_report_is_that_of_the_end_of_disputes(one: Election) -> None:
    briefing.desk(one)
    ensure_due_reports(NOW)
    ensure_due_reports(NOW + timedelta(days=400))
    assert rows()[-1][2] == one.voting_day + timedelta(days=105)
    assert ensure_due_reports(NOW + timedelta(days=500)) == 0


class Jumps(TestCase):
    """Rows as one look would make them, whatever the moments at which the clockwork ran."""

    @given(st.lists(st.integers(0, 170 * 24), min_size=1, max_size=8))
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    def test_any_jumps_of_the_clock_make_the_same_rows(self, hours: Sequence[int]) -> None:
        election = factories.election(factories.tree()[people.CITY])
        briefing.desk(election)
        start = datetime(2024, 9, 3, 1, tzinfo=UTC)
        ensure_due_reports(start)
        for hour in [*hours, max(hours)]:
            ensure_due_reports(start + timedelta(hours=hour))
        jumped = rows()
        DeskReport.objects.all().delete()
        ensure_due_reports(start)
        ensure_due_reports(start + timedelta(hours=max(hours)))
        assert jumped == rows()
        assert jumped[-1][1] <= (start + timedelta(hours=max(hours)) + HORIZON + timedelta(days=1)).date()
