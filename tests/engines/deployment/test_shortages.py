"""A shortage is computed: how many of whom are missing where, why, and what closes it."""

from __future__ import annotations

from dataclasses import replace

from siaga.engines.deployment.plan import Missing, Need, Plan, RepairKind, Why
from siaga.engines.deployment.problem import Cls, Pattern, Problem, Unit, UnitKind
from siaga.engines.deployment.repairs import short_of, with_lent
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.checker import breaks, lacking
from tests.engines.deployment.small import NORTH, PROBLEM, SOUTH, UNITS, police, post, with_officer, with_rules

MANY = tuple(post(n, cls=Cls.MID) for n in range(1, 9))


def without(problem: Problem, *ids: str) -> Problem:
    return replace(problem, officers=tuple(o for o in problem.officers if o.id not in ids))


def missing(plan: Plan, need: Need) -> list[Missing]:
    return [one for one in plan.missing if one.need is need]


def test_teams_grow_before_anybody_is_missing() -> None:
    posts = tuple(post(n) for n in range(1, 9))
    two = replace(PROBLEM, posts=posts, officers=(police("a"), police("b"), police("padal", rank="Ipda")))
    plan = solve(two, 1.0)
    assert [len(team.posts) for team in plan.teams] == [8]
    assert not missing(plan, Need.POLICE)
    four = replace(two, officers=(*two.officers, police("c"), police("d")))
    assert sorted(len(team.posts) for team in solve(four, 1.0).teams) == [4, 4]


def test_a_polsek_that_is_short_says_how_many_and_bko_closes_it() -> None:
    problem = without(PROBLEM, "u1", "u2", "cadangan")
    plan = solve(problem, 1.0)
    found = missing(plan, Need.POLICE)
    assert {(one.where, one.why) for one in found} == {(f"polsek-{NORTH}", Why.NUMBER)}
    assert sum(one.amount for one in found) == 2
    assert lacking(problem, plan) == {"polisi": 2}
    [unit] = [figures for figures in plan.units if figures.unit == f"polsek-{NORTH}"]
    assert (unit.need, unit.own, unit.placed, unit.missing, unit.spare) == (5, 3, 3, 2, 0)
    [bko] = [repair for repair in plan.repairs if repair.kind is RepairKind.BKO]
    assert (bko.amount, bko.left, bko.checked) == (2, 0, True)
    assert short_of(solve(with_lent(problem, ["Ipda"]), 1.0)), "one fewer does not do"
    assert not short_of(solve(with_lent(problem, ["Ipda", "Ipda"]), 1.0))


def test_a_wider_pattern_closes_it_too_and_was_tried() -> None:
    posts = tuple(post(n, cls=Cls.MID) for n in range(1, 9))
    problem = replace(PROBLEM, posts=posts, officers=tuple(police(f"p{n}") for n in range(4)))
    problem = with_rules(problem, padal_teams=0)
    plan = solve(problem, 1.0)
    assert [m.amount for m in missing(plan, Need.POLICE)] == [4]
    [change] = [repair for repair in plan.repairs if repair.kind is RepairKind.PATTERN]
    assert change.pattern is not None
    assert (change.pattern.cls, change.pattern.room, change.left) == (Cls.MID, 4, 0)
    again = solve(replace(problem, patterns=tuple(change.pattern if p.cls is Cls.MID else p for p in problem.patterns)))
    assert not missing(again, Need.POLICE)
    assert breaks(problem, again), "by the old pattern the teams are too large"


def test_offered_patterns_are_tried_instead_of_doubling() -> None:
    offer = Pattern(Cls.MID, 2, 8, 16)
    problem = replace(PROBLEM, posts=MANY, officers=tuple(police(f"p{n}") for n in range(2)), offers=(offer,))
    plan = solve(with_rules(problem, padal_teams=0), 1.0)
    assert [(r.pattern, r.left) for r in plan.repairs if r.kind is RepairKind.PATTERN] == [(offer, 0)]


def test_a_rank_that_is_missing_is_named_and_the_team_still_stands() -> None:
    officers = tuple(replace(o, rank="Bripda") if o.id[0] == "s" else o for o in PROBLEM.officers)
    problem = replace(PROBLEM, officers=officers)
    plan = solve(problem, 1.0)
    [one] = missing(plan, Need.LEADER)
    assert (one.where, one.amount, one.rank, one.why) == (f"polsek-{SOUTH}", 1, "Bripka", Why.RANK)
    assert not missing(plan, Need.POLICE)
    [bko] = [repair for repair in plan.repairs if repair.kind is RepairKind.BKO]
    assert (bko.amount, bko.leaders, bko.left) == (1, 1, 0)


def test_a_padal_that_is_missing() -> None:
    plan = solve(with_officer("padal-s", available=False), 1.0)
    [one] = missing(plan, Need.PADAL)
    assert (one.where, one.rank, one.why) == (f"polsek-{SOUTH}", "Ipda", Why.AWAY)


def test_people_who_are_left_but_may_not_are_told_by_the_rule_that_binds() -> None:
    lives_there = [replace(o, home=f"{SOUTH}.2001") if o.id == "s1" else o for o in PROBLEM.officers]
    [one] = missing(solve(replace(PROBLEM, officers=tuple(lives_there)), 1.0), Need.POLICE)
    assert (one.amount, one.why) == (1, Why.VILLAGE)
    [one] = missing(solve(without(PROBLEM, "s1"), 1.0), Need.POLICE)
    assert (one.amount, one.why) == (1, Why.UNIT), "one of the north is left, who may not come"
    assert solve(with_rules(without(PROBLEM, "s1"), outside_km=20.0), 1.0).complete


def test_linmas_that_a_village_lacks() -> None:
    plan = solve(replace(PROBLEM, linmas={f"{SOUTH}.2001": 5}), 1.0)
    [one] = missing(plan, Need.LINMAS)
    assert (one.where, one.amount) == (f"{SOUTH}.2001", 3)
    assert [(r.where, r.amount, r.checked) for r in plan.repairs] == [(f"{SOUTH}.2001", 3, True)]
    counts = sorted(watch.count for watch in plan.watches if watch.post.startswith(SOUTH))
    assert counts == [1, 1, 1, 2], "every station has one before any has two"


def test_a_class_without_a_pattern_is_told_and_the_rest_is_planned() -> None:
    problem = replace(PROBLEM, posts=(*PROBLEM.posts, post(9, cls=Cls.SPECIAL)))
    plan = solve(problem, 1.0)
    assert [(one.post, one.why) for one in plan.unserved] == [(post(9).code, Why.PATTERN)]
    assert len(plan.teams) == 3


def test_a_station_without_a_rating_is_treated_as_the_rules_say_and_that_is_told() -> None:
    problem = replace(PROBLEM, posts=(replace(PROBLEM.posts[0], cls=Cls.UNRATED), *PROBLEM.posts[1:]))
    plan = solve(problem, 1.0)
    assert [(note.kind.value, note.amount, note.what) for note in plan.notes] == [("unrated", 1, "rawan")]
    assert plan.complete or plan.missing


def test_nobody_at_all_is_a_plan_that_says_so() -> None:
    plan = solve(replace(PROBLEM, officers=(), linmas={}), 1.0)
    assert {one.post for one in plan.unserved} == {post.code for post in PROBLEM.posts}
    assert {m.need for m in plan.missing} == {Need.POLICE, Need.PADAL, Need.LINMAS}
    [bko] = [repair for repair in plan.repairs if repair.kind is RepairKind.BKO]
    assert (bko.amount, bko.padals, bko.left) == (8, 2, 0)
    assert solve(replace(PROBLEM, posts=()), 1.0).teams == ()
    assert solve(replace(PROBLEM, posts=(), officers=()), 1.0).teams == ()


def test_reserves_that_do_not_suffice_say_how_many_more_would() -> None:
    problem = with_rules(reserve_teams=1, reserve_size=2, reserve_within=10.0)
    plan = solve(problem, 1.0)
    [reach] = missing(plan, Need.REACH)
    assert (reach.amount, reach.why) == (4, Why.NUMBER)
    assert [(r.amount, r.left) for r in plan.repairs if r.kind is RepairKind.RESERVE] == [(1, 0)]
    enough = solve(with_rules(reserve_teams=None, reserve_size=2, reserve_within=10.0), 1.0)
    assert (len(enough.reserves), enough.reserves_least, enough.covered_once) == (2, 2, 10)


def test_a_station_beyond_every_place_is_told_as_too_far() -> None:
    units = (*UNITS, Unit("polres", "Polres contoh", UnitKind.POLRES))
    alone = replace(PROBLEM, units=units)
    plan = solve(with_rules(alone, reserve_teams=2, reserve_size=1, reserve_within=0.0), 1.0)
    assert all(one.why in (Why.DISTANCE, Why.NUMBER) for one in missing(plan, Need.REACH))
