"""The books again, slowly: every row looked at one by one, with no arithmetic shared with ``logistics/books.py``."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from siaga.logistics.models import Box, BoxCheck, Destruction, HandoverBox, Item, Receipt, StockCount

Finding = tuple[str, int, str]
"""Kind, pieces missing (below zero: too many), and the batch, the box or ``gudang``."""


def slow_book(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = dict.fromkeys(
        ("received", "good", "damaged", "short", "unsorted", "unexplained", "surplus", "destroyed", "packed", "loose"),
        0,
    )
    told["places"] = {}
    for receipt in Receipt.objects.filter(item=item):
        if receipt.voided_at:
            continue
        told["received"] += receipt.quantity
        left, done = receipt.quantity, False
        for go in receipt.sortings.all():
            if go.voided_at:
                continue
            for name in ("good", "damaged", "short"):
                told[name] += getattr(go, name)
                left -= getattr(go, name)
            done = done or go.final
        told["unexplained" if done or left < 0 else "unsorted"] += left
    for gone in Destruction.objects.filter(item=item):
        if not gone.voided_at:
            told["surplus" if gone.surplus else "destroyed"] += gone.quantity
    for box in Box.objects.all():
        for content in box.contents.all():
            if content.item_id == item.pk and box.state != "batal":
                told["packed"] += content.quantity
                place = (box.hop, box.moving)
                told["places"][place] = told["places"].get(place, 0) + content.quantity
    told["loose"] = told["good"] - told["surplus"] - told["packed"]
    return told


def slow_findings(item: Item) -> set[Finding]:
    found: set[Finding] = set()
    for receipt in Receipt.objects.filter(item=item, voided_at=None):
        goes = [go for go in receipt.sortings.all() if not go.voided_at]
        left = receipt.quantity - sum(go.good + go.damaged + go.short for go in goes)
        if left < 0 or (left and any(go.final for go in goes)):
            found.add(("sortir", left, receipt.batch))
    counts = sorted(StockCount.objects.filter(item=item), key=lambda count: (count.counted_at, count.pk))
    if counts and counts[-1].counted != counts[-1].booked:
        found.add(("hitung", counts[-1].booked - counts[-1].counted, "gudang"))
    altered = 0
    for box in Box.objects.exclude(state="batal"):
        listed = sum(content.quantity for content in box.contents.all() if content.item_id == item.pk)
        sealed = box.packed.get(str(item.pk), 0)
        if listed != sealed:
            found.add(("isi", sealed - listed, box.code))
            altered += listed - sealed
        if listed and box.moving and not _named(box):
            found.add(("jejak", listed, box.code))
        found |= _lost_on_the_way(box, item, sealed)
    lacking = -slow_book(item)["loose"]
    if lacking > 0 and lacking > altered:
        found.add(("kemas", -lacking, "gudang"))
    return found


def _named(box: Box) -> bool:
    return any(
        line.taken_at is None and line.handover.state != "batal"
        for line in HandoverBox.objects.filter(box=box).select_related("handover")
    )


def _lost_on_the_way(box: Box, item: Item, sealed: int) -> set[Finding]:
    newest: dict[int, BoxCheck] = {}
    for check in sorted(box.checks.all(), key=lambda check: (check.counted_at, check.pk)):
        if check.item_id == item.pk and (check.hop > 0 or check.packed == sealed):
            newest[check.hop] = check
    way = [newest[hop] for hop in sorted(newest)]
    if not way or way[-1].counted == way[-1].packed:
        return set()
    numbers = [way[-1].packed, *(check.counted for check in way)]
    return {("periksa", was - now, box.code) for was, now in pairwise(numbers) if was != now}
