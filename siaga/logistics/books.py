"""The books of a warehouse, as pure arithmetic: what came in is somewhere, or an imbalance says what and where.

For each item: received = good + damaged + short + not yet sorted; good = packed + loose + surplus destroyed; packed =
in boxes at known places. What does not add up is named with its amount, its kind and its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Batch:
    """A receipt with what all goes of its sorting found. final: the last go was noted."""

    receipt: int
    item: int
    received: int
    good: int = 0
    damaged: int = 0
    short: int = 0
    final: bool = False

    @property
    def rest(self) -> int:
        """What no go has accounted for; below zero where the goes exceed the receipt."""
        return self.received - self.good - self.damaged - self.short


@dataclass(frozen=True, slots=True)
class Gone:
    """Pieces that were destroyed; ``surplus``: good ones."""

    item: int
    quantity: int
    surplus: bool = False


@dataclass(frozen=True, slots=True)
class Lying:
    """Pieces in boxes that stand at a hop (by its index), or left it and are on the way."""

    item: int
    hop: int
    moving: bool
    pieces: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The newest count of the loose pieces of an item, beside what the books said then."""

    item: int
    counted: int
    booked: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """That somebody counted an item in a box at a hop. order: later checks have the greater one."""

    box: str
    item: int
    hop: int
    counted: int
    packed: int
    at: datetime
    order: int = 0


@dataclass(frozen=True, slots=True)
class Altered:
    """A box whose list of contents is not what was sealed in it."""

    box: str
    item: int
    sealed: int
    listed: int


@dataclass(frozen=True, slots=True)
class Untraced:
    """A box that left a hop on no handover: nobody can say where it is."""

    box: str
    item: int
    pieces: int
    hop: int


class Kind(StrEnum):
    """How an imbalance shows."""

    SORTING = "sortir"
    """The goes of sorting do not add up to the receipt."""
    COUNT = "hitung"
    """Somebody counted the loose stock, and it is not what the books say."""
    PACKED = "kemas"
    """More lies in boxes than there were good pieces."""
    CONTENT = "isi"
    """The contents of a box are no longer those that were sealed in it."""
    CHECK = "periksa"
    """Somebody counted the pieces in a box on its way, and they are not those of the place before."""
    TRACE = "jejak"
    """A box is on the way, and no handover names it."""


@dataclass(frozen=True, slots=True)
class Imbalance:
    """amount: pieces that are missing; below zero: that are too many.

    receipt: the batch. box: the code of the box. from_hop, to_hop: between which places of its way it happened.
    """

    item: int
    amount: int
    kind: Kind
    receipt: int | None = None
    box: str = ""
    from_hop: int | None = None
    to_hop: int | None = None
    at: datetime | None = None


@dataclass(slots=True)
class Book:
    """Of one item, in pieces. at_hops: in boxes that stand there. moving: by the hop that they left."""

    item: int
    received: int = 0
    good: int = 0
    damaged: int = 0
    short: int = 0
    unsorted: int = 0
    unexplained: int = 0
    """What sorting that was declared done does not account for; below zero where it found too much."""
    damaged_destroyed: int = 0
    surplus_destroyed: int = 0
    packed: int = 0
    at_hops: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    moving: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    count: Counted | None = None
    imbalances: list[Imbalance] = field(default_factory=list)

    @property
    def loose(self) -> int:
        """Good pieces in the warehouse that lie in no box."""
        return self.good - self.packed - self.surplus_destroyed

    @property
    def damaged_left(self) -> int:
        """Damaged pieces that were not destroyed yet."""
        return self.damaged - self.damaged_destroyed

    @property
    def under_way(self) -> int:
        return sum(self.moving.values())

    @property
    def usable(self) -> int:
        """Good pieces that were not destroyed, wherever they are, and those not sorted yet."""
        return self.good - self.surplus_destroyed + self.unsorted

    @property
    def balanced(self) -> bool:
        return not self.imbalances


def balance(
    *,
    items: Iterable[int] = (),
    batches: Iterable[Batch] = (),
    gone: Iterable[Gone] = (),
    lying: Iterable[Lying] = (),
    counts: Iterable[Counted] = (),
    checks: Iterable[Check] = (),
    altered: Iterable[Altered] = (),
    untraced: Iterable[Untraced] = (),
) -> dict[int, Book]:
    """A book for each of the items, and for each item of which anything is known; with its imbalances.

    checks: all of a box and item, or none. counts: the newest of each item.
    """
    books: dict[int, Book] = {item: Book(item) for item in items}

    def of(item: int) -> Book:
        return books.setdefault(item, Book(item))

    for batch in batches:
        _sort_in(of(batch.item), batch)
    for loss in gone:
        if loss.surplus:
            of(loss.item).surplus_destroyed += loss.quantity
        else:
            of(loss.item).damaged_destroyed += loss.quantity
    for part in lying:
        book = of(part.item)
        book.packed += part.pieces
        (book.moving if part.moving else book.at_hops)[part.hop] += part.pieces
    for count in counts:
        book = of(count.item)
        book.count = count
        if count.counted != count.booked:
            book.imbalances.append(
                Imbalance(count.item, count.booked - count.counted, Kind.COUNT, from_hop=0, to_hop=0, at=count.at)
            )
    for change in altered:
        of(change.item).imbalances.append(
            Imbalance(change.item, change.sealed - change.listed, Kind.CONTENT, box=change.box)
        )
    for lost in untraced:
        of(lost.item).imbalances.append(
            Imbalance(lost.item, lost.pieces, Kind.TRACE, box=lost.box, from_hop=lost.hop, to_hop=lost.hop + 1)
        )
    for found in checked(checks):
        of(found.item).imbalances.append(found)
    for book in books.values():
        _compare_boxes(book)
    return books


def _sort_in(book: Book, batch: Batch) -> None:
    book.received += batch.received
    book.good += batch.good
    book.damaged += batch.damaged
    book.short += batch.short
    if batch.rest and (batch.final or batch.rest < 0):
        book.unexplained += batch.rest
        book.imbalances.append(Imbalance(batch.item, batch.rest, Kind.SORTING, receipt=batch.receipt))
    else:
        book.unsorted += batch.rest


def _compare_boxes(book: Book) -> None:
    """Say that more is packed than there was, unless altered boxes explain it already."""
    lacking = -book.loose
    if lacking <= 0:
        return
    explained = sum(-found.amount for found in book.imbalances if found.kind is Kind.CONTENT)
    if lacking > explained:
        book.imbalances.append(Imbalance(book.item, -lacking, Kind.PACKED, from_hop=0, to_hop=0))


def checked(checks: Iterable[Check]) -> list[Imbalance]:
    """Where on a box's way its pieces changed: between the last place that counted as before and the one that did not.

    At each place the last check counts. Where the last place of the way found all pieces, an earlier one miscounted.
    """
    ways: dict[tuple[str, int], dict[int, Check]] = {}
    for check in sorted(checks, key=lambda check: (check.at, check.order)):
        ways.setdefault((check.box, check.item), {})[check.hop] = check
    found: list[Imbalance] = []
    for (box, item), way in ways.items():
        found += _along(box, item, [way[hop] for hop in sorted(way)])
    return found


def _along(box: str, item: int, way: Sequence[Check]) -> list[Imbalance]:
    last = way[-1]
    if last.counted == last.packed:
        return []
    expected, before = last.packed, 0
    found: list[Imbalance] = []
    for check in way:
        if check.counted != expected:
            found.append(
                Imbalance(
                    item,
                    expected - check.counted,
                    Kind.CHECK,
                    box=box,
                    from_hop=before,
                    to_hop=check.hop,
                    at=check.at,
                )
            )
            expected = check.counted
        before = check.hop
    return found
