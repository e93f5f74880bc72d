"""Changes by hand, replanning on the day, and what was noted on the road."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.access import Refused
from siaga.engines.distribution.form import plan_from, problem_from
from siaga.engines.distribution.happened import Happened
from siaga.engines.distribution.plan import Route
from siaga.logistics.models import HopDue
from siaga.planning import work
from siaga.planning.actions.edits import edit_plan, replan
from siaga.planning.actions.legs import LegInFuture, LegOfOldPlan, report_leg
from siaga.planning.actions.plans import put_in_force
from siaga.planning.editing import Edit, EditImpossible
from siaga.planning.errors import PlanBroken, UnknownStop
from siaga.planning.models import LegReport, Plan, PlanState
from siaga.planning.queries.live import progress_of
from siaga.planning.reading import sheet_of
from tests import people
from tests.factories import NOW, logistics
from tests.planning.worlds import Supplied, supplied

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Supplied:
    return supplied()


def _routes(plan: Plan) -> list[Route]:
    assert plan.result is not None
    return list(plan_from(plan.result).routes)


def test_an_edit_is_a_new_version_of_the_old_one_and_says_what_it_breaks(here: Supplied) -> None:
    plan = here.plan()
    truck = next(route for route in _routes(plan) if route.vehicle == "truk")
    site = truck.trips[0].stops[0].site
    fine = edit_plan(actor=people.officer, plan=plan, edits=[Edit("move", truck.id, site, "truk-2/H-3")], now=NOW)
    assert (fine.parent_id, fine.number, fine.state, fine.result["broken"]) == (plan.pk, 2, PlanState.DONE, [])  # type: ignore[index]
    far = next(route for route in _routes(plan) if route.vehicle == "motor")
    bad = edit_plan(
        actor=people.officer, plan=plan, edits=[Edit("move", far.id, "16.72.03.1002", "truk-2/H-3")], now=NOW
    )
    assert [one["rule"] for one in bad.result["broken"]] == ["access"]  # type: ignore[index]
    with pytest.raises(PlanBroken):
        put_in_force(actor=people.officer, plan=bad, now=NOW)
    assert put_in_force(actor=people.officer, plan=bad, now=NOW, reason="Jalan sudah diperbaiki (contoh)").in_force


def test_a_locked_route_is_not_changed_and_nonsense_is_refused(here: Supplied) -> None:
    plan = here.plan()
    truck = next(route for route in _routes(plan) if route.vehicle == "truk")
    site = truck.trips[0].stops[0].site
    locked = edit_plan(actor=people.officer, plan=plan, edits=[Edit("lock", truck.id)], now=NOW)
    with pytest.raises(EditImpossible, match="dikunci"):
        edit_plan(actor=people.officer, plan=locked, edits=[Edit("move", truck.id, site, "truk-2/H-3")], now=NOW)
    for nonsense in (Edit("move", "truk-9/H-3", site, truck.id), Edit("swap", truck.id, to="tank"), Edit("lock", "x")):
        with pytest.raises(EditImpossible):
            edit_plan(actor=people.officer, plan=plan, edits=[nonsense], now=NOW)
    with pytest.raises(EditImpossible):
        edit_plan(actor=people.officer, plan=plan, edits=[], now=NOW)
    for actor in (people.colleague, people.camat, people.leader, people.outsider):
        with pytest.raises(Refused):
            edit_plan(actor=actor, plan=plan, edits=[Edit("lock", truck.id)], now=NOW)


def test_a_broken_vehicle_is_answered_with_a_version_that_says_who_must_be_told(here: Supplied) -> None:
    plan = put_in_force(actor=people.officer, plan=here.plan(), now=NOW)
    truck = next(route for route in _routes(plan) if route.vehicle == "truk")
    happened = Happened(now_day=truck.day, now_minute=300, broken=frozenset({("truk", truck.unit)}))
    asked = replan(actor=people.officer, plan=plan, happened=happened, now=NOW)
    assert (asked.state, asked.parent_id) == (PlanState.QUEUED, plan.pk)
    work.perform(asked.pk, lambda: NOW)
    asked.refresh_from_db()
    assert (asked.state, asked.problem) == (PlanState.DONE, "")
    assert asked.result is not None
    assert {change["kind"] for change in asked.result["changes"]} <= {"moved", "time", "added"}
    assert asked.result["changes"]
    assert all((one.vehicle, one.unit, one.day) != ("truk", truck.unit, truck.day) for one in _routes(asked))
    assert sheet_of(asked).problem == problem_from(asked.result["problem"])


def test_the_plan_in_force_says_until_when_boxes_are_due(here: Supplied) -> None:
    logistics.warehouse(here.election)
    plan = put_in_force(actor=people.officer, plan=here.plan(), now=NOW)
    dues = {(due.hop, due.code): due.due_at for due in HopDue.objects.all()}
    arrivals = sheet_of(plan).arrivals()
    assert set(dues) == {("pps", code) for code in arrivals if code != "gudang"}
    assert dues["pps", "16.72.01.1001"] == arrivals["16.72.01.1001"][0] + timedelta(hours=1)


def test_legs_are_noted_late_ones_are_seen_and_their_arrival_is_expected(here: Supplied) -> None:
    plan = here.plan()
    line = sheet_of(plan).routes[0]
    first = line.stops[0]
    start = sheet_of(plan).at(line.route.day, line.route.trips[0].depart)
    with pytest.raises(LegOfOldPlan):
        report_leg(actor=people.officer, plan=plan, route=line.id, state="berangkat", at=NOW, now=NOW)
    put_in_force(actor=people.officer, plan=plan, now=NOW)
    plan = Plan.objects.select_related("region", "election").get(pk=plan.pk)
    late = start + timedelta(minutes=40)
    report_leg(actor=people.officer, plan=plan, route=line.id, state="berangkat", at=late, now=late)
    progress = progress_of(people.leader, plan, sheet_of(plan), late)
    route = next(one for one in progress.routes if one.line.id == line.id)
    assert (route.state, route.late_minutes, route.stops[0].at) == (
        "terlambat",
        40,
        first.arrive + timedelta(minutes=40),
    )
    there = first.arrive + timedelta(minutes=50)
    report_leg(actor=people.officer, plan=plan, route=line.id, stop=first.place.id, state="tiba", at=there, now=there)
    progress = progress_of(people.leader, plan, sheet_of(plan), there)
    assert progress.arrived == 1
    assert progress.executed()[0].route == line.id
    assert LegReport.objects.count() == 2
    for wrong in ({"route": "x"}, {"route": line.id, "stop": "entah"}, {"route": line.id, "stop": ""}):
        with pytest.raises(UnknownStop):
            report_leg(actor=people.officer, plan=plan, state="tiba", at=there, now=there, **{"stop": "x", **wrong})
    with pytest.raises(LegInFuture):
        report_leg(
            actor=people.officer, plan=plan, route=line.id, state="berangkat", at=there + timedelta(days=1), now=there
        )
    for actor in (people.colleague, people.camat, people.outsider, people.leader):
        with pytest.raises(Refused):
            report_leg(actor=actor, plan=plan, route=line.id, state="berangkat", at=late, now=late)


def test_boxes_that_are_scanned_in_tell_that_their_stop_was_made(here: Supplied) -> None:
    warehouse = logistics.warehouse(here.election)
    for station in here.election.stations.filter(village_code="16.72.01.1002"):
        logistics.box(warehouse, station)
    plan = put_in_force(actor=people.officer, plan=here.plan(), now=NOW)
    assert progress_of(people.officer, plan, sheet_of(plan), NOW).arrived == 0
    warehouse.boxes.update(hop=warehouse.hops.index("pps"), since=NOW)
    progress = progress_of(people.officer, plan, sheet_of(plan), NOW)
    reached = [stop for route in progress.routes for stop in route.stops if stop.state == "tiba"]
    assert [(stop.line.place.id, stop.scanned) for stop in reached] == [("16.72.01.1002", True)]
