"""People who take the same pieces, or write the same receipt, in the same moment: one does, the others are told."""

from __future__ import annotations

from functools import partial

import pytest

from siaga.logistics.actions import packing, stock
from siaga.logistics.loose import loose_pieces
from siaga.logistics.models import Box, Destruction, Receipt
from siaga.logistics.stock_errors import NotEnough, ReceiptExists
from tests.logistics.custody.test_two_phones import at_once
from tests.logistics.depots import ACT, Depot

pytestmark = pytest.mark.django_db(transaction=True)


def test_pieces_are_never_packed_twice() -> None:
    depot = Depot().stocked(1000)
    boxes = [box for box in depot.boxes() if box.ballot == "walikota"]
    results = at_once(
        *(partial(packing.pack_box, **ACT, box=box, contents={depot.mayor: 410}, seal=f"S{box.pk}") for box in boxes)
    )
    assert sorted(type(result).__name__ for result in results) == ["Box", "Box", "NotEnough", "NotEnough"]
    assert loose_pieces(depot.warehouse, [depot.mayor.pk]) == {depot.mayor.pk: 180}
    assert Box.objects.filter(state="disegel").count() == 2


def test_what_is_packed_cannot_be_destroyed_in_the_same_moment() -> None:
    depot = Depot().stocked(500)
    box = next(box for box in depot.boxes() if box.ballot == "walikota")
    results = at_once(
        partial(packing.pack_box, **ACT, box=box, contents={depot.mayor: 410}, seal="S1"),
        partial(
            stock.destroy, **ACT, warehouse=depot.warehouse, item=depot.mayor, quantity=400, surplus=True, document="BA"
        ),
    )
    assert sum(isinstance(result, NotEnough) for result in results) == 1
    assert loose_pieces(depot.warehouse, [depot.mayor.pk])[depot.mayor.pk] in (90, 100)
    assert Box.objects.filter(state="disegel").count() + Destruction.objects.count() == 1


def test_one_batch_is_received_once() -> None:
    depot = Depot()
    note = partial(
        stock.receive, **ACT, warehouse=depot.warehouse, item=depot.mayor, supplier="CV", batch="1", document="SJ",
        quantity=100,
    )  # fmt: skip
    results = at_once(note, note, note)
    assert sum(isinstance(result, Receipt) for result in results) == 1
    assert sum(isinstance(result, ReceiptExists) for result in results) == 2
