"""Fleets that are too small on purpose: the shortage is named, and its repair, once added, repairs it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from siaga.engines.distribution.plan import Reason, RepairKind
from siaga.engines.distribution.problem import Problem, Road, Rules
from siaga.engines.distribution.repairing import applied
from siaga.engines.distribution.solving import solve_here
from tests.engines.distribution.checker import breaks
from tests.engines.distribution.test_features import (
    BIKE,
    BOAT,
    FAR,
    GUDANG,
    NEAR,
    ONE_DAY,
    PIER,
    PPK,
    TRUCK,
    TWO_DAYS,
    VAN,
    site,
)


@dataclass(frozen=True)
class Short:
    name: str
    problem: Problem
    reason: Reason
    sites: set[str]
    vehicles: tuple[str, ...]
    kinds: set[RepairKind]
    amount: int


ALONE = replace(TRUCK, max_trips=1)
SHORT = [
    Short(
        "room",
        Problem((GUDANG,), tuple(site(f"d{n}", NEAR, 20, 0.02 * n) for n in range(5)), (ALONE,), TWO_DAYS),
        Reason.CAPACITY,
        set(),
        ("truk",),
        {RepairKind.VEHICLE},
        2,
    ),
    Short(
        "hours",
        Problem((GUDANG,), tuple(site(f"d{n}", FAR, 20, 0.02 * n) for n in range(8)), (TRUCK,), TWO_DAYS),
        Reason.HOURS,
        set(),
        ("truk",),
        {RepairKind.VEHICLE, RepairKind.DAY},
        1,
    ),
    Short(
        "one more boat",
        Problem(
            (GUDANG, replace(PIER, departures=(600,))),
            tuple(site(f"p{n}", NEAR + 0.3, 10, 0.02 * n, hub="dermaga", access=Road.BOAT) for n in range(3)),
            (TRUCK, BOAT),
            TWO_DAYS,
        ),
        Reason.HOURS,
        set(),
        ("perahu",),
        {RepairKind.VEHICLE, RepairKind.DAY},
        1,
    ),
    Short(
        "access",
        Problem((GUDANG,), (site("setapak", NEAR, access=Road.MOTORBIKE), site("kota", NEAR)), (TRUCK,), ONE_DAY),
        Reason.ACCESS,
        {"setapak"},
        (),
        {RepairKind.ROAD},
        1,
    ),
    Short(
        "a class that another hub has",
        Problem(
            (GUDANG, PPK),
            (site("setapak", FAR + 0.02, hub="ppk", access=Road.MOTORBIKE), site("kota", NEAR)),
            (TRUCK, VAN, BIKE),
            Rules(first_day=-3, last_day=-1),
        ),
        Reason.ACCESS,
        {"setapak"},
        (),
        {RepairKind.VEHICLE},
        1,
    ),
    Short(
        "window",
        Problem((GUDANG,), (site("pagi", FAR, windows=((360, 400),)), site("kota", NEAR)), (TRUCK,), ONE_DAY),
        Reason.WINDOW,
        {"pagi"},
        ("truk",),
        {RepairKind.WINDOW},
        120,
    ),
    Short(
        "days",
        Problem((GUDANG,), (site("jauh", NEAR, remote=True), site("kota", NEAR)), (TRUCK,), Rules(-1, -1)),
        Reason.DAYS,
        {"jauh"},
        ("truk",),
        {RepairKind.DAY},
        1,
    ),
    Short(
        "closed road",
        Problem((GUDANG,), (site("utara", FAR),), (TRUCK,), ONE_DAY, closed=frozenset({("utara", "gudang")})),
        Reason.UNREACHABLE,
        {"utara"},
        ("truk",),
        {RepairKind.ROAD},
        1,
    ),
    Short(
        "too far for the crew",
        Problem((GUDANG,), (site("utara", FAR),), (replace(TRUCK, max_drive_minutes=150),), ONE_DAY),
        Reason.HOURS,
        {"utara"},
        ("truk",),
        {RepairKind.HOURS},
        60,
    ),
    Short(
        "escorts",
        Problem(
            (GUDANG,),
            tuple(site(f"d{n}", 2 * FAR, 20, 0.1 * n) for n in range(4)),
            (replace(TRUCK, count=2, max_trips=1),),
            replace(TWO_DAYS, escorts_per_day=1),
        ),
        Reason.ESCORT,
        set(),
        ("truk",),
        {RepairKind.ESCORT},
        1,
    ),
]


@pytest.mark.parametrize("short", SHORT, ids=lambda short: short.name)
def test_the_shortage_is_named_and_its_repair_repairs_it(short: Short) -> None:
    plan = solve_here(short.problem, 4)
    assert not breaks(short.problem, plan)
    assert len(plan.shortages) == 1
    shortage = plan.shortages[0]
    assert shortage.reason is short.reason
    assert {one.site for one in plan.unserved} == set(shortage.sites)
    assert {one.reason for one in plan.unserved} == {short.reason}
    assert not short.sites or set(shortage.sites) == short.sites
    assert shortage.vehicles == short.vehicles
    assert shortage.repair is not None
    assert shortage.repair.checked
    assert shortage.repair.kind in short.kinds
    assert shortage.repair.amount == short.amount
    repaired = applied(short.problem, shortage.repair, shortage.sites)
    again = solve_here(repaired, 4)
    assert not again.unserved
    assert not breaks(repaired, again)


def test_no_fleet_at_all_is_said_and_not_raised() -> None:
    plan = solve_here(Problem((GUDANG,), (site("kota", NEAR),), (), ONE_DAY), 1)
    assert [one.reason for one in plan.unserved] == [Reason.ACCESS]
    assert plan.shortages[0].sites == ("kota",)


def test_a_hub_without_supply_names_those_behind_it() -> None:
    problem = Problem((GUDANG, PPK), (site("desa", FAR + 0.05, hub="ppk"),), (VAN,), TWO_DAYS)
    plan = solve_here(problem, 2)
    assert [(one.site, one.reason) for one in plan.unserved] == [("desa", Reason.HUB)]


def test_nothing_to_bring_is_a_plan_without_routes() -> None:
    plan = solve_here(Problem((GUDANG,), (site("kota", NEAR, 0),), (TRUCK,), ONE_DAY), 1)
    assert plan.feasible
    assert plan.routes == ()
    assert plan.last_arrival is None
