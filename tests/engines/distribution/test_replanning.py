from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from siaga.engines.distribution.evaluating import evaluate, lock_route
from siaga.engines.distribution.happened import ChangeKind, Done, Happened, Replanned
from siaga.engines.distribution.plan import Plan, Reason, Route
from siaga.engines.distribution.problem import MatrixRow, Problem, Road, Rules, moment
from siaga.engines.distribution.replanning import replan
from siaga.engines.distribution.rules import Rule
from tests.engines.distribution.checker import breaks
from tests.engines.distribution.table import Table, ppk, problem, route, site, star, truck
from tests.engines.distribution.table import hub as depot

NAMES = tuple("abcdefgh")
MINUTES = star(*NAMES)


def travel_of(minutes, rain: float = 2.0):
    """Travel of the table, with the problem's closed roads."""

    def travel(given: Problem, wet: bool) -> Table:
        slower = {pair: round(each * (rain if wet else 1)) for pair, each in minutes.items()}
        return Table(slower, given.closed)

    return travel


TRAVEL = travel_of(MINUTES)


def world(*vehicles, rules: Rules | None = None, **sites) -> Problem:
    return problem(*(site(name, **sites) for name in NAMES), *(vehicles or (truck(count=3),)), rules=rules)


def planned(given: Problem, *routes: Route, travel=TRAVEL) -> Plan:
    found = evaluate(given, routes, legs_on=lambda _day: travel(given, False))
    assert found.ok, found.broken
    return Plan(found.routes, cost=found.cost, km=found.km, last_arrival=found.last_arrival)


def usual() -> tuple[Problem, Plan]:
    """Truck 1 brings a to d on H-2, truck 2 e and f on H-2, truck 1 g and h on H-1."""
    given = world()
    return given, planned(
        given,
        route("truk", 1, -2, (400, {"a": 2, "b": 2, "c": 2, "d": 2})),
        route("truk", 2, -2, (400, {"e": 2, "f": 2})),
        route("truk", 1, -1, (400, {"g": 2, "h": 2})),
    )


def on_road(minute: int, *done: tuple[str, int, int], **more) -> Happened:
    routes = frozenset({"truk-1/H-2", "truk-2/H-2"})
    return Happened(-2, minute, tuple(Done(*each) for each in done), departed=routes, **more)


def sites_of(found: Replanned, route_id: str) -> list[list[str]]:
    by_id = {each.id: each for each in found.plan.routes}
    return [[stop.site for stop in trip.stops] for trip in by_id[route_id].trips]


def kinds(found: Replanned, site_id: str) -> list[ChangeKind]:
    return [change.kind for change in found.changes if change.site == site_id]


def brought(routes: Iterable[Route]) -> dict[str, int]:
    boxes: dict[str, int] = {}
    for each in routes:
        for trip in each.trips:
            for stop in trip.stops:
                boxes[stop.site] = boxes.get(stop.site, 0) + stop.boxes
    return boxes


def test_nothing_happened_nothing_changes():
    given, plan = usual()
    found = replan(
        given, plan, on_road(445, ("truk-1/H-2", 0, 0), ("truk-2/H-2", 0, 0), ("truk-2/H-2", 0, 0)), travel=TRAVEL
    )
    assert found.plan.routes == plan.routes
    assert found.changes == () and found.broken == () and found.share_kept == 1


def test_a_closed_road_changes_the_order_of_what_the_vehicle_carries_and_nothing_else():
    given, plan = usual()
    found = replan(
        given,
        plan,
        on_road(445, ("truk-1/H-2", 0, 0), ("truk-2/H-2", 0, 0), closed=frozenset({("c", "b")})),
        travel=TRAVEL,
    )
    assert sites_of(found, "truk-1/H-2") == [["a", "b", "d", "c"]]
    assert found.plan.routes[0].trips[0].stops[:2] == plan.routes[0].trips[0].stops[:2]
    assert found.plan.routes[1:] == plan.routes[1:]
    assert {change.site for change in found.changes} == {"c", "d"}
    assert found.broken == () and found.plan.feasible
    told = next(change for change in found.changes if change.site == "c")
    assert (told.kind, told.from_time, told.to_time) == (ChangeKind.TIME, moment(-2, 490), moment(-2, 520))


def test_a_place_that_no_way_leads_to_stays_behind_and_says_why():
    given, plan = usual()
    cut = frozenset({("gudang", "g"), *((name, "g") for name in NAMES if name != "g")})
    found = replan(given, plan, on_road(380, closed=cut), travel=TRAVEL)
    assert [(left.site, left.boxes, left.reason) for left in found.plan.unserved] == [("g", 2, Reason.UNREACHABLE)]
    assert kinds(found, "g") == [ChangeKind.DROPPED]
    assert found.broken == ()


def test_a_vehicle_that_broke_before_leaving_is_replaced_on_the_same_day():
    given, plan = usual()
    happened = Happened(-2, 380, departed=frozenset(), broken=frozenset({("truk", 2)}))
    found = replan(given, plan, happened, travel=TRAVEL)
    assert found.plan.feasible and found.broken == ()
    assert all(each.id != "truk-2/H-2" for each in found.plan.routes)
    for name in ("e", "f"):
        change = next(each for each in found.changes if each.site == name)
        assert change.kind is ChangeKind.MOVED and change.from_route == "truk-2/H-2"
        assert change.to_route.endswith("H-2")
    assert found.plan.routes[-1].trips == plan.routes[2].trips or plan.routes[2] in found.plan.routes
    assert found.share_kept == 1


def test_what_a_broken_vehicle_carries_is_fetched_first():
    given, plan = usual()
    happened = on_road(446, ("truk-2/H-2", 0, 0), ("truk-1/H-2", 0, 0), broken=frozenset({("truk", 2)}))
    found = replan(given, plan, happened, travel=TRAVEL)
    fetch = next(change for change in found.changes if change.kind is ChangeKind.FETCH)
    assert (fetch.site, fetch.from_route, fetch.to_time) == ("f", "truk-2/H-2", moment(-2, 446 + 60 + 30))
    done = next(each for each in found.plan.routes if each.id == "truk-2/H-2")
    assert done.trips[0].stops == plan.routes[1].trips[0].stops[:1]
    again = [
        (each.day, trip.depart)
        for each in found.plan.routes
        for trip in each.trips
        for stop in trip.stops
        if stop.site == "f"
    ]
    assert len(again) == 1 and moment(*again[0]) >= fetch.to_time
    assert brought(found.plan.routes) == brought(plan.routes) and found.broken == ()


def test_a_vehicle_that_is_repaired_drives_again_on_that_day():
    given, plan = usual()
    broken = frozenset({("truk", 1)})
    happened = on_road(380, broken=broken, repaired={("truk", 1): -1})
    happened = replace(happened, departed=frozenset())
    found = replan(given, plan, happened, travel=TRAVEL)
    assert plan.routes[2] in found.plan.routes
    for_good = replan(given, plan, replace(happened, repaired={}), travel=TRAVEL)
    assert all((each.vehicle, each.unit) != ("truk", 1) for each in for_good.plan.routes)
    assert for_good.plan.feasible and for_good.broken == ()


def test_rain_makes_the_route_shorter_and_the_rest_goes_elsewhere():
    given = world(truck(count=2, shift_end=620))
    plan = planned(
        given,
        route("truk", 1, -2, (390, {"a": 2, "b": 2, "c": 2, "d": 2, "e": 2, "f": 2})),
        route("truk", 1, -1, (390, {"g": 2, "h": 2})),
    )
    found = replan(given, plan, Happened(-3, 1200, rain=frozenset({-2})), travel=TRAVEL)
    assert found.plan.feasible and found.broken == ()
    assert len(sites_of(found, "truk-1/H-2")[0]) < 6
    assert plan.routes[1].trips[0].stops[0] in [
        stop for each in found.plan.routes for t in each.trips for stop in t.stops
    ]


def test_a_heavier_load_rides_along_where_there_is_room():
    given, plan = usual()
    found = replan(given, plan, Happened(-2, 300, loads={"b": 5}), travel=TRAVEL)
    assert [change.kind for change in found.changes] == [ChangeKind.LOAD]
    assert found.plan.routes[0].trips[0].stops[1].boxes == 5
    assert found.plan.routes[1:] == plan.routes[1:]


def test_a_heavier_load_of_a_vehicle_on_its_way_comes_by_another_trip():
    given, plan = usual()
    found = replan(given, plan, on_road(445, ("truk-1/H-2", 0, 0), ("truk-2/H-2", 0, 0), loads={"b": 5}), travel=TRAVEL)
    assert found.plan.routes[0].trips[0] == plan.routes[0].trips[0]
    assert brought(found.plan.routes)["b"] == 5 and found.broken == ()


def test_a_lighter_load_is_taken_off_and_nothing_is_asked_back():
    given, plan = usual()
    before = replan(given, plan, Happened(-2, 300, loads={"b": 1, "g": 0}), travel=TRAVEL)
    assert brought(before.plan.routes)["b"] == 1 and "g" not in brought(before.plan.routes)
    assert before.broken == ()
    after = replan(given, plan, on_road(445, ("truk-1/H-2", 0, 0), ("truk-2/H-2", 0, 0), loads={"b": 1}), travel=TRAVEL)
    assert after.plan.routes == plan.routes and after.broken == ()


def test_a_vehicle_that_is_late_leaves_out_what_closes_before():
    given = problem(
        site("a"), site("b", windows=((360, 480),)), site("c"), truck(count=2), rules=Rules(first_day=-3, last_day=-1)
    )
    plan = planned(given, route("truk", 1, -2, (400, {"a": 2, "b": 2, "c": 2})))
    happened = Happened(-2, 420, departed=frozenset({"truk-1/H-2"}), extra_minutes={"truk-1/H-2": 60})
    found = replan(given, plan, happened, travel=TRAVEL)
    assert sites_of(found, "truk-1/H-2") == [["a", "c"]]
    change = next(each for each in found.changes if each.site == "b")
    assert change.kind is ChangeKind.MOVED and change.to_route.endswith("H-1")
    assert found.broken == () and found.plan.feasible


def test_a_locked_route_stays_and_its_trouble_is_told():
    given, plan = usual()
    locked = lock_route(plan, "truk-1/H-1")
    found = replan(given, locked, on_road(380, closed=frozenset({("g", "h")})), travel=TRAVEL)
    assert found.plan.routes == locked.routes
    assert [(broken.rule, broken.route, broken.site) for broken in found.broken] == [(Rule.ROAD, "truk-1/H-1", "h")]
    out = replan(given, locked, on_road(380, broken=frozenset({("truk", 1)})), travel=TRAVEL)
    assert (Rule.FLEET, "truk-1/H-1") in {(broken.rule, broken.route) for broken in out.broken}


def test_days_before_are_made_but_for_what_is_said_to_be_missed():
    given, plan = usual()
    found = replan(given, plan, Happened(-1, 300, missed=frozenset({("truk-1/H-2", "d")})), travel=TRAVEL)
    assert sites_of(found, "truk-1/H-2") == [["a", "b", "c"]]
    change = next(each for each in found.changes if each.site == "d")
    assert change.kind is ChangeKind.MOVED and change.to_route.endswith("H-1")
    assert found.plan.feasible and found.broken == ()


def test_remote_places_and_escorts_are_kept_when_routes_move():
    rules = Rules(first_day=-3, last_day=-1, escorts_per_day=2)
    given = world(rules=rules, remote=True)
    plan = planned(
        given,
        route("truk", 1, -3, (400, {"a": 2, "b": 2})),
        route("truk", 2, -3, (400, {"c": 2, "d": 2})),
        route("truk", 1, -2, (400, {"e": 2, "f": 2})),
        route("truk", 2, -2, (400, {"g": 2, "h": 2})),
    )
    found = replan(given, plan, Happened(-3, 300, broken=frozenset({("truk", 1)})), travel=TRAVEL)
    assert found.plan.feasible and found.broken == ()


def test_two_tiers_a_late_hub_holds_up_what_leaves_it():
    motor = truck("motor", boxes=4, depot="ppk", count=2)
    given = problem(depot(), ppk("ppk"), site("a", hub="ppk"), site("b", hub="ppk"), site("c"), truck(count=2), motor)
    minutes = star("a", "b", "c", "ppk", hubs=("gudang", "ppk"))
    travel = travel_of(minutes)
    plan = planned(
        given,
        route("truk", 1, -2, (400, {"ppk": 4, "c": 2})),
        route("motor", 1, -2, (460, {"a": 2, "b": 2}), hub="ppk"),
        travel=travel,
    )
    late = Happened(-2, 390, extra_minutes={"truk-1/H-2": 120})
    found = replan(given, plan, late, travel=travel)
    assert found.plan.feasible and found.broken == ()
    onward = next(each for each in found.plan.routes if each.id == "motor-1/H-2")
    assert onward.trips[0].depart == 460 + 120
    broken = replan(given, plan, Happened(-2, 300, broken=frozenset({("truk", 1), ("truk", 2)})), travel=travel)
    reasons = {left.site: left.reason for left in broken.plan.unserved}
    assert set(reasons) == {"a", "b", "c"} and reasons["a"] is Reason.HUB
    assert broken.broken == ()


def test_no_vehicle_can_use_the_last_stretch_any_more():
    given = problem(
        site("a", access=Road.MOTORBIKE),
        site("b"),
        truck(count=2),
        truck("motor", boxes=4, access=frozenset({Road.ASPHALT, Road.MOTORBIKE})),
    )
    plan = planned(given, route("motor", 1, -2, (400, {"a": 2})), route("truk", 1, -2, (400, {"b": 2})))
    found = replan(given, plan, Happened(-2, 300, broken=frozenset({("motor", 1)})), travel=TRAVEL)
    assert [(left.site, left.reason) for left in found.plan.unserved] == [("a", Reason.ACCESS)]


def test_others_make_room_when_that_brings_everything():
    """Only truck 2 can still take 6 boxes for a, once b has gone to the small car, which cannot go to a."""
    small = truck("kecil", boxes=2, max_trips=1, access=frozenset({Road.ASPHALT}))
    given = problem(
        site("a", 6, access=Road.GRAVEL),
        site("b", 2),
        truck(boxes=6, count=2, max_trips=1),
        small,
        rules=Rules(first_day=-1, last_day=-1),
    )
    plan = planned(given, route("truk", 1, -1, (400, {"a": 6})), route("truk", 2, -1, (400, {"b": 2})))
    found = replan(given, plan, Happened(-1, 300, broken=frozenset({("truk", 1)})), travel=TRAVEL)
    assert found.plan.feasible and found.broken == ()
    assert sites_of(found, "kecil-1/H-1") == [["b"]]


def test_a_way_round_that_is_longer_keeps_the_order_where_that_still_holds():
    """Real travel: the matrix says every road of this small world, and then another time for one of them."""
    rows = tuple(MatrixRow(one, other, Road.ASPHALT, minutes, minutes) for (one, other), minutes in MINUTES.items())
    given = replace(usual()[0], matrix=rows)
    plan = planned(given, *usual()[1].routes)
    happened = Happened(-3, 300, detours={("b", "a"): (50, 40.0)})
    found = replan(given, plan, happened)
    assert found.plan.feasible and found.broken == ()
    assert sites_of(found, "truk-1/H-2") == [["a", "b", "c", "d"]]
    first, second = found.plan.routes[0].trips[0].stops[:2]
    assert second.arrive - first.leave == 50
    assert found.plan.routes[0].km == plan.routes[0].km + 20
    assert {change.site for change in found.changes} == {"b", "c", "d"}
    assert breaks(found.problem, found.plan) == []


def test_a_way_that_was_driven_counts_as_driven_when_it_has_closed_since():
    given, plan = usual()
    closed = frozenset({("gudang", "a"), ("c", "b")})
    happened = on_road(445, ("truk-1/H-2", 0, 0), ("truk-2/H-2", 0, 0), closed=closed)
    found = replan(given, plan, happened, travel=TRAVEL)
    assert sites_of(found, "truk-1/H-2") == [["a", "b", "d", "c"]]
    assert found.plan.routes[0].drive_minutes == plan.routes[0].drive_minutes == 120
    assert found.plan.routes[0].km == plan.routes[0].km
