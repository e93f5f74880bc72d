"""The frame itself at both widths: no serious finding of axe-core, nothing wider than its window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from siaga.desk.models import Account
from siaga.elections.actions.elections import create_election
from tests import factories, people
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits

pytestmark = pytest.mark.django_db(transaction=True)

Opener = Callable[..., Visit]
ABOVE_THE_DOCK = """() => {
    const [one, dock] = [document.activeElement, document.querySelector(".dock")];
    if (one === document.body || dock.contains(one)) return null;
    return Math.round(dock.getBoundingClientRect().top - one.getBoundingClientRect().top);
}"""
"""How far what has the focus begins above the bar at the foot of a phone; null for what is in it."""


@pytest.fixture
def secretary(transactional_db: None) -> Account:
    tree = factories.tree()
    pilkada = create_election(
        actor=people.secretariat, slug="pilkada-2024", ruleset="pilkada-2024", region=tree["16.72"], now=factories.NOW
    )
    for number, village in enumerate(("16.72.01.1001", "16.72.01.1002", "16.72.03.1001"), start=1):
        factories.station(pilkada, tree[village], number, voters_total=400 + number, lat=-4.0, lon=103.2)
    factories.station(pilkada, tree["16.72.03.1002"], 901)
    return factories.account("sekretariat", "secretariat", at=tree["16.72"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/peta/", "/cari/?cari=sukorejo", "/tidak/ada/"])
def test_pages_of_the_frame_are_accessible_and_fit(page_at: Opener, secretary: Account, width: int, path: str) -> None:
    visit = page_at(width)
    visit.sign_in(secretary)
    page = visit.go(path)
    visit.picture(path.strip("/").replace("/", "-") or "home")
    check_fits(page)
    check_accessible(page)


def test_the_keyboard_reaches_the_content_first(page_at: Opener, secretary: Account) -> None:
    visit = page_at()
    visit.sign_in(secretary)
    page = visit.go("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#isi")).to_be_focused()


def test_on_a_phone_nothing_that_has_the_focus_is_behind_the_dock(page_at: Opener, secretary: Account) -> None:
    visit = page_at(390)
    visit.sign_in(secretary)
    page = visit.go("/")
    found = []
    for _ in range(40):
        page.keyboard.press("Tab")
        found.append(page.evaluate(ABOVE_THE_DOCK))
    above = [one for one in found if one is not None]
    assert len(above) > 10
    assert min(above) > 0


def test_sheets_open_by_keyboard_and_close_by_escape(page_at: Opener, secretary: Account) -> None:
    visit = page_at()
    visit.sign_in(secretary)
    page = visit.go("/")
    me = page.locator("details.drop", has_text="Keluar")
    me.locator("summary").press("Enter")
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keluar")).to_be_hidden()
    expect(me.locator("summary")).to_be_focused()
