"""Boxes go from hand to hand on a phone: a camera that sees printed labels, both sides of a handover, its record."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from siaga.ledger.models import Entry
from siaga.logistics.actions import custody
from siaga.logistics.codes import label_text, spaced
from siaga.logistics.dues import refresh_dues
from siaga.logistics.models import Box, Handover, HandoverBox, Scan
from tests import factories, people
from tests.journeys.browser import check_accessible, check_fits
from tests.journeys.camera import hold_up, with_camera
from tests.journeys.yard import CITY, Table, verdict
from tests.logistics.custody.world import World, fresh

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: factories.NOW)


@pytest.fixture
def world(transactional_db: None) -> World:
    return World()


@pytest.fixture
def table(chromium: Browser, live_server: object, tmp_path: Path, world: World) -> Iterator[Table]:
    film = tmp_path / "kamera.y4m"
    hold_up(film, "kosong")
    with with_camera(chromium, film) as new_context:
        made = Table(new_context, live_server.url, film, world)  # type: ignore[attr-defined]
        yield made
        faults = [fault for visit in made.visits.values() for fault in visit.faults]
        assert not faults, faults


def test_a_box_travels_to_its_station_and_back(table: Table, world: World) -> None:
    label = label_text(world.box)

    visit = table.phone("gudang")
    page = visit.go(CITY)
    visit.picture("serah-terima-kosong")
    page.get_by_role("link", name="Buka serah terima").click()
    page.get_by_label("Diserahkan kepada").select_option(f"ppk:{people.KECAMATAN}")
    page.get_by_label("Kendaraan").fill("Truk contoh")
    visit.picture("serah-terima-buka")
    check_fits(page)
    check_accessible(page)
    page.get_by_role("button", name="Buka dan mulai scan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scan yang diserahkan")
    visit.picture("scan-awal")
    check_fits(page)
    check_accessible(page)

    page = table.point_at("gudang", f"{CITY}1/scan/?sisi=serah", label, seal="S1")
    assert spaced(world.box.code) in verdict(page) and "Diserahkan." in verdict(page)
    expect(page.locator("[data-count]")).to_have_text("1")
    visit.picture("scan-diserahkan")
    check_fits(page)
    check_accessible(page)
    assert fresh(world.box).moving

    page = table.point_at("gudang", f"{CITY}1/scan/?sisi=serah", label, seal="S1")
    assert "sudah discan pada serah terima ini" in verdict(page)
    visit.picture("scan-ulang")
    world.give(Handover.objects.get(number=1), world.sister)  # loaded, and never unloaded

    page = visit.go(f"{CITY}1/")
    page.get_by_role("link", name="Tutup dan berangkatkan").click()
    page.get_by_label("Nama yang menyerahkan").fill("Contoh Penyerah")
    page.get_by_label("Jabatan yang menyerahkan").fill("Kasubbag (contoh)")
    page.get_by_role("button", name="Tutup dan berangkatkan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gudang KPU → PPK Pagar Alam Utara")

    page = table.point_at("ppk", f"{CITY}1/scan/?sisi=terima", label, seal="S1")
    assert "Diterima." in verdict(page)
    visit = table.phone("ppk")
    page = visit.go(f"{CITY}1/")
    page.get_by_role("link", name="Selesai menerima").click()
    page.get_by_label("Nama yang menerima").fill("Contoh Penerima")
    page.get_by_label("Jabatan yang menerima").fill("Ketua PPK (contoh)")
    page.get_by_role("button", name="Selesai menerima").click()
    expect(page.get_by_text("1 kotak diserahkan tetapi tidak discan penerima")).to_be_visible()
    visit.picture("serah-terima-selesai")
    check_fits(page)
    check_accessible(page)

    answer = visit.context.request.get(f"{table.base}{CITY}1/bast.pdf")
    text = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.body())).pages)
    words = " ".join(text.split())
    for said in (
        "BERITA ACARA SERAH TERIMA KOTAK SUARA", "Contoh Penyerah", "Contoh Penerima", "PPK Pagar Alam Utara",
        spaced(world.box.code), "Kotak yang TIDAK diterima (1)", spaced(world.sister.code), "Truk contoh",
        "Rabu, 30 Oktober 2024 pukul 09.00 WIB", "Halaman 1 dari 1",
    ):  # fmt: skip
        assert said.lower() in words.lower(), said

    way = ("ppk", "pps", "tps", "kembali-ppk", "kembali-kpu")
    for number, (start, end) in enumerate(itertools.pairwise(way), start=2):
        world.later(30)
        handover = world.open(start, end)
        who, whom = start.removeprefix("kembali-"), end.removeprefix("kembali-").replace("kpu", "gudang")
        table.point_at(who, f"{CITY}{number}/scan/?sisi=serah", label, seal="S1")
        custody.close_giving(actor=people.admin, handover=handover, now=world.now)
        page = table.point_at(whom, f"{CITY}scan/", label, seal="S1")
        assert "Diterima." in verdict(page)
        custody.close_taking(actor=people.admin, handover=handover, now=world.now)
    box = fresh(world.box)
    assert (box.hop, box.moving, box.due_at) == (5, False, None)
    assert HandoverBox.objects.filter(box=box, given_at__isnull=False, taken_at__isnull=False).count() == 5


def test_what_is_wrong_is_refused_in_plain_words_and_on_the_ledger(table: Table, world: World) -> None:
    handover = world.open()
    scan = f"{CITY}{handover.number}/scan/"

    forged = label_text(world.box)[:-2] + "22"
    page = table.point_at("gudang", f"{scan}?sisi=serah", forged)
    assert "Kode tidak sah" in verdict(page) and "bukan buatan Siaga" in verdict(page)
    table.phone("gudang").picture("scan-palsu")

    page = table.point_at("gudang", f"{scan}?sisi=serah", label_text(world.far))
    assert "Salah tempat" in verdict(page) and "untuk PPK Dempo Utara" in verdict(page)

    page = table.point_at("ppk", f"{scan}?sisi=serah", label_text(world.box))
    assert "Tidak berhak" in verdict(page)

    world.give(handover, world.sister)
    page = table.point_at("ppk", f"{scan}?sisi=terima", label_text(world.box))
    assert "belum discan yang menyerahkan" in verdict(page)
    page.get_by_role("button", name="Terima dengan alasan").click()
    page.get_by_label("Alasan menerima").fill("Terlewat saat memuat (contoh)")
    table.phone("ppk").picture("scan-alasan")
    check_accessible(page)
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("[data-verdict]")).to_contain_text("alasan tercatat")

    kept = list(Scan.objects.order_by("pk").values_list("outcome", flat=True))
    assert kept == ["palsu", "salah-tempat", "tak-berhak", "diterima", "terlewat", "diterima"]
    entries = Entry.objects.filter(object_type="logistics.scan").order_by("pk")
    assert [outcome in entry.after for outcome, entry in zip(kept, entries, strict=True)] == [True] * 6


def test_without_a_signal_scans_wait_on_the_phone_and_go_once(table: Table, world: World) -> None:
    handover = world.open()
    path = f"{CITY}{handover.number}/scan/?sisi=serah"
    page = table.phone("gudang").go(path)
    page.get_by_text("Tanyakan nomor segel tiap kotak").click()
    table.phone("gudang").context.set_offline(True)
    for box in (world.box, world.sister):
        page.get_by_label("Label tidak terbaca").fill(spaced(box.code).lower())
        page.get_by_role("button", name="Pakai kode ini").click()
        expect(page.locator("[data-verdict]")).to_contain_text("Belum terkirim, aman di perangkat ini")
    expect(page.locator("[data-scan-outbox]")).to_contain_text("2 scan belum terkirim")
    table.phone("gudang").picture("scan-luring")
    check_fits(page)
    page.get_by_label("Label tidak terbaca").fill(world.box.code)
    page.get_by_role("button", name="Pakai kode ini").click()
    expect(page.locator("[data-verdict]")).to_contain_text("sudah Anda scan")
    assert not Scan.objects.exists()

    table.phone("gudang").context.set_offline(False)
    expect(page.locator("[data-scan-outbox]")).to_be_hidden()
    expect(page.locator("[data-list] .is-good")).to_have_count(2)
    assert list(Scan.objects.order_by("pk").values_list("outcome", "box__code")) == [
        ("diterima", world.box.code),
        ("diterima", world.sister.code),
    ]


def test_a_box_that_nobody_scanned_in_time_is_late(table: Table, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.carry("gudang", "tps", world.box)
    refresh_dues(world.warehouse)
    visit = table.phone("gudang")
    expect(visit.go(f"{CITY}terlambat/").get_by_text("Tidak ada kotak yang lewat batas tibanya")).to_be_visible()
    after = datetime(2024, 11, 27, 0, 0, tzinfo=UTC)
    monkeypatch.setattr("siaga.clock.now", lambda: after)
    page = visit.go(f"{CITY}terlambat/")
    expect(page.get_by_text("3 kotak lewat batas tibanya")).to_be_visible()
    expect(page.get_by_role("table")).to_contain_text(spaced(world.sister.code))
    expect(page.get_by_role("table")).not_to_contain_text(spaced(world.box.code))
    visit.picture("kotak-terlambat")
    check_fits(page)
    check_accessible(page)
    world.now = after
    station = world.sister.station_code
    handover = world.open("gudang", "tps", to_code=station)
    world.give(handover, world.sister)
    assert world.take(handover, world.sister, actor=people.lurah).outcome == "diterima"
    expect(visit.go(f"{CITY}terlambat/").get_by_text("2 kotak lewat batas tibanya")).to_be_visible()
    assert Box.objects.filter(due_at__lt=after + timedelta(days=3)).count() == 4
