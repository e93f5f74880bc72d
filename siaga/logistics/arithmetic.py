"""How many ballots a number of voters asks for, exactly, and within which bounds while voters are not known.

The rule. A *unit* (a TPS, or a village, sub-district or regency, as the ruleset says) with ``v`` voters gets
``v + r(v)`` ballots, where ``r(v)`` is a percentage of ``v`` rounded to a whole number. Whole numbers and fractions
only; nothing here is a float.

The bounds. Units whose voters are not known are whole numbers ``a_u <= v_u <= b_u`` (0 and the voter limit, for a
TPS) with a known sum ``V``. ``r`` never falls, and never rises by more than one from ``v`` to ``v + 1``. So write
``lo(c)`` for the fewest and ``hi(c)`` for the most voters of a unit that gets ``c`` reserve ballots: the sum of
reserves ``S`` can be reached if and only if some ``c_u`` with that sum have ``sum lo(c_u) <= V <= sum hi(c_u)``.
Hence

- the highest sum is the largest ``S`` whose cheapest ``sum lo(c_u)`` still fits into ``V``: if the cheapest split of
  ``S`` had ``sum hi < V``, one more voter in one unit would raise ``S`` by one and still fit;
- the lowest sum is the smallest ``S`` whose most generous ``sum hi(c_u)`` reaches ``V``, likewise.

Both are found by taking steps of ``lo`` (``hi``) in the order of what they cost, on the lower (upper) convex hull of
each unit's steps. The hull only widens the bounds, so they always hold. Where one ballot answers to a whole number of
voters (2.5 % is one in 40, 2 % one in 50) ``lo`` and ``hi`` are their own hulls, and both bounds are reached by some
assignment of voters: nothing tighter can be proven. For other percentages they may lie beyond the reachable ones by
less than the steps of one hull edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise


class Rounding(StrEnum):
    """How a reserve becomes a whole number; nearest: halves go up."""

    UP = "up"
    NEAREST = "nearest"
    DOWN = "down"


class Level(StrEnum):
    """Where the reserve is computed and rounded."""

    STATION = "station"
    VILLAGE = "village"
    DISTRICT = "district"
    REGENCY = "regency"


@dataclass(frozen=True, slots=True)
class Range:
    """A whole number that lies between two others, both included. high: None where nothing bounds it."""

    low: int
    high: int | None

    def __post_init__(self) -> None:
        if self.high is not None and self.high < self.low:
            raise ValueError(f"{self.low}..{self.high}")

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, plus(self.high, other.high))

    def __mul__(self, times: int) -> Range:
        return Range(self.low * times, 0 if times == 0 else None if self.high is None else self.high * times)

    def __contains__(self, value: int) -> bool:
        return self.low <= value and (self.high is None or value <= self.high)


ZERO = Range(0, 0)


def exactly(value: int) -> Range:
    """The range of a number that is known."""
    return Range(value, value)


def plus(one: int | None, other: int | None) -> int | None:
    """A sum in which None stands for no upper bound."""
    return None if one is None or other is None else one + other


def total(ranges: Iterable[Range]) -> Range:
    """The sum of ranges."""
    low, high = 0, 0
    bounded = True
    for one in ranges:
        low += one.low
        if one.high is None:
            bounded = False
        else:
            high += one.high
    return Range(low, high if bounded else None)


@dataclass(frozen=True, slots=True)
class Rule:
    """The reserve of a ruleset. percent: of the voters, 0 to 100."""

    percent: Fraction
    rounding: Rounding = Rounding.UP
    level: Level = Level.STATION

    def __post_init__(self) -> None:
        if not 0 <= self.percent <= 100:
            raise ValueError(f"percent {self.percent}")

    @property
    def share(self) -> Fraction:
        """The percentage as a fraction of one."""
        return self.percent / 100

    def reserve(self, voters: int) -> int:
        """Reserve ballots of one unit with so many voters."""
        if voters < 0:
            raise ValueError(f"voters {voters}")
        part, of = self.share.numerator, self.share.denominator
        match self.rounding:
            case Rounding.UP:
                return -(-part * voters // of)
            case Rounding.DOWN:
                return part * voters // of
            case _:
                return (2 * part * voters + of) // (2 * of)

    def flat(self, voters: int) -> int:
        """The percentage of a sum, rounded to the nearest: what a flat calculation would say. For comparison only."""
        return Rule(self.percent, Rounding.NEAREST).reserve(voters)

    def fewest(self, reserve: int) -> int:
        """The fewest voters that get so many reserve ballots or more. Needs a share above zero."""
        return _fewest(self.share, self.rounding, reserve)


@dataclass(frozen=True, slots=True)
class Units:
    """So many units of which only the bounds are known. high: None where no limit is known."""

    count: int
    low: int
    high: int | None


def voters_between(units: Sequence[Units]) -> Range:
    """What the voters of such units can sum up to."""
    return total(Range(one.low, one.high) * one.count for one in units)


def reserve_between(rule: Rule, units: Sequence[Units], voters: Range) -> Range:
    """The reserve of units whose voters sum up to a number within a range, as far as the rule bounds it.

    voters: must have something in common with what the units allow. Raises ValueError otherwise.
    """
    allowed = voters_between(units)
    low = max(voters.low, allowed.low)
    highs = [one for one in (voters.high, allowed.high) if one is not None]
    if not highs:
        return Range(_lowest(rule, units, low), None if rule.share else 0)
    high = min(highs)
    if high < low:
        raise ValueError(f"{voters} voters in units of {allowed}")
    return Range(_lowest(rule, units, low), _highest(rule, units, high))


def _highest(rule: Rule, units: Sequence[Units], voters: int) -> int:
    """The largest sum of reserves when the units' voters sum up to ``voters``."""
    reserve = sum(one.count * rule.reserve(one.low) for one in units)
    left = voters - sum(one.count * one.low for one in units)
    steps = [
        (cost, count * one.count)
        for one in units
        for cost, count in _cheap_steps(rule, one.low, _top(one, left))
        if one.count
    ]
    for (gained, paid), count in sorted(steps, key=lambda step: Fraction(step[0][1], step[0][0])):
        times = min(count, left // paid)
        reserve += times * gained
        left -= times * paid
        if times < count:
            return reserve + left * gained // paid
    return reserve


def _lowest(rule: Rule, units: Sequence[Units], voters: int) -> int:
    """The smallest sum of reserves when the units' voters sum up to ``voters``."""
    room = voters - sum(one.count * one.low for one in units)
    reserve, left = 0, voters
    steps = []
    for one in units:
        if not one.count:
            continue
        first = rule.reserve(one.low)
        top = _top(one, room)
        reserve += one.count * first
        left -= one.count * _most(rule, first, one.low, top)
        steps += [(step, count * one.count) for step, count in _generous_steps(rule, one.low, top)]
    for (gained, held), count in sorted(steps, key=lambda step: Fraction(step[0][1], step[0][0]), reverse=True):
        if left <= 0:
            break
        times = min(count, left // held)
        reserve += times * gained
        left -= times * held
        if times < count:
            return reserve + (-(-left * gained // held) if left > 0 else 0)
    return reserve


def _top(unit: Units, room: int) -> int:
    """The most voters of a unit: its limit, or all that there are beyond the fewest of every unit."""
    most = unit.low + max(room, 0)
    return most if unit.high is None else min(unit.high, most)


Step = tuple[int, int]
"""So many reserve ballots more for so many voters more."""


@lru_cache(maxsize=4096)
def _cheap_steps(rule: Rule, low: int, high: int) -> tuple[tuple[Step, int], ...]:
    """The lower hull of the fewest voters for each reserve from that of ``low`` to that of ``high``."""
    first, last = rule.reserve(low), rule.reserve(high)
    points = [(first, low)] + [(c, rule.fewest(c)) for c in range(first + 1, last + 1)]
    return _edges(points, lower=True)


@lru_cache(maxsize=4096)
def _generous_steps(rule: Rule, low: int, high: int) -> tuple[tuple[Step, int], ...]:
    """The upper hull of the most voters for each reserve from that of ``low`` to that of ``high``."""
    first, last = rule.reserve(low), rule.reserve(high)
    points = [(c, _most(rule, c, low, high)) for c in range(first, last + 1)]
    return _edges(points, lower=False)


def _most(rule: Rule, reserve: int, low: int, high: int) -> int:
    """The most voters of a unit that get exactly so many reserve ballots."""
    return high if rule.reserve(high) <= reserve else max(low, rule.fewest(reserve + 1) - 1)


def _fewest(share: Fraction, rounding: Rounding, reserve: int) -> int:
    if reserve <= 0:
        return 0
    part, of = share.numerator, share.denominator
    match rounding:
        case Rounding.UP:  # the first v with part * v > of * (reserve - 1)
            return of * (reserve - 1) // part + 1
        case Rounding.DOWN:  # the first v with part * v >= of * reserve
            return -(-of * reserve // part)
        case _:  # the first v with 2 * part * v >= of * (2 * reserve - 1)
            return -(-of * (2 * reserve - 1) // (2 * part))


def _edges(points: Sequence[Step], *, lower: bool) -> tuple[tuple[Step, int], ...]:
    """The hull of points in the order of their reserves, as edges with how often each follows itself."""
    sign = 1 if lower else -1
    hull: list[Step] = []
    for point in points:
        while len(hull) > 1 and sign * _turn(hull[-2], hull[-1], point) < 0:
            hull.pop()
        hull.append(point)
    edges: list[tuple[Step, int]] = []
    for one, other in pairwise(hull):
        step = (other[0] - one[0], other[1] - one[1])
        if edges and edges[-1][0] == step:
            edges[-1] = (step, edges[-1][1] + 1)
        else:
            edges.append((step, 1))
    return tuple(edges)


def _turn(one: Step, middle: Step, other: Step) -> int:
    """Above zero where the way bends upwards at the middle point, below where it bends downwards."""
    return (middle[0] - one[0]) * (other[1] - middle[1]) - (middle[1] - one[1]) * (other[0] - middle[0])
