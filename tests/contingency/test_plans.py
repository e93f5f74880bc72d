"""Contingency plans: what is assigned, what stays open and why, and what the register of obstacles says of it."""

from __future__ import annotations

import math

import pytest

from siaga.access import Refused
from siaga.contingency.actions.plans import ask_contingency
from siaga.contingency.actions.resources import change_resource
from siaga.contingency.errors import BadResource, BadWeight
from siaga.contingency.models import Resource
from siaga.contingency.options import Options
from siaga.contingency.playbooks import CLASSES
from siaga.contingency.reading import sheet_of
from siaga.planning.models import Plan
from siaga.rakor.agenda_words import fact_lines
from siaga.rakor.models import AgendaItem, Obstacle, ObstacleState
from siaga.rakor.queries.proposals import proposals
from tests import people
from tests.contingency.worlds import DARK, SPOTS, Ready, bpbd, ready
from tests.factories import NOW, rakor
from tests.factories import contingency as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Ready:
    return ready()


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great circle, spherical law of cosines: another formula than the engine's."""
    (a, b), (c, d) = (tuple(map(math.radians, point)) for point in (one, other))
    return 6371.0088 * math.acos(min(1.0, math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(d - b)))


def test_units_go_to_stations_with_the_need_within_stock_and_reach(here: Ready) -> None:
    plan = here.plan()
    given = plan.result["given"]  # type: ignore[index]
    gensets = [one for one in given if one["kind"] == "genset"]
    assert len(gensets) == 2
    assert {code for one in gensets for code in one["covers"]} < set(DARK)
    for one in given:
        resource = Resource.objects.get(resource_id=one["resource"])
        for code in one["covers"] if one["kind"] == "tenaga-medis" else []:
            lat, lon, _voters = SPOTS[code]
            assert 1.4 * _km((resource.lat, resource.lon), (lat, lon)) <= resource.max_km
        assert one["km"] <= resource.max_km
    sheet = sheet_of(plan)
    assert sheet.answer is not None
    assert sheet.answer.proven


def test_what_stays_open_says_why_and_what_would_close_it(here: Ready) -> None:
    sheet = sheet_of(here.plan())
    why = {(line.uncovered.station, line.uncovered.kind): line.uncovered.reason.value for line in sheet.open}
    assert [reason for (_code, kind), reason in why.items() if kind == "listrik"] == ["stock"]
    assert why["16.72.03.1001/001", "medis"] == "too-far"
    assert why["16.72.03.1001/001", "perahu"] == "none"
    repairs = {one["need"]: one for one in sheet.filed["additions"]}
    assert (repairs["listrik"]["units"], repairs["listrik"]["left"]) == (1, 0)
    assert (repairs["perahu"]["units"], repairs["perahu"]["left"], repairs["perahu"]["smallest"]) == (1, 0, True)
    assert repairs["medis"]["left"] == 0


def test_a_plan_in_force_leaves_its_gaps_as_obstacles_and_the_next_one_closes_them(here: Ready) -> None:
    here.plan()
    found = {one.title: one for one in Obstacle.objects.all()}
    power = found["TPS dengan kendala listrik tanpa genset atau lampu"]
    assert (power.kind, power.state, power.reference) == ("electricity", ObstacleState.OPEN, "rencana:darurat")
    made.resource(here.election, "genset-pinjaman", "genset", count=1)
    here.plan()
    power.refresh_from_db()
    assert power.state == ObstacleState.CLOSED
    assert power.closed_reason.startswith("Tidak lagi ditemukan pada ")
    assert Obstacle.objects.filter(kind="hazard", state=ObstacleState.OPEN).count() == 1


def test_the_desk_says_what_a_class_is_worth(here: Ready) -> None:
    flat = Options(dict.fromkeys(CLASSES, 1.0), score=False)
    plan = here.plan(in_force=False, options=flat)
    assert {need["risk"] for need in plan.inputs["problem"]["needs"] if need["kind"] == "listrik"} == {1.0}
    with pytest.raises(BadWeight):
        here.plan(in_force=False, options=Options(dict.fromkeys(CLASSES, 0.0)))


def test_who_may_not_change_plans_is_refused_and_the_agency_of_disasters_may(here: Ready) -> None:
    asked = {"election": here.election, "region": here.city, "now": NOW}
    for actor in (people.officer, people.leader, people.camat, people.outsider, people.stranger, people.auditor):
        with pytest.raises(Refused):
            ask_contingency(actor=actor, **asked)  # type: ignore[arg-type]
    assert ask_contingency(actor=bpbd, **asked).number == 1  # type: ignore[arg-type]


def test_a_resource_of_an_unknown_kind_is_refused_with_its_field(here: Ready) -> None:
    with pytest.raises(BadResource) as refused:
        change_resource(
            actor=bpbd, election=here.election, region=here.city, code="x",
            values={"kind": "helikopter", "lat": 0.0, "lon": 0.0, "max_km": 1.0}, now=NOW,
        )  # fmt: skip
    assert refused.value.field == "kind"


def test_a_plan_keeps_no_health_answer(here: Ready) -> None:
    plan = here.plan()
    assert isinstance(plan, Plan)
    text = f"{plan.inputs}{plan.result}"
    assert "perlu_perhatian" not in text
    assert "diganti" not in text


def test_the_next_agenda_tells_what_the_plan_leaves_open(here: Ready) -> None:
    here.plan()
    forum = rakor.forum(here.election)
    meeting = rakor.meeting(forum, NOW)
    told = {one.key: one for one in proposals(people.secretariat, meeting, NOW)}
    facts = told["obstacles"].facts
    assert facts["count"] == Obstacle.objects.count()
    assert "TPS rawan bencana tanpa perahu atau sarana evakuasi" in [group["title"] for group in facts["groups"]]
    item = AgendaItem(meeting=meeting, facts=facts)
    assert any("belum ada strateginya" in line.text for line in fact_lines(item))
