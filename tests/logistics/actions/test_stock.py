"""Orders, receipts, sorting, destruction and counts: what is possible, and that bad input changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from siaga.access import Problem, Refused
from siaga.ledger.models import Entry
from siaga.logistics.actions import packing, stock
from siaga.logistics.loose import damaged_pieces, loose_pieces
from siaga.logistics.models import (
    Catalogue,
    Consignment,
    ConsignmentStep,
    Destruction,
    InboundStep,
    Receipt,
    Sorting,
    StockCount,
)
from siaga.logistics.stock_errors import (
    AlreadyVoid,
    InUse,
    NotEnough,
    NotSaid,
    OrderClosed,
    ReceiptExists,
    SortingDone,
    TooMany,
    WrongItem,
)
from tests import people
from tests.factories import NOW, election
from tests.factories import logistics as made
from tests.logistics.depots import ACT, Depot
from tests.logistics.examples_stock import ordered, received

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_an_order_goes_through_its_steps_in_several_goes() -> None:
    consignment = ordered(Depot())
    for step, quantity in (("dicetak", 60_000), ("dicetak", 50_000), ("dikirim", 40_000)):
        stock.note_step(**ACT, consignment=consignment, step=step, quantity=quantity, on=NOW.date(), document="S-1")
    assert list(consignment.steps.values_list("step", "quantity")) == [
        (InboundStep.ORDERED, 110_000),
        (InboundStep.PRINTED, 60_000),
        (InboundStep.PRINTED, 50_000),
        (InboundStep.SHIPPED, 40_000),
    ]


def test_no_more_is_printed_or_shipped_than_was_ordered_and_nothing_in_the_future() -> None:
    consignment = ordered(Depot())
    step = {**ACT, "consignment": consignment, "on": NOW.date()}
    stock.note_step(**step, step="dicetak", quantity=100_000)
    with pytest.raises(TooMany, match=r"paling banyak 10\.000"):
        stock.note_step(**step, step="dicetak", quantity=10_001)
    for wrong in (
        {"step": "dipesan", "quantity": 1},
        {"step": "terbang", "quantity": 1},
        {"step": "dikirim", "quantity": 0},
    ):
        with pytest.raises(NotSaid):
            stock.note_step(**step, **wrong)
    with pytest.raises(NotSaid, match="belum tiba"):
        stock.note_step(**{**step, "on": date(2024, 12, 1)}, step="dikirim", quantity=1)
    assert ConsignmentStep.objects.count() == 2


def test_a_closed_order_takes_no_step_and_no_delivery() -> None:
    depot = Depot()
    consignment = stock.close_order(**ACT, consignment=ordered(depot), reason="Dibatalkan")
    for again in (
        lambda: stock.close_order(**ACT, consignment=consignment, reason="Lagi"),
        lambda: stock.note_step(**ACT, consignment=consignment, step="dikirim", quantity=1, on=NOW.date()),
        lambda: stock.expect_order(**ACT, consignment=consignment, expected_on=None),
        lambda: stock.receive(
            **ACT, warehouse=depot.warehouse, item=depot.mayor, batch="1", document="SJ", quantity=1,
            consignment=consignment,
        ),
    ):  # fmt: skip
        with pytest.raises(OrderClosed):
            again()


def test_campaign_material_may_stay_vague_and_is_ordered_all_the_same() -> None:
    depot = Depot()
    vague = made.item(depot.election, "atribut", name="Atribut", unit="", ballot="", catalogue=Catalogue.CAMPAIGN)
    assert vague.vague
    made_order = stock.order(**ACT, warehouse=depot.warehouse, item=vague, supplier="Tim pasangan calon", quantity=12)
    receipt = stock.receive(
        **ACT, warehouse=depot.warehouse, item=vague, batch="1", document="Tanda terima 1", quantity=12,
        consignment=made_order,
    )  # fmt: skip
    assert receipt.supplier == "Tim pasangan calon"


def test_a_receipt_belongs_to_its_order_and_is_noted_once() -> None:
    depot = Depot()
    consignment = ordered(depot)
    act = {**ACT, "warehouse": depot.warehouse, "batch": "koli 1", "document": "SJ-1", "quantity": 10}
    with pytest.raises(WrongItem):
        stock.receive(**act, item=depot.governor, consignment=consignment)
    with pytest.raises(NotSaid, match="Penyedia"):
        stock.receive(**act, item=depot.mayor)
    first = stock.receive(**act, item=depot.mayor, consignment=consignment)
    assert (first.supplier, first.received_by_id) == ("CV Contoh", people.officer.account_id)
    with pytest.raises(ReceiptExists):
        stock.receive(**act, item=depot.mayor, supplier="CV Lain")
    stock.void_receipt(**ACT, receipt=first, reason="Salah catat")
    stock.receive(**act, item=depot.mayor, supplier="CV Lain")
    with pytest.raises(NotSaid, match="belum tiba"):
        stock.receive(**{**act, "batch": "2"}, item=depot.mayor, supplier="CV", received_at=NOW + DAY)


def test_items_of_another_election_or_out_of_use_are_not_taken_in() -> None:
    depot = Depot()
    foreign = made.item(election(depot.tree["16.72"], "pilkada-lain"), "surat-suara")
    old = made.item(depot.election, "lama", retired_at=NOW)
    act = {**ACT, "warehouse": depot.warehouse, "supplier": "CV", "quantity": 5}
    for item, problem in ((foreign, Refused), (old, WrongItem)):
        with pytest.raises(problem):
            stock.order(**act, item=item)
        with pytest.raises(problem):
            stock.receive(**act, item=item, batch="1", document="1")
    with pytest.raises(Refused):
        stock.count_stock(**ACT, warehouse=depot.warehouse, item=foreign, counted=1)


def test_sorting_goes_on_until_it_is_done_and_never_beyond_the_receipt() -> None:
    depot = Depot()
    receipt = received(depot, 1000)
    stock.sort(**ACT, receipt=receipt, good=600, damaged=10)
    with pytest.raises(TooMany, match="paling banyak 390"):
        stock.sort(**ACT, receipt=receipt, good=391)
    for wrong in ({"good": 0}, {"good": -1}, {"good": 1, "sorted_on": (NOW + 3 * DAY).date()}):
        with pytest.raises(NotSaid):
            stock.sort(**ACT, receipt=receipt, **wrong)
    assert receipt.sortings.count() == 1
    stock.sort(**ACT, receipt=receipt, good=380, damaged=3, final=True)  # 7 unexplained: the books will tell
    with pytest.raises(SortingDone):
        stock.sort(**ACT, receipt=receipt, good=7)
    assert loose_pieces(depot.warehouse, [depot.mayor.pk]) == {depot.mayor.pk: 980}
    assert damaged_pieces(depot.warehouse, depot.mayor) == 13


def test_a_receipt_that_was_complete_is_closed_with_an_empty_last_go() -> None:
    receipt = received(Depot(), 10)
    stock.sort(**ACT, receipt=receipt, good=10)
    assert stock.sort(**ACT, receipt=receipt, good=0, final=True).final


def test_what_was_sorted_wrongly_is_voided_and_sorted_anew() -> None:
    depot = Depot()
    receipt = received(depot, 1000)
    wrong = stock.sort(**ACT, receipt=receipt, good=1000, final=True)
    stock.void_sorting(**ACT, sorting=wrong, reason="Salah ketik")
    with pytest.raises(AlreadyVoid):
        stock.void_sorting(**ACT, sorting=wrong, reason="Salah ketik")
    stock.sort(**ACT, receipt=receipt, good=990, short=10, final=True)
    assert loose_pieces(depot.warehouse, [depot.mayor.pk]) == {depot.mayor.pk: 990}


def test_pieces_in_boxes_or_destroyed_cannot_be_taken_back() -> None:
    depot = Depot()
    receipt = received(depot, 1000)
    sorting = stock.sort(**ACT, receipt=receipt, good=900, damaged=100, final=True)
    box = next(box for box in depot.boxes() if box.ballot == "walikota")
    packing.pack_box(**ACT, box=box, contents={depot.mayor: 400}, seal="A1")
    for back in (
        lambda: stock.void_sorting(**ACT, sorting=sorting, reason="Keliru"),
        lambda: stock.void_receipt(**ACT, receipt=receipt, reason="Keliru"),
    ):
        with pytest.raises(InUse, match="400 di antaranya"):
            back()
    packing.void_box(**ACT, box=box, reason="Rusak")
    gone = stock.destroy(**ACT, warehouse=depot.warehouse, item=depot.mayor, quantity=40, document="BA-1")
    with pytest.raises(InUse, match="40 di antaranya"):
        stock.void_receipt(**ACT, receipt=receipt, reason="Keliru")
    stock.void_destruction(**ACT, destruction=gone, reason="Salah barang")
    stock.void_receipt(**ACT, receipt=receipt, reason="Keliru")
    with pytest.raises(AlreadyVoid):
        stock.sort(**ACT, receipt=receipt, good=1)
    assert loose_pieces(depot.warehouse, [depot.mayor.pk]) == {depot.mayor.pk: 0}


def test_only_damaged_pieces_are_destroyed_or_good_ones_that_no_box_needs() -> None:
    depot = Depot()
    stock.sort(**ACT, receipt=received(depot, 1000), good=900, damaged=100, final=True)
    act = {**ACT, "warehouse": depot.warehouse, "item": depot.mayor, "document": "BA-1"}
    with pytest.raises(TooMany, match="paling banyak 100"):
        stock.destroy(**act, quantity=101)
    stock.destroy(**act, quantity=60)
    with pytest.raises(TooMany, match="paling banyak 40"):
        stock.destroy(**act, quantity=41)
    with pytest.raises(NotEnough, match="hanya ada 900"):
        stock.destroy(**act, quantity=901, surplus=True)
    stock.destroy(**act, quantity=100, surplus=True)
    assert loose_pieces(depot.warehouse, [depot.mayor.pk]) == {depot.mayor.pk: 800}
    assert damaged_pieces(depot.warehouse, depot.mayor) == 40
    for wrong in ({"document": " "}, {"quantity": 0}, {"destroyed_at": NOW + DAY}):
        with pytest.raises(NotSaid):
            stock.destroy(**{**act, "quantity": 1, **wrong})


def test_a_count_stands_beside_what_the_books_said_then() -> None:
    depot = Depot().stocked(5000)
    count = stock.count_stock(**ACT, warehouse=depot.warehouse, item=depot.mayor, counted=4993, note="Rak 2")
    assert (count.counted, count.booked) == (4993, 5000)
    with pytest.raises(NotSaid):
        stock.count_stock(**ACT, warehouse=depot.warehouse, item=depot.mayor, counted=-1)


WAYS: dict[str, Callable[[Depot, dict[str, object]], object]] = {
    "order": lambda d, a: stock.order(**a, warehouse=d.warehouse, item=d.mayor, supplier="CV", quantity=1),
    "step": lambda d, a: stock.note_step(**a, consignment=ordered(d), step="dicetak", quantity=1, on=NOW.date()),
    "expect": lambda d, a: stock.expect_order(**a, consignment=ordered(d), expected_on=None),
    "close": lambda d, a: stock.close_order(**a, consignment=ordered(d), reason="x"),
    "receive": lambda d, a: stock.receive(
        **a, warehouse=d.warehouse, item=d.mayor, batch="1", document="1", supplier="CV", quantity=1
    ),
    "void receipt": lambda d, a: stock.void_receipt(**a, receipt=received(d), reason="x"),
    "sort": lambda d, a: stock.sort(**a, receipt=received(d), good=1),
    "void sorting": lambda d, a: stock.void_sorting(
        **a, sorting=stock.sort(**ACT, receipt=received(d), good=1), reason="x"
    ),
    "destroy": lambda d, a: stock.destroy(**a, warehouse=d.warehouse, item=d.mayor, quantity=1, document="x"),
    "count": lambda d, a: stock.count_stock(**a, warehouse=d.warehouse, item=d.mayor, counted=1),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", ["leader", "camat", "auditor", "outsider", "stranger", "colleague"])
def test_nobody_but_the_keepers_of_the_warehouse_changes_stock(way: str, who: str) -> None:
    depot = Depot()
    with pytest.raises(Refused):
        WAYS[way](depot, {"actor": people.EVERYONE[who], "now": NOW})


@pytest.mark.parametrize("way", WAYS)
def test_a_closed_election_changes_no_stock(way: str) -> None:
    depot = Depot()
    order, receipt = ordered(depot), received(depot)
    sorting = stock.sort(**ACT, receipt=receipt, good=1)
    depot.election.closed_at = NOW
    depot.election.save()
    ways = {
        "step": lambda: stock.note_step(**ACT, consignment=order, step="dicetak", quantity=1, on=NOW.date()),
        "expect": lambda: stock.expect_order(**ACT, consignment=order, expected_on=None),
        "close": lambda: stock.close_order(**ACT, consignment=order, reason="x"),
        "void receipt": lambda: stock.void_receipt(**ACT, receipt=receipt, reason="x"),
        "sort": lambda: stock.sort(**ACT, receipt=receipt, good=1),
        "void sorting": lambda: stock.void_sorting(**ACT, sorting=sorting, reason="x"),
    }
    before = Entry.objects.count()
    with pytest.raises(Problem, match="sudah ditutup"):
        ways.get(way, lambda: WAYS[way](depot, ACT))()
    assert Entry.objects.count() == before


def test_rubbish_never_half_succeeds() -> None:
    depot = Depot()
    receipt = received(depot)
    tables = (Consignment, ConsignmentStep, Receipt, Sorting, Destruction, StockCount)

    def counts() -> list[int]:
        return [table.objects.count() for table in tables]

    before = counts()
    place = {**ACT, "warehouse": depot.warehouse, "item": depot.mayor}
    for rubbish in (
        lambda: stock.order(**place, supplier="", quantity=1),
        lambda: stock.order(**place, supplier="x" * 161, quantity=1),
        lambda: stock.order(**place, supplier="CV", quantity=10**12),
        lambda: stock.order(**place, supplier="CV", quantity=1, ordered_on=date(2030, 1, 1)),
        lambda: stock.receive(**place, supplier="CV", batch="", document="1", quantity=1),
        lambda: stock.receive(**place, supplier="CV", batch="1", document="", quantity=1),
        lambda: stock.receive(**place, supplier="CV", batch="1", document="1", quantity=0),
        lambda: stock.sort(**ACT, receipt=receipt, good=1, note="x" * 301),
        lambda: stock.destroy(**place, quantity=1, document="x"),
        lambda: stock.count_stock(**place, counted=1, note="x" * 301),
        lambda: stock.void_receipt(**ACT, receipt=receipt, reason=""),
    ):
        with pytest.raises(Problem):
            rubbish()
    assert counts() == before
