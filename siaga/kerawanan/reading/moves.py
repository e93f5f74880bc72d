"""Two mappings of a regency side by side: who moved from which class to which, and what moved them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from siaga.access import Actor
from siaga.engines.risk.comparing import Comparison, Move, Side, compare
from siaga.engines.risk.scheme import RiskClass
from siaga.kerawanan.models import Mapping
from siaga.kerawanan.reading.lines import Line, criteria_of_mapping, lines_of, names_of


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A TPS that moved, with where it lies."""

    move: Move
    line: Line

    @property
    def code(self) -> str:
        return self.line.code

    @property
    def before(self) -> str:
        return self.move.before.value

    @property
    def after(self) -> str:
        return self.move.after.value


@dataclass(frozen=True, slots=True)
class Compared:
    """what: the engine's comparison. weights: numbers whose weight differs, with both; names: of the indicators."""

    what: Comparison
    moves: tuple[MoveLine, ...]
    weights: tuple[tuple[str, int | None, int | None], ...]
    thresholds: bool
    rules: bool
    names: dict[str, str]


def moment_of(mapping: Mapping) -> datetime | None:
    """When the classes that people gave are read: now for what holds or is new, its last moment for what held."""
    return mapping.retired_at


def compared(actor: Actor, before: Mapping, after: Mapping) -> Compared:
    """Only the TPS that the actor sees."""
    old, new = criteria_of_mapping(before), criteria_of_mapping(after)
    was = {line.code: line for line in lines_of(actor, before, moment_of(before))}
    now = {line.code: line for line in lines_of(actor, after, moment_of(after))}
    what = compare(
        {code: _side(line, old.numbers) for code, line in was.items()},
        {code: _side(line, new.numbers) for code, line in now.items()},
        old,
        new,
    )
    numbers = [*old.numbers, *(number for number in new.numbers if number not in old.weights)]
    return Compared(
        what,
        tuple(MoveLine(move, now[move.code]) for move in what.moves),
        tuple(
            (number, old.weights.get(number), new.weights.get(number))
            for number in numbers
            if old.weights.get(number) != new.weights.get(number)
        ),
        old.thresholds != new.thresholds,
        old.rules != new.rules,
        names_of(before) | names_of(after),
    )


def _side(line: Line, numbers: tuple[str, ...]) -> Side:
    return Side(line.answers(numbers), line.special, RiskClass(line.override.cls) if line.override else None)
