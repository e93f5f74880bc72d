"""A field officer fills the checklist of a TPS with a photo; without a signal it waits on the device and goes once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from siaga.instruments.library import ensure_shipped
from siaga.reporting.models import Attachment, Submission
from siaga.reporting.versions import forget
from tests import factories, people
from tests.factories import NOW
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.reporting.pictures import photo, photo_with_exif

pytestmark = [pytest.mark.django_db(transaction=True)]
TPS = f"{people.VILLAGE}/001"


@pytest.fixture(autouse=True)
def world(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    forget()
    regions = factories.tree()
    election = factories.election(regions["16.72"])
    for number in (1, 2):
        factories.station(election, regions[people.VILLAGE], number, lat=-4.02, lon=103.25)
    ensure_shipped(people.admin, NOW)
    factories.account("petugas", "field", at=regions["16.72"], units=(TPS, f"{people.VILLAGE}/002"))


def officer(page_at: Callable[..., Visit], width: int) -> Visit:
    from siaga.desk.models import Account

    visit = page_at(width)
    visit.sign_in(Account.objects.get(username="petugas"))
    return visit


def choose(page: Page, question: str, answer: str) -> None:
    box = page.locator(".question-container, .odk-question", has_text=question).first
    box.get_by_text(answer, exact=True).click()


@pytest.mark.parametrize("width", WIDTHS)
def test_look(page_at: Callable[..., Visit], width: int) -> None:
    visit = officer(page_at, width)
    page = visit.go("/laporan/isi/pilkada-2024/kesiapan-tps/")
    visit.picture("isi-pilih")
    page.get_by_role("link", name="TPS 001 Sukorejo").click()
    expect(page.get_by_role("button", name="Kirim laporan")).to_be_visible(timeout=20000)
    page.wait_for_timeout(1000)
    visit.picture("isi-formulir")
    open(f"/tmp/form-{width}.html", "w").write(page.content())
    print(visit.faults)
