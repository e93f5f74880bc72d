"""One runnable example of each action on reports of the desk."""

from __future__ import annotations

from datetime import date

from siaga.briefing.actions import reports
from siaga.briefing.cadence import DuePeriod
from siaga.briefing.drawing_up import fingerprint
from siaga.briefing.models import DeskReport
from tests import people
from tests.examples import example
from tests.factories import NOW, briefing, election, tree


def drawn() -> DeskReport:
    """A report that was drawn up."""
    city = tree()[people.CITY]
    briefing.letterhead(city)
    report = briefing.desk_report(election(city))
    return reports.draw_up_report(actor=people.secretariat, report=report, now=NOW)


def approved() -> DeskReport:
    report = drawn()
    return reports.approve_report(actor=people.leader, report=report, base=report.version, now=NOW)


@example("deskreport.expect")
def expect_reports() -> None:
    one = election(tree()[people.CITY])
    period = DuePeriod("weekly", date(2024, 10, 28), date(2024, 11, 3), NOW)
    reports.expect_reports(actor=people.secretariat, election=one, region=one.region, periods=[period], now=NOW)


@example("deskreport.draw_up")
def draw_up_report() -> None:
    drawn()


@example("deskreport.write")
def write_section() -> None:
    report = drawn()
    reports.write_section(
        actor=people.secretariat, report=report, section="summary", text="Situasi kondusif.",
        base=fingerprint(""), now=NOW,
    )  # fmt: skip


@example("deskreport.nil")
def set_nil() -> None:
    report = drawn()
    reports.set_nil(actor=people.secretariat, report=report, nil=not report.nil, now=NOW)


@example("deskreport.approve")
def approve_report() -> None:
    approved()


@example("deskreport.send")
def send_report() -> None:
    reports.send_report(
        actor=people.secretariat, report=approved(), sent_to="Menteri Dalam Negeri melalui Gubernur", way="surel",
        sent_at=NOW, now=NOW,
    )  # fmt: skip


@example("deskreport.reopen")
def reopen_report() -> None:
    reports.reopen_report(actor=people.leader, report=approved(), reason="Angka TPS keliru", now=NOW)
