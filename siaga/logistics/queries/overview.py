"""The state of logistics of a region in one reading: what came, what is packed, where the boxes are, what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from siaga.access import Actor, Verb, may
from siaga.elections.access import under, visible_stations
from siaga.elections.queries.elections import ruleset_of
from siaga.logistics.arithmetic import Range
from siaga.logistics.books import Book
from siaga.logistics.models import Item, Warehouse
from siaga.logistics.queries.books import Located, item_books, located
from siaga.logistics.queries.boxes import BoxCounts, box_counts
from siaga.logistics.queries.needs import item_totals
from siaga.logistics.queries.stock import Expected, expected_by_item, unsorted_receipts
from siaga.logistics.standard import ballots_of


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item between its order and its boxes. need: None while nobody can count it."""

    item: Item
    book: Book
    expected: Expected | None
    need: Range | None

    @property
    def ordered(self) -> int:
        return self.expected.inbound.ordered if self.expected else 0

    @property
    def outstanding(self) -> int:
        return self.expected.inbound.outstanding if self.expected else 0

    @property
    def whole(self) -> int:
        """What a bar of it is measured by: the need, or all that was ordered or came."""
        most = self.need.high or self.need.low if self.need else 0
        return max(most, self.book.received + self.outstanding)

    @property
    def lacking(self) -> int:
        """What is surely lacking even once everything that was ordered has come."""
        if self.need is None:
            return 0
        return max(self.need.low - self.book.usable - self.outstanding, 0)

    @property
    def surplus(self) -> int:
        """Good pieces that surely nobody needs."""
        if self.need is None or self.need.high is None:
            return 0
        return max(self.book.good - self.book.surplus_destroyed - self.need.high, 0)


@dataclass(frozen=True, slots=True)
class StockState:
    """Of a whole warehouse."""

    items: Sequence[ItemState]
    imbalances: Sequence[Located]
    unsorted: int

    @property
    def ballots(self) -> list[ItemState]:
        return [state for state in self.items if state.item.key.startswith("surat-suara-")]

    @property
    def lacking(self) -> list[ItemState]:
        return [state for state in self.items if state.lacking]

    @property
    def vague(self) -> list[ItemState]:
        return [state for state in self.items if state.item.vague]

    @property
    def overdue(self) -> list[ItemState]:
        """Items of which a part should have come already."""
        return [state for state in self.items if state.expected and state.expected.late]


@dataclass(frozen=True, slots=True)
class BoxState:
    """Of the boxes of a region. wanted: one for each ballot type of each TPS."""

    counts: BoxCounts
    stations: int
    wanted: int

    @property
    def missing(self) -> int:
        return max(self.wanted - self.counts.all, 0)


def stock_state(actor: Actor, warehouse: Warehouse, now: datetime) -> StockState | None:
    """None where the actor does not see the warehouse."""
    if not may(actor, Verb.LOGISTICS_VIEW, warehouse.place):
        return None
    books = item_books(actor, warehouse, now)
    expected = expected_by_item(actor, warehouse, now)
    needs = item_totals(actor, warehouse)
    return StockState(
        [ItemState(row.item, row.book, expected.get(row.item.pk), needs.get(row.item.pk)) for row in books],
        located(warehouse, books),
        unsorted_receipts(actor, warehouse),
    )


def box_state(actor: Actor, warehouse: Warehouse, code: str, now: datetime) -> BoxState:
    """Of what the actor sees at or below the place."""
    stations = visible_stations(actor, warehouse.election).filter(under(code)).order_by().count()
    ballots = len(ballots_of(ruleset_of(warehouse.election), warehouse.region.code))
    return BoxState(box_counts(actor, warehouse, code, now), stations, stations * ballots)
