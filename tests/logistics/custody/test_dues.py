"""Dues come from the plan, else from the rules, else by hand; a box that nobody signed for in time is late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from siaga.access import Actor, Refused
from siaga.ledger.models import Entry
from siaga.logistics.actions import custody
from siaga.logistics.custody_errors import BadDue
from siaga.logistics.dues import BY_HAND, dues_of, refresh_dues
from siaga.logistics.models import Box, HopDue
from siaga.logistics.queries.custody import late_boxes, late_by_child, late_count
from tests import people
from tests.factories import NOW
from tests.logistics.custody.world import STATION, World, fresh

pytestmark = pytest.mark.django_db
BY_RULE = datetime(2024, 11, 26, 16, 59, 59, tzinfo=UTC)
"""H-1, by the end of the day in WIB."""
SOON, LATER = NOW + timedelta(days=2), NOW + timedelta(days=5)


@pytest.fixture
def world() -> World:
    return World()


def plan(world: World, *dues: tuple[str, str, datetime], source: str = "Rencana contoh v1") -> int:
    return custody.set_dues(
        actor=people.secretariat, warehouse=world.warehouse, dues=dues, source=source, now=world.now
    )


def test_without_a_plan_the_rules_say_when_a_box_must_be_at_its_station(world: World) -> None:
    assert refresh_dues(world.warehouse) == 4
    assert fresh(world.box).due_at == BY_RULE
    assert refresh_dues(world.warehouse) == 0


def test_after_the_station_the_way_back_is_due(world: World) -> None:
    world.carry("gudang", "tps", world.box)
    assert fresh(world.box).due_at == datetime(2024, 11, 28, 16, 59, 59, tzinfo=UTC)
    world.carry("tps", "kembali-kpu", world.box)
    assert fresh(world.box).due_at is None


def test_the_nearest_due_that_is_still_ahead_counts_and_the_narrower_place_wins(world: World) -> None:
    plan(world, ("ppk", people.KECAMATAN, LATER), ("tps", people.CITY, LATER), ("tps", STATION, SOON))
    assert fresh(world.box).due_at == SOON
    assert fresh(world.sister).due_at == LATER
    assert fresh(world.far).due_at == LATER
    world.carry("gudang", "ppk", world.sister)
    assert fresh(world.sister).due_at == LATER


def test_a_new_plan_takes_the_place_of_the_old_one_and_leaves_what_a_person_set(world: World) -> None:
    custody.set_due(
        actor=people.secretariat, warehouse=world.warehouse, hop="ppk", code="16.72.03", due_at=SOON, now=NOW
    )
    assert plan(world, ("ppk", people.KECAMATAN, SOON), ("pps", people.VILLAGE, LATER)) == 2
    assert plan(world, ("ppk", people.KECAMATAN, LATER), source="Rencana contoh v2") == 2
    assert set(HopDue.objects.values_list("code", "source")) == {
        ("16.72.03", BY_HAND),
        (people.KECAMATAN, "Rencana contoh v2"),
    }
    assert fresh(world.far).due_at == SOON
    entries = Entry.objects.filter(action="custody.set_dues")
    assert [entry.object_label for entry in entries] == ["Rencana contoh v1", "Rencana contoh v2"]
    assert plan(world, source="Rencana contoh v2") == 1
    assert fresh(world.box).due_at == BY_RULE


def test_a_due_by_hand_can_be_moved_and_taken_away(world: World) -> None:
    act = {"actor": people.officer, "warehouse": world.warehouse, "hop": "pps", "code": people.VILLAGE, "now": NOW}
    custody.set_due(due_at=SOON, **act)
    assert fresh(world.box).due_at == SOON
    before = Entry.objects.count()
    custody.set_due(due_at=SOON, **act)
    assert Entry.objects.count() == before
    custody.set_due(due_at=LATER, **act)
    assert fresh(world.box).due_at == LATER
    assert custody.set_due(due_at=None, **act) is None
    assert custody.set_due(due_at=None, **act) is None
    assert fresh(world.box).due_at == BY_RULE


@pytest.mark.parametrize(
    "actor", [people.camat, people.lurah, people.colleague, people.leader, people.outsider], ids=str
)
def test_only_the_keepers_of_the_warehouse_set_dues(world: World, actor: Actor) -> None:
    with pytest.raises(Refused):
        custody.set_dues(actor=actor, warehouse=world.warehouse, dues=[], source="Rencana", now=NOW)
    with pytest.raises(Refused):
        custody.set_due(actor=actor, warehouse=world.warehouse, hop="pps", code=people.VILLAGE, due_at=SOON, now=NOW)


@pytest.mark.parametrize(
    ("hop", "code"),
    [
        ("ppk", people.VILLAGE),
        ("pps", STATION),
        ("tps", "16"),
        ("kembali-kpu", "16.72.01"),
        ("ppk", "16.03.01"),
        ("x", "16.72"),
    ],
)
def test_a_due_needs_a_place_of_its_hop(world: World, hop: str, code: str) -> None:
    with pytest.raises(BadDue):
        plan(world, (hop, code, SOON))


def test_a_box_that_was_not_signed_for_in_time_is_late_until_it_is(world: World) -> None:
    plan(world, ("ppk", people.KECAMATAN, SOON))
    city = people.CITY
    assert late_count(people.officer, world.election, city, SOON) == 0
    after = SOON + timedelta(seconds=1)
    assert late_count(people.officer, world.election, city, after) == 3
    handover = world.open()
    world.give(handover, world.box)
    assert late_count(people.officer, world.election, city, after) == 3
    world.take(handover, world.box, now=after)
    assert late_count(people.officer, world.election, city, after) == 2
    assert {box.pk for box in late_boxes(people.officer, world.election, city, after)} == {
        world.sister.pk,
        world.near.pk,
    }


def test_everybody_sees_the_late_boxes_of_the_own_place(world: World) -> None:
    refresh_dues(world.warehouse)
    after = BY_RULE + timedelta(days=1)
    counts = {
        "city": late_count(people.leader, world.election, people.CITY, after),
        "district": late_count(people.camat, world.election, people.KECAMATAN, after),
        "district asks for the city": late_count(people.camat, world.election, people.CITY, after),
        "village": late_count(people.lurah, world.election, people.VILLAGE, after),
        "station": late_count(people.field, world.election, STATION, after),
        "next door": late_count(people.outsider, world.election, people.CITY, after),
        "nobody": late_count(people.stranger, world.election, people.CITY, after),
        "province": late_count(people.admin, world.election, "16", after),
        "country": late_count(people.admin, world.election, "", after),
    }
    assert counts == {
        "city": 4, "district": 3, "district asks for the city": 3, "village": 2, "station": 1, "next door": 0,
        "nobody": 0, "province": 4, "country": 4,
    }  # fmt: skip
    places = late_by_child(people.leader, world.election, people.CITY, after)
    assert [(place.code, place.boxes, place.since) for place in places] == [
        (people.KECAMATAN, 3, BY_RULE),
        ("16.72.03", 1, BY_RULE),
    ]
    assert [place.name for place in late_by_child(people.leader, world.election, people.VILLAGE, after)] == [
        "TPS 001",
        "TPS 002",
    ]


def test_void_boxes_are_never_late(world: World) -> None:
    refresh_dues(world.warehouse)
    Box.objects.update(state="batal")
    assert late_count(people.officer, world.election, people.CITY, BY_RULE + timedelta(days=1)) == 0


def test_refreshing_asks_no_question_for_each_box(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(3):
        refresh_dues(world.warehouse)
    assert dues_of(world.warehouse).at("tps", STATION) == BY_RULE
