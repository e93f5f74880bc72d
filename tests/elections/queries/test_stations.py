"""Counts of stations and voters: unknown is counted as unknown."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from siaga.elections.models import PollingStation
from siaga.elections.queries import StationCounts, counts_by_child, station_counts
from tests import factories, people
from tests.elections.worlds import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def test_the_counts_of_the_city(here: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        counts = station_counts(people.secretariat, here.election)
    assert counts == StationCounts(
        stations=6, special=1, voters=1601, male=500, female=511, voters_known=5, over_limit=1, located=1
    )
    assert counts.voters_unknown == 1
    assert not counts.complete


def test_what_nobody_knows_is_not_zero(here: World) -> None:
    PollingStation.objects.update(voters_male=None, voters_female=None, voters_total=None)
    counts = station_counts(people.secretariat, here.election)
    assert (counts.voters, counts.voters_unknown) == (None, 6)


def test_a_known_zero_is_not_unknown(here: World) -> None:
    counts = station_counts(people.secretariat, here.election, "16.72.03.1001/002")
    assert (counts.voters, counts.voters_unknown, counts.complete) == (0, 0, True)


def test_the_counts_of_each_child_in_one_query(here: World, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        children = counts_by_child(people.secretariat, here.election, here.regions["16.72"])
    assert {code: counts.stations for code, counts in children.items()} == {"16.72.01": 4, "16.72.03": 2}
    village = counts_by_child(people.secretariat, here.election, here.regions["16.72.01.1001"])
    assert sorted(village) == ["16.72.01.1001/001", "16.72.01.1001/002", "16.72.01.1001/901"]


def test_an_actor_counts_only_what_it_may_see(here: World) -> None:
    assert station_counts(people.camat, here.election).stations == 4
    assert station_counts(people.field, here.election).stations == 1
    assert station_counts(people.outsider, here.election).stations == 0


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.none() | st.integers(0, 900), max_size=12))
def test_children_add_up_to_their_parent(here: World, voters: list[int | None]) -> None:
    PollingStation.objects.all().delete()
    villages = [here.regions[code] for code in ("16.72.01.1001", "16.72.01.1002", "16.72.03.1001")]
    for index, total in enumerate(voters):
        factories.station(here.election, villages[index % 3], index // 3 + 1, voters_total=total)
    whole = station_counts(people.secretariat, here.election, "16.72")
    parts = counts_by_child(people.secretariat, here.election, here.regions["16.72"]).values()
    assert whole.stations == len(voters) == sum(part.stations for part in parts)
    assert whole.voters_unknown == voters.count(None) == sum(part.voters_unknown for part in parts)
    known = [total for total in voters if total is not None]
    assert whole.voters == (sum(known) if known else None)
    assert (whole.voters or 0) == sum(part.voters or 0 for part in parts)
    assert whole.over_limit == sum(total > 600 for total in known)
