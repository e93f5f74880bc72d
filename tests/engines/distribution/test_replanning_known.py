"""Instances built around a plan that is known to be possible after the road is cut, with no room for much else."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest

from siaga.engines.distribution.evaluating import evaluate
from siaga.engines.distribution.happened import Done, Happened, Replanned
from siaga.engines.distribution.plan import Plan, Route
from siaga.engines.distribution.problem import Problem, Road, Rules
from siaga.engines.distribution.replanning import replan
from siaga.engines.distribution.solving import solve_here
from tests.engines.distribution.checker import breaks
from tests.engines.distribution.regencies import regency
from tests.engines.distribution.table import Table, problem, route, site, truck
from tests.shared_data import data_file, needs_shared_data

DAYS = (-3, -2, -1)
TRUCKS = 4


class World:
    """Twelve full routes of six places each. cut: roads that close; after: a plan that is still possible then."""

    def __init__(self, seed: int, *, swaps: bool) -> None:
        dice = random.Random(seed)
        places: dict[str, tuple[float, float]] = {"gudang": (0.0, 0.0)}
        orders: list[list[str]] = []
        for n in range(len(DAYS) * TRUCKS):
            way = n * math.tau / (len(DAYS) * TRUCKS)
            names = [f"s{n}-{k}" for k in range(6)]
            for k, name in enumerate(names):
                places[name] = (
                    math.cos(way) * (10 + 4 * k) + dice.uniform(-3, 3),
                    math.sin(way) * (10 + 4 * k) + dice.uniform(-3, 3),
                )
            orders.append(names)
        self.minutes = {
            (a, b): math.ceil(math.dist(places[a], places[b])) + 1 for a in places for b in places if a != b
        }
        self.boxes = {name: dice.choice((2, 4, 6)) for names in orders for name in names}
        hurt = dice.randrange(len(orders))
        after = [list(names) for names in orders]
        if swaps:
            mine, other = orders[hurt][dice.randrange(1, 5)], dice.choice(orders[(hurt + 1) % len(orders)][1:5])
            self.boxes[other] = self.boxes[mine]
            near = [name for name in (*orders[hurt], "gudang") if name != mine]
            self.cut = frozenset((mine, name) for name in near)
            a, b = orders[hurt].index(mine), orders[(hurt + 1) % len(orders)].index(other)
            after[hurt][a], after[(hurt + 1) % len(orders)][b] = other, mine
        else:
            at = dice.randrange(1, 5)
            self.cut = frozenset({(orders[hurt][at], orders[hurt][at + 1])})
            after[hurt] = [orders[hurt][at], *orders[hurt][:at], *orders[hurt][at + 1 :]]
        self.before, self.after = self.plans(orders), self.plans(after)
        loads = [sum(self.boxes[name] for name in names) for names in (*orders, *after)]
        back = max(each.trips[0].back for each in (*self.timed(self.before), *self.timed(self.after)))
        self.problem = replace(
            self.given(room=max(loads)), vehicles=(truck(count=TRUCKS, boxes=max(loads), shift_end=back, max_trips=1),)
        )

    def plans(self, orders: list[list[str]]) -> list[Route]:
        return [
            route("truk", n % TRUCKS + 1, DAYS[n // TRUCKS], (390, {name: self.boxes[name] for name in names}))
            for n, names in enumerate(orders)
        ]

    def given(self, room: int) -> Problem:
        sites = [site(name, boxes) for name, boxes in self.boxes.items()]
        return problem(*sites, truck(count=TRUCKS, boxes=room), rules=Rules(first_day=-3, last_day=-1))

    def timed(self, routes: list[Route]) -> tuple[Route, ...]:
        return evaluate(self.given(999), routes, legs_on=Table(self.minutes)).routes

    def travel(self, given: Problem, _rain: bool) -> Table:
        return Table(self.minutes, given.closed)

    def replanned(self, happened: Happened) -> Replanned:
        known = replace(self.problem, closed=self.cut)
        assert evaluate(known, self.after, legs_on=self.travel_now()).ok
        found = evaluate(self.problem, self.before, legs_on=Table(self.minutes))
        assert found.ok
        return replan(self.problem, Plan(found.routes), happened, travel=self.travel)

    def travel_now(self) -> Table:
        return Table(self.minutes, self.cut)


@pytest.mark.parametrize("seed", range(12))
def test_a_cut_road_inside_a_full_route_keeps_everybody_elses_vehicle_and_day(seed: int) -> None:
    world = World(seed, swaps=False)
    found = world.replanned(Happened(-3, 300, closed=world.cut))
    assert found.plan.feasible and found.broken == ()
    assert found.share_kept >= 0.9


@pytest.mark.parametrize("seed", range(12))
def test_a_place_that_its_own_route_cannot_reach_any_more_changes_places_with_another(seed: int) -> None:
    world = World(seed, swaps=True)
    found = world.replanned(Happened(-3, 300, closed=world.cut))
    assert found.plan.feasible and found.broken == ()
    assert found.share_kept >= 0.9


def morning(plan: Plan, day: int, minute: int) -> Happened:
    """All vehicles of the day are on the road and have made what they should have by now."""
    routes = [each for each in plan.routes if each.day == day and each.trips[0].depart <= minute]
    done = tuple(
        Done(each.id, at, number)
        for each in routes
        for at, trip in enumerate(each.trips)
        for number, stop in enumerate(trip.stops)
        if stop.leave <= minute
    )
    return Happened(day, minute, done, departed=frozenset(each.id for each in routes))


def check_cut_roads(given: Problem, plan: Plan, count: int, seed: int) -> None:
    """Roads between two stops of a trip are cut, one at a time, in the middle of a day."""
    dice = random.Random(seed)
    legs = [
        (each, a.site, b.site)
        for each in plan.routes
        for trip in each.trips
        for a, b in zip(trip.stops, trip.stops[1:], strict=False)
        if a.site != b.site
    ]
    for each, one, other in dice.sample(legs, count):
        day = dice.randint(given.rules.first_day, each.day)
        happened = replace(morning(plan, day, dice.choice((360, 540, 720))), closed=frozenset({(one, other)}))
        found = replan(given, plan, happened)
        assert found.share_kept >= 0.9, (each.id, one, other, happened)
        after = {now.id: now for now in found.plan.routes}
        for done in happened.executed:
            before = next(known for known in plan.routes if known.id == done.route).trips[done.trip]
            assert after[done.route].trips[done.trip].stops[done.stop] == before.stops[done.stop]
        assert {one.rule for one in breaks(found.problem, found.plan) if one.where not in happened.departed} == set()


@needs_shared_data
def test_mukomuko_keeps_its_plan_when_a_road_is_cut() -> None:
    given = regency(data_file("mukomuko"))
    check_cut_roads(given, solve_here(given, 2, 1), 12, 1)


@pytest.mark.soak
@needs_shared_data
def test_muara_enim_keeps_its_plan_when_a_road_is_cut() -> None:
    given = regency(data_file("muara-enim"))
    plan = solve_here(given, 20, 1)
    assert plan.feasible
    check_cut_roads(given, plan, 100, 2)


@pytest.mark.soak
@needs_shared_data
@pytest.mark.parametrize("road", [Road.FOUR_WHEEL])
def test_muara_enim_in_the_rain_and_with_a_broken_truck(road: Road) -> None:
    given = regency(data_file("muara-enim"))
    given = replace(given, estimates=replace(given.estimates, rain={Road.ASPHALT: 0.9, Road.GRAVEL: 0.8, road: 0.6}))
    plan = solve_here(given, 20, 1)
    for day in (-7, -5, -2):
        happened = replace(
            morning(plan, day, 600), rain=frozenset({day, day + 1}), broken=frozenset({("truk", 1)}),
            repaired={("truk", 1): day + 1},
        )  # fmt: skip
        found = replan(given, plan, happened)
        assert {one.where for one in breaks(found.problem, found.plan) if one.rule != "arithmetic"} <= {
            *happened.departed, *(each.route for each in found.broken)
        }  # fmt: skip
