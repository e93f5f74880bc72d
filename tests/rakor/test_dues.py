"""Due dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.rakor.dues import read_due
from siaga.rakor.minutes_errors import BadDue, PastDue

VOTING, TODAY = date(2024, 11, 27), date(2024, 10, 30)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("H-6", date(2024, 11, 21)),
        ("h - 28", TODAY),
        ("H+3", date(2024, 11, 30)),
        ("h", VOTING),
        ("6 nov", date(2024, 11, 6)),
        ("6 November", date(2024, 11, 6)),
        ("6nov", date(2024, 11, 6)),
        ("6 Nopember 2024", date(2024, 11, 6)),
        ("06/11", date(2024, 11, 6)),
        ("6/11/2024", date(2024, 11, 6)),
        ("6.11.24", date(2024, 11, 6)),
        ("2024-11-06", date(2024, 11, 6)),
        ("15 jan", date(2025, 1, 15)),
        ("30/10", TODAY),
        ("besok", date(2024, 10, 31)),
        ("lusa", date(2024, 11, 1)),
        ("Jumat", date(2024, 11, 1)),
        ("rabu", date(2024, 11, 6)),
        ("  hari   ini ", TODAY),
    ],
)
def test_what_people_type_is_read(text: str, day: date) -> None:
    assert read_due(text, VOTING, TODAY) == day


@pytest.mark.parametrize("text", ["1 okt", "29/10", "30 jul"])
def test_a_day_that_has_passed_is_not_taken_for_next_year(text: str) -> None:
    with pytest.raises(PastDue, match="2024 sudah lewat"):
        read_due(text, VOTING, TODAY)


@pytest.mark.parametrize("text", ["", "secepatnya", "31/02", "40 nov", "6 xyz", "H-", "0/0", "9999999", "6 nov 24 x"])
def test_what_is_no_day_is_told_with_examples(text: str) -> None:
    with pytest.raises(BadDue, match="H-6"):
        read_due(text, VOTING, TODAY)
