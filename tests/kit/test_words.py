from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.utils import translation

from siaga.kit import words

NOW = datetime(2024, 10, 30, 2, 0, tzinfo=UTC)


def test_numbers_are_grouped_by_points() -> None:
    assert words.number(474812) == "474.812"
    assert words.number(1.25, 1) == "1,3"
    assert words.number(0) == "0"


def test_measures_keep_the_decimals_that_they_have() -> None:
    assert [words.measure(one) for one in (2.5, 3.0, 100, -4.0312, 1234.5)] == ["2,5", "3", "100", "-4,0312", "1.234,5"]
    assert words.measure(103.2664123) == "103,266412"
    assert (words.measure(2.96, 1), words.measure(Fraction(10, 3), 2)) == ("3", "3,33")
    assert words.measure(10**25) == "10" + ".000" * 8, "what is long is not worked out to decimals"


def test_positions_have_a_comma_in_each_degree_and_a_semicolon_between() -> None:
    assert words.position(-4.0312, 103.2664123) == "-4,0312; 103,26641"


def test_percentages_have_a_comma_and_lose_empty_decimals() -> None:
    assert words.percent(0.975) == "97,5\u00a0%"
    assert words.percent(1) == "100\u00a0%"
    assert words.percent(0.9996) == "100\u00a0%"


def test_days_are_named_in_indonesian_and_in_english() -> None:
    assert words.day(date(2024, 11, 27)) == "Rabu, 27 November 2024"
    with translation.override("en"):
        assert words.day(date(2024, 11, 27)) == "Wednesday, 27 November 2024"


def test_moments_carry_their_zone() -> None:
    assert words.moment(NOW) == "Rabu, 30 Oktober 2024 pukul 09.00 WIB"


@pytest.mark.parametrize(
    ("today", "said"),
    [(date(2024, 10, 30), "H-28"), (date(2024, 11, 27), "Hari H"), (date(2024, 11, 30), "H+3")],
)
def test_countdown_counts_to_the_day(today: date, said: str) -> None:
    assert words.countdown(date(2024, 11, 27), today) == said


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (timedelta(seconds=5), "baru saja"),
        (timedelta(minutes=14), "14 menit"),
        (timedelta(hours=5, minutes=59), "5 jam"),
        (timedelta(days=2, hours=3), "2 hari"),
        (timedelta(days=95), "3 bulan"),
        (timedelta(days=800), "2 tahun"),
    ],
)
def test_age_uses_the_largest_sensible_unit(back: timedelta, said: str) -> None:
    assert words.age(NOW - back, NOW) == said
