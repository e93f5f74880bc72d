"""By when: counted from the day of the meeting, a Wednesday in November."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.engines.extraction.dates import ELECTIONS, dates
from siaga.engines.extraction.deadlines import Deadlines

DAY = date(2024, 11, 6)


def due(text: str, day: date | None = DAY) -> date | str | None:
    return Deadlines(dates(text, (2024,)), day, ELECTIONS).of(text, 0)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("besok pagi", 7), ("lusa", 8), ("malam ini juga", 6), ("nanti sore", 6), ("dalam tiga hari", 9),
        ("paling lambat 5 hari", 11), ("dua minggu lagi", 20), ("sepekan setelah rapat ini", 13),
        ("lima hari kerja lagi", 13), ("hari Jumat", 8), ("sebelum Rabu", 13), ("Rabu ini", 6),
        ("Senin pekan depan", 11), ("hari Senin besok", 11), ("Minggu malam", 10), ("sampai tanggal 10", 10),
        ("tgl 25", 25), ("tenggat 24/11", 24), ("deadline Jumat 15/11", 15), ("paling telat 20 November", 20),
        ("akhir bulan ini", 30), ("18 s.d. 22 November", 22),
        ("28 Oktober s.d. 12 November", 12), ("18-22 November 2024", 22), ("akhir November 2024", 30),
    ],
)  # fmt: skip
def test_a_day_told_in_words_counts_from_the_meeting(text: str, day: int) -> None:
    assert due(f"Dishub mengirim dua truk {text}.") == date(2024, 11, day)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("H-3", "H-3"), ("H min dua", "H-2"), ("tiga hari sebelum pencoblosan", "H-3"), ("H+1", "H+1"),
        ("sehari sebelum pemungutan suara", "H-1"), ("sebelum masa tenang", "H-3"), ("pas hari H", "H-0"),
        ("pada hari pemungutan suara", "H-0"),
        ("pada hari pertama masa tenang", "H-3"),
    ],
)  # fmt: skip
def test_a_day_may_be_told_by_its_distance_from_the_vote(text: str, wanted: str) -> None:
    assert due(f"Dishub mengirim dua truk {text}.") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "minggu depan",
        "bulan ini",
        "setiap Senin",
        "Rabu lalu",
        "pada 2 November 2024",
        "selama masa tenang",
        "pukul 09.00",
    ],
)
def test_a_week_a_habit_and_what_is_past_are_no_deadline(text: str) -> None:
    assert due(f"Dishub mengirim dua truk {text}.") is None


def test_a_date_without_a_year_is_in_the_year_of_the_meeting_or_early_in_the_next() -> None:
    assert due("sebelum 20 Desember", date(2020, 12, 1)) == date(2020, 12, 20)
    assert due("sebelum 9 Januari", date(2024, 12, 20)) == date(2025, 1, 9)


def test_a_limit_goes_before_other_days() -> None:
    assert due("Pada 12 November KPU mulai, selesai paling lambat 18 November 2024.") == date(2024, 11, 18)


def test_without_the_day_of_the_meeting_only_written_days_count() -> None:
    assert due("paling lambat besok", None) is None
    assert due("paling lambat 18 November 2024", None) == date(2024, 11, 18)
