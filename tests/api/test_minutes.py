"""The minutes through the API alone: written, refused, signed, added to; and who gets what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from siaga.api.service import spec
from siaga.desk.credentials import digest_of
from siaga.desk.models import ApiToken
from siaga.ledger.models import Entry
from siaga.rakor.minutes_errors import StillTyping
from siaga.rakor.models import ActionPoint, AgendaItem, Decision, Meeting, NoteConflict, PointUpdate, Statement
from siaga.readiness.models import Claim
from tests import factories, people
from tests.api.conftest import Caller
from tests.api.test_frame import problem
from tests.factories import NOW, rakor
from tests.factories import offices as made
from tests.rakor.rooms import Room

pytestmark = [pytest.mark.django_db, pytest.mark.clock(NOW)]
CallerAs = Callable[..., Caller]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def caller_as(room: Room) -> CallerAs:
    def make(role: str = "secretariat", at: str = people.CITY, **fields: Any) -> Caller:
        account = factories.account(f"{role}-{at}", role, at=room.tree[at], **fields)
        token = f"sgt_{role}-{at}"
        ApiToken.objects.create(account=account, digest=digest_of(token), name="uji", created_at=NOW)
        return Caller(token, Client())

    return make


def body(room: Room, **more: Any) -> dict[str, Any]:
    return {
        "items": [
            {
                "item": room.item.pk,
                "notes": "KPU: sisa 58 kotak suara masih di gudang.",
                "statements": [{"agency": "kpu@16.72", "share": 0.8, "of_what": "kotak suara"}],
                "decisions": [{"text": "Pengiriman selesai sebelum H-6."}],
                "points": [
                    {"title": "Kirim sisa kotak suara", "owner_agency": "agency:kpu@16.72", "due": "2024-11-06"}
                ],
            }
        ]
    } | more


def test_a_meeting_is_minuted_in_one_call_and_the_same_again_notes_nothing_twice(
    room: Room, caller_as: CallerAs
) -> None:
    one = caller_as()
    first = one.post(f"/rakor/{room.meeting.pk}/minutes", body(room))
    assert first.status_code == 200, first.json()
    told = first.json()
    assert told["items"][0] | {"discussed_at": None} == {
        "item": room.item.pk, "title": room.item.title, "notes": "KPU: sisa 58 kotak suara masih di gudang.",
        "version": 1, "discussed_at": None, "outcome": "written",
    }  # fmt: skip
    assert (told["statements"][0]["share"], told["statements"][0]["claim"]) == (0.8, Claim.objects.get().pk)
    assert told["points"][0]["owner_agency"] == "agency:kpu@16.72" and told["points"][0]["status"] == "open"
    again = one.post(f"/rakor/{room.meeting.pk}/minutes", body(room)).json()
    assert again["items"][0]["outcome"] == "unchanged"
    assert (Statement.objects.count(), Decision.objects.count(), ActionPoint.objects.count()) == (1, 1, 1)


def test_older_notes_are_kept_beside_the_newer(room: Room, caller_as: CallerAs) -> None:
    room.write("Dari layar.")
    told = caller_as().post(f"/rakor/{room.meeting.pk}/minutes", body(room)).json()
    assert told["items"][0]["outcome"] == "conflict" and told["items"][0]["notes"] == "Dari layar."
    assert told["conflicts"][0]["text"] == NoteConflict.objects.get().text


def test_texts_that_wait_are_told_to_those_who_may_settle_them_alone(room: Room, caller_as: CallerAs) -> None:
    conflict = room.conflict()
    rakor.member(room.forum, made.office(room.kpu, "Ketua KPU"))
    for reader in (caller_as("agency", agency=room.kpu), caller_as("auditor")):
        assert reader.get(f"/rakor/{room.meeting.pk}/minutes").status_code == 404
        Meeting.objects.filter(pk=room.meeting.pk).update(state="minuted")
        told = reader.get(f"/rakor/{room.meeting.pk}/minutes").json()
        assert told["items"][0]["notes"] == "Naskah pertama." and told["conflicts"] == []
        Meeting.objects.filter(pk=room.meeting.pk).update(state="held")
    (waiting,) = caller_as("leader").get(f"/rakor/{room.meeting.pk}/minutes").json()["conflicts"]
    assert waiting["id"] == conflict.pk


def test_a_meeting_that_nobody_opened_is_opened_by_its_minutes(room: Room, caller_as: CallerAs) -> None:
    planned = rakor.meeting(room.forum, NOW)
    item = rakor.item(planned)
    told = caller_as().post(f"/rakor/{planned.pk}/minutes", {"items": [{"item": item.pk, "notes": "x"}]}).json()
    assert told["state"] == "held"


def test_sign_answers_409_with_the_list_then_signs(room: Room, caller_as: CallerAs) -> None:
    first, second = room.carried()
    one = caller_as()
    one.post(f"/rakor/{room.meeting.pk}/minutes", body(room))
    refused = one.post(f"/rakor/{room.meeting.pk}/sign", {})
    assert refused.status_code == 409 and refused["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "unreported"
    assert [(point["id"], point["owner_agency"]) for point in refused.json()["points"]] == [
        (first.pk, "agency:kpu@16.72"), (second.pk, "agency:kpu@16.72"),
    ]  # fmt: skip
    answered = one.post(
        f"/rakor/{room.meeting.pk}/minutes",
        {
            "reports": [{"point": first.pk, "text": "Separuh terkirim.", "state": "in_progress"}],
            "silences": [{"point": second.pk, "reason": "Tidak hadir."}],
        },
    ).json()
    assert answered["unreported"] == []
    assert set(PointUpdate.objects.values_list("kind", flat=True)) == {"laporan", "tidak-dilaporkan"}
    signed = one.post(f"/rakor/{room.meeting.pk}/sign", {})
    assert signed.status_code == 200, signed.json()
    assert (signed.json()["state"], signed.json()["intact"], len(signed.json()["digest"])) == ("signed", True, 64)
    second.refresh_from_db()
    assert second.state == "open"

    late = one.post(f"/rakor/{room.meeting.pk}/minutes", body(room, items=[{"item": room.item.pk, "notes": "Diubah"}]))
    assert late.status_code == 409 and late.json()["code"] == "minutes-closed"
    added = one.post(f"/rakor/{room.meeting.pk}/addenda", {"text": "Truk: enam.", "reason": "Salah ketik."})
    assert added.status_code == 201 and added.json()["number"] == 1
    assert one.get(f"/rakor/{room.meeting.pk}/minutes").json()["addenda"][0]["text"] == "Truk: enam."


def test_finished_minutes_are_opened_again_with_a_reason(room: Room, caller_as: CallerAs) -> None:
    one = caller_as()
    assert one.post(f"/rakor/{room.meeting.pk}/minutes", body(room, finish=True)).json()["state"] == "minuted"
    assert one.post(f"/rakor/{room.meeting.pk}/finish", {}).status_code == 409
    assert one.post(f"/rakor/{room.meeting.pk}/reopen", {"reason": "Terlewat."}).json()["state"] == "held"


def test_nothing_is_written_when_the_body_names_what_is_not_there(room: Room, caller_as: CallerAs) -> None:
    one = caller_as()
    for wrong in (
        body(room, decisions=[{"text": "x"}], reports=[{"point": 999, "text": "x"}]),
        body(room, statements=[{"agency": "kpu@99.99", "text": "x"}]),
        {"items": [{"item": 999_999, "notes": "x"}], "decisions": [{"text": "x"}]},
    ):
        assert one.post(f"/rakor/{room.meeting.pk}/minutes", wrong).status_code == 404
    problem(one.post(f"/rakor/{room.meeting.pk}/minutes", {"bogus": 1}), 422, "validation")
    assert not Decision.objects.exists() and AgendaItem.objects.get(pk=room.item.pk).notes == ""


def test_a_participant_reads_and_strangers_find_nothing(room: Room, caller_as: CallerAs) -> None:
    rakor.member(room.forum, made.office(room.kpu, "Ketua KPU"))
    reader = caller_as("agency", agency=room.kpu)
    other = caller_as("kecamatan", "16.72.03", agency=factories.agency("kecamatan", room.tree["16.72.03"]))
    field = caller_as("field")
    assert other.get(f"/rakor/{room.meeting.pk}/minutes").status_code == 404
    assert field.get(f"/rakor/{room.meeting.pk}/minutes").status_code == 404
    for who in (reader, other, field, caller_as("secretariat", people.NEXT_DOOR)):
        for call in ("minutes", "finish", "sign"):
            assert who.post(f"/rakor/{room.meeting.pk}/{call}", {}).status_code == 404
    assert Meeting.objects.get(pk=room.meeting.pk).state == "held"
    caller_as().post(f"/rakor/{room.meeting.pk}/finish", {})
    assert reader.get(f"/rakor/{room.meeting.pk}/minutes").status_code == 200


def test_a_call_of_which_one_part_is_refused_notes_nothing(room: Room, caller_as: CallerAs) -> None:
    (old,) = room.carried(1)
    planned = rakor.meeting(room.forum, NOW)
    item = rakor.item(planned)
    entries = Entry.objects.count()
    sent = body(room)["items"][0] | {"item": item.pk}
    bad = {"items": [sent], "reports": [{"point": old.pk, "text": "Terhambat.", "state": "blocked"}]}
    refused = caller_as().post(f"/rakor/{planned.pk}/minutes", bad)
    assert refused.status_code == 422, refused.json()
    planned.refresh_from_db()
    item.refresh_from_db()
    assert (planned.state, item.notes) == ("planned", "")
    assert not (Statement.objects.exists() or Decision.objects.exists() or Claim.objects.exists())
    assert Entry.objects.count() == entries


def test_the_leader_signs_what_was_finished_and_is_told_when_it_was_not(room: Room, caller_as: CallerAs) -> None:
    leader = caller_as("leader")
    problem(leader.post(f"/rakor/{room.meeting.pk}/sign", {}), 409, "minutes-not-finished")
    caller_as().post(f"/rakor/{room.meeting.pk}/finish", {})
    assert leader.post(f"/rakor/{room.meeting.pk}/sign", {}).json()["state"] == "signed"


def test_the_description_shows_the_list_of_unreported_points() -> None:
    answers = spec()["paths"]["/api/v1/rakor/{id}/sign"]["post"]["responses"]
    assert answers["409"]["content"]["application/problem+json"]["example"]["points"][0]["id"] == 12


def test_texts_that_met_are_settled_through_the_api_and_then_signed(room: Room, caller_as: CallerAs) -> None:
    conflict, desk = room.conflict(), caller_as()
    address = f"/rakor/{room.meeting.pk}/conflicts/{conflict.pk}"
    problem(desk.post(f"/rakor/{room.meeting.pk}/sign", {}), 409, "notes-unsettled")
    problem(caller_as("leader").post(address, {"text": "Milik pimpinan.", "version": 1}), 404, "not-found")
    assert desk.post(address, {"text": "Atas naskah lama.", "version": 0}).status_code == 409
    told = desk.post(address, {"text": "Naskah pertama dan kedua.", "version": 1}).json()
    assert (told["items"][0]["notes"], told["conflicts"]) == ("Naskah pertama dan kedua.", [])
    assert desk.post(address, {"text": "Sekali lagi.", "version": 2}).status_code == 409
    assert desk.post(f"/rakor/{room.meeting.pk}/sign", {}).json()["state"] == "signed"


def test_minutes_that_cannot_be_signed_are_not_left_finished(
    room: Room, caller_as: CallerAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def somebody_types(**_: object) -> None:
        raise StillTyping(["Contoh Sari"])

    monkeypatch.setattr("siaga.api.minutes.calls.sign_minutes", somebody_types)
    assert caller_as().post(f"/rakor/{room.meeting.pk}/sign", {}).status_code == 409
    room.meeting.refresh_from_db()
    assert room.meeting.state == "held"
