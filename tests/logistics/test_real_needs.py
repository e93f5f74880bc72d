"""Needs of real regencies: the figures of the files are what is counted."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from siaga.elections.models import Election, PollingStation
from siaga.logistics.actions.voters import set_voter_total
from siaga.logistics.arithmetic import Range, exactly
from siaga.logistics.needs import Needs
from siaga.logistics.queries.needs import needs_of
from siaga.logistics.workbook import About, needs_workbook
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW
from tests.shared_data import data_file, needs_shared_data

pytestmark = [pytest.mark.django_db, needs_shared_data]


def rows_of(name: str) -> list[dict[str, str]]:
    with data_file(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def regency(area: str, code: str) -> Region:
    """The regency's regions as its file has them."""
    for row in rows_of(f"{area}/wilayah.csv"):
        factories.region(row["code"], row["name"])
    return Region.objects.get(code=code)


def stations(election: Election, rows: list[tuple[str, int, int | None]]) -> None:
    """TPS from (village, number, voters)."""
    villages = {one.code: one for one in Region.objects.filter(level=4)}
    PollingStation.objects.bulk_create(
        PollingStation(
            election=election, village=villages[code], number=number, code=f"{code}/{number:03d}",
            province_code=code[:2], regency_code=code[:5], district_code=code[:8], village_code=code,
            voters_total=voters,
        )
        for code, number, voters in rows
    )  # fmt: skip


def as_of_pilkada(area: str) -> list[tuple[str, int, int | None]]:
    """The TPS of each sub-district, dealt out to its villages in turn: their number there is not published."""
    found: list[tuple[str, int, int | None]] = []
    villages = [row["code"] for row in rows_of(f"{area}/wilayah.csv") if len(row["code"]) == 13]
    for row in rows_of(f"{area}/kecamatan_pilkada2024.csv"):
        own = [code for code in villages if code.startswith(row["kecamatan_code"])]
        for number in range(int(row["tps_pilkada2024"])):
            found.append((own[number % len(own)], number // len(own) + 1, None))
    return found


def papers(needs: Needs, ballot: str, code: str = "") -> Range:
    item = needs.item(f"surat-suara-{ballot}")
    assert item is not None
    found = needs.of(item, code or needs.code)
    assert found is not None
    return found


def test_muara_enim_holds_what_was_printed() -> None:
    region = regency("muara-enim", "16.03")
    election = factories.election(region)
    stations(election, as_of_pilkada("muara-enim"))
    set_voter_total(
        actor=people.admin, election=election, region=region, voters=460_845, source="enimekspres 6090", now=NOW
    )
    needs = needs_of(people.admin, election, "16.03")
    assert needs.here.stations == 954
    assert needs.here.reserve == Range(11_522, 12_451)
    assert needs.here.reserve is not None and 11_967 in needs.here.reserve
    stock = needs.item("psu-surat-suara-bupati")
    assert stock is not None and needs.of(stock, "16.03") == exactly(2_000)
    assert 474_812 in papers(needs, "bupati") + exactly(2_000)
    assert 472_812 in papers(needs, "gubernur")
    assert needs.rule is not None and needs.rule.flat(460_845) == 11_521
    booths = needs.item("bilik")
    assert booths is not None and needs.of(booths, "16.03") == exactly(3_816)


def test_mukomuko_by_sub_district_is_narrower_and_adds_up_to_its_voters() -> None:
    region = regency("mukomuko", "17.06")
    election = factories.election(region)
    stations(election, as_of_pilkada("mukomuko"))
    totals = {
        row["kecamatan_code"]: int(row["dpt_pilkada2024"]) for row in rows_of("mukomuko/kecamatan_pilkada2024.csv")
    }
    for code, voters in totals.items():
        set_voter_total(
            actor=people.admin, election=election, region=Region.objects.get(code=code), voters=voters,
            source="radarutara 9356", now=NOW,
        )  # fmt: skip
    needs = needs_of(people.admin, election, "17.06")
    assert needs.here.stations == 327
    assert needs.here.voters == exactly(139_976)
    assert not needs.mismatches
    assert {code: needs.spots[code].voters.low for code in totals} == totals
    low = sum(-(-voters // 40) for voters in totals.values())
    assert needs.here.reserve is not None and needs.here.reserve.low == low
    boxes = needs.item("kotak-suara")
    assert boxes is not None and needs.of(boxes, "17.06") == exactly(654)


def test_the_tps_of_february_with_and_without_readings() -> None:
    rows = rows_of("mukomuko/tps.csv")
    region = regency("mukomuko", "17.06")
    election = factories.election(region)
    counted = [
        (row["kelurahan_code"], int(row["tps_number"]), int(row["voters_total"]) if row["voters_total"] else None)
        for row in rows
    ]
    stations(election, counted)
    needs = needs_of(people.admin, election, "17.06")
    known = [voters for _code, _number, voters in counted if voters is not None]
    assert (needs.here.stations, needs.here.unknown) == (585, 585 - len(known))
    assert needs.here.voters.low == sum(known) == 118_330
    assert papers(needs, "bupati").low == sum(voters + -(-voters // 40) for voters in known)
    special = [row for row in rows if row["lokasi_khusus"] == "1"]
    assert needs.here.special == len(special)
    out = io.BytesIO()
    needs_workbook(needs, About("Desk (contoh)", region.title, "17.06", election.name, "", NOW, "Contoh"), out)
    sheet = load_workbook(out)["Per TPS"]
    body = [row for row in sheet.iter_rows(min_row=7, values_only=True) if "/" in str(row[0])]
    assert len(body) == 585
    by_code = {f"{code}/{number:03d}": voters for code, number, voters in counted}
    for row in body:
        voters = by_code[str(row[0])]
        assert row[4:6] == ((voters, voters) if voters is not None else (0, 600))
