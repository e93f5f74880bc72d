"""A pattern whose Linmas do not fit is told with the likely reading, and never changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siaga.engines.deployment.patterns import Reading, linmas_flag
from siaga.engines.deployment.plan import NoteKind
from siaga.engines.deployment.problem import Cls, Pattern
from siaga.engines.deployment.solving import solve
from tests.engines.deployment.small import PROBLEM


def test_two_police_in_two_stations_with_twenty_four_linmas_is_likely_twelve_stations() -> None:
    seed = Pattern(Cls.LOW, 2, 2, 24)
    flag = linmas_flag(seed)
    assert flag is not None
    assert flag.pattern == seed
    assert flag.expected == (4, 4)
    assert flag.readings[0] == (Reading.STATIONS, replace(seed, stations=12))
    assert linmas_flag(flag.likely) is None


def test_the_order_of_jakarta_is_recognised() -> None:
    flag = linmas_flag(Pattern(Cls.LOW, 2, 8, 4))
    assert flag is not None
    assert flag.readings[0] == (Reading.ORDER, Pattern(Cls.LOW, 2, 4, 8))


def test_where_one_end_of_a_range_fits_the_other_end_is_the_slip() -> None:
    minahasa = Pattern(Cls.LOW, 2, 16, 20, stations_max=20, linmas_max=40)
    flag = linmas_flag(minahasa)
    assert flag is not None
    assert flag.expected == (32, 40)
    assert flag.readings[0] == (Reading.LINMAS, replace(minahasa, linmas=32))


@pytest.mark.parametrize(
    ("police", "stations", "linmas", "most", "most_linmas"),
    [(2, 6, 12, None, None), (2, 12, 24, None, None), (2, 4, 8, 8, 16), (2, 2, 4, None, None), (2, 1, 2, None, None)],
)
def test_patterns_that_fit_are_not_flagged(
    police: int, stations: int, linmas: int, most: int | None, most_linmas: int | None
) -> None:
    assert linmas_flag(Pattern(Cls.LOW, police, stations, linmas, most, most_linmas)) is None


def test_a_ruleset_may_say_other_than_two() -> None:
    assert linmas_flag(Pattern(Cls.LOW, 4, 2, 8), per_station=4) is None
    assert linmas_flag(Pattern(Cls.LOW, 4, 2, 8, linmas_each=4)) is None
    assert linmas_flag(Pattern(Cls.LOW, 4, 2, 8)) is not None


def test_a_plan_tells_of_it_and_plans_by_the_pattern_as_it_stands() -> None:
    doubtful = replace(PROBLEM, patterns=(Pattern(Cls.LOW, 2, 2, 24), *PROBLEM.patterns[1:]))
    plan = solve(doubtful, 1.0)
    assert [note.what for note in plan.notes if note.kind is NoteKind.LINMAS] == [Cls.LOW.value]
    assert all(len(team.posts) <= 2 for team in plan.teams)
    assert all(watch.count == 2 for watch in plan.watches)
