"""One runnable example of each action on custody."""

from __future__ import annotations

from datetime import timedelta

from siaga.logistics.actions import custody
from siaga.logistics.models import Handover
from siaga.reporting.attachments.checking import Content
from siaga.reporting.attachments.storage import receive
from tests import people
from tests.examples import PHONE, example
from tests.factories import NOW, logistics
from tests.logistics.custody.world import PPK, World


def _given() -> tuple[World, Handover]:
    world = World()
    handover = world.open()
    world.give(handover, world.box)
    return world, handover


@example("custody.open")
def open_handover() -> None:
    World().open(giver_name=f"Contoh Penyerah {PHONE}", giver_office="Sekretaris (contoh)", vehicle="BG 1 CTH")


@example("custody.scan")
def scan() -> None:
    _given()


@example("custody.close_giving")
def close_giving() -> None:
    _world, handover = _given()
    custody.close_giving(actor=people.officer, handover=handover, now=NOW)


@example("custody.close_taking")
def close_taking() -> None:
    world, handover = _given()
    custody.close_giving(actor=people.officer, handover=handover, now=NOW)
    world.take(handover, world.box)
    custody.close_taking(
        actor=PPK, handover=handover, receiver_name=f"Contoh Penerima {PHONE}", receiver_office="Ketua PPK", now=NOW
    )


@example("custody.cancel")
def cancel() -> None:
    _world, handover = _given()
    custody.cancel_handover(actor=people.officer, handover=handover, reason="Truk mogok (contoh).", now=NOW)


@example("custody.add_photo")
def add_photo() -> None:
    _world, handover = _given()
    with receive([b"\xff\xd8\xff contoh"], "muat.jpg") as draft:
        content = Content("image/jpeg", 10, 10)
        custody.add_photo(
            actor=people.officer, handover=handover, name="muat.jpg", draft=draft, content=content, now=NOW
        )


@example("custody.check_box")
def check_box() -> None:
    world = World()
    item = logistics.item(world.election)
    custody.check_box(actor=people.officer, box=world.box, item=item, counted=497, note="Contoh.", now=NOW)


@example("custody.set_dues")
def set_dues() -> None:
    world = World()
    dues = [("ppk", people.KECAMATAN, NOW + timedelta(days=3)), ("tps", world.box.station_code, NOW)]
    custody.set_dues(
        actor=people.secretariat, warehouse=world.warehouse, dues=dues, source="Rencana contoh v1", now=NOW
    )


@example("custody.set_due")
def set_due() -> None:
    world = World()
    custody.set_due(
        actor=people.secretariat, warehouse=world.warehouse, hop="pps", code=people.VILLAGE, due_at=NOW, now=NOW
    )
