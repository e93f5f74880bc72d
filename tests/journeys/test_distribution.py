"""The KPU arranges a distribution plan by hand: a stop dragged to another route, then to another place in its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from siaga.planning.models import Plan
from tests import factories
from tests.factories import NOW
from tests.journeys.arranging import drag_far
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.planning.worlds import Supplied, supplied

pytestmark = pytest.mark.django_db(transaction=True)

Opener = Callable[..., Visit]


@pytest.fixture(autouse=True)
def at_h_28(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: NOW)


@pytest.fixture
def city(transactional_db: None) -> Supplied:
    return supplied()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_stop_is_dragged_to_another_route_and_to_another_place(page_at: Opener, city: Supplied, width: int) -> None:
    plan = city.plan()
    visit = page_at(width)
    visit.sign_in(factories.account("kpu", "agency", at=city.city, agency=factories.agency("kpu", city.city)))
    page = visit.go(f"/rencana/versi/{plan.pk}/susun/")
    drag_far(page, same=True)
    expect(page.locator(".arrange-edits li")).to_have_count(1)
    expect(page.locator(".arrange-edits li")).to_contain_text("singgahan ke-")
    drag_far(page)
    expect(page.locator(".arrange-edits li")).to_have_count(2)
    expect(page.locator(".arrange-broken")).to_contain_text("Melanggar aturan")
    visit.picture("distribusi-susun")
    check_fits(page)
    check_accessible(page)
    page.get_by_role("button", name="Buang yang terakhir").click()
    expect(page.locator(".arrange-edits li")).to_have_count(1)
    page.locator("#ke").select_option(index=0)
    page.get_by_role("button", name="Pindahkan").press("Enter")
    expect(page.locator(".arrange-edits li")).to_have_count(2)
    page.get_by_role("button", name="Simpan sebagai versi baru").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("versi 2")
    assert Plan.objects.get(number=2).inputs["edits"][0]["position"] is not None
