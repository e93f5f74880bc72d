from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from siaga.elections.actions.elections import create_election
from tests import factories, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(settings: Any) -> dict[str, Any]:
    settings.SIAGA_NOW = factories.NOW
    return factories.tree()


def page_of(client: Client, role: str, at: Any, **more: Any) -> str:
    client.force_login(factories.account(f"contoh-{role}", role, at=at, **more))
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_installation_without_regions_leads_its_administrator_to_the_import(client: Client) -> None:
    page = page_of(client, "admin", None)
    assert "0 dari 10 langkah selesai" in page
    assert 'href="/data/impor/"' in page


def test_steps_are_read_from_the_data(client: Client, city: dict[str, Any]) -> None:
    pilkada = factories.election(city["16.72"])
    factories.station(pilkada, city["16.72.01.1001"], 1, voters_total=400)
    page = page_of(client, "secretariat", city["16.72"])
    assert "4 dari 10 langkah selesai" in page


def test_unknown_voters_are_told_beside_the_sum(client: Client, city: dict[str, Any]) -> None:
    pilkada = factories.election(city["16.72"])
    factories.station(pilkada, city["16.72.01.1001"], 1, voters_total=1400)
    factories.station(pilkada, city["16.72.03.1001"], 901)
    page = page_of(client, "leader", city["16.72"])
    assert "1.400" in page
    assert "dari 1 TPS; 1 TPS belum diketahui" in page
    assert "termasuk 1 lokasi khusus" in page
    assert "Menyiapkan desk" not in page


def test_late_and_coming_stages_are_shown_with_their_distance(client: Client, city: dict[str, Any]) -> None:
    create_election(
        actor=people.secretariat, slug="pilkada-2024", ruleset="pilkada-2024", region=city["16.72"], now=factories.NOW
    )
    page = page_of(client, "leader", city["16.72"])
    assert "H-28" in page
    assert "Terlambat" in page
    assert "Rabu, 27 November 2024" in page


def test_a_field_officer_sees_the_own_stations(client: Client, city: dict[str, Any]) -> None:
    pilkada = factories.election(city["16.72"])
    factories.station(pilkada, city["16.72.01.1001"], 1)
    factories.station(pilkada, city["16.72.01.1001"], 2)
    page = page_of(client, "field", city["16.72"], units=("16.72.01.1001/001",))
    assert "/pemilihan/pilkada-2024/tps/16.72.01.1001/001/" in page
    assert "/pemilihan/pilkada-2024/tps/16.72.01.1001/002/" not in page


def test_an_account_without_a_role_is_told_whom_to_ask(client: Client, city: dict[str, Any]) -> None:
    assert "belum punya peran" in page_of(client, "", None)


def test_the_chosen_election_stays_and_the_page_too(client: Client, city: dict[str, Any]) -> None:
    factories.election(city["16.72"])
    factories.election(city["16.72"], "pemilu-2024")
    page_of(client, "secretariat", city["16.72"])
    answer = client.post("/pemilihan-aktif/", {"election": "pemilu-2024", "next": "/cari/?cari=dempo"})
    assert answer.headers["Location"] == "/cari/?cari=dempo"
    assert "Pemilihan pemilu-2024" in client.get("/").content.decode()
    for next_page in ("https://elsewhere.example/", "//elsewhere.example/", "/tidak/ada/"):
        answer = client.post("/pemilihan-aktif/", {"election": "pemilu-2024", "next": next_page})
        assert answer.headers["Location"] == "/"


def test_an_election_of_another_region_cannot_be_chosen(client: Client, city: dict[str, Any]) -> None:
    factories.election(city["16.03"], "tetangga")
    page_of(client, "secretariat", city["16.72"])
    assert client.post("/pemilihan-aktif/", {"election": "tetangga"}).status_code == 404


def test_the_number_of_queries_is_the_same_for_one_and_many_parts(
    client: Client, city: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    pilkada = factories.election(city["16.72"])
    for number in range(1, 9):
        factories.station(pilkada, city["16.72.01.1001"], number)
    page_of(client, "secretariat", city["16.72"])
    with django_assert_max_num_queries(42):
        client.get("/")


def test_stations_on_the_map_are_those_with_a_position_in_reach(client: Client, city: dict[str, Any]) -> None:
    pilkada = factories.election(city["16.72"])
    factories.station(pilkada, city["16.72.01.1001"], 1, lat=-4.0, lon=103.2)
    factories.station(pilkada, city["16.72.01.1001"], 2)
    page = page_of(client, "secretariat", city["16.72"])
    assert page
    found = client.get("/peta/pilkada-2024/16.72/tps.geojson").json()
    assert [feature["properties"]["code"] for feature in found["features"]] == ["16.72.01.1001/001"]
    assert client.get("/peta/pilkada-2024/16.03/tps.geojson").status_code == 404
    assert client.get("/peta/?wilayah=16.03").status_code == 404
    assert client.get("/peta/?wilayah=16.72.01").status_code == 200
