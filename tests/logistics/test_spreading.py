"""Voters and reserve of every place against brute force over what the unknown TPS may hold."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.logistics.arithmetic import Level, Range, Rounding, Rule, exactly
from siaga.logistics.spreading import Spot, Spread, parents, spread

QUARTER = Rule(Fraction(25))
LIMIT = 5
PLACES = ["16.72", "16.72.01", "16.72.01.1001", "16.72.01.1002", "16.72.03", "16.72.03.1001"]

village = st.sampled_from([place for place in PLACES if len(place) == 13])
worlds = st.lists(st.tuples(village, st.integers(0, LIMIT), st.booleans()), min_size=1, max_size=6)


def world(rows: list[tuple[str, int, bool]]) -> dict[str, tuple[int, bool]]:
    """TPS code to (true voters, whether they are known)."""
    return {f"{place}/{number:03d}": (voters, known) for number, (place, voters, known) in enumerate(rows, start=1)}


def shown(stations: dict[str, tuple[int, bool]]) -> list[tuple[str, int | None]]:
    return [(code, voters if known else None) for code, (voters, known) in stations.items()]


def inside(code: str, place: str) -> bool:
    return code == place or place in parents(code)


def possible(stations: dict[str, tuple[int, bool]], totals: dict[str, int]) -> list[dict[str, int]]:
    """Every assignment of voters that agrees with all that is known."""
    choices = [[voters] if known else range(LIMIT + 1) for voters, known in stations.values()]
    worlds = (dict(zip(stations, each, strict=True)) for each in product(*choices))
    return [
        one
        for one in worlds
        if all(sum(v for code, v in one.items() if inside(code, place)) == sum_ for place, sum_ in totals.items())
    ]


def reserve_at(rule: Rule, one: dict[str, int], place: str) -> int:
    """The reserve of a place by the rule, unit by unit."""
    length = {Level.STATION: 17, Level.VILLAGE: 13, Level.DISTRICT: 8, Level.REGENCY: 5}[rule.level]
    units: dict[str, int] = {}
    for code, voters in one.items():
        if inside(code, place):
            unit = code[:length]
            units[unit] = units.get(unit, 0) + voters
    return sum(rule.reserve(voters) for voters in units.values())


@settings(max_examples=60, deadline=None)
@given(worlds, st.sets(st.sampled_from(PLACES)))
def test_every_place_gets_the_bounds_that_are_reached(rows: list[tuple[str, int, bool]], stated: set[str]) -> None:
    stations = world(rows)
    totals = {
        place: sum(voters for code, (voters, _known) in stations.items() if inside(code, place))
        for place in stated
        if any(inside(code, place) for code in stations)
    }
    found = spread(shown(stations), totals, QUARTER, LIMIT)
    assert not found.mismatches
    assignments = possible(stations, totals)
    for code, spot in found.spots.items():
        voters = [sum(v for station, v in one.items() if inside(station, code)) for one in assignments]
        reserves = [reserve_at(QUARTER, one, code) for one in assignments]
        papers = [v + r for v, r in zip(voters, reserves, strict=True)]
        assert spot.voters == Range(min(voters), max(voters)), code
        assert spot.reserve == Range(min(reserves), max(reserves)), code
        assert spot.papers == Range(min(papers), max(papers)), code


@settings(max_examples=60, deadline=None)
@given(worlds, st.sets(st.sampled_from(PLACES)), st.sampled_from(list(Level)), st.sampled_from(list(Rounding)))
def test_what_may_be_lies_inside_at_every_level_of_the_rule(
    rows: list[tuple[str, int, bool]], stated: set[str], level: Level, rounding: Rounding
) -> None:
    rule = Rule(Fraction(25), rounding, level)
    stations = world(rows)
    totals = {
        place: sum(voters for code, (voters, _known) in stations.items() if inside(code, place))
        for place in stated
        if any(inside(code, place) for code in stations)
    }
    found = spread(shown(stations), totals, rule, LIMIT)
    for one in possible(stations, totals):
        for code, spot in found.spots.items():
            assert spot.reserve is not None
            if not spot.below:
                assert reserve_at(rule, one, code) in spot.reserve, code


@settings(max_examples=80, deadline=None)
@given(worlds, st.sampled_from(list(Level)), st.sampled_from(list(Rounding)))
def test_known_places_sum_up_exactly(rows: list[tuple[str, int, bool]], level: Level, rounding: Rounding) -> None:
    stations = world([(place, voters, True) for place, voters, _known in rows])
    found = spread(shown(stations), {}, Rule(Fraction(25), rounding, level), LIMIT)
    for spot in found.spots.values():
        children = [found.spots[code] for code in spot.children]
        if not children:
            continue
        assert spot.voters == exactly(sum(one.voters.low for one in children))
        assert spot.stations == sum(one.stations for one in children)
        assert spot.villages == sum(one.villages for one in children) + (len(spot.code) == 13)
        if all(not one.below for one in children):
            assert spot.reserve == exactly(sum(one.reserve.low for one in children if one.reserve))


@settings(max_examples=80, deadline=None)
@given(worlds, st.sets(st.sampled_from(PLACES)))
def test_a_place_is_never_told_wider_than_its_parts(rows: list[tuple[str, int, bool]], stated: set[str]) -> None:
    stations = world(rows)
    totals = {place: sum(v for code, (v, _k) in stations.items() if inside(code, place)) for place in stated}
    found = spread(shown(stations), totals, QUARTER, LIMIT)
    for spot in found.spots.values():
        if spot.children:
            low, high = bounds(found, spot.children)
            assert low <= spot.voters.low and (spot.voters.high or 0) <= high


def bounds(found: Spread, codes: list[str]) -> tuple[int, int]:
    spots: list[Spot] = [found.spots[code] for code in codes]
    return sum(one.voters.low for one in spots), sum(one.voters.high or 0 for one in spots)


def test_totals_that_do_not_fit_are_told_and_left_out() -> None:
    known = [("16.72.01.1001/001", 300), ("16.72.01.1001/002", 200)]
    other = spread(known, {"16.72.01.1001": 501}, QUARTER, 600)
    assert [(one.kind, one.stated, one.counted) for one in other.mismatches] == [("other", 501, 500)]
    assert other.spots["16.72.01.1001"].voters == exactly(500)

    more = spread([*known, ("16.72.01.1001/003", None)], {"16.72.01": 400}, QUARTER, 600)
    assert [one.kind for one in more.mismatches] == ["more"]
    assert more.spots["16.72.01"].voters == Range(500, 1100)

    over = spread([*known, ("16.72.01.1001/003", None)], {"16.72.01": 1200}, QUARTER, 600)
    assert [one.kind for one in over.mismatches] == ["limit"]
    assert over.spots["16.72.01"].voters == exactly(1200)


def test_nothing_known_is_bounded_by_the_limit_or_by_nothing() -> None:
    stations: list[tuple[str, int | None]] = [("16.72.01.1001/001", None), ("16.72.01.1001/901", None)]
    limited = spread(stations, {}, Rule(Fraction(5, 2)), 600).spots["16.72"]
    assert (limited.voters, limited.reserve, limited.special) == (Range(0, 1200), Range(0, 30), 1)
    free = spread(stations, {}, Rule(Fraction(5, 2)), None).spots["16.72"]
    assert free.papers == Range(0, None)
    assert spread(stations, {}, None, 600).spots["16.72"].papers is None


def test_muara_enim_with_its_total_alone() -> None:
    stations: list[tuple[str, int | None]] = [
        (f"16.03.{1 + n % 22:02d}.{2001 + n % 11}/{1 + n // 22:03d}", None) for n in range(954)
    ]
    spot = spread(stations, {"16.03": 460_845}, Rule(Fraction(5, 2)), 600).spots["16.03"]
    assert spot.voters == exactly(460_845)
    assert spot.reserve == Range(11_522, 12_451)
    assert spot.papers is not None and 472_812 in spot.papers
