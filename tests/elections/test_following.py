"""A recoded village takes its stations along: same rows, new codes, on the record."""

from __future__ import annotations

import pytest

from siaga.elections.models import PollingStation
from siaga.elections.queries import station_counts
from siaga.ledger.models import Entry
from siaga.ledger.rows import rows_of
from siaga.wilayah.actions.recoding import recode_region
from tests import people
from tests.elections.worlds import World, world
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> World:
    return world()


def test_stations_follow_a_recoded_district(here: World) -> None:
    before = dict(PollingStation.objects.values_list("code", "pk"))
    recode_region(actor=people.secretariat, region=here.regions["16.72.01"], code="16.72.06", now=NOW)
    after = dict(PollingStation.objects.values_list("code", "pk"))
    assert after == {code.replace("16.72.01.", "16.72.06."): pk for code, pk in before.items()}
    station = PollingStation.objects.get(code="16.72.06.1001/001")
    assert (station.village_code, station.district_code, station.regency_code, station.province_code) == (
        "16.72.06.1001",
        "16.72.06",
        "16.72",
        "16",
    )
    assert station_counts(people.secretariat, here.election, "16.72.06").stations == 4
    entry = Entry.objects.get(action="station.recode")
    assert {row.key for row in rows_of(entry)} == {
        str(pk) for code, pk in before.items() if code.startswith("16.72.01.")
    }


def test_a_region_without_stations_leaves_no_entry_about_stations(here: World) -> None:
    PollingStation.objects.all().delete()
    recode_region(actor=people.secretariat, region=here.regions["16.72.01"], code="16.72.06", now=NOW)
    assert not Entry.objects.filter(action="station.recode").exists()
