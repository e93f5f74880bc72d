"""Boxes of the sample desk: all have their codes; those of the furthest kelurahan are packed and on their way first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from siaga.demo import sample
from siaga.demo.logistics.stock import item, warehouse
from siaga.demo.reports.reporters import camat_of
from siaga.demo.reports.story import Act, moment, who
from siaga.elections.models import PollingStation
from siaga.logistics.actions.custody import close_giving, close_taking, open_handover, scan, set_due
from siaga.logistics.actions.labels import ask_labels, make_labels
from siaga.logistics.actions.packing import Packing, make_boxes, pack_many
from siaga.logistics.codes import label_text
from siaga.logistics.models import Box, BoxState, Handover, Hop, ScanSide
from siaga.paper.errors import NoDocumentMakers

FURTHEST = "16.72.04"
"""Dempo Selatan, where a support request asks for four-wheel drive."""
FIRST = 14
"""Boxes packed two evenings before the sample day."""
SHIPPED = (6, 3, 2)
"""Boxes of the first truck, of the second, and of the one that is being loaded."""
FAR_STATION_DUE = moment(date(2024, 10, 29), 8, 30)


def acts() -> Iterator[tuple[datetime, Act]]:
    """In the order of their time."""
    yield moment(date(2024, 10, 28), 8), coded
    yield moment(date(2024, 10, 28), 8, 30), labelled
    yield moment(date(2024, 10, 28), 18), packed
    yield moment(date(2024, 10, 28), 18, 30), first_due
    yield moment(date(2024, 10, 29), 6, 30), first_truck_leaves
    yield moment(date(2024, 10, 29), 7, 40), first_truck_unloaded
    yield moment(date(2024, 10, 29), 8, 15), second_truck_leaves
    yield moment(date(2024, 10, 29), 8, 50), third_truck_loads


def coded(now: datetime) -> None:
    make_boxes(
        actor=who("kpu", now),
        warehouse=warehouse(),
        stations=PollingStation.objects.filter(election__slug="pilkada-2024", regency_code=sample.CITY),
        now=now,
    )


def labelled(now: datetime) -> None:
    """The labels of the furthest sub-district; a machine that cannot draw documents leaves them asked for."""
    sheet = ask_labels(actor=who("kpu", now), warehouse=warehouse(), code=FURTHEST, now=now)
    with suppress(NoDocumentMakers):
        make_labels(actor=who("kpu", now), sheet=sheet, head="Label kotak (contoh)", now=now)


def packed(now: datetime) -> None:
    """The mayor's boxes of the furthest TPS: the governor's ballots have not come."""
    there = warehouse()
    ballots = item("surat-suara-walikota")
    others = [item(key) for key in ("sampul-hasil", "formulir", "daftar-paslon")]
    boxes = Box.objects.filter(warehouse=there, ballot="walikota", district_code=FURTHEST).select_related("station")
    packings = []
    for number, box in enumerate(boxes.order_by("station_code")[:FIRST], start=1):
        voters = box.station.voters_total or 0
        contents = {ballots: voters + -(-voters * 25 // 1000), **dict.fromkeys(others, 1)}
        packings.append(Packing(box, contents, f"PGA-{number:04d}", round(3.1 + voters * 0.009, 1)))
    pack_many(actor=who("kpu", now), warehouse=there, packings=packings, now=now)


def first_due(now: datetime) -> None:
    """One far TPS should have its boxes in the morning already: a rehearsal of the way."""
    set_due(
        actor=who("kpu", now),
        warehouse=warehouse(),
        hop=Hop.STATION,
        code=_load(0)[-1].station_code,
        due_at=FAR_STATION_DUE,
        now=now,
    )


def first_truck_leaves(now: datetime) -> None:
    """Six boxes to the PPK."""
    handover = _opened("Truk contoh BG 1234 XX", now)
    _scan_all("kpu", handover, ScanSide.GIVE, _load(0), now)
    close_giving(
        actor=who("kpu", now),
        handover=handover,
        giver_name="Contoh Kasubbag Logistik",
        giver_office="Kasubbag Keuangan, Umum, dan Logistik KPU Kota Pagar Alam",
        now=now,
    )


def first_truck_unloaded(now: datetime) -> None:
    """Five are signed for, one of them twice; the sixth was not on the truck, and stays on the way."""
    handover = Handover.objects.select_related("warehouse__region").get(warehouse=warehouse(), number=1)
    receiver = camat_of(FURTHEST)
    boxes = _load(0)[:-1]
    _scan_all(receiver, handover, ScanSide.TAKE, [*boxes, boxes[0]], now)
    close_taking(
        actor=who(receiver, now),
        handover=handover,
        receiver_name="Contoh Ketua PPK",
        receiver_office="Ketua PPK Dempo Selatan",
        note="Satu kotak tidak ada di bak truk (contoh).",
        now=now,
    )


def second_truck_leaves(now: datetime) -> None:
    """Three boxes more; one of another sub-district was nearly loaded with them."""
    handover = _opened("Kabin ganda contoh BG 5678 XX", now)
    strange = Box.objects.filter(warehouse=handover.warehouse, state=BoxState.OPEN).exclude(district_code=FURTHEST)
    _scan_all("kpu", handover, ScanSide.GIVE, [*_load(1), strange.order_by("station_code")[0]], now)
    close_giving(
        actor=who("kpu", now),
        handover=handover,
        giver_name="Contoh Staf Gudang",
        giver_office="Staf gudang KPU Kota Pagar Alam",
        now=now,
    )


def third_truck_loads(now: datetime) -> None:
    """Two boxes are on it so far."""
    _scan_all("kpu", _opened("Kabin ganda contoh BG 9012 XX", now), ScanSide.GIVE, _load(2), now)


def _load(truck: int) -> list[Box]:
    """The boxes of one truck, in the order of their stations."""
    boxes = Box.objects.filter(warehouse=warehouse(), seal__startswith="PGA-").order_by("seal")
    first = sum(SHIPPED[:truck])
    return list(boxes[first : first + SHIPPED[truck]])


def _opened(vehicle: str, now: datetime) -> Handover:
    return open_handover(
        actor=who("kpu", now),
        warehouse=warehouse(),
        from_hop=Hop.WAREHOUSE,
        from_code=sample.CITY,
        to_hop=Hop.DISTRICT,
        to_code=FURTHEST,
        vehicle=vehicle,
        now=now,
    )


def _scan_all(username: str, handover: Handover, side: ScanSide, boxes: Sequence[Box], now: datetime) -> None:
    for place, box in enumerate(boxes):
        box.warehouse = handover.warehouse
        scan(
            actor=who(username, now),
            warehouse=handover.warehouse,
            scan_id=uuid5(NAMESPACE_URL, f"contoh:{handover.number}:{side}:{place}"),
            side=side,
            text=label_text(box),
            handover=handover,
            seal=box.seal,
            scanned_at=now - timedelta(minutes=len(boxes) - place),
            now=now,
        )
