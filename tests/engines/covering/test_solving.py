"""Reserves stand where every placement tried by hand says that they should."""

from __future__ import annotations

import json
import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("scipy")

from siaga.engines.covering.placement import UnknownForm, centre_from, centre_json, placement_from, placement_json
from siaga.engines.covering.solving import fewest_teams, place_reserves, smallest_radius
from siaga.engines.exact import Model, Outcome
from tests.engines.covering.brute import best_radius, best_weights, fewest, weight_reached


def scattered(sites: int, stations: int, seed: int, size: float = 60.0) -> list[list[float]]:
    pick = random.Random(seed)
    places = [(pick.uniform(0, size), pick.uniform(0, size)) for _ in range(sites)]
    points = [(pick.uniform(0, size), pick.uniform(0, size)) for _ in range(stations)]
    return [[math.dist(place, point) for point in points] for place in places]


@pytest.mark.parametrize(("sites", "teams", "within", "seed"), [(12, 4, 18.0, 1), (14, 3, 22.0, 2), (10, 5, 30.0, 3)])
def test_thirty_stations_are_covered_as_well_as_any_placement_can(
    sites: int, teams: int, within: float, seed: int
) -> None:
    minutes = scattered(sites, 30, seed)
    weights = [1 + (station * 7) % 5 for station in range(30)]
    placed = place_reserves(minutes, teams, within, weights=weights)
    assert placed.proven
    assert (placed.weight_once, placed.weight_twice) == best_weights(minutes, teams, within, weights)
    assert (placed.bound, placed.bound_twice) == (placed.weight_once, placed.weight_twice)
    assert len(placed.sites) <= teams
    assert placed.weight_once == weight_reached(minutes, placed.sites, within, weights, 1)
    assert placed.weight_twice == weight_reached(minutes, placed.sites, within, weights, 2)
    assert sorted(placed.covered_once + placed.uncovered) == list(range(30))


@pytest.mark.parametrize("teams", [1, 2, 4])
def test_the_smallest_radius_at_thirty_stations_is_that_of_every_placement_tried(teams: int) -> None:
    minutes = scattered(12, 30, 10 + teams)
    centre = smallest_radius(minutes, teams)
    assert centre.proven
    assert centre.radius == centre.bound == best_radius(minutes, teams)
    assert max(min(minutes[site][station] for site in centre.sites) for station in range(30)) == centre.radius


tables = st.integers(1, 7).flatmap(
    lambda stations: st.lists(
        st.lists(st.one_of(st.integers(0, 12).map(float), st.just(math.inf)), min_size=stations, max_size=stations),
        min_size=1,
        max_size=6,
    )
)


@settings(max_examples=40, deadline=None)
@given(tables, st.integers(0, 4), st.integers(0, 12), st.data())
def test_any_small_table_is_covered_as_well_as_any_placement_can(
    minutes: list[list[float]], teams: int, within: int, data: st.DataObject
) -> None:
    count = len(minutes[0])
    weights = data.draw(st.lists(st.sampled_from([0.0, 0.25, 1.0, 3.5]), min_size=count, max_size=count))
    placed = place_reserves(minutes, teams, within, weights=weights)
    assert placed.proven
    assert (placed.weight_once, placed.weight_twice) == pytest.approx(best_weights(minutes, teams, within, weights))
    assert len(set(placed.sites)) == len(placed.sites) <= teams
    centre = smallest_radius(minutes, teams)
    best = best_radius(minutes, teams) if teams else math.inf
    assert centre.proven
    assert (math.inf if centre.radius is None else centre.radius) == best
    for want in (1, 2):
        found, least = fewest_teams(minutes, within, want=want)
        assert (len(found), least) == (fewest(minutes, within, want),) * 2


def test_twice_is_only_counted_where_it_is_wanted() -> None:
    minutes = [[1.0, 1.0], [1.0, 9.0]]
    assert place_reserves(minutes, 2, 5, want=1).covered_twice == ()
    assert place_reserves(minutes, 2, 5, want=2).covered_twice == (0,)


def test_a_station_without_any_way_is_named_and_leaves_no_radius() -> None:
    placed = place_reserves([[1.0, math.inf], [9.0, math.inf]], 2, 5)
    assert (placed.uncovered, placed.unreachable, placed.radius) == ((1,), (1,), None)
    assert smallest_radius([[1.0, math.inf]], 1).radius is None


def test_when_the_time_runs_out_the_bound_still_holds() -> None:
    pick = np.random.default_rng(5)
    minutes = np.abs(pick.random((60, 2))[:, None] * 60 - pick.random((400, 2))[None] * 60).sum(axis=2)
    hurried = place_reserves(minutes, 7, 12, seconds=0.02)
    thorough = place_reserves(minutes, 7, 12, seconds=20)
    assert thorough.proven
    assert hurried.weight_once <= thorough.weight_once <= hurried.bound
    assert hurried.weight_once > 0
    assert hurried.weight_twice > 0
    assert len(hurried.sites) == 7


def test_a_placement_that_is_known_is_not_lost_when_the_time_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sites reach all; the one that reaches most at once leaves an end to nobody."""
    reached = {0: (0, 1, 2), 1: (3, 4, 5), 2: (1, 2, 3, 4)}
    minutes = [[1.0 if station in reached[site] else 99.0 for station in range(6)] for site in reached]
    monkeypatch.setattr(Model, "solve", lambda _model, _seconds: Outcome(None, 0.0, math.inf, proven=False))
    assert len(place_reserves(minutes, 2, 5, want=1).covered_once) == 5
    assert place_reserves(minutes, 2, 5, want=1, known=(0, 1)).sites == (0, 1)
    with pytest.raises(ValueError):
        place_reserves(minutes, 1, 5, known=(0, 1))


def test_impossible_tables_are_refused() -> None:
    for minutes, teams, weights in (
        ([[math.nan]], 1, None),
        ([[-1.0]], 1, None),
        ([[1.0]], -1, None),
        ([[1.0]], 1, [1.0, 2.0]),
        ([[1.0]], 1, [-1.0]),
    ):
        with pytest.raises(ValueError):
            place_reserves(minutes, teams, 5, weights=weights)


def test_placements_come_back_from_json_as_they_were() -> None:
    minutes = scattered(6, 12, 4)
    placed = place_reserves(minutes, 2, 20)
    assert placement_from(json.loads(json.dumps(placement_json(placed)))) == placed
    centre = smallest_radius(minutes, 2)
    assert centre_from(json.loads(json.dumps(centre_json(centre)))) == centre
    with pytest.raises(UnknownForm):
        placement_from(centre_json(centre))
