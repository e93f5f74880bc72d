"""A Pjs replaces a bupati from a date, and both are named rightly before, during and after."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from siaga.desk.models import Account, Desk, Office, Section, SectionMember
from tests import people
from tests.factories import account, agency, tree
from tests.factories.offices import office, person, term
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits

pytestmark = pytest.mark.django_db(transaction=True)

BUPATI = "Bupati Muara Enim"


@pytest.fixture
def bupati(settings: Any) -> Office:
    """Contoh Ani is bupati since 2021 and sits in the desk's section; today is 20 September 2024."""
    settings.SIAGA_NOW = date(2024, 9, 20)
    region = tree()[people.NEXT_DOOR]
    post = office(agency("pemda", region, "Pemerintah Kabupaten Muara Enim"), BUPATI)
    term(post, person("Contoh Ani", region.code), date(2021, 2, 26), basis="Keputusan Mendagri (contoh)")
    section = Section.objects.create(desk=Desk.objects.create(region=region, name="Desk Contoh"), name="Pengarah")
    SectionMember.objects.create(section=section, office=post, head=True)
    return post


@pytest.fixture
def secretary(bupati: Office) -> Account:
    return account("sekretariat", "secretariat", at=bupati.agency.region)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_pjs_replaces_a_bupati_from_a_date(
    page_at: Callable[..., Visit], bupati: Office, secretary: Account, settings: Any, width: int
) -> None:
    visit = page_at(width)
    visit.sign_in(secretary)

    page = visit.go("/pejabat/")
    page.get_by_role("link", name=re.compile(BUPATI)).first.click()
    expect(page.locator("[data-holder]")).to_have_text(f"{BUPATI}: Contoh Ani")

    page.get_by_role("link", name="Catat pejabat").first.click()
    page.get_by_label("Nama pejabat").fill("Contoh Budi")
    page.get_by_label("Status jabatan").select_option("pjs")
    page.get_by_label("Mulai bertugas").fill("2024-09-25")
    page.get_by_label("Hari terakhir bertugas").fill("2024-09-20")
    page.get_by_label(re.compile("Dasar")).fill("Keputusan Mendagri 100.2.1.3-1 (contoh)")
    page.get_by_role("button", name="Catat pejabat").click()
    expect(page.get_by_text("Tanggal akhir mendahului tanggal mulai").first).to_be_visible()
    expect(page.get_by_label("Nama pejabat")).to_have_value("Contoh Budi")
    page.get_by_label("Hari terakhir bertugas").fill("2024-11-23")
    page.get_by_role("button", name="Catat pejabat").click()

    expect(page.get_by_text(f"Pjs. {BUPATI}: Contoh Budi, sejak 25 Sep 2024.")).to_be_visible()
    expect(page.locator("[data-holder]")).to_have_text(f"{BUPATI}: Contoh Ani")
    check_accessible(page)
    check_fits(page)

    def named_on(day: str) -> str:
        page.get_by_label("Pada tanggal").fill(day)
        page.get_by_role("button", name="Lihat").click()
        page.wait_for_url(re.compile(f"tanggal={day}"))
        return page.locator("[data-holder]").inner_text()

    assert named_on("2024-09-24") == f"{BUPATI}: Contoh Ani"
    assert named_on("2024-09-25") == f"Pjs. {BUPATI}: Contoh Budi"
    expect(page.get_by_text("Pejabat definitif, Contoh Ani, tetap Bupati Muara Enim")).to_be_visible()
    assert named_on("2024-11-23") == f"Pjs. {BUPATI}: Contoh Budi"
    visit.picture("pjs-masa-cuti")
    assert named_on("2024-11-24") == f"{BUPATI}: Contoh Ani"

    settings.SIAGA_NOW = date(2024, 10, 1)
    page = visit.go("/desk/")
    expect(page.get_by_text(f"Pjs. {BUPATI}")).to_be_visible()
    expect(page.get_by_text("Contoh Budi")).to_be_visible()
    page = visit.go("/instansi/")
    expect(page.get_by_role("cell", name=re.compile("Contoh Budi"))).to_be_visible()

    settings.SIAGA_NOW = date(2024, 12, 1)
    page = visit.go("/desk/")
    expect(page.get_by_text("Contoh Ani")).to_be_visible()
    expect(page.get_by_text("Contoh Budi")).to_have_count(0)
