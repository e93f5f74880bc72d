"""Each feature of a distribution holds in the plan, and is what holds it: a plan made without it breaks its rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from siaga.engines.distribution.plan import Plan
from siaga.engines.distribution.problem import (
    Estimates,
    Hub,
    HubKind,
    Problem,
    Road,
    Rules,
    Site,
    VehicleClass,
)
from siaga.engines.distribution.solving import solve_here
from tests.engines.distribution.checker import breaks, broken

LAND = frozenset({Road.ASPHALT, Road.GRAVEL})
GUDANG = Hub("gudang", "Gudang", -3.0, 104.0)
TRUCK = VehicleClass("truk", "Truk", 1, 20, LAND, "gudang", cost_fixed=5e5, cost_km=5e3, cost_hour=4e4)
BIKE = VehicleClass(
    "motor", "Motor", 1, 4, LAND | {Road.MOTORBIKE}, "gudang", cost_fixed=1e5, cost_km=1e3, cost_hour=2e4
)
ONE_DAY = Rules(first_day=-1, last_day=-1, remote_lead_days=0)
TWO_DAYS = Rules(first_day=-2, last_day=-1)
NEAR, FAR = 0.09, 0.45
"""Degrees of latitude: 10 and 50 km."""


def site(name: str, north: float, boxes: int = 4, east: float = 0.0, **more: object) -> Site:
    return replace(Site(name, name, -3.0 + north, 104.0 + east, boxes, hub="gudang"), **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Feature:
    name: str
    rule: str
    problem: Problem
    without: Callable[[Problem], Problem]


def vehicles(problem: Problem, **changes: object) -> Problem:
    return replace(problem, vehicles=tuple(replace(v, **changes) for v in problem.vehicles))  # type: ignore[arg-type]


def sites(problem: Problem, **changes: object) -> Problem:
    return replace(problem, sites=tuple(replace(s, **changes) for s in problem.sites))  # type: ignore[arg-type]


def hubs(problem: Problem, **changes: object) -> Problem:
    """Of all hubs below the depot."""
    changed = tuple(replace(h, **changes) if h.hub else h for h in problem.hubs)  # type: ignore[arg-type]
    return replace(problem, hubs=changed)


def rules(problem: Problem, **changes: object) -> Problem:
    return replace(problem, rules=replace(problem.rules, **changes))  # type: ignore[arg-type]


SAME_PACE = Estimates(detour=dict.fromkeys(Road, 1.3), speed_kmh=dict.fromkeys(Road, 30.0))
PPK = Hub("ppk", "PPK", -3.0 + FAR, 104.0, HubKind.DISTRICT, hub="gudang")
VAN = replace(TRUCK, id="pikap", capacity_boxes=8, depot="ppk", count=2)
PIER = Hub("dermaga", "Dermaga", -3.0 + NEAR, 104.0, HubKind.CROSSING, hub="gudang", departures=(600, 840))
BOAT = VehicleClass("perahu", "Perahu", 1, 10, frozenset({Road.BOAT}), "dermaga", cost_fixed=4e5, cost_km=8e3)
TURN = Hub("alih", "Alih muat", -3.0 + FAR, 104.0, HubKind.TRANSFER, hub="gudang")

FEATURES = [
    Feature(
        "two tiers",
        "echelon order",
        Problem(
            (GUDANG, PPK),
            tuple(site(f"d{n}", FAR + 0.05 * n, 6, hub="ppk") for n in (1, 2, 3)),
            (TRUCK, VAN),
            TWO_DAYS,
        ),
        lambda p: hubs(p, hub=""),
    ),
    Feature(
        "boat timetable",
        "timetable",
        Problem(
            (GUDANG, PIER),
            (site("pulau", NEAR + 0.1, 8, hub="dermaga", access=Road.BOAT),),
            (TRUCK, BOAT),
            TWO_DAYS,
        ),
        lambda p: hubs(p, departures=()),
    ),
    Feature(
        "transfer",
        "home hub",
        Problem(
            (GUDANG, TURN),
            (site("setapak", FAR + 0.03, 6, hub="alih", access=Road.MOTORBIKE),),
            (TRUCK, replace(BIKE, depot="alih"), replace(BIKE, id="motor-gudang")),
            TWO_DAYS,
        ),
        lambda p: sites(p, hub="gudang"),
    ),
    Feature(
        "crew hours",
        "driving hours",
        Problem(
            (GUDANG,),
            (site("utara", FAR, 12), site("selatan", -FAR, 12)),
            (replace(TRUCK, max_drive_minutes=240),),
            TWO_DAYS,
        ),
        lambda p: vehicles(p, max_drive_minutes=None),
    ),
    Feature(
        "window",
        "window",
        Problem(
            (GUDANG,),
            (site("pagi", NEAR, windows=((480, 540),)), site("pecah", 2 * NEAR, windows=((400, 420), (900, 960)))),
            (TRUCK,),
            ONE_DAY,
        ),
        lambda p: sites(p, windows=((0, 1440),)),
    ),
    Feature(
        "reload",
        "loading",
        Problem((GUDANG,), tuple(site(f"d{n}", NEAR, 20, 0.01 * n) for n in range(3)), (TRUCK,), ONE_DAY),
        lambda p: rules(p, reload_minutes=0),
    ),
    Feature(
        "remote first",
        "remote first",
        Problem(
            (GUDANG,),
            (site("jauh", FAR, 20, remote=True), site("dekat", NEAR, 20), site("lain", -FAR, 20)),
            (replace(TRUCK, max_trips=1),),
            Rules(first_day=-3, last_day=-1, remote_lead_days=2),
        ),
        lambda p: sites(p, remote=False),
    ),
    Feature(
        "access",
        "access",
        Problem(
            (GUDANG,),
            (site("setapak", NEAR, 8, access=Road.MOTORBIKE),),
            (TRUCK, BIKE),
            ONE_DAY,
            estimates=SAME_PACE,
        ),
        lambda p: sites(p, access=Road.ASPHALT),
    ),
    Feature(
        "split loads",
        "capacity",
        Problem((GUDANG,), (site("besar", NEAR, 50),), (TRUCK,), ONE_DAY),
        lambda p: vehicles(p, capacity_boxes=100),
    ),
    Feature(
        "weight",
        "weight",
        Problem((GUDANG,), (site("berat", NEAR, 20, kg=400.0),), (replace(TRUCK, capacity_kg=150.0),), ONE_DAY),
        lambda p: vehicles(p, capacity_kg=0.0),
    ),
    Feature(
        "shift",
        "shift",
        Problem((GUDANG,), tuple(site(f"d{n}", FAR, 20, 0.01 * n) for n in range(3)), (TRUCK,), TWO_DAYS),
        lambda p: vehicles(p, shift_end=1440),
    ),
    Feature(
        "escorts",
        "escorts",
        Problem(
            (GUDANG,),
            (site("utara", FAR, 20), site("selatan", -FAR, 20)),
            (replace(TRUCK, count=2, max_trips=1),),
            replace(TWO_DAYS, escorts_per_day=1),
        ),
        lambda p: rules(p, escorts_per_day=None),
    ),
    Feature(
        "deadline",
        "deadline",
        Problem(
            (GUDANG,),
            (site("utara", FAR, 20), site("selatan", -FAR, 20)),
            (TRUCK,),
            replace(TWO_DAYS, deadline_minute=600),
        ),
        lambda p: rules(p, deadline_minute=1440, first_day=-1),
    ),
    Feature(
        "closed road",
        "closed road",
        Problem(
            (GUDANG,),
            (site("utara", FAR), site("dekat", -NEAR), site("lain", 0, east=NEAR)),
            (TRUCK,),
            ONE_DAY,
            closed=frozenset({("gudang", "utara")}),
        ),
        lambda p: replace(p, closed=frozenset()),
    ),
    Feature(
        "days of a site",
        "days",
        Problem((GUDANG,), (site("pasar", NEAR, first_day=-1), site("kota", NEAR)), (TRUCK,), TWO_DAYS),
        lambda p: sites(p, first_day=None),
    ),
    Feature(
        "fleet",
        "fleet",
        Problem(
            (GUDANG,),
            tuple(site(f"d{n}", FAR, 20, 0.01 * n) for n in range(2)),
            (replace(TRUCK, max_trips=1),),
            TWO_DAYS,
        ),
        lambda p: rules(vehicles(p, count=2), first_day=-1),
    ),
    Feature(
        "trips",
        "trips",
        Problem(
            (GUDANG,),
            tuple(site(f"d{n}", NEAR, 20, 0.01 * n) for n in range(2)),
            (replace(TRUCK, max_trips=1),),
            TWO_DAYS,
        ),
        lambda p: rules(vehicles(p, max_trips=2), first_day=-1),
    ),
]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_a_plan_keeps_the_feature_and_one_made_without_it_breaks_its_rule(feature: Feature) -> None:
    plan = solve_here(feature.problem, 2)
    assert not plan.unserved
    assert not breaks(feature.problem, plan)
    view = feature.without(feature.problem)
    assert view != feature.problem
    other = solve_here(view, 2)
    assert not other.unserved
    assert broken(feature.problem, restated(other, feature.problem)) == {feature.rule}


def restated(plan: Plan, problem: Problem) -> Plan:
    """With the margin before the deadline of this problem."""
    assert plan.last_arrival is not None
    day, minute = plan.last_arrival
    margin = (problem.rules.last_day - day) * 1440 + problem.rules.deadline_minute - minute
    return replace(plan, margin_minutes=margin)


def test_every_boat_of_a_timetable_makes_several_departures_of_a_day() -> None:
    near = tuple(site(f"p{n}", NEAR + 0.02, 10, 0.01 * n, hub="dermaga", access=Road.BOAT) for n in range(2))
    problem = Problem(
        (GUDANG, replace(PIER, departures=(480, 660, 900))),
        near,
        (TRUCK, BOAT),
        Rules(first_day=-2, last_day=-1),
    )
    plan = solve_here(problem, 2)
    assert not plan.unserved
    assert not breaks(problem, plan)
    assert [[trip.depart for trip in r.trips] for r in plan.routes if r.vehicle == "perahu"] == [[480, 660]]


def test_three_echelons_pass_on_what_came() -> None:
    problem = Problem(
        (GUDANG, PPK, replace(TURN, hub="ppk", lat=-3.0 + FAR + 0.05)),
        (
            site("desa", FAR + 0.04, 6, hub="ppk"),
            site("setapak", FAR + 0.08, 5, hub="alih", access=Road.MOTORBIKE),
        ),
        (TRUCK, VAN, replace(BIKE, depot="alih")),
        Rules(first_day=-4, last_day=-1),
    )
    plan = solve_here(problem, 3)
    assert not plan.unserved
    assert not breaks(problem, plan)
    assert {route.hub for route in plan.routes} == {"gudang", "ppk", "alih"}


def test_two_tiers_fit_into_one_day_where_there_is_only_one() -> None:
    problem = Problem(
        (GUDANG, replace(PPK, lat=-3.0 + NEAR)),
        (site("desa", NEAR + 0.05, 6, hub="ppk"),),
        (TRUCK, VAN),
        ONE_DAY,
    )
    plan = solve_here(problem, 2)
    assert not plan.unserved
    assert not breaks(problem, plan)
