"""A field officer fills the checklist of a TPS with a photo; without a signal it waits on the device and goes once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from siaga.desk.models import Account
from siaga.elections.models import Election
from siaga.instruments.library import ensure_shipped
from siaga.reporting.models import Attachment, Submission
from siaga.reporting.versions import forget
from tests import factories, people
from tests.factories import NOW
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.reporting.pictures import photo

pytestmark = [pytest.mark.django_db(transaction=True)]
COMPLETE = {
    "Surat suara": "Belum diterima",
    "Bilik suara": "Lengkap",
    "Tinta": "Lengkap",
    "Segel": "Lengkap",
    "Formulir dan sampul": "Lengkap",
    "Alat bantu tunanetra": "Lengkap",
    "Akses menuju TPS": "Mudah",
    "Listrik": "Ada, stabil",
    "Sinyal internet di TPS": "Lemah",
}


@pytest.fixture(autouse=True)
def world(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    forget()
    regions = factories.tree()
    election = factories.election(regions["16.72"])
    for number in (1, 2):
        factories.station(election, regions[people.VILLAGE], number, lat=-4.02, lon=103.25)
    ensure_shipped(people.admin, NOW)
    units = (f"{people.VILLAGE}/001", f"{people.VILLAGE}/002")
    factories.account("petugas", "field", at=regions["16.72"], units=units)


@pytest.fixture
def officer(page_at: Callable[..., Visit]) -> Callable[[int], Visit]:
    def open_at(width: int) -> Visit:
        visit = page_at(width)
        visit.sign_in(Account.objects.get(username="petugas"))
        return visit

    return open_at


def open_form(visit: Visit, instrument: str = "kesiapan-tps", query: str = "?unit=tps:16.72.01.1001/001") -> Page:
    page = visit.go(f"/laporan/isi/pilkada-2024/{instrument}/{query}")
    expect(page.get_by_role("button", name="Kirim laporan")).to_be_visible()
    return page


def choose(page: Page, label: str, choice: str) -> None:
    found = page.locator(".question-container").filter(has=page.get_by_text(label, exact=True)).last
    found.get_by_text(choice, exact=True).click()


def answer_all(page: Page) -> None:
    """Every required question of the readiness of a TPS."""
    for label in page.locator(".question-container label.required").all():
        text = label.inner_text().strip()
        if text in COMPLETE:
            choose(page, text, COMPLETE[text])
        elif text.endswith("?"):
            choose(page, text, "Tidak" if "nihil" in text else "Ya")
    for text, number in (("KPPS", "7"), ("Linmas", "2"), ("Pengawas TPS", "1"), ("C.Pemberitahuan", "85")):
        box = page.locator(".question-container").filter(has_text=text).last.locator("input")
        box.press_sequentially(number)
        box.press("Tab")


def send(page: Page) -> None:
    page.get_by_role("button", name="Kirim laporan").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_officer_fills_a_checklist_with_a_photo_and_gets_a_receipt(
    officer: Callable[[int], Visit], width: int, tmp_path: Path
) -> None:
    visit = officer(width)
    page = visit.go("/laporan/isi/pilkada-2024/kesiapan-tps/")
    visit.picture("isi-pilih")
    check_accessible(page)
    check_fits(page)
    page.get_by_role("link", name="TPS 001 Sukorejo").click()
    expect(page.get_by_role("button", name="Kirim laporan")).to_be_visible()
    expect(page.get_by_text("Apakah kotak suara sudah ada")).to_be_visible()
    visit.picture("isi-formulir")
    check_accessible(page)
    check_fits(page)

    send(page)  # nothing answered yet: told so, nothing sent
    expect(page.get_by_text("pertanyaan perlu diperbaiki")).to_be_visible()
    expect(page.get_by_text("Pertanyaan ini wajib dijawab.").first).to_be_visible()
    visit.picture("isi-belum-lengkap")

    answer_all(page)
    picture = tmp_path / "depan.jpg"
    picture.write_bytes(photo(900, 600))
    page.locator('input[type="file"]').last.set_input_files(picture)
    expect(page.get_by_alt_text("Gambar yang dipilih")).to_be_visible()
    visit.picture("isi-lengkap")
    send(page)
    expect(page.get_by_role("heading", name="Laporan diterima")).to_be_visible()
    visit.picture("isi-tanda-terima")
    check_accessible(page)
    check_fits(page)

    stored = Submission.objects.get()
    assert stored.unit == "tps:16.72.01.1001/001"
    assert stored.values["logistik/kotak_suara"] == "ya" and stored.values["petugas/kpps"] == 7
    assert stored.device.startswith("peramban ")
    assert Attachment.objects.get().name == stored.values["bukti/foto"]
    expect(page.locator(".receipt")).to_contain_text(str(stored.pk))
    expect(page.locator("[data-unsent]")).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
def test_without_a_signal_it_waits_on_the_device_and_is_sent_once(
    officer: Callable[[int], Visit], width: int, tmp_path: Path
) -> None:
    visit = officer(width)
    page = open_form(visit)
    answer_all(page)
    picture = tmp_path / "depan.jpg"
    picture.write_bytes(photo(400, 300))
    page.locator('input[type="file"]').last.set_input_files(picture)
    expect(page.get_by_alt_text("Gambar yang dipilih")).to_be_visible()
    visit.context.set_offline(True)
    send(page)
    expect(page.get_by_text("Belum terkirim, aman di perangkat ini.").first).to_be_visible()
    expect(page.get_by_role("heading", name="Belum terkirim dari perangkat ini")).to_be_visible()
    visit.picture("isi-tanpa-sinyal")
    check_accessible(page)
    check_fits(page)
    assert not Submission.objects.exists()

    visit.context.set_offline(False)
    expect(page.get_by_role("heading", name="Laporan diterima")).to_be_visible()
    visit.picture("isi-terkirim-kemudian")
    assert Submission.objects.count() == 1
    assert Attachment.objects.count() == 1

    visit.go("/laporan/isi/pilkada-2024/kesiapan-tps/")
    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert Submission.objects.count() == 1


def test_an_answer_that_was_lost_on_the_way_does_not_make_a_second_report(officer: Callable[[int], Visit]) -> None:
    visit = officer(390)
    page = open_form(visit)
    answer_all(page)
    address = "**/laporan/kirim/**"

    def lose_the_answer(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]  # the server has it …
        route.abort()  # type: ignore[attr-defined]  # … and its word never arrives

    page.route(address, lose_the_answer)
    send(page)
    expect(page.get_by_text("Belum terkirim, aman di perangkat ini.").first).to_be_visible()
    assert Submission.objects.count() == 1
    page.unroute(address)
    page.get_by_role("button", name="Kirim sekarang").click()
    expect(page.get_by_role("heading", name="Laporan ini sudah diterima sebelumnya")).to_be_visible()
    assert Submission.objects.count() == 1


def test_what_waits_survives_leaving_the_page_and_another_person_neither_sees_nor_sends_it(
    officer: Callable[[int], Visit],
) -> None:
    visit = officer(390)
    page = open_form(visit)
    answer_all(page)
    page.route("**/laporan/kirim/**", lambda route: route.abort())
    send(page)
    expect(page.get_by_text("Belum terkirim, aman di perangkat ini.").first).to_be_visible()

    other = factories.account("petugas-lain", "field", at=Election.objects.get().region, units=(people.VILLAGE,))
    visit.context.clear_cookies()
    visit.sign_in(other)
    visit.go("/laporan/isi/pilkada-2024/kesiapan-tps/")
    expect(page.get_by_text("Disimpan oleh akun lain")).to_be_visible()
    expect(page.get_by_role("button", name="Kirim sekarang")).to_have_count(0)
    visit.picture("isi-akun-lain")

    visit.context.clear_cookies()
    visit.sign_in(Account.objects.get(username="petugas"))
    page.unroute_all()
    visit.go("/laporan/isi/pilkada-2024/kesiapan-tps/")
    expect(page.get_by_text("Terkirim: laporan nomor")).to_be_visible()
    visit.picture("isi-terkirim-dari-daftar")
    stored = Submission.objects.get()
    assert stored.sender_name == "Petugas"


def test_refused_report_keeps_its_answers_and_says_what_to_mend(
    officer: Callable[[int], Visit], tmp_path: Path
) -> None:
    visit = officer(1366)
    page = open_form(visit)
    answer_all(page)
    Election.objects.update(closed_at=NOW)
    send(page)
    expect(page.get_by_text("Laporan ditolak:")).to_be_visible()
    expect(page.get_by_text("Isian Anda masih ada di bawah")).to_be_visible()
    visit.picture("isi-ditolak")
    check_accessible(page)
    Election.objects.update(closed_at=None)
    send(page)
    expect(page.get_by_role("heading", name="Laporan diterima")).to_be_visible()
    assert Submission.objects.count() == 1
    expect(page.locator("[data-unsent]")).to_be_hidden()


def test_correction_starts_from_the_former_answers(officer: Callable[[int], Visit]) -> None:
    visit = officer(1366)
    page = open_form(visit)
    answer_all(page)
    send(page)
    expect(page.get_by_role("heading", name="Laporan diterima")).to_be_visible()
    former = Submission.objects.get()

    page = open_form(visit, query=f"?unit=tps:16.72.01.1001/001&koreksi={former.pk}")
    visit.picture("isi-koreksi")
    choose(page, "Tinta", "Belum diterima")
    send(page)
    expect(page.get_by_role("heading", name="Laporan diterima")).to_be_visible()
    former.refresh_from_db()
    latest = Submission.objects.get(supersedes=former)
    assert former.state == "superseded"
    assert latest.values["logistik/tinta"] == "belum" and latest.values["petugas/kpps"] == 7


def test_every_shipped_form_renders(officer: Callable[[int], Visit], page_at: Callable[..., Visit]) -> None:
    city = Election.objects.get().region
    district = city.children.get(code="16.72.01")
    factories.agency("kpu", city)
    visit = page_at(1366)
    visit.sign_in(factories.account("sekretariat", "secretariat", at=city))
    for instrument, unit in (
        ("kerawanan-tps", "tps:16.72.01.1001/001"),
        ("kesehatan-petugas", "tps:16.72.01.1001/001"),
        ("kesiapan-desa", f"region:{people.VILLAGE}"),
        ("kesiapan-kecamatan", f"region:{district.code}"),
        ("kesiapan-instansi", "agency:kpu@16.72"),
    ):
        page = open_form(visit, instrument, f"?unit={unit}")
        assert page.locator(".question-container").count() > 2
    visit.picture("isi-instansi")


def test_preview_shows_the_form_and_sends_nothing(page_at: Callable[..., Visit]) -> None:
    visit = page_at(1366)
    visit.sign_in(factories.account("sekretariat", "secretariat", at=Election.objects.get().region))
    page = visit.go("/instrumen/kesiapan-tps/versi/1/pratinjau/")
    expect(page.get_by_text("Ini pratinjau: tidak ada yang dikirim.")).to_be_visible()
    page.locator(".question-container").first.get_by_text("Ya", exact=True).click()
    send(page)
    expect(page.get_by_text("Karena ini pratinjau, tidak ada yang dikirim")).to_be_visible()
    visit.picture("isi-pratinjau")
    check_accessible(page)
    assert not Submission.objects.exists()
