"""The one table in a browser: it narrows as one types, sorts and pages without a reload, and survives failures."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits

pytestmark = pytest.mark.django_db(transaction=True)

Opener = Callable[..., Visit]


@pytest.fixture
def at_agencies(page_at: Opener, transactional_db: None) -> Callable[[int], Visit]:
    tree = factories.tree()
    for place in range(1, 61):
        factories.agency(f"opd-{place:02d}", tree["16.72"], f"Dinas Contoh {place:02d}", kind="opd")
    account = factories.account("sekretariat", "secretariat", at=tree["16.72"])

    def open_at(width: int) -> Visit:
        visit = page_at(width)
        visit.sign_in(account)
        visit.go("/instansi/")
        return visit

    return open_at


def marked(page: Page) -> None:
    """Leave a mark that a reload of the page would wipe away."""
    page.evaluate("document.body.dataset.mark = 'kept'")


def expect_no_reload(page: Page) -> None:
    expect(page.locator("body")).to_have_attribute("data-mark", "kept")


@pytest.mark.parametrize("width", WIDTHS)
def test_typing_narrows_and_the_address_says_so(at_agencies: Callable[[int], Visit], width: int) -> None:
    visit = at_agencies(width)
    page = visit.page
    marked(page)
    box = page.get_by_role("searchbox").last
    box.press_sequentially("contoh 42", delay=20)
    expect(page.locator(".kit-table tbody tr")).to_have_count(1)
    expect(page.locator(".kit-table")).to_contain_text("Dinas Contoh 42")
    assert "cari=contoh+42" in page.url or "cari=contoh%2042" in page.url
    expect(box).to_be_focused()
    expect(box).to_have_value("contoh 42")
    expect_no_reload(page)
    check_fits(page)
    check_accessible(page)
    box.fill("tidak ada")
    expect(page.get_by_text("Tidak ada yang cocok")).to_be_visible()
    visit.picture("table-empty")


def test_sorting_and_paging_keep_what_was_chosen_and_back_returns(at_agencies: Callable[[int], Visit]) -> None:
    page = at_agencies(1366).page
    marked(page)
    first = page.locator(".kit-table tbody tr").first
    page.get_by_role("link", name="Berikutnya").click()
    expect(page).to_have_url(re.compile("hal=2"))
    expect(page.locator(".pager")).to_contain_text("Baris 51–60 dari 60")
    page.locator(".kit-table thead a").first.click()
    expect(page.locator(".kit-table thead th[aria-sort='descending'], th[aria-sort='ascending']")).to_have_count(1)
    expect(page.locator(".pager")).to_contain_text("Baris 1–50 dari 60")
    expect_no_reload(page)
    page.go_back()
    expect(page.locator(".pager")).to_contain_text("Baris 51–60 dari 60")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
    expect(first).to_be_visible()


def test_a_row_is_one_link_for_pointer_and_keyboard(at_agencies: Callable[[int], Visit]) -> None:
    page = at_agencies(1366).page
    page.locator(".kit-table tbody tr").nth(2).locator("td").nth(2).click(position={"x": 5, "y": 5}, force=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dinas Contoh 03")


def test_a_lost_connection_is_told_with_a_way_to_try_again(at_agencies: Callable[[int], Visit]) -> None:
    visit = at_agencies(390)
    page = visit.page
    visit.context.set_offline(True)
    page.get_by_role("link", name="Berikutnya").click()
    expect(page.get_by_text("Sambungan terputus")).to_be_visible()
    expect(page.locator(".kit-table tbody tr")).to_have_count(50)
    visit.picture("table-offline")
    visit.context.set_offline(False)
    page.get_by_role("button", name="Coba lagi").click()
    expect(page.locator(".pager")).to_contain_text("Baris 51–60 dari 60")


def test_the_same_list_works_without_script(at_agencies: Callable[[int], Visit], page_at: Opener) -> None:
    signed_in = at_agencies(1366)
    plain = page_at(1366, java_script_enabled=False)
    plain.context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
    page = plain.go("/instansi/?urut=-name")
    expect(page.locator(".kit-table tbody tr").first).to_contain_text("Dinas Contoh 60")
    page.get_by_role("searchbox").last.fill("contoh 07")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator(".kit-table tbody tr")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_the_frame_finds_as_one_types(at_agencies: Callable[[int], Visit]) -> None:
    page = at_agencies(1366).page
    page.keyboard.press("/")
    box = page.locator("#cari-bingkai")
    expect(box).to_be_focused()
    box.press_sequentially("dempo utara", delay=20)
    hit = page.locator("#hasil-cari-bingkai a").first
    expect(hit).to_contain_text("Kecamatan Dempo Utara")
    check_accessible(page)
    page.keyboard.press("ArrowDown")
    expect(hit).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#hasil-cari-bingkai a")).to_have_count(0)
