"""One runnable example of each action on duties."""

from __future__ import annotations

from datetime import date

from siaga.access import Role
from siaga.reporting.actions import duties
from siaga.reporting.models import Duty
from tests import people
from tests.examples import example
from tests.factories import NOW
from tests.factories import duties as made


def _duty() -> Duty:
    election, _regions, _stations = made.pagar_alam()
    return duties.set_duty(
        actor=people.secretariat,
        election=election,
        instrument=made.instrument(),
        region=election.region,
        role=Role.FIELD,
        cadence=made.DAILY,
        starts=date(2024, 10, 30),
        ends=date(2024, 11, 27),
        now=NOW,
    )


@example("duty.set")
def set_duty() -> None:
    _duty()


@example("duty.end")
def end_duty() -> None:
    duties.end_duty(actor=people.secretariat, duty=_duty(), reason="Diganti instrumen lain", now=NOW)


@example("duty.install")
def install_standard_duties() -> None:
    election, _regions, _stations = made.pagar_alam()
    duties.install_standard_duties(actor=people.secretariat, election=election, now=NOW)
