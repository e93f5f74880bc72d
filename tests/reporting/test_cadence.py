"""Rhythms: every day of a duty is covered once, in every zone of the country, and nearer to H is more often."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.reporting.cadence import BadRhythm, Segment, periods, read_rhythm, whole

H = date(2024, 11, 27)
WIB, WITA, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")


@st.composite
def rhythms(draw: st.DrawFn) -> tuple[Segment, ...]:
    starts = sorted(draw(st.sets(st.integers(-120, 30), min_size=1, max_size=5)))
    segments = []
    for place, start in enumerate(starts):
        every = draw(st.sampled_from(["once", "monthly", "weekly", "daily", "hours:1", "hours:5", "hours:24"]))
        entry = {
            "every": every,
            "at": draw(st.sampled_from(["00:00", "06:30", "16:00", "23:59"])),
            "weekday": draw(st.integers(0, 6)),
            **({"from_h": start} if place or draw(st.booleans()) else {}),
        }
        segments.append(entry)
    return read_rhythm(segments)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    rhythms(),
    st.sampled_from([WIB, WITA, WIT]),
    st.dates(date(2024, 6, 1), date(2025, 1, 31)),
    st.integers(0, 200),
)
def test_every_day_is_covered_once_and_periods_follow_one_another(
    rhythm: tuple[Segment, ...], zone: ZoneInfo, starts: date, days: int
) -> None:
    ends = starts + timedelta(days=days)
    found = periods(rhythm, H, zone, starts, ends)
    spans = sorted({(period.first, period.day) for period in found})
    covered = [first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1)]
    assert covered == [starts + timedelta(days=n) for n in range(days + 1)]
    assert len({period.due_at for period in found}) == len(found)
    for period in found:
        assert period.opens_at < period.due_at
        assert period.opens_at.utcoffset() == period.due_at.utcoffset()
        assert starts <= period.opens_at.astimezone(zone).date() <= period.day
    for earlier, later in pairwise(found):
        assert earlier.due_at <= later.due_at
        assert later.opens_at >= min(earlier.due_at, later.opens_at)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(rhythms())
def test_a_rhythm_is_read_back_as_it_was_written(rhythm: tuple[Segment, ...]) -> None:
    assert read_rhythm([segment.as_data() for segment in rhythm]) == rhythm


def due_days(data: list[dict[str, object]], starts: date, ends: date = H) -> list[date]:
    return [period.day for period in periods(read_rhythm(data), H, WIB, starts, ends)]


def test_weekly_is_due_on_its_weekday_and_the_rest_of_a_cut_week_with_what_follows() -> None:
    data: list[dict[str, object]] = [{"every": "weekly", "weekday": 0}, {"from_h": -3, "every": "daily"}]
    assert due_days(data, date(2024, 11, 6)) == [
        date(2024, 11, 11),
        date(2024, 11, 18),
        date(2024, 11, 24),
        date(2024, 11, 25),
        date(2024, 11, 26),
        date(2024, 11, 27),
    ]


def test_monthly_is_due_on_the_last_day_of_the_month() -> None:
    assert due_days([{"every": "monthly"}], date(2024, 9, 20)) == [date(2024, 9, 30), date(2024, 10, 31), H]


def test_once_is_due_at_the_end_and_made_whole() -> None:
    assert due_days([{"every": "once"}], date(2024, 9, 20)) == [H]
    assert whole(read_rhythm([{"every": "once"}]))
    assert not whole(read_rhythm([{"every": "once"}, {"from_h": -3, "every": "daily"}]))


def test_several_times_a_day_opens_where_the_one_before_was_due() -> None:
    found = periods(read_rhythm([{"every": "hours:6", "at": "07:00"}]), H, WIT, H, H)
    assert [period.due_at.astimezone(WIT).time() for period in found] == [time(7), time(13), time(19)]
    assert [period.opens_at.astimezone(WIT).time() for period in found] == [time(0), time(7), time(13)]


def test_the_same_local_hour_is_another_moment_in_each_zone() -> None:
    moments = [periods(read_rhythm([{"every": "daily"}]), H, zone, H, H)[0].due_at for zone in (WIB, WITA, WIT)]
    assert [moment.astimezone(UTC) for moment in moments] == [
        datetime(2024, 11, 27, hour, tzinfo=UTC) for hour in (9, 8, 7)
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ([], "empty"),
        ([{"every": "yearly"}], "every"),
        ([{"every": "hours:0"}], "every"),
        ([{"every": "weekly", "weekday": 7}], "weekday"),
        ([{"every": "daily", "at": "25:00"}], "at"),
        ([{"every": "daily"}, {"every": "daily"}], "from_h"),
        ([{"every": "daily", "from_h": -3}, {"every": "daily", "from_h": -3}], "order"),
        ([{"every": "daily", "sometimes": True}], "segment"),
    ],
)
def test_what_cannot_be_a_rhythm_is_named(data: list[dict[str, object]], why: str) -> None:
    with pytest.raises(BadRhythm, match=why):
        read_rhythm(data)
