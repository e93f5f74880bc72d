"""A small warehouse of the city, with four TPS, the items of the ballots, and stock that came in by real actions."""

from __future__ import annotations

from siaga.desk.models import Account
from siaga.elections.models import Election, PollingStation
from siaga.logistics.actions import packing
from siaga.logistics.actions.warehouse import open_warehouse
from siaga.logistics.models import Box, Item, Sorting, Warehouse
from siaga.wilayah.models import Region
from tests import people
from tests.factories import NOW, election, station, tree
from tests.factories import logistics as made

ACT = {"actor": people.officer, "now": NOW}
STATIONS = (("16.72.01.1001", 1), ("16.72.01.1001", 2), ("16.72.01.1002", 1), ("16.72.03.1001", 1))


class Depot:
    """The warehouse of the city's KPU, which acts for itself."""

    def __init__(self) -> None:
        Account.objects.get_or_create(
            pk=people.officer.account_id, defaults={"username": "contoh-kpu", "name": people.officer.name}
        )
        self.tree: dict[str, Region] = tree()
        self.election: Election = election(self.tree[people.CITY])
        self.stations: list[PollingStation] = [
            station(self.election, self.tree[code], number, voters_total=400) for code, number in STATIONS
        ]
        self.warehouse: Warehouse = open_warehouse(
            **ACT, election=self.election, region=self.tree[people.CITY], name="Gudang KPU Kota Pagar Alam (contoh)"
        )
        self.mayor: Item = made.item(self.election, basis="voter", quantity=1)
        self.governor: Item = made.item(
            self.election, "surat-suara-gubernur", name="Surat suara gubernur (contoh)", ballot="gubernur"
        )
        self.ink: Item = made.item(
            self.election, "tinta", name="Tinta (contoh)", unit="botol", ballot="", quantity=2, basis="station"
        )

    def stocked(self, quantity: int = 5000) -> Depot:
        """With so many good pieces of each item."""
        for item in (self.mayor, self.governor, self.ink):
            receipt = made.receipt(self.warehouse, item, quantity)
            Sorting.objects.create(receipt=receipt, good=quantity, final=True, sorted_on=NOW.date(), created_at=NOW)
        return self

    def boxes(self) -> list[Box]:
        """Two for each TPS: governor and mayor."""
        return packing.make_boxes(**ACT, warehouse=self.warehouse, stations=self.stations)

    def packing(self, box: Box, quantity: int = 410, seal: str = "") -> packing.Packing:
        item = self.mayor if box.ballot == "walikota" else self.governor
        return packing.Packing(box, {item: quantity}, seal or f"S-{box.code}", 12.5)

    def packed(self) -> list[Box]:
        """All boxes, each with 410 ballots of its kind under its seal."""
        return packing.pack_many(
            **ACT, warehouse=self.warehouse, packings=[self.packing(box) for box in self.stocked().boxes()]
        )
