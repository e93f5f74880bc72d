"""Snapshots: frozen, listed, cited, compared."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from siaga.readiness.actions.openings import open_picture
from siaga.readiness.models import Snapshot
from tests import factories, people
from tests.readiness import world as worlds
from tests.readiness.world import BOXES, POWER, World, sign_in

pytestmark = pytest.mark.django_db

LIST = "/potret/pilkada-2024/"
FREEZE = f"{LIST}beku/"


@pytest.fixture
def world(settings: Any) -> World:
    settings.SIAGA_NOW = factories.NOW
    return worlds.build()


@pytest.fixture
def leader(client: Client, world: World) -> Client:
    return sign_in(client, "leader", world.regions["16.72"])


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page[page.index("<main") :], flags=re.S))


def frozen(client: Client, **more: str) -> Snapshot:
    values = {"title": "Rakor 30 Oktober 2024", "region": "16.72", "scale": "readiness", **more}
    answer = client.post(FREEZE, values)
    assert answer.status_code == 302, answer.content.decode()
    return Snapshot.objects.order_by("-pk")[0]


def test_what_was_frozen_stays_whatever_comes_later(leader: Client, world: World) -> None:
    kept = frozen(leader)
    world.report("16.72.03.1001/001", {BOXES: "lengkap", POWER: "ya"}, factories.NOW - timedelta(minutes=5))
    world.settle()
    page = text_of(leader.get(f"{LIST}{kept.pk}/").content.decode())
    assert "Kesiapan 51,8 %" in page
    assert "10 dari 14 isian" in page
    assert "sidik jari " + kept.digest[:16] in page
    assert "Dibekukan oleh Contoh-Leader" in page
    assert "tidak cocok" not in page


def test_a_changed_snapshot_is_told(leader: Client) -> None:
    kept = frozen(leader)
    Snapshot.objects.filter(pk=kept.pk).update(data={**kept.data, "silent_count": 0})
    assert "tidak cocok dengan sidik jarinya" in leader.get(f"{LIST}{kept.pk}/").content.decode()


def test_a_past_day_can_be_frozen_and_a_coming_one_not(leader: Client) -> None:
    kept = frozen(leader, day="2024-10-20")
    assert kept.data["figure"]["reported"] == 2
    values = {"title": "x", "region": "16.72", "scale": "readiness", "day": "2024-11-20"}
    assert leader.post(FREEZE, values).status_code == 422
    assert leader.post(FREEZE, {**values, "day": "", "region": "16.03"}).status_code == 422


def test_the_list_and_its_empty_state(leader: Client) -> None:
    assert "Belum ada potret" in leader.get(LIST).content.decode()
    frozen(leader)
    page = text_of(leader.get(f"{LIST}?wilayah=16.72").content.decode())
    assert "Rakor 30 Oktober 2024" in page and "51,8 %" in page
    assert "Rakor 30 Oktober" not in text_of(leader.get(f"{LIST}?wilayah=16.72.01").content.decode())


def test_a_snapshot_is_compared_with_now(leader: Client, world: World, settings: Any) -> None:
    kept = frozen(leader)
    settings.SIAGA_NOW = factories.NOW + timedelta(days=6)
    world.report("16.72.03.1001/001", {BOXES: "lengkap", POWER: "ya"}, factories.NOW + timedelta(days=5))
    world.settle()
    page = text_of(leader.get(f"{LIST}banding/?dari={kept.pk}&ke=sekarang").content.decode())
    assert "66,1 % tadinya 51,8 % · +14,3 poin" in page
    assert "Dempo Utara" in page and "+33,3" in page
    assert "TPS 001 Jangkar Mas" in page  # silent for nine days now


def test_two_snapshots_are_compared_as_they_were(leader: Client, world: World) -> None:
    first, second = frozen(leader, day="2024-10-20", title="Awal"), frozen(leader)
    page = text_of(leader.get(f"{LIST}banding/?dari={second.pk}&ke={first.pk}").content.decode())
    assert "51,8 % tadinya 14,3 %" in page
    other = frozen(leader, region="16.72.01", title="Utara saja")
    page = leader.get(f"{LIST}banding/?dari={first.pk}&ke={other.pk}").content.decode()
    assert "wilayah atau skala yang berbeda" in page


def test_an_agency_sees_snapshots_once_the_picture_is_open(client: Client, leader: Client, world: World) -> None:
    kept = frozen(leader)
    other = Client()
    kpu = factories.agency("kpu", world.regions["16.72"])
    sign_in(other, "agency", world.regions["16.72"], agency=kpu)
    assert other.get(f"{LIST}{kept.pk}/").status_code == 404
    assert "Rakor 30" not in text_of(other.get(LIST).content.decode())
    open_picture(
        actor=people.leader, election=world.election, region=world.regions["16.72"], picture=True, claims=False,
        now=factories.NOW,
    )  # fmt: skip
    assert other.get(f"{LIST}{kept.pk}/").status_code == 200
    assert other.get(FREEZE).status_code == 404


@pytest.mark.parametrize(("role", "place"), [("field", "16.72"), ("leader", "16.03")])
def test_others_find_nothing(client: Client, leader: Client, world: World, role: str, place: str) -> None:
    kept = frozen(leader)
    other = Client()
    units = ("16.72.01.1001/001",) if role == "field" else ()
    account = factories.account("contoh-lain", role, at=world.regions[place], units=units)
    other.force_login(account)
    for path in (f"{LIST}{kept.pk}/", f"{LIST}banding/?dari={kept.pk}"):
        assert other.get(path).status_code == 404
    assert other.post(FREEZE, {"title": "x", "region": "16.72", "scale": "readiness"}).status_code in (404, 422)
    assert Snapshot.objects.count() == 1
