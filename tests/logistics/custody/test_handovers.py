"""Handovers are opened by who gives, closed by each side, and called back as long as nobody has signed."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from siaga.access import Actor, Refused
from siaga.ledger.models import Entry
from siaga.logistics.actions import custody
from siaga.logistics.custody_errors import BadCheck, BadHandover, HandoverMoved, PhotoRefused
from siaga.logistics.models import Box, BoxContent, HandoverPhoto
from siaga.logistics.photos import photos_among, take_photo
from siaga.reporting.attachments.storage import path_of, sweep
from tests import people
from tests.factories import NOW, logistics
from tests.logistics.custody.world import PPK, PPS, STATION, World, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_handovers_are_numbered_from_one_in_each_warehouse(world: World) -> None:
    assert [world.open().number, world.open().number] == [1, 2]


@pytest.mark.parametrize(
    ("start", "end", "fields", "field"),
    [
        ("ppk", "gudang", {}, "to_hop"),
        ("gudang", "gudang", {}, "to_hop"),
        ("gudang", "bulan", {"to_code": people.KECAMATAN}, "to_hop"),
        ("gudang", "ppk", {"to_code": "16.72.09"}, "to_code"),
        ("gudang", "ppk", {"to_code": people.VILLAGE}, "to_code"),
        ("gudang", "ppk", {"to_code": people.NEXT_DOOR}, "to_code"),
        ("ppk", "pps", {"to_code": "16.72.03.1001"}, "to_code"),
        ("gudang", "tps", {"to_code": f"{people.VILLAGE}/077"}, "to_code"),
    ],
)
def test_only_a_way_that_boxes_go_can_be_opened(
    world: World, start: str, end: str, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadHandover) as refusal:
        world.open(start, end, **fields)
    assert refusal.value.field == field


@pytest.mark.parametrize("actor", [PPK, PPS, people.colleague, people.camat, people.leader, people.outsider], ids=str)
def test_only_who_has_the_boxes_may_open_or_close_what_is_given(world: World, actor: Actor) -> None:
    with pytest.raises(Refused):
        world.open(actor=actor)
    handover = world.open()
    world.give(handover, world.box)
    with pytest.raises(Refused):
        custody.close_giving(actor=actor, handover=handover, now=NOW)
    with pytest.raises(Refused):
        custody.cancel_handover(actor=actor, handover=handover, reason="Contoh.", now=NOW)


@pytest.mark.parametrize("actor", [people.officer, PPS, people.colleague, people.lurah], ids=str)
def test_only_who_takes_may_close_what_is_taken(world: World, actor: Actor) -> None:
    handover = world.open()
    world.give(handover, world.box)
    custody.close_giving(actor=people.officer, handover=handover, now=NOW)
    world.take(handover, world.box)
    with pytest.raises(Refused):
        custody.close_taking(actor=actor, handover=handover, now=NOW)


def test_each_side_closes_once_and_with_something_in_hand(world: World) -> None:
    handover = world.open(giver_name="Contoh Penyerah", vehicle="BG 1 CTH")
    with pytest.raises(BadHandover, match="Belum ada kotak yang discan"):
        custody.close_giving(actor=people.officer, handover=handover, now=NOW)
    world.give(handover, world.box)
    with pytest.raises(BadHandover, match="belum menutup"):
        custody.close_taking(actor=PPK, handover=handover, now=NOW)
    given = custody.close_giving(actor=people.officer, handover=handover, vehicle="BG 2 CTH", now=NOW)
    assert (given.giver_name, given.vehicle, given.given_at) == ("Contoh Penyerah", "BG 2 CTH", NOW)
    with pytest.raises(HandoverMoved):
        custody.close_giving(actor=people.officer, handover=handover, now=NOW)
    with pytest.raises(BadHandover, match="Belum ada kotak yang discan penerima"):
        custody.close_taking(actor=PPK, handover=handover, now=NOW)
    world.take(handover, world.box)
    taken = custody.close_taking(actor=PPK, handover=handover, receiver_name="Contoh Penerima", now=NOW)
    assert (taken.state, taken.receiver_name) == ("diterima", "Contoh Penerima")
    with pytest.raises(HandoverMoved):
        custody.close_taking(actor=PPK, handover=handover, now=NOW)


def test_names_on_the_record_are_veiled_on_the_ledger(world: World) -> None:
    world.open(giver_name="Contoh Penyerah")
    assert "Contoh Penyerah" not in Entry.objects.get(action="custody.open").after


def test_a_cancelled_handover_gives_its_boxes_back(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    world.give(handover, world.sister)
    with pytest.raises(BadHandover) as refusal:
        custody.cancel_handover(actor=people.officer, handover=handover, reason=" ", now=NOW)
    assert refusal.value.field == "reason"
    custody.cancel_handover(actor=people.officer, handover=handover, reason="Truk mogok (contoh).", now=NOW)
    assert not Box.objects.filter(moving=True).exists()
    assert fresh(world.box).hop == 0
    with pytest.raises(HandoverMoved):
        custody.cancel_handover(actor=people.officer, handover=handover, reason="Lagi.", now=NOW)


def test_what_somebody_signed_for_is_not_called_back(world: World) -> None:
    handover = world.open()
    world.give(handover, world.box)
    world.take(handover, world.box)
    with pytest.raises(BadHandover, match="Sudah ada kotak"):
        custody.cancel_handover(actor=people.officer, handover=handover, reason="Contoh.", now=NOW)


def picture(colour: str = "green") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(out, "JPEG")
    return out.getvalue()


def test_photos_go_with_a_handover_and_are_kept(world: World, tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    handover = world.open()
    handover.warehouse = world.warehouse
    given = {"handover": handover, "name": "C:\\foto\\muat.jpg", "chunks": [picture()]}
    first = take_photo(actor=people.officer, now=NOW, **given)
    assert take_photo(actor=PPK, now=NOW, **given).pk == first.pk
    assert (first.name, first.kind) == ("muat.jpg", "image/jpeg")
    assert path_of(first.digest).read_bytes() == picture()
    assert photos_among([first.digest, "0" * 64]) == {first.digest}
    for day in range(256):
        sweep(NOW + timedelta(days=900, minutes=day))
    assert path_of(first.digest).exists()
    with pytest.raises(Refused):
        take_photo(actor=people.colleague, now=NOW, **given)
    with pytest.raises(PhotoRefused):
        take_photo(actor=PPK, handover=handover, name="a.pdf", chunks=[b"%PDF-1.7 contoh"], now=NOW)
    for number in range(9):
        take_photo(actor=PPK, handover=handover, name=f"{number}.jpg", chunks=[picture(f"#0000{number + 1}0")], now=NOW)
    with pytest.raises(PhotoRefused):
        take_photo(actor=PPK, handover=handover, name="lagi.jpg", chunks=[picture("red")], now=NOW)
    assert HandoverPhoto.objects.count() == 10


def test_who_holds_a_box_counts_what_lies_in_it(world: World) -> None:
    item = logistics.item(world.election)
    BoxContent.objects.create(box=world.box, item=item, quantity=500)
    world.carry("gudang", "pps", world.box)
    made = custody.check_box(actor=PPS, box=world.box, item=item, counted=497, now=NOW)
    assert (made.hop, made.counted, made.packed) == (2, 497, 500)
    for actor in (people.officer, PPK, people.colleague):
        with pytest.raises(Refused):
            custody.check_box(actor=actor, box=world.box, item=item, counted=1, now=NOW)
    with pytest.raises(BadCheck):
        custody.check_box(actor=PPS, box=world.box, item=item, counted=-1, now=NOW)
    handover = world.open("pps", "tps")
    world.give(handover, world.box)
    with pytest.raises(BadCheck):
        custody.check_box(actor=PPS, box=world.box, item=item, counted=1, now=NOW)
    assert fresh(world.box).station_code == STATION
