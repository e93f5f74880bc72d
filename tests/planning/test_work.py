"""Computing in the background: asked, computed, swept after a worker that is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.access import Actor, Refused
from siaga.elections.actions.elections import close_election
from siaga.elections.errors import ElectionClosed
from siaga.planning import computing, work
from siaga.planning.actions.distribution import ask_plan
from siaga.planning.actions.plans import put_in_force, requeue_plan, retire_plan, start_plan
from siaga.planning.errors import PlanNotReady, PlanStateChanged
from siaga.planning.models import Plan, PlanState
from siaga.planning.options import Options
from tests import people
from tests.factories import NOW
from tests.planning.worlds import Supplied, supplied

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Supplied:
    return supplied()


def _asked(here: Supplied, actor: Actor = people.officer) -> Plan:
    return ask_plan(
        actor=actor,
        election=here.election,
        region=here.city,
        options=Options(),
        now=NOW,
        seconds=1,
    )


def test_a_plan_is_asked_for_and_computed_and_serves_everybody(here: Supplied) -> None:
    plan = _asked(here)
    assert (plan.number, plan.state, len(plan.inputs_digest)) == (1, PlanState.QUEUED, 64)
    done = work.perform(plan.pk, lambda: NOW)
    assert done is not None
    done.refresh_from_db()
    assert (done.state, done.problem) == (PlanState.DONE, "")
    assert done.result is not None
    assert (done.result["unserved"], bool(done.result["routes"])) == ([], True)
    served = {stop["site"] for route in done.result["routes"] for trip in route["trips"] for stop in trip["stops"]}
    assert served == {site["id"] for site in done.inputs["problem"]["sites"]}
    assert work.perform(plan.pk, lambda: NOW) is None


def test_a_failing_computation_is_said_and_not_silent(here: Supplied, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(computing, "solve", broken)
    plan = _asked(here)
    work.perform(plan.pk, lambda: NOW)
    plan.refresh_from_db()
    assert (plan.state, "kesalahan" in plan.problem) == (PlanState.FAILED, True)


def test_a_lost_worker_is_noticed_and_after_two_the_plan_has_failed(
    here: Supplied, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    monkeypatch.setattr(work, "begin", lambda plan: begun.append(plan.pk))
    plan = _asked(here)
    start_plan(actor=people.admin, plan=plan, now=NOW)
    assert work.sweep(NOW + timedelta(minutes=3)) == 0
    assert work.sweep(NOW + timedelta(hours=1)) == 1
    plan.refresh_from_db()
    assert (plan.state, begun) == (PlanState.QUEUED, [plan.pk])
    start_plan(actor=people.admin, plan=plan, now=NOW)
    assert work.sweep(NOW + timedelta(hours=2)) == 1
    plan.refresh_from_db()
    assert (plan.state, begun) == (PlanState.FAILED, [plan.pk])
    with pytest.raises(PlanStateChanged):
        requeue_plan(actor=people.admin, plan=plan, now=NOW)


def test_what_fell_out_of_the_queue_is_queued_again(here: Supplied, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    monkeypatch.setattr(work, "begin", lambda plan: begun.append(plan.pk))
    plan = _asked(here)
    assert work.sweep(NOW + timedelta(minutes=6)) == 0
    assert work.sweep(NOW + timedelta(minutes=11)) == 1
    assert work.sweep(NOW + timedelta(minutes=12)) == 0
    assert begun == [plan.pk]


def test_only_those_who_plan_there_may_ask(here: Supplied) -> None:
    for actor in (people.colleague, people.camat, people.leader, people.auditor, people.outsider, people.stranger):
        with pytest.raises(Refused):
            _asked(here, actor)
    assert _asked(here, people.secretariat).number == 1


def test_a_closed_election_is_not_planned(here: Supplied) -> None:
    close_election(actor=people.secretariat, election=here.election, now=NOW)
    here.election.refresh_from_db()
    with pytest.raises(ElectionClosed):
        _asked(here)


def test_one_version_is_in_force_and_the_next_takes_its_place(here: Supplied) -> None:
    waiting = _asked(here)
    with pytest.raises(PlanNotReady):
        put_in_force(actor=people.officer, plan=waiting, now=NOW)
    first, second = here.plan(), here.plan()
    put_in_force(actor=people.officer, plan=first, now=NOW)
    put_in_force(actor=people.officer, plan=second, now=NOW + timedelta(hours=1))
    first.refresh_from_db()
    assert (first.in_force, second.in_force) == (False, True)
    for actor in (people.colleague, people.camat, people.outsider):
        with pytest.raises(Refused):
            retire_plan(actor=actor, plan=second, reason="x", now=NOW)
    retire_plan(actor=people.officer, plan=second, reason="Contoh", now=NOW)
    assert not Plan.objects.filter(in_force_since__isnull=False, retired_at=None).exists()
