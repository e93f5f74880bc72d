"""A repeat round is an election of its own that leaves the first one untouched."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.access import Actor, Refused
from siaga.elections.actions.elections import close_election, create_election
from siaga.elections.actions.repeats import create_repeat_round
from siaga.elections.errors import NoStationsChosen, NotInFirstRound, RepeatTooEarly, SlugTaken, WrongRound
from siaga.elections.models import Election, PollingStation, RepeatKind
from siaga.elections.queries import history_of, repeat_rounds_of, ruleset_of
from tests import factories, people
from tests.elections.worlds import World, world
from tests.factories import NOW

pytestmark = pytest.mark.django_db
CODES = ["16.72.01.1001/001", "16.72.03.1001/001"]


@pytest.fixture
def here() -> World:
    return world()


def _repeat(here: World, actor: Actor = people.secretariat, **changes: object) -> Election:
    values: dict[str, object] = {
        "first": here.election,
        "kind": RepeatKind.PSU,
        "slug": "psu-2024",
        "voting_day": date(2024, 12, 5),
        "codes": CODES,
        **changes,
    }
    return create_repeat_round(actor=actor, now=NOW, **values)  # type: ignore[arg-type]


def test_the_chosen_stations_are_copied_with_their_predecessor(here: World) -> None:
    first = list(PollingStation.objects.filter(election=here.election).values())
    election = _repeat(here)
    copies = list(election.stations.order_by("code"))
    assert [copy.code for copy in copies] == CODES
    assert [copy.predecessor_id for copy in copies] == [here.station(code).pk for code in CODES]
    assert copies[0].voters_total == 410
    assert list(PollingStation.objects.filter(election=here.election).values()) == first


def test_the_round_follows_the_rules_for_repeat_rounds(here: World) -> None:
    election = _repeat(here)
    assert ruleset_of(election).name == "psu-pilkada"
    assert election.name == "PSU Pilkada Serentak 2024 Kota Pagar Alam"
    assert election.stages.get(key="pemungutan").starts == date(2024, 12, 5)
    assert repeat_rounds_of(people.leader, here.election) == [election]


def test_a_closed_first_round_can_be_repeated(here: World) -> None:
    close_election(actor=people.secretariat, election=here.election, now=NOW)
    assert _repeat(here).stations.count() == 2


def test_the_history_of_a_station_runs_through_its_rounds(here: World) -> None:
    copy = _repeat(here).stations.get(code=CODES[0])
    first = here.station(CODES[0])
    assert history_of(people.secretariat, copy) == [first, copy]
    assert history_of(people.secretariat, first) == [first, copy]
    assert history_of(people.outsider, first) == []


def test_the_round_of_a_province_lies_on_the_regency_of_its_stations(here: World) -> None:
    province = create_election(
        actor=people.admin, slug="gubernur", ruleset="pilkada-2024", region=here.regions["16"], now=NOW
    )
    factories.station(province, here.regions["16.72.01.1001"], 1)
    election = _repeat(here, first=province, codes=CODES[:1])
    assert election.region == here.regions["16.72"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"codes": []}, NoStationsChosen),
        ({"codes": [*CODES, "16.72.01.1001/555"]}, NotInFirstRound),
        ({"voting_day": date(2024, 11, 27)}, RepeatTooEarly),
        ({"ruleset": "pilkada-2024"}, WrongRound),
        ({"ruleset": "psu-pemilu"}, WrongRound),
        ({"slug": "pilkada-2024"}, SlugTaken),
    ],
)
def test_what_makes_no_round_is_refused(here: World, changes: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        _repeat(here, **changes)
    assert Election.objects.count() == 1


@pytest.mark.parametrize("name", sorted(set(people.EVERYONE) - {"admin", "secretariat"}))
def test_nobody_else_makes_a_repeat_round(here: World, name: str) -> None:
    with pytest.raises(Refused):
        _repeat(here, people.EVERYONE[name])
