"""The sample files: published totals kept, estimates within their bounds, shapes that nest."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point
from shapely.geometry import shape

from siaga.demo import sample


def test_every_kecamatan_keeps_its_published_totals() -> None:
    for district in sample.kecamatan():
        own = [s for s in sample.stations() if s.village.startswith(f"{district.code}.")]
        assert len(own) == district.stations
        assert sum(s.voters for s in own) == district.voters
    assert len(sample.stations()) == 248
    assert sum(s.voters for s in sample.stations()) == 107_916


def test_no_station_is_over_the_limit_or_outside_its_kelurahan() -> None:
    for station in sample.stations():
        assert 0 < station.voters <= sample.VOTER_LIMIT
        assert sample.shapes()[station.village].contains(Point(station.lon, station.lat)), station


def test_every_kelurahan_has_stations_numbered_from_one() -> None:
    for elections in (
        [(s.village, s.number) for s in sample.stations()],
        list(sample.stations_pemilu()),
    ):
        counts = Counter(village for village, _ in elections)
        assert set(counts) == set(sample.villages())
        assert sorted(elections) == [(v, n) for v in sorted(counts) for n in range(1, counts[v] + 1)]


def test_the_shapes_nest_and_do_not_overlap() -> None:
    shapes = sample.shapes()
    assert len(shapes) == 35 + 5 + 1
    for district in sample.kecamatan():
        own = [shapes[village] for village in sample.villages_of(district.code)]
        assert sum(cell.area for cell in own) == pytest.approx(shapes[district.code].area)
    assert sum(shapes[d.code].area for d in sample.kecamatan()) == pytest.approx(shapes[sample.CITY].area)


def test_the_boundary_file_holds_valid_polygons_marked_as_schematic() -> None:
    features = json.loads(sample.boundaries_file())["features"]
    for feature in features:
        assert shape(feature["geometry"]).is_valid
        assert feature["properties"]["source"] == sample.SHAPE_SOURCE
        assert feature["properties"]["estimated"] is True


def test_the_same_seed_gives_the_same_file() -> None:
    first = sample.stations_file(), sample.boundaries_file()
    sample.stations.cache_clear()
    sample.shapes.cache_clear()
    assert (sample.stations_file(), sample.boundaries_file()) == first


@given(
    total=st.integers(0, 5000),
    weights=st.lists(st.floats(0.1, 10), min_size=1, max_size=30),
    low=st.integers(0, 20),
    high=st.integers(20, 600),
)
def test_shares_sum_exactly_and_stay_in_bounds(total: int, weights: list[float], low: int, high: int) -> None:
    if not low * len(weights) <= total <= high * len(weights):
        with pytest.raises(ValueError, match="does not fit"):
            sample.apportion(total, weights, at_least=low, at_most=high)
        return
    shares = sample.apportion(total, weights, at_least=low, at_most=high)
    assert sum(shares) == total
    assert all(low <= share <= high for share in shares)
