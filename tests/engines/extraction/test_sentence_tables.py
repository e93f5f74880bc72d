"""Obstacles in single sentences of many writers who never saw the rules."""

from __future__ import annotations

import pytest

from siaga.engines.extraction.shapes import OBSTACLE_KINDS
from tests.engines.extraction.sentence_tables import FITTED, HALF_FITTED, count, rows


@pytest.mark.parametrize("table", [*FITTED, *HALF_FITTED])
def test_the_obstacle_of_a_sentence_is_found_and_where_none_is_told_none(table: str) -> None:
    labelled = rows(table, kept_back=False)
    assert len(labelled) > 150
    assert {kind for kind, _text in labelled} <= {*OBSTACLE_KINDS, "-"}
    found = count(labelled)
    assert found.precision >= 0.93, found.wrong
    assert found.recall >= 0.87, found.missed


def test_lines_that_nobody_fitted_the_rules_to_are_read_nearly_as_well() -> None:
    """Only counts are told where this fails: the lines stay unseen."""
    labelled = [line for table in HALF_FITTED for line in rows(table, kept_back=True)]
    assert len(labelled) == 212
    found = count(labelled)
    precision, recall = found.precision, found.recall
    assert precision >= 0.9 and recall >= 0.85
