"""One run of every action of this room."""

from __future__ import annotations

from datetime import date

from siaga.wilayah import actions
from tests import people
from tests.examples import example
from tests.factories import NOW, tree

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[103.2, -4.1], [103.3, -4.1], [103.3, -4.0], [103.2, -4.0], [103.2, -4.1]]],
}


@example("region.create")
def create() -> None:
    tree()
    actions.create_region(actor=people.secretariat, code="16.72.01.1003", name="Contoh", now=NOW, basis="Perda 1/2024")


@example("region.rename")
def rename() -> None:
    actions.rename_region(actor=people.secretariat, region=tree()["16.72.01.1001"], name="Contoh", now=NOW)


@example("region.place")
def place() -> None:
    actions.move_point(actor=people.secretariat, region=tree()["16.72.01"], lat=-4.0, lon=103.2, now=NOW)


@example("region.close")
def close() -> None:
    region = tree()["16.72.01.1002"]
    actions.close_region(actor=people.secretariat, region=region, last_day=date(2024, 10, 1), now=NOW)


@example("region.reopen")
def reopen() -> None:
    region = tree()["16.72.01.1002"]
    actions.close_region(actor=people.secretariat, region=region, last_day=date(2024, 10, 1), now=NOW)
    actions.reopen_region(actor=people.secretariat, region=region, now=NOW, reason="Keliru ditutup")


@example("region.recode")
def recode() -> None:
    actions.recode_region(actor=people.secretariat, region=tree()["16.72.01"], code="16.72.09", now=NOW)


@example("region.split")
def split() -> None:
    actions.split_region(
        actor=people.secretariat,
        region=tree()["16.72.01.1001"],
        parts=[("16.72.01.1003", "Contoh Timur")],
        since=date(2024, 10, 1),
        now=NOW,
    )


@example("region.merge")
def merge() -> None:
    regions = tree()
    actions.merge_regions(
        actor=people.secretariat,
        regions=[regions["16.72.01.1002"]],
        into=regions["16.72.01.1001"],
        since=date(2024, 10, 1),
        now=NOW,
    )


@example("region.set_boundary")
def set_boundary() -> None:
    actions.set_boundary(actor=people.secretariat, region=tree()["16.72.01"], geometry=SQUARE, now=NOW)


@example("region.remove_boundary")
def remove_boundary() -> None:
    region = tree()["16.72.01"]
    actions.set_boundary(actor=people.secretariat, region=region, geometry=SQUARE, now=NOW)
    actions.remove_boundary(actor=people.secretariat, region=region, now=NOW)
