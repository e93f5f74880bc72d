"""Answers and published class counts come from files as offices keep them, checked row by row."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from lxml import html
from openpyxl import load_workbook

from siaga.access import Actor
from siaga.intake.actions import run_import
from siaga.kerawanan.models import PastAnswers, PublishedCount
from siaga.kerawanan.queries import answers_of
from siaga.readiness.queries import picture
from siaga.reporting.actions.duties import install_standard_duties
from siaga.reporting.models import Submission
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW
from tests.kerawanan.worlds import QUESTIONS, Risky, risky

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def here() -> Risky:
    return risky()


def brought(
    kind: str,
    file: str | bytes,
    actor: Actor = people.admin,
    now: datetime = NOW,
    *,
    skip_bad: bool = False,
    name: str = "contoh.csv",
) -> dict[str, Any]:
    content = file.encode() if isinstance(file, str) else file
    return run_import(
        actor=actor, kind=kind, filename=name, content=content, now=now,
        values={"election": "pilkada-2024"}, skip_bad=skip_bad,
    )  # fmt: skip


FILE = """kode TPS;1.1;1.2;7.1;8.1;catatan
16.72.01.1001/001;ya;tidak;x;;baris satu
1672011001002;1;0;tidak;TIDAK;
16.72.01.1002/1;0;0;0;0;
"""


def test_bawaslu_brings_answers_as_it_keeps_them_and_the_picture_moves(here: Risky) -> None:
    install_standard_duties(actor=people.admin, election=here.election, now=NOW)
    before = picture(people.admin, here.election, "16.72", "kerawanan", None, NOW)
    result = brought("kerawanan", FILE, people.colleague)
    assert (result["created"], result["rejected"]) == (3, 0)
    assert "nihil" not in str(result["warnings"]).lower()
    found = answers_of(here.election, here.city)
    assert found["16.72.01.1001/001"] == dict.fromkeys(QUESTIONS) | {"1.1": True, "1.2": False, "7.1": True}
    assert found["16.72.01.1001/002"]["8.1"] is False
    after = picture(people.admin, here.election, "16.72", "kerawanan", None, LATER)
    assert (before.figure.reported, after.figure.reported) == (0, 3 + 4 + 4)
    assert after.figure.value == Fraction(3, 11)
    assert Submission.objects.get(unit_code="16.72.01.1001/001").sender_agency == "bawaslu@16.72"


def test_rows_that_leave_questions_open_are_summed_up_in_one_warning_each_kind(here: Risky) -> None:
    codes = [station.code for station in here.stations]
    file = "tps_code;1.1\n" + "".join(f"{code};ya\n" for code in codes[:-1]) + f"{codes[-1]};\n"
    partial, silent = brought("kerawanan", file, people.colleague)["warnings"]
    many = len(codes) - 1
    assert (partial["row"], silent["row"]) == (None, None)
    assert partial["message"].startswith(f"{many} baris belum menjawab semua pertanyaan wajib (baris 2, 3")
    assert "impor berkasnya lagi" in partial["message"]
    assert silent["message"].startswith(f"1 baris tidak menjawab satu indikator pun (baris {many + 2})")


def test_the_same_file_again_changes_nothing_and_a_changed_answer_makes_a_new_report(here: Risky) -> None:
    brought("kerawanan", FILE, people.colleague)
    again = brought("kerawanan", FILE, people.colleague, LATER)
    assert (again["created"], again["unchanged"]) == (0, 3)
    changed = brought("kerawanan", FILE.replace("/001;ya", "/001;tidak"), people.colleague, LATER)
    assert (changed["created"], changed["unchanged"]) == (1, 2)
    assert answers_of(here.election, here.city)["16.72.01.1001/001"]["1.1"] is False
    back = brought("kerawanan", FILE, people.colleague, LATER + timedelta(hours=1))
    assert (back["created"], back["unchanged"]) == (1, 2)
    assert answers_of(here.election, here.city)["16.72.01.1001/001"]["1.1"] is True


def test_columns_may_bear_the_names_of_indicators(here: Risky) -> None:
    file = "tps_code,Riwayat terjadi kekerasan di TPS,rawan-8-2\n16.72.01.1001/001,ya,tidak\n"
    assert brought("kerawanan", file)["created"] == 1
    found = answers_of(here.election, here.city)["16.72.01.1001/001"]
    assert (found["2.1"], found["8.2"]) == (True, False)


def header_and_guide(content: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    sheet, guide = load_workbook(io.BytesIO(content)).worksheets
    explained = [(row[0].value, f"{row[1].value}: {row[2].value}") for row in guide.iter_rows(min_row=2)]
    return [cell.value for cell in sheet[1]], explained


def filled(content: bytes, suffix: str, cells: list[str]) -> bytes:
    """A template with these cells in place of its example row."""
    if suffix == "csv":
        header = content.decode("utf-8-sig").splitlines()[0]
        return f"{header}\n{';'.join(cells)}\n".encode()
    book = load_workbook(io.BytesIO(content))
    for at, cell in enumerate(cells, 1):
        book.worksheets[0].cell(2, at).value = cell
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bawaslu(here: Risky) -> Client:
    client = Client()
    office = factories.agency("bawaslu", here.city)
    client.force_login(factories.account("bawaslu", "agency", at=here.city, agency=office))
    return client


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_template_asks_every_indicator_of_the_election_and_comes_back_filled(here: Risky, suffix: str) -> None:
    address = f"/data/impor/templat/kerawanan.{suffix}"
    client = bawaslu(here)
    assert client.get(address).status_code == 404, "no election was chosen"
    assert client.get(address, {"election": "tidak-ada"}).status_code == 404
    template = client.get(address, {"election": "pilkada-2024"}).content
    said = {number: at % 3 == 0 for at, number in enumerate(QUESTIONS)}
    cells = ["16.72.01.1001/001", "", *("ya" if yes else "tidak" for yes in said.values())]
    result = brought("kerawanan", filled(template, suffix, cells), people.colleague, name=f"isian.{suffix}")
    assert result["created"] == 1
    assert [one for one in result["warnings"] if "lembar lain diabaikan: Petunjuk" not in one["message"]] == []
    assert answers_of(here.election, here.city)["16.72.01.1001/001"] == said


def test_a_template_explains_every_column_and_the_page_offers_it_for_each_election(here: Risky) -> None:
    client = bawaslu(here)
    template = client.get("/data/impor/templat/kerawanan.xlsx", {"election": "pilkada-2024"}).content
    header, guide = header_and_guide(template)
    assert header[2:] == list(QUESTIONS)
    assert [column for column, _about in guide] == header
    assert dict(guide)["Kode TPS"].startswith("ya: "), "without it nothing can be filled in"
    assert dict(guide)["2.1"].startswith("tidak: Riwayat terjadi kekerasan di TPS: ya atau tidak")
    page = client.get("/data/impor/baru/kerawanan/?election=pilkada-2024").content.decode()
    assert 'formaction="/data/impor/templat/kerawanan.xlsx"' in page
    chosen = html.fromstring(page).xpath("//select[@id='templat-election']/option[@selected]/@value")
    assert chosen == ["pilkada-2024"]


def test_findings_of_earlier_elections_have_a_template_with_indicators_too(here: Risky) -> None:
    address = "/data/impor/templat/riwayat-kerawanan.csv"
    template = bawaslu(here).get(address, {"election": "pilkada-2024"}).content
    cells = ["16.72.01.1001/001", "Pemilu 2019", "2019", "rawan", "Arsip (contoh)", "ya", *[""] * (len(QUESTIONS) - 1)]
    result = brought("riwayat-kerawanan", filled(template, "csv", cells), people.colleague)
    assert (result["created"], result["warnings"]) == (1, [])
    assert PastAnswers.objects.get().answers == {"1.1": True}


def test_every_bad_row_is_named_and_nothing_is_written(here: Risky) -> None:
    file = "tps_code,1.1\n16.72.01.1001/001,mungkin\n16.72.01.1001/077,ya\n16.72.03.1001/001,ya\n"
    result = brought("kerawanan", file)
    assert [error["row"] for error in result["errors"]] == [2, 3]
    assert result["created"] == 0 or not Submission.objects.exists()
    assert not Submission.objects.exists()
    partly = brought("kerawanan", file, skip_bad=True)
    assert (partly["created"], Submission.objects.count()) == (1, 1)


def test_who_may_not_map_brings_nothing(here: Risky) -> None:
    for actor in (people.camat, people.officer, people.outsider):
        try:
            result = brought("kerawanan", FILE, actor)
        except Exception:
            continue
        assert result["rejected"] == 3
    assert not Submission.objects.exists()


LAMPUNG = "region_code,kurang_rawan,rawan,sangat_rawan,khusus,total,source,date\n"


@pytest.fixture
def lampung(here: Risky) -> Region:
    """A governor's election in a province whose stations the desk does not keep."""
    region = factories.region("18", "Lampung")
    here.election.region = region
    here.election.save()
    return region


def test_the_published_counts_of_lampung_are_taken(lampung: Region) -> None:
    row = "18,12604,580,72,21,13277,antaranews 742323 (contoh),2024-11-20\n"
    assert brought("kelas", LAMPUNG + row)["created"] == 1
    kept = PublishedCount.objects.get()
    assert (kept.region, kept.total, kept.sangat_rawan) == (lampung, 13_277, 72)
    assert brought("kelas", LAMPUNG + row)["unchanged"] == 1
    assert brought("kelas", LAMPUNG + row.replace("2024-11-20", "2024-11-21"))["updated"] == 1


def test_labels_that_are_shifted_by_one_are_refused_with_what_they_seem_to_be(lampung: Region) -> None:
    head = "wilayah,kurang rawan,rawan,sangat rawan,sumber\n"
    [error] = brought("kelas", head + "Lampung,13282,12587,589,berita lain (contoh)\n")["errors"]
    assert error["row"] == 2
    assert "bergeser" in error["message"]
    for words in (
        "“kurang rawan 13.282” tampak sebagai jumlah TPS",
        "“rawan 12.587” tampak sebagai kurang rawan",
        "“sangat rawan 589” tampak sebagai rawan",
    ):
        assert words in error["message"]
    assert not PublishedCount.objects.exists()


def test_counts_that_do_not_sum_are_refused_with_the_difference(lampung: Region) -> None:
    [error] = brought("kelas", LAMPUNG + "18,12604,580,72,20,13277,contoh,\n")["errors"]
    assert "13.276" in error["message"]
    assert "13.277" in error["message"]


def test_without_a_stated_total_the_registered_tps_decide(here: Risky) -> None:
    head = "kode;kurang rawan;rawan;sangat rawan;khusus;sumber\n"
    assert brought("kelas", head + "16.72.01;1;1;1;0;Polres (contoh)\n", people.colleague)["created"] == 1
    [error] = brought("kelas", head + "16.72;1;1;1;0;Polres (contoh)\n", people.colleague)["errors"]
    assert "selisih 2" in error["message"]
    [error] = brought("kelas", head.replace("kode", "nama") + "Dempo Barat;1;1;1;0;contoh\n")["errors"]
    assert error["field"] == "region_name"
