"""Review: checked by the sub-district, accepted by the desk, returned and reopened with a reason; never one's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from siaga.access import Actor, Grant, Refused, Role
from siaga.ledger.models import Entry
from siaga.reporting.actions.review import (
    accept_many,
    accept_report,
    check_many,
    check_report,
    reopen_report,
    return_report,
)
from siaga.reporting.actions.submissions import submit_report
from siaga.reporting.errors import NoneChosen, OwnReport, ReasonMissing, ReportMoved, TooMany
from siaga.reporting.models import ReviewAct, State, Submission
from siaga.reporting.signals import submission_moved
from siaga.reporting.steps import MANY
from siaga.reporting.units import station_unit
from tests import people
from tests.factories import NOW, reports
from tests.reporting.worlds import world

pytestmark = pytest.mark.django_db
CAMAT = {"actor": people.camat, "now": NOW + timedelta(hours=1)}
DESK = {"actor": people.secretariat, "now": NOW + timedelta(hours=2)}


def sent() -> Submission:
    return submit_report(actor=people.field, report=world().report(), now=NOW).submission


def test_checked_then_accepted_each_step_is_kept() -> None:
    one = sent()
    check_report(**CAMAT, submission=one)
    accept_report(**DESK, submission=one)
    one.refresh_from_db()
    assert one.state == State.ACCEPTED
    acts = list(ReviewAct.objects.values_list("before", "after", "actor_id", "actor_role"))
    assert acts == [("sent", "checked", 6, "kecamatan"), ("checked", "accepted", 2, "secretariat")]
    assert list(Entry.objects.order_by("id").values_list("action", flat=True)) == [
        "report.submit",
        "report.check",
        "report.accept",
    ]


def test_a_step_that_does_not_fit_the_state_is_refused() -> None:
    one = sent()
    accept_report(**DESK, submission=one)
    for step in (check_report, accept_report):
        with pytest.raises(ReportMoved):
            step(**DESK, submission=one)
    with pytest.raises(ReportMoved):
        return_report(**DESK, submission=one, reason="Salah")
    assert ReviewAct.objects.count() == 1


def test_returned_and_reopened_with_a_reason() -> None:
    one = sent()
    with pytest.raises(ReasonMissing):
        return_report(**CAMAT, submission=one, reason="  ")
    return_report(**CAMAT, submission=one, reason="Foto kabur")
    with pytest.raises(ReasonMissing):
        reopen_report(**DESK, submission=one, reason="")
    reopen_report(**DESK, submission=one, reason="Foto ternyata jelas")
    one.refresh_from_db()
    assert one.state == State.SENT
    assert list(ReviewAct.objects.values_list("reason", flat=True)) == ["Foto kabur", "Foto ternyata jelas"]


def test_an_accepted_report_is_reopened_by_the_desk_alone() -> None:
    one = sent()
    accept_report(**DESK, submission=one)
    with pytest.raises(Refused):
        reopen_report(**CAMAT, submission=one, reason="Salah")
    assert reopen_report(**DESK, submission=one, reason="Salah").state == State.SENT


def test_nobody_reviews_what_they_sent_themselves() -> None:
    here = world()
    own = submit_report(actor=people.camat, report=here.report(), now=NOW).submission
    with pytest.raises(OwnReport):
        check_report(**CAMAT, submission=own)
    with pytest.raises(NoneChosen):
        check_many(**CAMAT, ids=[own.pk])
    colleague = Actor(60, "Contoh Sekcam", people.camat.grants)
    assert check_report(actor=colleague, submission=own, now=NOW).state == State.CHECKED


STEPS: list[tuple[Callable[..., Submission], dict[str, str], set[str]]] = [
    (check_report, {}, {"admin", "secretariat", "camat"}),
    (accept_report, {}, {"admin", "secretariat"}),
    (return_report, {"reason": "Contoh"}, {"admin", "secretariat", "camat"}),
]


@pytest.mark.parametrize(("step", "more", "allowed"), STEPS)
@pytest.mark.parametrize("who", sorted(people.EVERYONE))
def test_who_may_take_which_step(
    step: Callable[..., Submission], more: dict[str, str], allowed: set[str], who: str
) -> None:
    one = reports.submission((here := world()).election, here.version, here.unit, sender_id=99)
    if who in allowed:
        assert step(actor=people.EVERYONE[who], submission=one, now=NOW, **more).state != State.SENT
    else:
        with pytest.raises(Refused):
            step(actor=people.EVERYONE[who], submission=one, now=NOW, **more)
        assert not ReviewAct.objects.exists()


def test_a_camat_of_another_sub_district_reviews_nothing_here() -> None:
    one = sent()
    other = Actor(61, "Contoh Camat Lain", (Grant(Role.KECAMATAN, region="16.72.03"),))
    for step in (check_report, accept_report):
        with pytest.raises(Refused):
            step(actor=other, submission=one, now=NOW)
    with pytest.raises(NoneChosen):
        check_many(actor=other, ids=[one.pk], now=NOW)


def test_many_are_checked_at_once_and_only_those_that_wait() -> None:
    here = world()
    units = [station_unit(one) for one in here.stations]
    waiting = [reports.submission(here.election, here.version, unit).pk for unit in units]
    done = reports.submission(here.election, here.version, here.unit, state=State.ACCEPTED).pk
    own = reports.submission(here.election, here.version, here.unit, sender_id=people.camat.account_id).pk
    elsewhere = reports.submission(here.election, here.version, station_unit(here.elsewhere)).pk
    heard: list[int] = []

    def hear(submission: Submission, **_signal: object) -> None:
        heard.append(submission.pk)

    submission_moved.connect(hear)
    try:
        assert check_many(**CAMAT, ids=[*waiting, done, own, elsewhere]) == 3
    finally:
        submission_moved.disconnect(hear)
    assert sorted(heard) == sorted(waiting)
    assert set(Submission.objects.filter(state=State.CHECKED).values_list("pk", flat=True)) == set(waiting)
    assert ReviewAct.objects.count() == 3 and Entry.objects.filter(action="report.check_many").count() == 1
    assert accept_many(**DESK, ids=waiting) == 3


def test_many_has_a_limit() -> None:
    world()
    with pytest.raises(TooMany):
        check_many(**CAMAT, ids=range(MANY + 1))
