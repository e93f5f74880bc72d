"""Where the boxes are, at a glance, for everybody the own part."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from siaga.access import Actor
from siaga.logistics.actions import custody
from siaga.logistics.queries.custody import board, boxes_of_station, handovers_of, refused_scans
from tests import factories, people
from tests.factories import NOW, logistics
from tests.logistics.custody.world import PPK, PPS, STATION, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = World()
    world.carry("gudang", "ppk", world.box)
    handover = world.open()
    world.give(handover, world.sister)
    return world


def test_the_board_counts_boxes_by_part_and_place(world: World) -> None:
    found = board(people.officer, world.warehouse, people.CITY, NOW)
    assert [(line.code, line.name) for line in found.lines] == [
        ("16.72.01", "Kecamatan Pagar Alam Utara"),
        ("16.72.03", "Kecamatan Dempo Utara"),
    ]
    north, far = found.lines
    assert (north.at, north.moving) == ([1, 1, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0])
    assert (far.at[0], far.total) == (1, 1)
    assert found.whole.total == 4
    villages = board(people.officer, world.warehouse, people.KECAMATAN, NOW)
    assert [line.total for line in villages.lines] == [2, 1]
    stations = board(people.officer, world.warehouse, people.VILLAGE, NOW)
    assert [(line.name, line.total) for line in stations.lines] == [("TPS 001", 1), ("TPS 002", 1)]
    assert board(people.officer, world.warehouse, STATION, NOW).whole.total == 1


@pytest.mark.parametrize(
    ("actor", "seen"),
    [(people.camat, 3), (people.lurah, 2), (people.field, 1), (people.outsider, 0), (people.stranger, 0)],
    ids=str,
)
def test_nobody_sees_more_on_the_board_than_the_own_part(world: World, actor: Actor, seen: int) -> None:
    assert board(actor, world.warehouse, people.CITY, NOW).whole.total == seen


def test_the_board_asks_as_much_for_many_boxes_as_for_few(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10, 30):
        station = factories.station(world.election, world.tree[people.VILLAGE], number)
        logistics.box(world.warehouse, station)
    with django_assert_num_queries(2):
        board(people.officer, world.warehouse, people.CITY, NOW)


def test_a_station_shows_its_boxes(world: World) -> None:
    assert boxes_of_station(people.field, world.election, STATION) == [world.box]
    assert boxes_of_station(people.field, world.election, f"{people.VILLAGE}/002") == []
    assert boxes_of_station(people.outsider, world.election, STATION) == []


def test_handovers_are_listed_for_both_ends(world: World) -> None:
    world.give(world.open("ppk", "pps"), world.box)
    rows = list(handovers_of(people.officer, world.warehouse))
    assert [(row.number, row.boxes, row.taken, row.gaps) for row in rows] == [(3, 1, 0, 0), (2, 1, 0, 0), (1, 1, 1, 0)]
    assert handovers_of(PPK, world.warehouse).count() == 3
    assert handovers_of(PPS, world.warehouse).count() == 1
    assert handovers_of(people.officer, world.warehouse, people.VILLAGE).count() == 1
    assert handovers_of(people.officer, world.warehouse, "16.72.03").count() == 0
    assert handovers_of(people.outsider, world.warehouse).count() == 0


def test_a_handover_tells_gaps_seals_and_refused_scans(world: World) -> None:
    handover = world.open()
    world.give(handover, world.near, seal="A1")
    world.give(handover, world.near)
    world.take(handover, world.near, seal="B1")
    custody.close_giving(actor=people.officer, handover=handover, now=NOW)
    row = handovers_of(people.officer, world.warehouse).get(pk=handover.pk)
    assert (row.warned, row.gaps) == (1, 0)
    assert [scan.outcome for scan in refused_scans(people.officer, handover)] == ["ulang"]
