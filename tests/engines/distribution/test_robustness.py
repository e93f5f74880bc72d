from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.engines.distribution.evaluating import evaluate
from siaga.engines.distribution.plan import Plan
from siaga.engines.distribution.problem import Problem, Road, Rules
from siaga.engines.distribution.robustness import Spread, replay
from siaga.engines.distribution.solving import solve_here
from siaga.engines.distribution.travel import Travel
from tests.engines.distribution.regencies import regency
from tests.engines.distribution.simulator import frequencies
from tests.engines.distribution.table import Table, ppk, problem, route, site, star, truck
from tests.engines.distribution.table import hub as depot
from tests.engines.distribution.test_random import drawn
from tests.shared_data import data_file, needs_shared_data

CALM = Spread(travel=dict.fromkeys(Road, 0.0), day=0.0, service=0.0, late_chance=0.0, late_minutes=1.0, rain_chance=0.0)
NAMES = ("a", "b", "c")
TABLE = Table(star(*NAMES, "ppk", hubs=("gudang", "ppk")))
SLOW = Table({pair: minutes * 2 for pair, minutes in TABLE.minutes.items()})


def chances(given: Problem, *routes, spread: Spread = CALM, runs: int = 400, wet: Table = SLOW):
    return replay(given, Plan(routes), runs=runs, spread=spread, dry=TABLE, wet=wet)


def test_as_planned_everything_is_in_time():
    given = problem(*(site(name) for name in NAMES), truck())
    found = chances(given, route("truk", 1, -2, (400, {"a": 2, "b": 2, "c": 2})))
    assert found.sites == {"a": 1.0, "b": 1.0, "c": 1.0} and found.overall == 1.0
    assert found.overruns == {"truk-1/H-2": 0.0}


def test_who_is_not_brought_all_boxes_has_no_chance():
    given = problem(*(site(name) for name in NAMES), truck())
    found = chances(given, route("truk", 1, -2, (400, {"a": 2, "b": 1})))
    assert found.sites == {"a": 1.0, "b": 0.0, "c": 0.0} and found.overall == 0.0
    assert found.below(0.99) == ("b", "c") and found.least == 0.0


def test_a_window_the_shift_the_deadline_and_the_days_bound_what_is_in_time():
    ways = {
        "window": (problem(site("a", windows=((360, 429),)), truck()), -2),
        "shift": (problem(site("a"), truck(shift_end=429)), -2),
        "deadline": (problem(site("a"), truck(), rules=Rules(-3, -1, deadline_minute=429)), -1),
        "remote": (problem(site("a", remote=True), truck()), -1),
        "first day": (problem(site("a", first_day=-2), truck()), -3),
    }
    for name, (given, day) in ways.items():
        assert chances(given, route("truk", 1, day, (400, {"a": 2}))).sites == {"a": 0.0}, name
    just = problem(site("a", windows=((360, 430),)), truck(shift_end=430), rules=Rules(-3, -1, deadline_minute=430))
    found = chances(just, route("truk", 1, -1, (400, {"a": 2})))
    assert found.sites == {"a": 1.0} and found.overruns == {"truk-1/H-1": 1.0}


def test_rain_comes_by_the_day_and_for_all_at_once():
    given = problem(
        *(site(name, windows=((360, 450),)) for name in NAMES), truck(count=3), rules=Rules(first_day=-3, last_day=-1)
    )
    routes = [route("truk", unit, -2, (400, {name: 2})) for unit, name in enumerate(NAMES, start=1)]
    found = chances(given, *routes, spread=replace(CALM, rain_chance=0.3), runs=20_000)
    assert found.overall == pytest.approx(0.7, abs=0.01)
    assert all(chance == found.overall for chance in found.sites.values())


def test_who_leaves_late_is_late_everywhere_and_on_the_next_trip():
    given = problem(site("a"), site("b", windows=((360, 530),)), truck())
    day = route("truk", 1, -2, (400, {"a": 2}), (500, {"b": 2}))
    on_time = chances(given, day)
    late = chances(given, day, spread=replace(CALM, late_chance=0.5, late_minutes=1e6))
    assert on_time.overall == 1.0
    assert late.overall == pytest.approx(0.5, abs=0.1)


def tiers(**more) -> Problem:
    motor = truck("motor", boxes=4, depot="ppk")
    return problem(depot(), ppk("ppk", **more), site("a", hub="ppk", windows=((360, 490),)), truck(count=2), motor)


def test_a_hub_that_is_late_makes_those_behind_it_late():
    bring = route("truk", 1, -2, (400, {"ppk": 2}))
    on = route("motor", 1, -2, (460, {"a": 2}), hub="ppk")
    assert chances(tiers(), bring, on).overall == 1.0
    assert chances(tiers(service_minutes=31), bring, on).overall == 0.0
    assert chances(tiers(), on).overall == 0.0


def test_a_hub_gives_in_the_order_of_planned_departures():
    """Two boxes come early and two late: the trip that is planned first gets the early ones."""
    motor = truck("motor", boxes=2, depot="ppk", count=2)
    ends = {"windows": ((360, 520),), "hub": "ppk"}
    given = problem(depot(), ppk("ppk"), site("a", **ends), site("b", **ends), truck(count=2), motor)
    early, late = route("truk", 1, -2, (400, {"ppk": 2})), route("truk", 2, -2, (440, {"ppk": 2}))
    first, second = route("motor", 1, -2, (461, {"a": 2}), hub="ppk"), route("motor", 2, -2, (462, {"b": 2}), hub="ppk")
    assert chances(given, early, late, first, second).sites == {"a": 1.0, "b": 0.0}


def test_a_missed_crossing_waits_for_the_next_one_or_stays():
    bring = route("truk", 1, -2, (400, {"ppk": 2}))
    on = route("motor", 1, -2, (460, {"a": 2}), hub="ppk")
    assert chances(tiers(departures=(460, 700)), bring, on).overall == 1.0
    assert chances(tiers(departures=(460, 700), service_minutes=31), bring, on).overall == 0.0
    assert chances(tiers(departures=(459,)), bring, on).overall == 0.0
    wide = replace(tiers(departures=(459, 700)), sites=(site("a", hub="ppk", windows=((360, 490), (700, 800))),))
    assert chances(wide, bring, on).overall == 1.0
    assert chances(tiers(closes=459), bring, on).overall == 0.0


def test_the_same_seed_gives_the_same_chances():
    given = problem(*(site(name, windows=((360, 470),)) for name in NAMES), truck())
    plan = Plan((route("truk", 1, -2, (400, {"a": 2, "b": 2})), route("truk", 1, -1, (400, {"c": 2}))))
    one, again, other = (replay(given, plan, runs=3000, seed=seed, dry=TABLE, wet=SLOW) for seed in (1, 1, 2))
    assert one == again and one != other and 0 < one.sites["b"] < 1


def agreement(given: Problem, plan: Plan, spread: Spread, runs: int) -> float:
    """The largest difference between the engine and the simulator, over all sites and for all together."""
    travel = {wet: Travel(given, rain=wet) for wet in (False, True)}
    vehicles = {vehicle.id: vehicle for vehicle in given.vehicles}
    found = replay(given, plan, runs=80_000, seed=11, spread=spread)
    seen, everything = frequencies(
        given,
        plan,
        spread,
        lambda vehicle, one, other, wet: travel[wet].leg(vehicles[vehicle], one, other).minutes,
        runs=runs,
        seed=12,
    )
    assert set(seen) == set(found.sites)
    return max(abs(found.overall - everything), *(abs(found.sites[name] - seen[name]) for name in seen))


RAIN = {Road.ASPHALT: 0.8, Road.GRAVEL: 0.6, Road.FOUR_WHEEL: 0.5, Road.MOTORBIKE: 0.5, Road.BOAT: 0.7, Road.FOOT: 0.8}


def check_agreement(number: int) -> None:
    """Within one point: 20,000 simulated runs have a standard error of 0.35 points at the most."""
    given = drawn(number)
    given = replace(given, estimates=replace(given.estimates, rain=RAIN))
    plan = solve_here(given, 0.3, 1)
    if plan.routes:
        assert agreement(given, plan, Spread(), 20_000) <= 0.01, number


@pytest.mark.parametrize("number", [6, 13])
def test_the_stated_chance_holds_in_a_simulation_that_shares_no_code(number: int):
    """Number 6 has a crossing with a boat, number 13 three tiers."""
    check_agreement(number)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(40))
def test_the_stated_chance_holds_on_forty_regencies(number: int):
    check_agreement(number)


@pytest.mark.soak
@needs_shared_data
def test_the_stated_chance_holds_for_mukomuko():
    given = regency(data_file("mukomuko"))
    given = replace(given, estimates=replace(given.estimates, rain=RAIN))
    assert agreement(given, solve_here(given, 5, 1), Spread(), 40_000) <= 0.01


def test_a_plan_with_slack_has_the_chance_of_99_in_100_that_it_says():
    """Two tiers with a crossing: the truck has an hour to spare, the boat a later departure."""
    given = problem(
        depot(),
        ppk("ppk", departures=(560, 640)),
        site("a", hub="ppk", windows=((360, 700),)),
        site("b", windows=((360, 620),)),
        truck(count=2),
        truck("perahu", boxes=4, depot="ppk"),
    )
    table = Table({("gudang", "ppk"): 60, ("gudang", "b"): 70, ("ppk", "b"): 30, ("ppk", "a"): 40})
    wet = Table({pair: round(minutes * 1.4) for pair, minutes in table.minutes.items()})
    plan = Plan((route("truk", 1, -2, (400, {"ppk": 2, "b": 2})), route("perahu", 1, -2, (560, {"a": 2}), hub="ppk")))
    assert evaluate(given, plan.routes, legs_on=lambda _day: table).ok
    spread = Spread(late_minutes=10.0, late_chance=0.2)
    found = replay(given, plan, runs=80_000, spread=spread, dry=table, wet=wet)
    tables = {False: table, True: wet}
    seen, everything = frequencies(
        given, plan, spread, lambda _v, one, other, rain: tables[rain].minutes.get((one, other)), runs=20_000, seed=5
    )
    assert 0.97 < found.overall < 1.0
    assert found.overall == pytest.approx(everything, abs=0.01)
    assert found.sites == pytest.approx(seen, abs=0.01)
