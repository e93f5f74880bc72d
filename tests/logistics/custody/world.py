"""A warehouse with sealed boxes of two villages in one sub-district and one in another, and who carries them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from siaga.access import Actor, Grant, Role
from siaga.logistics.actions import custody
from siaga.logistics.codes import label_text
from siaga.logistics.models import Box, Handover, Scan, ScanSide, Warehouse
from tests import factories, people
from tests.factories import NOW, logistics

PPK = Actor(21, "Contoh PPK", (Grant(Role.AGENCY, agency=f"ppk@{people.KECAMATAN}", region=people.KECAMATAN),))
PPS = Actor(22, "Contoh PPS", (Grant(Role.AGENCY, agency=f"pps@{people.VILLAGE}", region=people.VILLAGE),))
KPPS = people.field
STATION = f"{people.VILLAGE}/001"
END = {"gudang": people.CITY, "ppk": people.KECAMATAN, "pps": people.VILLAGE, "tps": STATION,
       "kembali-ppk": people.KECAMATAN, "kembali-kpu": people.CITY}  # fmt: skip
WHO = {"gudang": people.officer, "ppk": PPK, "pps": PPS, "tps": KPPS, "kembali-ppk": PPK, "kembali-kpu": people.officer}


class World:
    """box: of TPS 001. sister: of TPS 002 in the same village. near: of the next village. far: in Dempo Utara."""

    def __init__(self) -> None:
        self.tree = factories.tree()
        self.election = factories.election(self.tree[people.CITY])
        self.warehouse: Warehouse = logistics.warehouse(self.election)
        villages = ("16.72.01.1001", "16.72.01.1001", "16.72.01.1002", "16.72.03.1001")
        numbers = (1, 2, 1, 1)
        self.stations = [
            factories.station(self.election, self.tree[code], number)
            for code, number in zip(villages, numbers, strict=True)
        ]
        self.box, self.sister, self.near, self.far = (
            logistics.box(self.warehouse, station, seal=f"S{place}")
            for place, station in enumerate(self.stations, start=1)
        )
        self.now = NOW

    def later(self, minutes: int = 10) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now

    def open(self, start: str = "gudang", end: str = "ppk", **fields: Any) -> Handover:
        given = {"from_code": END[start], "to_code": END.get(end), "actor": WHO[start], "now": self.now} | fields
        return custody.open_handover(warehouse=self.warehouse, from_hop=start, to_hop=end, **given)

    def scan(self, side: str, handover: Handover | None, what: Box | str, **fields: Any) -> Scan:
        """By the one whose turn it is, unless ``actor`` says otherwise."""
        if "actor" not in fields:
            assert handover is not None
            hop = handover.from_hop if side == ScanSide.GIVE else handover.to_hop
            fields["actor"] = WHO[self.warehouse.hops[hop]]
        text = what if isinstance(what, str) else label_text(what)
        given = {"scan_id": uuid.uuid4(), "scanned_at": self.now, "now": self.now} | fields
        return custody.scan(warehouse=self.warehouse, side=side, text=text, handover=handover, **given)

    def give(self, handover: Handover | None, what: Box | str, **fields: Any) -> Scan:
        return self.scan("serah", handover, what, **fields)

    def take(self, handover: Handover | None, what: Box | str, **fields: Any) -> Scan:
        return self.scan("terima", handover, what, **fields)

    def carry(self, start: str, end: str, *boxes: Box) -> Handover:
        """A whole handover without a fault."""
        handover = self.open(start, end)
        for box in boxes:
            assert self.give(handover, box).outcome == "diterima"
        custody.close_giving(actor=WHO[start], handover=handover, now=self.later())
        for box in boxes:
            assert self.take(handover, box).outcome == "diterima"
        return custody.close_taking(actor=WHO[end], handover=handover, now=self.later())


def fresh(box: Box) -> Box:
    return Box.objects.select_related("warehouse__region", "warehouse__election").get(pk=box.pk)
