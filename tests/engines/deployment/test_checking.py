"""Each hard rule has a plan that breaks it, and the check names the rule, the place and who it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.engines.deployment.checking import check
from siaga.engines.deployment.plan import Plan, Watch
from siaga.engines.deployment.problem import Cls, Kept, Known, Officer, Problem
from siaga.engines.deployment.rules import Broken, Rule
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.checker import breaks
from tests.engines.deployment.small import (
    NORTH,
    PROBLEM,
    SOUTH,
    team_of,
    with_officer,
    with_rules,
    with_team,
)

LOW = f"{NORTH}.2001/001"
MID = f"{NORTH}.2001/005"
FAR = f"{SOUTH}.2001/001"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(PROBLEM, 1.0)


def named(problem: Problem, plan: Plan, rule: Rule) -> list[Broken]:
    return [one for one in check(problem, plan) if one.rule is rule]


def test_the_plan_keeps_everything_and_nothing_is_short(plan: Plan) -> None:
    assert check(PROBLEM, plan) == []
    assert breaks(PROBLEM, plan) == []
    assert plan.complete
    assert len(plan.teams) == 3


def test_a_station_in_no_team(plan: Plan) -> None:
    team = team_of(plan, LOW)
    edited = with_team(plan, team.id, posts=tuple(code for code in team.posts if code != LOW))
    assert named(PROBLEM, edited, Rule.POST_LEFT) == [Broken(Rule.POST_LEFT, LOW)]


def test_a_station_in_two_teams(plan: Plan) -> None:
    one, other = team_of(plan, LOW), team_of(plan, MID)
    edited = with_team(plan, other.id, posts=(*other.posts, LOW))
    assert [(b.what, set(b.who)) for b in named(PROBLEM, edited, Rule.POST_TWICE)] == [(LOW, {one.id, other.id})]


def test_more_stations_than_the_stricter_pattern_allows(plan: Plan) -> None:
    team = team_of(plan, MID)
    edited = with_team(plan, team.id, posts=(*team.posts, LOW))
    found = named(PROBLEM, edited, Rule.ROOM)
    assert [(b.what, b.amount) for b in found] == [(team.id, 1)]


def test_a_team_in_two_kecamatan_is_also_too_far_apart(plan: Plan) -> None:
    team = team_of(plan, LOW)
    edited = with_team(plan, team.id, posts=(*team.posts, FAR))
    assert [(b.what, b.who) for b in named(PROBLEM, edited, Rule.DISTRICT)] == [(team.id, (FAR,))]
    assert len(named(PROBLEM, edited, Rule.TRAVEL)) == 4


def test_a_known_way_is_too_long(plan: Plan) -> None:
    other = f"{NORTH}.2001/003"
    slow = replace(PROBLEM, known=(Known(LOW, other, 45.0, 9.0),))
    assert named(slow, plan, Rule.TRAVEL) == [Broken(Rule.TRAVEL, team_of(plan, LOW).id, (LOW, other), 15.0)]


def test_two_stations_that_may_not_share_a_team(plan: Plan) -> None:
    other = f"{NORTH}.2001/002"
    problem = replace(PROBLEM, apart=frozenset({(LOW, other)}))
    assert [b.who for b in named(problem, plan, Rule.APART)] == [(LOW, other)]


def test_a_team_in_two_villages_where_that_is_forbidden(plan: Plan) -> None:
    moved = replace(PROBLEM.posts[0], village=f"{NORTH}.2002")
    problem = with_rules(replace(PROBLEM, posts=(moved, *PROBLEM.posts[1:])), same_village=True)
    assert [b.who for b in named(problem, plan, Rule.VILLAGE)] == [(LOW,)]


def test_too_few_police(plan: Plan) -> None:
    team = team_of(plan, LOW)
    edited = with_team(plan, team.id, officers=(team.leader,))
    found = named(PROBLEM, edited, Rule.POLICE)
    assert [(b.what, b.amount, b.short) for b in found] == [(team.id, 1, True)]


def test_army_in_the_place_of_police(plan: Plan) -> None:
    team = team_of(plan, LOW)
    edited = with_team(plan, team.id, officers=(team.leader, "tni-1"))
    assert [b.who for b in named(PROBLEM, edited, Rule.NOT_POLICE)] == [("tni-1",)]
    assert named(PROBLEM, edited, Rule.POLICE), "the army never counts as police"


def test_army_as_support_where_the_rules_allow_none(plan: Plan) -> None:
    team = team_of(plan, LOW)
    edited = with_team(plan, team.id, support=("tni-1",))
    assert [b.who for b in named(PROBLEM, edited, Rule.ARMY)] == [("tni-1",)]
    allowed = with_rules(army_classes=frozenset({Cls.LOW}), army_per_team=1)
    assert not named(allowed, edited, Rule.ARMY)
    assert named(allowed, plan, Rule.ARMY_MISSING)


def test_a_leader_without_the_rank(plan: Plan) -> None:
    team = team_of(plan, LOW)
    problem = with_officer(team.leader, rank="Bripda")
    assert [(b.what, b.who) for b in named(problem, plan, Rule.LEADER)] == [(team.id, (team.leader,))]


@pytest.mark.parametrize(
    ("values", "rule", "amount"),
    [
        ({"available": False}, Rule.AWAY, 1),
        ({"shifts": ((-1000, -900),)}, Rule.REST, 300),
        ({"shifts": ((1500, 1700),)}, Rule.REST, 420),
        ({"shifts": ((0, 60),)}, Rule.REST, 540),
        ({"home": f"{NORTH}.2001"}, Rule.OWN_VILLAGE, 1),
        ({"unit": f"polsek-{SOUTH}"}, Rule.UNIT, 1),
    ],
)
def test_an_officer_who_may_not_stand_there(plan: Plan, values: dict[str, object], rule: Rule, amount: int) -> None:
    team = team_of(plan, LOW)
    who = team.officers[1]
    problem = with_officer(who, **values)
    assert named(problem, plan, rule) == [Broken(rule, team.id, (who,), amount)]
    assert breaks(problem, plan), "the independent check sees it too"
    again = solve(problem, 1.0)
    assert who not in team_of(again, LOW).officers
    assert not [one for one in check(problem, again) if not one.short]


def test_an_officer_in_two_places(plan: Plan) -> None:
    one, other = team_of(plan, LOW), team_of(plan, MID)
    edited = with_team(plan, other.id, officers=(one.leader, other.officers[1]))
    assert [b.who for b in named(PROBLEM, edited, Rule.TWICE)] == [(one.leader,)]


def test_somebody_nobody_knows(plan: Plan) -> None:
    team = team_of(plan, LOW)
    edited = with_team(plan, team.id, officers=(team.leader, "siapa"))
    assert [b.who for b in named(PROBLEM, edited, Rule.UNKNOWN)] == [("siapa",)]


def test_linmas_of_another_village_and_too_few(plan: Plan) -> None:
    watches = tuple(Watch(w.post, ("linmas-1",)) if w.post == FAR else w for w in plan.watches)
    edited = replace(plan, watches=watches)
    assert [b.who for b in named(PROBLEM, edited, Rule.LINMAS_VILLAGE)] == [("linmas-1",)]
    assert [(b.what, b.amount) for b in named(PROBLEM, edited, Rule.LINMAS)] == [(FAR, 1)]


def test_more_unnamed_linmas_than_the_village_has(plan: Plan) -> None:
    problem = replace(PROBLEM, linmas={f"{SOUTH}.2001": 5})
    found = named(problem, plan, Rule.LINMAS_VILLAGE)
    assert [(b.what, b.amount) for b in found] == [(f"{SOUTH}.2001", 3)]


def test_a_padal_without_the_rank_and_over_too_many_teams(plan: Plan) -> None:
    problem = with_rules(padal_rank="AKP", padal_teams=1)
    north = next(c for c in plan.clusters if c.district == NORTH)
    assert {b.what for b in named(problem, plan, Rule.PADAL)} == {c.id for c in plan.clusters}
    assert [(b.what, b.amount) for b in named(problem, plan, Rule.CLUSTER)] == [(north.id, 1)]


def test_a_patrol_and_a_reserve_without_police() -> None:
    problem = with_rules(patrol_size=2, patrol_clusters=1, reserve_teams=1, reserve_size=2, reserve_within=10.0)
    plan = solve(problem, 1.0)
    empty = replace(
        plan,
        patrols=tuple(replace(p, officers=()) for p in plan.patrols),
        reserves=tuple(replace(r, officers=(), leader="") for r in plan.reserves),
    )
    assert {(b.what, b.amount) for b in named(problem, empty, Rule.PATROL)} == {(p.id, 2) for p in plan.patrols}
    assert [(b.what, b.amount) for b in named(problem, empty, Rule.RESERVE)] == [(plan.reserves[0].id, 2)]
    assert {b.what[:8] for b in named(problem, empty, Rule.REACH)} == {SOUTH}, "one reserve reaches one kecamatan"
    assert len(named(problem, replace(empty, patrols=()), Rule.PATROL)) == 2


def test_a_locked_team_that_was_changed(plan: Plan) -> None:
    team = team_of(plan, LOW)
    problem = replace(PROBLEM, locked=(Kept(team.id, team.posts, team.officers, team.leader),))
    assert not named(problem, plan, Rule.LOCKED)
    edited = with_team(plan, team.id, officers=(team.leader, "cadangan"))
    assert [b.who for b in named(problem, edited, Rule.LOCKED)] == [(team.officers[1],)]


def test_linmas_never_stand_in_for_police(plan: Plan) -> None:
    team = team_of(plan, LOW)
    edited = with_team(plan, team.id, officers=(team.leader, "linmas-1"))
    assert [b.who for b in named(PROBLEM, edited, Rule.NOT_POLICE)] == [("linmas-1",)]


def test_a_stranger_as_linmas(plan: Plan) -> None:
    problem = replace(PROBLEM, officers=(*PROBLEM.officers, Officer("l", f"{SOUTH}.2001", f"{SOUTH}.2001")))
    edited = replace(plan, watches=tuple(replace(w, linmas=("l",)) if w.post == FAR else w for w in plan.watches))
    assert [b.who for b in named(problem, edited, Rule.UNKNOWN)] == [("l",)]
