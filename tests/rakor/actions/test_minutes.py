"""Writing minutes: nothing typed is lost, what was signed stays, and every promise was answered for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.access import Actor, Refused
from siaga.ledger.models import Entry
from siaga.rakor.actions import minutes
from siaga.rakor.digest import digest_of, is_intact
from siaga.rakor.minutes_errors import (
    AlreadyWithdrawn,
    BadMinutes,
    MinutesClosed,
    MinutesFinished,
    NotesMoved,
    NotFinished,
    NotHeld,
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
    MeetingState,
    NoteConflict,
    PointUpdate,
    Statement,
    Typing,
    UpdateKind,
)
from siaga.readiness.errors import BadClaim
from siaga.readiness.models import Claim
from tests import factories, people
from tests.factories import NOW
from tests.factories import rakor as made
from tests.rakor.rooms import Room

pytestmark = pytest.mark.django_db
ACT = {"actor": people.secretariat, "now": NOW}
COLLEAGUE = Actor(12, "Contoh Sekretaris Dua", people.secretariat.grants)


def notes(item: AgendaItem) -> str:
    return AgendaItem.objects.get(pk=item.pk).notes


def test_notes_written_on_the_newest_version_stand_and_raise_it() -> None:
    room = Room()
    first = room.write("KPU: sisa kotak suara.")
    second = room.write("KPU: sisa kotak suara.\nBawaslu: diawasi.", base=1)
    assert (first.outcome, first.item.version, second.item.version) == ("written", 1, 2)
    assert notes(room.item).endswith("diawasi.")
    assert second.item.noted_by == people.secretariat.name


def test_the_same_text_again_changes_nothing() -> None:
    room = Room()
    room.write("Sama.")
    entries = Entry.objects.count()
    assert room.write("Sama.", base=0).outcome == "unchanged"
    assert Entry.objects.count() == entries and not NoteConflict.objects.exists()


def test_changes_of_different_lines_are_put_together() -> None:
    room = Room()
    room.write("satu\ndua\ntiga\nempat\nlima")
    room.write("satu, diubah\ndua\ntiga\nempat\nlima", base=1)
    merged = minutes.write_notes(
        actor=COLLEAGUE, item=room.item, text="satu\ndua\ntiga\nempat\nlima, diubah", base=1, now=NOW
    )
    assert merged.outcome == "merged"
    assert notes(room.item) == "satu, diubah\ndua\ntiga\nempat\nlima, diubah"


def test_changes_of_the_same_line_are_both_kept() -> None:
    room = Room()
    room.write("satu\ndua")
    room.write("satu\ndua A", base=1)
    second = minutes.write_notes(actor=COLLEAGUE, item=room.item, text="satu\ndua B", base=1, now=NOW)
    assert second.outcome == "conflict" and second.conflict is not None
    assert notes(room.item) == "satu\ndua A"
    assert (second.conflict.text, second.conflict.by, second.conflict.base) == ("satu\ndua B", COLLEAGUE.name, 1)


def test_a_longer_copy_takes_the_place_of_what_the_same_person_left_waiting() -> None:
    room = Room()
    room.conflict()
    room.write("Naskah kedua. Lebih panjang.")
    room.write("Naskah ketiga.")
    waiting = [conflict.text for conflict in NoteConflict.objects.order_by("pk")]
    assert waiting == ["Naskah kedua. Lebih panjang.", "Naskah ketiga."]


def test_settling_writes_what_was_chosen_and_only_once() -> None:
    room = Room()
    conflict = room.conflict()
    with pytest.raises(NotesMoved):
        minutes.settle_conflict(**ACT, conflict=conflict, text="Pilihan", base=0)
    item = minutes.settle_conflict(**ACT, conflict=conflict, text="Naskah pertama.\nNaskah kedua.", base=1)
    assert (item.notes, item.version) == ("Naskah pertama.\nNaskah kedua.", 2)
    conflict.refresh_from_db()
    assert conflict.settled_by == people.secretariat.name
    with pytest.raises(AlreadyWithdrawn):
        minutes.settle_conflict(**ACT, conflict=conflict, text="Lagi", base=2)
    assert notes(room.item) == "Naskah pertama.\nNaskah kedua."


def test_letters_that_a_database_cannot_hold_are_left_out_and_line_ends_are_one_letter() -> None:
    room = Room()
    room.write("baris\r\ndua\x00\rtiga  ")
    assert notes(room.item) == "baris\ndua\ntiga  "


def test_too_long_notes_are_refused_with_the_measure() -> None:
    with pytest.raises(BadMinutes, match="100001"):
        Room().write("x" * 100_001)


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


PARAGRAPH = st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["type", "save", "look"]), st.integers(0, 5))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(PARAGRAPH, min_size=4, max_size=30))
def test_whatever_the_order_in_which_two_save_no_paragraph_is_lost(steps: list[tuple[str, str, int]]) -> None:
    """Each types paragraphs at any place of the own copy, saves, or looks at the newest when the own is untouched."""
    item = _empty_item()
    copies = {name: {"text": "", "base": 0, "dirty": False} for name in "AB"}
    actors = {"A": people.secretariat, "B": COLLEAGUE}
    typed: list[str] = []

    def save(name: str) -> None:
        copy = copies[name]
        written = minutes.write_notes(
            actor=actors[name], item=item, text=str(copy["text"]), base=int(copy["base"]), now=NOW
        )
        copy.update(text=written.item.notes, base=written.item.version, dirty=False)

    for name, what, place in [*steps, ("A", "save", 0), ("B", "save", 0)]:
        copy = copies[name]
        if what == "type":
            typed.append(f"{name}-{len(typed)}")
            lines = str(copy["text"]).split("\n")
            lines.insert(place, typed[-1])
            copy.update(text="\n".join(lines), dirty=True)
        elif what == "save":
            save(name)
        elif not copy["dirty"]:
            newest = AgendaItem.objects.get(pk=item.pk)
            copy.update(text=newest.notes, base=newest.version)
    kept = notes(item).split("\n")
    for conflict in NoteConflict.objects.filter(item=item):
        kept += conflict.text.split("\n")
    assert set(typed) <= set(kept)


def _empty_item() -> AgendaItem:
    first = AgendaItem.objects.first() or Room().item
    return made.item(first.meeting, "Pokok baru (contoh)", first.meeting.items.count() + 1)
