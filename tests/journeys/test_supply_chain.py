"""From the delivery note to the way back, on one phone after another: received, sorted, packed, carried, returned."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from siaga.logistics.codes import label_text, spaced
from siaga.logistics.models import Box, BoxState, HandoverBox
from tests import people
from tests.factories import NOW
from tests.journeys.browser import check_accessible, check_fits
from tests.journeys.camera import hold_up, with_camera
from tests.journeys.yard import CITY, STATION, Table, verdict
from tests.logistics.depots import Depot

pytestmark = [pytest.mark.django_db(transaction=True)]
BASE = f"/logistik/pilkada-2024/{people.CITY}"
HOPS = (
    ("gudang", "ppk", f"ppk:{people.KECAMATAN}"),
    ("ppk", "pps", f"pps:{people.VILLAGE}"),
    ("pps", "tps", f"tps:{STATION}"),
    ("tps", "ppk", f"kembali-ppk:{people.KECAMATAN}"),
    ("ppk", "gudang", f"kembali-kpu:{people.CITY}"),
)
"""Who gives, who takes, and to where as the form names it."""


class Clock:
    """It stands still until somebody moves on."""

    def __init__(self) -> None:
        self.now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def later(self, minutes: int = 20) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("siaga.clock.now", made)
    return made


@pytest.fixture
def depot(transactional_db: None) -> Depot:
    return Depot()


@pytest.fixture
def table(chromium: Browser, live_server: object, tmp_path: Path, depot: Depot) -> Iterator[Table]:
    film = tmp_path / "kamera.y4m"
    hold_up(film, "kosong")
    with with_camera(chromium, film) as new_context:
        made = Table(new_context, live_server.url, film, depot)  # type: ignore[attr-defined]
        yield made
        faults = [fault for visit in made.visits.values() for fault in visit.faults]
        assert not faults, faults


def looked_at(page: Page) -> None:
    check_fits(page)
    check_accessible(page)


def received_and_sorted(table: Table, depot: Depot) -> None:
    """2,000 ballots come, of which 12 are damaged and 8 are missing."""
    visit = table.phone("gudang")
    page = visit.go(f"{BASE}/stok/penerimaan/")
    page.get_by_role("link", name="Catat penerimaan").first.click()
    page.get_by_label("Barang").select_option(str(depot.mayor.pk))
    page.get_by_label("Penyedia").fill("CV Contoh")
    page.get_by_label("Batch atau koli").fill("Koli 1")
    page.get_by_label("Nomor surat jalan").fill("SJ-1/contoh")
    page.get_by_label("Jumlah menurut surat jalan").fill("2.000")
    page.get_by_label("Tanggal diterima").fill(NOW.date().isoformat())
    looked_at(page)
    visit.picture("rantai-terima")
    page.get_by_role("button", name="Catat penerimaan").click()
    page.get_by_role("link", name=re.compile("sortir", re.IGNORECASE)).first.click()
    page.get_by_label("Baik", exact=True).fill("1.980")
    page.get_by_label("Rusak").fill("12")
    page.get_by_label("Kurang").fill("8")
    page.get_by_label("Sortir penerimaan ini selesai").check()
    page.get_by_label("Tanggal sortir").fill(NOW.date().isoformat())
    page.get_by_role("button", name="Catat hasil sortir").click()
    expect(page.get_by_text("1.980").first).to_be_visible()
    looked_at(page)
    visit.picture("rantai-sortir")


def packed_box(table: Table, depot: Depot) -> Box:
    """Codes for all boxes, and the mayor's box of the station filled and sealed."""
    visit = table.phone("gudang")
    page = visit.go(f"{BASE}/kotak/")
    page.get_by_role("link", name="Beri kode kotak").first.click()
    page.get_by_role("button", name="Beri kode").click()
    box = Box.objects.get(station_code=STATION, ballot="walikota")
    page = visit.go(f"{BASE}/kotak/kemas/")
    page.locator(f"[name='segel-{box.pk}']").fill("S1")
    visit.picture("rantai-kemas")
    looked_at(page)
    page.get_by_role("button", name="Segel yang sudah diisi").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    box.refresh_from_db()
    assert (box.state, box.packed) == (BoxState.SEALED, {str(depot.mayor.pk): 410})
    return box


def handed_over(table: Table, number: int, who: str, whom: str, to: str, box: Box) -> None:
    """One hop, by its pages alone: opened, scanned, sent off, scanned again, received."""
    giver, label = table.phone(who), label_text(box)
    page = giver.go(f"{CITY}baru/")
    if page.get_by_label("Diserahkan kepada").count() == 0:
        start = {"ppk": people.KECAMATAN, "pps": people.VILLAGE, "tps": STATION}.get(who, people.CITY)
        page.locator(f"a[href*='{start}']").last.click()
    page.get_by_label("Diserahkan kepada").select_option(to)
    page.get_by_role("button", name="Buka dan mulai scan").click()
    page = table.point_at(who, f"{CITY}{number}/scan/?sisi=serah", label, seal="S1")
    assert "Diserahkan." in verdict(page), (number, verdict(page))
    page = giver.go(f"{CITY}{number}/")
    page.get_by_role("link", name="Tutup dan berangkatkan").click()
    page.get_by_label("Nama yang menyerahkan").fill(f"Contoh Penyerah {number}")
    page.get_by_label("Jabatan yang menyerahkan").fill("Petugas (contoh)")
    page.get_by_role("button", name="Tutup dan berangkatkan").click()
    page = table.point_at(whom, f"{CITY}{number}/scan/?sisi=terima", label, seal="S1")
    assert "Diterima." in verdict(page), (number, verdict(page))
    page = table.phone(whom).go(f"{CITY}{number}/")
    page.get_by_role("link", name="Selesai menerima").click()
    page.get_by_label("Nama yang menerima").fill(f"Contoh Penerima {number}")
    page.get_by_label("Jabatan yang menerima").fill("Petugas (contoh)")
    page.get_by_role("button", name="Selesai menerima").click()
    expect(page.get_by_text("1 dari 1 kotak sudah diterima")).to_be_visible()
    looked_at(page)


def test_ballots_are_received_packed_carried_and_come_back_and_the_books_balance(
    table: Table, depot: Depot, clock: Clock
) -> None:
    received_and_sorted(table, depot)
    box = packed_box(table, depot)
    for number, (who, whom, to) in enumerate(HOPS, start=1):
        clock.later()
        handed_over(table, number, who, whom, to, box)

    visit = table.phone("gudang")
    answer = visit.context.request.get(f"{table.base}{CITY}3/bast.pdf")
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.body())).pages)
    words = " ".join(text.split()).lower()
    for said in ("berita acara serah terima kotak suara", "contoh penyerah 3", "contoh penerima 3", spaced(box.code)):
        assert said.lower() in words, said

    box.refresh_from_db()
    assert (box.hop, box.moving) == (5, False)
    assert HandoverBox.objects.filter(box=box, given_at__isnull=False, taken_at__isnull=False).count() == 5
    page = visit.go(f"{BASE}/stok/")
    expect(page.get_by_text("selisih dalam buku")).to_have_count(0)
    row = page.get_by_role("row").filter(has_text=depot.mayor.name).first
    for figure in ("2.000", "1.980", "12", "410"):
        expect(row).to_contain_text(figure)
    visit.picture("rantai-buku")
    looked_at(page)
