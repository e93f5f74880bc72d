"""Minutes while the meeting is held: what agencies state, what is decided, and who writes."""

from __future__ import annotations

import pytest

from siaga.access import Actor, Refused
from siaga.ledger.models import Entry
from siaga.rakor.actions import minutes
from siaga.rakor.minutes_errors import (
    AlreadyWithdrawn,
    BadMinutes,
    MinutesClosed,
    MinutesFinished,
    NotHeld,
)
from siaga.rakor.models import (
    Meeting,
    MeetingState,
    Statement,
)
from siaga.readiness.errors import BadClaim
from siaga.readiness.models import Claim
from tests import factories, people
from tests.factories import NOW
from tests.factories import rakor as made
from tests.rakor.rooms import Room

pytestmark = pytest.mark.django_db
ACT = {"actor": people.secretariat, "now": NOW}


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        (MeetingState.PLANNED, NotHeld),
        (MeetingState.INVITED, NotHeld),
        (MeetingState.MINUTED, MinutesFinished),
        (MeetingState.CANCELLED, MinutesClosed),
    ],
)
def test_minutes_are_written_while_the_meeting_is_held(state: str, problem: type[Exception]) -> None:
    room = Room()
    Meeting.objects.filter(pk=room.meeting.pk).update(state=state)
    with pytest.raises(problem):
        room.write("x")
    with pytest.raises(problem):
        minutes.decide(**ACT, meeting=room.meeting, text="x")
    with pytest.raises(problem):
        minutes.note_statement(**ACT, meeting=room.meeting, agency=room.kpu, text="x")


def test_a_stated_share_becomes_the_claim_of_the_agency_with_the_meeting_as_its_source() -> None:
    room = Room()
    stated = minutes.note_statement(
        **ACT, meeting=room.meeting, item=room.item, agency=room.kpu, share="82,5 %", of_what="TPS", hampers="Truk",
        said_by="Ketua KPU",
    )  # fmt: skip
    claim = Claim.objects.get()
    assert stated.claim == claim and stated.share == claim.share == 825_000
    assert (claim.source, claim.reference, claim.stated_at) == ("rapat", str(room.meeting), NOW)
    assert (claim.agency, claim.region, claim.said_by) == (room.kpu, room.kpu.region, "Ketua KPU")


def test_a_statement_without_a_share_is_no_claim_and_an_empty_one_is_refused() -> None:
    room = Room()
    minutes.note_statement(**ACT, meeting=room.meeting, agency=room.kpu, needs="Dua genset")
    assert not Claim.objects.exists()
    with pytest.raises(BadMinutes):
        minutes.note_statement(**ACT, meeting=room.meeting, agency=room.kpu, said_by="Ketua")
    with pytest.raises(BadClaim):
        minutes.note_statement(**ACT, meeting=room.meeting, agency=room.kpu, share="seratus")
    assert Statement.objects.count() == 1


def test_withdrawing_a_statement_withdraws_its_claim_with_the_reason() -> None:
    room = Room()
    stated = minutes.note_statement(**ACT, meeting=room.meeting, agency=room.kpu, share="80")
    minutes.withdraw_statement(**ACT, statement=stated, reason="Salah dengar")
    claim = Claim.objects.get()
    assert claim.withdrawn_at == NOW and claim.withdrawn_reason == "Salah dengar"
    with pytest.raises(AlreadyWithdrawn):
        minutes.withdraw_statement(**ACT, statement=stated, reason="Lagi")


def test_the_camat_notes_claims_of_agencies_of_the_own_kecamatan_and_only_words_of_others() -> None:
    room = Room(people.KECAMATAN)
    puskesmas = factories.agency("puskesmas", room.tree[people.KECAMATAN])
    act = {"actor": people.camat, "now": NOW, "meeting": room.meeting}
    minutes.note_statement(**act, agency=puskesmas, share="90")
    outside = minutes.note_statement(**act, agency=room.kpu, share="80")
    assert [claim.agency for claim in Claim.objects.all()] == [puskesmas]
    assert (outside.share, outside.claim) == (800_000, None)


def test_decisions_are_noted_and_withdrawn_with_a_reason() -> None:
    room = Room()
    decision = minutes.decide(**ACT, meeting=room.meeting, item=room.item, text=" Kirim pekan ini. ")
    assert decision.text == "Kirim pekan ini."
    with pytest.raises(BadMinutes):
        minutes.withdraw_decision(**ACT, decision=decision, reason=" ")
    minutes.withdraw_decision(**ACT, decision=decision, reason="Ditunda")
    with pytest.raises(AlreadyWithdrawn):
        minutes.withdraw_decision(**ACT, decision=decision, reason="Ditunda")
    with pytest.raises(BadMinutes):
        minutes.decide(**ACT, meeting=room.meeting, text="\n ")


def test_an_item_of_another_meeting_is_not_there() -> None:
    room = Room()
    foreign = made.item(room.before)
    for call in (
        lambda: minutes.decide(**ACT, meeting=room.meeting, item=foreign, text="x"),
        lambda: minutes.note_statement(**ACT, meeting=room.meeting, item=foreign, agency=room.kpu, text="x"),
    ):
        with pytest.raises(Refused):
            call()


@pytest.mark.parametrize(
    "actor",
    [actor for name, actor in people.EVERYONE.items() if name not in {"admin", "secretariat"}],
    ids=lambda actor: actor.name,
)
def test_only_who_writes_minutes_here_writes_them(actor: Actor) -> None:
    room = Room()
    conflict = room.conflict()
    act = {"actor": actor, "now": NOW}
    entries = Entry.objects.count()
    for attempt in (
        lambda: minutes.write_notes(**act, item=room.item, text="x", base=1),
        lambda: minutes.settle_conflict(**act, conflict=conflict, text="x", base=1),
        lambda: minutes.note_statement(**act, meeting=room.meeting, agency=room.kpu, text="x"),
        lambda: minutes.decide(**act, meeting=room.meeting, text="x"),
        lambda: minutes.finish_minutes(**act, meeting=room.meeting),
        lambda: minutes.reopen_minutes(**act, meeting=room.before, reason="x"),
    ):
        with pytest.raises(Refused):
            attempt()
    if actor is not people.leader:
        with pytest.raises(Refused):
            minutes.sign_minutes(**act, meeting=room.meeting)
        with pytest.raises(Refused):
            minutes.add_addendum(**act, meeting=room.meeting, text="x", reason="y")
    assert Entry.objects.count() == entries
