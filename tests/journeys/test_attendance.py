"""A room signs in: the code on the wall, two phones, a secretary who ticks with the space bar, an old code refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from siaga.rakor.models import Attendance, MeetingState
from tests import factories
from tests.factories import NOW, rakor
from tests.factories import offices as made
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.rakor.halls import Hall

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = 390
AGENCIES = ("Polres", "Kodim 0405", "Kejaksaan Negeri", "Dinas Perhubungan", "Disdukcapil", "PLN ULP")


@pytest.fixture
def hall(settings: Any) -> Hall:
    settings.SIAGA_NOW = NOW
    cache.clear()
    hall = Hall(state=MeetingState.HELD, held_at=NOW - timedelta(minutes=2))
    for number, name in enumerate(AGENCIES):
        agency = factories.agency(f"instansi-{number}", hall.region, f"{name} Pagar Alam", kind="polres")
        office = made.office(agency, f"Kepala {name}")
        made.term(office, made.person(f"Contoh Pejabat {number}"), date(2023, 1, 1))
        rakor.participant(hall.meeting, office, 4 + number)
    return hall


def secretary_at(page_at: Callable[..., Visit], hall: Hall, width: int = 1366) -> Visit:
    visit = page_at(width)
    visit.sign_in(factories.account(f"contoh-sekretaris-{width}", "secretariat", at=hall.region))
    return visit


def path_on(screen: Page) -> str:
    return "/" + screen.locator(".screen-link").inner_text().partition("/")[2]


def test_two_phones_sign_in_by_the_code_on_the_screen_and_an_old_code_is_refused(
    page_at: Callable[..., Visit], hall: Hall, settings: Any
) -> None:
    wall = secretary_at(page_at, hall)
    screen = wall.go(f"/rakor/{hall.meeting.pk}/hadir/layar/")
    expect(screen.get_by_role("img", name="Kode QR daftar hadir")).to_be_visible()
    check_accessible(screen)
    check_fits(screen)
    wall.picture("hadir-layar")
    path = path_on(screen)

    first = page_at(PHONE)
    phone = first.go(path)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Daftar hadir")
    expect(phone.get_by_label("Instansi")).to_be_hidden()
    phone.get_by_label("Hadir sebagai").select_option(label="Ketua KPU")
    expect(phone.get_by_label("Jabatan")).to_be_hidden()
    check_accessible(phone)
    check_fits(phone)
    first.picture("hadir-isi")
    phone.get_by_label("Nama lengkap").fill("Contoh Ratna")
    phone.get_by_role("button", name="Catat kehadiran saya").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kehadiran Anda sudah tercatat")
    check_accessible(phone)
    first.picture("hadir-tercatat")
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kehadiran Anda sudah tercatat")

    second = page_at(PHONE)
    phone = second.go(path)
    expect(phone.get_by_label("Hadir sebagai").locator("option", has_text="Ketua KPU")).to_have_count(0)
    phone.get_by_label("Hadir sebagai").select_option(label="Tidak ada di daftar undangan")
    phone.get_by_label("Nama lengkap").fill("Contoh Tamu")
    phone.get_by_role("button", name="Catat kehadiran saya").click()
    expect(phone.get_by_role("alert")).to_contain_text("Instansi belum diisi.")
    second.picture("hadir-kurang")
    expect(phone.get_by_label("Nama lengkap")).to_have_value("Contoh Tamu")
    phone.get_by_label("Instansi").fill("RRI (contoh)")
    phone.get_by_role("button", name="Catat kehadiran saya").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kehadiran Anda sudah tercatat")

    settings.SIAGA_NOW = NOW + timedelta(minutes=3)
    third = page_at(PHONE)
    phone = third.go(path)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Kode daftar hadir ini tidak berlaku.")
    expect(phone.get_by_label("Nama lengkap")).to_have_count(0)
    check_accessible(phone)
    third.picture("hadir-ditolak")

    expect(screen.locator(".screen-count strong")).to_have_text("2")
    assert path_on(screen) != path
    assert sorted(Attendance.objects.values_list("name", flat=True)) == ["Contoh Ratna", "Contoh Tamu"]


def test_the_secretary_ticks_with_the_keyboard_alone(page_at: Callable[..., Visit], hall: Hall) -> None:
    visit = secretary_at(page_at, hall)
    page = visit.go(f"/rakor/{hall.meeting.pk}/hadir/")
    page.get_by_role("button", name="Tandai hadir: Contoh Ratna, Ketua KPU").focus()
    for ticked in (1, 2, 3):
        page.keyboard.press("Space")
        expect(page.locator(".tick-on")).to_have_count(ticked)
        # The list came back from the server, and the next one waits for the space bar.
        expect(page.locator(":focus")).to_have_accessible_name(re.compile("^Tandai hadir: "))
    expect(page.locator(".figure-value").first).to_have_text("3 / 9")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_list_the_calendar_and_the_invitations_fit(
    page_at: Callable[..., Visit], hall: Hall, width: int, settings: Any
) -> None:
    settings.EMAIL_HOST = "surel.contoh"
    visit = secretary_at(page_at, hall, width)
    for number, seat in enumerate(hall.meeting.participants.exclude(office=None)[:6]):
        if number % 2:
            Attendance.objects.create(
                meeting=hall.meeting, participant=seat, name="Contoh Hadir", office_title=str(seat.office),
                agency=seat.office.agency, agency_name=seat.office.agency.name, how="qr", device=str(number), at=NOW,
            )  # fmt: skip
    for path, name in (
        (f"/rakor/{hall.meeting.pk}/hadir/", "hadir"),
        (f"/rakor/{hall.meeting.pk}/hadir/tambah/", "hadir-tambah"),
        (f"/rakor/{hall.meeting.pk}/undangan/", "undangan"),
        ("/rakor/kalender/", "kalender"),
    ):
        page = visit.go(path)
        check_fits(page)
        check_accessible(page)
        visit.picture(name)
    page.get_by_role("button", name="Buat alamat kalender").click()
    expect(page.locator("#alamat-kalender")).to_contain_text("/kalender/")
    check_fits(page)
    check_accessible(page)
    visit.picture("kalender-baru")
    page = visit.go(f"/rakor/{hall.meeting.pk}/hadir/layar/")
    check_fits(page)
    visit.picture("hadir-layar-lebar")
