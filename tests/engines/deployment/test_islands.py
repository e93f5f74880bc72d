"""A way is closed: who lives behind it stands there, nobody crosses it, and the plan says what that leaves open."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from siaga.engines.deployment.assembling import stands
from siaga.engines.deployment.checking import check
from siaga.engines.deployment.happened import ChangeKind, Happened
from siaga.engines.deployment.plan import Need, RepairKind, Why
from siaga.engines.deployment.problem import Cls
from siaga.engines.deployment.replanning import replan
from siaga.engines.deployment.rules import Rule
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.checker import breaks
from tests.engines.deployment.regencies import drawn, invented
from tests.engines.deployment.small import NORTH, PROBLEM, SOUTH, police, post, with_rules

BEHIND = f"{NORTH}.2002"
POSTS = (post(1, cls=Cls.MID), post(2, cls=Cls.MID), post(3, village=2002), post(4, village=2002))
SPLIT = with_rules(
    replace(
        PROBLEM,
        posts=POSTS,
        officers=(
            *(police(f"luar{n}", home=f"{SOUTH}.2001") for n in range(4)),
            police("dalam", home=f"{NORTH}.2002"),
            police("padal", rank="Ipda"),
        ),
        linmas={f"{NORTH}.2001": 4, BEHIND: 4},
    ),
    not_own_village=False,
)


def test_nobody_crosses_a_closed_way_and_what_stays_open_says_so() -> None:
    before = solve(SPLIT, 0.3)
    assert before.complete
    again = replan(SPLIT, before, Happened(islands=(frozenset({BEHIND}),)))
    assert breaks(again.problem, again.plan) == []
    where = {team.id: {code[: len(BEHIND)] for code in team.posts} for team in again.plan.teams}
    assert {len(villages) for villages in where.values()} == {1}
    inside = {id for id, places in stands(again.plan).items() if where.get(places[0][0]) == {BEHIND}}
    assert inside == {"dalam"}
    told = {(one.need, one.why): one.amount for one in again.plan.missing}
    assert told[Need.POLICE, Why.CUT] == 1
    assert {change.officer for change in again.changes if change.kind is ChangeKind.OUT} == set()
    bko = next(one for one in again.plan.repairs if one.kind is RepairKind.BKO)
    assert bko.left == 0, "who is lent may be sent ahead"


def test_a_plan_that_crosses_it_is_told_what_it_breaks() -> None:
    before = solve(SPLIT, 0.3)
    now = replace(SPLIT, islands=(frozenset({BEHIND}),))
    found = [one for one in check(now, before) if one.rule is Rule.CUT]
    assert found
    assert bool(breaks(now, before))


@pytest.mark.parametrize("number", range(12))
def test_regencies_at_random_keep_every_rule_behind_closed_ways(number: int) -> None:
    problem = drawn(number)
    dice = random.Random(number)
    villages = sorted({each.village for each in problem.posts})
    areas = [
        frozenset(dice.sample(villages, min(len(villages), dice.randint(1, 2)))) for _ in range(dice.randint(1, 2))
    ]
    if dice.random() < 0.5:
        areas.append(frozenset({villages[0][:8]}))
    before = solve(problem, 0.2)
    again = replan(problem, before, Happened(islands=tuple(areas)), 0.5)
    assert breaks(again.problem, again.plan) == [], f"drawn({number})"
    hard = [one for one in check(again.problem, again.plan) if not one.short]
    assert not hard, f"drawn({number}): {hard[:3]}"
    assert breaks(again.problem, solve(again.problem, 0.2)) == [], f"drawn({number}) anew"


def test_stations_that_move_keep_their_team_where_it_can() -> None:
    regency = invented(60, police=1.6)
    before = solve(regency, 0.5)
    team = next(team for team in before.teams if len(team.posts) > 1)
    posts = {each.code: each for each in regency.posts}
    dry = next(each for each in regency.posts if each.code not in team.posts)
    moved = tuple(replace(posts[code], lat=dry.lat, lon=dry.lon, estimated=True) for code in team.posts)
    again = replan(regency, before, Happened(added=moved))
    assert breaks(again.problem, again.plan) == []
    assert next(each for each in again.plan.teams if each.id == team.id).posts == team.posts
    assert again.share < 0.05
    far = (replace(posts[team.posts[0]], lat=posts[team.posts[0]].lat + 2),)
    split = replan(regency, before, Happened(added=far))
    assert breaks(split.problem, split.plan) == []
    assert [each.posts for each in split.plan.teams if team.posts[0] in each.posts] == [(team.posts[0],)]
