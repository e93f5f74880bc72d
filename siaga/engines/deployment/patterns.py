"""Which pattern counts for a team, and whether a pattern fits the Linmas of a station."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from siaga.engines.deployment.problem import DANGER, Cls, Pattern, Post, Problem, Rules


class Reading(StrEnum):
    """How a pattern that does not fit may have come about."""

    STATIONS = "stations"
    """The stations are a slip: so many as the Linmas suffice for (2-2-24 for 2-12-24)."""
    ORDER = "order"
    """The last two numbers are in the order police-Linmas-stations, or were read so (2-8-4 for 2-4-8)."""
    LINMAS = "linmas"
    """The Linmas are a slip: so many as the stations need."""


@dataclass(frozen=True, slots=True)
class LinmasFlag:
    """A pattern whose Linmas do not fit. expected: (least, most) for its stations. readings: likeliest first."""

    pattern: Pattern
    expected: tuple[int, int]
    readings: tuple[tuple[Reading, Pattern], ...]

    @property
    def likely(self) -> Pattern:
        return self.readings[0][1]


def linmas_flag(pattern: Pattern, per_station: int = 2) -> LinmasFlag | None:
    """Whether the Linmas of a pattern contradict so many for each station; it is only told, never corrected.

    Each end of a range is looked at. Likely readings: the two numbers changed places; one end of a range fits, so the
    Linmas of the other are wrong; the stations are a slip where the Linmas are a whole number of stations' worth and
    not fewer than the stations have; else the Linmas are.
    """
    per = per_station if pattern.linmas_each is None else pattern.linmas_each
    most = pattern.linmas if pattern.linmas_max is None else pattern.linmas_max
    expected = (per * pattern.stations, per * pattern.room)
    if (pattern.linmas, most) == expected:
        return None
    turned = replace(
        pattern, stations=pattern.linmas, stations_max=pattern.linmas_max, linmas=pattern.stations,
        linmas_max=pattern.stations_max,
    )  # fmt: skip
    by_linmas = replace(
        pattern, linmas=expected[0], linmas_max=expected[1] if pattern.room > pattern.stations else None
    )
    readings: list[tuple[Reading, Pattern]] = []
    if pattern.linmas > 0 and fits(turned, per):
        readings.append((Reading.ORDER, turned))
    half_right = pattern.linmas == expected[0] or most == expected[1]
    if half_right:
        readings.append((Reading.LINMAS, by_linmas))
    if per and pattern.linmas and pattern.linmas % per == 0 and most % per == 0:
        stations, room = pattern.linmas // per, most // per
        readings.append(
            (Reading.STATIONS, replace(pattern, stations=stations, stations_max=room if room > stations else None))
        )
    if not half_right:
        readings.append((Reading.LINMAS, by_linmas))
    return LinmasFlag(pattern, expected, tuple(readings))


def fits(pattern: Pattern, per_station: int) -> bool:
    most = pattern.linmas if pattern.linmas_max is None else pattern.linmas_max
    return (pattern.linmas, most) == (per_station * pattern.stations, per_station * pattern.room)


class Patterns:
    """The patterns of a problem by class. Of two for one class the first counts."""

    def __init__(self, patterns: Iterable[Pattern], rules: Rules) -> None:
        self.rules = rules
        self._by_class: dict[Cls, Pattern] = {}
        for pattern in patterns:
            self._by_class.setdefault(pattern.cls, pattern)

    @classmethod
    def of(cls, problem: Problem) -> Patterns:
        return cls(problem.patterns, problem.rules)

    def effective(self, post: Post) -> Cls:
        """The class that a station is treated as."""
        return self.rules.unrated_as if post.cls is Cls.UNRATED else post.cls

    def get(self, cls: Cls) -> Pattern | None:
        return self._by_class.get(cls)

    def strictness(self, cls: Cls) -> tuple[float, int, int]:
        """Greater is stricter: police for a station at the fullest, then police, then danger."""
        pattern = self._by_class[cls]
        return (pattern.police / pattern.room, pattern.police, DANGER[cls])

    def strictest(self, posts: Iterable[Post]) -> Cls | None:
        """The class whose pattern counts for these together; None where none of them has a pattern."""
        known = {self.effective(post) for post in posts} & set(self._by_class)
        return max(known, key=self.strictness, default=None)

    def linmas_for(self, post: Post) -> int:
        pattern = self.get(self.effective(post))
        if pattern is not None and pattern.linmas_each is not None:
            return pattern.linmas_each
        return self.rules.linmas_each
