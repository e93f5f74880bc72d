"""The catalogue: opened from the ruleset, added to, made precise, changed with a reason, retired."""

from __future__ import annotations

import pytest

from siaga.access import Refused
from siaga.ledger.models import Entry
from siaga.logistics.actions.catalogue import (
    Wanted,
    add_item,
    make_precise,
    open_catalogue,
    retire_item,
    set_quantity,
)
from siaga.logistics.actions.voters import remove_voter_total, set_voter_total
from siaga.logistics.errors_catalogue import BadItem, BadTotal, ItemGone
from siaga.logistics.models import Catalogue, Item, VoterTotal
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW
from tests.logistics.examples_catalogue import ACT, city, vague

pytestmark = pytest.mark.django_db


def test_a_city_has_papers_for_governor_and_mayor_and_its_stock_for_a_repeat_vote_for_the_mayor_alone() -> None:
    items = {one.key: one for one in open_catalogue(**ACT, election=city())}
    papers = {one.ballot for key, one in items.items() if key.startswith("surat-suara-")}
    assert papers == {"gubernur", "walikota"}
    assert {key for key in items if key.startswith("psu-")} == {"psu-surat-suara-walikota"}
    assert items["psu-surat-suara-walikota"].quantity == 2000
    assert items["segel"].vague
    assert not items["kotak-suara"].boxed
    assert items["tinta"].boxed


def test_a_regency_elects_a_regent() -> None:
    regency = factories.tree()["16.03"]
    items = open_catalogue(actor=people.admin, election=factories.election(regency), now=NOW)
    assert {one.ballot for one in items if one.ballot} == {"gubernur", "bupati"}


def test_opening_again_makes_only_what_is_missing_and_leaves_what_the_desk_changed() -> None:
    election = city()
    first = open_catalogue(**ACT, election=election)
    ink = next(one for one in first if one.key == "tinta")
    set_quantity(**ACT, item=ink, quantity=3, basis="station", unit="botol", reason="Keputusan KPU contoh")
    entries = Entry.objects.count()
    again = open_catalogue(**ACT, election=election)
    assert len(again) == len(first)
    assert next(one for one in again if one.key == "tinta").quantity == 3
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("who", ["leader", "colleague", "camat", "auditor", "outsider", "stranger"])
def test_only_who_keeps_the_logistics_opens_it(who: str) -> None:
    with pytest.raises(Refused):
        open_catalogue(actor=people.EVERYONE[who], election=city(), now=NOW)


def test_an_item_may_be_as_vague_as_it_is_in_the_report_and_be_made_precise_later() -> None:
    election = city()
    item = vague(election)
    assert item.vague and item.catalogue == Catalogue.CAMPAIGN
    parts = make_precise(
        **ACT,
        item=item,
        parts=[Wanted("Baliho", "lembar", 5, "district"), Wanted("Spanduk", "lembar", 2, "village")],
    )
    item.refresh_from_db()
    assert item.became == parts[0]
    assert list(item.parts.order_by("id")) == parts
    assert all(one.catalogue == Catalogue.CAMPAIGN for one in parts)
    with pytest.raises(ItemGone):
        make_precise(**ACT, item=item, parts=[Wanted("Umbul-umbul", "lembar", 1, "village")])
    with pytest.raises(ItemGone):
        retire_item(**ACT, item=item, reason="sudah diperinci")


def test_what_is_said_precisely_must_be_precise_and_then_nothing_is_half_done() -> None:
    election = city()
    item = vague(election)
    with pytest.raises(BadItem):
        make_precise(**ACT, item=item, parts=[Wanted("Baliho", "lembar", 5, "district"), Wanted("Spanduk")])
    with pytest.raises(BadItem):
        make_precise(**ACT, item=item, parts=[])
    assert Item.objects.filter(election=election).count() == 1


def test_an_item_that_is_certain_is_not_made_precise() -> None:
    ink = next(one for one in open_catalogue(**ACT, election=city()) if one.key == "tinta")
    with pytest.raises(BadItem):
        make_precise(**ACT, item=ink, parts=[Wanted("Tinta ungu", "botol", 1, "station")])


def test_names_may_repeat_and_keys_do_not() -> None:
    election = city()
    keys = [add_item(**ACT, election=election, name="Lakban").key for _again in range(3)]
    assert keys == ["desk-lakban", "desk-lakban-2", "desk-lakban-3"]


def test_a_quantity_changes_with_a_reason_that_stands_on_the_ledger() -> None:
    election = city()
    booths = next(one for one in open_catalogue(**ACT, election=election) if one.key == "bilik")
    with pytest.raises(BadItem, match="Alasan"):
        set_quantity(**ACT, item=booths, quantity=3, basis="station", unit="buah", reason=" ")
    set_quantity(**ACT, item=booths, quantity=3, basis="station", unit="buah", reason="Keputusan KPU contoh")
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.reason) == ("item.set_quantity", "Keputusan KPU contoh")
    with pytest.raises(ItemGone):
        _stale(booths)


def test_papers_are_always_counted_by_voters() -> None:
    papers = next(one for one in open_catalogue(**ACT, election=city()) if one.key == "surat-suara-walikota")
    for quantity, basis in ((500, "station"), (None, "voter")):
        with pytest.raises(BadItem):
            set_quantity(**ACT, item=papers, quantity=quantity, basis=basis, unit="lembar", reason="contoh")


def _stale(item: Item) -> None:
    """Somebody retired it between the look and the step."""
    retire_item(**ACT, item=item, reason="tidak dipakai")
    set_quantity(**ACT, item=item, quantity=2, basis="station", unit="buah", reason="terlambat")


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"quantity": -1}, {"quantity": 100_001}, {"basis": "kapan-kapan"}, {"catalogue": "lain"}],
)
def test_nonsense_is_refused_with_a_remedy(wrong: dict[str, object]) -> None:
    with pytest.raises(BadItem) as found:
        add_item(**(ACT | {"election": city(), "name": "Lakban"} | wrong))
    assert found.value.remedy


def test_a_document_states_the_voters_of_a_region_of_the_election() -> None:
    election = city()
    kecamatan = Region.objects.get(code=people.KECAMATAN)
    total = set_voter_total(**ACT, election=election, region=kecamatan, voters=30_000, source="BA contoh")
    set_voter_total(**ACT, election=election, region=kecamatan, voters=30_100, source="BA contoh, dibetulkan")
    assert VoterTotal.objects.get().voters == 30_100
    with pytest.raises(BadTotal):
        set_voter_total(**ACT, election=election, region=kecamatan, voters=30_100, source="")
    with pytest.raises(Refused):
        elsewhere = Region.objects.get(code="16.03")
        set_voter_total(actor=people.admin, election=election, region=elsewhere, voters=1, source="x", now=NOW)
    with pytest.raises(Refused):
        remove_voter_total(actor=people.camat, total=total, now=NOW)
    remove_voter_total(**ACT, total=total)
    assert not VoterTotal.objects.exists()
