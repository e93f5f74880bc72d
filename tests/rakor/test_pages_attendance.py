"""The attendance list as the secretary keeps it, and the screen: what is shown, to whom, what a tick does."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from openpyxl import load_workbook

from siaga.rakor import door
from siaga.rakor.actions.attendance import tick
from siaga.rakor.models import Attendance, Meeting, MeetingState
from tests import factories, people
from tests.factories import NOW, rakor, signed_in
from tests.factories import offices as made
from tests.rakor.halls import Hall

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "hadir"}


@pytest.fixture(autouse=True)
def standing_clock(settings: Any) -> None:
    settings.SIAGA_NOW = NOW
    cache.clear()


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.fixture
def secretary(hall: Hall) -> Client:
    return signed_in("secretariat", hall.region)


def address(hall: Hall, below: str = "") -> str:
    return f"/rakor/{hall.meeting.pk}/hadir/{below}"


def text_of(answer: Any) -> str:
    page = answer.content.decode()
    page = page[page.index("<main") :] if "<main" in page else page
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.S))


def test_the_list_shows_who_was_invited_who_came_and_who_is_missing(hall: Hall, secretary: Client) -> None:
    tick(actor=people.secretariat, meeting=hall.meeting, participant=hall.seat, now=NOW)
    page = text_of(secretary.get(address(hall)))
    assert "Undangan hadir 1 / 3" in page and "Belum hadir 2" in page
    assert "Contoh Ratna Ketua KPU" in page
    assert "Bawaslu Kota Pagar Alam belum hadir: Ketua Bawaslu" in page
    assert "09.00 WIB" in page


def test_a_tick_notes_who_holds_the_office_and_moves_on(hall: Hall, secretary: Client) -> None:
    seat = rakor.participant(hall.meeting, made.office(hall.kpu, "Sekretaris KPU"), 4)
    made.term(seat.office, made.person("Contoh Sari"), NOW.date() - timedelta(days=300))
    answer = secretary.post(address(hall), {"peserta": hall.seat.pk}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200 and "<main" not in page and 'id="hadir"' in page
    assert re.search(rf'id="centang-{seat.pk}"[^>]* autofocus', page)
    assert "1 / 4" in page
    entry = Attendance.objects.get()
    assert (entry.name, entry.how) == ("Contoh Ratna", "sekretaris")


def test_a_tick_works_without_script(hall: Hall, secretary: Client) -> None:
    answer = secretary.post(address(hall), {"peserta": hall.seat.pk})
    assert (answer.status_code, answer["Location"]) == (302, f"{address(hall)}#hadir")
    again = secretary.post(address(hall), {"peserta": hall.seat.pk})
    assert again.status_code == 422 and "sudah tercatat hadir" in text_of(again)


@pytest.mark.parametrize("number", ["", "x", "0", "٣", "999999999"])
def test_a_tick_of_nothing_finds_nothing(hall: Hall, secretary: Client, number: str) -> None:
    assert secretary.post(address(hall), {"peserta": number}).status_code == 404


def test_walk_ins_and_deputies_are_added_by_a_form(hall: Hall, secretary: Client) -> None:
    form = secretary.get(f"{address(hall, 'tambah/')}?peserta={hall.empty_seat.pk}").content.decode()
    assert f'<option value="{hall.empty_seat.pk}" selected>' in form
    said = {"participant": hall.empty_seat.pk, "represents": "on", "name": "Contoh Wakil", "office_title": "Anggota"}
    assert secretary.post(address(hall, "tambah/"), said).status_code == 302
    said = {"participant": "-", "name": "Contoh Tamu", "agency_name": "RRI (contoh)"}
    assert secretary.post(address(hall, "tambah/"), said).status_code == 302
    page = text_of(secretary.get(address(hall)))
    assert "Diwakili" in page and "Hadir tanpa undangan" in page and "RRI (contoh)" in page


def test_an_entry_is_struck_with_a_reason(hall: Hall, secretary: Client) -> None:
    entry = tick(actor=people.secretariat, meeting=hall.meeting, participant=hall.seat, now=NOW)
    page = address(hall, f"{entry.pk}/coret/")
    assert secretary.post(page, {"reason": ""}).status_code == 422
    assert secretary.post(page, {"reason": "Keliru"}).status_code == 302
    assert "0 / 3" in text_of(secretary.get(address(hall)))
    assert secretary.get(page).status_code == 404


def test_the_list_is_exported_as_it_stands(hall: Hall, secretary: Client) -> None:
    tick(actor=people.secretariat, meeting=hall.meeting, participant=hall.seat, now=NOW)
    answer = secretary.get(f"{address(hall)}?ekspor=csv")
    told = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert "Contoh Ratna" in told.decode() and "Ketua KPU" in told.decode() and "Belum hadir" in told.decode()


@pytest.mark.parametrize(
    ("role", "sees", "keeps"),
    [("secretariat", True, True), ("leader", True, False), ("auditor", True, False), ("desa", False, False),
     ("field", False, False)],
)  # fmt: skip
def test_who_sees_and_who_keeps_the_list(hall: Hall, role: str, sees: bool, keeps: bool) -> None:
    client = signed_in(role, hall.region)
    answer = client.get(address(hall))
    assert answer.status_code == (200 if sees else 404)
    assert (b"centang-" in answer.content) is keeps
    assert client.post(address(hall), {"peserta": hall.seat.pk}).status_code == (302 if keeps else 404)
    for below in ("layar/", "tambah/"):
        assert client.get(address(hall, below)).status_code == (200 if keeps else 404)
    assert client.post(address(hall, "tutup/")).status_code == (302 if keeps else 404)


def test_an_invited_agency_reads_the_list_and_keeps_nothing(hall: Hall) -> None:
    client = signed_in("agency", hall.region, hall.kpu)
    assert client.get(address(hall)).status_code == 200
    assert client.post(address(hall), {"peserta": hall.seat.pk}).status_code == 404


def test_a_camat_keeps_the_own_list_and_does_not_see_the_next(hall: Hall) -> None:
    own = rakor.meeting(rakor.forum(hall.election, hall.tree["16.72.01"], "Utara"), NOW, state=MeetingState.HELD)
    next_door = rakor.meeting(rakor.forum(hall.election, hall.tree["16.72.03"], "Dempo"), NOW, state=MeetingState.HELD)
    seats = [rakor.participant(meeting, hall.chair) for meeting in (own, next_door)]
    camat = signed_in("kecamatan", hall.tree["16.72.01"], factories.agency("kecamatan", hall.tree["16.72.01"]))
    assert camat.post(f"/rakor/{own.pk}/hadir/", {"peserta": seats[0].pk}).status_code == 302
    assert camat.get(f"/rakor/{next_door.pk}/hadir/").status_code == 404
    assert camat.post(f"/rakor/{next_door.pk}/hadir/", {"peserta": seats[1].pk}).status_code == 404
    assert camat.get(f"/rakor/{next_door.pk}/hadir/layar/").status_code == 404


def test_the_screen_shows_the_code_of_this_minute_and_renews_itself(
    hall: Hall, secretary: Client, settings: Any
) -> None:
    first = secretary.get(address(hall, "layar/")).content.decode()
    assert "<svg" in first and f"testserver/hadir/{hall.code()}/" in first
    assert 'hx-trigger="every 10s"' in first
    later = NOW + timedelta(seconds=60)
    settings.SIAGA_NOW = later
    part = secretary.get(address(hall, "layar/"), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and hall.code(later) in part and hall.code() not in part


def test_the_screen_says_when_the_list_opens_and_when_it_is_closed(
    hall: Hall, secretary: Client, settings: Any
) -> None:
    settings.SIAGA_NOW = NOW - timedelta(hours=5)
    early = text_of(secretary.get(address(hall, "layar/")))
    assert "Daftar hadir dibuka Rabu, 30 Oktober 2024 pukul 08.00 WIB" in early
    settings.SIAGA_NOW = NOW
    assert secretary.post(address(hall, "tutup/")).status_code == 302
    closed = secretary.get(address(hall, "layar/"))
    assert "Daftar hadir sudah ditutup" in text_of(closed) and hall.code() not in closed.content.decode()
    assert secretary.post(address(hall, "tutup/"), {"buka": "1"}).status_code == 302
    assert hall.code() in secretary.get(address(hall, "layar/")).content.decode()


def test_after_the_minutes_are_finished_the_list_is_read_only(hall: Hall, secretary: Client) -> None:
    Meeting.objects.update(state=MeetingState.MINUTED)
    page = secretary.get(address(hall)).content.decode()
    assert "centang-" not in page and "Daftar hadir sudah ditutup." in page and "Tidak hadir" in page
    answer = secretary.post(address(hall, "tambah/"), {"participant": "-", "name": "Contoh", "agency_name": "Contoh"})
    assert answer.status_code == 422


def test_a_code_says_nothing_about_the_installation(hall: Hall) -> None:
    seals = {door.code_for(hall.meeting, NOW + timedelta(minutes=minute)).partition("-")[2] for minute in range(50)}
    assert len(seals) == 50 and all(len(seal) == 8 for seal in seals)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_hour_is_that_of_the_meeting_in_files_too(form: str, settings: Any) -> None:
    factories.region("91", "Papua Contoh")
    there = factories.region("91.71", "Kota Contoh")
    meeting = rakor.meeting(rakor.forum(factories.election(there)), NOW, state=MeetingState.HELD)
    Attendance.objects.create(meeting=meeting, name="Contoh", agency_name="Contoh", how="qr", device="x", at=NOW)
    client = signed_in("secretariat", there)
    assert "30 Okt 2024 11.00\xa0WIT" in client.get(f"/rakor/{meeting.pk}/hadir/").content.decode()
    answer = client.get(f"/rakor/{meeting.pk}/hadir/?ekspor={form}")
    told = b"".join(answer.streaming_content)
    if form == "csv":
        text = told.decode()
    else:
        text = str([[cell.value for cell in row] for row in load_workbook(io.BytesIO(told)).active.iter_rows()])
        text = text.replace("\\xa0", "\xa0")
    assert "30 Okt 2024 11.00\xa0WIT" in text
