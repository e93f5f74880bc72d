"""The map of the picture: its page, its data, who may see it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from siaga.readiness.actions.openings import open_picture
from tests import factories, people
from tests.readiness import world as worlds
from tests.readiness.world import World, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/peta/pilkada-2024/16.72/"
AREAS = f"{PAGE}gambaran.geojson"
POINTS = f"{PAGE}gambaran-tps.geojson"


@pytest.fixture
def world(settings: Any) -> World:
    settings.SIAGA_NOW = factories.NOW
    return worlds.build()


@pytest.fixture
def leader(client: Client, world: World) -> Client:
    return sign_in(client, "leader", world.regions["16.72"])


def of(answer: Any) -> dict[str, dict[str, Any]]:
    return {one["properties"]["code"]: one["properties"] for one in json.loads(answer.content)["features"]}


def test_the_map_says_value_coverage_age_and_moment(leader: Client) -> None:
    page = leader.get(PAGE).content.decode()
    # 7 TPS × weight 4; earned 4 + 2,5 + 0 + 4 + 4 = 14,5 of 28.
    assert "Siap 51,8\xa0%" in page
    assert "cakupan 71,4\xa0% (10 dari 14 isian)" in page
    assert "Rabu, 30 Oktober 2024 pukul 09.00 WIB" in page
    assert "belum ada laporan" in page


def test_parts_are_classed_by_their_value_and_lead_deeper(leader: Client) -> None:
    found = of(leader.get(AREAS))
    assert found["16.72.01"]["tone"] == "k2"
    assert found["16.72.01"]["url"] == "/peta/pilkada-2024/16.72.01/"
    assert found["16.72.03"]["tone"] == "k1"
    assert found["16.72.03"]["thin"] is True
    assert "cakupan 33,3" in found["16.72.03"]["value"]


def test_stations_stand_where_they_stand(leader: Client) -> None:
    found = {code: one["tone"] for code, one in of(leader.get(POINTS)).items()}
    assert found == {
        "16.72.01.1001/001": "siap",
        "16.72.01.1001/002": "sebagian",
        "16.72.01.1002/001": "belum",
        "16.72.01.1002/002": "usang",
        "16.72.03.1001/001": "belum_lapor",
        "16.72.03.1001/002": "belum_lapor",
        "16.72.03.1002/001": "siap",
    }


def test_kerawanan_never_calls_the_silent_free_of_it(leader: Client) -> None:
    found = {code: one["tone"] for code, one in of(leader.get(f"{POINTS}?skala=kerawanan")).items()}
    assert found["16.72.01.1002/001"] == "rawan"
    assert found["16.72.03.1001/001"] == "belum_lapor"
    assert found["16.72.01.1001/001"] == "tanpa_kerawanan"
    areas = of(leader.get(f"{AREAS}?skala=kerawanan"))
    assert "mungkin" in areas["16.72.03"]["value"]


def test_one_indicator_colours_the_map(leader: Client) -> None:
    found = of(leader.get(f"{POINTS}?indikator=listrik"))
    assert found["16.72.01.1001/002"]["tone"] == "siap"
    assert "Peta Kota Pagar Alam: Contoh listrik" in leader.get(f"{PAGE}?indikator=listrik").content.decode()


def test_a_past_moment_is_told_from_what_had_come_in_by_then(leader: Client) -> None:
    found = of(leader.get(f"{POINTS}?pada=2024-10-20"))
    assert found["16.72.01.1002/002"]["tone"] == "siap"
    assert found["16.72.01.1001/001"]["tone"] == "belum_lapor"
    assert "Ini keadaan pada akhir Minggu, 20 Oktober 2024" in leader.get(f"{PAGE}?pada=2024-10-20").content.decode()


def test_the_file_has_plain_values(leader: Client) -> None:
    answer = leader.get(f"{AREAS}?unduh=1")
    assert answer.headers["Content-Type"] == "application/geo+json"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="peta-readiness-16.72.geojson"'
    north = of(answer)["16.72.03"]
    assert north["value"] == round(4 / 12, 6)
    assert (north["expected"], north["reported"], north["coverage"]) == (6, 2, round(1 / 3, 6))
    assert north["as_of"].startswith("2024-10-30T")
    points = of(leader.get(f"{POINTS}?unduh=1"))
    assert points["16.72.03.1001/001"]["standing"] == "belum_lapor"
    silent = of(leader.get(f"{AREAS}?unduh=1&skala=kerawanan&pada=2024-10-01"))["16.72.03"]
    assert (silent["value"], silent["low"], silent["high"]) == (None, 0.0, 1.0)


def test_the_table_holds_the_same_and_exports(leader: Client) -> None:
    text = b"".join(leader.get(f"{PAGE}?ekspor=csv")).decode("utf-8-sig")
    assert "Kecamatan Dempo Utara;16.72.03;0,3333333333333333;siap 25 sampai di bawah 50\xa0%" in text
    page = leader.get("/peta/pilkada-2024/16.72.01.1001/").content.decode()
    assert 'href="/gambaran/pilkada-2024/16.72.01.1001/001/"' in page


def test_above_a_regency_no_station_is_sent(client: Client, world: World) -> None:
    sign_in(client, "leader", world.regions["16"])
    page = client.get("/peta/pilkada-2024/16/")
    assert page.status_code == 200
    assert "gambaran-tps.geojson" not in page.content.decode()
    assert of(client.get("/peta/pilkada-2024/16/gambaran-tps.geojson")) == {}


@pytest.mark.parametrize("path", [PAGE, AREAS, POINTS])
def test_an_agency_sees_it_only_once_it_was_opened(client: Client, world: World, path: str) -> None:
    kpu = factories.agency("kpu", world.regions["16.72"])
    sign_in(client, "agency", world.regions["16.72"], agency=kpu)
    assert client.get(path).status_code == 404
    open_picture(
        actor=people.leader, election=world.election, region=world.regions["16.72"], picture=True, claims=False,
        now=factories.NOW,
    )  # fmt: skip
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(("role", "place"), [("field", None), ("leader", "16.03"), ("desa", "16.72.01.1001")])
def test_others_find_nothing(client: Client, world: World, role: str, place: str | None) -> None:
    units = ("16.72.01.1001/001",) if role == "field" else ()
    sign_in(client, role, world.regions[place] if place else world.regions["16.72"], units=units)
    for path in (PAGE, AREAS, POINTS):
        assert client.get(path).status_code == 404


def test_a_closed_picture_leaves_the_plain_map(client: Client, world: World) -> None:
    kpu = factories.agency("kpu", world.regions["16.72"])
    sign_in(client, "agency", world.regions["16.72"], agency=kpu)
    page = client.get("/peta/").content.decode()
    assert "Gambaran wilayah ini belum dibuka" in page
    assert "gambaran.geojson" not in page


def test_the_menu_leads_to_the_coloured_map(leader: Client) -> None:
    page = leader.get("/peta/?wilayah=16.72.01").content.decode()
    assert "/peta/pilkada-2024/16.72.01/gambaran.geojson" in page


def test_many_parts_cost_no_more_queries_than_few(leader: Client, django_assert_max_num_queries: Any) -> None:
    leader.get(PAGE)
    with django_assert_max_num_queries(30):
        leader.get(PAGE)
    with django_assert_max_num_queries(25):
        leader.get(POINTS)


def test_the_country_has_its_map(client: Client, world: World) -> None:
    sign_in(client, "admin")
    page = client.get("/peta/pilkada-2024/ID/").content.decode()
    assert "Peta kesiapan Indonesia" in page and "Sumatera Selatan" in page
    assert client.get("/peta/pilkada-2024/ID/gambaran.geojson").status_code == 200
