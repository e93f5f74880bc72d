"""A plan changed by hand does what was asked, counts anew, and the check says what that breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.engines.deployment.checking import check
from siaga.engines.deployment.editing import Locked, Unknown, assign, lock, locked_of, move, recounted, swap
from siaga.engines.deployment.plan import Need, Plan
from siaga.engines.deployment.rules import Rule
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.checker import breaks
from tests.engines.deployment.small import NORTH, PROBLEM, SOUTH, team_of

LOW, MID = f"{NORTH}.2001/001", f"{NORTH}.2001/005"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(PROBLEM, 1.0)


def test_counting_anew_changes_nothing_of_a_plan_as_it_was_made(plan: Plan) -> None:
    assert (
        replace(recounted(PROBLEM, plan), seconds=plan.seconds, home_best=True, inside_bound=plan.inside_bound) == plan
    )


def test_a_station_moved_to_a_stricter_team_breaks_its_room(plan: Plan) -> None:
    to = team_of(plan, MID)
    edited = move(PROBLEM, plan, LOW, to.id)
    assert LOW in edited.team(to.id).posts
    assert LOW not in edited.team(team_of(plan, LOW).id).posts
    assert [(b.rule, b.what) for b in check(PROBLEM, edited)] == [(Rule.ROOM, to.id)]
    assert edited.km_inside != plan.km_inside


def test_a_station_moved_to_a_laxer_team_makes_that_one_strict(plan: Plan) -> None:
    to = team_of(plan, LOW)
    edited = move(PROBLEM, plan, MID, to.id)
    assert edited.team(to.id).cls.value == "rawan"
    assert [(b.rule, b.amount) for b in check(PROBLEM, edited)] == [(Rule.ROOM, 3)]


def test_a_station_of_its_own_is_a_new_team_that_lacks_police(plan: Plan) -> None:
    edited = move(PROBLEM, plan, LOW, "")
    new = team_of(edited, LOW)
    assert new.id not in {team.id for team in plan.teams}
    assert new.cluster
    assert {b.rule for b in check(PROBLEM, edited)} == {Rule.POLICE, Rule.LEADER}
    assert [(m.need, m.amount, m.rank) for m in edited.missing] == [(Need.POLICE, 1, ""), (Need.POLICE, 1, "Bripka")]
    manned = assign(PROBLEM, assign(PROBLEM, edited, "cadangan", new.id), team_of(plan, LOW).officers[1], new.id)
    assert [(b.rule, b.what) for b in check(PROBLEM, manned)] == [(Rule.POLICE, team_of(plan, LOW).id)]
    assert manned.team(new.id).leader == "cadangan"


def test_the_last_station_takes_its_team_with_it(plan: Plan) -> None:
    team = team_of(plan, MID)
    edited = plan
    for code in team.posts:
        edited = move(PROBLEM, edited, code, team_of(plan, LOW).id)
    assert team.id not in {each.id for each in edited.teams}
    assert all(team.id not in cluster.teams for cluster in edited.clusters)


def test_two_officers_change_places(plan: Plan) -> None:
    one, other = team_of(plan, LOW), team_of(plan, f"{SOUTH}.2001/001")
    edited = swap(PROBLEM, plan, one.leader, other.leader)
    assert edited.team(one.id).leader == other.leader
    assert {(b.rule, b.who) for b in check(PROBLEM, edited)} == {
        (Rule.UNIT, (one.leader,)),
        (Rule.UNIT, (other.leader,)),
    }
    assert edited.km_home > plan.km_home
    idle = swap(PROBLEM, plan, one.leader, "cadangan")
    assert check(PROBLEM, idle) == []
    assert breaks(PROBLEM, idle) == []


def test_an_officer_without_a_task_leaves_a_place_open(plan: Plan) -> None:
    team = team_of(plan, LOW)
    edited = assign(PROBLEM, plan, team.officers[1], "")
    assert [(b.rule, b.what) for b in check(PROBLEM, edited)] == [(Rule.POLICE, team.id)]


def test_a_locked_team_is_left_alone(plan: Plan) -> None:
    team = team_of(plan, LOW)
    locked = lock(plan, team.id)
    with pytest.raises(Locked):
        move(PROBLEM, locked, LOW, team_of(plan, MID).id)
    with pytest.raises(Locked):
        swap(PROBLEM, locked, team.leader, "cadangan")
    with pytest.raises(Locked):
        assign(PROBLEM, locked, "cadangan", team.id)
    assert move(PROBLEM, lock(locked, team.id, False), LOW, team_of(plan, MID).id)
    again = solve(replace(PROBLEM, locked=locked_of(locked)), 1.0, seed=5)
    assert again.team(team.id) == replace(locked.team(team.id), cluster=again.team(team.id).cluster)


def test_what_nobody_knows_is_refused(plan: Plan) -> None:
    for call in (
        lambda: move(PROBLEM, plan, "siapa", ""),
        lambda: move(PROBLEM, plan, LOW, "siapa"),
        lambda: swap(PROBLEM, plan, "siapa", "cadangan"),
        lambda: assign(PROBLEM, plan, "cadangan", "siapa"),
        lambda: assign(PROBLEM, plan, "siapa", ""),
    ):
        with pytest.raises(Unknown):
            call()
