"""The extraction against the labelled table: the five seeds, and the other texts by set."""

from __future__ import annotations

import pytest

from tests.engines.extraction.measures import MEASURED, SEALED, Measure, labelled, measure, seeds_folder

needs_seeds = pytest.mark.skipif(
    seeds_folder() is None, reason="the seed documents (../shared/seeds, or SIAGA_SHARED) are not here"
)


def _good_enough(found: Measure) -> None:
    assert not found.empties_wrong
    for name in MEASURED:
        score = found.scores[name]
        assert score.precision >= 0.8, (name, score.wrong)
        assert score.recall >= 0.75, (name, score.missed)
    total = found.total()
    assert total.precision >= 0.95, total.wrong
    assert total.recall >= 0.85, total.missed


@needs_seeds
def test_seeds_are_read_with_precision_and_recall() -> None:
    texts = labelled("seeds")
    assert len(texts) == 5
    _good_enough(measure(texts))


@needs_seeds
def test_seeds_every_inconsistency_that_rules_can_see_is_flagged() -> None:
    score = measure(labelled("seeds")).scores["contradictions"]
    assert score.right == 4
    assert not score.missed
    assert not score.wrong


@pytest.mark.parametrize(("half", "count"), [("dev", 10), ("heldout", 10), ("open", 7), ("later", 9)])
def test_own_texts_are_read_with_precision_and_recall(half: str, count: int) -> None:
    texts = labelled(half)
    assert len(texts) == count
    found = measure(texts)
    _good_enough(found)
    obstacles = found.scores["obstacles"]
    assert obstacles.precision >= 0.95, obstacles.wrong
    assert obstacles.recall >= 0.85, obstacles.missed
    promises = found.scores["commitments"]
    assert promises.precision >= 0.95, promises.wrong
    assert promises.recall >= 0.95, promises.missed


def test_promises_in_texts_of_other_writers_are_read_with_owner_and_day() -> None:
    texts = [*labelled("recent"), *labelled("natural"), *labelled("ordinary")]
    assert len(texts) == 38
    promises = measure(texts).scores["commitments"]
    assert promises.precision >= 0.95, promises.wrong
    assert promises.recall >= 0.95, promises.missed


@pytest.mark.parametrize(
    ("which", "count"),
    [
        ("recent", 12), ("natural", 12), ("ordinary", 14), ("examined", 14), ("last", 12), ("varied", 18),
        ("mixed", 12), ("plain", 14), ("sundry", 14), ("assorted", 16),
    ],
)  # fmt: skip
def test_texts_of_other_writers_are_read_with_precision_and_recall(which: str, count: int) -> None:
    texts = labelled(which)
    assert len(texts) == count
    _good_enough(measure(texts))


def test_texts_that_nobody_fitted_the_rules_to_are_read() -> None:
    """Only counts are told where this fails: what is wrong in these texts stays unseen."""
    texts = [one for which in SEALED for one in labelled(which)]
    assert len(texts) == 63
    found = measure(texts)
    total = found.total()
    assert not len(found.empties_wrong)
    assert (total.precision >= 0.95) and (total.recall >= 0.9), (total.right, len(total.wrong), len(total.missed))
    for name in MEASURED:
        score = found.scores[name]
        figures = (name, score.right, len(score.wrong), len(score.missed))
        assert score.precision >= 0.85 and score.recall >= 0.85, figures


def test_own_texts_together_flag_what_is_wrong_and_nothing_else() -> None:
    score = measure([*labelled("dev"), *labelled("heldout"), *labelled("open")]).scores["contradictions"]
    assert score.precision >= 0.95, score.wrong
    assert score.recall >= 0.85, score.missed
