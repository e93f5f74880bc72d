"""Mappings over the API: versions, TPS with their reasons, a layer for a map; scope follows the token."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siaga.kerawanan.actions.overrides import give_class
from siaga.kerawanan.models import Mapping, PublishedCount
from siaga.wilayah.models import Region
from tests import people
from tests.api.conftest import Caller
from tests.factories import NOW
from tests.kerawanan.worlds import Risky, risky

pytestmark = pytest.mark.django_db
LAYER_FIELDS = {"code", "class", "computed", "given", "score", "low", "high", "unknown", "estimated"}


@pytest.fixture
def mapped(city: dict[str, object]) -> Risky:
    """The city of the API's tests with an election of its own that is mapped, one class given by hand."""
    world = risky({region.code: region for region in Region.objects.all()}, slug="pilkada-peta")
    world.answer("16.72.01.1001/001", ("7.1",))
    world.answer("16.72.01.1001/002")
    station = world.stations[0]
    station.lat, station.lon = -4.02, 103.26
    station.save()
    world.in_force()
    give_class(actor=people.admin, station=world.stations[1], cls="rawan", reason="Contoh", now=NOW)
    return world


def test_a_mapping_tells_its_counts_criteria_and_what_changed(mapped: Risky, caller: Callable[..., Caller]) -> None:
    admin = caller("admin")
    [line] = admin.get("/kerawanan", election="pilkada-peta", in_force="true").json()["items"]
    assert sum(line["computed"].values()) == line["stations"] == 5
    found = admin.get(f"/kerawanan/{line['id']}").json()
    assert (found["computed"]["kurang_rawan"], found["standing"]["rawan"]) == (1, 1)
    assert found["criteria"]["weights"]["7.1"] == 1
    assert found["changed"]["answers"] == 0
    assert len(found["indicators"]) == 26


def test_tps_come_by_risk_with_reasons_in_words_and_both_classes(mapped: Risky, caller: Callable[..., Caller]) -> None:
    number, admin = Mapping.objects.get().pk, caller("admin")
    items = admin.get(f"/kerawanan/{number}/stations").json()["items"]
    assert [item["cls"] for item in items][:3] == ["khusus", "sangat-rawan", "rawan"]
    assert items[1]["reasons"][0]["text"].endswith("TPS sulit dijangkau (7.1)")
    assert (items[2]["computed"], items[2]["given"]) == ("kurang-rawan", "rawan")
    only = admin.get(f"/kerawanan/{number}/stations", indicator="7.1").json()
    assert [item["code"] for item in only["items"]] == ["16.72.01.1001/001"]
    rare = admin.get(f"/kerawanan/{number}/stations", cls="rawan", region="16.72.01").json()
    assert rare["count"] == 1


def test_the_layer_has_every_tps_and_says_where_a_place_is_unknown(
    mapped: Risky, caller: Callable[..., Caller]
) -> None:
    layer = caller("admin").get(f"/kerawanan/{Mapping.objects.get().pk}/geojson").json()
    assert [feature["geometry"] is not None for feature in layer["features"]] == [True, False, False, False, False]
    assert layer["features"][0]["geometry"]["coordinates"] == [103.26, -4.02]
    assert set(layer["features"][0]["properties"]) == LAYER_FIELDS


def test_a_camat_gets_the_own_stations_only_and_the_neighbour_nothing(
    mapped: Risky, caller: Callable[..., Caller]
) -> None:
    number = Mapping.objects.get().pk
    camat = caller("kecamatan", "16.72.01", "kecamatan")
    assert camat.get(f"/kerawanan/{number}/stations").json()["count"] == 3
    assert sum(camat.get(f"/kerawanan/{number}").json()["standing"].values()) == 3
    assert camat.post("/kerawanan", {"election": "pilkada-peta", "region": "16.72"}).status_code == 404
    neighbour = caller("secretariat", "16.03")
    for path in (f"/kerawanan/{number}", f"/kerawanan/{number}/stations", f"/kerawanan/{number}/geojson"):
        assert neighbour.get(path).status_code == 404


def test_bawaslu_maps_over_the_api_and_kpu_may_not(mapped: Risky, caller: Callable[..., Caller]) -> None:
    body = {"election": "pilkada-peta", "region": "16.72", "note": "Contoh", "in_force": True}
    answer = caller("agency", "16.72", "bawaslu").post("/kerawanan", body)
    assert (answer.status_code, answer.json()["version"], answer.json()["in_force"]) == (201, 2, True)
    assert caller("agency", "16.72", "kpu").post("/kerawanan", body).status_code == 404


def test_published_counts_stand_beside_our_own(mapped: Risky, caller: Callable[..., Caller]) -> None:
    PublishedCount.objects.create(
        election=mapped.election, region=mapped.city, kurang_rawan=4, rawan=1, sangat_rawan=0, khusus=0, total=5,
        source="Polres (contoh)", created_at=NOW,
    )  # fmt: skip
    [row] = caller("admin").get("/kerawanan/published", election="pilkada-peta").json()
    assert (row["total"], row["rawan"], row["ours"]["khusus"]) == (5, 1, 1)
