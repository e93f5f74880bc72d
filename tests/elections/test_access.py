"""Who sees which election and which station; the list and the door agree."""

from __future__ import annotations

import pytest

from siaga.access import Refused, Verb, may
from siaga.elections.access import access_election, access_station, visible_elections, visible_stations
from siaga.elections.models import Election, PollingStation
from tests import factories, people
from tests.elections.worlds import World, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    made = world()
    factories.election(made.regions["16"], "gubernur")
    factories.election(made.regions["16.03"], "tetangga")
    factories.election(made.regions["16.72.01.1001"], "pilkades")
    return made


@pytest.mark.parametrize("name", people.EVERYONE)
@pytest.mark.parametrize("verb", [Verb.ELECTION_VIEW, Verb.ELECTION_CHANGE])
def test_the_list_of_elections_and_the_door_agree(here: World, name: str, verb: Verb) -> None:
    actor = people.EVERYONE[name]
    seen = {election.slug for election in visible_elections(actor, verb)}
    for election in Election.objects.select_related("region"):
        assert (election.slug in seen) == may(actor, verb, election.place)
        if election.slug in seen:
            assert access_election(actor, election.slug, verb) == election
        else:
            with pytest.raises(Refused):
                access_election(actor, election.slug, verb)


@pytest.mark.parametrize("name", people.EVERYONE)
@pytest.mark.parametrize("verb", [Verb.STATION_VIEW, Verb.STATION_CHANGE])
def test_the_list_of_stations_and_the_door_agree(here: World, name: str, verb: Verb) -> None:
    actor = people.EVERYONE[name]
    seen = {station.code for station in visible_stations(actor, here.election, verb)}
    for station in PollingStation.objects.filter(election=here.election):
        assert (station.code in seen) == may(actor, verb, station.place)
        if station.code in seen:
            assert access_station(actor, here.election, station.code, verb) == station
        else:
            with pytest.raises(Refused):
                access_station(actor, here.election, station.code, verb)


def test_a_camat_sees_the_elections_above_and_below_but_not_next_door(here: World) -> None:
    assert {election.slug for election in visible_elections(people.camat)} == {"pilkada-2024", "gubernur", "pilkades"}


def test_field_sees_the_assigned_station_only(here: World) -> None:
    assert [station.code for station in visible_stations(people.field, here.election)] == ["16.72.01.1001/001"]


def test_missing_and_forbidden_answer_alike(here: World) -> None:
    with pytest.raises(Refused) as missing:
        access_election(people.secretariat, "tidak-ada")
    with pytest.raises(Refused) as forbidden:
        access_election(people.secretariat, "tetangga")
    assert str(missing.value) == str(forbidden.value)
