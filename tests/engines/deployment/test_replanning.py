"""After officers fall ill or a class changes, little changes: who is not needed elsewhere stays where he was."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from siaga.engines.deployment.assembling import stands
from siaga.engines.deployment.checking import check
from siaga.engines.deployment.editing import lock
from siaga.engines.deployment.happened import ChangeKind, Happened
from siaga.engines.deployment.plan import Plan
from siaga.engines.deployment.problem import Cls, Problem
from siaga.engines.deployment.replanning import replan
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.checker import breaks
from tests.engines.deployment.regencies import drawn, invented
from tests.engines.deployment.small import NORTH, PROBLEM, SOUTH, police, post, team_of

LOW, MID = f"{NORTH}.2001/001", f"{NORTH}.2001/005"
REGENCY = invented(120, police=1.6)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return solve(PROBLEM, 1.0)


@pytest.fixture(scope="module")
def large() -> Plan:
    return solve(REGENCY, 2.0)


def test_when_nothing_happened_nothing_changes(plan: Plan) -> None:
    again = replan(PROBLEM, plan, Happened())
    assert again.changes == ()
    assert again.share == 0
    assert stands(again.plan) == stands(plan)


def test_who_has_no_task_stands_in_and_nobody_else_moves(plan: Plan) -> None:
    team = team_of(plan, LOW)
    again = replan(PROBLEM, plan, Happened(ill=frozenset({team.leader})))
    assert check(again.problem, again.plan) == []
    kinds = {change.officer: change.kind for change in again.changes}
    assert kinds == {team.leader: ChangeKind.OUT, "cadangan": ChangeKind.IN}
    assert again.told == ("cadangan",)
    assert again.share == 0


def test_five_fall_ill_and_fewer_than_a_twentieth_of_the_others_change(large: Plan) -> None:
    dice = random.Random(3)
    ill = frozenset(dice.sample(sorted(id for team in large.teams for id in team.officers), 5))
    again = replan(REGENCY, large, Happened(ill=ill))
    print(f"{len(stands(large))} with a task, {len(again.told)} told, {again.share:.1%} of the others moved")
    assert not [one for one in check(again.problem, again.plan) if not one.short]
    assert breaks(again.problem, again.plan) == []
    assert ill.isdisjoint(stands(again.plan))
    assert again.share < 0.05
    assert len(again.told) <= 10


def test_five_leave_where_nobody_is_spare_and_the_least_needed_move(large: Plan) -> None:
    busy = set(stands(large))
    tight = replace(REGENCY, officers=tuple(o for o in REGENCY.officers if o.id in busy))
    high = [t for t in large.teams if t.cls in (Cls.HIGH, Cls.MID)]
    ill = frozenset(id for team in high for id in team.officers[:1])
    ill = frozenset(sorted(ill)[:5])
    again = replan(tight, large, Happened(ill=ill))
    assert again.share < 0.2
    for team in high:
        assert len(again.plan.team(team.id).officers) == 2, "the dangerous stay full"
    assert sum(m.amount for m in again.plan.missing if m.need.value in ("polisi", "cadangan", "patroli")) >= 5


def test_a_class_that_rises_splits_its_team_and_keeps_the_others(plan: Plan) -> None:
    again = replan(PROBLEM, plan, Happened(classes={LOW: Cls.HIGH}))
    assert breaks(again.problem, again.plan) == []
    assert team_of(again.plan, LOW).posts == (LOW,)
    assert team_of(again.plan, LOW).cls is Cls.HIGH
    assert set(team_of(again.plan, MID).officers) == set(team_of(plan, MID).officers)
    assert not [c for c in again.changes if c.kind is ChangeKind.MOVED and c.before.startswith(SOUTH)]
    assert again.plan.missing, "two more police are wanted than there are"
    assert again.plan.repairs


def test_new_and_closed_stations(plan: Plan) -> None:
    new = post(9, SOUTH)
    again = replan(PROBLEM, plan, Happened(added=(new,), removed=frozenset({MID})))
    assert breaks(again.problem, again.plan) == []
    assert team_of(again.plan, new.code).id == team_of(plan, f"{SOUTH}.2001/001").id, "there is room"
    assert MID not in {code for team in again.plan.teams for code in team.posts}
    told = {change.officer for change in again.changes if change.kind is ChangeKind.POSTS}
    assert told == {*team_of(plan, MID).officers, *team_of(plan, new.code.replace("009", "001")).officers}


def test_a_unit_that_loses_officers_loses_those_without_a_task_first(plan: Plan) -> None:
    again = replan(PROBLEM, plan, Happened(lost=((f"polsek-{NORTH}", 1),)))
    assert [o.id for o in again.problem.officers if not o.available] == ["cadangan"]
    assert again.changes == ()
    more = replan(PROBLEM, plan, Happened(lost=((f"polsek-{NORTH}", 3),)))
    assert sum(m.amount for m in more.plan.missing) == 2


def test_who_joins_fills_what_is_open(plan: Plan) -> None:
    short = replace(PROBLEM, officers=tuple(o for o in PROBLEM.officers if o.id not in ("u1", "cadangan")))
    first = solve(short, 1.0)
    again = replan(short, first, Happened(joined=(police("baru"),)))
    assert again.plan.complete
    assert {change.officer for change in again.changes} == {"baru"}


def test_a_locked_team_keeps_its_people_whoever_is_missing_elsewhere(plan: Plan) -> None:
    team, other = team_of(plan, LOW), team_of(plan, MID)
    ill = frozenset({*other.officers, "cadangan"})
    locked = replan(PROBLEM, lock(plan, team.id), Happened(ill=ill))
    assert set(locked.plan.team(team.id).officers) == set(team.officers)
    assert locked.plan.team(team.id).locked
    free = replan(PROBLEM, plan, Happened(ill=ill))
    assert not set(free.plan.team(team.id).officers) & set(team.officers), "rawan goes before kurang rawan"


def at_random(number: int) -> None:
    problem: Problem = drawn(number)
    first = solve(problem, 0.3, 1)
    dice = random.Random(number)
    busy = sorted(stands(first)) or ["-"]
    happened = Happened(
        ill=frozenset(dice.sample(busy, min(len(busy), 2))),
        classes={p.code: dice.choice((Cls.LOW, Cls.HIGH)) for p in dice.sample(problem.posts, 1)},
        removed=frozenset(p.code for p in dice.sample(problem.posts, dice.choice((0, 1)))),
        lost=((problem.units[0].id, dice.choice((0, 1))),),
    )
    again = replan(problem, first, happened)
    assert not breaks(again.problem, again.plan), f"drawn({number})"
    hard = [one for one in check(again.problem, again.plan) if not one.short]
    assert not hard, f"drawn({number}): {hard[:3]}"


def test_after_anything_in_small_regencies_every_rule_is_kept() -> None:
    for number in range(30):
        at_random(number)


@pytest.mark.soak
def test_after_anything_in_many_small_regencies_every_rule_is_kept() -> None:
    for number in range(30, 330):
        at_random(number)
