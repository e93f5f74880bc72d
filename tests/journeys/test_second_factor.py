"""A role demands a second factor: enrolment, signing out, signing in with a code, and with a recovery code."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from siaga.access import Role
from siaga.desk.actions.accounts import set_role_policy
from siaga.ledger.models import Entry
from tests import factories, people
from tests.journeys.browser import WIDTHS, Visit, check_accessible
from tests.totp import code_at

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "kopi-pagar-alam-27"


def sign_in(page: Page) -> None:
    page.get_by_label("Nama pengguna").fill("sekretaris")
    page.get_by_label("Sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


@pytest.mark.parametrize("width", WIDTHS)
def test_enrolment_and_sign_in(page_at: Callable[[int], Visit], width: int) -> None:
    cache.clear()
    account = factories.account("sekretaris", "secretariat", at=factories.tree()["16.72"])
    account.set_password(PASSWORD)
    account.save()
    set_role_policy(actor=people.admin, role=Role.SECRETARIAT, mfa_required=True, now=factories.NOW)

    visit = page_at(width)
    page = visit.go("/pengguna/")
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Aktifkan verifikasi dua langkah")
    expect(page.get_by_text("mewajibkan verifikasi dua langkah")).to_be_visible()
    check_accessible(page)
    visit.go("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aktifkan verifikasi dua langkah")

    page.get_by_text("Tidak dapat memindai?").click()
    secret = page.locator("#totp-secret").inner_text()
    page.get_by_label("Kode", exact=True).fill("000000")
    page.get_by_role("button", name="Aktifkan").click()
    expect(page.get_by_text("Kode keliru").first).to_be_visible()
    assert page.locator("#totp-secret").text_content() == secret, "the QR already scanned stays good"
    page.get_by_label("Kode", exact=True).fill(code_at(secret, time.time()))
    page.get_by_role("button", name="Aktifkan").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")
    codes = page.locator("#recovery-codes li").all_inner_texts()
    assert len(codes) == 10
    check_accessible(page)
    page.get_by_role("link", name="Sudah saya simpan, lanjutkan").click()
    expect(page).to_have_url(re.compile(r"/$"))

    visit.go("/akun/keluar/")
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Verifikasi dua langkah")
    check_accessible(page)
    # The code of enrolment was used up; an authenticator shows the next one half a minute later.
    page.get_by_label("Kode", exact=True).fill(code_at(secret, time.time() + 30))
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    expect(page).to_have_url(re.compile(r"/$"))

    visit.go("/akun/keluar/")
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    sign_in(page)
    page.get_by_label("Kode", exact=True).fill(codes[0])
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    visit.go("/akun/")
    expect(page.get_by_text("9 belum dipakai")).to_be_visible()
    check_accessible(page)
    assert {"account.second_factor_on", "account.recovery_codes_made"} <= set(
        Entry.objects.values_list("action", flat=True)
    )
