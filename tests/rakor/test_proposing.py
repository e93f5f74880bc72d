"""Proposed dates hold whatever is asked: checked by another reading of the rules, small rounds against all ways."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.rakor.proposing import Proposal, Slot, Wanted, propose, slots_between

ZONE = ZoneInfo("Asia/Jakarta")
MONDAY = date(2024, 10, 14)
TWO_HOURS = timedelta(hours=2)
WORKDAYS = range(5)

spans = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([8, 9, 10, 13]), st.integers(1, 3)), max_size=4, unique=True
).map(lambda rows: [Slot(at(day, hour), at(day, hour + length)) for day, hour, length in rows])
sittings = st.lists(st.frozensets(st.integers(1, 4), max_size=3), max_size=4).map(
    lambda sets: [Wanted(f"kec-{number}", offices) for number, offices in enumerate(sets)]
)
meetings = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.integers(7, 14)), max_size=3).map(
    lambda rows: [(office, at(day, hour), at(day, hour + 1)) for office, day, hour in rows]
)
gaps = st.sampled_from([timedelta(0), timedelta(minutes=30), timedelta(hours=2)])


def at(day: int, hour: int) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour), ZONE)


def apart(first: tuple[datetime, datetime], second: tuple[datetime, datetime], gap: timedelta) -> bool:
    return first[1] + gap <= second[0] or second[1] + gap <= first[0]


def allowed(
    chosen: dict[str, Slot], wanted: list[Wanted], taken: list[tuple[int, datetime, datetime]], gap: timedelta
) -> bool:
    """Whether no office sits at two tables at once; written without looking at the search."""
    offices = {one.key: one.offices for one in wanted}
    sits = [(office, (slot.starts, slot.ends)) for key, slot in chosen.items() for office in offices[key]]
    others = [(office, (starts, ends)) for office, starts, ends in taken]
    pairs = [*itertools.combinations(sits, 2), *itertools.product(sits, others)]
    return all(a[0] != b[0] or apart(a[1], b[1], gap) for a, b in pairs)


@given(sittings, spans, meetings, gaps)
@settings(deadline=None, max_examples=150)
def test_no_office_sits_at_two_tables_and_each_sitting_is_placed_or_named(
    wanted: list[Wanted], slots: list[Slot], taken: list[tuple[int, datetime, datetime]], gap: timedelta
) -> None:
    proposal = propose(wanted, slots, taken, gap=gap)
    assert allowed(dict(proposal.placed), wanted, taken, gap)
    assert set(proposal.placed.values()) <= set(slots)
    assert sorted([*proposal.placed, *proposal.left]) == sorted(one.key for one in wanted)


@given(sittings, spans, meetings, gaps)
@settings(deadline=None, max_examples=150)
def test_small_rounds_are_as_good_as_the_best_of_all_ways(
    wanted: list[Wanted], slots: list[Slot], taken: list[tuple[int, datetime, datetime]], gap: timedelta
) -> None:
    best = (len(wanted), 0)
    for choice in itertools.product([None, *slots], repeat=len(wanted)):
        chosen = {one.key: slot for one, slot in zip(wanted, choice, strict=True) if slot}
        score = (len(wanted) - len(chosen), len({slot.day for slot in chosen.values()}))
        if score < best and allowed(chosen, wanted, taken, gap):
            best = score
    proposal = propose(wanted, slots, taken, gap=gap)
    assert (len(proposal.left), len(proposal.days)) == best


@given(st.lists(st.frozensets(st.integers(1, 40), max_size=6), max_size=30), st.integers(0, 20))
@settings(deadline=None, max_examples=25)
def test_large_rounds_hold_too(offices: list[frozenset[int]], days: int) -> None:
    wanted = [Wanted(str(number), one) for number, one in enumerate(offices)]
    slots = slots_between(
        MONDAY, MONDAY + timedelta(days=days), [time(9), time(13)], TWO_HOURS, ZONE, weekdays=WORKDAYS
    )
    assert allowed(dict(propose(wanted, slots).placed), wanted, [], timedelta(0))


def fifteen(days: int, taken: list[tuple[int, datetime, datetime]] | None = None) -> Proposal:
    """Fifteen sub-districts with five offices each, and three of the regency that come to every one."""
    wanted = [Wanted(f"17.06.{n:02d}", frozenset({1, 2, 3, *range(10 * n, 10 * n + 5)})) for n in range(1, 16)]
    slots = slots_between(
        MONDAY, MONDAY + timedelta(days=days - 1), [time(9), time(13)], TWO_HOURS, ZONE, weekdays=WORKDAYS
    )
    return propose(wanted, slots, taken or [], gap=timedelta(hours=1))


def test_fifteen_sub_districts_are_planned_at_once_on_the_fewest_days() -> None:
    proposal = fifteen(14)
    assert not proposal.left
    assert len(proposal.days) == 8
    assert {day.weekday() for day in proposal.days} <= set(WORKDAYS)


def test_those_that_find_no_date_are_named() -> None:
    proposal = fifteen(7)
    assert len(proposal.left) == 5
    assert len(proposal.placed) == 10


def test_a_day_on_which_the_regency_meets_is_passed_over() -> None:
    proposal = fifteen(14, [(1, at(1, 8), at(1, 16))])
    assert MONDAY + timedelta(days=1) not in proposal.days
    assert not proposal.left


def test_who_shares_nobody_may_sit_at_the_same_time() -> None:
    wanted = [Wanted("a", frozenset({1})), Wanted("b", frozenset({2}))]
    slots = slots_between(MONDAY, MONDAY, [time(9)], TWO_HOURS, ZONE, weekdays=WORKDAYS)
    assert propose(wanted, slots).placed == {"a": slots[0], "b": slots[0]}


def test_weekends_and_days_left_out_have_no_slots() -> None:
    slots = slots_between(
        MONDAY, MONDAY + timedelta(days=6), [time(13), time(9)], TWO_HOURS, ZONE, weekdays=WORKDAYS,
        but=[MONDAY + timedelta(days=2)],
    )  # fmt: skip
    assert [slot.starts.day for slot in slots] == [14, 14, 15, 15, 17, 17, 18, 18]
    assert slots[0].starts.hour == 9
