from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.engines.distribution.evaluating import (
    Broken,
    EditRefused,
    evaluate,
    lock_route,
    move_stop,
    swap_vehicle,
)
from siaga.engines.distribution.plan import Reason, Unserved
from siaga.engines.distribution.problem import Road, Rules
from siaga.engines.distribution.rules import Rule
from tests.engines.distribution.table import Table, plan, ppk, problem, route, site, star, truck
from tests.engines.distribution.table import hub as depot

NAMES = ("a", "b", "c", "d")
TABLE = Table(star(*NAMES))


def world(**more):
    return problem(*(site(name) for name in NAMES), truck(count=2, **more))


def rules_of(found) -> set[Rule]:
    return {broken.rule for broken in found.broken}


def only(found) -> Broken:
    assert len(found.broken) == 1, found.broken
    return found.broken[0]


def all_four(**more):
    return route("truk", 1, -2, (400, {"a": 2, "b": 2, "c": 2, "d": 2}), **more)


def test_times_kilometres_and_cost_are_computed_anew():
    found = evaluate(world(), [all_four()], legs_on=TABLE)
    assert found.ok
    trip = found.routes[0].trips[0]
    assert [(stop.arrive, stop.start, stop.leave) for stop in trip.stops] == [
        (430, 430, 440),
        (460, 460, 470),
        (490, 490, 500),
        (520, 520, 530),
    ]
    assert trip.back == 560
    assert found.km == 120 and found.drive_minutes == 120
    assert found.cost == pytest.approx(10 + 120 + 6 * (560 - 370) / 60)
    assert found.last_arrival == (-2, 520)
    assert found.margin_minutes == 1440 + 1080 - 520


def test_a_vehicle_waits_for_the_window():
    sites = [site("a", windows=((600, 660), (780, 900)))]
    early = evaluate(problem(*sites, truck()), [route("truk", 1, -2, (400, {"a": 2}))], legs_on=TABLE)
    assert early.ok and early.routes[0].trips[0].stops[0].wait == 170
    between = evaluate(problem(*sites, truck()), [route("truk", 1, -2, (640, {"a": 2}))], legs_on=TABLE)
    assert between.ok and between.routes[0].trips[0].stops[0].start == 780


def test_a_later_trip_is_held_up_by_loading_again():
    found = evaluate(world(), [route("truk", 1, -2, (400, {"a": 2, "b": 2}), (410, {"c": 2, "d": 2}))], legs_on=TABLE)
    assert found.ok
    first, second = found.routes[0].trips
    assert second.depart == first.back + 30


def test_as_stated_a_trip_before_loading_is_done_is_told():
    trips = ((400, {"a": 2, "b": 2}), (510, {"c": 2, "d": 2}))
    found = evaluate(world(), [route("truk", 1, -2, *trips)], legs_on=TABLE, stated=True)
    assert only(found) == Broken(Rule.RELOAD, 20, "truk-1/H-2", trip=1, day=-2, vehicle="truk")


def test_boxes_over_the_room_are_counted():
    broken = only(evaluate(world(boxes=7), [all_four()], legs_on=TABLE))
    assert (broken.rule, broken.amount, broken.route, broken.trip) == (Rule.BOXES, 1, "truk-1/H-2", 0)


def test_kilograms_over_what_it_may_carry_are_counted():
    heavy = problem(*(site(name, kg=30.0) for name in NAMES), truck(capacity_kg=100.0))
    plain = all_four()
    stops = tuple(replace(stop, kg=30.0) for stop in plain.trips[0].stops)
    found = evaluate(heavy, [replace(plain, trips=(replace(plain.trips[0], stops=stops),))], legs_on=TABLE)
    assert (only(found).rule, only(found).amount) == (Rule.KG, 20)
    assert Rule.WEIGHT in rules_of(evaluate(heavy, [plain], legs_on=TABLE))


def test_a_vehicle_that_cannot_use_the_last_stretch():
    found = evaluate(
        problem(site("a", access=Road.MOTORBIKE), truck()), [route("truk", 1, -2, (400, {"a": 2}))], legs_on=TABLE
    )
    assert only(found) == Broken(Rule.ACCESS, 1, "truk-1/H-2", "a", 0, 0, -2, "truk")


def test_minutes_after_the_window_shift_and_deadline():
    late = problem(site("a", windows=((360, 420),)), truck(shift_end=450), rules=Rules(-3, -1, deadline_minute=425))
    found = evaluate(late, [route("truk", 1, -1, (400, {"a": 2}))], legs_on=TABLE)
    amounts = {broken.rule: broken.amount for broken in found.broken}
    assert amounts == {Rule.WINDOW: 10, Rule.SHIFT: 20, Rule.DEADLINE: 5}
    before = evaluate(late, [route("truk", 1, -2, (355, {"a": 2}))], legs_on=TABLE, stated=True)
    assert {broken.rule: broken.amount for broken in before.broken} == {Rule.SHIFT: 35}
    unloaded = evaluate(late, [route("truk", 1, -2, (385, {"a": 2}))], legs_on=TABLE, stated=True)
    assert {broken.rule: broken.amount for broken in unloaded.broken} == {Rule.RELOAD: 5, Rule.SHIFT: 5}


def test_the_crews_hours_and_the_trips_of_a_day():
    found = evaluate(
        world(max_drive_minutes=100, max_trips=1),
        [route("truk", 1, -2, (400, {"a": 2, "b": 2}), (600, {"c": 2, "d": 2}))],
        legs_on=TABLE,
    )
    assert {broken.rule: broken.amount for broken in found.broken} == {Rule.DRIVING: 60, Rule.TRIPS: 1}


def test_days_of_the_plan_and_of_the_site_and_remote_first():
    far = problem(site("a", remote=True), site("b", last_day=-3), truck())
    found = evaluate(far, [route("truk", 1, -1, (400, {"a": 2, "b": 2}))], legs_on=TABLE)
    assert {(broken.rule, broken.site, broken.amount) for broken in found.broken} == {
        (Rule.REMOTE, "a", 1),
        (Rule.DAYS, "b", 2),
    }
    after = evaluate(world(), [replace(all_four(), day=1)], legs_on=TABLE)
    assert (Rule.DAYS, 2) in {(broken.rule, broken.amount) for broken in after.broken}


def test_a_closed_road_is_named_by_the_stop_that_it_leads_to():
    table = Table(star(*NAMES), closed=[("b", "c")])
    broken = only(evaluate(world(), [all_four()], legs_on=table))
    assert (broken.rule, broken.site, broken.trip, broken.stop) == (Rule.ROAD, "c", 0, 2)


def test_boxes_that_are_missing_or_too_many_and_those_known_to_stay_behind():
    short = route("truk", 1, -2, (400, {"a": 2, "b": 3, "c": 2}))
    found = evaluate(world(), [short], legs_on=TABLE)
    assert {(broken.rule, broken.site, broken.amount) for broken in found.broken} == {
        (Rule.DEMAND, "b", 1),
        (Rule.DEMAND, "d", -2),
    }
    known = evaluate(world(), [short], legs_on=TABLE, unserved=[Unserved("d", 2, Reason.TIME)])
    assert only(known).site == "b"


def test_a_vehicle_that_there_is_not_and_one_on_two_routes():
    third = replace(all_four(), unit=3)
    assert only(evaluate(world(), [third], legs_on=TABLE)).rule is Rule.FLEET
    twice = [route("truk", 1, -2, (400, {"a": 2, "b": 2})), route("truk", 1, -2, (700, {"c": 2, "d": 2}))]
    assert only(evaluate(world(), twice, legs_on=TABLE)).rule is Rule.FLEET


def test_escorts_of_a_day():
    routes = [route("truk", unit, -2, (400, stops)) for unit, stops in ((1, {"a": 2, "b": 2}), (2, {"c": 2, "d": 2}))]
    few = problem(*(site(name) for name in NAMES), truck(count=2), rules=Rules(-3, -1, escorts_per_day=1))
    assert only(evaluate(few, routes, legs_on=TABLE)) == Broken(Rule.ESCORT, 1, day=-2)


def test_what_the_problem_does_not_know():
    strange = [route("kapal", 1, -2, (400, {"a": 2})), route("truk", 1, -2, (400, {"x": 2, "b": 2, "c": 2, "d": 2}))]
    found = evaluate(world(), strange, legs_on=TABLE)
    assert {(broken.vehicle, broken.site) for broken in found.broken if broken.rule is Rule.UNKNOWN} == {
        ("kapal", ""),
        ("", "x"),
    }


def tiers(**more):
    motor = truck("motor", boxes=4, depot="ppk")
    return problem(depot(), ppk("ppk", **more), site("a", hub="ppk"), site("b", hub="ppk"), truck(), motor)


TIERS = Table(star("a", "b", "ppk", hubs=("gudang", "ppk")))


def test_nothing_leaves_a_hub_before_it_is_there():
    bring = route("truk", 1, -2, (400, {"ppk": 4}))
    early = route("motor", 1, -2, (459, {"a": 2, "b": 2}), hub="ppk")
    broken = only(evaluate(tiers(), [bring, early], legs_on=TIERS))
    assert broken == Broken(Rule.HUB, 4, "motor-1/H-2", "ppk", 0, day=-2)
    assert evaluate(tiers(), [bring, replace(early, trips=(replace(early.trips[0], depart=460),))], legs_on=TIERS).ok


def test_a_hub_gets_no_more_than_it_passes_on_and_a_site_is_served_from_its_own():
    too_much = route("truk", 1, -2, (400, {"ppk": 5}))
    on = route("motor", 1, -1, (459, {"a": 2, "b": 2}), hub="ppk")
    assert only(evaluate(tiers(), [too_much, on], legs_on=TIERS)) == Broken(Rule.DEMAND, 1, site="ppk")
    direct = route("truk", 1, -2, (400, {"a": 2, "b": 2}))
    assert rules_of(evaluate(tiers(), [direct], legs_on=TIERS)) == {Rule.ORIGIN}


def test_a_hubs_hours_and_its_timetable():
    bring = route("truk", 1, -2, (400, {"ppk": 4}))
    on = route("motor", 1, -1, (500, {"a": 2, "b": 2}), hub="ppk")
    ferry = tiers(departures=(480, 600))
    held = evaluate(ferry, [bring, on], legs_on=TIERS)
    assert held.ok and held.routes[1].trips[0].depart == 600
    assert only(evaluate(ferry, [bring, on], legs_on=TIERS, stated=True)).amount == 100
    gone = evaluate(tiers(departures=(480,)), [bring, on], legs_on=TIERS)
    assert (only(gone).rule, only(gone).amount) == (Rule.TIMETABLE, 20)
    shut = evaluate(tiers(closes=490), [bring, on], legs_on=TIERS)
    assert (only(shut).rule, only(shut).amount) == (Rule.OPENING, 10)


def two_routes():
    return plan(
        route("truk", 1, -2, (400, {"a": 2, "b": 2})),
        route("truk", 2, -2, (400, {"c": 2, "d": 2})),
    )


def test_a_stop_is_moved_and_judged_at_once():
    moved, found = move_stop(world(), two_routes(), "b", "truk-1/H-2", "truk-2/H-2", 1, legs_on=TABLE)
    assert found.ok
    assert [stop.site for stop in moved.routes[1].trips[0].stops] == ["c", "b", "d"]
    assert [stop.site for stop in moved.routes[0].trips[0].stops] == ["a"]
    assert moved.cost == found.cost and moved.last_arrival == (-2, 490)


def test_a_moved_stop_finds_its_own_place_and_may_open_a_route():
    table = Table({**star(*NAMES), ("c", "b"): 1, ("b", "d"): 1})
    moved, found = move_stop(world(), two_routes(), "b", "truk-1/H-2", "truk-2/H-2", legs_on=table)
    assert found.ok and [stop.site for stop in moved.routes[1].trips[0].stops] == ["c", "b", "d"]
    opened, found = move_stop(world(), two_routes(), "b", "truk-1/H-2", "truk-2/H-3", (0, 0), legs_on=TABLE)
    assert found.ok and opened.routes[-1].id == "truk-2/H-3"
    assert opened.routes[-1].trips[0].depart == 390


def test_a_route_that_is_left_empty_goes():
    moved, found = move_stop(world(), two_routes(), "a", "truk-1/H-2", "truk-2/H-2", legs_on=TABLE)
    moved, found = move_stop(world(), moved, "b", "truk-1/H-2", "truk-2/H-2", legs_on=TABLE)
    assert found.ok and [each.id for each in moved.routes] == ["truk-2/H-2"]


def test_a_move_that_breaks_a_rule_says_so_and_is_still_shown():
    moved, found = move_stop(world(boxes=4), two_routes(), "b", "truk-1/H-2", "truk-2/H-2", 0, legs_on=TABLE)
    assert only(found).rule is Rule.BOXES and only(found).route == "truk-2/H-2"
    assert moved.routes[1].trips[0].boxes == 6


def test_two_visits_of_a_trip_become_one():
    split = plan(route("truk", 1, -2, (400, {"a": 1, "b": 2})), route("truk", 2, -2, (400, {"a": 1, "c": 2, "d": 2})))
    moved, found = move_stop(world(), split, "a", "truk-1/H-2", "truk-2/H-2", 3, legs_on=TABLE)
    assert found.ok and moved.routes[1].trips[0].boxes == 6
    assert [stop.site for stop in moved.routes[1].trips[0].stops] == ["a", "c", "d"]


def test_locked_routes_and_things_that_are_not_there_are_refused():
    locked = lock_route(two_routes(), "truk-2/H-2")
    for site_id, source, target, position, why in (
        ("b", "truk-1/H-2", "truk-2/H-2", None, "locked"),
        ("c", "truk-2/H-2", "truk-1/H-2", None, "locked"),
        ("c", "truk-1/H-2", "truk-1/H-3", None, "stop"),
        ("a", "truk-9/H-2", "truk-1/H-3", None, "route"),
        ("a", "truk-1/H-2", "kapal-1/H-3", None, "route"),
        ("a", "truk-1/H-2", "truk-1/H-3", 4, "position"),
    ):
        with pytest.raises(EditRefused) as refused:
            move_stop(world(), locked, site_id, source, target, position, legs_on=TABLE)
        assert refused.value.why == why
    assert not lock_route(locked, "truk-2/H-2", locked=False).routes[1].locked


def test_another_vehicle_drives_a_route_or_two_change_places():
    swapped, found = swap_vehicle(world(), two_routes(), "truk-1/H-2", "truk", 2, legs_on=TABLE)
    assert found.ok and [each.id for each in swapped.routes] == ["truk-2/H-2", "truk-1/H-2"]
    later, found = swap_vehicle(world(), two_routes(), "truk-1/H-2", "truk", 1, day=-1, legs_on=TABLE)
    assert found.ok and later.routes[0].id == "truk-1/H-1"
    with pytest.raises(EditRefused):
        swap_vehicle(world(), two_routes(), "truk-1/H-2", "kapal", 1, legs_on=TABLE)
