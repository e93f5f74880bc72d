from __future__ import annotations

from siaga.engines.distribution.evaluating import evaluate
from siaga.engines.distribution.happened import Done
from siaga.engines.distribution.plan import Plan
from siaga.engines.distribution.problem import moment
from siaga.engines.distribution.progress import Progress, progress
from tests.engines.distribution.table import Table, problem, route, site, star, truck

TABLE = Table(star("a", "b", "c", "d"))
PROBLEM = problem(site("a"), site("b", windows=((360, 480),)), site("c"), site("d"), truck(count=2))
PLAN = Plan(
    evaluate(
        PROBLEM,
        [route("truk", 1, -2, (400, {"a": 2, "b": 2}), (530, {"c": 2})), route("truk", 2, -1, (400, {"d": 2}))],
        legs_on=TABLE,
    ).routes
)


def at(minute: int, *done: Done, day: int = -2, **more) -> Progress:
    return progress(PROBLEM, PLAN, done, day, minute, legs_on=TABLE, **more)


def expected(found: Progress) -> dict[str, int]:
    return {leg.site: leg.expected - moment(-2 if leg.site != "d" else -1, 0) for leg in found.legs}


def test_before_anything_is_due_everything_is_expected_as_planned():
    found = at(300)
    assert expected(found) == {"a": 430, "b": 460, "c": 560, "d": 430}
    assert found.late() == () and found.overdue == ()
    assert (found.made, found.boxes_made, found.boxes) == (0, 0, 8)


def test_a_late_report_makes_what_follows_late():
    found = at(475, Done("truk-1/H-2", 0, 0, arrive=460, leave=470))
    assert expected(found) == {"a": 460, "b": 490, "c": 590, "d": 430}
    assert [(leg.site, leg.late, leg.in_time) for leg in found.late()] == [("b", 30, False), ("c", 30, True)]
    assert found.made == 1 and found.boxes_made == 2


def test_what_should_be_made_and_is_not_reported_is_overdue_and_not_left_before_now():
    found = at(500)
    assert [leg.site for leg in found.overdue] == ["a", "b"]
    assert expected(found)["a"] == 490 and expected(found)["b"] == 520
    assert not next(leg for leg in found.legs if leg.site == "b").in_time


def test_a_route_that_is_not_on_the_road_does_not_leave_before_now():
    found = at(420, departed={})
    assert expected(found) == {"a": 450, "b": 480, "c": 580, "d": 430}
    assert expected(at(420, departed={"truk-1/H-2": 400}))["a"] == 430


def test_a_route_that_left_late_stays_late():
    assert expected(at(440, departed={"truk-1/H-2": 435})) == {"a": 465, "b": 495, "c": 595, "d": 430}


def test_made_stops_keep_their_times_and_a_vehicle_that_is_early_leaves_as_planned():
    found = at(520, Done("truk-1/H-2", 0, 0), Done("truk-1/H-2", 0, 1, arrive=455, leave=460))
    assert expected(found) == {"a": 430, "b": 455, "c": 560, "d": 430}
    assert found.late() == () and found.overdue == ()
