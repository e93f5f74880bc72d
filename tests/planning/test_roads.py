"""Road data: used where it is, said where it is not."""

from __future__ import annotations

from typing import Any

import pytest

from siaga.engines.distribution.problem import TimeSource
from siaga.planning import roads
from siaga.planning.options import Options
from siaga.planning.queries.problems import problem_of
from siaga.planning.reading import sheet_of
from tests import people
from tests.planning.worlds import supplied

pytestmark = pytest.mark.django_db


class Fast:
    """A road engine that finds every way in ten minutes."""

    def matrix(self, request: Any) -> Any:
        cells = [
            [{"from_index": at, "to_index": to, "time": 600, "distance": 5.0} for to in range(len(request["targets"]))]
            for at in range(len(request["sources"]))
        ]
        return {"sources_to_targets": cells}


def test_a_plan_with_road_data_keeps_it_and_says_where_its_times_come_from(monkeypatch: pytest.MonkeyPatch) -> None:
    here = supplied()
    monkeypatch.setattr(roads, "roads_are_ready", lambda: True)
    monkeypatch.setattr("siaga.planning.queries.problems.notes.roads_are_ready", lambda: True)
    monkeypatch.setattr("siaga.engines.distribution.roads.opened", lambda config: Fast())
    found = problem_of(people.officer, here.election, here.city, Options())
    assert "no_roads" not in {one.key for one in found.assumptions}
    plan = here.plan()
    sheet = sheet_of(plan)
    assert {row.source for row in sheet.problem.matrix} == {TimeSource.ROADS}
    assert sheet.result is not None
    assert sheet.result.sources == {"roads": 1.0}


def test_without_road_data_the_problem_stays_as_it_is() -> None:
    here = supplied()
    problem = problem_of(people.officer, here.election, here.city, Options()).problem
    assert roads.with_roads(problem) is problem
