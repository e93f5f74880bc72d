from __future__ import annotations

import pytest
from django.test import Client

from tests import factories

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
