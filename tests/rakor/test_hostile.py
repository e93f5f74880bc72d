"""Numbers of any length where the pages of a meeting read one: nothing of it is an error of the house."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories, people
from tests.factories import NOW
from tests.rakor.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.clock(NOW)]
ENDLESS = "9" * 5000


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def secretary(room: Room) -> Client:
    client = Client()
    account = factories.account("secretary", "secretariat", at=room.tree[people.CITY])
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_statement_with_an_endless_number_is_none(room: Room, secretary: Client) -> None:
    page = reverse("rakor:minutes", args=[room.meeting.pk])
    assert secretary.get(page, {"perintah": "kendala", "dari": ENDLESS}).status_code == 200


@pytest.mark.parametrize("name", ["send_mails", "mark_told", "attendance"])
def test_a_participant_with_an_endless_number_is_none(room: Room, secretary: Client, name: str) -> None:
    answer = secretary.post(reverse(f"rakor:{name}", args=[room.meeting.pk]), {"peserta": ENDLESS, "lewat": "wa"})
    assert answer.status_code == 404


@pytest.mark.parametrize("base", [10**12, 10**30])
def test_notes_begun_from_a_version_that_cannot_be_change_nothing(room: Room, secretary: Client, base: int) -> None:
    sent = {"pokok": room.item.pk, "base": base, "text": "x", "conflict": room.conflict().pk}
    for name in ("minutes_typing", "minutes_write", "minutes_settle"):
        answer = secretary.post(reverse(f"rakor:{name}", args=[room.meeting.pk]), sent, HTTP_ACCEPT="application/json")
        assert answer.status_code in {404, 409, 422}, name
    room.item.refresh_from_db()
    assert room.item.notes == "Naskah pertama."


@pytest.mark.parametrize(("name", "asked"), [("month", "forum"), ("paper", "forum")])
def test_a_raised_two_is_no_number_of_a_forum(room: Room, secretary: Client, name: str, asked: str) -> None:
    assert secretary.get(reverse(f"rakor:{name}"), {asked: "²"}).status_code == 200
