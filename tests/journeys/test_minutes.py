"""Minutes typed in the room with the keyboard alone, on a bad connection, by two at once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from siaga.desk.models import Account
from siaga.rakor.models import ActionPoint, AgendaItem, Decision, NoteConflict, PointUpdate, Statement, Typing
from tests import factories, people
from tests.factories import offices as made
from tests.factories import rakor
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits, eventually
from tests.rakor.rooms import Room

pytestmark = [pytest.mark.django_db(transaction=True)]
SAVED = re.compile(r"^Tersimpan \d\d:\d\d:\d\d$")
Opener = Callable[..., Visit]


@pytest.fixture(autouse=True)
def clock_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: factories.NOW)


@pytest.fixture
def room(transactional_db: None) -> Room:
    room = Room()
    for key, name in (("bawaslu", "Bawaslu Kota Pagar Alam"), ("polres", "Polres Pagar Alam"),
                      ("dishub", "Dinas Perhubungan Kota Pagar Alam")):  # fmt: skip
        rakor.member(room.forum, made.office(factories.agency(key, room.tree[people.CITY], name), "Kepala"))
    factories.account("sekretariat", "secretariat", at=room.tree[people.CITY])
    factories.account("kedua", "secretariat", at=room.tree[people.CITY])
    return room


def open_minutes(page_at: Opener, room: Room, width: int = 1366, username: str = "sekretariat") -> tuple[Visit, Page]:
    visit = page_at(width)
    visit.sign_in(Account.objects.get(username=username))
    page = visit.go(f"/rakor/{room.meeting.pk}/notula/?pokok={room.item.pk}")
    expect(page.locator(".minutes.is-live")).to_be_visible()
    expect(page.locator(f"#naskah-{room.item.pk}")).to_be_focused()
    return visit, page


def state(page: Page) -> object:
    return page.locator("[data-said]")


def notes(item: AgendaItem) -> str:
    return AgendaItem.objects.get(pk=item.pk).notes


def type_point(page: Page, name: str, agency: str, due: str) -> None:
    """With the keyboard alone, from within the notes and back into them."""
    page.keyboard.type("/tl ")
    expect(page.locator("#tl-name")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(agency)
    page.keyboard.press("Tab")
    page.keyboard.type(due)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", WIDTHS)
def test_an_item_is_minuted_with_the_keyboard_alone(page_at: Opener, room: Room, width: int) -> None:
    visit, page = open_minutes(page_at, room, width)
    box = page.locator(f"#naskah-{room.item.pk}")
    expect(box).to_be_focused()
    visit.picture("notula-kosong")
    check_fits(page)
    check_accessible(page)

    page.keyboard.type("KPU: sisa 58 kotak suara masih di gudang.\n")
    page.keyboard.type("/")
    expect(page.locator("[data-menu]")).to_be_visible()
    visit.picture("notula-perintah")
    page.keyboard.type("tl")
    page.keyboard.press("Enter")
    expect(page.locator("#tl-name")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    assert box.input_value() == "KPU: sisa 58 kotak suara masih di gudang.\n"

    for name, agency, due in (("Kirim sisa kotak suara", "kpu", "H-6"), ("Sediakan dua truk", "dishub", "6 nov"),
                              ("Kawal pengiriman", "Polres Pagar Alam", "06/11")):  # fmt: skip
        type_point(page, name, agency, due)
        expect(page.locator(f"[data-part=agreed-{room.item.pk}]")).to_contain_text(name)
        expect(box).to_be_focused()
    assert [point.due.isoformat() for point in ActionPoint.objects.order_by("pk")] == [
        "2024-11-21", "2024-11-06", "2024-11-06",
    ]  # fmt: skip

    page.keyboard.type("/keputusan ")
    page.keyboard.type("Pengiriman selesai sebelum H-6.")
    page.keyboard.press("Enter")
    expect(page.locator(".minutes-agreed").locator("visible=true")).to_contain_text("Pengiriman selesai sebelum H-6.")
    page.keyboard.type("/pernyataan ")
    page.keyboard.type("kpu")
    for words in ("", "80", "kotak suara"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    visit.picture("notula-pernyataan")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-part=said-{room.item.pk}]")).to_contain_text("80")
    assert Statement.objects.get().claim is not None and Decision.objects.count() == 1

    page.keyboard.type("Selesai.")
    page.keyboard.press("Control+Enter")
    expect(state(page)).to_have_text(SAVED)
    expect(page.locator(".minutes-outline [aria-current=true]")).to_contain_text("Logistik")
    visit.picture("notula-terisi")
    check_fits(page)
    check_accessible(page)
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(f"#naskah-{room.next_item.pk}")).to_be_focused()
    expect(page.locator(".minutes-outline .is-done")).to_contain_text("Logistik")
    page.keyboard.press("Control+PageUp")
    expect(box).to_be_focused()
    eventually(page, lambda: not Typing.objects.exists())
    assert notes(room.item) == "KPU: sisa 58 kotak suara masih di gudang.\nSelesai."


def test_a_command_that_cannot_be_read_says_so_and_keeps_what_was_typed(page_at: Opener, room: Room) -> None:
    visit, page = open_minutes(page_at, room)
    type_point(page, "Kirim", "kpu", "kapan-kapan")
    expect(page.locator("[data-errors]:visible")).to_contain_text("kapan-kapan")
    expect(page.locator("#tl-due")).to_be_focused()
    visit.picture("notula-isian-keliru")
    page.locator("#tl-due").fill("besok")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-part=agreed-{room.item.pk}]")).to_contain_text("Kirim")
    assert ActionPoint.objects.get().due.isoformat() == "2024-10-31"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_lost_connection_loses_nothing(page_at: Opener, room: Room, width: int) -> None:
    visit, page = open_minutes(page_at, room, width)
    page.keyboard.type("Sebelum putus. ")
    expect(state(page)).to_have_text(SAVED)
    eventually(page, lambda: Typing.objects.filter(text="Sebelum putus. ").exists())
    visit.context.set_offline(True)
    page.keyboard.type("Saat putus.\n")
    expect(state(page)).to_have_text("Belum terkirim, aman di perangkat ini")
    type_point(page, "Janji saat putus", "kpu", "H-6")
    expect(page.locator("[data-waiting]").first).to_contain_text("Janji saat putus")
    page.keyboard.press("Alt+ArrowDown")  # another item opens without a connection
    expect(page.locator(f"#naskah-{room.next_item.pk}")).to_be_focused()
    page.keyboard.type("Pokok kedua, masih putus.")
    visit.picture("notula-terputus")
    check_fits(page)
    check_accessible(page)
    visit.context.set_offline(False)
    expect(state(page)).to_have_text(SAVED)
    page.keyboard.press("Control+Enter")
    eventually(page, lambda: notes(room.item) == "Sebelum putus. Saat putus.\n")
    eventually(page, lambda: notes(room.next_item) == "Pokok kedua, masih putus.")
    assert ActionPoint.objects.get().title == "Janji saat putus"


def test_two_secretaries_lose_nothing(page_at: Opener, room: Room) -> None:
    _one, first = open_minutes(page_at, room)
    other, second = open_minutes(page_at, room, username="kedua")
    first.keyboard.type("Pembukaan.\n\nPenutup.")
    first.keyboard.press("Control+Enter")
    box = second.locator(f"#naskah-{room.item.pk}")
    expect(box).to_have_value("Pembukaan.\n\nPenutup.")  # untouched there: taken over by itself

    first.keyboard.press("Control+Home")
    first.keyboard.type("Baris pertama.\n")
    expect(second.locator("[data-writing]")).to_contain_text("sedang menulis")
    box.focus()
    second.keyboard.press("Control+End")
    second.keyboard.type("\nBaris terakhir.")
    second.keyboard.press("Control+Enter")
    eventually(first, lambda: "Baris terakhir." in notes(room.item))
    first.keyboard.press("Control+Enter")  # different places: put together
    expect(first.locator(f"#naskah-{room.item.pk}")).to_have_value(
        "Baris pertama.\nPembukaan.\n\nPenutup.\nBaris terakhir."
    )
    expect(box).to_have_value("Baris pertama.\nPembukaan.\n\nPenutup.\nBaris terakhir.")
    assert not NoteConflict.objects.exists()

    for page, words in ((first, " Kata satu."), (second, " Kata dua.")):  # the same line: both are kept
        page.locator(f"#naskah-{room.item.pk}").focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(words)
    first.keyboard.press("Control+Enter")
    eventually(first, lambda: "Kata satu." in notes(room.item))
    second.keyboard.press("Control+Enter")
    panel = second.locator(".minutes-conflict").locator("visible=true")
    expect(panel).to_contain_text("Keduanya tersimpan")
    other.picture("notula-bentrok")
    check_accessible(second)
    both = notes(room.item) + NoteConflict.objects.get().text
    assert "Kata satu." in both and "Kata dua." in both
    panel.get_by_role("button", name="Pakai keduanya, berurutan").click()
    expect(box).to_have_value(re.compile(r"Kata satu\.[\s\S]*Kata dua\."))
    expect(first.locator(f"#naskah-{room.item.pk}")).to_have_value(re.compile("Kata dua"))
    assert NoteConflict.objects.get().settled_at is not None


@pytest.mark.parametrize("width", WIDTHS)
def test_old_promises_are_answered_then_the_minutes_are_finished_and_signed(
    page_at: Opener, room: Room, width: int
) -> None:
    first, second = room.carried()
    for number, point in enumerate((first, second), start=3):
        rakor.item(room.meeting, point.title, number, kind="tindak-lanjut", key=f"point:{point.pk}", point=point)
    visit, page = open_minutes(page_at, room, width)
    item = room.meeting.items.get(point=first)
    page.locator(f"[data-go='{item.pk}']").first.click()
    expect(page.locator(f"#naskah-{item.pk}")).to_be_focused()
    page.keyboard.type("/lapor ")
    page.keyboard.type("Separuh sudah terkirim.")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-part=agreed-{item.pk}]")).to_contain_text("Separuh sudah terkirim.")
    page.locator("#penutupan summary").first.click()
    page.locator(f"#bungkam-akhir-{second.pk}").fill("Tidak hadir, tanpa kabar.")
    visit.picture("notula-penutupan")
    page.keyboard.press("Enter")
    expect(page.locator("#penutupan")).to_contain_text("Semua tindak lanjut lama sudah dijawab")
    assert set(PointUpdate.objects.values_list("kind", flat=True)) == {"laporan", "tidak-dilaporkan"}
    page.locator(f"#naskah-{item.pk}").focus()
    page.keyboard.type("Kata terakhir.")
    page.get_by_role("link", name="Selesaikan notula …").click()
    page.get_by_role("button", name="Selesaikan notula").click()
    expect(page.get_by_text("menunggu tanda tangan").first).to_be_visible()
    visit.picture("notula-selesai")
    check_fits(page)
    check_accessible(page)
    page.get_by_role("link", name="Tanda tangani …").click()
    visit.picture("notula-tanda-tangan")
    page.get_by_role("button", name="Tanda tangani").click()
    expect(page.get_by_text("cocok dengan sidiknya")).to_be_visible()
    visit.picture("notula-ditandatangani")
    check_fits(page)
    check_accessible(page)
    eventually(page, lambda: notes(item) == "Kata terakhir.")


def test_without_script_one_item_is_written_with_plain_forms(page_at: Opener, room: Room) -> None:
    visit = page_at(390, java_script_enabled=False)
    visit.sign_in(Account.objects.get(username="sekretariat"))
    page = visit.go(f"/rakor/{room.meeting.pk}/notula/?pokok={room.item.pk}&perintah=tl")
    page.locator("#tl-name").fill("Kirim sisa kotak")
    page.locator("#tl-agency").fill("kpu")
    page.locator("#tl-due").fill("H-6")
    page.locator("[data-command=tl] button[type=submit]").click()
    expect(page.locator(f"[data-part=agreed-{room.item.pk}]")).to_contain_text("Kirim sisa kotak")
    page.locator(f"#naskah-{room.item.pk}").fill("Tanpa skrip.")
    page.get_by_role("button", name="Simpan, lanjut ke pokok berikutnya").click()
    expect(page.locator(f"#naskah-{room.next_item.pk}")).to_be_visible()
    eventually(page, lambda: notes(room.item) == "Tanpa skrip.")
