"""The leader asks a what-if on the big screen and reads the answer; the pages of contingency at both widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from siaga.contingency.actions.scenarios import keep_scenario
from siaga.contingency.asking import Asked
from siaga.contingency.models import Scenario
from siaga.desk.models import Account
from siaga.planning.models import Plan
from tests import people
from tests.contingency.worlds import ready
from tests.factories import NOW, account
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits

pytestmark = pytest.mark.django_db(transaction=True)

Opener = Callable[..., Visit]
BASE = "/darurat/pilkada-2024/16.72/"


@pytest.fixture
def people_here(transactional_db: None, settings: object) -> tuple[Account, Account]:
    settings.SIAGA_NOW = NOW  # type: ignore[attr-defined]
    here = ready()
    here.plan()
    keep_scenario(
        actor=people.secretariat, election=here.election, region=here.city, title="Banjir Dempo Utara (contoh)",
        events=[Asked("banjir", ("16.72.03",))], now=NOW,
    )  # fmt: skip
    city = here.regions["16.72"]
    return account("pimpinan", "leader", at=city), account("sekretariat", "secretariat", at=city)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_leader_asks_on_the_wall_and_reads_the_answer(
    page_at: Opener, people_here: tuple[Account, Account], width: int
) -> None:
    leader, secretary = people_here
    visit = page_at(width)
    visit.sign_in(leader)
    page = visit.go(f"{BASE}andai/layar/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Andai …")
    check_accessible(page)
    visit.picture("andai-layar-tanya")
    page.get_by_label("Kecamatan Dempo Utara").check()
    page.get_by_role("button", name="Apa akibatnya?").click()
    answer = page.locator("#jawaban")
    expect(answer.locator(".wall-big")).to_have_text("2")
    expect(answer).to_contain_text("TPS kehilangan sesuatu")
    expect(answer).to_contain_text("350")
    check_fits(page)
    check_accessible(page)
    visit.picture("andai-layar-jawab")
    place = page.locator("[data-wall-place]")
    expect(place).to_have_text("2/5")
    for number in range(3, 6):
        page.keyboard.press("ArrowRight")
        expect(place).to_have_text(f"{number}/5")
        visit.picture(f"andai-layar-{number}")
    page.keyboard.press("Home")
    expect(place).to_have_text("1/5")
    page.get_by_role("link", name="Listrik padam").click()
    page.get_by_label("Kecamatan Pagar Alam Utara").check()
    page.get_by_role("button", name="Tambahkan dan hitung").click()
    expect(page.locator("#jawaban")).to_contain_text("Listrik padam")

    desk = page_at(width)
    desk.sign_in(secretary)
    plan = Plan.objects.filter(kind="darurat").order_by("pk")[0].pk
    kept = Scenario.objects.get().pk
    for path in (
        BASE, f"{BASE}pegangan/", f"{BASE}sumber-daya/", f"{BASE}sumber-daya/tambah/", f"{BASE}baru/",
        f"{BASE}andai/?k=banjir:16.72.03:-1:0", f"/darurat/andai/{kept}/", f"/darurat/versi/{plan}/",
        f"{BASE}tps/16.72.03.1001/001/", f"{BASE}pegangan/ubah/",
    ):  # fmt: skip
        page = desk.go(path)
        desk.picture("darurat-" + path.strip("/").partition("?")[0].replace("/", "-"))
        check_fits(page)
        check_accessible(page)
