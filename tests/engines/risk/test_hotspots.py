"""Clusters that are more than chance: PySAL's statistics agree with slow sums, and shuffling can be had again."""

import math
import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.engines.risk.hotspots import Correction, Question, Spot, Statistic, TooFew, adjust, hot_spots
from siaga.engines.risk.neighbours import Nearest, Within, neighbours_of


def places(count, seed, together=0.3):
    """Points of a regency; some share a compound."""
    rng = random.Random(seed)
    found = []
    for _n in range(count):
        if found and rng.random() < together:
            found.append(rng.choice(found))
        else:
            found.append((-3.0 + rng.random() * 0.4, 101.0 + rng.random() * 0.4))
    return [lat for lat, _lon in found], [lon for _lat, lon in found]


def slow_gi_star(values, around):
    """z of Gi* by its published formula, the TPS itself among its neighbours."""
    n = len(values)
    mean = sum(values) / n
    s = math.sqrt(sum(one * one for one in values) / n - mean * mean)
    found = []
    for row, others in enumerate(around):
        near = [*others, row]
        w = len(near)
        found.append((sum(values[i] for i in near) - mean * w) / (s * math.sqrt((n * w - w * w) / (n - 1))))
    return found


def slow_moran(values, around):
    """Local Moran with row-standardised weights, by its published formula."""
    n = len(values)
    mean = sum(values) / n
    away = [one - mean for one in values]
    m2 = sum(one * one for one in away) / (n - 1)
    return [away[i] / m2 * sum(away[j] for j in others) / len(others) for i, others in enumerate(around)]


VALUES = st.lists(st.integers(0, 26), min_size=12, max_size=25).filter(lambda values: len(set(values)) > 1)


@given(VALUES, st.integers(0, 1000), st.sampled_from([Nearest(3), Nearest(8)]))
@settings(max_examples=25, deadline=None)
def test_the_statistics_agree_with_slow_sums(values, seed, around):
    lat, lon = places(len(values), seed)
    near = neighbours_of(lat, lon, around)
    shares = [value / 26 for value in values]
    gi = hot_spots(lat, lon, shares, Question(Statistic.GI_STAR, around, permutations=99))
    assert gi.z == pytest.approx(slow_gi_star(shares, near), abs=1e-8)
    moran = hot_spots(lat, lon, shares, Question(Statistic.MORAN, around, permutations=99))
    assert moran.z == pytest.approx(slow_moran(shares, near), abs=1e-8)


@given(st.integers(2, 25), st.integers(0, 1000), st.integers(1, 9))
@settings(max_examples=40, deadline=None)
def test_neighbours_are_the_nearest_and_never_the_tps_itself(count, seed, k):
    lat, lon = places(count, seed)
    middle = math.cos(math.radians(sum(lat) / count))

    def km(i, j):
        return math.hypot((lon[i] - lon[j]) * middle, lat[i] - lat[j]) * 111.195

    for row, others in enumerate(neighbours_of(lat, lon, Nearest(k))):
        assert row not in others
        assert len(others) == min(k, count - 1)
        left = set(range(count)) - {row} - set(others)
        assert all(km(row, near) <= km(row, far) + 1e-6 for near in others for far in left)
    for row, others in enumerate(neighbours_of(lat, lon, Within(5.0))):
        assert set(others) == {other for other in range(count) if other != row and km(row, other) <= 5.0}


@pytest.mark.parametrize("statistic", list(Statistic))
def test_shuffling_can_be_had_again_by_its_seed(statistic):
    lat, lon = places(60, 5)
    values = [random.Random(9).random() for _n in range(60)]
    values = [value + (0.5 if lat[n] > -2.8 else 0) + n / 1000 for n, value in enumerate(values)]
    first = hot_spots(lat, lon, values, Question(statistic, permutations=499, seed=11))
    again = hot_spots(lat, lon, values, Question(statistic, permutations=499, seed=11))
    other = hot_spots(lat, lon, values, Question(statistic, permutations=499, seed=12))
    assert np.array_equal(first.p, again.p)
    assert not np.array_equal(first.p, other.p)
    assert np.array_equal(first.z, other.z)


def test_p_is_near_what_all_shuffles_together_would_say():
    lat, lon = places(14, 3, together=0)
    values = [float(n * n % 17) for n in range(14)]
    around = neighbours_of(lat, lon, Nearest(3))
    found = hot_spots(lat, lon, values, Question(around=Nearest(3), permutations=9999, seed=2))
    for row, others in enumerate(around):
        rest = [value for n, value in enumerate(values) if n != row]
        own = sum(values[n] for n in others)
        sums = [sum(chosen) for chosen in combinations(rest, 3)]
        above = sum(one >= own - 1e-9 for one in sums) / len(sums)
        below = sum(one <= own + 1e-9 for one in sums) / len(sums)
        assert found.p[row] == pytest.approx(min(1.0, 2 * min(above, below)), abs=0.03)


def test_equal_values_all_around_are_no_cluster():
    lat, lon = places(60, 8, together=0)
    values = [0.0] * 57 + [1.0] * 3
    for statistic in Statistic:
        found = hot_spots(lat, lon, values, Question(statistic, permutations=999))
        quiet = [row for row in range(57) if not set(neighbours_of(lat, lon, Nearest())[row]) & {57, 58, 59}]
        assert quiet
        assert all(found.p[row] > 0.5 for row in quiet)


def planted(seed):
    """A hundred TPS of which those of one corner are all at risk; the rest by lot."""
    lat, lon = places(120, seed)
    rng = random.Random(seed)
    corner = [n for n in range(120) if lat[n] > -2.75 and lon[n] < 101.15]
    values = [0.9 if n in corner else rng.choice([0.0, 0.1, 0.2]) for n in range(120)]
    return lat, lon, values, corner


def test_a_planted_cluster_is_found_and_named_as_one():
    lat, lon, values, corner = planted(4)
    found = hot_spots(lat, lon, values, Question(around=Nearest(5), seed=1))
    hot = {row for row, spot in enumerate(found.spots) if spot is Spot.PANAS}
    assert len(hot & set(corner)) >= 0.8 * len(corner)
    assert found.clusters[0].spot is Spot.PANAS
    assert set(found.clusters[0].members) <= hot
    assert {row for cluster in found.clusters for row in cluster.members} == {
        row for row, spot in enumerate(found.spots) if spot is not Spot.BIASA
    }


def test_values_by_lot_give_no_cluster_once_corrected():
    false_alarms = 0
    for seed in range(5):
        lat, lon = places(80, seed, together=0)
        values = [random.Random(seed * 100 + n).random() for n in range(80)]
        false_alarms += hot_spots(lat, lon, values, Question(permutations=999, seed=seed)).found > 0
    assert false_alarms <= 1


P = st.lists(st.floats(0.0001, 1), min_size=1, max_size=30)


@given(P, st.sampled_from([0.01, 0.05, 0.2]))
@settings(max_examples=60, deadline=None)
def test_corrections_are_what_their_papers_say(p, alpha):
    count = len(p)
    step = max((k for k in range(1, count + 1) if sorted(p)[k - 1] <= k / count * alpha * (1 + 1e-12)), default=0)
    bound = sorted(p)[step - 1] if step else -1
    for one, adjusted in zip(p, adjust(np.array(p), Correction.FDR), strict=True):
        assert (adjusted <= alpha * (1 + 1e-9)) == (one <= bound)
    assert adjust(np.array(p), Correction.BONFERRONI) == pytest.approx([min(1, one * count) for one in p])
    assert list(adjust(np.array(p), Correction.NONE)) == p


def test_it_says_when_so_few_shuffles_can_never_pass_the_correction():
    lat, lon, values, _corner = planted(4)
    assert not hot_spots(lat, lon, values, Question(permutations=999, correction=Correction.BONFERRONI)).reachable
    assert hot_spots(lat, lon, values, Question(permutations=9999, correction=Correction.BONFERRONI)).reachable


def test_a_tps_without_a_neighbour_is_named_and_never_a_spot():
    lat, lon, values, _corner = planted(4)
    found = hot_spots([*lat, -9.0], [*lon, 110.0], [*values, 1.0], Question(around=Within(3.0), permutations=199))
    assert 120 in found.alone
    assert found.spots[120] is Spot.BIASA


def test_nothing_clusters_where_all_are_alike_or_few():
    lat, lon = places(20, 1)
    with pytest.raises(TooFew):
        hot_spots(lat, lon, [0.5] * 20, Question())
    with pytest.raises(TooFew):
        hot_spots(lat[:5], lon[:5], [1, 2, 3, 4, 5], Question())
