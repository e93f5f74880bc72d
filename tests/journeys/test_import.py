"""The secretariat imports a file with mistakes, mends it, looks at the preview, applies it, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from siaga.wilayah.actions import set_boundary
from siaga.wilayah.models import Region
from tests import factories, people
from tests.factories import NOW
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits

BAD = "kode;nama;lintang;bujur\n16.72.01.1001;Suka Maju;-4,02;103,25\n16.72.01.1003;Baru;;\n16.72.09.1001;Yatim;;\n"
GOOD = BAD.replace("16.72.09.1001;Yatim;;\n", "")
MISNAMED = GOOD.replace("kode;", "nomor urut desa;")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_bad_file_mended_previewed_applied_undone(page_at: Callable[[int], Visit], width: int, tmp_path: Path) -> None:
    regions = factories.tree()
    visit = page_at(width)
    visit.sign_in(factories.account("kesbangpol", "secretariat", at=regions["16.72"]))
    files = {}
    for name, text in (("keliru", BAD), ("betul", GOOD), ("judul", MISNAMED)):
        files[name] = tmp_path / f"{name}.csv"
        files[name].write_text(text)

    page = visit.go("/data/impor/")
    expect(page.get_by_text("Belum ada impor")).to_be_visible()
    visit.picture("impor-kosong")
    page.get_by_role("link", name="Mulai impor").first.click()
    visit.picture("impor-pilih")
    check_accessible(page)
    page.get_by_role("link", name="Unggah berkas Wilayah", exact=True).click()
    visit.picture("impor-unggah")
    check_accessible(page)
    check_fits(page)

    page.get_by_label("Berkas").set_input_files(files["keliru"])
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.get_by_text("1 baris ditolak")).to_be_visible()
    expect(page.get_by_text("Induk 16.72.09 belum ada")).to_be_visible()
    visit.picture("impor-ditolak")
    check_accessible(page)
    check_fits(page)
    assert not Region.objects.filter(code="16.72.01.1003").exists()

    page.get_by_role("link", name="Unggah berkas lain").click()
    page.get_by_label("Berkas").set_input_files(files["judul"])
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.get_by_role("heading", name="Pasangkan kolom")).to_be_visible()
    visit.picture("impor-kolom")
    check_accessible(page)
    page.get_by_label("Kode", exact=True).select_option("nomor urut desa")
    page.get_by_role("button", name="Periksa dengan pasangan ini").click()
    expect(page.get_by_role("button", name="Terapkan")).to_be_visible()

    page.get_by_role("link", name="Unggah berkas lain").click()
    page.get_by_label("Berkas").set_input_files(files["betul"])
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.get_by_text("Belum ada yang ditulis")).to_be_visible()
    expect(page.get_by_text("Suka Maju").first).to_be_visible()
    visit.picture("impor-pratinjau")
    check_accessible(page)
    check_fits(page)
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_text("Impor diterapkan.")).to_be_visible()
    assert Region.objects.get(code="16.72.01.1001").name == "Suka Maju"
    visit.picture("impor-diterapkan")

    page.get_by_role("link", name="Batalkan impor ini").click()
    expect(page.get_by_text("Data baru yang dihapus lagi")).to_be_visible()
    visit.picture("impor-batalkan")
    page.get_by_role("button", name="Batalkan impor").click()
    expect(page.get_by_text("Impor ini sudah dibatalkan")).to_be_visible()
    assert Region.objects.get(code="16.72.01.1001").name == "Sukorejo"
    visit.go("/data/impor/")
    visit.picture("impor-daftar")
    check_fits(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_a_region_is_read_and_recoded_with_its_reach_in_numbers(page_at: Callable[[int], Visit], width: int) -> None:
    regions = factories.tree()
    for number, code in enumerate(("16.72.01", "16.72.03")):
        west = 103.2 + number / 10
        ring = [[west, -4.1], [west + 0.1, -4.1], [west + 0.1, -4.0], [west, -4.0], [west, -4.1]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        set_boundary(actor=people.admin, region=regions[code], geometry=shape, now=NOW)
    election = factories.election(regions["16.72"])
    factories.station(election, regions["16.72.01.1001"], 1, voters_total=200)
    factories.station(election, regions["16.72.01.1001"], 2)
    visit = page_at(width)
    visit.sign_in(factories.account("kesbangpol", "secretariat", at=regions["16.72"]))

    page = visit.go("/wilayah/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kota Pagar Alam")
    visit.picture("wilayah-kota")
    check_accessible(page)
    check_fits(page)
    page.get_by_role("link", name="Kecamatan Pagar Alam Utara").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kecamatan Pagar Alam Utara")
    page.get_by_text("Ubah wilayah").click()
    visit.picture("wilayah-menu")
    page.get_by_role("link", name="Ganti kode").click()
    page.get_by_label("Kode baru").fill("16.72.09")
    page.get_by_role("button", name="Lihat akibatnya").click()
    expect(page.get_by_text("16.72.01 → 16.72.09")).to_be_visible()
    visit.picture("wilayah-akibat")
    check_accessible(page)
    check_fits(page)
    page.get_by_role("button", name="Ya, lakukan").click()
    expect(page.get_by_text("Kode diganti")).to_be_visible()
    visit.go("/wilayah/16.72.01.1001/")
    expect(page).to_have_url(f"{visit.base}/wilayah/16.72.09.1001/")
    visit.picture("wilayah-desa")
    check_accessible(page)
    check_fits(page)
