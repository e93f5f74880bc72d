"""Why places stay open, against every way there is to give the places to the people."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from siaga.engines.deployment.assembling import stands
from siaga.engines.deployment.plan import Need, Plan, Why
from siaga.engines.deployment.problem import Cls, Kind, Officer, Pattern, Problem, Unit, UnitKind
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.checker import enough
from tests.engines.deployment.small import NORTH, PROBLEM, SOUTH, UNITS, police, post, with_rules

POLICE = (Need.POLICE, Need.PADAL)


def _problem(dice: random.Random) -> Problem:
    """Three stations far from each other, each with a team of its own, and people for every place of the plan."""
    posts = tuple(
        post(1, dice.choice((NORTH, SOUTH)), Cls.HIGH, village=2001 + n, east=0.4 * n)
        for n in range(dice.randint(2, 3))
    )
    districts = [each.district for each in posts for _ in range(2)]
    people = tuple(police(f"p{n}", district) for n, district in enumerate(districts))
    padals = tuple(police(f"q{district}", district, "Ipda") for district in sorted({*districts}))
    problem = replace(PROBLEM, posts=posts, officers=(*people, *padals), linmas={each.village: 2 for each in posts})
    return with_rules(problem, outside_km=None)


def _sick(problem: Problem, one: Officer) -> Officer:
    return replace(one, available=False)


def _tired(problem: Problem, one: Officer) -> Officer:
    return replace(one, shifts=((problem.rules.duty_start - 60, problem.rules.duty_start),))


def _neighbour(problem: Problem, one: Officer) -> Officer:
    return replace(one, home=next(each.village for each in problem.posts if one.lat == each.lat))


def _stranger(problem: Problem, one: Officer) -> Officer:
    return replace(one, unit="jauh")


def _low(problem: Problem, one: Officer) -> Officer:
    return replace(one, rank="Bharada")


DEFECTS = {
    Why.AWAY: _sick, Why.REST: _tired, Why.VILLAGE: _neighbour, Why.UNIT: _stranger, Why.RANK: _low,
}  # fmt: skip


def _most(problem: Problem, plan: Plan, lifted: Why | None) -> int:
    """The most places of teams and padals that anybody can fill, by looking at every way."""
    posts = {each.code: each for each in problem.posts}
    units = {unit.id: unit.districts for unit in problem.units}
    places = [(team.district, {posts[c].village for c in team.posts}, "") for team in plan.teams for _ in range(2)]
    places += [(cluster.district, set[str](), problem.rules.padal_rank) for cluster in plan.clusters]
    people = [one for one in problem.officers if one.kind is Kind.POLICE]

    def fits(one: Officer, place: tuple[str, set[str], str]) -> bool:
        district, villages, rank = place
        mine = units.get(one.unit, ())
        return (
            (one.available or lifted is Why.AWAY)
            and (not one.shifts or lifted is Why.REST)
            and (one.home not in villages or lifted is Why.VILLAGE)
            and (not mine or district in mine or lifted is Why.UNIT)
            and (not rank or enough(problem, one, rank) or lifted is Why.RANK)
        )

    full = {0: 0}
    for place in places:  # over every set of people that can be used so far: the most places with it
        new = dict(full)
        for used, count in full.items():
            for n, one in enumerate(people):
                if not used & 1 << n and fits(one, place):
                    new[used | 1 << n] = max(new.get(used | 1 << n, 0), count + 1)
        full = new
    return max(full.values())


def _told(plan: Plan) -> Counter[Why]:
    found: Counter[Why] = Counter()
    for one in plan.missing:
        if one.need in POLICE:
            found[one.why] += one.amount
    return found


@pytest.mark.parametrize("why", DEFECTS)
@pytest.mark.parametrize("seed", range(6))
def test_what_is_wrong_with_the_people_is_what_the_shortage_names(why: Why, seed: int) -> None:
    dice = random.Random(seed)
    problem = _problem(dice)
    problem = replace(problem, units=(*UNITS, Unit("jauh", "Polsek jauh contoh", UnitKind.POLSEK, ("17.06.09",))))
    spoiled = {one.id for one in dice.sample(problem.officers, dice.randint(1, 3))}
    gone = {one.id for one in dice.sample(problem.officers, dice.randint(0, 2))} - spoiled
    problem = replace(
        problem,
        officers=tuple(
            DEFECTS[why](problem, one) if one.id in spoiled else one for one in problem.officers if one.id not in gone
        ),
    )
    plan = solve(problem, 0.3)
    filled = _most(problem, plan, None)
    assert sum(1 for id in stands(plan)) == filled
    places = 2 * len(plan.teams) + len(plan.clusters)
    gained = _most(problem, plan, why) - filled
    expected = Counter({why: gained, Why.NUMBER: places - filled - gained})
    assert _told(plan) == +expected, (spoiled, gone)


@pytest.mark.parametrize("seed", range(20))
def test_too_few_are_named_only_where_there_are_fewer_people_than_places(seed: int) -> None:
    """With every defect at once, several of them in one person."""
    dice = random.Random(100 + seed)
    problem = _problem(dice)
    problem = replace(problem, units=(*UNITS, Unit("jauh", "Polsek jauh contoh", UnitKind.POLSEK, ("17.06.09",))))
    people = []
    for one in problem.officers:
        for spoil in dice.sample(list(DEFECTS.values()), dice.choice((0, 0, 1, 2))):
            one = spoil(problem, one)
        people += [one] if dice.random() < 0.85 else []
    plan = solve(replace(problem, officers=tuple(people)), 0.3)
    places = 2 * len(plan.teams) + len(plan.clusters)
    told = _told(plan)
    assert sum(told.values()) == places - len(stands(plan))
    assert told[Why.NUMBER] == max(0, places - len(people))
    known = {
        Why.AWAY: sum(not one.available for one in people),
        Why.REST: sum(bool(one.shifts) for one in people),
        Why.UNIT: len(people),
        Why.VILLAGE: sum(one.home != "17.06" for one in people),
        Why.RANK: sum(one.rank != "Ipda" for one in people),
    }
    assert all(told[why] <= most for why, most in known.items())


def test_one_sick_officer_does_not_explain_that_ten_are_missing() -> None:
    posts = tuple(post(n, cls=Cls.HIGH) for n in range(1, 7))
    officers = (police("a"), police("b", available=False))
    plan = solve(with_rules(replace(PROBLEM, posts=posts, officers=officers), padal_teams=0), 0.3)
    assert _told(plan) == {Why.AWAY: 1, Why.NUMBER: 10}


def test_stations_too_far_apart_for_one_team_are_named_as_the_distance() -> None:
    posts = (post(1), post(2), post(3, east=1.0))
    rules = with_rules(replace(PROBLEM, posts=posts, officers=(police("a"), police("b"))), padal_teams=0)
    assert _told(solve(rules, 0.3)) == {Why.DISTANCE: 2}
    near = replace(rules, posts=(*posts[:2], post(3)))
    assert not _told(solve(near, 0.3))
    nobody = replace(rules, officers=())
    assert _told(solve(nobody, 0.3)) == {Why.DISTANCE: 2, Why.NUMBER: 2}


def test_linmas_who_are_away_or_tired_are_told_apart_from_those_who_are_not_there() -> None:
    village = f"{NORTH}.2001"
    people = [Officer(f"l{n}", village, village, kind=Kind.LINMAS) for n in range(5)]
    people[0] = replace(people[0], available=False)
    people[1] = replace(people[1], shifts=((-780, -720),))
    pattern = Pattern(Cls.LOW, 2, 4, 8)
    problem = replace(PROBLEM, posts=tuple(post(n) for n in range(1, 5)), patterns=(pattern,), linmas={})
    problem = replace(problem, officers=(police("a"), police("b"), police("q", rank="Ipda"), *people))
    plan = solve(problem, 0.3)
    found = {one.why: one.amount for one in plan.missing if one.need is Need.LINMAS}
    assert found == {Why.REST: 1, Why.AWAY: 1, Why.NUMBER: 3}
    assert [(one.where, one.amount) for one in plan.repairs] == [(village, 5)]
