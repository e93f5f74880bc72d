"""Documents in a browser: a letterhead that is seen while it is typed, and a meeting on the wall by arrow keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from siaga.access import Role
from tests.factories import account, papers
from tests.journeys.browser import WIDTHS, Visit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_letterhead_and_its_next_number_follow_what_is_typed(page_at: Callable[..., Visit], width: int) -> None:
    made = papers.world()
    visit = page_at(width)
    visit.sign_in(account("sekretariat", Role.SECRETARIAT, at=made.regions["16.72"]))
    page = visit.go("/dokumen/kop/16.72/")
    shown = page.locator("#contoh-kop")
    page.get_by_label("Pola nomor surat").fill("{urut}/CONTOH/{bulan}/{tahun}")
    expect(shown).to_contain_text("1/CONTOH/")
    page.get_by_label("Perangkat daerah").fill("Dinas Contoh")
    expect(shown).to_contain_text("DINAS CONTOH")
    page.get_by_label("Pola nomor surat").fill("{urut}")
    expect(shown).to_contain_text("harus memuat {urut} dan {tahun}")
    expect(page.get_by_label("Perangkat daerah")).to_have_value("Dinas Contoh")


@pytest.mark.parametrize("width", WIDTHS)
def test_arrow_keys_go_from_screen_to_screen(page_at: Callable[..., Visit], width: int) -> None:
    made = papers.world()
    papers.minutes(made)
    visit = page_at(width)
    visit.sign_in(account("sekretariat", Role.SECRETARIAT, at=made.regions["16.72"]))
    page = visit.go(f"/dokumen/rapat/{made.meeting.pk}/paparan/")
    screens = page.locator(".wall-screen")
    place = page.locator("[data-wall-place]")
    count = screens.count()
    assert count > 3
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text(f"2/{count}")
    expect(screens.nth(1)).to_be_in_viewport(ratio=0.9)
    page.keyboard.press("ArrowLeft")
    expect(place).to_have_text(f"1/{count}")
    page.keyboard.press("End")
    expect(place).to_have_text(f"{count}/{count}")
    expect(screens.nth(count - 1)).to_be_in_viewport(ratio=0.5)
    page.get_by_role("link", name="Tutup").click()
    expect(page).to_have_url(f"{visit.base}/dokumen/rapat/{made.meeting.pk}/")
