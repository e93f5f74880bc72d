"""A stranger's XLSForm is uploaded, checked, kept, filled in and comes out right; a partisan one is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from siaga.instruments.models import InstrumentVersion
from siaga.reporting.models import Submission
from siaga.reporting.versions import forget
from tests import factories, people
from tests.instruments.made import FORMS, markdown
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def secretary(page_at: Callable[..., Visit], settings: pytest.FixtureRequest, tmp_path: Path) -> Callable[[int], Visit]:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    forget()
    regions = factories.tree()
    factories.election(regions[people.CITY])
    account = factories.account("sekretariat", "secretariat", at=regions[people.CITY])

    def open_at(width: int) -> Visit:
        visit = page_at(width)
        visit.sign_in(account)
        return visit

    return open_at


def upload(visit: Visit, file: Path, unit: str = "") -> Page:
    page = visit.go("/instrumen/baru/")
    page.get_by_label("Berkas XLSForm").set_input_files(file)
    page.get_by_label("Formulir ini tentang").select_option(unit)
    page.get_by_role("button", name="Unggah dan periksa").click()
    page.wait_for_load_state()
    return page


def pick(page: Page, words: str) -> None:
    page.locator(".webform").get_by_text(words, exact=True).first.click()


def put(page: Page, number: int, text: str) -> None:
    box = page.locator(".webform input[inputmode=numeric], .webform input[inputmode=decimal]").nth(number)
    box.click()
    box.press_sequentially(text)
    box.press("Tab")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_strangers_form_from_file_to_report(secretary: Callable[[int], Visit], width: int) -> None:
    visit = secretary(width)
    page = upload(visit, FORMS / "posyandu.csv", "desa")
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa: Survei tempat layanan")
    check_accessible(page)
    check_fits(page)
    visit.picture(f"instrumen-periksa-{width}")
    page.get_by_role("button", name="Simpan instrumen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Survei tempat layanan")
    check_accessible(page)
    check_fits(page)
    assert InstrumentVersion.objects.get(instrument__name="tempat_layanan_v3").number == 1

    page = visit.go(f"/laporan/isi/pilkada-2024/tempat_layanan_v3/?unit=region:{people.VILLAGE}")
    expect(page.get_by_role("button", name="Kirim laporan")).to_be_visible()
    pick(page, "Sumatera Selatan")
    pick(page, "Kota Pagar Alam")
    expect(page.locator(".webform").get_by_text("Mukomuko", exact=True)).to_have_count(0)
    pick(page, "Imunisasi")
    expect(page.get_by_text("Nama ruang", exact=True)).to_have_count(0)
    put(page, 0, "2")
    expect(page.get_by_text("Nama ruang", exact=True)).to_have_count(2)
    put(page, 1, "12")
    put(page, 3, "8")
    expect(page.get_by_text("Jumlah kursi: 20")).to_be_visible()
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_text("Laporan diterima")).to_be_visible()
    values = dict(Submission.objects.get().values)
    assert values.pop("mulai") and values.pop("hari")
    assert values == {
        "tempat/provinsi": "sumsel",
        "tempat/kabupaten": "pagar_alam",
        "layanan": ["imunisasi"],
        "jumlah_ruang": 2,
        "ruang": [{"ruang/kursi": 12}, {"ruang/kursi": 8}],
        "kursi_semua": "20",
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_a_partisan_form_is_refused_with_its_rows(
    secretary: Callable[[int], Visit], width: int, tmp_path: Path
) -> None:
    file = tmp_path / "pantau.md"
    file.write_bytes(markdown("| | integer | a | Suara sah paslon 1 | | | |\n| | integer | b | Surat suara | | | |"))
    page = upload(secretary(width), file)
    expect(page.get_by_text("Lembar survey, baris 4, kolom label")).to_be_visible()
    expect(page.get_by_text("baris 5")).to_have_count(0)
    check_accessible(page)
    check_fits(page)


def test_the_preview_shows_the_form_and_sends_nothing(secretary: Callable[[int], Visit]) -> None:
    visit = secretary(390)
    page = upload(visit, FORMS / "posyandu.csv", "desa")
    page.get_by_role("button", name="Simpan instrumen").click()
    page.get_by_role("link", name="Pratinjau").click()
    expect(page.get_by_text("Provinsi", exact=True)).to_be_visible()
    check_fits(page)
    assert not Submission.objects.exists()
