"""One runnable example of each act on plans and on what they are made from."""

from __future__ import annotations

from siaga.engines.distribution.happened import Happened
from siaga.planning.actions import edits, legs, manifests, plans, sites, vehicles
from siaga.planning.actions.distribution import ask_plan
from siaga.planning.editing import Edit
from siaga.planning.models import LegReport, ManifestFile, Plan, Site, Vehicle
from siaga.planning.options import Options
from tests import people
from tests.examples import example
from tests.factories import NOW
from tests.planning.worlds import Supplied, supplied


def _asked(here: Supplied | None = None) -> Plan:
    here = here or supplied()
    return ask_plan(
        actor=people.officer, election=here.election, region=here.city, options=Options(), now=NOW, seconds=1
    )


def _started() -> Plan:
    return plans.start_plan(actor=people.admin, plan=_asked(), now=NOW)


@example("plan.ask")
def ask() -> None:
    _asked()


@example("plan.start")
def start() -> None:
    _started()


@example("plan.finish")
def finish() -> None:
    supplied().plan()


@example("plan.fail")
def fail() -> None:
    plans.fail_plan(actor=people.admin, plan=_started(), problem="Contoh", now=NOW)


@example("plan.requeue")
def requeue() -> None:
    plans.requeue_plan(actor=people.admin, plan=_started(), now=NOW)


@example("plan.rename")
def rename() -> None:
    plans.rename_plan(actor=people.officer, plan=_asked(), title="Rencana utama (contoh)", note="", now=NOW)


@example("plan.put_in_force")
def put_in_force() -> None:
    plans.put_in_force(actor=people.officer, plan=supplied().plan(), now=NOW)


def _in_force() -> Plan:
    return plans.put_in_force(actor=people.officer, plan=supplied().plan(), now=NOW)


@example("plan.retire")
def retire() -> None:
    plans.retire_plan(actor=people.officer, plan=_in_force(), reason="Contoh", now=NOW)


@example("plan.edit")
def edit() -> None:
    plan = supplied().plan()
    route = (plan.result or {})["routes"][0]
    name = f"{route['vehicle']}-{route['unit']}/H{route['day']:+d}"
    edits.edit_plan(actor=people.officer, plan=plan, edits=[Edit("lock", name)], now=NOW)


@example("plan.replan")
def replan() -> None:
    happened = Happened(now_day=-7, now_minute=300, broken=frozenset({("truk", 1)}))
    edits.replan(actor=people.officer, plan=_in_force(), happened=happened, now=NOW)


def _leg() -> LegReport:
    plan = _in_force()
    route = (plan.result or {})["routes"][0]
    name = f"{route['vehicle']}-{route['unit']}/H{route['day']:+d}"
    return legs.report_leg(actor=people.officer, plan=plan, route=name, state="berangkat", at=NOW, now=NOW)


@example("leg.report")
def report_leg() -> None:
    _leg()


@example("leg.withdraw")
def withdraw_leg() -> None:
    legs.withdraw_leg(actor=people.officer, leg=_leg(), now=NOW)


def _asked_manifests() -> ManifestFile:
    return manifests.ask_manifests(
        actor=people.officer, plan=supplied().plan(), origin="https://contoh.example", now=NOW
    )


@example("manifests.ask")
def ask_manifests() -> None:
    _asked_manifests()


@example("manifests.make")
def make_manifests() -> None:
    manifests.make_manifests(actor=people.officer, file=_asked_manifests(), draw=lambda _sheet: b"%PDF", now=NOW)


@example("site.change")
def change_site() -> None:
    here = supplied()
    sites.change_site(
        actor=people.officer,
        election=here.election,
        region=here.regions["16.72.01.1001"],
        code="16.72.01.1001",
        values={"access": "4wd", "remote": True},
        now=NOW,
    )


def _crossing() -> Site:
    here = supplied()
    return sites.add_site(
        actor=people.officer,
        election=here.election,
        region=here.city,
        kind="crossing",
        code="dermaga",
        values={"name": "Dermaga (contoh)", "access": "boat", "departures": [360, 840]},
        now=NOW,
    )


@example("site.add")
def add_site() -> None:
    _crossing()


@example("site.remove")
def remove_site() -> None:
    sites.remove_site(actor=people.officer, site=_crossing(), now=NOW)


@example("vehicle.change")
def change_vehicle() -> None:
    here = supplied()
    vehicles.change_vehicle(
        actor=people.officer,
        election=here.election,
        region=here.city,
        code="perahu",
        values={"type": "Perahu (contoh)", "capacity_boxes": 40, "access": ["boat"]},
        now=NOW,
    )


@example("vehicle.remove")
def remove_vehicle() -> None:
    supplied()
    vehicles.remove_vehicle(
        actor=people.officer,
        thing=Vehicle.objects.select_related("region", "election")[0],
        now=NOW,
    )
