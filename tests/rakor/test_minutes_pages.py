"""The screen of the minutes: typed into, read, finished, signed; and what each person gets of it."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from siaga.ledger.models import Entry
from siaga.rakor.actions import minutes
from siaga.rakor.models import (
    ActionPoint,
    Addendum,
    AgendaItem,
    Decision,
    Meeting,
    NoteConflict,
    Obstacle,
    PointUpdate,
    Statement,
    Typing,
)
from siaga.readiness.models import Claim
from tests import factories, people
from tests.factories import NOW, rakor
from tests.factories import offices as made
from tests.rakor.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.clock(NOW)]
JSON = {"HTTP_ACCEPT": "application/json"}
Browser = Callable[..., Client]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def browser(room: Room) -> Browser:
    """A browser in which somebody of that role is signed in."""

    def sign_in(role: str = "secretariat", at: str = people.CITY, **fields: Any) -> Client:
        client = Client()
        account = factories.account(f"{role}-{at}-{len(fields)}", role, at=room.tree[at], **fields)
        client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def at(room: Room, name: str = "minutes", **more: int) -> str:
    return reverse(f"rakor:{name}", kwargs={"meeting_id": room.meeting.pk, **more})


def text(response: HttpResponse) -> str:
    return unescape(response.content.decode())


def test_the_page_offers_every_item_its_editor_and_the_commands(room: Room, browser: Browser) -> None:
    room.carried()
    page = text(browser().get(at(room)))
    for said in ("Logistik (contoh)", "Keamanan (contoh)", "/tl", "/keputusan", "/pernyataan", "/kendala", "/lapor"):
        assert said in page
    assert "2 tindak lanjut lama belum dilaporkan" in page
    assert page.count("<textarea") >= 2 and "data-setup" in page


def test_notes_keep_a_first_empty_line_in_the_editor(room: Room, browser: Browser) -> None:
    room.write("\nBaris kedua.")
    assert "\n\nBaris kedua.</textarea>" in text(browser().get(at(room)))


def test_without_script_notes_are_saved_and_the_next_item_comes(room: Room, browser: Browser) -> None:
    client = browser()
    answer = client.post(
        at(room, "minutes_write"),
        {"pokok": room.item.pk, "base": 0, "text": "Sisa kotak.", "discussed": "on", "onward": "on"},
    )
    assert answer["Location"] == f"{at(room)}?pokok={room.next_item.pk}"
    item = AgendaItem.objects.get(pk=room.item.pk)
    assert (item.notes, item.discussed_at) == ("Sisa kotak.", NOW)
    assert not Typing.objects.exists()


def test_the_island_keeps_typing_and_writes_it(room: Room, browser: Browser) -> None:
    client = browser()
    kept = client.post(at(room, "minutes_typing"), {"pokok": room.item.pk, "base": 0, "text": "Sisa"}, **JSON)
    assert kept.json() == {"version": 0} and Typing.objects.get().text == "Sisa"
    assert "\nSisa</textarea>" in text(client.get(at(room)))
    written = client.post(at(room, "minutes_write"), {"pokok": room.item.pk, "base": 0, "text": "Si"}, **JSON).json()
    assert (written["outcome"], written["version"], written["notes"]) == ("written", 1, "Si")
    assert not Typing.objects.exists()
    assert set(written["parts"]) >= {"agenda", "closing", f"said-{room.item.pk}", f"agreed-{room.item.pk}"}


def test_a_conflict_is_shown_with_both_texts_and_settled(room: Room, browser: Browser) -> None:
    client = browser()
    room.write("Dari yang lain.")
    answer = client.post(at(room, "minutes_write"), {"pokok": room.item.pk, "base": 0, "text": "Dari saya."}, **JSON)
    assert answer.json()["outcome"] == "conflict" and answer.json()["notes"] == "Dari yang lain."
    page = text(client.get(at(room)))
    assert "Dari yang lain.</textarea>" in page and "Dari saya.</textarea>" in page
    conflict = NoteConflict.objects.get()
    wrong = client.post(at(room, "minutes_settle"), {"conflict": conflict.pk, "base": 0, "text": "x"}, **JSON)
    assert wrong.status_code == 409 and wrong.json()["code"] == "notes-moved"
    settled = client.post(at(room, "minutes_settle"), {"conflict": conflict.pk, "base": 1, "text": "Keduanya."}, **JSON)
    assert settled.json()["notes"] == "Keduanya."


def test_the_state_tells_versions_and_who_is_writing(room: Room, browser: Browser) -> None:
    client = browser()
    other = browser("admin")
    other.post(at(room, "minutes_typing"), {"pokok": room.item.pk, "base": 0, "text": "Sisa"}, **JSON)
    before = client.get(at(room, "minutes_state")).json()
    assert before["writing"] == {str(room.item.pk): ["Admin-16.72-0"]}
    assert other.get(at(room, "minutes_state")).json()["writing"] == {}
    minutes.decide(actor=people.secretariat, meeting=room.meeting, text="x", now=NOW)
    room.write("baru")
    after = client.get(at(room, "minutes_state")).json()
    assert after["stamp"] != before["stamp"] and after["versions"][str(room.item.pk)] == 1
    assert client.get(at(room, "minutes_item", item_id=room.item.pk)).json()["notes"] == "baru"


def test_a_point_is_made_from_what_is_typed(room: Room, browser: Browser) -> None:
    client = browser()
    sent = {"pokok": room.item.pk, "name": "Kirim sisa kotak", "agency": "kpu kota pagar alam", "due": "H-6",
            "region": "", "priority": "1"}  # fmt: skip
    answer = client.post(at(room, "minutes_point"), sent, **JSON)
    assert answer.status_code == 200, answer.json()
    point = ActionPoint.objects.get()
    assert (point.title, point.owner, point.due.isoformat(), point.priority) == (
        "Kirim sisa kotak", room.kpu, "2024-11-21", 1,
    )  # fmt: skip
    assert (point.meeting, point.item, point.forum, point.region) == (
        room.meeting, room.item, room.forum, room.kpu.region,
    )  # fmt: skip
    assert "Kirim sisa kotak" in answer.json()["parts"][f"agreed-{room.item.pk}"]
    client.post(at(room, "minutes_point"), sent, **JSON)  # the first answer got lost: it is sent again
    assert ActionPoint.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"due": "kapan-kapan"}, "due"), ({"agency": "tidak ada"}, "agency"), ({"name": ""}, "name"),
     ({"region": "Atlantis"}, "region"), ({"due": "1/10/2024"}, "due")],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_field(
    room: Room, browser: Browser, changed: dict[str, str], field: str
) -> None:
    sent = {"pokok": room.item.pk, "name": "Kirim", "agency": "kpu", "due": "H-6", "priority": "2"} | changed
    client = browser()
    answer = client.post(at(room, "minutes_point"), sent, **JSON)
    assert answer.status_code == 422 and set(answer.json()["errors"]) == {field}
    page = client.post(at(room, "minutes_point"), sent)
    assert page.status_code == 422 and 'data-command="tl" open' in text(page)
    assert not ActionPoint.objects.exists()


def test_statements_become_claims_and_their_obstacles_go_into_the_register(room: Room, browser: Browser) -> None:
    client = browser()
    sent = {"pokok": room.item.pk, "agency": "kpu", "share": "80", "of_what": "TPS", "hampers": "Truk kurang"}
    answer = client.post(at(room, "minutes_statement"), sent, **JSON)
    assert answer.status_code == 200, answer.json()
    assert Claim.objects.get().share == 800_000
    said = answer.json()["parts"][f"said-{room.item.pk}"]
    assert "80" in said and "Jadikan kendala" in said
    page = text(client.get(f"{at(room)}?perintah=kendala&dari={Statement.objects.get().pk}"))
    assert 'value="Truk kurang"' in page
    client.post(at(room, "minutes_obstacle"), {"pokok": room.item.pk, "name": "Truk kurang", "kind": "logistics",
                                               "agency": "KPU Kota Pagar Alam"}, **JSON)  # fmt: skip
    obstacle = Obstacle.objects.get()
    assert (obstacle.meeting, obstacle.stated_by, obstacle.region) == (room.meeting, room.kpu, room.forum.region)
    client.post(
        at(room, "minutes_withdraw_statement", statement_id=Statement.objects.get().pk), {"reason": "Salah dengar"}
    )
    assert Claim.objects.get().withdrawn_reason == "Salah dengar"


def test_decisions_are_noted_once_and_withdrawn(room: Room, browser: Browser) -> None:
    client = browser()
    for _again in range(2):
        client.post(at(room, "minutes_decision"), {"pokok": room.item.pk, "text": "Kirim pekan ini."}, **JSON)
    decision = Decision.objects.get()
    client.post(at(room, "minutes_withdraw_decision", decision_id=decision.pk), {"reason": "Ditunda"})
    assert Decision.objects.get().withdrawn_at == NOW


def test_old_promises_are_answered_in_place_then_the_minutes_are_signed(room: Room, browser: Browser) -> None:
    client = browser()
    first, second = room.carried()
    refused = text(client.post(at(room, "minutes_sign")))
    assert first.title in refused and second.title in refused
    client.post(at(room, "minutes_report"), {"point": first.pk, "text": "Separuh terkirim.", "state": "in_progress"})
    client.post(at(room, "minutes_silence"), {"point": second.pk, "reason": "Tidak hadir."}, **JSON)
    assert set(PointUpdate.objects.values_list("kind", flat=True)) == {"laporan", "tidak-dilaporkan"}
    client.post(at(room, "minutes_typing"), {"pokok": room.item.pk, "base": 0, "text": "Belum ditulis."}, **JSON)
    assert client.post(at(room, "minutes_finish")).status_code == 302
    assert AgendaItem.objects.get(pk=room.item.pk).notes == "Belum ditulis."
    page = text(client.get(at(room)))
    assert "menunggu tanda tangan" in page and "data-setup" not in page
    assert client.post(at(room, "minutes_reopen"), {"reason": "Ada yang terlewat"}).status_code == 302
    client.post(at(room, "minutes_finish"))
    assert client.post(at(room, "minutes_sign")).status_code == 302
    room.meeting.refresh_from_db()
    page = text(client.get(at(room)))
    assert room.meeting.minutes_digest in page and "cocok dengan sidiknya" in page
    changes = {
        "minutes_write": {"pokok": room.item.pk, "base": 1, "text": "Diubah"},
        "minutes_decision": {"text": "Diselipkan"},
        "minutes_report": {"point": first.pk, "text": "x"},
    }
    for name, sent in changes.items():
        assert client.post(at(room, name), sent, **JSON).status_code in {404, 409, 422}
    client.post(at(room, "minutes_addendum"), {"text": "Truk: enam.", "reason": "Salah ketik"})
    assert Addendum.objects.get().number == 1 and "Truk: enam." in text(client.get(at(room)))
    AgendaItem.objects.filter(pk=room.item.pk).update(notes="Diubah diam-diam")
    assert "tidak cocok lagi" in text(client.get(at(room)))


def test_finishing_shows_a_conflict_that_folding_brought_to_light(room: Room, browser: Browser) -> None:
    client, other = browser(), browser("admin")
    for one, words in ((client, "Satu."), (other, "Dua.")):
        one.post(at(room, "minutes_typing"), {"pokok": room.item.pk, "base": 0, "text": words}, **JSON)
    refused = client.post(at(room, "minutes_finish"))
    assert refused.status_code == 422 and "bentrok" in text(refused)
    assert Meeting.objects.get(pk=room.meeting.pk).state == "held"
    assert NoteConflict.objects.get().text == "Dua."


def test_a_meeting_is_opened_from_here_with_its_agenda(room: Room, browser: Browser) -> None:
    planned = rakor.meeting(room.forum, NOW)
    address = reverse("rakor:minutes", args=[planned.pk])
    client = browser()
    assert "Rapat belum dibuka" in text(client.get(address))
    client.post(reverse("rakor:minutes_open", args=[planned.pk]))
    planned.refresh_from_db()
    assert planned.state == "held" and planned.facts_at == NOW


def test_an_empty_agenda_says_how_to_fill_it(room: Room, browser: Browser) -> None:
    AgendaItem.objects.all().delete()
    page = text(browser().get(at(room)))
    assert "Belum ada pokok agenda" in page and "Susun dari fakta" in page


WRITING = ("minutes_typing", "minutes_write", "minutes_settle", "minutes_point", "minutes_decision",
           "minutes_statement", "minutes_obstacle", "minutes_report", "minutes_silence", "minutes_finish",
           "minutes_reopen", "minutes_open", "minutes_state")  # fmt: skip


def test_a_participant_reads_and_writes_nothing(room: Room, browser: Browser) -> None:
    rakor.member(room.forum, made.office(room.kpu, "Ketua KPU"))
    room.write("Sisa kotak suara.")
    client = browser("agency", agency=room.kpu)
    page = text(client.get(at(room)))
    assert "Sisa kotak suara." not in page and "Notula sedang ditulis" in page
    minutes.finish_minutes(actor=people.secretariat, meeting=room.meeting, now=NOW)
    page = text(client.get(at(room)))
    assert "Sisa kotak suara." in page and "<textarea" not in page and "Selesaikan notula" not in page
    entries = Entry.objects.count()
    for name in (*WRITING, "minutes_sign", "minutes_addendum"):
        assert client.post(at(room, name), {"pokok": room.item.pk, "base": 1, "text": "x"}).status_code in {404, 405}
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("role", "place"), [("kecamatan", "16.72.03"), ("field", people.CITY), ("desa", people.VILLAGE),
                        ("secretariat", people.NEXT_DOOR)]
)  # fmt: skip
def test_strangers_find_no_minutes(room: Room, browser: Browser, role: str, place: str) -> None:
    room.forum.region = room.tree[people.KECAMATAN]
    room.forum.save()
    own = {"agency": factories.agency("kecamatan", room.tree[place])} if role == "kecamatan" else {}
    client = browser(role, place, **own)
    for name in ("minutes", *WRITING, "minutes_sign", "minutes_addendum"):
        for answer in (client.get(at(room, name)), client.post(at(room, name), {"pokok": room.item.pk})):
            assert answer.status_code in {404, 405}, name


def test_the_leader_reads_and_signs_and_does_not_write(room: Room, browser: Browser) -> None:
    minutes.finish_minutes(actor=people.secretariat, meeting=room.meeting, now=NOW)
    client = browser("leader")
    assert client.post(at(room, "minutes_write"), {"pokok": room.item.pk, "base": 0, "text": "x"}).status_code == 404
    assert "Tanda tangani" in text(client.get(at(room)))
    assert client.post(at(room, "minutes_sign")).status_code == 302


def test_the_page_asks_as_often_for_twenty_items_as_for_two(room: Room, browser: Browser) -> None:
    client = browser()
    client.get(at(room))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(at(room))
    for number in range(3, 21):
        item = rakor.item(room.meeting, f"Pokok {number} (contoh)", number)
        minutes.decide(actor=people.secretariat, meeting=room.meeting, item=item, text=f"Putusan {number}", now=NOW)
        minutes.note_statement(
            actor=people.secretariat, meeting=room.meeting, item=item, agency=room.kpu, share="80", now=NOW
        )
        rakor.point(room.election, room.kpu, f"Janji {number} (contoh)", meeting=room.meeting, item=item)
    with CaptureQueriesContext(connection) as many:
        client.get(at(room))
    assert len(many) <= len(few), [query["sql"] for query in many.captured_queries]
    assert len(few) < 60
