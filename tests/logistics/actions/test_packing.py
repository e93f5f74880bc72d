"""Boxes are made once, packed from what is there, opened only here, and voided with what lay in them put back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.access import Actor, Refused
from siaga.logistics.actions import packing
from siaga.logistics.loose import loose_pieces
from siaga.logistics.models import Box, BoxContent, BoxState, Catalogue, HandoverBox
from siaga.logistics.stock_errors import BoxHasLeft, BoxMoved, NotEnough, NotSaid, SealTaken, WrongContent
from tests import people
from tests.factories import NOW
from tests.factories import logistics as made
from tests.logistics.depots import ACT, Depot

pytestmark = pytest.mark.django_db


def test_every_tps_of_a_city_gets_one_box_for_the_governor_and_one_for_the_mayor() -> None:
    depot = Depot()
    boxes = depot.boxes()
    assert sorted((box.station_code, box.ballot) for box in boxes) == sorted(
        (station.code, ballot) for station in depot.stations for ballot in ("gubernur", "walikota")
    )
    assert len({box.code for box in boxes}) == 8
    assert all(len(box.code) == 10 and box.state == BoxState.OPEN and box.pk for box in boxes)


def test_making_boxes_again_adds_only_what_is_missing() -> None:
    depot = Depot()
    boxes = depot.boxes()
    assert depot.boxes() == []
    packing.void_box(**ACT, box=boxes[3], reason="Rusak")
    [again] = depot.boxes()
    assert (again.station_id, again.ballot) == (boxes[3].station_id, boxes[3].ballot)
    assert again.code != boxes[3].code


def test_stations_of_another_regency_or_election_get_no_box() -> None:
    depot = Depot()
    from tests.factories import election, station

    other = election(depot.tree["16.03"], "pilkada-tetangga")
    for stranger in (
        station(other, depot.tree["16.03.01.2011"], 1),
        station(depot.election, depot.tree["16.03.01.2011"], 1),
    ):
        with pytest.raises(Refused):
            packing.make_boxes(**ACT, warehouse=depot.warehouse, stations=[depot.stations[0], stranger])
    assert not Box.objects.exists()


@pytest.mark.parametrize("who", ["leader", "camat", "lurah", "field", "auditor", "outsider", "stranger", "colleague"])
def test_only_the_warehouse_of_the_regency_packs(who: str) -> None:
    depot = Depot().stocked()
    box = depot.boxes()[0]
    actor: Actor = people.EVERYONE[who]
    act = {"actor": actor, "now": NOW}
    with pytest.raises(Refused):
        packing.make_boxes(**act, warehouse=depot.warehouse, stations=depot.stations)
    with pytest.raises(Refused):
        packing.pack_box(**act, box=box, contents={depot.governor: 1}, seal="A1")
    with pytest.raises(Refused):
        packing.pack_many(**act, warehouse=depot.warehouse, packings=[depot.packing(box)])
    for verb in (packing.reopen_box, packing.void_box):
        with pytest.raises(Refused):
            verb(**act, box=box, reason="Contoh")


def test_packing_takes_from_the_loose_stock_and_the_ledger_keeps_the_contents() -> None:
    depot = Depot().stocked(1000)
    box = next(box for box in depot.boxes() if box.ballot == "gubernur")
    packed = packing.pack_box(**ACT, box=box, contents={depot.governor: 410, depot.ink: 0}, seal="  a 0001 ", kg=12.5)
    box.refresh_from_db()
    assert (box.state, box.seal, box.kg) == (BoxState.SEALED, "A 0001", 12.5)
    assert box.packed == {str(depot.governor.pk): 410} == packed.as_fact()["packed"]
    assert list(box.contents.values_list("item_id", "quantity")) == [(depot.governor.pk, 410)]
    assert loose_pieces(depot.warehouse, [depot.governor.pk, depot.ink.pk]) == {
        depot.governor.pk: 590,
        depot.ink.pk: 1000,
    }


def test_packing_more_than_lies_loose_is_refused_and_nothing_of_a_batch_is_packed() -> None:
    depot = Depot().stocked(1000)
    boxes = [box for box in depot.boxes() if box.ballot == "gubernur"][:3]
    with pytest.raises(NotEnough, match=r"diminta 1\.230, di gudang hanya ada 1\.000 yang baik"):
        packing.pack_many(**ACT, warehouse=depot.warehouse, packings=[depot.packing(box) for box in boxes])
    assert not BoxContent.objects.exists()
    assert not Box.objects.exclude(state=BoxState.OPEN).exists()


def test_a_box_is_packed_once_and_no_box_takes_what_is_not_its_own() -> None:
    depot = Depot().stocked()
    first, second, *_rest = (box for box in depot.boxes() if box.ballot == "gubernur")
    campaign = made.item(depot.election, "apk", name="Atribut", ballot="", unit="", catalogue=Catalogue.CAMPAIGN)
    old = made.item(depot.election, "lama", name="Barang lama", ballot="", retired_at=NOW)
    booth = made.item(depot.election, "bilik", name="Bilik", ballot="", boxed=False)
    for wrong in (campaign, old, booth, depot.mayor):
        with pytest.raises(WrongContent):
            packing.pack_box(**ACT, box=first, contents={wrong: 1}, seal="A1")
    for contents in ({}, {depot.governor: 0}, {depot.governor: -3}):
        with pytest.raises(NotSaid):
            packing.pack_box(**ACT, box=first, contents=contents, seal="A1")
    with pytest.raises(NotSaid, match="Nomor segel"):
        packing.pack_box(**ACT, box=first, contents={depot.governor: 1}, seal=" ")
    with pytest.raises(NotSaid, match="Berat"):
        packing.pack_box(**ACT, box=first, contents={depot.governor: 1}, seal="A1", kg=0)
    packing.pack_box(**ACT, box=first, contents={depot.governor: 1}, seal="A1")
    with pytest.raises(BoxMoved):
        packing.pack_box(**ACT, box=first, contents={depot.governor: 1}, seal="A2")
    with pytest.raises(SealTaken, match=first.code):
        packing.pack_box(**ACT, box=second, contents={depot.governor: 1}, seal="a1")
    with pytest.raises(NotSaid, match="dua kali"):
        packing.pack_many(**ACT, warehouse=depot.warehouse, packings=[depot.packing(second), depot.packing(second)])


def test_a_box_opened_again_keeps_what_lies_in_it_until_it_is_packed_anew() -> None:
    depot = Depot()
    box = next(box for box in depot.packed() if box.ballot == "gubernur")
    opened = packing.reopen_box(**ACT, box=box, reason="Segel robek")
    assert (opened.state, opened.seal) == (BoxState.OPEN, "")
    assert loose_pieces(depot.warehouse, [depot.governor.pk]) == {depot.governor.pk: 5000 - 4 * 410}
    # What lies in it already may be packed again, though nothing more lies loose.
    packing.pack_box(**ACT, box=opened, contents={depot.governor: 5000 - 3 * 410}, seal="B1")
    assert loose_pieces(depot.warehouse, [depot.governor.pk]) == {depot.governor.pk: 0}


def test_a_voided_box_gives_back_what_lay_in_it_and_never_comes_back() -> None:
    depot = Depot()
    box = next(box for box in depot.packed() if box.ballot == "gubernur")
    void = packing.void_box(**ACT, box=box, reason="Kotak kena air")
    assert (void.state, void.packed, void.seal) == (BoxState.VOID, {}, "")
    assert loose_pieces(depot.warehouse, [depot.governor.pk]) == {depot.governor.pk: 5000 - 3 * 410}
    for verb in (packing.reopen_box, packing.void_box):
        with pytest.raises(BoxMoved):
            verb(**ACT, box=void, reason="Contoh")


def test_a_box_that_left_or_is_on_a_list_is_neither_opened_nor_voided() -> None:
    depot = Depot()
    away, listed, *_rest = depot.packed()
    Box.objects.filter(pk=away.pk).update(hop=1, since=NOW + timedelta(hours=1))
    list_of = made.handover(depot.warehouse, "16.72.01")
    HandoverBox.objects.create(handover=list_of, box=listed, given_at=NOW)
    for box in (away, listed):
        for verb in (packing.reopen_box, packing.void_box):
            with pytest.raises(BoxHasLeft):
                verb(**ACT, box=box, reason="Contoh")
    with pytest.raises(NotSaid):
        packing.reopen_box(**ACT, box=_rest[0], reason="  ")
