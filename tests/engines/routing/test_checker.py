"""The judge of every benchmark plan agrees with the published routes, and notices each kind of cheating."""

from __future__ import annotations

import pytest

from tests.engines.routing import small
from tests.engines.routing.checker import judge, routes_of
from tests.engines.routing.places import BEST_KNOWN, instance_file, needs_instances


@needs_instances
@pytest.mark.parametrize("name", BEST_KNOWN)
def test_best_known_routes_are_feasible_and_cost_what_is_stated(name):
    path = instance_file(name)
    routes, stated = routes_of(path.with_suffix(".sol").read_text())
    found = judge(path, routes)
    assert found.broken == []
    assert found.published == pytest.approx(BEST_KNOWN[name], abs=1e-6)
    if "hfvrp" in name:  # their files state a few hundredths more than the routes cost
        assert 0 <= stated - found.published < 7
    else:
        assert found.published == stated


@pytest.fixture
def file(tmp_path):
    def written(text: str):
        path = tmp_path / "contoh.vrp"
        path.write_text(text)
        return path

    return written


def test_a_plan_that_keeps_every_rule(file):
    found = judge(file(small.CVRP), [(0, [1, 2]), (1, [3])])
    assert (found.cost, found.broken) == (100, [])
    assert judge(file(small.TRIPS), [(0, [3, 0, 2, 0, 1])]).broken == []
    assert judge(file(small.SITES), [(0, [1]), (1, [3, 2])]).broken == []
    mixed = judge(file(small.MIXED), [(0, [1, 2]), (2, [3])])
    assert (mixed.cost, mixed.published, mixed.broken) == (1000 + 3 * 40 + 200 + 60, 13.8, [])


@pytest.mark.parametrize(
    ("text", "routes", "says"),
    [
        (small.CVRP, [(0, [1, 2])], "stop 3 is visited 0 times"),
        (small.CVRP, [(0, [1, 2]), (1, [3, 1])], "stop 1 is visited 2 times"),
        (small.CVRP, [(0, [1, 2, 3])], "carries 15"),
        (small.CVRP, [(0, [1]), (1, [2]), (2, [3])], "vehicle 2 is not among the 2"),
        (small.CVRP, [(0, [1, 2]), (0, [3])], "has 2 routes"),
        (small.CVRP, [(0, [1, 2]), (1, [3, 9])], "location 9 does not exist"),
        (small.CVRP, [(0, [1, 0, 2]), (1, [3])], "may not reload at 0"),
        (small.MIXED, [(0, [1]), (1, [3]), (2, [2])], "has room for 5"),
        (small.SITES, [(0, [1, 2, 3])], "vehicle 0 may not visit 3"),
        (small.SITES.replace("2 50 200", "2 0 5"), [(0, [1]), (1, [3, 2])], "is at 1 at 10000, due 5000"),
        (small.SITES.replace("DURATION : 100", "DURATION : 60"), [(0, [1]), (1, [3, 2])], "allowed 60000"),
        (small.SITES.replace("1 0 500", "1 0 60"), [(0, [1]), (1, [3, 2])], "is at 0 at"),
        (small.TRIPS, [(0, [3, 0, 2, 1])], "carries 10"),
        (small.TRIPS.replace("3 0 400", "3 0 70"), [(0, [3, 0, 2, 0, 1])], "is at 2 at"),
        (small.TRIPS.replace("SERVICE_TIME : 2", "SERVICE_TIME : 2\nVEHICLES_MAX_RELOADS : 1"), [(0, [3, 0, 2, 0, 1])],
         "reloads 2 times"),
    ],
)  # fmt: skip
def test_each_broken_rule_is_named(file, text, routes, says):
    broken = judge(file(text), routes).broken
    assert any(says in one for one in broken), broken


def test_waiting_before_the_first_window_does_not_count_into_the_shift(file):
    # The window of stop 1 opens at 90: leaving at once would make a shift of 105, leaving at 80 makes one of 25.
    text = small.SITES.replace("2 50 200", "2 90 200")
    assert judge(file(text), [(0, [1]), (1, [2, 3])]).broken == []
    assert judge(file(text.replace("DURATION : 100", "DURATION : 20")), [(0, [1]), (1, [2, 3])]).broken
