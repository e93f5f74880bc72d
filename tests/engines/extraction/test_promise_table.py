"""Promises in single sentences of a writer who never saw the rules."""

from __future__ import annotations

from tests.engines.extraction.promise_table import NO_PROMISE, count, rows


def test_the_promise_of_a_sentence_is_found_and_where_none_is_told_none() -> None:
    labelled = rows(kept_back=False)
    assert len(labelled) == 107
    found = count(labelled)
    assert found.precision >= 0.95, found.wrong
    assert found.recall >= 0.95, found.missed
    assert len(found.late) <= 2, found.late


def test_lines_that_nobody_fitted_the_rules_to_are_read_nearly_as_well() -> None:
    """Only counts are told where this fails: the lines stay unseen."""
    labelled = rows(kept_back=True)
    assert len(labelled) == 53
    assert sum(row.who != NO_PROMISE for row in labelled) == 26
    found = count(labelled)
    precision, recall, late = found.precision, found.recall, len(found.late)
    assert precision >= 0.85 and recall >= 0.8 and late <= 3
