"""Scans over the API: the same action as on the page, the same answer to the same number."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from siaga.access import Role
from siaga.desk.credentials import digest_of
from siaga.desk.models import ApiToken, Grant
from siaga.logistics.codes import label_text
from siaga.logistics.dues import refresh_dues
from siaga.logistics.models import Box, Scan
from siaga.wilayah.models import Region
from tests import factories, people
from tests.api.conftest import Caller
from tests.logistics.custody.world import STATION, World

pytestmark = [pytest.mark.django_db, pytest.mark.clock(factories.NOW)]
AFTER_ALL = datetime(2024, 12, 24, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return World()


def call_as(role: str, code: str) -> Caller:
    account = factories.account(f"{role}-{code}")
    at = Region.objects.get(code=code)
    agency = factories.agency("kecamatan", at) if role == Role.KECAMATAN else None
    Grant.objects.create(account=account, role=role, region=at, agency=agency)
    secret = f"sgt_{role}{code}".ljust(40, "x")
    ApiToken.objects.create(account=account, name="contoh", digest=digest_of(secret), created_at=factories.NOW)
    return Caller(secret, Client())


def body(world: World, side: str, box: Box, **fields: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "election": "pilkada-2024",
        "regency": people.CITY,
        "side": side,
        "text": label_text(box),
        "scanned_at": "2024-10-30T09:00:00+07:00",
        **fields,
    }


def test_a_box_is_given_and_signed_for_and_a_repeat_changes_nothing(world: World) -> None:
    desk = call_as(Role.SECRETARIAT, people.CITY)
    handover = world.open()
    sent = body(world, "give", world.box, handover=handover.number, seal="S1")
    first = desk.post("/custody/scans", sent)
    assert first.status_code == 200
    assert first.json() == {
        "id": sent["id"], "outcome": "accepted", "title": "Diserahkan", "message": "Diserahkan.", "handover": 1,
        "box": world.box.code, "station": f"tps:{STATION}", "ballot": "walikota", "seal": "S1",
    }  # fmt: skip
    assert desk.post("/custody/scans", sent).json() == first.json()
    assert Scan.objects.count() == 1
    taken = desk.post("/custody/scans", body(world, "take", world.box)).json()
    assert (taken["outcome"], taken["handover"]) == ("accepted", 1)
    assert desk.post("/custody/scans", sent | {"text": "lain"}).status_code == 409


def test_refusals_are_answers_and_the_forbidden_learn_nothing_of_the_box(world: World) -> None:
    handover = world.open()
    village = call_as(Role.DESA, people.VILLAGE)
    answer = village.post("/custody/scans", body(world, "give", world.box, handover=handover.number)).json()
    assert (answer["outcome"], answer["box"], answer["station"]) == ("forbidden", None, None)
    desk = call_as(Role.SECRETARIAT, people.CITY)
    forged = body(world, "give", world.box, handover=handover.number, text=label_text(world.box)[:-3] + "AAA")
    assert desk.post("/custody/scans", forged).json()["outcome"] == "forged"
    typed = body(world, "give", world.box, handover=handover.number, text=world.box.code, typed=True)
    assert desk.post("/custody/scans", typed).json()["outcome"] == "accepted"


@pytest.mark.parametrize(
    "change",
    [{"handover": None}, {"id": "x"}, {"side": "lain"}, {"text": ""}, {"lat": 99}, {"lat": 1}, {"scanned_at": 5}],
    ids=str,
)
def test_what_is_no_scan_is_told_as_such(world: World, change: dict[str, Any]) -> None:
    desk = call_as(Role.SECRETARIAT, people.CITY)
    handover = world.open()
    sent = body(world, "give", world.box, handover=handover.number) | change
    assert desk.post("/custody/scans", sent).status_code == 422
    assert not Scan.objects.exists()


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_device_with_a_mad_clock_is_heard(world: World, year: str) -> None:
    desk = call_as(Role.SECRETARIAT, people.CITY)
    handover = world.open()
    sent = body(world, "give", world.box, handover=handover.number, scanned_at=f"{year}-01-01T00:00:00+07:00")
    assert desk.post("/custody/scans", sent).json()["outcome"] == "accepted"


@pytest.mark.parametrize(("role", "code"), [(Role.SECRETARIAT, people.NEXT_DOOR), (Role.LEADER, people.CITY)])
def test_who_may_not_scan_here_finds_nothing(world: World, role: str, code: str) -> None:
    handover = world.open()
    answer = call_as(role, code).post("/custody/scans", body(world, "give", world.box, handover=handover.number))
    assert answer.status_code == 404
    assert not Scan.objects.exists()


def test_a_box_and_the_late_ones_are_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.carry("gudang", "ppk", world.box)
    refresh_dues(world.warehouse)
    camat = call_as(Role.KECAMATAN, people.KECAMATAN)
    found = camat.get(f"/boxes/{world.box.code}").json()
    assert (found["hop"], found["place"], found["moving"], found["late"]) == (
        "ppk", "PPK Pagar Alam Utara", False, False,
    )  # fmt: skip
    assert camat.get(f"/boxes/{world.far.code}").status_code == 404
    assert camat.get("/custody/late", election="pilkada-2024").json()["count"] == 0
    monkeypatch.setattr("siaga.clock.now", lambda: AFTER_ALL)
    late = camat.get("/custody/late", election="pilkada-2024", region=people.VILLAGE).json()
    assert late["count"] == 2 and {row["late"] for row in late["items"]} == {True}
    assert {row["place"] for row in late["items"]} == {"PPK Pagar Alam Utara", "Gudang KPU"}
    assert call_as(Role.SECRETARIAT, people.NEXT_DOOR).get("/custody/late", election="pilkada-2024").status_code == 404


def test_the_caller_fixture_knows_no_boxes(caller: Callable[..., Caller]) -> None:
    assert caller("admin").get("/custody/late", election="pilkada-2024").json()["count"] == 0
