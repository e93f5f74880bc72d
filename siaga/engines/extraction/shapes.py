"""What an extraction finds: plain values, each with the place in the text that it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple

OBSTACLE_KINDS = (
    "logistics", "access", "internet", "electricity", "health", "weather", "hazard", "security", "neutrality",
    "money_politics", "sara", "hoax", "voter_data", "fraud", "budget", "staffing",
)  # fmt: skip
CONTRADICTION_KINDS = ("election_date", "weekday", "area", "total", "linmas_ratio", "statement")


class Span(NamedTuple):
    """Characters ``start`` up to ``end`` of the text as it was given."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit as written (``%``, ``rupiah``, ``personel``, ``TPS``) and what it counts.

    at: the number itself; span: its sentence.
    """

    value: int | float
    unit: str
    counts: str
    sentence: str
    span: Span
    at: Span


@dataclass(frozen=True, slots=True)
class Obstacle:
    kind: str
    sentence: str
    span: Span


@dataclass(frozen=True, slots=True)
class Commitment:
    """who: kind of agency, None where the text does not say. due: a date, ``H-3``, or None."""

    who: str | None
    what: str
    due: date | str | None
    sentence: str
    span: Span


@dataclass(frozen=True, slots=True)
class Contradiction:
    kind: str
    message: str
    sentence: str
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """name is empty where only the office is named."""

    name: str
    office: str
    span: Span


@dataclass(frozen=True, slots=True)
class Presence:
    """A kind of agency that took part, spoke or was asked, and the sentence that says so first."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Meeting:
    """where: for ``date``, ``time``, ``place`` and ``chair`` the sentence that each was read from."""

    date: date | None = None
    time: time | None = None
    place: str | None = None
    chair: str | None = None
    people: tuple[Person, ...] = ()
    agencies: tuple[Presence, ...] = ()
    figures: tuple[Figure, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    where: dict[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text tells. linked: figures of linked headlines, which are no part of any meeting."""

    meetings: tuple[Meeting, ...]
    linked: tuple[Figure, ...]

    @property
    def empty(self) -> bool:
        """Whether the text tells of no meeting."""
        return not self.meetings
