"""The rakor circle in a browser: planned, invited to, attended, minuted, reported on, signed, amended; all of it kept.

The secretariat plans and writes, two people of the room sign in by the code on the wall, the KPU reports between the
meetings, and the second meeting cannot be signed while two promises stand unanswered.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from docx import Document
from playwright.sync_api import Download, Page, expect
from pypdf import PdfReader

from siaga.briefing.models import Letterhead
from siaga.ledger.models import Entry
from siaga.rakor.models import ActionPoint, AgendaItem, Attendance, Meeting, MeetingState, PointUpdate, UpdateKind
from tests import factories, people
from tests.factories import NOW, rakor
from tests.factories import offices as made
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.paper.ooxml import faults
from tests.reporting.pictures import photo

pytestmark = pytest.mark.django_db(transaction=True)
PROMISES = ("Kirim sisa kotak suara (contoh)", "Sediakan dua truk (contoh)", "Kawal pengiriman (contoh)")
Opener = Callable[..., Visit]


class World:
    """A desk with its forum, four agencies of the city, a letterhead, and the accounts of secretariat and KPU."""

    def __init__(self) -> None:
        self.tree = factories.tree()
        self.city = self.tree[people.CITY]
        self.election = factories.election(self.city)
        self.forum = rakor.forum(self.election, rhythm_days=7)
        names = {
            "sekda": ("Sekretariat Daerah", "Sekretaris Daerah"),
            "kpu": ("KPU Kota Pagar Alam", "Ketua KPU"),
            "dishub": ("Dinas Perhubungan", "Kepala Dinas Perhubungan"),
            "polres": ("Polres Pagar Alam", "Kapolres"),
        }
        self.agencies = {key: factories.agency(key, self.city, name) for key, (name, _title) in names.items()}
        self.offices = {key: made.office(self.agencies[key], title) for key, (_name, title) in names.items()}
        for place, (key, office) in enumerate(self.offices.items(), start=1):
            made.term(office, made.person(f"Contoh {key.title()}"), date(2023, 1, 1))
            rakor.member(self.forum, office, place)
        self.forum.chair = self.offices["sekda"]
        self.forum.save()
        Letterhead.objects.create(
            region=self.city, government="PEMERINTAH KOTA PAGAR ALAM", agency="SEKRETARIAT DAERAH", city="Pagar Alam"
        )
        self.secretariat = factories.account("sekretariat", "secretariat", at=self.city)
        self.officer = factories.account("kpu", "agency", at=self.city, agency=self.agencies["kpu"])


@pytest.fixture
def world(settings: Any, tmp_path: Any) -> World:
    settings.SIAGA_NOW = NOW
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path}}
    }
    cache.clear()
    return World()


def plan(page: Page, world: World, title: str, day: date) -> Meeting:
    """By the forum's button and the form behind it."""
    page.get_by_label("Acara").fill(title)
    page.get_by_label("Tanggal").fill(day.isoformat())
    page.get_by_label("Mulai (WIB)").fill("09:00")
    page.get_by_label("Selesai (WIB)").fill("11:30")
    page.get_by_role("button", name="Rencanakan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return Meeting.objects.get(title=title)


def content(download: Download) -> bytes:
    return download.path().read_bytes()


def pdf_text(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def docx_text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join([*(one.text for one in document.paragraphs), *cells]).split())


def fetched(visit: Visit, path: str) -> bytes:
    """A paper as the browser of this person gets it."""
    answer = visit.context.request.get(f"{visit.base}{path}")
    assert answer.status == 200, (path, answer.status)
    return answer.body()


def sign_in_at_the_door(page_at: Opener, screen: Page, who: str, as_office: str) -> None:
    phone = page_at(390)
    page = phone.go("/" + screen.locator(".screen-link").inner_text().partition("/")[2])
    page.get_by_label("Hadir sebagai").select_option(label=as_office)
    page.get_by_label("Nama lengkap").fill(who)
    page.get_by_role("button", name="Catat kehadiran saya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kehadiran Anda sudah tercatat")


def promise(page: Page, box: Any, title: str, agency: str, due: str) -> None:
    page.keyboard.type("/tl ")
    expect(page.locator("#tl-name")).to_be_focused()
    page.keyboard.type(title)
    page.keyboard.press("Tab")
    page.keyboard.type(agency)
    page.keyboard.press("Tab")
    page.keyboard.type(due)
    page.keyboard.press("Enter")
    expect(box).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
def test_what_was_promised_comes_back_and_is_answered_before_the_next_signature(
    page_at: Opener, world: World, width: int, settings: Any
) -> None:
    desk = page_at(width)
    desk.sign_in(world.secretariat)

    # Planned, with its letter in both forms.
    page = desk.go(f"/rakor/forum/{world.forum.pk}/rencanakan/")
    first = plan(page, world, "Kesiapan logistik (contoh)", NOW.date())
    page = desk.go(f"/dokumen/rapat/{first.pk}/nomor/")
    check_fits(page)
    check_accessible(page)
    page.get_by_role("button", name=re.compile("Simpan|Beri|Pakai")).first.click()
    letter = pdf_text(fetched(desk, f"/dokumen/rapat/{first.pk}/undangan.pdf"))
    editable = fetched(desk, f"/dokumen/rapat/{first.pk}/undangan.docx")
    assert faults(editable) == []
    for text in (letter, docx_text(editable)):
        assert "PEMERINTAH KOTA PAGAR ALAM" in text
        assert "Rabu, 30 Oktober 2024" in text
        assert "Kesiapan logistik (contoh)" in text
    assert first.participants.count() == 4
    page = desk.go(f"/rakor/{first.pk}/undangan/")
    check_fits(page)
    check_accessible(page)
    desk.picture("rakor-undangan")

    # Opened; two of the room sign in with their phones.
    page = desk.go(f"/rakor/{first.pk}/buka/")
    page.get_by_role("button", name="Buka rapat").click()
    wall = page_at(1366)
    wall.sign_in(world.secretariat)
    screen = wall.go(f"/rakor/{first.pk}/hadir/layar/")
    sign_in_at_the_door(page_at, screen, "Contoh Kpu", "Ketua KPU")
    sign_in_at_the_door(page_at, screen, "Contoh Polres", "Kapolres")
    assert Attendance.objects.filter(meeting=first, how="qr").count() == 2

    # Minutes with the keyboard alone: three promises.
    page = desk.go(f"/rakor/{first.pk}/agenda/")
    page.get_by_role("button", name="Susun dari fakta").first.click()
    item = AgendaItem.objects.get(meeting=first, key="statements")
    page = desk.go(f"/rakor/{first.pk}/notula/?pokok={item.pk}")
    box = page.locator(f"#naskah-{item.pk}")
    expect(box).to_be_focused()
    page.keyboard.type("KPU: sisa 58 kotak suara masih di gudang.\n")
    for title, agency, due in zip(PROMISES, ("kpu", "dishub", "polres"), ("H-22", "5 nov", "06/11"), strict=True):
        promise(page, box, title, agency, due)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-said]")).to_have_text(re.compile(r"^Tersimpan \d\d:\d\d:\d\d$"))
    assert ActionPoint.objects.filter(meeting=first).count() == 3
    expect(page.locator(f"[data-part=agreed-{item.pk}] .countdown").locator("visible=true").first).to_have_text("H-22")
    desk.picture("rakor-notula")

    page = desk.go(f"/rakor/{first.pk}/notula/selesai/")
    page.get_by_role("button", name="Selesaikan notula").click()
    page = desk.go(f"/rakor/{first.pk}/notula/tanda-tangan/")
    page.get_by_role("button", name="Tanda tangani").click()
    first.refresh_from_db()
    assert first.state == MeetingState.SIGNED

    # Between the meetings the KPU reports on its promise, with a photo.
    settings.SIAGA_NOW = NOW + timedelta(days=5)
    point = ActionPoint.objects.get(title=PROMISES[0])
    agency = page_at(width)
    agency.sign_in(world.officer)
    page = agency.go("/tindak-lanjut/saya/")
    expect(page.get_by_text(PROMISES[0]).first).to_be_visible()
    check_fits(page)
    check_accessible(page)
    page = agency.go(f"/tindak-lanjut/{point.pk}/lapor/")
    page.get_by_label("Selesai, minta diverifikasi").check()
    page.get_by_label("Laporan", exact=True).fill("Semua kotak tiba di lima PPK (contoh).")
    page.locator("input[type=file]").set_input_files({"name": "kotak.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_text("Semua kotak tiba di lima PPK (contoh).").first).to_be_visible()
    agency.picture("rakor-lapor")
    assert PointUpdate.objects.get(point=point, kind=UpdateKind.REPORT).evidence.count() == 1

    # The second meeting carries all three; it is not signed before each is answered for.
    page = desk.go(f"/rakor/forum/{world.forum.pk}/rencanakan/")
    second = plan(page, world, "Kesiapan H-21 (contoh)", NOW.date() + timedelta(days=7))
    page = desk.go(f"/rakor/{second.pk}/agenda/")
    page.get_by_role("button", name="Susun dari fakta").first.click()
    for title in PROMISES:
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
    expect(page.get_by_text("2 tindak lanjut belum dilaporkan sejak rapat lalu.")).to_be_visible()
    check_fits(page)
    check_accessible(page)
    desk.picture("rakor-agenda")
    settings.SIAGA_NOW = NOW + timedelta(days=7)
    page = desk.go(f"/rakor/{second.pk}/buka/")
    page.get_by_role("button", name="Buka rapat").click()
    page = desk.go(f"/rakor/{second.pk}/notula/selesai/")
    page.get_by_role("button", name="Selesaikan notula").click()
    page = desk.go(f"/rakor/{second.pk}/notula/tanda-tangan/")
    expect(page.get_by_text(PROMISES[1]).first).to_be_visible()
    expect(page.get_by_text(PROMISES[2]).first).to_be_visible()
    check_fits(page)
    check_accessible(page)
    page.get_by_role("button", name="Tanda tangani").click()
    expect(
        page.get_by_text("2 tindak lanjut dari rapat sebelumnya belum dilaporkan pada rapat ini.").first
    ).to_be_visible()
    desk.picture("rakor-ditolak")
    second.refresh_from_db()
    assert second.state == MeetingState.MINUTED

    for title in PROMISES[1:]:
        silence(desk, second, title)
    page = desk.go(f"/rakor/{second.pk}/notula/tanda-tangan/")
    page.get_by_role("button", name="Tanda tangani").click()
    second.refresh_from_db()
    assert second.state == MeetingState.SIGNED
    assert {one.state for one in ActionPoint.objects.filter(title__in=PROMISES[1:])} == {"open"}

    # The notula tells it all; an addendum comes after the signature, and the ledger holds every step.
    page = desk.go(f"/rakor/{second.pk}/notula/adendum/")
    page.get_by_label("Isi").fill("Truk ketiga disediakan BPBD (contoh).")
    page.get_by_label("Alasan").fill("Terlewat dicatat (contoh).")
    page.get_by_role("button", name="Tambahkan").click()
    assert faults(fetched(desk, f"/dokumen/rapat/{second.pk}/notula.docx")) == []
    paper = pdf_text(fetched(desk, f"/dokumen/rapat/{second.pk}/notula.pdf"))
    for words in (
        *PROMISES,
        "Semua kotak tiba di lima PPK (contoh).",
        "Tidak hadir (contoh)",
        "Truk ketiga disediakan",
    ):
        assert words in paper, words
    assert "DRAF" not in paper
    assert second.minutes_digest[:16] in paper.replace(" ", "")
    acts = set(Entry.objects.values_list("action", flat=True))
    assert acts >= {
        "rakor.plan", "rakor.open", "agenda.draw_up", "minutes.write", "point.make", "point.report", "minutes.finish",
        "minutes.sign", "minutes.amend",
    }  # fmt: skip


def silence(desk: Visit, meeting: Meeting, title: str) -> None:
    """At the end of the minutes: nobody reported, and why."""
    page = desk.go(f"/rakor/{meeting.pk}/notula/")
    closing = page.locator("#penutupan details", has_text=title)
    closing.locator("summary").click()
    closing.get_by_label("Alasan tidak dilaporkan").fill("Tidak hadir (contoh)")
    closing.get_by_role("button", name="Tidak dilaporkan").click()
    expect(page.locator("#penutupan details", has_text=title)).to_have_count(0)
