"""The arithmetic of the books, with plain values: what adds up, and what is named when it does not."""

from __future__ import annotations

from datetime import timedelta

from siaga.logistics.books import (
    Altered,
    Batch,
    Check,
    Counted,
    Gone,
    Imbalance,
    Kind,
    Lying,
    Untraced,
    balance,
    checked,
)
from tests.factories import NOW

BALLOT = 1


def test_everything_received_is_good_damaged_short_or_not_sorted_yet() -> None:
    book = balance(
        batches=[Batch(1, BALLOT, 1000, 980, 15, 5, final=True), Batch(2, BALLOT, 500, 200)],
        gone=[Gone(BALLOT, 15), Gone(BALLOT, 80, surplus=True)],
        lying=[Lying(BALLOT, 0, False, 300), Lying(BALLOT, 1, True, 200), Lying(BALLOT, 3, False, 100)],
    )[BALLOT]
    assert (book.received, book.good, book.damaged, book.short, book.unsorted) == (1500, 1180, 15, 5, 300)
    assert book.received == book.good + book.damaged + book.short + book.unsorted
    assert (book.packed, book.loose, book.surplus_destroyed) == (600, 500, 80)
    assert book.good == book.packed + book.loose + book.surplus_destroyed
    assert (dict(book.at_hops), dict(book.moving), book.under_way) == ({0: 300, 3: 100}, {1: 200}, 200)
    assert (book.damaged_left, book.usable, book.balanced) == (0, 1400, True)


def test_an_item_without_any_row_has_an_empty_book() -> None:
    book = balance(items=[7])[7]
    assert (book.received, book.loose, book.balanced) == (0, 0, True)


def test_sorting_that_is_done_and_lacks_seven_names_its_batch() -> None:
    books = balance(batches=[Batch(1, BALLOT, 474_000, 474_000), Batch(2, BALLOT, 812, 800, 3, 2, final=True)])
    assert books[BALLOT].imbalances == [Imbalance(BALLOT, 7, Kind.SORTING, receipt=2)]
    assert (books[BALLOT].unexplained, books[BALLOT].unsorted) == (7, 0)


def test_sorting_that_found_more_than_came_is_one_even_before_it_is_done() -> None:
    assert balance(batches=[Batch(1, BALLOT, 100, 107)])[BALLOT].imbalances == [
        Imbalance(BALLOT, -7, Kind.SORTING, receipt=1)
    ]


def test_a_count_that_differs_names_the_warehouse_until_a_newer_one_agrees() -> None:
    stock = [Batch(1, BALLOT, 1000, 1000, final=True)]
    books = balance(batches=stock, counts=[Counted(BALLOT, 993, 1000, NOW)])
    assert books[BALLOT].imbalances == [Imbalance(BALLOT, 7, Kind.COUNT, from_hop=0, to_hop=0, at=NOW)]
    assert balance(batches=stock, counts=[Counted(BALLOT, 1000, 1000, NOW)])[BALLOT].balanced


def test_more_in_boxes_than_was_good_is_told_once() -> None:
    stock = {"batches": [Batch(1, BALLOT, 400, 400, final=True)], "lying": [Lying(BALLOT, 0, False, 407)]}
    assert balance(**stock)[BALLOT].imbalances == [Imbalance(BALLOT, -7, Kind.PACKED, from_hop=0, to_hop=0)]
    altered = Altered("KOTAK", BALLOT, 400, 407)
    assert balance(**stock, altered=[altered])[BALLOT].imbalances == [Imbalance(BALLOT, -7, Kind.CONTENT, box="KOTAK")]


def test_a_box_under_no_handover_is_untraced_between_two_places() -> None:
    found = balance(untraced=[Untraced("KOTAK", BALLOT, 410, 1)])[BALLOT].imbalances
    assert found == [Imbalance(BALLOT, 410, Kind.TRACE, box="KOTAK", from_hop=1, to_hop=2)]


def check(hop: int, counted: int, hours: int = 0, box: str = "KOTAK") -> Check:
    return Check(box, BALLOT, hop, counted, 410, NOW + timedelta(hours=hours), hours)


def test_a_box_counted_with_seven_fewer_lost_them_since_the_place_before() -> None:
    [lost] = checked([check(1, 410, 1), check(2, 403, 2)])
    assert (lost.amount, lost.from_hop, lost.to_hop, lost.box) == (7, 1, 2, "KOTAK")
    [lost] = checked([check(3, 403, 1)])
    assert (lost.amount, lost.from_hop, lost.to_hop) == (7, 0, 3)


def test_pieces_lost_at_two_places_are_told_at_both() -> None:
    lost = checked([check(1, 403, 1), check(2, 403, 2), check(3, 400, 3)])
    assert [(one.amount, one.from_hop, one.to_hop) for one in lost] == [(7, 0, 1), (3, 2, 3)]


def test_a_later_count_at_the_same_place_or_a_full_one_further_on_corrects_an_earlier_one() -> None:
    assert checked([check(1, 403, 1), check(1, 410, 2)]) == []
    assert checked([check(1, 403, 1), check(2, 410, 2)]) == []


def test_each_box_is_looked_at_by_itself() -> None:
    lost = checked([check(1, 403, 1, "A"), check(1, 417, 1, "B")])
    assert [(one.box, one.amount) for one in lost] == [("A", 7), ("B", -7)]
