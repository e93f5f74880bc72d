"""Late boxes stand where people look: on the picture, the start page, the map, and the agenda of a meeting."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from lxml import html

from siaga.desk.models import Account
from siaga.logistics.dues import refresh_dues
from siaga.rakor.actions.agenda import draw_up_agenda
from siaga.rakor.agenda_words import fact_lines
from tests import factories, people
from tests.factories import rakor
from tests.logistics.custody.world import World

pytestmark = pytest.mark.django_db
AFTER = datetime(2024, 11, 27, 0, 0, tzinfo=UTC)
LATE = "/logistik/pilkada-2024/16.72/serah-terima/terlambat/"


@pytest.fixture
def world() -> World:
    world = World()
    refresh_dues(world.warehouse)
    return world


@pytest.fixture
def secretary(world: World) -> Client:
    client = Client()
    client.force_login(factories.account("sekretariat", "secretariat", at=world.tree[people.CITY]))
    return client


@pytest.mark.parametrize("address", ["/", "/gambaran/pilkada-2024/16.72/", "/peta/pilkada-2024/16.72/"])
def test_late_boxes_stand_on_the_page_with_their_address(
    secretary: Client, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: factories.NOW)
    assert "kotak terlambat" not in secretary.get(address).content.decode()
    monkeypatch.setattr("siaga.clock.now", lambda: AFTER)
    page = secretary.get(address).content.decode()
    assert "4 kotak terlambat" in page
    assert f'href="{LATE}"' in page


def test_the_agenda_names_them_by_sub_district_as_of_its_drawing_up(world: World) -> None:
    forum = rakor.forum(world.election)
    meeting = rakor.meeting(forum, AFTER)
    draw_up_agenda(actor=people.secretariat, meeting=meeting, now=factories.NOW)
    assert not meeting.items.filter(key="late-boxes").exists()
    draw_up_agenda(actor=people.secretariat, meeting=meeting, now=AFTER)
    item = meeting.items.get(key="late-boxes")
    assert item.title == "Kotak suara terlambat"
    assert [(line.label, line.text) for line in fact_lines(item)] == [
        ("Terlambat", "4 kotak"),
        ("Kecamatan Pagar Alam Utara", "3 kotak, batas paling awal 26 November 2024"),
        ("Kecamatan Dempo Utara", "1 kotak, batas paling awal 26 November 2024"),
    ]
    assert item.facts["url"] == LATE
    assert item.facts["at"] == AFTER.isoformat()


def test_a_late_box_leads_to_its_page(secretary: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: AFTER)
    links = html.fromstring(secretary.get(LATE).content).xpath("//tbody//a[@class='row-link']/@href")
    assert len(links) == 4
    assert {secretary.get(link).status_code for link in links} == {200}


def test_the_map_of_late_boxes_draws_its_stations(
    world: World, secretary: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: AFTER)
    type(world.stations[0]).objects.filter(pk=world.stations[0].pk).update(lat=-4.02, lon=103.25)
    points = secretary.get(f"{LATE}tps.geojson").json()["features"]
    assert [(point["id"], point["geometry"]["coordinates"]) for point in points] == [
        (world.stations[0].code, [103.25, -4.02])
    ]
    assert points[0]["properties"]["value"].startswith("1 kotak terlambat")
    assert secretary.get(f"{LATE}wilayah.geojson").json()["features"] == []


def test_dues_are_set_on_their_page(world: World, secretary: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: factories.NOW)
    address = "/logistik/pilkada-2024/16.72/serah-terima/batas/"
    assert "26 November 2024 pukul 23.59 WIB" in secretary.get(address).content.decode()
    sent = {"hop": "ppk", "code": people.KECAMATAN, "due_at": "2024-11-20T16:00"}
    assert secretary.post(f"{address}ubah/", sent).status_code == 302
    world.box.refresh_from_db()
    assert world.box.due_at == datetime(2024, 11, 20, 9, 0, tzinfo=UTC)
    wrong = secretary.post(f"{address}ubah/", sent | {"code": "16.03.01"})
    assert wrong.status_code == 422
    assert secretary.post(f"{address}ubah/", sent | {"due_at": ""}).status_code == 302
    assert Account.objects.count() == 1
