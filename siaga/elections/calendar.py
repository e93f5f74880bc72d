"""The dates that a ruleset gives to the stages of an election on its voting day. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from siaga.elections.rulesets.schema import Ruleset, StageRule


@dataclass(frozen=True, slots=True)
class StageDates:
    """When a stage runs; an unknown end is None. ``shifted``: moved along with another voting day."""

    starts: date | None
    ends: date | None
    shifted: bool


def days_until(voting_day: date, today: date) -> int:
    """n of H-n: positive before voting day, 0 on it, negative after it."""
    return (voting_day - today).days


def voting_day_of(ruleset: Ruleset) -> date | None:
    """The voting day that the ruleset itself names."""
    return ruleset.voting_day.value if ruleset.voting_day else None


def dates_of(rule: StageRule, ruleset: Ruleset, voting_day: date) -> StageDates:
    """The dates of one stage when the vote is on ``voting_day``.

    Offsets count from that day. Dates of the law hold for the ruleset's own voting day; for another day they
    move along with it, and that they moved is said, because nobody has decided so yet.
    """
    own = voting_day_of(ruleset)
    shift = voting_day - own if own else timedelta(0)
    moved = bool(shift) and (rule.starts is not None or rule.ends is not None)
    return StageDates(
        starts=_one(rule.starts, rule.starts_offset, shift, voting_day),
        ends=_one(rule.ends, rule.ends_offset, shift, voting_day),
        shifted=moved,
    )


def _one(fixed: date | None, offset: int | None, shift: timedelta, voting_day: date) -> date | None:
    if fixed is not None:
        return fixed + shift
    if offset is not None:
        return voting_day + timedelta(days=offset)
    return None
