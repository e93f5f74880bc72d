"""A small election for the tests of this room."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.elections.actions.elections import create_election
from siaga.elections.models import Election, PollingStation, Stage
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW


@dataclass(frozen=True, slots=True)
class World:
    """Pilkada 2024 of Kota Pagar Alam: six TPS in two sub-districts, one special, one unknown, one over the limit."""

    regions: dict[str, Region]
    election: Election

    def station(self, code: str) -> PollingStation:
        stations = PollingStation.objects.select_related("election__region", "village")
        return stations.get(election=self.election, code=code)

    def stage(self, key: str) -> Stage:
        return Stage.objects.select_related("election__region").get(election=self.election, key=key)


def world() -> World:
    regions = factories.tree()
    election = create_election(
        actor=people.secretariat, slug="pilkada-2024", ruleset="pilkada-2024", region=regions["16.72"], now=NOW
    )
    sukorejo, bangun, agung = (regions[code] for code in ("16.72.01.1001", "16.72.01.1002", "16.72.03.1001"))
    factories.station(election, sukorejo, 1, voters_male=200, voters_female=210, voters_total=410)
    factories.station(election, sukorejo, 2)
    factories.station(election, sukorejo, 901, voters_total=90)
    factories.station(election, bangun, 1, voters_male=300, voters_female=301, voters_total=601)
    factories.station(election, agung, 1, voters_total=500, lat=-4.05, lon=103.2)
    factories.station(election, agung, 2, voters_total=0)
    return World(regions, election)
