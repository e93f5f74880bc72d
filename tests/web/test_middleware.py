"""What every request passes through."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_browser_set_to_english_still_gets_indonesian(client: Client) -> None:
    page = client.get("/akun/login/", HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9")
    assert page.headers["Content-Language"] == "id"
    assert b'<html lang="id"' in page.content


def test_who_chooses_english_gets_english(client: Client) -> None:
    client.post("/bahasa/", {"language": "en", "next": "/akun/login/"})
    page = client.get("/akun/login/", HTTP_ACCEPT_LANGUAGE="id")
    assert page.headers["Content-Language"] == "en"
    assert b'<html lang="en"' in page.content


def test_an_unknown_language_in_the_cookie_is_ignored(client: Client) -> None:
    client.cookies["django_language"] = "xx"
    assert client.get("/akun/login/").headers["Content-Language"] == "id"
