"""Plans drawn at random and then spoilt: ``evaluate`` and the independent checker name the same rules."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from siaga.engines.distribution.evaluating import Evaluation, evaluate
from siaga.engines.distribution.plan import Plan, Route, Stop, Trip
from siaga.engines.distribution.problem import Problem
from siaga.engines.distribution.rules import Rule
from siaga.engines.distribution.solving import solve_here
from tests.engines.distribution.checker import broken
from tests.engines.distribution.test_random import drawn

NAMES = {
    Rule.BOXES: "capacity",
    Rule.KG: "weight",
    Rule.ACCESS: "access",
    Rule.WINDOW: "window",
    Rule.OPENING: "window",
    Rule.SHIFT: "shift",
    Rule.DRIVING: "driving hours",
    Rule.RELOAD: "loading",
    Rule.TRIPS: "trips",
    Rule.TIMETABLE: "timetable",
    Rule.DAYS: "days",
    Rule.REMOTE: "remote first",
    Rule.DEADLINE: "deadline",
    Rule.ROAD: "closed road",
    Rule.ORIGIN: "home hub",
    Rule.HUB: "echelon order",
    Rule.FLEET: "fleet",
    Rule.ESCORT: "escorts",
    Rule.DEMAND: "demand",
    Rule.WEIGHT: "demand",
}
NO_WAY = {
    "closed road",
    "deadline",
    "driving hours",
    "echelon order",
    "loading",
    "shift",
    "timetable",
    "travel time",
    "window",
}
"""Where there is no way, there are no times either, and nothing that follows from times can be compared."""


def spoilt(problem: Problem, routes: tuple[Route, ...], dice: random.Random) -> tuple[Route, ...]:
    """One thing is wrong, or two or three: what a tired hand does to a plan."""
    found = list(routes)
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(found))
        route = found[at]
        number = dice.randrange(len(route.trips))
        trip = route.trips[number]
        which = dice.randrange(len(trip.stops))
        stop = trip.stops[which]
        vehicle = dice.choice(problem.vehicles)
        match dice.randrange(9):
            case 0:
                found[at] = replace(route, day=route.day + dice.choice((-2, -1, 1, 2)))
            case 1:
                found[at] = replace(route, unit=dice.randint(1, 4))
            case 2:
                found[at] = replace(route, vehicle=vehicle.id, hub=vehicle.depot)
            case 3:
                found[at] = _with(route, number, replace(trip, depart=trip.depart + dice.randint(-200, 400)))
            case 4 if len(trip.stops) > 1:
                found[at] = _with(route, number, replace(trip, stops=_without(trip.stops, which)))
            case 5:
                heavy = replace(stop, boxes=stop.boxes + dice.randint(1, 80), kg=stop.kg + dice.choice((0, 500)))
                if stop.site in {site.id for site in problem.sites}:
                    stops = (*trip.stops[:which], heavy, *trip.stops[which + 1 :])
                    found[at] = _with(route, number, replace(trip, stops=stops))
            case 6:
                order = dice.sample(trip.stops, len(trip.stops))
                found[at] = _with(route, number, replace(trip, stops=tuple(order)))
            case 7:
                more = dice.randint(1, 8)
                found[at] = replace(route, trips=(*route.trips, *(trip for _ in range(more))))
            case 8 if len(trip.stops) > 1 and len(found) > 1:
                other = dice.randrange(len(found))
                if other != at:
                    found[at] = _with(route, number, replace(trip, stops=_without(trip.stops, which)))
                    target = found[other]
                    stops = (*target.trips[0].stops, stop)
                    found[other] = _with(target, 0, replace(target.trips[0], stops=stops))
    return tuple(found)


def _with(route: Route, number: int, trip: Trip) -> Route:
    return replace(route, trips=(*route.trips[:number], trip, *route.trips[number + 1 :]))


def _without(stops: tuple[Stop, ...], which: int) -> tuple[Stop, ...]:
    return (*stops[:which], *stops[which + 1 :])


def named(problem: Problem, found: Evaluation) -> set[str]:
    """The checker does not ask whether a hub gets more than it passes on."""
    hubs = {hub.id for hub in problem.hubs}
    return {NAMES[one.rule] for one in found.broken if not (one.rule is Rule.DEMAND and one.site in hubs)}


def check(number: int, times: int) -> int:
    problem = drawn(number)
    plan = solve_here(problem, 0.2, 1)
    if not plan.routes:
        return 0
    dice = random.Random(number)
    count = 0
    for time in range(times):
        for stated in (True, False):
            routes = spoilt(problem, plan.routes, dice)
            found = evaluate(problem, routes, unserved=plan.unserved, stated=stated)
            seen = broken(problem, Plan(found.routes, plan.unserved)) - {"arithmetic"}
            mine = named(problem, found)
            if {"access", "closed road"} & (mine | seen):
                mine, seen = mine - NO_WAY, seen - NO_WAY
            if "loading" in mine & seen:  # trips that overlap: the checker looks at the end of the last one only
                mine, seen = mine - {"shift"}, seen - {"shift"}
            assert mine == seen, (number, time, stated, found.broken)
            count += bool(mine)
    return count


@pytest.mark.parametrize("part", range(2))
def test_evaluate_and_the_checker_name_the_same_rules(part: int) -> None:
    assert sum(check(number, 20) for number in range(part * 12, part * 12 + 12)) > 200


@pytest.mark.soak
@pytest.mark.parametrize("part", range(5))
def test_evaluate_and_the_checker_name_the_same_rules_on_two_hundred(part: int) -> None:
    assert sum(check(number, 100) for number in range(part * 40, part * 40 + 40)) > 2000
