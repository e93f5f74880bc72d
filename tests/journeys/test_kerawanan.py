"""A Bawaslu officer brings answers, reviews the map, knows better about one TPS, and compares two mappings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from siaga.kerawanan.models import Mapping, Override
from siaga.wilayah.actions import set_boundary
from tests import factories, people
from tests.factories import NOW
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.kerawanan.worlds import QUESTIONS, Risky, risky

BASE = "/kerawanan/pilkada-2024/16.72/"
RISKY = {"1.1", "2.1", "6.3", "7.1", "7.3", "8.1", "8.2"}
HEAD = "tps_code;" + ";".join(QUESTIONS)


def row(code: str, yes: set[str] = frozenset()) -> str:  # type: ignore[assignment]
    return ";".join([code, *("ya" if number in yes else "tidak" for number in QUESTIONS)])


FIRST = [
    row("16.72.01.1001/001", RISKY),
    row("16.72.01.1001/002"),
    row("16.72.01.1002/001", {"8.1"}),
    row("16.72.03.1001/001", {"1.2", "7.4"}),
]
BAD = [HEAD, *FIRST, row("16.72.09.9999/001", {"1.1"})]
LATER = [HEAD, row("16.72.01.1001/002", RISKY)]


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: NOW)


def square(west: float, south: float) -> dict[str, object]:
    ring = [[west, south], [west + 0.1, south], [west + 0.1, south + 0.1], [west, south + 0.1], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def world() -> Risky:
    """Every TPS has a position; two kecamatan have a shape."""
    here = risky()
    for place, station in enumerate(here.stations):
        station.lat, station.lon, station.estimated = -4.02 - place * 0.012, 103.22 + place * 0.011, place == 1
        station.save()
    for code, west in (("16.72.01", 103.2), ("16.72.03", 103.3)):
        set_boundary(
            actor=people.admin, region=here.regions[code], geometry=square(west, -4.1), source="Contoh", estimated=True,
            now=NOW,
        )  # fmt: skip
    return here


def looked_at(visit: Visit, name: str) -> None:
    check_fits(visit.page)
    check_accessible(visit.page)
    visit.picture(f"kerawanan-{name}")


def brought(page: Page, file: Path) -> None:
    page.locator("#id_election").select_option("pilkada-2024")
    page.get_by_label("Berkas").set_input_files(file)
    page.get_by_role("button", name="Unggah dan periksa").click()


def mapped(page: Page, number: int) -> None:
    page.get_by_role("button", name="Petakan sekarang").click()
    expect(page.get_by_text(f"Versi {number} selesai dihitung")).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.django_db(transaction=True)
def test_a_bawaslu_officer_imports_reviews_overrides_and_compares(
    page_at: Callable[[int], Visit], width: int, tmp_path: Path
) -> None:
    here = world()
    officer = factories.account("bawaslu", "agency", at=here.city, agency=factories.agency("bawaslu", here.city))
    files = {}
    for name, lines in (("keliru", BAD), ("betul", BAD[:-1]), ("susulan", LATER)):
        files[name] = tmp_path / f"{name}.csv"
        files[name].write_text("\n".join(lines) + "\n")
    visit = page_at(width)
    visit.sign_in(officer)

    page = visit.go(BASE)
    expect(page.get_by_text("Belum ada pemetaan")).to_be_visible()
    looked_at(visit, "kosong")
    page.get_by_role("link", name="Impor jawaban").click()
    brought(page, files["keliru"])
    expect(page.get_by_text("1 baris ditolak")).to_be_visible()
    looked_at(visit, "ditolak")
    page.get_by_role("link", name="Unggah berkas lain").click()
    brought(page, files["betul"])
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_text("Impor diterapkan.")).to_be_visible()

    page = visit.go(f"{BASE}petakan/")
    mapped(page, 1)
    expect(page.get_by_text("sama dengan 5 TPS dalam pemetaan")).to_be_visible()
    looked_at(visit, "ringkasan")
    page.get_by_role("link", name="Berlakukan").click()
    page.get_by_role("button", name="Berlakukan").click()
    expect(page.get_by_text("Versi 1 berlaku.")).to_be_visible()

    page.get_by_role("navigation", name="Bagian kerawanan").get_by_role("link", name="Peta").click()
    expect(page.locator(".map")).to_have_attribute("data-drawn", "true")
    looked_at(visit, "peta")
    page.get_by_role("navigation", name="Bagian kerawanan").get_by_role("link", name="Urutan TPS").click()
    looked_at(visit, "urutan")
    page.get_by_role("link", name="TPS 001").first.click()
    expect(page.get_by_role("heading", name="Alasan")).to_be_visible()
    looked_at(visit, "tps")
    page.get_by_role("link", name="Tetapkan kelas lain").click()
    page.get_by_label("Kelas yang ditetapkan").select_option("khusus")
    page.get_by_label("Alasan").fill("Sengketa batas desa menurut PKD (contoh)")
    looked_at(visit, "penetapan")
    page.get_by_role("button", name="Tetapkan kelas").click()
    expect(page.get_by_text("Ditetapkan petugas").first).to_be_visible()
    looked_at(visit, "tps-ditetapkan")
    assert Override.objects.get().computed in {"rawan", "sangat-rawan"}

    page = visit.go("/data/impor/baru/kerawanan/?election=pilkada-2024")
    brought(page, files["susulan"])
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_text("Impor diterapkan.")).to_be_visible()
    page = visit.go(BASE)
    expect(page.get_by_text("Ada yang berubah sejak pemetaan ini.")).to_be_visible()
    looked_at(visit, "berubah")
    page.get_by_role("link", name="Petakan ulang").first.click()
    mapped(page, 2)
    page = visit.go(f"{BASE}banding/")
    expect(page.get_by_text("1 dari 5 TPS berganti kelas")).to_be_visible()
    looked_at(visit, "banding")
    assert Mapping.objects.count() == 2
    for tail in ("kriteria/", "bobot/?b-1-2=5&b-2-3=7&b-1-3=-3", "kepekaan/", "gugus/", "terbitan/", "kriteria/ubah/"):
        visit.go(BASE + tail)
        looked_at(visit, tail.partition("/?")[0].strip("/").replace("/", "-"))
