"""The assignment of officers is the best there is: compared with every way there is, for a few officers."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from siaga.engines.deployment.ground import Ground
from siaga.engines.deployment.problem import Cls, Problem
from siaga.engines.deployment.slots import Places, Slot, slots_of
from siaga.engines.deployment.solving import solve
from siaga.engines.deployment.staffing import staffed
from tests.engines.deployment.checker import enough, free_for_duty, km
from tests.engines.deployment.small import NORTH, PROBLEM, police, post, with_rules

Value = tuple[int, int, float]
"""Weight of the places that are filled, leaders with the rank, and less way."""


def best(problem: Problem, slots: list[Slot]) -> Value:
    """Over every way to give the places to the officers or to leave them open."""
    officers = [o for o in problem.officers if o.kind.value == "polisi" and free_for_duty(problem, o)]
    units = {unit.id: unit for unit in problem.units}
    found: Value = (-1, 0, 0.0)
    for chosen in itertools.permutations([*officers, *[None] * len(slots)], len(slots)):
        weight, led, way = 0, 0, 0.0
        for slot, officer in zip(slots, chosen, strict=True):
            if officer is None:
                continue
            mine = units[officer.unit].districts if officer.unit in units else ()
            outside = bool(mine) and slot.district not in mine
            if (
                officer.home in slot.villages
                or (outside and problem.rules.outside_km is None)
                or (slot.strict and not enough(problem, officer, slot.least))
            ):
                break
            weight += slot.weight
            led += bool(slot.least) and enough(problem, officer, slot.least)
            way += km(problem, (slot.lat, slot.lon), (officer.lat or 0.0, officer.lon or 0.0))
            way += (problem.rules.outside_km or 0.0) if outside else 0.0
        else:
            found = max(found, (weight, led, -round(way, 6)))
    return found


def value(problem: Problem, slots: list[Slot]) -> Value:
    people = staffed(problem, Ground(problem), slots)
    units = {unit.id: unit for unit in problem.units}
    weight, led, way = 0, 0, people.km
    for slot, officer in zip(people.slots, people.holder, strict=True):
        if officer is not None:
            weight += slot.weight
            led += bool(slot.least) and enough(problem, officer, slot.least)
            mine = units[officer.unit].districts if officer.unit in units else ()
            way += (problem.rules.outside_km or 0.0) if mine and slot.district not in mine else 0.0
    return weight, led, -round(way, 6)


def test_the_assignment_equals_the_best_of_all_ways() -> None:
    for number in range(12):
        dice = random.Random(number)
        posts = [
            post(n, dice.choice((NORTH, "17.06.02")), dice.choice((Cls.LOW, Cls.HIGH)), village=2001 + n)
            for n in range(1, 3)
        ]
        officers = [
            replace(
                police(f"p{n}", dice.choice((NORTH, "17.06.02")), dice.choice(("Bripda", "Bripka", "Ipda"))),
                home=dice.choice(("17.06", posts[0].village)),
                lat=-2.5 - 0.1 * dice.randint(0, 4),
                available=dice.random() < 0.9,
            )
            for n in range(dice.randint(2, 4))
        ]
        problem = with_rules(
            replace(PROBLEM, posts=tuple(posts), officers=tuple(officers)),
            outside_km=dice.choice((None, 20.0)),
            padal_teams=0,
        )
        plan = solve(problem, 0.2)
        teams = tuple(replace(team, officers=(), leader="") for team in plan.teams)
        slots = slots_of(problem, Ground(problem), Places(teams))
        assert len(slots) <= 4
        assert value(problem, slots) == best(problem, slots), number


def test_the_more_dangerous_stations_are_filled_first_and_nobody_stands_alone_beside_an_empty_team() -> None:
    posts = (post(1, cls=Cls.HIGH), post(2, cls=Cls.LOW, village=2002), post(3, cls=Cls.MID, village=2003))
    three = replace(PROBLEM, posts=posts, officers=tuple(police(f"p{n}") for n in range(3)))
    plan = solve(with_rules(three, padal_teams=0), 0.5)
    held = {team.cls: len(team.officers) for team in plan.teams}
    assert held == {Cls.HIGH: 2, Cls.MID: 1, Cls.LOW: 0}
    assert {one.post for one in plan.unserved} == {posts[1].code}
