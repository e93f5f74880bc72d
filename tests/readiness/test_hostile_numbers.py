"""Numbers that are short to write and endless to work out are not worked out."""

from __future__ import annotations

import time

import pytest

from siaga.instruments.showing import shown
from siaga.readiness.errors import BadClaim
from siaga.readiness.queries.claims import share_of_percent
from siaga.readiness.scoring import score


@pytest.mark.parametrize("text", ["1e9999999", "-1E+9999999", "1e-9999999", "9" * 5000, "1/3", "nan", "٩٠"])
def test_a_claim_is_written_in_digits(text: str) -> None:
    started = time.process_time()
    with pytest.raises(BadClaim):
        share_of_percent(text)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(("text", "share"), [("80", 800_000), ("82,5 %", 825_000), ("33.333333333333336", 333_333)])
def test_plain_percentages_are_read(text: str, share: int) -> None:
    assert share_of_percent(text) == share


@pytest.mark.parametrize("text", ["1e9999999", "1e-9999999", "9" * 5000])
@pytest.mark.parametrize(
    "rule",
    [{"kind": "percent"}, {"kind": "threshold", "at_least": 5}, {"kind": "ratio", "needed_question": "q"}],
)
def test_an_endless_number_is_no_answer(rule: dict[str, object], text: str) -> None:
    started = time.process_time()
    assert score(rule, "q", {"q": text}) is None
    assert time.process_time() - started < 1


def test_a_moment_beyond_the_calendar_is_shown_as_it_was_written() -> None:
    assert shown({"type": "datetime"}, "0001-01-01T00:00:00+07:00") == "0001-01-01T00:00:00+07:00"
