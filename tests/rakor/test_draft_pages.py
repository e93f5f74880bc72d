"""From paper to draft on its page: read, shown with its sentences, confirmed; nothing kept before."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from siaga.ledger.models import Entry
from siaga.rakor.models import ActionPoint, Meeting, MeetingState, Obstacle
from siaga.rakor.paper import MOST_BYTES
from tests.factories import NOW, account
from tests.rakor.tables import Table

pytestmark = [pytest.mark.django_db, pytest.mark.clock(NOW)]

TEXT = """NOTULA RAPAT

Hari/Tanggal : Senin, 28 Oktober 2024
Waktu : 09.00 WIB
Tempat : Aula Contoh
Pimpinan Rapat : Sekretaris Daerah, Budi Contoh, M.Si.
Peserta : KPU, Bawaslu, Tokoh Masyarakat

Pembahasan:
a. KPU menyampaikan 12 TPS belum memiliki jaringan internet.
b. Pola pengamanan: 2 polisi di 2 TPS dengan 24 Linmas.

Tindak lanjut:
1. KPU memasang internet satelit, paling lambat H-5.
"""
TWO = """Camat memimpin rapat persiapan Pilkada di Aula Kecamatan Contoh, Senin (28/10/2024).

Sebelumnya, Pemkot juga menggelar rapat koordinasi Pilkada di Gedung Contoh pada Jumat, 25 Oktober 2024."""


@pytest.fixture
def table() -> Table:
    return Table()


def browser(role: str, table: Table, **more: Any) -> Client:
    client = Client()
    client.force_login(account(f"contoh-{role}", role, at=table.city, **more))
    return client


@pytest.fixture
def desk(table: Table) -> Client:
    return browser("secretariat", table)


URL = reverse("rakor:paper")


def read(client: Client, table: Table, text: str = TEXT, status: int = 200, **more: Any) -> str:
    answer = client.post(URL, {"forum": table.desk.pk, "text": text, **more})
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def fields(page: str) -> dict[str, str]:
    """What the draft's form would send as it stands."""
    form = page[page.index('class="draft-form"') :]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or "checked" in tag):
            found[name[1]] = value[1] if value else "on"
    for name, body in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    labels = re.search(r'<textarea name="labels"[^>]*>\s*(.*?)</textarea>', form, re.DOTALL)
    found["labels"] = labels[1] if labels else ""
    return found


def test_nothing_is_kept_by_reading(table: Table, desk: Client) -> None:
    before = Entry.objects.count()
    page = read(desk, table)
    assert "Senin" not in page or "2024-10-28" in page
    assert 'value="Aula Contoh"' in page
    assert "24 Linmas untuk 2 TPS" in page
    assert not Meeting.objects.exists()
    assert Entry.objects.count() == before


def test_each_item_leads_to_its_sentence(table: Table, desk: Client) -> None:
    page = read(desk, table)
    anchors = set(re.findall(r'href="#(kalimat-\d+)"', page))
    marks = dict(re.findall(r'<mark id="(kalimat-\d+)"[^>]*>(.*?)</mark>', page, re.DOTALL))
    assert anchors
    assert anchors <= set(marks)
    assert any("12 TPS belum memiliki jaringan internet" in text for text in marks.values())


@pytest.mark.parametrize("leader", ["Plt. Asisten Pemerintahan", "Kabag Tapem Setda", "Wakil Ketua KPU"])
def test_who_leads_in_place_of_a_head_is_not_taken_for_the_head(table: Table, desk: Client, leader: str) -> None:
    assert fields(read(desk, table))["chair"] == str(table.chair.pk)
    page = read(desk, table, TEXT.replace("Sekretaris Daerah, Budi Contoh, M.Si.", f"{leader}, Budi Contoh"))
    assert fields(page)["chair"] == ""
    assert f"Menurut naskah: {leader}" in page


def test_confirming_makes_the_meeting(table: Table, desk: Client) -> None:
    sent = fields(read(desk, table)) | {"text": TEXT, "ambil": "1"}
    answer = desk.post(URL, sent)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.venue, meeting.chair) == (MeetingState.HELD, "Aula Contoh", table.chair)
    assert Obstacle.objects.get().kind == "internet"
    point = ActionPoint.objects.get()
    assert point.owner == table.kpu.agency
    assert point.due == table.election.voting_day - timedelta(days=5)
    assert "24 Linmas" in meeting.items.get(title="Angka dari naskah").notes


def test_the_page_of_a_draft_sent_again_makes_no_second_meeting(table: Table, desk: Client) -> None:
    sent = fields(read(desk, table)) | {"text": TEXT, "ambil": "1"}
    first, again = desk.post(URL, sent), desk.post(URL, sent)
    assert first["Location"] == again["Location"]
    assert Meeting.objects.count() == Obstacle.objects.count() == ActionPoint.objects.count() == 1
    assert "tidak dibuat dua kali" in desk.get(again["Location"]).content.decode()


def test_what_is_not_ticked_is_not_kept(table: Table, desk: Client) -> None:
    sent = {name: value for name, value in fields(read(desk, table)).items() if not re.fullmatch(r"\w+_\d+", name)}
    assert desk.post(URL, sent | {"text": TEXT, "ambil": "1"}).status_code == 302
    assert Meeting.objects.exists()
    assert not Obstacle.objects.exists()
    assert not ActionPoint.objects.exists()


def test_titles_begin_as_titles_and_say_what_must_be_there(table: Table, desk: Client) -> None:
    text = f"{TEXT}\nKendala: jalan ke Dempo Selatan longsor sehingga logistik terhambat."
    page = read(desk, table, text)
    titles = [value for name, value in fields(page).items() if name.endswith("_judul")]
    assert titles and all(title[0].isupper() for title in titles)
    assert any(title.startswith("Jalan ke Dempo Selatan") for title in titles)
    row = page[page.index('class="found"') : page.index('class="form-buttons"')]
    assert "boleh kosong" not in row


def test_a_promise_without_owner_is_asked_for(table: Table, desk: Client) -> None:
    sent = fields(read(desk, table)) | {"text": TEXT, "ambil": "1", "janji_0_pelaksana": ""}
    answer = desk.post(URL, sent)
    assert answer.status_code == 422
    assert "Pilih instansi pelaksananya" in answer.content.decode()
    assert not Meeting.objects.exists()


def test_the_page_says_what_it_did_not_find(table: Table, desk: Client) -> None:
    page = read(desk, table, "Sekda memimpin rapat persiapan Pilkada bersama KPU.")
    found = re.search(r"Tidak ditemukan dalam naskah:.*?<strong>(.*?)</strong>", page, re.DOTALL)
    assert found
    assert {"tanggal", "jam", "tempat", "angka", "kendala"} <= set(found[1].split(", "))


def test_of_two_meetings_one_is_chosen(table: Table, desk: Client) -> None:
    assert 'value="2024-10-28"' in read(desk, table, TWO)
    second = read(desk, table, TWO, rapat="1")
    assert 'value="2024-10-25"' in second
    assert "menceritakan 2 rapat" in second


def test_a_text_of_no_meeting_says_so(table: Table, desk: Client) -> None:
    assert "tidak menceritakan rapat" in read(desk, table, "Harga cabai naik di pasar.")


def test_a_file_is_read_and_a_bad_one_refused(table: Table, desk: Client) -> None:
    good = SimpleUploadedFile("notula.txt", TEXT.encode("cp1252"))
    assert 'value="Aula Contoh"' in read(desk, table, "", file=good)
    bad = SimpleUploadedFile("gambar.png", b"\x89PNG\x00")
    assert "bukan teks" in read(desk, table, "", status=422, file=bad)
    large = SimpleUploadedFile("besar.txt", b"x" * (MOST_BYTES + 1))
    assert "terlalu besar" in read(desk, table, "", status=422, file=large)
    assert "Naskahnya belum ada" in read(desk, table, "", status=422)
    assert "terlalu besar" in read(desk, table, "x" * 400_001, status=422)


def test_a_forum_elsewhere_is_not_offered(table: Table, desk: Client) -> None:
    answer = desk.post(URL, {"forum": 999_999, "text": TEXT})
    assert answer.status_code == 422


@pytest.mark.parametrize("role", ["leader", "field", "auditor"])
def test_who_writes_no_minutes_finds_no_page(role: str, table: Table) -> None:
    client = browser(role, table)
    assert client.get(URL).status_code == 404
    assert client.post(URL, {"forum": table.desk.pk, "text": TEXT, "ambil": "1"}).status_code == 404


def test_a_foreign_page_cannot_post(table: Table) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(account("contoh-csrf", "secretariat", at=table.city))
    assert client.post(URL, {"forum": table.desk.pk, "text": TEXT}).status_code == 403


def test_markup_in_a_text_stays_text(table: Table, desk: Client) -> None:
    page = read(desk, table, TEXT + "\n<script>alert(1)</script> dan </textarea><b>tebal</b>.")
    assert "<script>alert(1)" not in page
    assert "</textarea><b>" not in page
