"""A city with known and unknown TPS, and its warehouse, for tests of needs."""

from __future__ import annotations

from siaga.elections.models import Election, PollingStation
from siaga.logistics.actions.catalogue import open_catalogue
from siaga.logistics.models import BoxContent, Item, Sorting, Warehouse
from tests import factories, people
from tests.factories import NOW, logistics

KNOWN = {
    "16.72.01.1001": {1: 401, 2: 400, 901: 37},
    "16.72.01.1002": {1: 600},
    "16.72.03.1001": {1: 512, 2: 480},
    "16.72.03.1002": {1: 333},
}
"""Voters by village and number of the TPS."""


class Town:
    """voters: as in KNOWN, None for a TPS whose voters are not known."""

    def __init__(self, voters: dict[str, dict[int, int | None]] | None = None, *, opened: bool = True) -> None:
        self.tree = factories.tree()
        self.election: Election = factories.election(self.tree[people.CITY])
        self.stations: dict[str, PollingStation] = {}
        for village, rows in (KNOWN if voters is None else voters).items():
            for number, count in rows.items():
                station = factories.station(self.election, self.tree[village], number, voters_total=count)
                self.stations[station.code] = station
        self.warehouse: Warehouse = logistics.warehouse(self.election)
        if opened:
            open_catalogue(actor=people.officer, election=self.election, now=NOW)

    def item(self, key: str) -> Item:
        return Item.objects.get(election=self.election, key=key)

    def receive(self, key: str, quantity: int, *, good: int, damaged: int = 0, short: int = 0) -> None:
        receipt = logistics.receipt(self.warehouse, self.item(key), quantity)
        Sorting.objects.create(
            receipt=receipt, good=good, damaged=damaged, short=short, sorted_on=NOW.date(), created_at=NOW
        )

    def pack(self, code: str, ballot: str = "walikota", **pieces: int) -> None:
        """One box of a TPS; keys of items with underscores for hyphens."""
        box = logistics.box(self.warehouse, self.stations[code], ballot)
        for key, quantity in pieces.items():
            BoxContent.objects.create(box=box, item=self.item(key.replace("_", "-")), quantity=quantity)
