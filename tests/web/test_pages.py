from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from siaga.ledger.checkpoints import spoken, take_checkpoint
from siaga.ledger.sealing import seal_all
from siaga.web.errors import server_error
from siaga.wilayah.models import Region
from tests import factories
from tests.ledger.acts import open_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretariat(client: Client) -> Client:
    tree = factories.tree()
    client.force_login(factories.account("sekretariat", "secretariat", at=tree["16.72"]))
    return client


def test_home_leads_strangers_to_sign_in(client: Client) -> None:
    factories.account("siapa-saja")
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/akun/masuk/?next=/")


def test_home_shows_the_own_region_with_its_province(secretariat: Client) -> None:
    page = secretariat.get("/").content.decode()
    assert "Provinsi Sumatera Selatan" in page
    assert "Kota Pagar Alam" in page


def test_a_missing_page_says_what_to_do(secretariat: Client) -> None:
    answer = secretariat.get("/tidak/ada/")
    assert answer.status_code == 404
    assert "hubungi sekretariat Desk" in answer.content.decode()


def test_no_page_carries_inline_scripts(secretariat: Client) -> None:
    page = secretariat.get("/").content.decode()
    assert "<script>" not in page
    assert " onclick=" not in page


def test_pages_speak_indonesian_whatever_the_browser_prefers(secretariat: Client) -> None:
    answer = secretariat.get("/", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert '<html lang="id"' in answer.content.decode()


def test_the_chosen_language_stays(secretariat: Client) -> None:
    answer = secretariat.post("/bahasa/", {"language": "en", "next": "/cari/"})
    assert answer.headers["Location"] == "/cari/"
    assert '<html lang="en"' in secretariat.get("/").content.decode()
    secretariat.post("/bahasa/", {"language": "id", "next": "/"})
    assert '<html lang="id"' in secretariat.get("/").content.decode()


def test_regions_above_the_own_are_named_and_not_linked(secretariat: Client) -> None:
    page = secretariat.get("/").content.decode()
    assert 'href="/wilayah/16.72/"' in page
    assert 'href="/wilayah/16/"' not in page
    assert "Sumatera Selatan" in page


def test_a_form_that_was_open_too_long_says_so() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/bahasa/", {"language": "en"})
    assert answer.status_code == 403
    assert "terbuka terlalu lama" in answer.content.decode()


def test_a_partial_of_an_ended_session_sends_the_browser_to_sign_in(client: Client) -> None:
    factories.account("admin", "admin")
    answer = client.get(
        "/cari/?cari=x", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/instansi/?hal=2"}
    )
    assert answer.status_code == 204
    assert answer.headers["HX-Redirect"] == "/akun/masuk/?next=/instansi/%3Fhal%3D2"


def test_a_defect_of_ours_is_answered_without_the_database(client: Client) -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Server belum dapat menjawab" in answer.content.decode()


@pytest.mark.parametrize(
    ("came_from", "offered"),
    [("http://testserver/instansi/?hal=2", True), ("https://elsewhere.example/", False), ("", False)],
)
def test_an_error_page_leads_back_to_our_own_pages_alone(secretariat: Client, came_from: str, offered: bool) -> None:
    page = secretariat.get("/tidak/ada/", headers={"Referer": came_from}).content.decode()
    assert ("Kembali" in page) == offered
    assert "elsewhere" not in page


def test_every_printed_sheet_can_say_whose_it_is_whatever_the_names(client: Client) -> None:
    tree = factories.tree()
    account = factories.account("sekretariat", "secretariat", at=tree["16.72"])
    account.name = "\"; } Contoh \\ <b> 'Sari'"
    account.save(update_fields=["name"])
    client.force_login(account)
    first_tag = client.get("/").content.decode().partition("<head>")[0]
    assert "--sheet-head: &quot;" in first_tag
    assert "Kota Pagar Alam" in first_tag
    assert r"Dicetak oleh \22 \3b  \7d  Contoh \5c  &lt;b&gt; \27 Sari\27 .&quot;" in first_tag


def test_printed_pages_carry_the_newest_checkpoint(secretariat: Client) -> None:
    assert "Titik periksa buku besar" not in secretariat.get("/").content.decode()
    open_agency(key="kpu", at=Region.objects.get(code="16.72"))
    seal_all()
    checkpoint = take_checkpoint(factories.NOW)
    assert checkpoint is not None
    page = secretariat.get("/").content.decode()
    assert f"nomor 1, 30 Okt 2024: {' '.join(spoken(checkpoint.root))}" in page
