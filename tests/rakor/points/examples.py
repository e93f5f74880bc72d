"""One runnable example of each action on action points and obstacles."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from siaga.access import SYSTEM
from siaga.planning.signals import Found
from siaga.rakor.actions import obstacles, points
from siaga.rakor.models import Obstacle
from siaga.rakor.pointing.evidence import take_evidence
from tests import people
from tests.examples import example
from tests.factories import NOW
from tests.rakor.points.worlds import DUE, Table
from tests.readiness.worlds import FULL_ANSWERS, City
from tests.reporting.pictures import photo

DESK: Any = {"actor": people.secretariat, "now": NOW}


@example("point.make")
def make_point() -> None:
    Table().point()


@example("point.change")
def change_point() -> None:
    point = Table().point()
    points.change_point(**DESK, point=point, changes={"due": DUE + timedelta(days=2)}, reason="Kapal belum tiba")


@example("point.report")
def report_on_point() -> None:
    point = Table().point()
    points.report_on_point(
        actor=people.officer, point=point, text="Truk rusak", state="blocked", blocked_why="Truk rusak",
        blocked_by="Dinas Perhubungan", now=NOW,
    )  # fmt: skip


@example("point.silence")
def put_silence_on_record() -> None:
    table = Table()
    points.put_silence_on_record(**DESK, point=table.point(), meeting=table.now, reason="Tidak hadir tanpa kabar")


@example("point.verify")
def verify_point() -> None:
    points.verify_point(**DESK, point=Table().done(), text="Diperiksa di gudang")


@example("point.return")
def return_point() -> None:
    points.return_point(**DESK, point=Table().done(), reason="Dua kotak belum ada")


@example("point.drop")
def drop_point() -> None:
    table = Table()
    points.drop_point(**DESK, point=table.point(), reason="Diganti pengadaan", meeting=table.now)


@example("point.hand_over")
def hand_over_point() -> None:
    table = Table()
    points.hand_over_point(
        actor=people.secretariat, point=table.utara_point(), forum=table.desk, reason="Forum selesai", now=NOW
    )


@example("point.evidence")
def add_evidence() -> None:
    point = Table().point()
    update = points.report_on_point(actor=people.officer, point=point, text="Sudah tiba", now=NOW)
    take_evidence(actor=people.officer, update=update, name="kotak.jpg", chunks=[photo()], now=NOW)


@example("point.escalate")
def escalate_point() -> None:
    points.escalate_point(actor=SYSTEM, point=Table().point(), now=NOW + timedelta(days=9))


@example("point.close_by_data")
def close_by_data() -> None:
    city = City()
    table = Table(city.tree, city.election)
    point = table.point(
        closes_when={"scale": "readiness", "code": "16.72.01.1002", "indicator": "", "at_least": 900_000}
    )
    city.report("16.72.01.1002/001", FULL_ANSWERS)
    points.close_by_data(actor=SYSTEM, point=point, now=NOW)


def _obstacle() -> Obstacle:
    table = Table()
    return obstacles.note_obstacle(
        **DESK, election=table.election, region=table.regions["16.72.01"], kind="access", stated_by=table.kpu,
        title="Jembatan putus", source="petugas", meeting=table.now,
    )  # fmt: skip


@example("obstacle.note")
def note_obstacle() -> None:
    _obstacle()


@example("obstacle.strategy")
def set_strategy() -> None:
    obstacle = _obstacle()
    assert obstacle.stated_by
    obstacles.set_strategy(**DESK, obstacle=obstacle, strategy="Rakit dan perahu", owner=obstacle.stated_by, due=DUE)


@example("obstacle.follow")
def follow_findings() -> None:
    table = Table()
    for detail in ("TPS 001.", "TPS 001 dan 002."):
        found = [Found("electricity", "16.72.01", "TPS tanpa listrik cadangan (contoh)", detail)]
        obstacles.follow_findings(
            actor=SYSTEM, election=table.election, region=table.regions["16.72"], source="darurat", found=found, now=NOW
        )


@example("obstacle.close")
def close_obstacle() -> None:
    obstacles.close_obstacle(**DESK, obstacle=_obstacle(), reason="Jembatan darurat berdiri")
