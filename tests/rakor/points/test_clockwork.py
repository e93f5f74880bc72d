"""What the clock does with points: overdue ones go up by the rule, those whose figure is reached close."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from siaga.access import SYSTEM
from siaga.cli.clockwork import close_points_by_data, escalate_points
from siaga.ledger.models import Entry
from siaga.rakor.actions import points
from siaga.rakor.models import ActionPoint, Escalation, PointState, PointUpdate
from siaga.rakor.pointing.escalation import parse, steps
from siaga.readiness.arithmetic import Scale
from siaga.readiness.queries import picture
from tests import people
from tests.factories import NOW
from tests.rakor.points.worlds import DUE, Table
from tests.readiness.worlds import FULL_ANSWERS, City

pytestmark = pytest.mark.django_db


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def kinds(point: ActionPoint) -> list[str]:
    return list(PointUpdate.objects.filter(point=point).order_by("pk").values_list("kind", flat=True))


def entries(point: ActionPoint) -> int:
    return Entry.objects.filter(object_type="rakor.point", object_key=str(point.pk), action="point.escalate").count()


def test_an_overdue_point_goes_up_step_by_step_on_its_days() -> None:
    table = Table()
    point = table.utara_point()
    seen = []
    for late in range(16):
        escalate_points(noon(DUE + timedelta(days=late)))
        point.refresh_from_db()
        seen.append(point.escalation)
    assert seen == [0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4]
    assert point.raised_to == table.desk
    assert kinds(point) == ["eskalasi"] * 4
    assert entries(point) == 4


def test_a_clock_that_stood_still_takes_all_steps_that_are_due_and_no_step_twice() -> None:
    point = Table().utara_point()
    assert escalate_points(noon(DUE + timedelta(days=20))) == 4
    assert escalate_points(noon(DUE + timedelta(days=20))) == 0
    assert kinds(point) == ["eskalasi"] * 4


def test_without_a_forum_above_it_stays_on_the_agenda_and_without_a_forum_with_the_head_of_the_agency() -> None:
    table = Table()
    of_desk, of_none = table.point(), table.point(meeting=None)
    escalate_points(noon(DUE + timedelta(days=30)))
    assert escalate_points(noon(DUE + timedelta(days=31))) == 0
    assert ActionPoint.objects.get(pk=of_desk.pk).escalation == Escalation.AGENDA
    assert ActionPoint.objects.get(pk=of_none.pk).escalation == Escalation.AGENCY_HEAD


def test_what_is_done_settled_or_not_yet_due_stays() -> None:
    table = Table()
    done = table.done()
    dropped = table.point()
    points.drop_point(actor=people.secretariat, point=dropped, reason="Diganti", now=NOW)
    table.point(due=date(2024, 12, 30))
    assert escalate_points(noon(DUE + timedelta(days=30))) == 0
    assert kinds(done) == ["laporan"]


def test_another_due_date_starts_again() -> None:
    point = Table().utara_point()
    escalate_points(noon(DUE + timedelta(days=4)))
    later = DUE + timedelta(days=10)
    points.change_point(
        actor=people.camat, point=point, changes={"due": later}, reason="Hujan", now=noon(DUE + timedelta(days=4))
    )
    assert escalate_points(noon(DUE + timedelta(days=10))) == 0
    assert escalate_points(noon(later + timedelta(days=1))) == 1
    point.refresh_from_db()
    assert point.escalation == Escalation.REMINDED


def test_the_day_is_that_of_the_region() -> None:
    point = Table().point()
    before_midnight = datetime(
        2024, 11, 6, 16, 59, tzinfo=UTC
    )  # 23.59 WIB of the due date, already the 7th in the east
    assert escalate_points(before_midnight) == 0
    assert escalate_points(before_midnight + timedelta(minutes=2)) == 1
    assert kinds(point) == ["eskalasi"]


def test_a_rule_whose_steps_do_not_rise_is_no_rule() -> None:
    assert [step.days for step in steps()] == [1, 3, 7, 14]
    with pytest.raises(ValueError, match="follow"):
        parse('[[step]]\nto = "AGENDA"\ndays = 1\n')
    with pytest.raises(ValueError, match="rise"):
        parse('[[step]]\nto = "REMINDED"\ndays = 3\n[[step]]\nto = "AGENCY_HEAD"\ndays = 3\n')


class Waiting:
    """A point that waits for the readiness of Bangun Rejo (one TPS) and one that waits for the whole city."""

    def __init__(self) -> None:
        self.city = City()
        self.table = Table(self.city.tree, self.city.election)
        self.village = self.wait("16.72.01.1002", 900_000)
        self.boxes = self.wait("16.72.01.1002", 1_000_000, "kotak")
        self.whole = self.wait("16.72", 900_000)
        self.risky = self.wait("16.72.01.1001/001", 0)

    def wait(self, code: str, at_least: int, indicator: str = "") -> ActionPoint:
        return self.table.point(
            closes_when={"scale": "readiness", "code": code, "indicator": indicator, "at_least": at_least}
        )

    def states(self) -> list[str]:
        return [
            ActionPoint.objects.get(pk=point.pk).state for point in (self.village, self.boxes, self.whole, self.risky)
        ]


def test_nothing_closes_while_nothing_is_reported() -> None:
    waiting = Waiting()
    assert close_points_by_data(NOW) == 0
    assert waiting.states() == ["open"] * 4


def test_a_point_closes_when_the_picture_says_so_with_the_figure_as_its_reason() -> None:
    waiting = Waiting()
    waiting.city.report("16.72.01.1002/001", FULL_ANSWERS)
    shown = picture(SYSTEM, waiting.city.election, "16.72.01.1002", Scale.READINESS, None, NOW)
    assert shown.figure.value == 1
    assert close_points_by_data(NOW) == 2
    assert close_points_by_data(NOW) == 0
    assert waiting.states() == ["verified", "verified", "open", "open"]
    closed = ActionPoint.objects.get(pk=waiting.village.pk)
    assert "100%" in closed.closed_reason
    assert "30 Oktober 2024 09.00 WIB" in closed.closed_reason
    assert "cakupan 100%" in closed.closed_reason
    assert "belum dinyatakan selesai" in closed.closed_reason
    last = PointUpdate.objects.filter(point=closed).latest("pk")
    assert (last.kind, last.before, last.after, last.by) == ("verifikasi", "open", "verified", "sistem")


def test_what_was_called_done_before_says_nothing_else() -> None:
    waiting = Waiting()
    waiting.table.done(waiting.village)
    waiting.city.report("16.72.01.1002/001", FULL_ANSWERS)
    close_points_by_data(NOW)
    assert "belum dinyatakan" not in ActionPoint.objects.get(pk=waiting.village.pk).closed_reason


def test_one_of_six_stations_does_not_make_a_city_ready() -> None:
    waiting = Waiting()
    for code in list(waiting.city.units)[:5]:
        waiting.city.report(code, FULL_ANSWERS)
    close_points_by_data(NOW)
    assert ActionPoint.objects.get(pk=waiting.whole.pk).state == PointState.OPEN  # 5/6 < 0.9: the silent one counts
    waiting.city.report(list(waiting.city.units)[5], FULL_ANSWERS)
    close_points_by_data(NOW)
    assert ActionPoint.objects.get(pk=waiting.whole.pk).state == PointState.VERIFIED


def test_a_dropped_point_is_not_closed_by_data() -> None:
    waiting = Waiting()
    points.drop_point(actor=people.secretariat, point=waiting.village, reason="Diganti", now=NOW)
    waiting.city.report("16.72.01.1002/001", FULL_ANSWERS)
    close_points_by_data(NOW)
    assert waiting.states()[0] == "dropped"
