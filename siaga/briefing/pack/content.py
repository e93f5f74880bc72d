"""What a briefing pack says, as plain values in words: drawn as a PDF of at most four pages and as screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headline:
    """The readiness of the region with all that travels with it. value, coverage, verified: percent as numbers."""

    value: str
    coverage: str
    verified: str
    claimed: str
    claimed_by: str
    change: str
    direction: str
    """``up``, ``down``, ``same``, or empty where there is nothing to compare with."""
    since: str
    silent: int
    expected: int
    reported: int
    stale: int
    bar: tuple[tuple[str, str, float], ...]
    """Tone, words and percent of TPS by how they stand; the percents sum to 100."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One part of the region. share: percent for its bar; tone: key of its class."""

    name: str
    value: str
    share: float
    tone: str
    coverage: str
    claimed: str
    verified: str
    change: str
    direction: str
    silent: int


@dataclass(frozen=True, slots=True)
class Owed:
    """Reports that somebody owes: who, and how many fell due without coming."""

    who: str
    count: int


@dataclass(frozen=True, slots=True)
class Debt:
    """Overdue action points of one agency, the oldest first."""

    agency: str
    count: int
    oldest: str
    days: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One item of the agenda on which the meeting must decide."""

    number: int
    title: str
    detail: str
    facts: tuple[tuple[str, str], ...]
    owner: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One part on the map: an SVG path in the map's own units, its tone, and where its words stand."""

    path: str
    tone: str
    name: str
    value: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    """width, height: of the drawing. legend: tone and words of what is drawn. size: of letters, in the map's units."""

    width: float
    height: float
    size: float
    shapes: tuple[Shape, ...]
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole. more_*: how many are left off, said and never hidden."""

    title: str
    place: str
    election: str
    countdown: str
    meeting: str
    when: str
    as_of: str
    as_of_short: str
    headline: Headline
    rows: tuple[PlaceRow, ...]
    falls: tuple[str, ...]
    owed: tuple[Owed, ...]
    owed_total: int
    debts: tuple[Debt, ...]
    debts_total: int
    choices: tuple[Choice, ...]
    map: Map | None
    more_rows: int = 0
    more_owed: int = 0
    more_debts: int = 0
    more_choices: int = 0


def grouped(things: Sequence[object], size: int) -> list[Sequence[object]]:
    """Portions for screens."""
    return [things[start : start + size] for start in range(0, len(things), size)]
