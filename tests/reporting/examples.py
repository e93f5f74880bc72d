"""One runnable example of each action on reports, their review and their conflicts."""

from __future__ import annotations

from siaga.reporting.actions import review
from siaga.reporting.actions.conflicts import resolve_conflict
from siaga.reporting.actions.submissions import submit_report
from siaga.reporting.models import Submission
from tests import people
from tests.examples import PHONE, example
from tests.factories import NOW
from tests.reporting.worlds import world

CHECKS = {"actor": people.camat, "now": NOW}
DESK = {"actor": people.secretariat, "now": NOW}


def _sent() -> Submission:
    report = world().report(values={"listrik": "ya", "catatan": f"Hubungi {PHONE}"})
    return submit_report(actor=people.field, report=report, now=NOW).submission


@example("report.submit")
def submit() -> None:
    _sent()


@example("report.check")
def check() -> None:
    review.check_report(**CHECKS, submission=_sent())


@example("report.accept")
def accept() -> None:
    review.accept_report(**DESK, submission=_sent())


@example("report.return")
def give_back() -> None:
    review.return_report(**CHECKS, submission=_sent(), reason="Foto kabur")


@example("report.reopen")
def reopen() -> None:
    accepted = review.accept_report(**DESK, submission=_sent())
    review.reopen_report(**DESK, submission=accepted, reason="Salah TPS")


@example("report.check_many")
def check_many() -> None:
    review.check_many(**CHECKS, ids=[_sent().pk])


@example("report.accept_many")
def accept_many() -> None:
    review.accept_many(**DESK, ids=[_sent().pk])


@example("report.resolve")
def resolve() -> None:
    here = world()
    submit_report(actor=people.field, report=here.report(), now=NOW)
    clash = submit_report(actor=people.field, report=here.report(values={"listrik": "tidak"}), now=NOW).conflict
    assert clash
    resolve_conflict(**CHECKS, conflict=clash, take_second=True, reason="Yang kedua diperiksa di tempat")
