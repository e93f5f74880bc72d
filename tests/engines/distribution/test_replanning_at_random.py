"""Plans of regencies drawn at random, and events drawn at random: what has happened stays, and nothing gets lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.engines.distribution.happened import ChangeKind, Done, Happened, Replanned
from siaga.engines.distribution.plan import Plan, Route
from siaga.engines.distribution.problem import Problem, Road, moment
from siaga.engines.distribution.replanning import replan
from siaga.engines.distribution.solving import solve_here
from tests.engines.distribution.checker import breaks
from tests.engines.distribution.test_random import drawn

RAIN = {Road.ASPHALT: 0.9, Road.GRAVEL: 0.7, Road.FOUR_WHEEL: 0.5, Road.MOTORBIKE: 0.6, Road.BOAT: 0.8}


@cache
def planned(number: int) -> tuple[Problem, Plan]:
    problem = drawn(number)
    problem = replace(problem, estimates=replace(problem.estimates, rain=RAIN))
    return problem, solve_here(problem, 0.2, 1)


def legs_of(plan: Plan) -> list[tuple[str, str]]:
    found = set()
    for route in plan.routes:
        for trip in route.trips:
            found.update(pairwise((route.hub, *(stop.site for stop in trip.stops), route.hub)))
    return sorted(found)


@st.composite
def events(draw: st.DrawFn) -> tuple[Problem, Plan, Happened]:
    problem, plan = planned(draw(st.integers(0, 59)))
    day = draw(st.sampled_from(problem.rules.days))
    now = draw(st.integers(300, 1200))
    executed: list[Done] = []
    departed = set()
    for route in plan.routes:
        if route.day != day or route.trips[0].depart > now:
            continue
        departed.add(route.id)
        due = [
            (at, number)
            for at, trip in enumerate(route.trips)
            for number, stop in enumerate(trip.stops)
            if stop.leave <= now
        ]
        behind = draw(st.integers(0, 2))
        executed.extend(Done(route.id, at, number) for at, number in due[: len(due) - behind])
    legs = legs_of(plan)
    closed = draw(st.frozensets(st.sampled_from(legs), max_size=3)) if legs else frozenset()
    units = sorted({(route.vehicle, route.unit) for route in plan.routes})
    broken = draw(st.frozensets(st.sampled_from(units), max_size=2)) if units else frozenset()
    sites = [site.id for site in problem.sites]
    some = sorted(departed)
    happened = Happened(
        day,
        now,
        tuple(executed),
        departed=frozenset(departed),
        closed=closed,
        broken=broken,
        repaired={unit: day + 1 for unit in broken if draw(st.booleans())},
        rain=draw(st.frozensets(st.sampled_from(problem.rules.days), max_size=2)),
        extra_minutes={route: draw(st.integers(5, 120)) for route in some[: draw(st.integers(0, 1))]},
        loads={site: draw(st.integers(0, 20)) for site in draw(st.frozensets(st.sampled_from(sites), max_size=2))},
    )
    locked = draw(st.frozensets(st.sampled_from(range(len(plan.routes))), max_size=2)) if plan.routes else ()
    routes = tuple(replace(route, locked=at in locked) for at, route in enumerate(plan.routes))
    return problem, replace(plan, routes=routes), happened


def by_id(plan: Plan) -> dict[str, Route]:
    return {route.id: route for route in plan.routes}


def check_the_past(plan: Plan, happened: Happened, found: Replanned) -> None:
    """Executed stops, the legs to them, days before and locked routes are word for word what they were."""
    after = by_id(found.plan)
    last: dict[tuple[str, int], int] = defaultdict(int)
    for done in happened.executed:
        last[done.route, done.trip] = max(last[done.route, done.trip], done.stop + 1)
    for (route, trip), count in last.items():
        before = by_id(plan)[route].trips[trip]
        now = after[route].trips[trip]
        assert now.depart == before.depart
        assert now.stops[:count] == before.stops[:count]
        assert [stop.site for stop in now.stops[count:] if stop.site not in {s.site for s in before.stops}] == []
    for route in plan.routes:
        if route.locked or route.day < happened.now_day:
            assert after[route.id] == route
    check_the_leg_under_way(plan, happened, after)


def check_the_leg_under_way(plan: Plan, happened: Happened, after: dict[str, Route]) -> None:
    """Where a vehicle drives to now, there it goes, unless the way is closed or the vehicle is broken."""
    closed = happened.closed | {(b, a) for a, b in happened.closed}
    done = Counter((each.route, each.trip) for each in happened.executed)
    for route in plan.routes:
        if route.locked or route.id not in happened.departed or (route.vehicle, route.unit) in happened.broken:
            continue
        for at, trip in enumerate(route.trips):
            made = done[route.id, at]
            if made == len(trip.stops):
                continue
            before = trip.stops[made - 1].site if made else route.hub
            if trip.depart <= happened.now_minute and (before, trip.stops[made].site) not in closed:
                assert after[route.id].trips[at].stops[made].site == trip.stops[made].site
            break


def check_loads_on_the_way(plan: Plan, happened: Happened, found: Replanned) -> None:
    """Nothing gets onto a vehicle that is on its way: with a trip whose time has come, those before it being made."""
    after = by_id(found.plan)
    done = Counter((each.route, each.trip) for each in happened.executed)
    for route in plan.routes:
        now = after[route.id].trips if route.id in after else ()
        for at, trip in enumerate(route.trips):
            if route.id not in happened.departed or trip.depart > happened.now_minute:
                break
            carried = Counter[str]()
            for stop in trip.stops:
                carried[stop.site] += stop.boxes
            for stop in now[at].stops if at < len(now) else ():
                assert stop.boxes <= carried[stop.site]
                carried[stop.site] -= stop.boxes
            if done[route.id, at] < len(trip.stops):
                break


def check_boxes(problem: Problem, found: Replanned) -> None:
    """Every box of every site is brought once, or is said to stay behind."""
    brought = Counter[str]()
    for route in found.plan.routes:
        for trip in route.trips:
            for stop in trip.stops:
                assert stop.boxes > 0
                brought[stop.site] += stop.boxes
    left = Counter[str]()
    for unserved in found.plan.unserved:
        left[unserved.site] += unserved.boxes
    for site in found.problem.sites:
        assert brought[site.id] + left[site.id] == site.boxes


def check_the_future(happened: Happened, plan: Plan, found: Replanned) -> None:
    """Nothing new begins before now, and no broken vehicle sets out."""
    before = by_id(plan)
    for route in found.plan.routes:
        if route.locked or route.day < happened.now_day:
            continue
        known = before.get(route.id)
        for at, trip in enumerate(route.trips):
            is_old = known is not None and at < len(known.trips) and known.trips[at].depart == trip.depart
            if route.day == happened.now_day and not is_old:
                assert trip.depart >= happened.now_minute
            until = happened.repaired.get((route.vehicle, route.unit), happened.now_day + 99)
            if (route.vehicle, route.unit) in happened.broken and route.day < until:
                assert moment(route.day, trip.depart) <= happened.now and is_old


def check_rules(happened: Happened, found: Replanned) -> None:
    """The independent checker finds nothing but what is told, or lies on legs and routes that could not change."""
    frozen = {route.id for route in found.plan.routes if route.locked or route.day < happened.now_day}
    told = {broken.route for broken in found.broken} | {"" for broken in found.broken if not broken.route}
    started = frozen | {done.route for done in happened.executed} | happened.departed
    for one in breaks(found.problem, found.plan):
        if one.rule in ("closed road", "arithmetic") and one.where in started:
            continue
        if one.rule == "arithmetic" and one.where != "plan" and happened.rain:
            continue
        if one.where in frozen or one.where in told:
            continue
        if one.rule == "echelon order" and any(broken.site == one.where for broken in found.broken):
            continue
        if one.rule == "demand" and any(broken.site == one.where for broken in found.broken):
            continue
        raise AssertionError((one, found.broken))


def check_all(problem: Problem, plan: Plan, happened: Happened) -> None:
    found = replan(problem, plan, happened, seconds=2)
    check_the_past(plan, happened, found)
    check_loads_on_the_way(plan, happened, found)
    check_boxes(problem, found)
    check_the_future(happened, plan, found)
    check_rules(happened, found)


@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(events())
def test_whatever_happens_the_past_stays_and_every_box_is_accounted_for(event: tuple[Problem, Plan, Happened]) -> None:
    check_all(*event)


@pytest.mark.soak
@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(events())
def test_whatever_happens_three_thousand_times(event: tuple[Problem, Plan, Happened]) -> None:
    check_all(*event)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(events())
def test_the_same_news_twice_changes_nothing_more(event: tuple[Problem, Plan, Happened]) -> None:
    problem, plan, happened = event
    happened = replace(happened, extra_minutes={}, loads={})
    first = replan(problem, plan, happened, seconds=2)
    again = replan(first.problem, first.plan, happened, seconds=2)
    behind = [sum(left.boxes for left in found.plan.unserved) for found in (first, again)]
    assert behind[1] <= behind[0]
    if behind[0] == behind[1]:
        assert [change for change in again.changes if change.kind is not ChangeKind.FETCH] == []
