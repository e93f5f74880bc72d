"""From an XLSForm to the photo behind a figure: the whole way of a report, at both widths.

The secretariat uploads a checklist and sets when it is due; KPU claims 80 %; a field officer fills it for three TPS,
one with a photo; the camat checks, the desk accepts; the leader opens the picture and follows it down to the photo.
Two days later it says what is stale and who is silent.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from siaga.desk.models import Account
from siaga.readiness.models import Claim, Indicator
from siaga.reporting.expected import ensure_expected
from siaga.reporting.models import Duty, ExpectedReport, Submission
from siaga.reporting.versions import forget
from tests import factories, people
from tests.factories import NOW
from tests.journeys.browser import WIDTHS, Visit, check_accessible, check_fits
from tests.reporting.pictures import photo

pytestmark = [pytest.mark.django_db(transaction=True)]
FORM = """
| survey |
| | type | name | label | required |
| | select_one ya_tidak | atap | Apakah atap TPS kedap hujan? | yes |
| | select_one ya_tidak | lampu | Apakah lampu darurat tersedia? | yes |
| | image | foto | Foto TPS | |
| choices |
| | list_name | name | label |
| | ya_tidak | ya | Ya |
| | ya_tidak | tidak | Tidak |
| settings |
| | form_title | form_id | version | siaga_unit |
| | Kesiapan menghadapi hujan | kesiapan-hujan | 2024.1 | tps |
"""
TPS = [f"{people.VILLAGE}/{number:03d}" for number in (1, 2, 3)]
SILENT = f"{people.VILLAGE}/004"


@pytest.fixture(autouse=True)
def world(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    settings.SIAGA_NOW = NOW  # type: ignore[attr-defined]
    forget()
    regions = factories.tree()
    city, district = regions["16.72"], regions[people.KECAMATAN]
    election = factories.election(city)
    for number in (1, 2, 3, 4):
        factories.station(election, regions[people.VILLAGE], number, lat=-4.02 - number / 1000, lon=103.25)
    kpu, office = factories.agency("kpu", city), factories.agency("kecamatan", district)
    factories.account("sekretariat", "secretariat", at=city)
    factories.account("pimpinan", "leader", at=city)
    factories.account("kpu", "agency", at=city, agency=kpu)
    factories.account("camat", "kecamatan", at=district, agency=office)
    factories.account("petugas", "field", at=city, units=tuple(TPS))


def look(visit: Visit, name: str) -> None:
    visit.picture(f"perjalanan-{name}")
    check_accessible(visit.page)
    check_fits(visit.page)


def upload(visit: Visit, folder: Path) -> None:
    """The secretariat uploads the form, reads what it asks, and keeps it."""
    file = folder / "kesiapan-hujan.md"
    file.write_text(FORM)
    page = visit.go("/instrumen/baru/")
    look(visit, "1-unggah")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kesiapan menghadapi hujan")
    expect(page.get_by_text("Apakah lampu darurat tersedia?").first).to_be_visible()
    look(visit, "2-periksa")
    page.get_by_role("button", name="Simpan instrumen").click()
    page.wait_for_url("**/instrumen/kesiapan-hujan/")


def set_due(visit: Visit) -> None:
    """Due every day at 16.00 for every TPS of the city, from the field officers."""
    page = visit.go("/laporan/kewajiban/tambah/")
    page.locator("[name=instrument]").select_option("kesiapan-hujan")
    page.locator("[name=region]").fill("16.72")
    page.locator("[name=role]").select_option("field")
    page.locator("[name=starts]").fill("2024-10-30")
    page.locator("[name=ends]").fill("2024-11-27")
    page.locator("[name=every]").select_option("daily")
    page.locator("[name=at]").fill("16:00")
    look(visit, "3-kewajiban")
    for _step in range(3):  # the form, and the page that asks with numbers
        if Duty.objects.exists():
            break
        page.locator(
            "main form[method=post] button[type=submit].btn-primary, form.form-card button.btn-primary"
        ).last.click()
        page.wait_for_load_state()
    duty = Duty.objects.get()
    assert duty.units.filter(until=None).count() == 4


def add_indicator(visit: Visit) -> None:
    """What an answer is worth, and that it is stale after a day."""
    page = visit.go("/indikator/pilkada-2024/baru/")
    page.locator("[name=daftar]").select_option("kesiapan-hujan")
    page.get_by_role("button", name="Lanjut").click()
    page.locator("[name=pertanyaan]").select_option("atap")
    page.get_by_role("button", name="Lanjut").click()
    page.locator("[name=name]").fill("Atap kedap hujan")
    page.locator("[name=denominator]").fill("seluruh TPS di Kota Pagar Alam")
    page.locator("[name=stale_days]").fill("1")
    page.locator("[name=nilai-ya]").fill("1")
    page.locator("[name=nilai-tidak]").fill("0")
    look(visit, "4-indikator")
    for _step in range(3):
        if Indicator.objects.exists():
            break
        page.locator("main button[type=submit].btn-primary, .form-card button.btn-primary").last.click()
        page.wait_for_load_state()
    assert Indicator.objects.get().question == "atap"


def claim(visit: Visit) -> Claim:
    """KPU says 80 %, of nothing in particular."""
    page = visit.go("/klaim/pilkada-2024/baru/")
    page.locator("[name=share]").fill("80")
    page.locator("[name=said_by]").fill("Contoh Ketua KPU")
    page.locator("[name=stated_on]").fill("2024-10-30")
    page.locator("[name=source]").select_option("rapat")
    look(visit, "5-klaim")
    page.locator("main button[type=submit].btn-primary, .form-card button.btn-primary").last.click()
    page.wait_for_load_state()
    return Claim.objects.get()


def fill(visit: Visit, code: str, roof: str, picture: Path | None) -> None:
    """The officer fills the form of one TPS in the browser."""
    page = visit.go(f"/laporan/isi/pilkada-2024/kesiapan-hujan/?unit=tps:{code}")
    expect(page.get_by_role("button", name="Kirim laporan")).to_be_visible()
    choose(page, "Apakah atap TPS kedap hujan?", roof)
    choose(page, "Apakah lampu darurat tersedia?", "Ya")
    if picture is not None:
        look(visit, "7-isi")
        page.locator('input[type="file"]').last.set_input_files(picture)
        expect(page.get_by_alt_text("Gambar yang dipilih")).to_be_visible()
    page.get_by_role("button", name="Kirim laporan").click()
    expect(page.get_by_role("heading", name="Laporan diterima")).to_be_visible()


def choose(page: Page, label: str, choice: str) -> None:
    found = page.locator(".question-container").filter(has=page.get_by_text(label, exact=True)).last
    found.get_by_text(choice, exact=True).click()


def step(visit: Visit, report: Submission, button: str) -> None:
    """A step of the review: the button on the report, and the page that asks."""
    page = visit.go(f"/laporan/{report.pk}/")
    page.get_by_role("link", name=button).click()
    page.wait_for_load_state()
    page.locator("main form[method=post] button[type=submit]").last.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_form_to_the_photo_behind_the_figure(
    page_at: Callable[..., Visit], width: int, tmp_path: Path, settings: pytest.FixtureRequest
) -> None:
    def as_(username: str) -> Visit:
        visit = page_at(width)
        visit.sign_in(Account.objects.get(username=username))
        return visit

    desk = as_("sekretariat")
    upload(desk, tmp_path)
    set_due(desk)
    add_indicator(desk)
    said = claim(as_("kpu"))
    assert (said.share, said.of_what) == (800_000, "")

    officer = as_("petugas")
    officer.go("/laporan/tugas/")
    look(officer, "6-tugas")
    picture = tmp_path / "depan.jpg"
    picture.write_bytes(photo(900, 600))
    for number, code in enumerate(TPS):
        fill(officer, code, "Tidak" if number == 2 else "Ya", picture if number == 0 else None)
    assert Submission.objects.count() == 3
    assert ExpectedReport.objects.exclude(submission=None).count() == 3

    camat = as_("camat")
    first, second, _third = Submission.objects.order_by("pk")
    camat.go(f"/laporan/{first.pk}/")
    look(camat, "8-laporan")
    step(camat, first, "Sudah diperiksa")
    step(camat, second, "Sudah diperiksa")
    step(desk, first, "Terima")
    assert list(Submission.objects.order_by("pk").values_list("state", flat=True)) == ["accepted", "checked", "sent"]

    leader = as_("pimpinan")
    page = leader.go("/gambaran/pilkada-2024/16.72/")
    main = page.locator("main")
    expect(main).to_contain_text("50")  # evidenced: 2 of the 4 TPS that owe it
    expect(main).to_contain_text("75")  # coverage: 3 of 4
    expect(main).to_contain_text("80")  # claimed
    look(leader, "9-gambaran")
    leader.go("/peta/pilkada-2024/16.72/")
    look(leader, "10-peta")
    page = leader.go(f"/gambaran/pilkada-2024/{people.KECAMATAN}/")
    page.locator(f'main a[href="/gambaran/pilkada-2024/{people.VILLAGE}/"]').first.click()
    page.wait_for_load_state()
    page.locator(f'main a[href="/gambaran/pilkada-2024/{TPS[0]}/"]').first.click()
    page.wait_for_load_state()
    expect(page.get_by_text("Atap kedap hujan").first).to_be_visible()
    look(leader, "11-tps")
    shown = page.locator("main img[src*=lampiran]").first
    expect(shown).to_be_visible()
    page.locator(f'main a[href="/laporan/{first.pk}/"]').first.click()
    page.wait_for_load_state()
    expect(page.locator("main img[src*=lampiran]").first).to_be_visible()
    assert page.locator("main img[src*=lampiran]").first.evaluate("image => image.naturalWidth") > 0
    leader.go(f"/klaim/pilkada-2024/{said.pk}/")
    expect(page.locator("main")).to_contain_text("Penyebutnya tidak disebut")
    look(leader, "12-klaim")

    later = NOW + timedelta(days=2)
    settings.SIAGA_NOW = later  # type: ignore[attr-defined]
    ensure_expected(later)
    page = leader.go("/gambaran/pilkada-2024/16.72/")
    expect(page.locator("main")).to_contain_text("usang")
    expect(page.locator("main")).to_contain_text("TPS 004")
    look(leader, "13-dua-hari-kemudian")
    page = desk.go("/laporan/tagihan/")
    expect(page.locator("main")).to_contain_text("Bungkam")
    look(desk, "14-tagihan")
