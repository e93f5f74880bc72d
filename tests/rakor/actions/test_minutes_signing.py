"""Minutes finished and signed: every promise was answered for, and what was signed stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from siaga.ledger.models import Entry
from siaga.rakor.actions import minutes
from siaga.rakor.digest import digest_of, is_intact
from siaga.rakor.minutes_errors import (
    BadMinutes,
    MinutesClosed,
    MinutesFinished,
    NotFinished,
    NotMinuted,
    NotSigned,
    StillTyping,
    Unreported,
    Unsettled,
)
from siaga.rakor.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    NoteConflict,
    PointUpdate,
    Statement,
    Typing,
    UpdateKind,
)
from tests import factories, people
from tests.factories import NOW
from tests.factories import rakor as made
from tests.rakor.rooms import Room

pytestmark = pytest.mark.django_db
ACT = {"actor": people.secretariat, "now": NOW}


def test_finishing_waits_for_what_is_typed_and_for_conflicts() -> None:
    room = Room()
    conflict = room.conflict()
    with pytest.raises(Unsettled, match="Logistik"):
        minutes.finish_minutes(**ACT, meeting=room.meeting)
    minutes.settle_conflict(**ACT, conflict=conflict, text="Keduanya", base=1)
    account = factories.account("contoh-sekretaris")
    typing = Typing.objects.create(item=room.item, account=account, text="baru", base=2, saved_at=NOW)
    with pytest.raises(StillTyping, match="Contoh-Sekretaris"):
        minutes.finish_minutes(**ACT, meeting=room.meeting)
    typing.delete()
    finished = minutes.finish_minutes(**ACT, meeting=room.meeting)
    assert (finished.state, finished.minuted_at) == ("minuted", NOW)
    with pytest.raises(MinutesFinished):
        minutes.finish_minutes(**ACT, meeting=room.meeting)


def test_finished_minutes_are_opened_again_with_a_reason() -> None:
    room = Room()
    with pytest.raises(NotMinuted):
        minutes.reopen_minutes(**ACT, meeting=room.meeting, reason="x")
    minutes.finish_minutes(**ACT, meeting=room.meeting)
    with pytest.raises(BadMinutes):
        minutes.reopen_minutes(**ACT, meeting=room.meeting, reason="")
    minutes.reopen_minutes(**ACT, meeting=room.meeting, reason="Ada yang terlewat")
    assert Entry.objects.get(action="minutes.reopen").reason == "Ada yang terlewat"
    assert room.write("Lanjut.").outcome == "written"


def test_signing_is_refused_while_a_carried_point_is_unanswered_and_lists_it() -> None:
    room = Room()
    first, second = room.carried()
    with pytest.raises(Unreported) as refusal:
        minutes.sign_minutes(**ACT, meeting=room.meeting)
    assert refusal.value.points == [first, second]
    assert [point["id"] for point in refusal.value.members()["points"]] == [first.pk, second.pk]
    told = {"by": "Contoh", "at": NOW, "meeting": room.meeting}
    PointUpdate.objects.create(point=first, kind=UpdateKind.REPORT, text="Terkirim separuh.", **told)
    PointUpdate.objects.create(point=second, kind=UpdateKind.SILENT, text="Tidak hadir.", **told)
    with pytest.raises(NotFinished):
        minutes.sign_minutes(**ACT, meeting=room.meeting)
    minutes.finish_minutes(**ACT, meeting=room.meeting)
    signed = minutes.sign_minutes(actor=people.leader, meeting=room.meeting, now=NOW)
    assert (signed.state, signed.signed_at, signed.signed_by) == ("signed", NOW, people.leader.name)
    assert len(signed.minutes_digest) == 64
    assert f'"minutes_digest":"{signed.minutes_digest}"' in Entry.objects.get(action="minutes.sign").after


def test_an_unsettled_text_or_something_typed_keeps_finished_minutes_unsigned() -> None:
    room = Room()
    minutes.finish_minutes(**ACT, meeting=room.meeting)
    conflict = NoteConflict.objects.create(item=room.item, text="x", base=0, by="Contoh", at=NOW)
    with pytest.raises(Unsettled):
        minutes.sign_minutes(**ACT, meeting=room.meeting)
    conflict.delete()
    Typing.objects.create(item=room.item, account=factories.account("contoh"), text="x", saved_at=NOW)
    with pytest.raises(StillTyping):
        minutes.sign_minutes(**ACT, meeting=room.meeting)


def attempts(room: Room) -> dict[str, Callable[[], object]]:
    """Everything that could change signed minutes."""
    at = {**ACT, "meeting": room.meeting}
    stated, decision = Statement.objects.get(), Decision.objects.get()
    conflict = NoteConflict.objects.get()
    return {
        "write": lambda: room.write("Diubah", base=2),
        "settle": lambda: minutes.settle_conflict(**ACT, conflict=conflict, text="Diubah", base=2),
        "state": lambda: minutes.note_statement(**at, agency=room.kpu, text="Diubah"),
        "withdraw_statement": lambda: minutes.withdraw_statement(**ACT, statement=stated, reason="x"),
        "decide": lambda: minutes.decide(**at, text="Diubah"),
        "withdraw_decision": lambda: minutes.withdraw_decision(**ACT, decision=decision, reason="x"),
        "finish": lambda: minutes.finish_minutes(**at),
        "reopen": lambda: minutes.reopen_minutes(**at, reason="x"),
        "sign": lambda: minutes.sign_minutes(**at),
    }


@pytest.fixture
def signed() -> Room:
    room = Room()
    minutes.settle_conflict(**ACT, conflict=room.conflict(), text="Naskah tetap.", base=1)
    minutes.note_statement(**ACT, meeting=room.meeting, agency=room.kpu, share="80")
    minutes.decide(**ACT, meeting=room.meeting, text="Kirim pekan ini.")
    made.point(room.election, room.kpu, "Janji di sini (contoh)", meeting=room.meeting, created_at=NOW)
    Attendance.objects.create(meeting=room.meeting, name="Contoh Hadir", how="sekretaris", at=NOW)
    return room.signed()


@pytest.mark.parametrize(
    "what",
    ["write", "settle", "state", "withdraw_statement", "decide", "withdraw_decision", "finish", "reopen", "sign"],
)
def test_signed_minutes_cannot_change(signed: Room, what: str) -> None:
    with pytest.raises(MinutesClosed):
        attempts(signed)[what]()
    signed.meeting.refresh_from_db()
    assert is_intact(signed.meeting)


def test_after_signing_only_addenda_are_added_numbered_and_with_a_reason(signed: Room) -> None:
    for number in (1, 2):
        added = minutes.add_addendum(
            actor=people.leader, meeting=signed.meeting, text="Truk: enam.", reason="Salah ketik", now=NOW
        )
        assert (added.number, added.by) == (number, people.leader.name)
    with pytest.raises(BadMinutes):
        minutes.add_addendum(**ACT, meeting=signed.meeting, text="x", reason="")
    assert is_intact(signed.meeting)
    with pytest.raises(NotSigned):
        minutes.add_addendum(**ACT, meeting=signed.before, text="x", reason="y")


@pytest.mark.parametrize(
    ("model", "changed"),
    [
        (AgendaItem, {"notes": "diubah diam-diam"}),
        (Decision, {"text": "diubah diam-diam"}),
        (Statement, {"share": 900_000}),
        (Attendance, {"name": "Contoh Lain"}),
        (Meeting, {"venue": "Tempat lain"}),
    ],
)
def test_the_digest_tells_whatever_was_changed_behind_the_actions(
    signed: Room, model: type[AgendaItem], changed: dict[str, object]
) -> None:
    assert is_intact(signed.meeting)
    model.objects.filter(pk=model.objects.latest("pk").pk).update(**changed)
    assert not is_intact(Meeting.objects.get(pk=signed.meeting.pk))


def test_a_line_removed_or_added_after_signing_shows_in_the_digest(signed: Room) -> None:
    Decision.objects.create(meeting=signed.meeting, text="Diselipkan", at=NOW)
    assert not is_intact(signed.meeting)
    Decision.objects.filter(text="Diselipkan").delete()
    assert is_intact(signed.meeting)
    Attendance.objects.all().delete()
    assert not is_intact(signed.meeting)


def test_a_point_lives_on_after_the_signature_without_touching_the_digest(signed: Room) -> None:
    before = digest_of(signed.meeting)
    signed.meeting.points.update(state="verified", due=NOW.date() + timedelta(days=9))
    assert digest_of(signed.meeting) == before
