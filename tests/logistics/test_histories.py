"""Random lives of a warehouse through the real actions: the books always balance, and any planted fault is located."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F

from siaga.access import Problem
from siaga.logistics.actions import packing, stock
from siaga.logistics.books import Book, Imbalance
from siaga.logistics.models import (
    Box,
    BoxCheck,
    BoxContent,
    BoxState,
    Destruction,
    Handover,
    HandoverBox,
    Item,
    Receipt,
    Sorting,
)
from siaga.logistics.queries.books import books_of
from tests import people
from tests.factories import NOW
from tests.factories import logistics as made
from tests.logistics.depots import Depot
from tests.logistics.oracle import Finding, slow_book, slow_findings

pytestmark = pytest.mark.django_db
STEPS = 45


class Life:
    """One history, told by its seed. Refused steps are part of it: they must change nothing."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.depot = Depot()
        self.items = [self.depot.mayor, self.depot.governor]
        self.now = NOW
        self.depot.boxes()
        self.refused = 0

    @property
    def act(self) -> dict[str, object]:
        return {"actor": people.officer, "now": self.now}

    def live(self) -> None:
        steps: list[tuple[int, Callable[[], object]]] = [
            (3, self.receive),
            (6, self.sort),
            (6, self.pack),
            (1, self.void_sorting),
            (1, self.void_receipt),
            (2, self.destroy),
            (1, self.void_destruction),
            (1, self.count),
            (1, self.reopen),
            (1, self.void_box),
            (4, self.move),
            (2, self.check),
        ]
        for _step in range(STEPS):
            self.now += timedelta(minutes=10)
            step = self.chance.choices([step for _weight, step in steps], [weight for weight, _step in steps])[0]
            try:
                step()
            except Problem:
                self.refused += 1
            except IndexError:  # nothing there to choose from
                continue

    def item(self) -> Item:
        return self.chance.choice(self.items)

    def receive(self) -> None:
        stock.receive(
            **self.act, warehouse=self.depot.warehouse, item=self.item(), supplier="CV Contoh",
            batch=f"koli {self.now:%H%M%d}", document="SJ-1", quantity=self.chance.randint(500, 3000),
        )  # fmt: skip

    def sort(self) -> None:
        receipt = self.chance.choice(Receipt.objects.filter(voided_at=None).select_related("warehouse__region"))
        done = sum(go.good + go.damaged + go.short for go in receipt.sortings.filter(voided_at=None))
        left = receipt.quantity - done
        damaged, short = self.chance.randint(0, 20), self.chance.randint(0, 3)
        final = self.chance.random() < 0.5
        good = left - damaged - short if final else self.chance.randint(0, left + 10)
        stock.sort(**self.act, receipt=receipt, good=good, damaged=damaged, short=short, final=final)

    def pack(self) -> None:
        boxes = list(Box.objects.filter(state=BoxState.OPEN).select_related("warehouse__region"))
        chosen = self.chance.sample(boxes, min(len(boxes), self.chance.randint(1, 3)))
        packing.pack_many(
            **self.act, warehouse=self.depot.warehouse,
            packings=[self.depot.packing(box, self.chance.randint(300, 500)) for box in chosen],
        )  # fmt: skip

    def void_sorting(self) -> None:
        sorting = self.chance.choice(Sorting.objects.filter(final=True).select_related("receipt__warehouse__region"))
        stock.void_sorting(**self.act, sorting=sorting, reason="Keliru")
        # What was declared done is sorted anew by what follows: the last go is taken back, so nothing is unexplained.

    def void_receipt(self) -> None:
        receipt = self.chance.choice(Receipt.objects.select_related("warehouse__region"))
        stock.void_receipt(**self.act, receipt=receipt, reason="Keliru")

    def destroy(self) -> None:
        stock.destroy(
            **self.act, warehouse=self.depot.warehouse, item=self.item(), quantity=self.chance.randint(1, 60),
            surplus=self.chance.random() < 0.4, document="BA",
        )  # fmt: skip

    def void_destruction(self) -> None:
        noted = self.chance.choice(Destruction.objects.select_related("warehouse__region"))
        stock.void_destruction(**self.act, destruction=noted, reason="Keliru")

    def count(self) -> None:
        item = self.item()
        stock.count_stock(
            **self.act, warehouse=self.depot.warehouse, item=item, counted=max(slow_book(item)["loose"], 0)
        )

    def reopen(self) -> None:
        packing.reopen_box(**self.act, box=self.box(), reason="Periksa isi")

    def void_box(self) -> None:
        packing.void_box(**self.act, box=self.box(), reason="Rusak")
        packing.make_boxes(**self.act, warehouse=self.depot.warehouse, stations=self.depot.stations)

    def move(self) -> None:
        """One step of the way, as custody takes it: away under a handover, or signed for."""
        box = self.chance.choice(Box.objects.filter(state=BoxState.SEALED, hop__lt=4))
        if box.moving:
            HandoverBox.objects.filter(box=box, taken_at=None).update(taken_at=self.now)
            Box.objects.filter(pk=box.pk).update(moving=False, hop=F("hop") + 1, since=self.now)
            return
        of: Handover = made.handover(self.depot.warehouse, box.district_code, box.hop + 1, state="berangkat")
        HandoverBox.objects.create(handover=of, box=box, given_at=self.now)
        Box.objects.filter(pk=box.pk).update(moving=True, since=self.now)

    def check(self) -> None:
        box = self.chance.choice(Box.objects.filter(state=BoxState.SEALED, moving=False))
        content = box.contents.get()
        BoxCheck.objects.create(
            box=box, item=content.item, hop=box.hop, counted=content.quantity, packed=content.quantity,
            counted_at=self.now, created_at=self.now,
        )  # fmt: skip

    def box(self) -> Box:
        return self.chance.choice(Box.objects.exclude(state=BoxState.VOID).select_related("warehouse__region"))

    def books(self) -> dict[int, Book]:
        return {book.item: book for book in books_of(people.officer, self.depot.warehouse, self.now)}

    def findings(self, item: Item) -> set[Finding]:
        return {self.told(found) for found in self.books()[item.pk].imbalances}

    def told(self, found: Imbalance) -> Finding:
        batch = Receipt.objects.get(pk=found.receipt).batch if found.receipt else ""
        return (str(found.kind), found.amount, found.box or batch or "gudang")

    # Faults, each returning what must be found --------------------------------------------------------------------

    def lack_in_sorting(self, amount: int) -> tuple[Item, Finding]:
        go = self.chance.choice(
            Sorting.objects.filter(voided_at=None, receipt__voided_at=None, final=True, good__gte=amount)
        )
        Sorting.objects.filter(pk=go.pk).update(good=go.good - amount)
        return go.receipt.item, ("sortir", amount, go.receipt.batch)

    def lack_in_count(self, amount: int) -> tuple[Item, Finding]:
        item = self.chance.choice([item for item in self.items if slow_book(item)["loose"] >= amount])
        loose = slow_book(item)["loose"]
        stock.count_stock(**self.act, warehouse=self.depot.warehouse, item=item, counted=loose - amount)
        return item, ("hitung", amount, "gudang")

    def lack_at_a_hop(self, amount: int) -> tuple[Item, Finding]:
        box = self.chance.choice(Box.objects.filter(state=BoxState.SEALED))
        content = box.contents.get()
        sealed = box.packed[str(content.item_id)]
        BoxCheck.objects.create(
            box=box, item=content.item, hop=box.hop, counted=sealed - amount, packed=sealed,
            counted_at=self.now, created_at=self.now,
        )  # fmt: skip
        return content.item, ("periksa", amount, box.code)

    def altered_contents(self, amount: int) -> tuple[Item, Finding]:
        content = self.chance.choice(BoxContent.objects.filter(box__state=BoxState.SEALED).select_related("box"))
        BoxContent.objects.filter(pk=content.pk).update(quantity=content.quantity + amount)
        return content.item, ("isi", -amount, content.box.code)

    def box_that_left_unseen(self, _amount: int) -> tuple[Item, Finding]:
        box = self.chance.choice(Box.objects.filter(state=BoxState.SEALED, moving=False))
        Box.objects.filter(pk=box.pk).update(moving=True)
        content = box.contents.get()
        return content.item, ("jejak", content.quantity, box.code)


FAULTS = (
    Life.lack_in_sorting,
    Life.lack_in_count,
    Life.lack_at_a_hop,
    Life.altered_contents,
    Life.box_that_left_unseen,
)


def live_and_look(seed: int) -> None:
    life = Life(seed)
    life.live()
    books = life.books()
    for item in life.items:
        book, slow = books[item.pk], slow_book(item)
        assert book.imbalances == [] and slow_findings(item) == set(), f"seed {seed}"
        assert slow == {
            "received": book.received,
            "good": book.good,
            "damaged": book.damaged,
            "short": book.short,
            "unsorted": book.unsorted,
            "unexplained": book.unexplained,
            "surplus": book.surplus_destroyed,
            "destroyed": book.damaged_destroyed,
            "packed": book.packed,
            "loose": book.loose,
            "places": {
                **{(hop, False): pieces for hop, pieces in book.at_hops.items()},
                **{(hop, True): pieces for hop, pieces in book.moving.items()},
            },
        }, f"seed {seed}"
        assert book.received == book.good + book.damaged + book.short + book.unsorted
        assert book.loose >= 0 and book.damaged_left >= 0
        assert book.packed == sum(book.at_hops.values()) + book.under_way
    for plant in life.chance.sample(FAULTS, 3):
        life.now += timedelta(minutes=10)
        try:
            item, finding = plant(life, life.chance.choice([1, 7, 40]))
        except IndexError:
            continue
        assert finding in life.findings(item), f"seed {seed}: {plant.__name__}"
        for other in life.items:
            assert life.findings(other) == slow_findings(other), f"seed {seed}: {plant.__name__}"


@pytest.mark.parametrize("seed", range(8))
def test_a_random_history_keeps_the_books_and_every_planted_fault_is_located(seed: int) -> None:
    live_and_look(seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 250))
def test_many_random_histories(seed: int) -> None:
    live_and_look(seed)
