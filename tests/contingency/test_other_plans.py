"""What-ifs over the plans of others: boxes of the distribution, officers of the deployment, and who may know which."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta

import pytest

from siaga.access import Actor, Refused
from siaga.contingency.actions.scenarios import keep_scenario, propose_plan
from siaga.contingency.asking import Asked
from siaga.contingency.errors import BadWhatIf
from siaga.contingency.queries.ground import guard_plan, standing_of_region
from siaga.contingency.queries.whatif import asked_about
from siaga.deployment.models import Officer
from siaga.engines.deployment.assembling import stands
from siaga.engines.deployment.form import plan_from
from siaga.engines.deployment.plan import Need, Why
from siaga.engines.deployment.plan import Plan as GuardPlan
from siaga.engines.deployment.problem import Problem
from siaga.engines.whatif import Loss
from siaga.planning import work
from siaga.planning.actions.legs import report_leg
from siaga.planning.actions.plans import put_in_force
from siaga.planning.models import Plan, PlanKind, PlanState
from siaga.planning.options import Options
from siaga.planning.reading import sheet_of
from siaga.wilayah.zones import zone_of
from tests import people
from tests.contingency.worlds import bpbd
from tests.deployment.worlds import Guarded, guarded, police
from tests.engines.deployment.checker import breaks
from tests.factories import NOW
from tests.planning.worlds import Supplied, supplied

pytestmark = pytest.mark.django_db
FAR = "16.72.03"
police_and_bpbd = Actor(23, "Contoh Polres dan BPBD", (*police.grants, *bpbd.grants))


def _stops(plan: Plan) -> list[tuple[str, int, int]]:
    result = plan.result or {}
    return [
        (stop["site"], route["day"], stop["boxes"])
        for route in result["routes"]
        for trip in route["trips"]
        for stop in trip["stops"]
    ]


def _late(here: Supplied) -> Plan:
    """A plan in force that brings everything on H-2, of days from H-7."""
    plan = here.plan(options=Options(first_day=-2, last_day=-1))
    plan.inputs["problem"]["rules"]["first_day"] = -7
    plan.save(update_fields=["inputs"])
    return put_in_force(actor=people.officer, plan=plan, now=NOW)


def test_a_flood_holds_up_the_boxes_of_its_days_and_the_proposal_brings_them_before() -> None:
    here = supplied()
    plan = _late(here)
    stops = [stop for stop in _stops(plan) if stop[0].startswith(FAR)]
    days = sorted({day for _site, day, _boxes in stops})
    assert days == [-2]
    for first in (-2, -1):
        found = asked_about(people.leader, here.election, here.city, [Asked("banjir", (FAR,), first, 0)])
        assert found.answer.boxes == sum(boxes for _site, day, boxes in stops if day >= first)
        assert bool(found.answer.routes) == bool(found.answer.boxes)
    kept = keep_scenario(
        actor=people.secretariat, election=here.election, region=here.city, title="Banjir (contoh)",
        events=[Asked("banjir", (FAR,), -2, 0)], now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused):
        propose_plan(actor=bpbd, scenario=kept, kind=PlanKind.DISTRIBUTION, now=NOW)
    proposal = propose_plan(actor=people.secretariat, scenario=kept, kind=PlanKind.DISTRIBUTION, now=NOW)
    work.perform(proposal.pk, lambda: NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.in_force, proposal.parent_id) == (PlanState.DONE, False, plan.pk)
    proposed = _stops(proposal)
    assert all(day < -2 for site, day, _boxes in proposed if site.startswith(FAR))
    assert sum(boxes for *_place, boxes in proposed) == sum(boxes for *_place, boxes in _stops(plan))
    others = {stop for stop in _stops(plan) if not stop[0].startswith(FAR)}
    assert others == {stop for stop in proposed if not stop[0].startswith(FAR)}, "who is not hit is served as before"


def test_what_is_driven_by_now_stays_in_the_proposal() -> None:
    here = supplied()
    plan = _late(here)
    kept = keep_scenario(
        actor=people.secretariat, election=here.election, region=here.city, title="Banjir (contoh)",
        events=[Asked("banjir", (FAR,), -2, 0)], now=NOW,
    )  # fmt: skip
    midnight = datetime.combine(here.election.voting_day, time(), tzinfo=zone_of(here.city.code))
    evening = midnight - timedelta(days=2) + timedelta(hours=20)
    for line in sheet_of(plan).routes:
        for stop in ["", *(stop.place.id for stop in line.stops)]:
            report_leg(
                actor=people.officer, plan=plan, route=line.id, stop=stop, state="tiba" if stop else "berangkat",
                at=evening - timedelta(hours=1), note="", now=evening,
            )  # fmt: skip
    proposal = propose_plan(actor=people.secretariat, scenario=kept, kind=PlanKind.DISTRIBUTION, now=evening)
    work.perform(proposal.pk, lambda: evening)
    proposal.refresh_from_db()
    assert sorted(_stops(proposal)) == sorted(_stops(plan))
    assert (proposal.result or {})["unserved"] == []


def _guard_proposal(here: Guarded, event: Asked) -> tuple[Problem, GuardPlan]:
    kept = keep_scenario(
        actor=police_and_bpbd, election=here.election, region=here.city, title="Andai (contoh)", events=[event], now=NOW
    )
    proposal = propose_plan(actor=police, scenario=kept, kind=PlanKind.DEPLOYMENT, now=NOW)
    work.perform(proposal.pk, lambda: NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.in_force) == (PlanState.DONE, False)
    problem, plan = guard_plan(proposal)
    assert breaks(problem, plan) == []
    return problem, plan


def _origin(problem: Problem, id: str) -> str | None:
    """Where somebody comes from: the home, else the kecamatan of the unit; None: anywhere beforehand."""
    officer = next(one for one in problem.officers if one.id == id)
    unit = next(one for one in problem.units if one.id == officer.unit)
    return officer.home or "".join(unit.districts) or (None if unit.lat is None else "")


def test_a_closed_road_proposes_guards_who_live_behind_it_and_says_who_is_missing() -> None:
    here = guarded(officers=6)
    Officer.objects.exclude(unit__name="Polsek Utara").exclude(officer_id="Polsek Dempo-00").update(
        home=here.regions["16.72.01.1002"]
    )
    plan = put_in_force(actor=police, plan=here.plan(), now=NOW)
    before, standing = guard_plan(plan)
    event = Asked("jalan", (FAR,))
    found = asked_about(police, here.election, here.city, [event])
    wrong = {
        post
        for team in standing.teams
        for post in team.posts
        for origin in (_origin(before, one) for one in team.officers)
        if origin is not None and origin.startswith(FAR) != post.startswith(FAR)
    }
    assert wrong
    assert {hit.station for hit in found.answer.losing(Loss.GUARDS)} == wrong
    problem, after = _guard_proposal(here, event)
    behind = [team for team in after.teams if team.posts[0].startswith(FAR)]
    inside = {one for team in behind for one in team.officers}
    assert {_origin(problem, one) for one in inside} <= {FAR, None}
    short = {one.why: one.amount for one in after.missing if one.need is Need.POLICE}
    assert short == {Why.CUT: 2 * len(behind) - len(inside)}


def test_a_flood_proposes_the_same_teams_near_dry_stations_without_who_lives_in_it() -> None:
    here = guarded(officers=8)
    plan = put_in_force(actor=police, plan=here.plan(), now=NOW)
    before, standing = guard_plan(plan)
    problem, after = _guard_proposal(here, Asked("banjir", (FAR,)))
    wet = {one.id for one in before.officers if _origin(before, one.id) == FAR}
    assert wet & set(stands(standing)), "the flood takes somebody who has a task"
    assert not wet & set(stands(after))
    dry = {(post.lat, post.lon) for post in before.posts if not post.code.startswith(FAR)}
    moved = [post for post in problem.posts if post.code.startswith(FAR)]
    assert {post.code for post in moved} == {post.code for post in before.posts if post.code.startswith(FAR)}
    assert all((post.lat, post.lon) in dry and post.estimated for post in moved)
    assert {team.posts for team in after.teams} == {team.posts for team in standing.teams}


def test_a_flood_that_is_over_before_the_duty_asks_nothing_of_the_guards() -> None:
    here = guarded()
    put_in_force(actor=police, plan=here.plan(), now=NOW)
    kept = keep_scenario(
        actor=police_and_bpbd, election=here.election, region=here.city, title="Banjir lalu (contoh)",
        events=[Asked("banjir", (FAR,), -6, -4)], now=NOW,
    )  # fmt: skip
    assert kept.answer["guards"] == 0
    with pytest.raises(BadWhatIf):
        propose_plan(actor=police, scenario=kept, kind=PlanKind.DEPLOYMENT, now=NOW)


def test_a_polsek_that_loses_officers_thins_exactly_the_teams_of_those_who_go() -> None:
    here = guarded(officers=3)
    plan = put_in_force(actor=police, plan=here.plan(), now=NOW)
    standing = standing_of_region(here.election, here.city)
    unit = next(id for id, name in standing.units.items() if name == "Polsek Utara")
    everybody = [Asked("personel", unit=unit, count=3)]
    found = asked_about(police, here.election, here.city, everybody)
    out = standing.out(unit, 3)
    assert len(out) == 3
    teams = plan_from(plan.result or {}).teams
    hit = {post for team in teams if out & set(team.officers) for post in team.posts}
    assert {one.station for one in found.answer.losing(Loss.GUARDS)} == hit
    assert {one.station for one in found.shown} == hit

    other = asked_about(people.secretariat, here.election, here.city, everybody)
    assert (other.shown, other.guards_lost) == ((), len(hit))
    kept = keep_scenario(
        actor=people.secretariat, election=here.election, region=here.city, title="Ditarik (contoh)", events=everybody,
        now=NOW,
    )  # fmt: skip
    told = json.dumps(kept.answer)
    assert (kept.answer["guards"], kept.answer["hits"]) == (len(hit), [])
    assert not any(officer.split("-")[0] in told for officer in out)
    with pytest.raises(Refused):
        propose_plan(actor=people.secretariat, scenario=kept, kind=PlanKind.DEPLOYMENT, now=NOW)
    proposal = propose_plan(actor=police, scenario=kept, kind=PlanKind.DEPLOYMENT, now=NOW)
    assert (proposal.kind, proposal.parent_id, proposal.in_force) == (PlanKind.DEPLOYMENT, plan.pk, False)
