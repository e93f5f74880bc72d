"""Problems and plans survive their way through JSON."""

from __future__ import annotations

import json

import pytest

from siaga.engines.distribution.form import UnknownForm, plan_from, plan_json, problem_from, problem_json
from siaga.engines.distribution.plan import (
    Plan,
    Reason,
    Repair,
    RepairKind,
    Route,
    Shortage,
    Stop,
    Trip,
    Unserved,
)
from siaga.engines.distribution.problem import MatrixRow, Road, Rules, TimeSource
from tests.engines.distribution.test_travel import PLACES

PLAN = Plan(
    routes=(
        Route(
            "truk", 1, -5, "gudang", (Trip(390, 600, (Stop("aspal", 440, 450, 465, 4, 12.5),)),), 78.0, 118, 1e6, True
        ),
    ),
    unserved=(Unserved("pulau", 4, Reason.HOURS),),
    shortages=(
        Shortage(Reason.HOURS, ("pulau",), 4, "dermaga", ("perahu",), (-5, -4), Repair(RepairKind.DAY, 1, day=-8)),
        Shortage(Reason.ACCESS, ("bukit",), 4),
    ),
    cost=1e6,
    km=78.0,
    drive_minutes=118,
    last_arrival=(-5, 450),
    margin_minutes=6390,
    sources={"estimate": 1.0},
    bound=9e5,
    seconds=1.5,
    seed=3,
)


def test_a_problem_comes_back_as_it_was() -> None:
    problem = PLACES.__class__(
        hubs=PLACES.hubs,
        sites=PLACES.sites,
        vehicles=PLACES.vehicles,
        rules=Rules(escorts_per_day=3),
        matrix=(MatrixRow("gudang", "aspal", Road.ASPHALT, 44, 38.0, TimeSource.ROADS),),
        closed=frozenset({("aspal", "gudang")}),
    )
    assert problem_from(json.loads(json.dumps(problem_json(problem)))) == problem


def test_a_plan_comes_back_as_it_was() -> None:
    assert plan_from(json.loads(json.dumps(plan_json(PLAN)))) == PLAN


def test_another_form_is_refused() -> None:
    with pytest.raises(UnknownForm, match="problem/1"):
        problem_from(plan_json(PLAN))
