"""From the desk's facts to a problem of the engine: what is taken from where, and what is said to be assumed."""

from __future__ import annotations

import pytest

from siaga.access import Refused
from siaga.logistics.models import Box
from siaga.planning.errors import NothingToPlan
from siaga.planning.importing.matrix import packed
from siaga.planning.models import Site, TravelMatrix, Vehicle
from siaga.planning.options import BadOption, Options
from siaga.planning.queries.problems import Inputs, problem_of
from siaga.planning.telling.assumptions import WORDS, said
from tests import people
from tests.factories import NOW, logistics, planning
from tests.planning.worlds import Supplied, supplied

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Supplied:
    return supplied()


def _of(here: Supplied, options: Options | None = None) -> Inputs:
    return problem_of(people.officer, here.election, here.city, options or Options())


def test_villages_get_the_boxes_of_their_tps_one_for_each_ballot_type(here: Supplied) -> None:
    found = _of(here).problem
    assert {site.id: site.boxes for site in found.sites} == {
        "16.72.01.1001": 6,  # two ballot types for three TPS: a city votes for no regent
        "16.72.01.1002": 2,
        "16.72.03.1001": 4,
        "16.72.03.1002": 2,
    }
    far = next(site for site in found.sites if site.id == "16.72.03.1002")
    assert (far.access.value, far.remote, far.windows, far.service_minutes) == ("motorbike", True, ((420, 1020),), 15)
    assert (far.hub, far.kg) == ("gudang", 24.0)


def test_real_boxes_count_as_they_are_and_those_that_left_are_not_planned_again(here: Supplied) -> None:
    warehouse = logistics.warehouse(here.election)
    stations = list(here.election.stations.filter(village_code="16.72.01.1001"))
    for station in stations:
        logistics.box(warehouse, station, kg=9.5)
    Box.objects.filter(station=stations[0]).update(hop=1)
    found = _of(here)
    site = next(site for site in found.problem.sites if site.id == "16.72.01.1001")
    assert (site.boxes, site.kg) == (2, 19.0)
    said_things = {one.key: one for one in found.assumptions}
    assert said_things["boxes_left"].count == 1
    assert said_things["boxes_ruleset"].count == 4


def test_everything_assumed_is_said(here: Supplied) -> None:
    Site.objects.exclude(kind="depot").delete()
    Site.objects.update(lat=None, lon=None)
    here.city.lat, here.city.lon = -4.02, 103.25
    here.city.save()
    Vehicle.objects.update(max_hours=None, cost_fixed=0, cost_km=0, cost_hour=0)
    found = _of(here)
    keys = {one.key for one in found.assumptions}
    assert keys >= {"access", "windows", "service", "kg", "crew_hours", "costs", "no_roads", "boxes_ruleset", "days"}
    assert keys & {"position_parent", "position_stations", "position_region"}
    for one in found.assumptions:
        assert said(one).endswith(".")
        assert "%(" not in said(one)
    assert set(WORDS) >= keys


def test_a_tps_with_facts_of_its_own_is_a_stop_of_its_own(here: Supplied) -> None:
    planning.site(
        here.election, "16.72.01.1001/901", region=here.regions["16.72.01.1001"], tier="tps", lat=-4.0, lon=103.3
    )
    boxes = {site.id: site.boxes for site in _of(here).problem.sites}
    assert (boxes["16.72.01.1001"], boxes["16.72.01.1001/901"]) == (4, 2)


def test_boxes_can_be_brought_to_ppk_or_to_every_tps(here: Supplied) -> None:
    to_ppk = _of(here, Options(tier="ppk")).problem
    assert {site.id: site.boxes for site in to_ppk.sites} == {"16.72.01": 8, "16.72.03": 6}
    to_tps = _of(here, Options(tier="tps")).problem
    assert (len(to_tps.sites), {site.boxes for site in to_tps.sites}) == (7, {2})


def test_a_ppk_with_vehicles_of_its_own_passes_on(here: Supplied) -> None:
    Vehicle.objects.filter(vehicle_id="motor").update(depot="16.72.03")
    found = _of(here).problem
    hubs = {hub.id: hub for hub in found.hubs}
    assert (hubs["16.72.03"].kind.value, hubs["16.72.03"].hub) == ("ppk", "gudang")
    assert {site.id: site.hub for site in found.sites}["16.72.03.1001"] == "16.72.03"
    direct = _of(here, Options(via="ppk")).problem
    assert {hub.id for hub in direct.hubs} == {"gudang", "16.72.01", "16.72.03"}


def test_a_village_behind_a_crossing_is_supplied_from_there(here: Supplied) -> None:
    planning.site(
        here.election, "dermaga", kind="crossing", region=here.regions["16.72.03"], lat=-4.05, lon=103.19,
        departures=[360, 840],
    )  # fmt: skip
    Site.objects.filter(code="16.72.03.1002").update(via="dermaga", access="boat")
    planning.vehicle(here.election, "perahu", capacity_boxes=40, access=["boat"], depot="dermaga")
    found = _of(here).problem
    crossing = next(hub for hub in found.hubs if hub.id == "dermaga")
    assert (crossing.kind.value, crossing.departures, crossing.hub) == ("crossing", (360, 840), "gudang")
    assert {site.id: site.hub for site in found.sites}["16.72.03.1002"] == "dermaga"


def test_measured_times_are_used_and_unknown_places_are_said(here: Supplied) -> None:
    lines = [("gudang", "16.72.01.1001", "asphalt", 11.2, 7.0), ("gudang", "entah", "asphalt", 1.0, 1.0)]
    TravelMatrix.objects.create(
        election=here.election, region=here.city, name="2", pairs=2, digest="0", data=packed(lines), created_at=NOW
    )
    found = _of(here)
    assert [(row.from_id, row.to_id, row.minutes) for row in found.problem.matrix] == [("gudang", "16.72.01.1001", 12)]
    assert next(one for one in found.assumptions if one.key == "matrix_unknown").names == ("entah",)


def test_what_is_missing_is_said_with_its_remedy(here: Supplied) -> None:
    with pytest.raises(BadOption, match="H-7"):
        _of(here, Options(first_day=-1, last_day=-3))
    with pytest.raises(NothingToPlan, match="kabupaten/kota"):
        problem_of(people.admin, here.election, here.regions["16.72.01"], Options())
    Vehicle.objects.filter(vehicle_id="motor").update(depot="entah")
    with pytest.raises(NothingToPlan, match="entah"):
        _of(here)
    Vehicle.objects.all().delete()
    with pytest.raises(NothingToPlan, match="kendaraan"):
        _of(here)


def test_the_neighbour_plans_nothing_here(here: Supplied) -> None:
    for actor in (people.outsider, people.stranger):
        with pytest.raises(Refused):
            problem_of(actor, here.election, here.city, Options())
