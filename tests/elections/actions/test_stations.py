"""Polling stations one by one."""

from __future__ import annotations

import pytest

from siaga.access import Refused
from siaga.elections.actions import stations as actions
from siaga.elections.actions.elections import close_election
from siaga.elections.actions.stations import StationFacts
from siaga.elections.errors import (
    BadPoint,
    ElectionClosed,
    NegativeVoters,
    NotAVillage,
    ReasonNeeded,
    StationExists,
    StationInUse,
    StationNumber,
    VoterSum,
)
from siaga.elections.models import PollingStation
from siaga.ledger.models import Entry
from tests import factories, people
from tests.elections.worlds import World, world
from tests.factories import NOW

pytestmark = pytest.mark.django_db
FIRST = "16.72.01.1001/001"


@pytest.fixture
def here() -> World:
    return world()


def _add(here: World, village: str = "16.72.01.1001", number: int = 3, **facts: object) -> PollingStation:
    return actions.add_station(
        actor=people.secretariat,
        election=here.election,
        village=here.regions[village],
        number=number,
        facts=StationFacts(**facts),  # type: ignore[arg-type]
        now=NOW,
    )


def test_a_new_station_gets_its_code_and_unknown_voters_stay_unknown(here: World) -> None:
    station = _add(here)
    assert (station.code, station.district_code) == ("16.72.01.1001/003", "16.72.01")
    assert (station.voters_male, station.voters_female, station.voters_total) == (None, None, None)


def test_the_total_follows_from_male_and_female(here: World) -> None:
    assert _add(here, voters_male=250, voters_female=251).voters_total == 501


@pytest.mark.parametrize(
    ("village", "number", "facts", "error"),
    [
        ("16.72.01.1001", 1, {}, StationExists),
        ("16.72.01.1001", 0, {}, StationNumber),
        ("16.72.01.1001", 1000, {}, StationNumber),
        ("16.72.01", 3, {}, NotAVillage),
        ("16.72.01.1001", 3, {"voters_total": -1}, NegativeVoters),
        ("16.72.01.1001", 3, {"voters_male": 2, "voters_female": 2, "voters_total": 5}, VoterSum),
        ("16.72.01.1001", 3, {"lat": 1.0}, BadPoint),
        ("16.72.01.1001", 3, {"lat": 104.0, "lon": -4.0}, BadPoint),
    ],
)
def test_what_cannot_be_is_refused(
    here: World, village: str, number: int, facts: dict[str, object], error: type[Exception]
) -> None:
    count = PollingStation.objects.count()
    with pytest.raises(error):
        _add(here, village, number, **facts)
    assert PollingStation.objects.count() == count


def test_a_village_next_door_is_refused_as_if_it_were_not_there(here: World) -> None:
    with pytest.raises(Refused):
        _add(here, "16.03.01.2011")
    with pytest.raises(NotAVillage):
        actions.add_station(
            actor=people.admin, election=here.election, village=here.regions["16.03.01.2011"], number=1, now=NOW
        )


def test_another_number_changes_the_code_and_keeps_the_identity(here: World) -> None:
    station = here.station(FIRST)
    actions.change_station(actor=people.secretariat, station=station, facts=StationFacts(), number=7, now=NOW)
    assert PollingStation.objects.get(pk=station.pk).code == "16.72.01.1001/007"
    with pytest.raises(StationExists):
        actions.change_station(actor=people.secretariat, station=station, facts=StationFacts(), number=2, now=NOW)


def test_the_same_facts_again_leave_no_entry(here: World) -> None:
    facts = StationFacts(voters_male=200, voters_female=210, voters_total=410)
    before = Entry.objects.count()
    actions.change_station(actor=people.secretariat, station=here.station(FIRST), facts=facts, now=NOW)
    assert Entry.objects.count() == before


def test_removing_needs_a_reason(here: World) -> None:
    with pytest.raises(ReasonNeeded):
        actions.remove_station(actor=people.secretariat, station=here.station(FIRST), reason="", now=NOW)
    actions.remove_station(actor=people.secretariat, station=here.station(FIRST), reason="digabung", now=NOW)
    assert not PollingStation.objects.filter(code=FIRST).exists()


def test_a_station_that_votes_again_is_not_removed(here: World) -> None:
    station = here.station(FIRST)
    later = factories.election(here.regions["16.72"], "lain")
    factories.station(later, here.regions["16.72.01.1001"], 1, predecessor=station)
    with pytest.raises(StationInUse):
        actions.remove_station(actor=people.secretariat, station=station, reason="digabung", now=NOW)
    assert PollingStation.objects.filter(pk=station.pk).exists()


def test_the_stations_of_a_closed_election_stay(here: World) -> None:
    close_election(actor=people.secretariat, election=here.election, now=NOW)
    here.election.refresh_from_db()
    with pytest.raises(ElectionClosed):
        _add(here)
    with pytest.raises(ElectionClosed):
        actions.remove_station(actor=people.secretariat, station=here.station(FIRST), reason="x", now=NOW)


@pytest.mark.parametrize("name", sorted(set(people.EVERYONE) - {"admin", "secretariat"}))
def test_nobody_else_touches_stations(here: World, name: str) -> None:
    actor = people.EVERYONE[name]
    with pytest.raises(Refused):
        actions.add_station(
            actor=actor, election=here.election, village=here.regions["16.72.01.1001"], number=9, now=NOW
        )
    with pytest.raises(Refused):
        actions.change_station(actor=actor, station=here.station(FIRST), facts=StationFacts(), now=NOW)
    with pytest.raises(Refused):
        actions.remove_station(actor=actor, station=here.station(FIRST), reason="x", now=NOW)
