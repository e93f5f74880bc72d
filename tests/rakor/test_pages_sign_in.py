"""The public attendance page: a fresh code opens it, a phone signs in once, and it is useless to everybody else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from siaga.ledger.models import Entry
from siaga.rakor import door
from siaga.rakor.models import Attendance, Meeting, MeetingState
from siaga.rakor.views import sign_in as views
from tests import factories
from tests.factories import NOW, rakor, signed_in
from tests.rakor.halls import Hall

pytestmark = pytest.mark.django_db

REFUSAL = "Kode daftar hadir ini tidak berlaku."


@pytest.fixture(autouse=True)
def desk_in_use(settings: Any) -> None:
    """The clock stands, nobody has tried anything yet, and the desk has an administrator."""
    settings.SIAGA_NOW = NOW
    cache.clear()
    factories.account("contoh-pengelola", "admin")


def content(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def scanned(hall: Hall, client: Client | None = None) -> Client:
    phone = client or Client()
    answer = phone.get(f"/hadir/{hall.code().upper()}/")  # as it may be typed where there is no scanner
    assert len(hall.code().partition("-")[2]) == 8
    assert (answer.status_code, answer["Location"]) == (302, "/hadir/")
    return phone


def refused(answer: Any) -> str:
    """The one page that tells nothing."""
    assert answer.status_code == 404
    page = content(answer)
    assert REFUSAL in page
    for told in ("Kesiapan pemungutan", "Ruang Rapat", "Ketua KPU", "Pagar Alam"):
        assert told not in page
    return re.sub(r'content="[^"]*"|value="[^"]*"', "", page)


def test_a_phone_signs_in_with_the_code_of_the_screen() -> None:
    hall = Hall()
    phone = scanned(hall)
    page = content(phone.get("/hadir/"))
    assert "Kesiapan pemungutan suara (contoh)" in page and "Rabu, 30 Oktober 2024 pukul 09.00 WIB" in page
    assert "Ketua KPU" in page and "Contoh Ratna" not in page
    answer = phone.post("/hadir/", {"participant": hall.seat.pk, "name": "Contoh Ratna"})
    assert (answer.status_code, answer["Location"]) == (302, "/hadir/")
    assert "Kehadiran Anda sudah tercatat" in content(phone.get("/hadir/"))
    entry = Attendance.objects.get()
    assert (entry.name, entry.participant, entry.how) == ("Contoh Ratna", hall.seat, "qr")


def test_sending_again_says_that_it_is_noted() -> None:
    hall = Hall()
    phone = scanned(hall)
    said = {"participant": "-", "name": "Contoh Tamu", "agency_name": "Dinas Contoh"}
    phone.post("/hadir/", said)
    again = phone.post("/hadir/", said | {"name": "Contoh Lain"})
    assert again.status_code == 200 and "sudah tercatat" in content(again)
    scanned(hall, phone)
    assert "Contoh Tamu" in content(phone.get("/hadir/"))
    assert Attendance.objects.count() == 1


def test_an_old_a_forged_and_a_foreign_code_get_the_same_page(settings: Any) -> None:
    hall = Hall()
    other = rakor.meeting(hall.forum, NOW, state=MeetingState.INVITED)
    old = hall.code(NOW - timedelta(seconds=door.STEP * door.STEPS))
    foreign = f"{hall.meeting.pk}-{door.code_for(other, NOW).partition('-')[2]}"
    pages = set()
    for code in (old, foreign, f"{hall.meeting.pk}-{'a' * 16}", "999999-aaaaaaaaaaaaaaaa", "asal", "9" * 40 + "-a"):
        pages.add(refused(Client().get(f"/hadir/{code}/")))
    assert len(pages) == 1


def test_a_code_lives_for_its_minute_and_the_next(settings: Any) -> None:
    hall = Hall()
    code = hall.code()
    for seconds, status in ((59, 302), (119, 302), (120, 404), (3600, 404)):
        settings.SIAGA_NOW = NOW + timedelta(seconds=seconds)
        assert Client().get(f"/hadir/{code}/").status_code == status, seconds


def test_typing_may_take_longer_than_the_code_lives_but_not_for_ever(settings: Any) -> None:
    hall = Hall()
    phone, slow = scanned(hall), scanned(hall)
    said = {"participant": "-", "name": "Contoh Tamu", "agency_name": "Dinas Contoh"}
    settings.SIAGA_NOW = NOW + timedelta(minutes=9)
    assert phone.post("/hadir/", said).status_code == 302
    settings.SIAGA_NOW = NOW + timedelta(minutes=11)
    refused(slow.get("/hadir/"))
    refused(slow.post("/hadir/", said))
    assert Attendance.objects.count() == 1


def test_without_a_code_there_is_nothing() -> None:
    Hall()
    refused(Client().get("/hadir/"))
    refused(Client().post("/hadir/", {"participant": "-", "name": "Contoh", "agency_name": "Contoh"}))


def test_the_page_is_useless_after_the_meeting(settings: Any) -> None:
    hall = Hall(state=MeetingState.HELD, held_at=NOW)
    phone = scanned(hall)
    late = NOW + timedelta(hours=3, minutes=1)
    settings.SIAGA_NOW = late
    refused(Client().get(f"/hadir/{hall.code(late)}/"))
    refused(phone.get("/hadir/"))
    settings.SIAGA_NOW = NOW
    Meeting.objects.update(state=MeetingState.MINUTED)
    refused(Client().get(f"/hadir/{hall.code()}/"))
    refused(phone.get("/hadir/"))


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost() -> None:
    hall = Hall()
    phone = scanned(hall)
    answer = phone.post("/hadir/", {"participant": hall.seat.pk, "represents": "on", "name": "Contoh Sari"})
    assert answer.status_code == 422
    page = content(answer)
    assert "Jabatan belum diisi." in page and 'value="Contoh Sari"' in page
    assert "Pilih salah satu." in content(phone.post("/hadir/", {"name": "Contoh Sari"}))


def test_a_seat_that_was_just_taken_is_told() -> None:
    hall = Hall()
    first, second = scanned(hall), scanned(hall)
    first.post("/hadir/", {"participant": hall.seat.pk, "name": "Contoh Ratna"})
    answer = second.post("/hadir/", {"participant": hall.seat.pk, "name": "Contoh Palsu"})
    assert answer.status_code == 422 and "Ketua KPU sudah tercatat hadir." in content(answer)
    assert Attendance.objects.count() == 1


def test_an_invitation_of_another_meeting_is_not_in_the_list() -> None:
    hall = Hall()
    other = rakor.participant(rakor.meeting(hall.forum, NOW), hall.chair)
    answer = scanned(hall).post("/hadir/", {"participant": other.pk, "name": "Contoh"})
    assert answer.status_code == 422
    assert not Attendance.objects.exists()


def test_a_signed_in_account_signs_in_as_nobody(settings: Any) -> None:
    hall = Hall()
    phone = scanned(hall, signed_in("secretariat", hall.region))
    phone.post("/hadir/", {"participant": "-", "name": "Contoh Tamu", "agency_name": "Dinas Contoh"})
    entry = Entry.objects.get(action="attendance.sign_in")
    assert (entry.actor_id, entry.actor_name) == (None, "daftar hadir QR")


def test_guessing_is_slowed_down_and_the_right_code_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "WRONG_CODES", "3/m/ip")
    hall = Hall()
    statuses = [Client().get(f"/hadir/{hall.meeting.pk}-{'b' * 16}/").status_code for _ in range(5)]
    assert statuses == [404, 404, 404, 429, 429]
    scanned(hall)


def test_a_room_behind_one_address_fits_and_one_phone_does_not_flood(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall()
    for number in range(150):
        phone = scanned(hall)
        phone.get("/hadir/")
        said = {"participant": "-", "name": f"Contoh {number}", "agency_name": "Dinas Contoh"}
        assert phone.post("/hadir/", said).status_code == 302
    flooding = scanned(hall)
    statuses = [flooding.post("/hadir/", {"participant": "-", "name": ""}).status_code for _ in range(21)]
    assert statuses == [422] * 20 + [429]


def test_a_page_of_another_zone_says_its_zone() -> None:
    factories.region("91", "Papua Contoh")
    there = factories.region("91.71", "Kota Contoh")
    meeting = rakor.meeting(rakor.forum(factories.election(there)), NOW, state=MeetingState.INVITED)
    phone = Client()
    phone.get(f"/hadir/{door.code_for(meeting, NOW)}/")
    assert "pukul 11.00 WIT" in content(phone.get("/hadir/"))
