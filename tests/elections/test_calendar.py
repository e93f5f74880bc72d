"""The dates that a ruleset gives, and how a stage stands on a day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from siaga.elections.calendar import dates_of, days_until
from siaga.elections.models import Election, Stage
from siaga.elections.queries.calendar import SOON, StageState, calendar_of, line_of
from siaga.elections.rulesets import by_name
from siaga.elections.rulesets.schema import Ruleset

days = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def _ruleset(name: str) -> Ruleset:
    ruleset = by_name(name).ruleset
    assert ruleset is not None
    return ruleset


RULESETS = {name: _ruleset(name) for name in ("pilkada-2024", "pemilu-2024", "psu-pilkada", "psu-pemilu")}


@given(st.sampled_from(sorted(RULESETS)), days, st.integers(-200, 200))
def test_stages_move_with_voting_day_and_keep_their_order(name: str, voting_day: date, shift: int) -> None:
    ruleset = RULESETS[name]
    for rule in ruleset.stages:
        here = dates_of(rule, ruleset, voting_day)
        there = dates_of(rule, ruleset, voting_day + timedelta(days=shift))
        for one, other in ((here.starts, there.starts), (here.ends, there.ends)):
            assert (one is None) == (other is None)
            assert one is None or other is None or other - one == timedelta(days=shift)
        assert here.starts is None or here.ends is None or here.starts <= here.ends


def test_the_rulesets_own_voting_day_moves_nothing() -> None:
    ruleset = RULESETS["pilkada-2024"]
    assert not any(dates_of(rule, ruleset, date(2024, 11, 27)).shifted for rule in ruleset.stages)


@given(days, st.integers(-400, 400) | st.none(), st.integers(0, 90) | st.none(), st.booleans(), days)
def test_every_stage_stands_in_one_state_that_agrees_with_its_dates(
    voting_day: date, start: int | None, length: int | None, done: bool, today: date
) -> None:
    starts = voting_day + timedelta(days=start) if start is not None else None
    ends = (starts or voting_day) + timedelta(days=length) if length is not None else None
    stage = Stage(key="x", name="x", starts=starts, ends=ends, done_on=today if done else None)
    line = line_of(stage, voting_day, today)
    assert (line.state is StageState.DONE) == done
    if not done:
        assert (line.state is StageState.LATE) == (ends is not None and ends < today)
        assert (line.state is StageState.UNKNOWN) == (starts is None and ends is None)
        if line.state is StageState.AHEAD:
            assert starts is not None and starts > today
        if line.state is StageState.DUE:
            assert ends is not None and 0 <= (ends - today).days <= SOON
    assert line.days_late == ((today - ends).days if line.state is StageState.LATE and ends else 0)
    assert line.start_h == (days_until(voting_day, starts) if starts else None)


def test_the_calendar_says_late_due_and_next_in_the_order_of_urgency() -> None:
    day = date(2024, 10, 30)
    election = Election(voting_day=date(2024, 11, 27))

    def stage(key: str, start: int | None, end: int | None) -> Stage:
        at = [day + timedelta(days=n) if n is not None else None for n in (start, end)]
        return Stage(key=key, name=key, phase=key[0], starts=at[0], ends=at[1])

    made = calendar_of(
        election,
        [
            stage("a-late", -20, -3),
            stage("a-later", -20, -9),
            stage("b-far", 10, 20),
            stage("b-due", None, 5),
            stage("c-runs", -5, 40),
            stage("c-none", None, None),
        ],
        day,
    )
    assert made.h == 28
    assert [line.stage.key for line in made.late] == ["a-later", "a-late"]
    assert [line.stage.key for line in made.due] == ["b-due"]
    assert [line.stage.key for line in made.next] == ["b-due", "b-far", "c-runs"]
    assert [line.stage.key for line in made.of(StageState.UNKNOWN)] == ["c-none"]
    assert [(phase, len(lines)) for phase, lines in made.phases] == [("a", 2), ("b", 2), ("c", 2)]
