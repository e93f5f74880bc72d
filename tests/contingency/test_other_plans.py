"""What-ifs over the plans of others: boxes of the distribution, officers of the deployment, and who may know which."""

from __future__ import annotations

import json

import pytest

from siaga.access import Refused
from siaga.contingency.actions.scenarios import keep_scenario, propose_plan
from siaga.contingency.asking import Asked
from siaga.contingency.queries.ground import standing_of_region
from siaga.contingency.queries.whatif import asked_about
from siaga.engines.deployment.form import plan_from
from siaga.engines.whatif import Loss
from siaga.planning import work
from siaga.planning.actions.plans import put_in_force
from siaga.planning.models import Plan, PlanKind, PlanState
from tests import people
from tests.contingency.worlds import bpbd
from tests.deployment.worlds import guarded, police
from tests.factories import NOW
from tests.planning.worlds import supplied

pytestmark = pytest.mark.django_db
FAR = "16.72.03"


def _stops(plan: Plan) -> list[tuple[str, int, int]]:
    result = plan.result or {}
    return [
        (stop["site"], route["day"], stop["boxes"])
        for route in result["routes"]
        for trip in route["trips"]
        for stop in trip["stops"]
    ]


def test_a_flood_holds_up_the_boxes_of_its_days_and_the_proposal_brings_them_before() -> None:
    here = supplied()
    plan = put_in_force(actor=people.officer, plan=here.plan(), now=NOW)
    stops = [stop for stop in _stops(plan) if stop[0].startswith(FAR)]
    days = sorted({day for _site, day, _boxes in stops})
    assert days
    for first in (days[-1], days[-1] + 1):
        found = asked_about(people.leader, here.election, here.city, [Asked("banjir", (FAR,), first, 0)])
        assert found.answer.boxes == sum(boxes for _site, day, boxes in stops if day >= first)
        assert bool(found.answer.routes) == bool(found.answer.boxes)
    kept = keep_scenario(
        actor=people.secretariat, election=here.election, region=here.city, title="Banjir (contoh)",
        events=[Asked("banjir", (FAR,), days[-1], 0)], now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused):
        propose_plan(actor=bpbd, scenario=kept, kind=PlanKind.DISTRIBUTION, now=NOW)
    proposal = propose_plan(actor=people.secretariat, scenario=kept, kind=PlanKind.DISTRIBUTION, now=NOW)
    work.perform(proposal.pk, lambda: NOW)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.in_force, proposal.parent_id) == (PlanState.DONE, False, plan.pk)
    assert all(day < days[-1] for site, day, _boxes in _stops(proposal) if site.startswith(FAR))


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
