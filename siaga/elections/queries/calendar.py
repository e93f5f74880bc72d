"""The calendar of an election as of a day: what runs, what is due, what is late, what nobody has dated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from siaga.access import Actor, Verb, require
from siaga.elections.calendar import days_until
from siaga.elections.models import Election, Stage

SOON = 7
"""Days before its end (or its start) from which a stage counts as due."""


class StageState(StrEnum):
    """How a stage stands on a day."""

    DONE = "done"
    LATE = "late"
    DUE = "due"
    RUNNING = "running"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage on a day.

    starts_in, ends_in: days from today, negative in the past. days_late: days past its end without being done.
    start_h, end_h: n of H-n (days before voting day; negative after it). All None where the date is unknown.
    """

    stage: Stage
    state: StageState
    starts_in: int | None
    ends_in: int | None
    days_late: int
    start_h: int | None
    end_h: int | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The stages of an election as of ``today``; ``h`` is n of H-n."""

    election: Election
    today: date
    h: int
    lines: tuple[StageLine, ...]

    def of(self, *states: StageState) -> list[StageLine]:
        return [line for line in self.lines if line.state in states]

    @property
    def late(self) -> list[StageLine]:
        return sorted(self.of(StageState.LATE), key=lambda line: -line.days_late)

    @property
    def due(self) -> list[StageLine]:
        return sorted(self.of(StageState.DUE), key=_nearest)

    @property
    def next(self) -> list[StageLine]:
        """What comes next: due first, then by the nearest date."""
        return sorted(self.of(StageState.DUE, StageState.RUNNING, StageState.AHEAD), key=_nearest)

    @property
    def phases(self) -> list[tuple[str, list[StageLine]]]:
        """The lines grouped by phase, in the order of the first stage of each."""
        groups: dict[str, list[StageLine]] = {}
        for line in self.lines:
            groups.setdefault(line.stage.phase, []).append(line)
        return list(groups.items())


def calendar(actor: Actor, election: Election, today: date) -> Calendar:
    """The calendar of an election that the actor may see, in one query. Raises Refused."""
    require(actor, Verb.ELECTION_VIEW, election.place)
    stages = Stage.objects.filter(election=election).order_by("position", "pk")
    return calendar_of(election, stages, today)


def calendar_of(election: Election, stages: Iterable[Stage], today: date) -> Calendar:
    """The same from stages at hand."""
    lines = tuple(line_of(stage, election.voting_day, today) for stage in stages)
    return Calendar(election, today, days_until(election.voting_day, today), lines)


def line_of(stage: Stage, voting_day: date, today: date) -> StageLine:
    """One stage on a day. A stage with a start and no end runs from its start and is never late."""
    starts_in = (stage.starts - today).days if stage.starts else None
    ends_in = (stage.ends - today).days if stage.ends else None
    state = _state(stage, starts_in, ends_in)
    return StageLine(
        stage=stage,
        state=state,
        starts_in=starts_in,
        ends_in=ends_in,
        days_late=-ends_in if state is StageState.LATE and ends_in is not None else 0,
        start_h=days_until(voting_day, stage.starts) if stage.starts else None,
        end_h=days_until(voting_day, stage.ends) if stage.ends else None,
    )


def _state(stage: Stage, starts_in: int | None, ends_in: int | None) -> StageState:
    if stage.done_on:
        return StageState.DONE
    if starts_in is None and ends_in is None:
        return StageState.UNKNOWN
    if ends_in is not None and ends_in < 0:
        return StageState.LATE
    if ends_in is not None and ends_in <= SOON and (starts_in is None or starts_in <= SOON):
        return StageState.DUE
    if starts_in is not None and starts_in > 0:
        return StageState.AHEAD
    return StageState.RUNNING


def _nearest(line: StageLine) -> tuple[int, int]:
    days = line.starts_in if line.state is StageState.AHEAD and line.starts_in is not None else line.ends_in
    return (days if days is not None else 10_000, line.stage.position)
