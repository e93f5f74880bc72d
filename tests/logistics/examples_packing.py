"""One runnable example of each action on the warehouse itself and on boxes in it."""

from __future__ import annotations

from siaga.logistics.actions import labels, packing, warehouse
from tests.examples import example
from tests.logistics.depots import ACT, Depot


@example("warehouse.open")
def open_warehouse() -> None:
    Depot()


@example("warehouse.change")
def change_warehouse() -> None:
    warehouse.change_warehouse(
        **ACT, warehouse=Depot().warehouse, name="Gudang baru (contoh)", address="Jalan Contoh 1", lat=-4.02, lon=103.25
    )


@example("box.make")
def make_boxes() -> None:
    Depot().boxes()


@example("box.pack")
def pack_box() -> None:
    depot = Depot().stocked()
    box = depot.boxes()[0]
    packing.pack_box(**ACT, box=box, contents={depot.governor: 410, depot.ink: 2}, seal="A 0001", kg=14.2)


@example("box.pack_many")
def pack_many() -> None:
    Depot().packed()


@example("box.reopen")
def reopen_box() -> None:
    packing.reopen_box(**ACT, box=Depot().packed()[0], reason="Segel robek")


@example("box.void")
def void_box() -> None:
    packing.void_box(**ACT, box=Depot().packed()[0], reason="Kotak rusak kena air")


@example("labels.ask")
def ask_labels() -> None:
    depot = Depot()
    depot.boxes()
    labels.ask_labels(**ACT, warehouse=depot.warehouse, code="16.72.01")


@example("labels.make")
def make_labels() -> None:
    depot = Depot()
    depot.boxes()
    sheet = labels.ask_labels(**ACT, warehouse=depot.warehouse, code="16.72")
    labels.make_labels(**ACT, sheet=sheet, head="Label kotak (contoh)")
