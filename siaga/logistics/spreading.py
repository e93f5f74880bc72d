"""Voters and reserve ballots of every place of a tree, with what is known of its TPS and of its sums.

A place's total that a document states binds the TPS below it whose voters are not known: together they hold the rest.
The nearest such total above a TPS counts; these TPS are a *pool* with a known sum. Pools do not touch each other, so
bounds may be added, and any number ``k`` of the ``n`` TPS of a pool hold between ``max(0, V - (n - k) limit)`` and
``min(V, k limit)`` voters. ``arithmetic`` says what that allows for the reserve.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from siaga.logistics.arithmetic import (
    ZERO,
    Level,
    Range,
    Rule,
    Units,
    exactly,
    reserve_between,
    total,
)

LENGTHS = {Level.STATION: 17, Level.VILLAGE: 13, Level.DISTRICT: 8, Level.REGENCY: 5}
"""How long the code of a place of each level is."""
PROVINCE = 2
SPECIAL_FROM = 901


@dataclass(slots=True)
class Spot:
    """One place: how many TPS it has (or is), and what they hold.

    known: voters of the TPS where they are known. reserve: None while the rule is not known. below: it is beneath the
    level at which the reserve is computed, so that its part of it cannot be told.
    villages, districts, regencies: places of that level that it has or is.
    """

    code: str
    stations: int = 0
    special: int = 0
    unknown: int = 0
    known: int = 0
    villages: int = 0
    districts: int = 0
    regencies: int = 0
    voters: Range = ZERO
    reserve: Range | None = None
    below: bool = False
    children: list[str] = field(default_factory=list)

    @property
    def station(self) -> bool:
        return "/" in self.code

    @property
    def papers(self) -> Range | None:
        """Papers of one ballot type: voters and reserve. Both rise with the voters, so the bounds belong together."""
        return None if self.reserve is None else self.voters + self.reserve


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A stated total that the TPS below it contradict.

    counted: the voters that are known below it, by TPS or by a total further down; unknown: the TPS that would hold the
    rest. kind: ``other`` (nothing is open and the sum is another), ``more`` (they hold more than the total already),
    ``limit`` (the rest does not fit within the voter limit of those TPS; it is then counted without the limit).
    """

    code: str
    stated: int
    counted: int
    unknown: int
    kind: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Every place by its code, and the totals that do not fit."""

    spots: dict[str, Spot]
    mismatches: tuple[Mismatch, ...]


@dataclass(frozen=True, slots=True)
class _Pool:
    """TPS of unknown voters with a known sum (None: nothing is known of it)."""

    count: int
    voters: int | None
    limit: int | None

    def part(self, count: int) -> Range:
        """The voters of so many of its TPS."""
        most = None if self.limit is None else self.limit * count
        if self.voters is None:
            return Range(0, most)
        high = self.voters if most is None else min(self.voters, most)
        if count == self.count:
            return exactly(self.voters)
        rest = None if self.limit is None else self.limit * (self.count - count)
        return Range(0 if rest is None else max(0, self.voters - rest), high)


def parents(code: str) -> list[str]:
    """The codes of the places above, the nearest first."""
    above = [code.partition("/")[0]] if "/" in code else []
    place = above[0] if above else code
    while "." in place:
        place = place.rpartition(".")[0]
        above.append(place)
    return above


def spread(
    stations: Iterable[tuple[str, int | None]], totals: Mapping[str, int], rule: Rule | None, limit: int | None
) -> Spread:
    """Count every place of the stations' tree.

    stations: TPS code and voters (None: not known). totals: voters by the code of a place, as documents state them.
    """
    spots, unknown = _tree(stations)
    pools, pool_of, mismatches = _pools(spots, unknown, totals, limit)
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for code in unknown:
        for place in (code, *parents(code)):
            parts[place][pool_of[code]] += 1
    for code, spot in spots.items():
        spot.voters = exactly(spot.known)
        for pool, count in parts.get(code, {}).items():
            spot.voters += pools[pool].part(count)
    if rule is not None and rule.level == Level.STATION:
        _reserve_by_station(spots, pools, parts, rule)
    elif rule is not None:
        _reserve_by_place(spots, rule)
    return Spread(spots, mismatches)


def _tree(stations: Iterable[tuple[str, int | None]]) -> tuple[dict[str, Spot], list[str]]:
    """Every TPS and every place above, with what can simply be counted; and the TPS of unknown voters."""
    spots: dict[str, Spot] = {}
    unknown = []
    for code, voters in stations:
        if voters is None:
            unknown.append(code)
        special = int(int(code[14:]) >= SPECIAL_FROM)
        for place in (code, code.partition("/")[0]):
            spot = spots.get(place) or spots.setdefault(place, Spot(place))
            spot.stations += 1
            spot.special += special
            spot.unknown += voters is None
            spot.known += voters or 0
    # A village is added to the places above it once, not once for each of its TPS.
    for village in [spot for spot in spots.values() if not spot.station]:
        for place in parents(village.code):
            spot = spots.get(place) or spots.setdefault(place, Spot(place))
            spot.stations += village.stations
            spot.special += village.special
            spot.unknown += village.unknown
            spot.known += village.known
    for code in sorted(spots):
        if "/" in code:
            spots[code.partition("/")[0]].children.append(code)
            continue
        above = parents(code)
        if above:
            spots[above[0]].children.append(code)
        for place in (code, *above):
            spots[place].villages += len(code) == LENGTHS[Level.VILLAGE]
            spots[place].districts += len(code) == LENGTHS[Level.DISTRICT]
            spots[place].regencies += len(code) == LENGTHS[Level.REGENCY]
    return spots, unknown


def _pools(
    spots: dict[str, Spot], unknown: list[str], totals: Mapping[str, int], limit: int | None
) -> tuple[dict[str, _Pool], dict[str, str], tuple[Mismatch, ...]]:
    """Bind each TPS of unknown voters to the nearest total above it, from the smallest places upwards."""
    pools: dict[str, _Pool] = {}
    pool_of: dict[str, str] = {}
    mismatches = []
    free: dict[str, list[str]] = defaultdict(list)
    for code in unknown:
        for place in parents(code):
            free[place].append(code)
    bound: Counter[str] = Counter()  # voters of unknown TPS that totals further down speak for already
    for place in sorted((one for one in totals if one in spots), key=lambda one: (-len(one), one)):
        spot, stated = spots[place], totals[place]
        own = [code for code in free[place] if code not in pool_of]
        rest = stated - spot.known - bound[place]
        counted = spot.known + bound[place]
        if rest < 0 or (rest > 0 and not own):
            mismatches.append(Mismatch(place, stated, counted, len(own), "more" if own else "other"))
            continue
        held = limit
        if limit is not None and rest > limit * len(own):
            mismatches.append(Mismatch(place, stated, counted, len(own), "limit"))
            held = None
        pools[place] = _Pool(len(own), rest, held)
        pool_of |= dict.fromkeys(own, place)
        for above in parents(place):
            bound[above] += rest
    pools[""] = _Pool(sum(code not in pool_of for code in unknown), None, limit)
    return pools, {code: pool_of.get(code, "") for code in unknown}, tuple(mismatches)


def _reserve_by_station(
    spots: dict[str, Spot], pools: dict[str, _Pool], parts: Mapping[str, Counter[str]], rule: Rule
) -> None:
    sums: Counter[str] = Counter()
    villages: Counter[str] = Counter()
    of_voters: dict[int, int] = {}  # many TPS have the same number
    for code, spot in spots.items():
        if spot.station and not spot.unknown:
            reserve = of_voters.get(spot.known)
            if reserve is None:
                reserve = of_voters[spot.known] = rule.reserve(spot.known)
            sums[code] = reserve
            villages[code.partition("/")[0]] += reserve
    for village, reserve in villages.items():
        for place in (village, *parents(village)):
            sums[place] += reserve
    made: dict[tuple[str, int], Range] = {}
    for code, spot in spots.items():
        spot.reserve = exactly(sums[code])
        for key in parts.get(code, {}).items():
            if key not in made:
                pool, count = key
                units = [Units(count, 0, pools[pool].limit)]
                made[key] = reserve_between(rule, units, pools[pool].part(count))
            spot.reserve += made[key]


def _reserve_by_place(spots: dict[str, Spot], rule: Rule) -> None:
    """The reserve where it is rounded at a village, sub-district or regency; places beneath have no part to tell."""
    length = LENGTHS[rule.level]
    units: dict[str, list[Range]] = defaultdict(list)
    for code, spot in spots.items():
        if len(code) == length:
            for place in (code, *parents(code)):
                units[place].append(spot.voters)
    for spot in sorted(spots.values(), key=lambda one: -len(one.code)):
        if len(spot.code) > length:
            spot.reserve, spot.below = ZERO, True
            continue
        groups = Counter(units[spot.code])
        held = [Units(count, one.low, one.high) for one, count in groups.items()]
        spot.reserve = reserve_between(rule, held, spot.voters)
        if len(spot.code) < length:
            spot.reserve = _common(spot.reserve, total(spots[child].reserve or ZERO for child in spot.children))


def _common(one: Range, other: Range) -> Range:
    highs = [high for high in (one.high, other.high) if high is not None]
    return Range(max(one.low, other.low), min(highs) if highs else None)
