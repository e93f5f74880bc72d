"""The page from which invitations go out: who, by which way, with which words; contacts for the few alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.test import Client

from siaga.rakor import tasks
from siaga.rakor.actions.meetings import cancel_meeting, change_meeting, mark_invited
from siaga.rakor.models import Meeting, MeetingState, Participant
from tests import factories, people
from tests.examples import EMAIL, PHONE
from tests.factories import NOW, rakor, signed_in
from tests.factories import offices as made
from tests.rakor.halls import LATER, Hall

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_clock(settings: Any, tmp_path: Any) -> None:
    settings.SIAGA_NOW = NOW
    settings.HOME = tmp_path
    cache.clear()


@pytest.fixture
def hall() -> Hall:
    return Hall(state=MeetingState.PLANNED)


@pytest.fixture
def secretary(hall: Hall) -> Client:
    return signed_in("secretariat", hall.region)


def address(hall: Hall, below: str = "") -> str:
    return f"/rakor/{hall.meeting.pk}/undangan/{below}"


def test_each_invitation_has_its_words_and_its_link(hall: Hall, secretary: Client) -> None:
    rakor.item(hall.meeting, "Distribusi logistik (contoh)")
    page = secretary.get(address(hall)).content.decode()
    links = re.findall(r'href="(https://wa\.me/[^"]+)"', page)
    assert len(links) == 3 and links[0].startswith("https://wa.me/6281273645546?text=")
    assert links[1].startswith("https://wa.me/?text=")
    text = unquote(links[0].partition("text=")[2])
    for said in (
        "Yth. Ketua KPU,", "Kesiapan pemungutan suara (contoh)", "Rabu, 30 Oktober 2024",
        "pukul 09.00 WIB s.d. selesai", "Ruang Rapat Contoh", "1. Distribusi logistik (contoh)",
        f"http://testserver/rakor/{hall.meeting.pk}/",
    ):  # fmt: skip
        assert said in text
    assert PHONE in page and EMAIL in page


def test_an_invitation_names_nobody_who_lags(hall: Hall, secretary: Client) -> None:
    rakor.item(hall.meeting, "Pembukaan", 1, kind="pembukaan")
    rakor.item(hall.meeting, "Tertibkan alat peraga (contoh)", 2, kind="tindak-lanjut")
    rakor.item(hall.meeting, "Klaim Polres lebih tinggi daripada bukti", 3, kind="gambaran")
    rakor.item(hall.meeting, "Klaim KPU lebih tinggi daripada bukti", 4, kind="gambaran")
    rakor.item(hall.meeting, "Rute ke kelurahan terluar (contoh)", 5, kind="usulan")
    page = secretary.get(address(hall)).content.decode()
    assert "lebih tinggi daripada bukti" not in page and "alat peraga" not in page
    assert (
        "1. Pembukaan\n2. Tindak lanjut yang masih terbuka\n3. Perkembangan kesiapan sejak rapat lalu\n"
        "4. Rute ke kelurahan terluar (contoh)\n"
    ) in page


def test_who_joins_after_a_change_is_invited_plainly(hall: Hall, secretary: Client) -> None:
    mark_invited(actor=people.secretariat, meeting=hall.meeting, participants=[hall.seat], told="wa", now=NOW)
    hall.meeting.refresh_from_db()
    change_meeting(actor=people.secretariat, meeting=hall.meeting, venue="Aula (contoh)", now=LATER)
    page = secretary.get(address(hall)).content.decode()
    assert page.count("perubahan undangan rapat berikut") == 1
    assert page.count("kami mengundang Bapak/Ibu") == 2


def test_handing_over_is_noted_with_its_way(hall: Hall, secretary: Client) -> None:
    answer = secretary.post(address(hall, "sampai/"), {"peserta": hall.seat.pk, "lewat": "wa"})
    assert answer.status_code == 302
    assert (Participant.objects.get(pk=hall.seat.pk).told, Meeting.objects.get().state) == ("wa", "invited")
    page = re.sub(r"<[^>]+>|\s+", " ", secretary.get(address(hall)).content.decode())
    assert re.search(r"Sudah dikabari +1", page) and "30 Okt 2024 09.00" in page


@pytest.mark.parametrize("said", [{"lewat": "wa"}, {"peserta": "x", "lewat": "wa"}, {"peserta": "1", "lewat": "surel"}])
def test_what_is_not_there_is_not_noted(hall: Hall, secretary: Client, said: dict[str, str]) -> None:
    assert secretary.post(address(hall, "sampai/"), said).status_code == 404
    assert not Participant.objects.exclude(told="").exists()


def test_who_was_told_before_a_change_must_be_told_again(hall: Hall, secretary: Client) -> None:
    mark_invited(actor=people.secretariat, meeting=hall.meeting, participants=[hall.seat], told="wa", now=NOW)
    hall.meeting.refresh_from_db()
    change_meeting(actor=people.secretariat, meeting=hall.meeting, starts_at=NOW + timedelta(days=1), now=LATER)
    page = secretary.get(address(hall)).content.decode()
    assert "Perlu dikabari lagi" in page and "perubahan undangan rapat" in page


@pytest.mark.parametrize("role", ["leader", "auditor", "desa", "field"])
def test_who_plans_no_meetings_finds_nothing(hall: Hall, role: str) -> None:
    client = signed_in(role, hall.region)
    assert client.get(address(hall)).status_code == 404
    for below in ("surel/", "sampai/"):
        assert client.post(address(hall, below), {"peserta": hall.seat.pk, "lewat": "wa"}).status_code == 404


def test_a_camat_invites_without_learning_numbers_of_the_city() -> None:
    hall = Hall(region=people.KECAMATAN)
    camat = signed_in("kecamatan", hall.region, factories.agency("kecamatan", hall.region))
    page = camat.get(address(hall)).content.decode()
    assert "Ketua KPU" in page
    assert PHONE not in page and "6281273645546" not in page and EMAIL not in page


def test_mails_are_asked_for_where_mail_is_configured(
    hall: Hall, secretary: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(type(tasks.send_invitations), "enqueue", lambda _task, *values: asked.append(values))
    assert "Surel belum diatur" in secretary.get(address(hall)).content.decode()
    assert secretary.post(address(hall, "surel/")).status_code == 422
    settings.EMAIL_HOST = "surel.contoh"
    assert "Kirim surel ke 1 undangan" in secretary.get(address(hall)).content.decode()
    assert secretary.post(address(hall, "surel/")).status_code == 302
    assert [values[:2] for values in asked] == [(hall.meeting.pk, [hall.seat.pk])]
    page = secretary.get(address(hall), headers={"HX-Request": "true", "HX-Target": "surel"}).content.decode()
    assert "Mengirim surel: 0 dari 1" in page and "every 2s" in page and "<main" not in page


def test_the_page_costs_the_same_queries_for_more_invitations(hall: Hall, secretary: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    secretary.get(address(hall))  # what is kept per process is kept now
    costs = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            secretary.get(address(hall))
        costs.append(len(asked))
        for number in range(8):
            rakor.participant(hall.meeting, made.office(hall.kpu, f"Anggota {_round}-{number}"), 10 + number)
    assert costs[0] == costs[1]


def test_a_cancelled_meeting_offers_words_that_call_it_off(hall: Hall, secretary: Client) -> None:
    mark_invited(actor=people.secretariat, meeting=hall.meeting, participants=[hall.seat], told="wa", now=NOW)
    cancel_meeting(actor=people.secretariat, meeting=hall.meeting, reason="Banjir (contoh)", now=LATER)
    page = secretary.get(address(hall)).content.decode()
    assert "DIBATALKAN" in page and "Alasan pembatalan: Banjir (contoh)" in page
    assert "Perlu tahu pembatalan" in page and "Belum sempat diundang" in page
    assert "Tandai disampaikan" not in page
