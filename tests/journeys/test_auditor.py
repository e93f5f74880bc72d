"""The auditor verifies the ledger, keeps a checkpoint on paper, and reads what was changed; at both widths."""

from __future__ import annotations

import pytest

from siaga import clock
from siaga.desk.models import Agency
from siaga.ledger.inquiries import run_verification
from siaga.ledger.models import Entry, VerificationRun
from siaga.ledger.sealing import seal_all
from tests import factories
from tests.journeys.browser import Visit, check_accessible, check_fits
from tests.ledger.acts import busy_city, rename

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1366, 390])
def test_an_auditor_verifies_the_ledger(page_at, width: int) -> None:  # type: ignore[no-untyped-def]
    regions = busy_city(renames=9)
    seal_all()
    rename(agency=Agency.objects.get(key="bawaslu"), name="Bawaslu Kota Pagar Alam", reason="SK perubahan nama")
    auditor = factories.account("pemeriksa", "auditor", at=regions["16.72"])
    visit: Visit = page_at(width)
    visit.sign_in(auditor)

    def look(name: str) -> None:
        check_accessible(visit.page)
        check_fits(visit.page)
        visit.picture(f"buku-besar-{name}")

    page = visit.go("/buku-besar/")
    look("entri")
    page.get_by_role("link", name="Nama instansi diubah").first.click()
    page.get_by_role("heading", name="Sebelum dan sesudah").wait_for()
    look("satu")
    page.get_by_role("link", name="Riwayat data ini").click()
    page.get_by_role("heading", name="Riwayat Bawaslu Kota Pagar Alam").wait_for()
    look("riwayat")
    bulk = Entry.objects.get(object_type="bulk", chain="16.72")
    visit.go(f"/buku-besar/entri/{bulk.pk}/")
    look("banyak")

    visit.go("/buku-besar/titik-periksa/")
    look("titik-periksa-kosong")
    page.get_by_role("button", name="Buat titik periksa sekarang").click()
    page.get_by_role("heading", name="Angka akar").wait_for()
    look("titik-periksa")

    visit.go("/buku-besar/pemeriksaan/")
    page.get_by_role("button", name="Periksa sekarang").click()
    page.get_by_text("Halaman ini boleh ditinggalkan").wait_for()
    look("berjalan")
    run_verification(VerificationRun.objects.get().pk, clock.now)  # what the worker does
    page.get_by_text("kerusakan").first.wait_for()  # the account of this test was made past the ledger: that is found
    look("hasil")
    visit.go("/buku-besar/pemeriksaan/")
    look("pemeriksaan")
    visit.go("/buku-besar/ekspor/")
    look("ekspor")
    assert visit.faults == []
