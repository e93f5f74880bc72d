"""Old minutes are pasted, looked at beside their text, and become a meeting; by keyboard, on a laptop and a phone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from siaga.rakor.models import Meeting, MeetingState
from tests.factories import NOW, account
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.rakor.tables import Table
from tests.rakor.test_draft_pages import TEXT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_paper_becomes_a_meeting(
    page_at: Callable[..., Visit], settings: Any, transactional_db: None, width: int
) -> None:
    settings.SIAGA_NOW = NOW
    table = Table()
    visit = page_at(width)
    visit.sign_in(account("sekretariat", "secretariat", at=table.city))
    page = visit.go("/rakor/naskah/")
    visit.picture("naskah")
    check_fits(page)
    check_accessible(page)
    page.get_by_label("Naskah").fill(TEXT)
    page.get_by_role("button", name="Baca naskah").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Draf rapat dari naskah")
    expect(page.get_by_text("24 Linmas untuk 2 TPS")).to_be_visible()
    source = page.locator("a.found-source").first
    source.focus()
    source.press("Enter")
    expect(page.locator("mark:target")).to_contain_text("12 TPS belum memiliki jaringan internet")
    expect(page.locator("mark:target")).to_be_in_viewport()
    visit.picture("naskah-draf")
    check_fits(page)
    check_accessible(page)
    page.get_by_role("button", name="Buat rapat").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rapat koordinasi")
    assert Meeting.objects.get().state == MeetingState.HELD
