"""One runnable example of each act on personnel, patterns and security plans."""

from __future__ import annotations

from datetime import timedelta

from siaga.deployment.actions import measuring, patterns, plans
from siaga.deployment.actions import people as acts
from siaga.deployment.editing import Edit
from siaga.deployment.models import Absence, GuardClass, Officer, Unit
from siaga.engines.deployment.happened import Happened
from tests import people
from tests.deployment.worlds import guarded, police
from tests.examples import PHONE, example
from tests.factories import NOW


def _officer() -> Officer:
    guarded(2)
    return Officer.objects.select_related("region", "election", "unit").order_by("pk")[0]


@example("guard_officer.change")
def change_officer() -> None:
    acts.change_officer(actor=police, officer=_officer(), values={"name": "Contoh Baru", "phone": PHONE}, now=NOW)


def _absence() -> Absence:
    return acts.note_absence(
        actor=police, officer=_officer(), kind="berhalangan", starts=NOW, ends=NOW + timedelta(days=30), now=NOW
    )


@example("guard_absence.note")
def note_absence() -> None:
    _absence()


@example("guard_absence.withdraw")
def withdraw_absence() -> None:
    acts.withdraw_absence(actor=police, absence=_absence(), now=NOW)


@example("guard_unit.change")
def change_unit() -> None:
    guarded(2)
    unit = Unit.objects.select_related("region", "election").order_by("pk")[0]
    acts.change_unit(actor=police, unit=unit, districts=["16.72.01", "16.72.03"], now=NOW)


@example("guard_pattern.set")
def set_pattern() -> None:
    here = guarded(2)
    patterns.set_pattern(
        actor=police, election=here.election, region=here.city, cls=GuardClass.LOW, police=2, stations=8, linmas=16,
        now=NOW,
    )  # fmt: skip


@example("guard_plan.ask")
def ask() -> None:
    guarded().ask()


@example("guard_plan.edit")
def edit() -> None:
    plan = guarded().plan()
    team = (plan.result or {})["teams"][0]["id"]
    plans.edit_deployment(actor=police, plan=plan, edits=[Edit("lock", team)], now=NOW)


@example("guard_plan.replan")
def replan() -> None:
    plan = guarded().plan()
    plans.replan_deployment(actor=police, plan=plan, happened=Happened(ill=frozenset({"Polres-01"})), now=NOW)


@example("indicator.measure_guards")
def measure() -> None:
    here = guarded(2)
    measuring.measure_guards(actor=people.secretariat, election=here.election, region=here.city, now=NOW)
