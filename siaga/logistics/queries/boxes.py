"""Boxes as lists and counts: which are made, packed, labelled; what one holds, and the way it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet, Sum

from siaga.access import Actor, Verb, require, scope_of
from siaga.elections.access import visible_stations
from siaga.elections.models import PollingStation
from siaga.logistics.access import visible_boxes
from siaga.logistics.boxes_below import boxes_below
from siaga.logistics.models import (
    Box,
    BoxCheck,
    BoxContent,
    BoxState,
    HandoverBox,
    Item,
    LabelSheet,
    Warehouse,
)
from siaga.logistics.needs import Needs
from siaga.wilayah.access import below

MOST = 200
PER_PACKING = 60
"""Boxes that are packed on one page."""


@dataclass(frozen=True, slots=True)
class BoxCounts:
    """Of the boxes that the actor may see at or below a place."""

    all: int = 0
    open: int = 0
    unlabelled: int = 0
    here: int = 0
    moving: int = 0
    arrived: int = 0
    """At their TPS or beyond."""
    late: int = 0

    @property
    def sealed(self) -> int:
        return self.all - self.open

    @property
    def out(self) -> int:
        """Signed for at a place between the warehouse and the TPS."""
        return self.all - self.here - self.moving - self.arrived


def boxes_at(actor: Actor, warehouse: Warehouse, code: str) -> QuerySet[Box]:
    """Boxes at or below a place that the actor may see, also void ones, in the order of their TPS."""
    rows = visible_boxes(actor).filter(warehouse=warehouse)
    if "/" in code:
        return rows.filter(station_code=code)
    if len(code) > 8:
        return rows.filter(village_code=code)
    return rows.filter(district_code=code) if len(code) > 5 else rows


def box_counts(actor: Actor, warehouse: Warehouse, code: str, now: datetime) -> BoxCounts:
    """One query."""
    if scope_of(actor, Verb.LOGISTICS_VIEW).nothing:
        return BoxCounts()
    station = warehouse.hops.index("tps")
    rows = boxes_at(actor, warehouse, code).exclude(state=BoxState.VOID).order_by()
    found = rows.aggregate(
        n_all=Count("pk"),
        n_open=Count("pk", filter=Q(state=BoxState.OPEN)),
        n_unlabelled=Count("pk", filter=Q(labelled_at=None)),
        n_here=Count("pk", filter=Q(hop=0, moving=False)),
        n_moving=Count("pk", filter=Q(moving=True, hop__lt=station)),
        n_arrived=Count("pk", filter=Q(hop__gte=station)),
        n_late=Count("pk", filter=Q(due_at__lt=now)),
    )
    return BoxCounts(**{name.removeprefix("n_"): count for name, count in found.items()})


def stations_without_boxes(actor: Actor, warehouse: Warehouse, code: str, ballots: int) -> list[PollingStation]:
    """The stations at or below a place that lack a box of some ballot type, in the order of their codes."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    stations = visible_stations(actor, warehouse.election).filter(
        below(warehouse.region.code, own="village_code"), below(code, own="village_code")
    )
    made = Count("boxes", filter=~Q(boxes__state=BoxState.VOID) & Q(boxes__number=1, boxes__warehouse=warehouse))
    return list(stations.annotate(made=made).filter(made__lt=ballots))


def open_boxes(actor: Actor, warehouse: Warehouse, code: str) -> list[Box]:
    """The first boxes at or below a place that wait to be packed, with their stations and what lies in them."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    rows = boxes_below(warehouse, code).filter(state=BoxState.OPEN, hop=0)
    return list(rows.select_related("station__village__parent")[:PER_PACKING])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What should go into a box: an item, how many (None: nobody knows yet), and why."""

    item: Item
    quantity: int | None
    high: int | None = None
    """The most that may be needed, where only a range is known."""


def wanted_in(box: Box, items: Sequence[Item], needs: Needs) -> list[Wanted]:
    """What the TPS of a box needs of the items that go into it; what the whole TPS needs once lies in its first box."""
    ballots = [one.ballot for one in needs.ballots(box.station_code)]
    first = not ballots or box.ballot == ballots[0]
    found: list[Wanted] = []
    for item in items:
        if not item.boxed or (item.ballot and item.ballot != box.ballot):
            continue
        counted = next((one for one in needs.items if one.pk == item.pk), None)
        need = needs.of(counted, box.station_code) if counted is not None else None
        if need is None:
            found.append(Wanted(item, None))
            continue
        low, high = need.low, need.high
        if not item.ballot and item.basis == "ballot" and ballots:
            low, high = low // len(ballots), None if high is None else high // len(ballots)
        elif not item.ballot and not first:
            continue
        if low or high or high is None:
            found.append(Wanted(item, low if low == high else None, high))
    return found


def box_contents(box: Box) -> list[BoxContent]:
    """What lies in a box that the actor may see."""
    return list(box.contents.select_related("item").order_by("item"))


def way_of_box(box: Box) -> list[HandoverBox]:
    """The handovers of a box, in the order of its way."""
    return list(box.lines.select_related("handover__warehouse__region").order_by("handover__opened_at", "pk")[:MOST])


def checks_of_box(box: Box) -> list[BoxCheck]:
    """Who counted what in it, the newest first."""
    return list(box.checks.select_related("item").order_by("-counted_at", "-pk")[:MOST])


def packed_by_item(warehouse: Warehouse, code: str) -> dict[int, int]:
    """Pieces in the boxes at or below a place, by item."""
    rows = BoxContent.objects.filter(box__in=boxes_below(warehouse, code).order_by())
    return dict(rows.order_by().values_list("item").annotate(Sum(F("quantity"))))


def label_sheets(actor: Actor, warehouse: Warehouse) -> QuerySet[LabelSheet]:
    """The sheets that were asked for, the newest first. Raises ``Refused``."""
    require(actor, Verb.LOGISTICS_VIEW, warehouse.place)
    return LabelSheet.objects.filter(warehouse=warehouse).order_by("-asked_at", "-pk")


def access_label_sheet(actor: Actor, warehouse: Warehouse, sheet_id: int) -> LabelSheet | None:
    """One of them."""
    return label_sheets(actor, warehouse).filter(pk=sheet_id).first()
