"""What-ifs: who may ask what, what is kept, and that proposals hold only when somebody puts them in force."""

from __future__ import annotations

import pytest

from siaga.access import Problem, Refused
from siaga.contingency.actions.scenarios import keep_scenario, propose_plan
from siaga.contingency.asking import Asked
from siaga.contingency.errors import BadWhatIf
from siaga.contingency.models import Proposal, Resource, Scenario
from siaga.contingency.queries.whatif import asked_about
from siaga.contingency.reading import sheet_of
from siaga.engines.whatif import Loss
from siaga.planning import work
from siaga.planning.models import Plan, PlanKind, PlanState
from tests import people
from tests.contingency.worlds import DARK, SPOTS, Ready, bpbd, ready
from tests.factories import NOW

pytestmark = pytest.mark.django_db
NORTH = "16.72.01"


@pytest.fixture
def here() -> Ready:
    made = ready()
    made.plan()
    return made


def test_a_power_cut_takes_the_light_where_no_genset_stands_and_only_there(here: Ready) -> None:
    given = here.plan(in_force=False).result["given"]  # type: ignore[index]
    lit = {code for one in given if one["need"] == "listrik" for code in one["covers"]}
    found = asked_about(people.leader, here.election, here.city, [Asked("listrik", (NORTH,))])
    north = {code for code in SPOTS if code.startswith(NORTH)}
    assert {hit.station for hit in found.answer.hits} == north - lit
    assert {hit.station for hit in found.answer.held} == north & lit
    assert found.answer.voters == sum(SPOTS[code][2] or 0 for code in north - lit)


def test_a_flood_needs_boats_and_says_how_many_stay_without(here: Ready) -> None:
    found = asked_about(people.leader, here.election, here.city, [Asked("banjir", ("16.72.03",))])
    assert {hit.station for hit in found.answer.hits} == {code for code in SPOTS if code.startswith("16.72.03")}
    assert found.answer.unknown == 1
    boats = next(change for change in found.changes if change.need == "perahu")
    assert (boats.before, boats.before_open, boats.after, boats.after_open) == (1, 1, 2, 2)
    assert all(Loss.PLACE in hit.losses for hit in found.answer.hits)


def test_resources_that_stand_in_the_flood_are_lost_and_no_plan_counts_on_them(here: Ready) -> None:
    """Both gensets stand in the north; who had one there lights nothing elsewhere, and the proposal does without."""
    Resource.objects.filter(resource_id="genset-bpbd").update(lat=-4.0205, lon=103.2605)
    Resource.objects.filter(resource_id="satelit-kominfo").update(lat=-2.0, lon=101.0)
    given = here.plan().result["given"]  # type: ignore[index]
    lit = {code for one in given if one["need"] == "listrik" for code in one["covers"]}
    far = {code for code in lit if not code.startswith(NORTH)}
    events = [Asked("banjir", (f"{NORTH}.1001",)), Asked("listrik", ("16.72.03",))]
    found = asked_about(people.leader, here.election, here.city, events)
    assert {one.resource_id for one in found.gone} == {"genset-bpbd", "puskesmas-utara"}
    dark = {hit.station for hit in found.answer.losing(Loss.POWER)}
    assert dark == {code for code in SPOTS if code.startswith((f"{NORTH}.1001", "16.72.03"))}
    assert far <= dark
    light = next(change for change in found.changes if change.need == "listrik")
    assert light.after_open == light.after
    kept = keep_scenario(
        actor=bpbd, election=here.election, region=here.city, title="Banjir (contoh)", events=events, now=NOW
    )
    assert len(kept.answer["resources"]) == 2
    plan = propose_plan(actor=bpbd, scenario=kept, kind=PlanKind.CONTINGENCY, now=NOW)
    assert {one["id"] for one in plan.inputs["problem"]["resources"]} == {"satelit-kominfo"}
    dry = asked_about(people.leader, here.election, here.city, events[1:])
    assert dry.gone == ()


def test_resources_do_not_cross_a_closed_road_and_the_proposal_does_without(here: Ready) -> None:
    """All stands in the north and stays there, though the plan in force counts on it for the south."""
    Resource.objects.filter(resource_id__in=("genset-bpbd", "satelit-kominfo")).update(lat=-4.0205, lon=103.2605)
    south = {code for code in SPOTS if code.startswith("16.72.03")}
    Resource.objects.filter(resource_id="puskesmas-utara").update(max_km=20)
    given = here.plan().result["given"]  # type: ignore[index]
    sent = [(code, one["resource"]) for one in given for code in one["covers"] if code in south]
    events = [Asked("jalan", ("16.72.03",))]
    found = asked_about(people.leader, here.election, here.city, events)
    assert {hit.station for hit in found.answer.losing(Loss.AID)} == south
    assert ({one.resource_id for one in found.stranded}, found.gone) == ({resource for _code, resource in sent}, ())
    medics = next(change for change in found.changes if change.need == "medis")
    assert (medics.before_open, set(medics.open)) == (0, south)
    kept = keep_scenario(
        actor=bpbd, election=here.election, region=here.city, title="Putus (contoh)", events=events, now=NOW
    )
    assert len(kept.answer["stranded"]) == len(found.stranded)
    plan = propose_plan(actor=bpbd, scenario=kept, kind=PlanKind.CONTINGENCY, now=NOW)
    work.perform(plan.pk, lambda: NOW)
    plan.refresh_from_db()
    assert plan.result is not None
    assert not [one for one in plan.result["given"] if south.intersection(one["covers"])]
    sheet = sheet_of(plan)
    why = {one.uncovered.kind: sheet.reason(one.uncovered) for one in sheet.open if one.station.code in south}
    assert (why["medis"], why["akses"]) == ("jalan ke sana putus", "tidak ada persediaan")
    assert any("16.72.03" in said for said in sheet.assumptions)
    before = asked_about(people.leader, here.election, here.city, [Asked("jalan", ("16.72.03",), -9, -4)])
    assert not before.answer.losing(Loss.AID), "the road is open again when it matters"


def test_two_events_are_one_answer(here: Ready) -> None:
    events = [Asked("banjir", ("16.72.03",)), Asked("listrik", ("16.72.01.1002",))]
    found = asked_about(people.leader, here.election, here.city, events)
    alone = [asked_about(people.leader, here.election, here.city, [one]).answer.hits for one in events]
    assert {hit.station for hit in found.answer.hits} == {hit.station for hits in alone for hit in hits}


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (Asked("banjir"), "di"),
        (Asked("banjir", ("16.03",)), "di"),
        (Asked("banjir", (NORTH,), 0, -2), "last"),
        (Asked("personel", unit="polsek-x", count=3), "unit"),
        (Asked("meteor", (NORTH,)), "apa"),
    ],
)
def test_a_question_that_says_nothing_is_told_what_it_lacks(here: Ready, event: Asked, field: str) -> None:
    with pytest.raises(BadWhatIf) as refused:
        asked_about(people.leader, here.election, here.city, [event])
    assert refused.value.field == field


def test_who_does_not_see_the_regency_is_refused_and_a_reader_cannot_keep(here: Ready) -> None:
    event = [Asked("banjir", ("16.72.03",))]
    for actor in (people.outsider, people.stranger, people.field):
        with pytest.raises(Refused):
            asked_about(actor, here.election, here.city, event)
    for actor in (people.leader, people.auditor, people.officer, people.outsider):
        with pytest.raises(Refused):
            keep_scenario(actor=actor, election=here.election, region=here.city, title="x", events=event, now=NOW)


def test_a_kept_question_keeps_its_answer_while_the_world_moves_on(here: Ready) -> None:
    kept = keep_scenario(
        actor=bpbd, election=here.election, region=here.city, title="Padam (contoh)",
        events=[Asked("listrik", ("16.72.03",))], now=NOW,
    )  # fmt: skip
    before = dict(kept.answer)
    assert before["form"] == "siaga.whatif/1"
    again = keep_scenario(
        actor=bpbd, election=here.election, region=here.city, title="Padam lagi (contoh)",
        events=[Asked("listrik", ("16.72.01",))], now=NOW, parent=kept,
    )  # fmt: skip
    assert (again.number, again.parent_id) == (kept.number + 1, kept.pk)
    assert Scenario.objects.get(pk=kept.pk).answer == before


def test_a_proposal_is_a_version_that_nobody_put_in_force(here: Ready) -> None:
    held = Plan.objects.get(kind=PlanKind.CONTINGENCY, in_force_since__isnull=False, retired_at=None)
    kept = keep_scenario(
        actor=bpbd, election=here.election, region=here.city, title="Banjir (contoh)",
        events=[Asked("banjir", ("16.72.03",))], now=NOW,
    )  # fmt: skip
    plan = propose_plan(actor=bpbd, scenario=kept, kind=PlanKind.CONTINGENCY, now=NOW)
    work.perform(plan.pk, lambda: NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.in_force, plan.parent_id) == (PlanState.DONE, False, held.pk)
    assert Proposal.objects.get(plan=plan).scenario == kept
    why = plan.inputs["facts"]["16.72.03.1001/901"]["why"]
    assert why["perahu"] == ["whatif"]
    assert set(DARK) <= {code for code, fact in plan.inputs["facts"].items() if "listrik" in fact["why"]}
    held.refresh_from_db()
    assert held.in_force
    with pytest.raises(Problem):
        propose_plan(actor=people.secretariat, scenario=kept, kind=PlanKind.DISTRIBUTION, now=NOW)
    with pytest.raises(Refused):
        propose_plan(actor=people.officer, scenario=kept, kind=PlanKind.CONTINGENCY, now=NOW)
