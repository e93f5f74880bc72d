"""The picture's pages: what they say, to whom, and that every figure leads to what it is made of."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from siaga.readiness.actions.openings import open_picture
from siaga.reporting.units import station_unit
from tests import factories, people
from tests.readiness.city import City, city, claimed, told

pytestmark = pytest.mark.django_db
BASE = "/gambaran/pilkada-2024"


@pytest.fixture
def world(settings: Any) -> City:
    settings.SIAGA_NOW = factories.NOW
    return told(city())


def sign_in(client: Client, role: str, at: Any, **more: Any) -> None:
    client.force_login(factories.account(f"contoh-{role}", role, at=at, **more))


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    page: str = answer.content.decode()
    return page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "?skala=kerawanan",
        "?pada=2024-10-29",
        "?sejak=2024-10-27",
        "indikator/",
        "indikator/?skala=kerawanan",
        "indikator/?instansi=kpu",
        "instansi/",
        "tps/",
        "tps/?skala=kerawanan",
        "lembar/",
    ],
)
@pytest.mark.parametrize("code", ["16.72", "16.72.01", "16.72.01.1001"])
def test_every_page_of_a_region_opens(client: Client, world: City, code: str, tail: str) -> None:
    claimed(world)
    sign_in(client, "leader", world.tree["16.72"])
    assert world.tree[code].title in text(client, f"{BASE}/{code}/{tail}")


def test_the_headline_says_value_coverage_and_the_three_figures(client: Client, world: City) -> None:
    claimed(world)
    sign_in(client, "leader", world.tree["16.72"])
    page = text(client, f"{BASE}/16.72/")
    # 12 TPS × (3 + 2) + 2 sub-districts × 2 = 64 points; earned 5 + 5 + 3,5 + 0 + 5 + 5 = 23,5.
    assert "36,7 %" in page
    assert "dari laporan 6 dari 12 TPS" in page
    assert "cakupan 46,2 % (12 dari 26 isian)" in page
    assert "80 %" in page
    assert "tanpa penyebut" in page
    assert "7,8 %" in page  # verified: 5 of 64
    assert "+43,3" in page


def test_not_reported_is_never_ready_and_is_named(client: Client, world: City) -> None:
    sign_in(client, "leader", world.tree["16.72"])
    page = text(client, f"{BASE}/16.72.03/")
    assert "Kesiapan terbukti" in page
    assert ">0 %<" in page
    assert "TPS 001 Agung Lawangan" in page
    assert "Belum pernah" in page
    assert "belum dilaporkan bukan berarti aman" in page


def test_the_five_standings_sum_and_lead_to_their_lists(client: Client, world: City) -> None:
    sign_in(client, "leader", world.tree["16.72"])
    page = text(client, f"{BASE}/16.72/")
    assert f"{BASE}/16.72/tps/?keadaan=belum_lapor" in page
    for standing, count in {"siap": 3, "sebagian": 1, "belum": 1, "usang": 1, "belum_lapor": 6}.items():
        shown = client.get(f"{BASE}/16.72/tps/?keadaan={standing}").context["table"]
        assert len(shown.rows) == count, standing


def test_the_past_is_told_as_it_was_known_then(client: Client, world: City) -> None:
    sign_in(client, "leader", world.tree["16.72"])
    page = text(client, f"{BASE}/16.72/?pada=2024-10-26")
    assert "Ini gambaran masa lalu" in page
    assert "dari laporan 1 dari 12 TPS" in page


def test_a_change_is_told_in_words_with_its_start(client: Client, world: City) -> None:
    sign_in(client, "leader", world.tree["16.72"])
    page = text(client, f"{BASE}/16.72/?sejak=2024-10-26")
    assert "naik" in page
    assert "26 Okt 2024" in page


def test_each_table_is_exported(client: Client, world: City) -> None:
    sign_in(client, "leader", world.tree["16.72"])
    answer = client.get(f"{BASE}/16.72/indikator/?i-ekspor=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True).worksheets[0]  # type: ignore[attr-defined]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Indikator"
    assert "Kotak suara lengkap di TPS" in {row[0] for row in rows}
    listed = b"".join(client.get(f"{BASE}/16.72/?w-ekspor=csv").streaming_content)  # type: ignore[attr-defined]
    assert "Kecamatan Dempo Utara" in listed.decode()


def test_the_country_shows_its_provinces(client: Client, world: City) -> None:
    sign_in(client, "admin", None)
    page = text(client, f"{BASE}/ID/")
    assert "Indonesia" in page
    assert "Provinsi Sumatera Selatan" in page
    assert "Pilih kabupaten atau kota" in text(client, f"{BASE}/ID/tps/")


def test_without_duties_the_page_says_what_to_do(client: Client, settings: Any) -> None:
    settings.SIAGA_NOW = factories.NOW
    tree = factories.tree()
    factories.election(tree["16.72"])
    sign_in(client, "secretariat", tree["16.72"])
    page = text(client, f"{BASE}/16.72/")
    assert "Belum ada yang diukur di sini" in page
    assert "/laporan/kewajiban/" in page


@pytest.mark.parametrize(
    ("role", "at", "path", "status"),
    [
        ("leader", "16.72", "16.72/", 200),
        ("auditor", "16.72", "16.72/", 200),
        ("kecamatan", "16.72.01", "16.72.01/", 200),
        ("kecamatan", "16.72.01", "16.72/", 404),
        ("kecamatan", "16.72.01", "16.72.03/", 404),
        ("desa", "16.72.01.1001", "16.72.01.1001/", 200),
        ("desa", "16.72.01.1001", "16.72.01.1001/001/", 200),
        ("desa", "16.72.01.1001", "16.72.01.1002/", 404),
        ("desa", "16.72.01.1001", "16.72.01.1002/001/", 404),
        ("secretariat", "16.03", "16.72/", 404),
        ("secretariat", "16.03", "16.72.01.1001/001/", 404),
        ("secretariat", "16.72", "16.72.01.1001/899/", 404),
        ("secretariat", "16.72", "ID/", 404),
    ],
)
def test_who_sees_which_picture(client: Client, world: City, role: str, at: str, path: str, status: int) -> None:
    own = {"agency": factories.agency("kecamatan", world.tree[at])} if role == "kecamatan" else {}
    sign_in(client, role, world.tree[at], **own)
    assert client.get(f"{BASE}/{path}").status_code == status


def test_field_officers_find_no_picture(client: Client, world: City) -> None:
    sign_in(client, "field", world.tree["16.72"], units=("16.72.01.1001/001",))
    assert client.get(f"{BASE}/16.72/").status_code == 404
    assert client.get(f"{BASE}/16.72.01.1001/001/").status_code == 404


def test_an_agency_sees_the_picture_once_the_leader_opened_it(client: Client, world: City) -> None:
    sign_in(client, "agency", world.tree["16.72"], agency=world.kpu)
    assert client.get(f"{BASE}/16.72/").status_code == 404
    assert "belum dibuka pimpinan" in text(client, "/")
    assert "Personel KPU siap" in text(client, f"{BASE}/instansi/kpu@16.72/")
    open_picture(
        actor=people.leader,
        election=world.election,
        region=world.tree["16.72"],
        picture=True,
        claims=False,
        now=factories.NOW,
    )
    assert "Kesiapan terbukti" in text(client, f"{BASE}/16.72/")
    page = text(client, f"{BASE}/16.72.01.1001/001/")
    assert "Petugas lapangan" in page
    assert "Contoh Petugas" not in page
    assert "/laporan/1/" not in page


def test_the_leader_opens_and_closes_the_picture(client: Client, world: City) -> None:
    sign_in(client, "leader", world.tree["16.72"])
    path = f"{BASE}/16.72/buka/"
    assert "Buka gambaran bagi semua instansi" in text(client, path)
    assert client.post(path, {"picture": "on"}).status_code == 302
    assert world.election.pk
    client.logout()
    sign_in(client, "agency", world.tree["16.72"], agency=world.kpu)
    assert client.get(f"{BASE}/16.72/").status_code == 200
    assert client.get(path).status_code == 404
    assert client.post(path, {"picture": "on"}).status_code == 404


def test_a_tps_says_who_said_what_and_who_checked(client: Client, world: City) -> None:
    sign_in(client, "secretariat", world.tree["16.72"])
    page = text(client, f"{BASE}/16.72.01.1001/001/")
    assert "TPS 001 Sukorejo" in page
    assert "Lengkap" in page
    assert "Contoh Petugas (Petugas lapangan)" in page
    assert "diperiksa Sekretariat Desk" in page
    assert "1 hari lalu" in page
    assert "/laporan/isi/pilkada-2024/contoh-tps/?unit=tps%3A16.72.01.1001%2F001" in page
    assert "Riwayat laporan" in page


def test_a_contradiction_is_shown_and_not_hidden(client: Client, world: City) -> None:
    sign_in(client, "secretariat", world.tree["16.72"])
    page = text(client, f"{BASE}/{world.stations[5].code}/")
    assert "dijawab berlainan pada hari yang sama" in page
    assert "Bertentangan" in page


def test_what_is_stale_says_so(client: Client, world: City) -> None:
    sign_in(client, "secretariat", world.tree["16.72"])
    page = text(client, f"{BASE}/{world.stations[4].code}/")
    assert "Usang" in page
    assert "12 hari lalu" in page


def test_closed_answers_stay_closed(client: Client, world: City) -> None:
    world.report(station_unit(world.stations[7]), {"listrik": "ya", "sakit": 3, "catatan": "rahasia"})
    sign_in(client, "auditor", world.tree["16.72"])
    page = text(client, f"{BASE}/{world.stations[7].code}/")
    assert "rahasia" not in page
    assert "sakit" not in page.lower()


def test_the_own_readiness_of_a_sub_district_has_its_page(client: Client, world: City) -> None:
    sign_in(client, "leader", world.tree["16.72"])
    assert "Gudang kecamatan siap" in text(client, f"{BASE}/16.72.01/sendiri/")


def test_pages_cost_the_same_for_more_tps(client: Client, settings: Any, django_assert_max_num_queries: Any) -> None:
    settings.SIAGA_NOW = factories.NOW
    world = told(city(4, 9))
    claimed(world)
    sign_in(client, "secretariat", world.tree["16.72"])
    for path in (f"{BASE}/16.72/", f"{BASE}/16.72.01.1001/", f"{BASE}/16.72/tps/", f"{BASE}/16.72.01.1001/001/", "/"):
        client.get(path)
        with django_assert_max_num_queries(45):
            client.get(path)
