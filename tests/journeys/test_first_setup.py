"""From nothing to the first TPS by the pages alone: the first administrator sets up a desk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from siaga.desk import setup_code
from siaga.desk.models import Account, Desk
from siaga.elections.models import Election, PollingStation
from siaga.wilayah.models import Region
from tests.journeys.browser import WIDTHS, Visit, check_accessible

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "kopi-pagar-alam-27"
REGIONS = """kode;nama
16;Sumatera Selatan
16.72;Kota Pagar Alam
16.72.01;Pagar Alam Utara
16.72.01.1001;Sukorejo
16.72.01.1002;Bangun Rejo
"""
STATIONS = """region_code;no_tps;laki_laki;perempuan
16.72.01.1001;1;210;215
16.72.01.1001;2;198;204
16.72.01.1002;1;;
"""


def upload(page: Page, name: str, text: str) -> None:
    page.get_by_label("Berkas", exact=True).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("main").locator("form.form-card button[type=submit]").first.click()


def apply(page: Page) -> None:
    page.get_by_role("button", name="Terapkan", exact=True).click()
    expect(page.get_by_text("Diterapkan").first).to_be_visible()


def follow_checklist(visit: Visit, button: str) -> Page:
    """Go home and take the step that the list offers."""
    page = visit.go("/")
    page.get_by_role("main").get_by_role("link", name=button, exact=True).first.click()
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_administrator_gets_from_nothing_to_the_first_station(
    page_at: Callable[[int], Visit], width: int
) -> None:
    cache.clear()
    visit = page_at(width)
    page = visit.go("/")
    expect(page).to_have_url(re.compile(r"/mulai/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Penyiapan pertama")
    check_accessible(page)

    page.get_by_label("Kode penyiapan").fill("AAAA-AAAA-AAAA")
    page.get_by_label("Nama lengkap Anda").fill("Contoh Administrator")
    page.get_by_label("Nama pengguna").fill("admin")
    page.get_by_label("Sandi", exact=True).fill(PASSWORD)
    page.get_by_label("Sandi, sekali lagi").fill(PASSWORD)
    page.get_by_role("button", name="Buat administrator").click()
    expect(page.get_by_text("Kode penyiapan keliru").first).to_be_visible()
    expect(page.get_by_label("Nama lengkap Anda")).to_have_value("Contoh Administrator")
    page.get_by_label("Kode penyiapan").fill(setup_code.waiting_setup_code() or "")
    page.get_by_label("Sandi", exact=True).fill(PASSWORD)
    page.get_by_label("Sandi, sekali lagi").fill(PASSWORD)
    page.get_by_role("button", name="Buat administrator").click()
    expect(page).to_have_url(re.compile(r"/$"))
    assert Account.objects.get().username == "admin"
    check_accessible(page)
    visit.picture("mulai-daftar")

    follow_checklist(visit, "Impor wilayah")
    visit.go("/data/impor/baru/wilayah/")
    upload(page, "wilayah.csv", REGIONS)
    expect(page.get_by_role("main").get_by_text("5", exact=True).first).to_be_visible()
    apply(page)
    assert Region.objects.count() == 5

    follow_checklist(visit, "Buat pemilihan")
    page.get_by_role("main").get_by_role("link", name="Buat pemilihan").first.click()
    page.get_by_label("Aturan").select_option("pilkada-2024")
    page.get_by_label("Daerah pemilihan").fill("16.72")
    page.get_by_label("Singkatan").fill("pilkada-2024")
    page.get_by_role("main").get_by_role("button", name="Buat pemilihan").click()
    expect(page).to_have_url(re.compile(r"/pemilihan/pilkada-2024/"))
    assert Election.objects.get().region.code == "16.72"

    follow_checklist(visit, "Impor TPS")
    visit.go("/data/impor/baru/tps/")
    page.get_by_label("Pemilihan").select_option(index=1)
    upload(page, "tps.csv", STATIONS)
    apply(page)
    assert PollingStation.objects.count() == 3
    visit.go("/pemilihan/pilkada-2024/tps/")
    expect(page.get_by_text("Sukorejo").first).to_be_visible()
    check_accessible(page)

    follow_checklist(visit, "Bentuk desk")
    page.get_by_role("main").get_by_role("link", name="Bentuk Desk").first.click()
    page.get_by_role("main").get_by_label("Wilayah").fill("16.72")
    page.get_by_label("Nama Desk").fill("Desk Pilkada Kota Pagar Alam 2024")
    page.get_by_label("Nomor SK").fill("100/CONTOH/2024")
    page.get_by_role("main").locator("form.form-card button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Desk Pilkada Kota Pagar Alam 2024")
    assert Desk.objects.get().region.code == "16.72"

    visit.go("/")
    check_accessible(page)
    visit.picture("mulai-akhir")
