"""What every place needs: counted from what is known, open where it is not, and the same at every level."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from siaga.access import Refused
from siaga.elections.models import PollingStation, RulesetText
from siaga.elections.rulesets import by_name
from siaga.logistics.actions.catalogue import Wanted, add_item, make_precise, retire_item, set_quantity
from siaga.logistics.actions.voters import set_voter_total
from siaga.logistics.arithmetic import Range, exactly
from siaga.logistics.models import Box, BoxState, Catalogue
from siaga.logistics.needs import Needs
from siaga.logistics.queries.needs import item_totals, needs_of
from tests import factories, people
from tests.logistics.examples_catalogue import ACT
from tests.logistics.towns import KNOWN, Town

pytestmark = pytest.mark.django_db

VOTERS = sum(sum(rows.values()) for rows in KNOWN.values())
RESERVE = 11 + 10 + 1 + 15 + 13 + 12 + 9
STATIONS = 7


def need(needs: Needs, key: str, code: str = people.CITY) -> Range | None:
    item = needs.item(key)
    assert item is not None, key
    return needs.of(item, code)


def test_a_city_of_known_voters_is_exact() -> None:
    found = needs_of(people.officer, Town().election, people.CITY)
    assert need(found, "surat-suara-walikota") == exactly(VOTERS + RESERVE)
    assert need(found, "surat-suara-gubernur") == exactly(VOTERS + RESERVE)
    assert need(found, "psu-surat-suara-walikota") == exactly(2000)
    assert need(found, "kotak-suara") == exactly(2 * STATIONS)
    assert need(found, "bilik") == exactly(4 * STATIONS)
    assert need(found, "tinta") == exactly(2 * STATIONS)
    assert need(found, "alat-bantu-tunanetra") == exactly(2 * STATIONS)
    assert need(found, "segel") is None
    assert found.here.special == 1


def test_the_sum_of_the_parts_is_the_whole_at_every_level_for_every_item() -> None:
    found = needs_of(people.officer, Town().election, people.CITY)
    for spot in found.spots.values():
        for item in found.items:
            whole = found.of(item, spot.code)
            if not spot.children or whole is None:
                continue
            parts = [found.of(item, code) for code in spot.children]
            own = found.own(item, spot.code)
            assert own is not None
            assert whole.low == own.low + sum(part.low for part in parts if part)
    assert found.own(found.item("psu-surat-suara-walikota"), people.CITY) == exactly(2000)  # type: ignore[arg-type]
    assert need(found, "psu-surat-suara-walikota", people.KECAMATAN) == exactly(0)


def test_unknown_voters_are_a_range_and_never_zero() -> None:
    town = Town({"16.72.01.1001": {1: 400, 2: None}, "16.72.03.1001": {1: None}})
    found = needs_of(people.officer, town.election, people.CITY)
    assert need(found, "surat-suara-walikota") == Range(410, 410 + 2 * 615)
    assert need(found, "surat-suara-walikota", "16.72.03.1001/001") == Range(0, 615)
    assert need(found, "bilik") == exactly(12)
    assert found.here.unknown == 2


def test_a_stated_total_narrows_the_range_of_every_place() -> None:
    town = Town({"16.72.01.1001": {1: 400, 2: None}, "16.72.03.1001": {1: None}})
    set_voter_total(**ACT, election=town.election, region=town.election.region, voters=1400, source="BA contoh")
    found = needs_of(people.officer, town.election, people.CITY)
    assert found.here.voters == exactly(1400)
    assert need(found, "surat-suara-walikota") == Range(1400 + 10 + 25, 1400 + 10 + 26)
    assert found.spots["16.72.03.1001/001"].voters == Range(400, 600)
    district = needs_of(people.camat, town.election, people.KECAMATAN)
    assert district.here.voters == Range(800, 1000)


def test_a_total_that_the_stations_contradict_is_told() -> None:
    town = Town()
    set_voter_total(**ACT, election=town.election, region=town.election.region, voters=VOTERS + 1, source="BA contoh")
    found = needs_of(people.officer, town.election, people.CITY)
    assert [(one.kind, one.stated - one.counted) for one in found.mismatches] == [("other", 1)]
    assert found.here.voters == exactly(VOTERS)


def test_what_is_needed_comes_from_the_ruleset_until_somebody_opens_the_catalogue() -> None:
    town = Town(opened=False)
    found = needs_of(people.officer, town.election, people.CITY)
    assert not found.standing
    assert need(found, "surat-suara-walikota") == exactly(VOTERS + RESERVE)


def test_a_set_quantity_is_the_desks_own_and_a_ruleset_quantity_names_its_doubt() -> None:
    town = Town()
    set_quantity(
        **ACT, item=town.item("tinta"), quantity=3, basis="station", unit="botol", reason="Keputusan KPU contoh"
    )
    found = needs_of(people.officer, town.election, people.CITY)
    ink, booths, seals = found.item("tinta"), found.item("bilik"), found.item("segel")
    assert ink and booths and seals
    assert (ink.own, ink.note, ink.doubt) == (True, "Keputusan KPU contoh", "")
    assert not booths.own and "2019" in booths.doubt
    assert seals.doubt
    assert found.of(ink, people.CITY) == exactly(3 * STATIONS)


def test_a_retired_ballot_takes_its_boxes_and_forms_with_it() -> None:
    town = Town()
    retire_item(**ACT, item=town.item("surat-suara-gubernur"), reason="Tidak ada pemilihan gubernur")
    found = needs_of(people.officer, town.election, people.CITY)
    assert need(found, "kotak-suara") == exactly(STATIONS)
    assert found.item("surat-suara-gubernur") is None


def test_campaign_material_stays_vague_until_it_is_precise() -> None:
    town = Town()
    item = add_item(**ACT, election=town.election, name="Atribut paslon", catalogue=Catalogue.CAMPAIGN)
    assert need(needs_of(people.officer, town.election, people.CITY), item.key) is None
    parts = [
        Wanted("Baliho", "lembar", 5, "district"),
        Wanted("Spanduk", "lembar", 2, "village"),
        Wanted("Pamflet", "lembar", 1, "voter"),
    ]
    poster, banner, leaflet = make_precise(**ACT, item=item, parts=parts)
    found = needs_of(people.officer, town.election, people.CITY)
    assert found.item(item.key) is None
    assert need(found, poster.key) == exactly(5 * 2)
    assert need(found, banner.key) == exactly(2 * 4)
    assert need(found, leaflet.key) == exactly(VOTERS)
    assert need(found, banner.key, "16.72.01.1001/001") == exactly(0)


def test_sets_for_each_booth_follow_the_booths() -> None:
    town = Town()
    set_quantity(
        **ACT, item=town.item("alat-coblos"), quantity=1, basis="booth", unit="set", reason="Keputusan KPU contoh"
    )
    assert need(needs_of(people.officer, town.election, people.CITY), "alat-coblos") == exactly(4 * STATIONS)
    retire_item(**ACT, item=town.item("bilik"), reason="contoh")
    assert need(needs_of(people.officer, town.election, people.CITY), "alat-coblos") is None


def test_shortage_at_the_warehouse_is_against_good_pieces() -> None:
    town = Town()
    town.receive("surat-suara-walikota", VOTERS + RESERVE, good=VOTERS + RESERVE - 7, damaged=5, short=2)
    town.receive("tinta", 20, good=20)
    found = needs_of(people.officer, town.election, people.CITY)
    papers, ink, booths = (found.item(key) for key in ("surat-suara-walikota", "tinta", "bilik"))
    assert papers and ink and booths
    assert found.balance(papers, people.CITY) == exactly(-7)
    assert found.balance(ink, people.CITY) == exactly(6)
    assert found.balance(booths, people.CITY) == exactly(-28)
    assert found.supply(papers, people.CITY).unsorted == 0


def test_shortage_below_is_against_what_was_packed() -> None:
    town = Town()
    town.pack("16.72.01.1001/001", surat_suara_walikota=412, tinta=2)
    town.pack("16.72.01.1001/002", surat_suara_walikota=400, tinta=2)
    spoiled = Box.objects.get(station_code="16.72.01.1001/002")
    found = needs_of(people.officer, town.election, people.VILLAGE)
    papers = found.item("surat-suara-walikota")
    assert papers
    assert found.balance(papers, "16.72.01.1001/001") == exactly(0)
    assert found.balance(papers, "16.72.01.1001/002") == exactly(-10)
    assert found.balance(papers, people.VILLAGE) == exactly(-10 - 38)
    Box.objects.filter(pk=spoiled.pk).update(state=BoxState.VOID)
    assert needs_of(people.officer, town.election, people.CITY).supply(papers, people.KECAMATAN).packed == 412


def test_totals_of_a_warehouse_by_item() -> None:
    town = Town()
    totals = item_totals(people.officer, town.warehouse)
    assert totals[town.item("surat-suara-walikota").pk] == exactly(VOTERS + RESERVE)
    assert town.item("segel").pk not in totals
    with pytest.raises(Refused):
        item_totals(people.camat, town.warehouse)


@pytest.mark.parametrize(
    ("who", "code", "sees"),
    [
        ("camat", people.KECAMATAN, True),
        ("camat", people.CITY, False),
        ("lurah", people.VILLAGE, True),
        ("lurah", "16.72.01.1002", False),
        ("field", f"{people.VILLAGE}/001", True),
        ("field", f"{people.VILLAGE}/002", False),
        ("outsider", people.CITY, False),
        ("stranger", people.CITY, False),
        ("auditor", people.CITY, True),
        ("officer", "16.03", False),
        ("admin", "16.72.99", False),
        ("admin", "16.03", False),
    ],
)
def test_a_place_is_seen_by_those_who_see_its_logistics(who: str, code: str, sees: bool) -> None:
    election = Town().election
    if sees:
        assert needs_of(people.EVERYONE[who], election, code).code == code
    else:
        with pytest.raises(Refused):
            needs_of(people.EVERYONE[who], election, code)


def test_a_station_alone() -> None:
    found = needs_of(people.field, Town().election, f"{people.VILLAGE}/001")
    assert need(found, "surat-suara-walikota", found.code) == exactly(412)
    assert need(found, "alat-bantu-tunanetra", found.code) == exactly(2)


def test_a_place_without_stations_is_empty_and_not_wrong() -> None:
    town = Town({"16.72.01.1001": {1: 10}})
    found = needs_of(people.officer, town.election, "16.72.03")
    assert found.empty
    assert need(found, "tinta", "16.72.03") == exactly(0)


def test_the_number_of_queries_does_not_grow_with_the_stations() -> None:
    town = Town()
    with CaptureQueriesContext(connection) as few:
        needs_of(people.officer, town.election, people.CITY)
    for number in range(10, 40):
        factories.station(town.election, town.tree[people.VILLAGE], number, voters_total=number)
    with CaptureQueriesContext(connection) as many:
        needs_of(people.officer, town.election, people.CITY)
    assert len(many) == len(few) <= 10


def test_pemilu_has_five_papers_and_says_that_its_stock_for_a_repeat_vote_is_unknown() -> None:
    town = Town(opened=False)
    file = by_name("pemilu-2024")
    town.election.ruleset = RulesetText.objects.create(
        digest=file.digest, name="pemilu-2024", version="2024.1", toml=file.text
    )
    town.election.save()
    found = needs_of(people.officer, town.election, people.CITY)
    assert len(found.ballots(people.CITY)) == 5
    assert need(found, "kotak-suara") == exactly(5 * STATIONS)
    assert need(found, "psu-surat-suara-dpr") is None
    assert found.rule is not None and found.rule.percent == Fraction(2)
    assert PollingStation.objects.filter(election=town.election).count() == STATIONS
