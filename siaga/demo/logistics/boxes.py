"""Boxes of the sample desk: all have their codes, those of the furthest kelurahan are labelled and packed first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime

from siaga.demo import sample
from siaga.demo.logistics.stock import item, warehouse
from siaga.demo.reports.story import Act, moment, who
from siaga.elections.models import PollingStation
from siaga.logistics.actions.labels import ask_labels, make_labels
from siaga.logistics.actions.packing import Packing, make_boxes, pack_many
from siaga.logistics.models import Box
from siaga.paper.errors import NoDocumentMakers

FURTHEST = "16.72.04"
"""Dempo Selatan, where a support request asks for four-wheel drive."""
FIRST = 14
"""Boxes packed by the morning of the sample day."""


def acts() -> Iterator[tuple[datetime, Act]]:
    """In the order of their time."""
    yield moment(date(2024, 10, 29), 8), coded
    yield moment(date(2024, 10, 29), 8, 30), labelled
    yield moment(date(2024, 10, 29), 18), packed


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
