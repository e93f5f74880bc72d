"""Where the boxes are: counts by place, those that are late, those of a station, and the handovers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, Min, Q, QuerySet

from siaga.access import Actor, Verb, may, scope_of
from siaga.elections.models import Election
from siaga.logistics.access import signing_place, visible_boxes, visible_handovers
from siaga.logistics.models import Box, BoxState, Handover, Scan, Warehouse, hop_code
from siaga.wilayah.access import below
from siaga.wilayah.models import Region

_CHILD = {5: "district_code", 8: "village_code", 13: "station_code"}
COUNTRY = "ID"
MOST_HISTORY = 200
MOST_POINTS = 5_000
"""Stations that one map draws."""


@dataclass(slots=True)
class BoardLine:
    """The boxes of one part of a region. at: by index of the hop that holds them. moving: by the hop they left."""

    code: str
    name: str
    at: list[int]
    moving: list[int]
    open: int = 0
    late: int = 0

    @property
    def total(self) -> int:
        return sum(self.at) + sum(self.moving)


@dataclass(frozen=True, slots=True)
class Board:
    """hops: the keys of the way. lines: one for each child region, or TPS of a village."""

    hops: tuple[str, ...]
    lines: Sequence[BoardLine]
    whole: BoardLine = field(default_factory=lambda: BoardLine("", "", [], []))


def board(actor: Actor, warehouse: Warehouse, code: str, now: datetime) -> Board:
    """The boxes below a region by where they are now, each part a line; what the actor may not see is left out."""
    child = _CHILD.get(len(code), "station_code")
    groups = (
        _boxes(actor, code)
        .filter(warehouse=warehouse)
        .order_by()
        .values_list(child, "hop", "moving")
        .annotate(
            boxes=Count("pk"),
            late=Count("pk", filter=Q(due_at__lt=now)),
            unsealed=Count("pk", filter=Q(state=BoxState.OPEN)),
        )
    )
    hops = tuple(warehouse.hops)
    whole = _line(code, "", hops)
    lines: dict[str, BoardLine] = {}
    for own, hop, moving, boxes, late, unsealed in groups:
        line = lines.setdefault(own, _line(own, "", hops))
        for one in (line, whole):
            (one.moving if moving else one.at)[hop] += boxes
            one.late += late
            one.open += unsealed
    names = _names(lines)
    for line in lines.values():
        line.name = names[line.code]
    return Board(hops, [lines[own] for own in sorted(lines)], whole)


def _line(code: str, name: str, hops: Sequence[str]) -> BoardLine:
    return BoardLine(code, name, [0] * len(hops), [0] * len(hops))


def _names(codes: dict[str, BoardLine]) -> dict[str, str]:
    regions = Region.objects.filter(code__in=[code for code in codes if "/" not in code])
    found = {region.code: region.title for region in regions}
    return {code: f"TPS {code.rpartition('/')[2]}" if "/" in code else found.get(code, code) for code in codes}


def _boxes(actor: Actor, code: str) -> QuerySet[Box]:
    """Boxes of stations at or below the code that the actor may see."""
    rows = visible_boxes(actor).exclude(state=BoxState.VOID)
    if "/" in code:
        return rows.filter(station_code=code)
    if len(code) == 8:
        return rows.filter(district_code=code)
    if len(code) == 13:
        return rows.filter(village_code=code)
    return rows if code in ("", COUNTRY) else rows.filter(below(code, "station__"))


def late_boxes(actor: Actor, election: Election, code: str, now: datetime) -> QuerySet[Box]:
    """Boxes at or below the code whose due has passed and which nobody signed for there, the longest late first."""
    return _boxes(actor, code).filter(warehouse__election=election, due_at__lt=now).order_by("due_at", "station_code")


def late_count(actor: Actor, election: Election, code: str, now: datetime) -> int:
    """How many boxes are late at or below the code, of those that the actor may see."""
    if scope_of(actor, Verb.LOGISTICS_VIEW).nothing:
        return 0
    return late_boxes(actor, election, code, now).count()


@dataclass(frozen=True, slots=True)
class LatePlace:
    """Late boxes of one part of a region. since: the earliest due that passed."""

    code: str
    name: str
    boxes: int
    since: datetime


def late_by_child(actor: Actor, election: Election, code: str, now: datetime) -> list[LatePlace]:
    """The parts of a region with late boxes, the most first."""
    child = _CHILD.get(len(code), "station_code")
    rows = (
        late_boxes(actor, election, code, now)
        .order_by()
        .values_list(child)
        .annotate(boxes=Count("pk"), since=Min("due_at"))
    )
    found = {own: (boxes, since) for own, boxes, since in rows}
    regions = Region.objects.filter(code__in=[own for own in found if "/" not in own])
    names = {region.code: region.title for region in regions}
    places = [
        LatePlace(own, names.get(own) or f"TPS {own.rpartition('/')[2]}", boxes, since)
        for own, (boxes, since) in found.items()
    ]
    return sorted(places, key=lambda one: (-one.boxes, one.code))


def boxes_of_station(actor: Actor, election: Election, station: str) -> list[Box]:
    """The boxes of one TPS with their contents, void ones too, in their order."""
    rows = visible_boxes(actor).filter(warehouse__election=election, station_code=station)
    return list(rows.prefetch_related("contents__item").order_by("ballot", "number")[:100])


def handovers_of(actor: Actor, warehouse: Warehouse, code: str = "") -> QuerySet[Handover]:
    """Handovers from or to places at or below the code, with counts of their boxes, the newest first."""
    rows = visible_handovers(actor).filter(warehouse=warehouse)
    if code and code != warehouse.region.code:
        near = Q()
        for end in ("from_code", "to_code"):
            near |= Q(**{end: code}) | Q(**{f"{end}__startswith": f"{code}."}) | Q(**{f"{end}__startswith": f"{code}/"})
        rows = rows.filter(near)
    return rows.annotate(
        boxes=Count("lines"),
        taken=Count("lines", filter=Q(lines__taken_at__isnull=False)),
        gaps=Count("lines", filter=~Q(lines__gap="")),
        warned=Count(
            "lines",
            filter=~Q(lines__given_seal="") & ~Q(lines__taken_seal="") & ~Q(lines__given_seal=F("lines__taken_seal")),
        ),
    ).order_by("-opened_at", "-pk")


def refused_scans(actor: Actor, handover: Handover) -> list[Scan]:
    """The scans of a handover that changed nothing, the newest first."""
    rows = Scan.objects.filter(handover=handover).exclude(outcome="diterima")
    return list(rows.select_related("box", "by").order_by("-received_at", "-pk")[:MOST_HISTORY])


def scans_of_box(actor: Actor, box: Box) -> list[Scan]:
    """What was scanned of a box, the newest first. The actor may see the box already."""
    rows = Scan.objects.filter(box=box).select_related("handover", "by")
    return list(rows.order_by("-received_at", "-pk")[:MOST_HISTORY])


@dataclass(frozen=True, slots=True)
class Start:
    """A place where boxes stand, ready to leave."""

    hop: str
    code: str
    boxes: int


def starting_points(actor: Actor, warehouse: Warehouse, code: str) -> list[Start]:
    """Places at or below the code whose boxes the actor may hand over, in the order of the way."""
    standing = (
        _boxes(actor, code)
        .filter(warehouse=warehouse, state=BoxState.SEALED, moving=False, hop__lt=len(warehouse.hops) - 1)
        .order_by()
        .values_list("hop", "village_code", "station_code")
        .annotate(boxes=Count("pk"))
    )
    found: dict[tuple[int, str], int] = {}
    for hop, village, station, boxes in standing:
        spot = hop, hop_code(warehouse.hops[hop], warehouse.region.code, village, station)
        found[spot] = found.get(spot, 0) + boxes
    return [
        Start(warehouse.hops[hop], own, boxes)
        for (hop, own), boxes in sorted(found.items())
        if may(actor, Verb.CUSTODY_SCAN, signing_place(warehouse, warehouse.hops[hop], own))
    ]


def destinations(actor: Actor, warehouse: Warehouse, start: Start, below_code: str) -> list[Start]:
    """Where the boxes that stand at a place can go, with how many of them; nearer places first."""
    index = list(warehouse.hops).index(start.hop)
    standing = (
        _boxes(actor, below_code)
        .filter(_at(start.code), warehouse=warehouse, state=BoxState.SEALED, moving=False, hop=index)
        .order_by()
        .values_list("village_code", "station_code")
        .annotate(boxes=Count("pk"))
    )
    found: dict[tuple[int, str], int] = {}
    for village, station, boxes in standing:
        for later in range(index + 1, len(warehouse.hops)):
            spot = later, hop_code(warehouse.hops[later], warehouse.region.code, village, station)
            found[spot] = found.get(spot, 0) + boxes
    return [Start(warehouse.hops[hop], own, boxes) for (hop, own), boxes in sorted(found.items())]


def _at(code: str) -> Q:
    if "/" in code:
        return Q(station_code=code)
    return {8: Q(district_code=code), 13: Q(village_code=code)}.get(len(code), Q())


@dataclass(frozen=True, slots=True)
class LateStation:
    """A station with late boxes and a position."""

    code: str
    number: int
    village: str
    lat: float
    lon: float
    boxes: int
    since: datetime


def late_stations(actor: Actor, election: Election, code: str, now: datetime) -> list[LateStation]:
    """The stations with late boxes that have a position, for a map."""
    rows = (
        late_boxes(actor, election, code, now)
        .filter(station__lat__isnull=False)
        .order_by()
        .values_list("station_code", "station__number", "station__village__name", "station__lat", "station__lon")
        .annotate(boxes=Count("pk"), since=Min("due_at"))
        .order_by("station_code")[:MOST_POINTS]
    )
    return [LateStation(*row) for row in rows]
