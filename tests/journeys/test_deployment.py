"""The Polres makes a plan, drags one TPS, reads which rule that breaks, locks a team, replans after five fall ill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from siaga import clock
from siaga.deployment.models import Officer
from siaga.desk.models import Account
from siaga.elections.models import PollingStation
from siaga.planning.models import Plan
from siaga.planning.work import perform
from tests import factories
from tests.deployment.worlds import Guarded, guarded
from tests.factories import NOW
from tests.journeys.arranging import drag_far
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits

pytestmark = pytest.mark.django_db(transaction=True)

Opener = Callable[..., Visit]
BASE = "/pengamanan/pilkada-2024/16.72/"


@pytest.fixture(autouse=True)
def at_h_28(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siaga.clock.now", lambda: NOW)


@pytest.fixture
def city(transactional_db: None) -> Guarded:
    """Twenty-four TPS in two kecamatan, fourteen police in each unit."""
    here = guarded(officers=14)
    for number in range(3, 12):
        for village, lat, lon in (("16.72.01.1002", -4.03, 103.28), ("16.72.03.1001", -4.05, 103.2)):
            factories.station(here.election, here.regions[village], number, voters_total=300)
            PollingStation.objects.filter(election=here.election, code=f"{village}/{number:03d}").update(
                lat=lat - 0.008 * (number % 4), lon=lon + 0.009 * (number // 4)
            )
    return here


@pytest.fixture
def polres(city: Guarded) -> Account:
    agency = factories.agency("polres", city.city)
    return factories.account("polres", "agency", at=city.city, agency=agency)


def computed(page: Page) -> Plan:
    """The worker takes what waits, as it would in the background."""
    waiting = Plan.objects.filter(state="antre").latest("pk")
    perform(waiting.pk, clock.now)
    page.reload()
    return Plan.objects.get(pk=waiting.pk)


def looked_at(visit: Visit, name: str) -> None:
    visit.picture(name)
    check_fits(visit.page)
    check_accessible(visit.page)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_plan_is_made_edited_by_hand_locked_and_made_again(
    page_at: Opener, city: Guarded, polres: Account, width: int
) -> None:
    visit = page_at(width)
    visit.sign_in(polres)
    page = visit.go(BASE)
    looked_at(visit, "pengamanan")
    page.get_by_role("link", name="Hitung rencana").first.click()
    page.get_by_label("Nama versi").fill("Rencana utama (contoh)")
    page.get_by_label("Waktu tempuh terlama").fill("5")
    page.get_by_label("Ketelitian").select_option("10")
    looked_at(visit, "pengamanan-hitung")
    page.get_by_role("button", name="Hitung").click()
    expect(page.locator("#kemajuan")).to_be_visible()
    first = computed(page)
    assert first.state == "selesai", first.problem
    expect(page.get_by_role("heading", name="Menurut Polsek")).to_be_visible()
    looked_at(visit, "pengamanan-rencana")

    page = visit.go(f"/pengamanan/versi/{first.pk}/susun/?kecamatan=16.72.01")
    drag_far(page)
    expect(page.locator(".arrange-broken")).to_contain_text("Melanggar aturan")
    expect(page.locator(".arrange-edits li")).to_have_count(1)
    looked_at(visit, "pengamanan-susun")
    page.get_by_role("button", name="Buang yang terakhir").click()
    expect(page.locator(".arrange-edits")).to_have_count(0)

    team = page.locator("#regu-kunci option").first
    locked = team.get_attribute("value")
    page.locator("#regu-kunci").select_option(locked)
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator(".arrange-edits li")).to_contain_text("dikunci")
    page.get_by_role("button", name="Simpan sebagai versi baru").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("versi 2")
    second = Plan.objects.get(number=2)

    page = visit.go(f"/pengamanan/versi/{second.pk}/perubahan/")
    kept = next(one for one in (second.result or {})["teams"] if one["id"] == locked)
    busy = [id for one in (second.result or {})["teams"] if one["id"] != locked for id in one["officers"]]
    for id in sorted(busy)[:5]:
        page.locator(f'input[name="ill"][value="{id}"]').check()
    looked_at(visit, "pengamanan-berhalangan")
    page.get_by_role("button", name="Hitung ulang").click()
    expect(page.locator("#kemajuan")).to_be_visible()
    third = computed(page)
    assert third.state == "selesai", third.problem
    result: dict[str, Any] = third.result or {}
    assert result["share"] < 0.2
    assert next(one for one in result["teams"] if one["id"] == locked)["officers"] == kept["officers"]
    expect(page.get_by_role("heading", name="Yang berubah, dan siapa yang harus diberi tahu")).to_be_visible()
    assert Officer.objects.filter(absences__isnull=False).count() == 5
    looked_at(visit, "pengamanan-ulang")

    page = visit.go(f"/pengamanan/versi/{third.pk}/banding/?dengan={second.pk}")
    looked_at(visit, "pengamanan-banding")
    page = visit.go(f"/pengamanan/versi/{third.pk}/berlakukan/")
    page.get_by_role("button", name="Berlakukan").click()
    expect(page.get_by_text("Rencana berlaku.")).to_be_visible()
    for path, name in (("personel/", "personel"), ("pola/", "pola"), ("satuan/", "satuan")):
        visit.go(f"{BASE}{path}")
        looked_at(visit, f"pengamanan-{name}")
