"""The desk's reporting rhythm beside a plain oracle that walks the days one by one."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.briefing.cadence import DuePeriod, owed_periods, rhythm
from siaga.elections.rulesets import Ruleset, by_name, parse
from siaga.elections.rulesets.schema import Cadence

WIB = ZoneInfo("Asia/Jakarta")
VOTING = date(2024, 11, 27)
PILKADA = parse(by_name("pilkada-2024").text)
RECAP = date(2024, 12, 16)
ENDS = [("rekapitulasi", RECAP), ("rekapitulasi", None), ("kampanye", date(2024, 11, 23))]
DAY = timedelta(days=1)


def _every(rules: Ruleset, recap: date, day: date) -> str:
    """The kind of the rhythm on a day: the last ruled segment that has begun, after the recapitulation weekly."""
    if day > recap:
        return "weekly"
    h = (day - VOTING).days
    begun = [row for row in rules.cadence if row.from_offset is None or row.from_offset <= h]
    every = max(begun, key=lambda row: -9999 if row.from_offset is None else row.from_offset).every
    return "daily" if every == "hourly" else every


def _oracle(rules: Ruleset, recap: date, after: date, last: date) -> list[tuple[str, date, date]]:
    """A period stays open until a day closes it by the rhythm of that very day."""
    found, first, day = [], after + DAY, after + DAY
    while day <= last:
        every = _every(rules, recap, day)
        closes = (
            every == "daily"
            or (every == "weekly" and day.weekday() == 6)
            or (every == "monthly" and (day + DAY).day == 1)
            or day == last
        )
        if closes:
            found.append((every, first, day))
            first = day + DAY
        day += DAY
    return found


def _plain(found: list[DuePeriod]) -> list[tuple[str, date, date]]:
    return [(one.kind, one.starts, one.ends) for one in found]


def _owed(rules: Ruleset, after: date | None, today: date = VOTING, recap: date = RECAP) -> list[DuePeriod]:
    return owed_periods(rules, VOTING, [("rekapitulasi", recap)], WIB, after=after, today=today)


@given(st.integers(-300, 90))
@settings(max_examples=60, deadline=None)
def test_the_periods_are_those_that_a_walk_through_the_days_finds(offset: int) -> None:
    after = VOTING + timedelta(days=offset)
    last = VOTING + timedelta(days=105)
    assert _plain(_owed(PILKADA, after)) == _oracle(PILKADA, RECAP, after, last)


@given(st.lists(st.tuples(st.integers(-150, 25), st.sampled_from(["monthly", "weekly", "daily", "hourly"])), min_size=1,
                max_size=5, unique_by=lambda row: row[0]),
       st.integers(-200, 60), st.integers(1, 40))  # fmt: skip
@settings(max_examples=120, deadline=None)
def test_any_ruled_rhythm_covers_every_day_once(rows: list[tuple[int, str]], offset: int, recap_offset: int) -> None:
    rows = sorted(rows)
    ruled = [
        Cadence(every=every, from_offset=None if place == 0 else start, source="umum", verified=True)  # type: ignore[arg-type]
        for place, (start, every) in enumerate(rows)
    ]
    rules = PILKADA.model_copy(update={"cadence": ruled})
    after, recap = VOTING + timedelta(days=offset), VOTING + timedelta(days=recap_offset)
    found = _owed(rules, after, recap=recap)
    days = [one.starts + timedelta(days=n) for one in found for n in range((one.ends - one.starts).days + 1)]
    assert days == [after + timedelta(days=n) for n in range(1, len(days) + 1)]
    assert _plain(found) == _oracle(rules, recap, after, VOTING + timedelta(days=105))


@given(st.integers(0, 60))
@settings(max_examples=30, deadline=None)
def test_going_on_from_any_period_gives_the_same_rest(place: int) -> None:
    whole = _owed(PILKADA, date(2024, 6, 30))
    place = min(place, len(whole) - 1)
    assert _owed(PILKADA, whole[place].ends) == whole[place + 1 :]


def test_a_first_look_begins_with_the_period_that_holds_today() -> None:
    first = _owed(PILKADA, None, today=date(2024, 10, 3))[0]
    assert (first.kind, first.starts, first.ends) == ("weekly", date(2024, 9, 30), date(2024, 10, 6))
    assert f"{first.due_at:%A %d %H:%M %Z}" == "Monday 07 10:00 WIB"


def test_monthly_far_away_weekly_then_daily_then_weekly_until_disputes_end() -> None:
    found = _owed(PILKADA, date(2024, 5, 31))
    kinds = [one.kind for place, one in enumerate(found) if place == 0 or found[place - 1].kind != one.kind]
    assert kinds == ["monthly", "weekly", "daily", "weekly"]
    assert all(one.due_at.weekday() == 0 for one in found if one.kind == "weekly")
    assert {one.kind for one in found if VOTING <= one.ends <= RECAP} == {"daily"}
    assert found[-1].ends == VOTING + timedelta(days=105)


def test_a_dispute_stage_with_a_date_ends_the_reports() -> None:
    stages = [*ENDS, ("sengketa", date(2025, 1, 10))]
    found = owed_periods(PILKADA, VOTING, stages, WIB, after=VOTING, today=VOTING)
    assert found[-1].ends == date(2025, 1, 10)


def test_rules_that_say_nothing_mean_weekly() -> None:
    assert {one.every for one in rhythm(None, 20)} == {"weekly"}
