"""Forums and meetings in a browser: a round proposed, edited and planned; pages at both widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from siaga.desk.models import Account
from siaga.rakor.models import Meeting
from tests import factories
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.rakor.tables import Table

pytestmark = pytest.mark.django_db(transaction=True)

Opener = Callable[..., Visit]


@pytest.fixture
def table(transactional_db: None) -> Table:
    return Table()


@pytest.fixture
def secretary(table: Table) -> Account:
    return factories.account("sekretariat", "secretariat", at=table.city)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_meetings_are_accessible_and_fit(
    page_at: Opener, table: Table, secretary: Account, width: int
) -> None:
    meeting = table.invited()
    visit = page_at(width)
    visit.sign_in(secretary)
    for name, path in (
        ("rakor", "/rakor/"),
        ("rakor-bulan", "/rakor/bulan/?bulan=2024-11"),
        ("forum", "/rakor/forum/"),
        ("forum-satu", f"/rakor/forum/{table.desk.pk}/"),
        ("rapat", f"/rakor/{meeting.pk}/"),
        ("peserta", f"/rakor/{meeting.pk}/peserta/"),
        ("putaran", f"/rakor/forum/{table.desk.pk}/putaran/"),
    ):
        page = visit.go(path)
        visit.picture(name)
        check_fits(page)
        check_accessible(page)
    assert visit.faults == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_round_is_proposed_edited_and_planned(page_at: Opener, table: Table, secretary: Account, width: int) -> None:
    visit = page_at(width)
    visit.sign_in(secretary)
    page = visit.go(f"/rakor/forum/{table.desk.pk}/putaran/")
    page.get_by_label("Ketua KPU").check()
    page.get_by_label("Hari pertama").fill("2024-11-04")
    page.get_by_label("Hari terakhir").fill("2024-11-08")
    page.get_by_role("button", name="Usulkan tanggal").click()
    expect(page.get_by_role("heading", name="Usulan putaran kecamatan")).to_be_visible()
    page.wait_for_load_state("load")
    visit.picture("usulan")
    check_fits(page)
    check_accessible(page)
    page.get_by_label("Tanggal, Kecamatan Dempo Utara").fill("2024-11-07")
    page.get_by_role("button", name="Rencanakan 2 rapat").click()
    expect(page.get_by_text("Putaran kecamatan direncanakan: 2 rapat.")).to_be_visible()
    days = [meeting.starts_at.date().isoformat() for meeting in Meeting.objects.order_by("starts_at")]
    assert days == ["2024-11-04", "2024-11-07"]
    assert visit.faults == []
