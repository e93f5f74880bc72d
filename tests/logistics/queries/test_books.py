"""The books from the rows: an imbalance of 7 ballots among 474,812 is found and located, however it was planted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from siaga.access import Refused
from siaga.logistics.actions import packing, stock
from siaga.logistics.books import Kind
from siaga.logistics.models import Box, BoxCheck, BoxContent, BoxState, HandoverBox, Receipt, Sorting
from siaga.logistics.queries.books import Located, books_of, imbalances
from tests import people
from tests.factories import NOW
from tests.factories import logistics as made
from tests.logistics.depots import ACT, Depot

pytestmark = pytest.mark.django_db

ALL = 474_812
BATCHES = [50_000] * 9 + [24_812]


@pytest.fixture
def depot() -> Depot:
    """474,812 ballots in ten batches, all sorted; four boxes with 410 each on their way."""
    depot = Depot()
    for number, quantity in enumerate(BATCHES, start=1):
        receipt = stock.receive(
            **ACT, warehouse=depot.warehouse, item=depot.mayor, supplier="CV Contoh", batch=f"koli {number}",
            document="SJ-1", quantity=quantity,
        )  # fmt: skip
        stock.sort(**ACT, receipt=receipt, good=quantity - 20, damaged=15, short=5, final=True)
    boxes = [box for box in depot.boxes() if box.ballot == "walikota"]
    packing.pack_many(**ACT, warehouse=depot.warehouse, packings=[depot.packing(box) for box in boxes])
    return depot


def found(depot: Depot) -> list[Located]:
    return imbalances(people.officer, depot.warehouse, NOW)


def mayor_boxes() -> list[Box]:
    return list(Box.objects.filter(ballot="walikota").select_related("warehouse__region"))


def test_books_of_474812_ballots_balance(depot: Depot) -> None:
    [book] = [book for book in books_of(people.officer, depot.warehouse, NOW) if book.item == depot.mayor.pk]
    assert book.received == ALL == book.good + book.damaged + book.short + book.unsorted
    assert (book.damaged, book.short, book.packed) == (150, 50, 1640)
    assert book.good == book.packed + book.loose
    assert found(depot) == []


def test_a_sort_that_lacks_seven_is_found_in_its_batch(depot: Depot) -> None:
    receipt = Receipt.objects.get(batch="koli 7")
    stock.void_sorting(**ACT, sorting=receipt.sortings.get(), reason="Dihitung lagi")
    stock.sort(**ACT, receipt=receipt, good=49_973, damaged=15, short=5, final=True)
    [one] = found(depot)
    assert (one.amount, one.missing, one.imbalance.kind, one.item) == (7, True, Kind.SORTING, depot.mayor)
    assert one.where == "koli 7, surat jalan SJ-1"


@pytest.mark.parametrize("change", [-7, 7])
def test_a_sorting_row_tampered_with_is_found_in_its_batch(depot: Depot, change: int) -> None:
    Sorting.objects.filter(receipt__batch="koli 3").update(good=F("good") + change)
    [one] = found(depot)
    assert (one.imbalance.amount, one.where) == (-change, "koli 3, surat jalan SJ-1")


def test_a_count_that_lacks_seven_is_found_in_the_warehouse_and_settled_by_the_next(depot: Depot) -> None:
    loose = ALL - 200 - 1640
    stock.count_stock(**ACT, warehouse=depot.warehouse, item=depot.mayor, counted=loose - 7)
    [one] = found(depot)
    assert (one.amount, one.missing, one.imbalance.kind, one.where) == (7, True, Kind.COUNT, depot.warehouse.name)
    stock.count_stock(actor=people.officer, now=NOW + timedelta(hours=1), warehouse=depot.warehouse, item=depot.mayor,
                      counted=loose)  # fmt: skip
    assert found(depot) == []


def test_a_box_counted_with_seven_fewer_at_a_hop_names_the_two_places(depot: Depot) -> None:
    box = mayor_boxes()[-1]
    for hop, counted in ((1, 410), (2, 403)):
        BoxCheck.objects.create(
            box=box, item=depot.mayor, hop=hop, counted=counted, packed=410, counted_at=NOW, created_at=NOW
        )
    [one] = found(depot)
    assert (one.amount, one.missing, one.imbalance.kind, one.code) == (7, True, Kind.CHECK, box.code)
    assert one.where == (
        f"Kotak {box.code} (TPS 001 Agung Lawangan), antara PPK Kecamatan Dempo Utara dan PPS Kelurahan Agung Lawangan"
    )


@pytest.mark.parametrize("change", [-7, 7])
def test_contents_tampered_with_are_found_in_their_box(depot: Depot, change: int) -> None:
    box = mayor_boxes()[1]
    BoxContent.objects.filter(box=box).update(quantity=410 + change)
    [one] = found(depot)
    assert (one.imbalance.amount, one.imbalance.kind, one.code) == (-change, Kind.CONTENT, box.code)


def test_pieces_moved_from_one_list_to_another_are_found_in_both_boxes(depot: Depot) -> None:
    first, second = mayor_boxes()[:2]
    BoxContent.objects.filter(box=first).update(quantity=403)
    BoxContent.objects.filter(box=second).update(quantity=417)
    assert {(one.code, one.imbalance.amount) for one in found(depot)} == {(first.code, 7), (second.code, -7)}


def test_contents_beyond_all_good_pieces_are_found(depot: Depot) -> None:
    Sorting.objects.filter(receipt__batch__in=[f"koli {n}" for n in range(2, 11)]).delete()
    Receipt.objects.exclude(batch="koli 1").delete()
    Sorting.objects.update(good=1633, short=50_000 - 15 - 1633)
    [one] = found(depot)
    assert (one.imbalance.amount, one.imbalance.kind, one.where) == (-7, Kind.PACKED, depot.warehouse.name)


def test_a_box_on_the_way_is_at_a_known_place_only_under_a_handover(depot: Depot) -> None:
    box = mayor_boxes()[0]
    Box.objects.filter(pk=box.pk).update(moving=True)
    handover = made.handover(depot.warehouse, box.district_code, state="berangkat")
    line = HandoverBox.objects.create(handover=handover, box=box, given_at=NOW)
    assert found(depot) == []
    [book] = [book for book in books_of(people.officer, depot.warehouse, NOW) if book.item == depot.mayor.pk]
    assert (dict(book.at_hops), dict(book.moving)) == ({0: 1230}, {0: 410})
    line.delete()
    [one] = found(depot)
    assert (one.amount, one.imbalance.kind) == (410, Kind.TRACE)
    assert one.where.endswith("antara Gudang KPU dan PPK Kecamatan Pagar Alam Utara")


def test_a_voided_box_counts_for_nothing_and_a_check_of_other_contents_neither(depot: Depot) -> None:
    box = mayor_boxes()[0]
    BoxCheck.objects.create(box=box, item=depot.mayor, hop=0, counted=9, packed=410, counted_at=NOW, created_at=NOW)
    assert len(found(depot)) == 1
    box = packing.reopen_box(**ACT, box=box, reason="Isi keliru")
    packing.pack_box(**ACT, box=box, contents={depot.mayor: 9}, seal="B1")
    assert found(depot) == []
    Box.objects.filter(pk=box.pk).update(state=BoxState.VOID)
    assert found(depot) == []


@pytest.mark.parametrize("who", ["camat", "lurah", "field", "outsider", "stranger"])
def test_who_does_not_see_the_warehouse_sees_no_book(depot: Depot, who: str) -> None:
    with pytest.raises(Refused):
        books_of(people.EVERYONE[who], depot.warehouse, NOW)


def test_books_cost_the_same_number_of_questions_however_much_there_is(depot: Depot) -> None:
    with CaptureQueriesContext(connection) as few:
        found(depot)
    depot.stocked()
    packing.pack_many(
        **ACT, warehouse=depot.warehouse,
        packings=[depot.packing(box) for box in Box.objects.filter(ballot="gubernur", state="dikemas")],
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        found(depot)
    assert len(many) == len(few) <= 11
