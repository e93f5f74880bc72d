"""One runnable example of each action on the minutes of a meeting, and of the claims that are noted there."""

from __future__ import annotations

from siaga.rakor.actions import minutes
from siaga.readiness.actions import claims
from siaga.readiness.models import Claim
from tests import people
from tests.examples import example
from tests.factories import NOW
from tests.rakor.rooms import Room

ACT = {"actor": people.secretariat, "now": NOW}


def _noted(room: Room) -> Claim:
    return claims.note_claim_at_meeting(
        **ACT, meeting_region=room.forum.region, election=room.election, agency=room.kpu, share="80",
        said_by="Ketua KPU", reference=str(room.meeting), stated_at=NOW,
    )  # fmt: skip


@example("claim.note_at_meeting")
def note_claim() -> None:
    _noted(Room())


@example("claim.withdraw_at_meeting")
def withdraw_claim() -> None:
    room = Room()
    claims.withdraw_claim_at_meeting(**ACT, meeting_region=room.forum.region, claim=_noted(room), reason="Salah catat")


@example("minutes.write")
def write() -> None:
    room = Room()
    minutes.write_notes(**ACT, item=room.item, text="KPU menyampaikan sisa kotak suara.", base=0)
    minutes.write_notes(**ACT, item=room.item, text="Naskah lain.", base=0)


@example("minutes.settle")
def settle() -> None:
    room = Room()
    conflict = room.conflict()
    minutes.settle_conflict(**ACT, conflict=conflict, text="Keduanya.", base=1)


@example("minutes.state")
def state() -> None:
    room = Room()
    minutes.note_statement(**ACT, meeting=room.meeting, item=room.item, agency=room.kpu, share="80", hampers="Truk")


@example("minutes.withdraw_statement")
def withdraw_statement() -> None:
    room = Room()
    stated = minutes.note_statement(**ACT, meeting=room.meeting, agency=room.kpu, share="80")
    minutes.withdraw_statement(**ACT, statement=stated, reason="Salah dengar")


@example("minutes.decide")
def decide() -> None:
    room = Room()
    minutes.decide(**ACT, meeting=room.meeting, item=room.item, text="Kotak suara dikirim pekan ini.")


@example("minutes.withdraw_decision")
def withdraw_decision() -> None:
    room = Room()
    decision = minutes.decide(**ACT, meeting=room.meeting, text="Kotak suara dikirim pekan ini.")
    minutes.withdraw_decision(**ACT, decision=decision, reason="Belum diputuskan")


@example("minutes.finish")
def finish() -> None:
    minutes.finish_minutes(**ACT, meeting=Room().meeting)


@example("minutes.reopen")
def reopen() -> None:
    room = Room()
    minutes.finish_minutes(**ACT, meeting=room.meeting)
    minutes.reopen_minutes(**ACT, meeting=room.meeting, reason="Ada yang terlewat")


@example("minutes.sign")
def sign() -> None:
    room = Room()
    minutes.finish_minutes(**ACT, meeting=room.meeting)
    minutes.sign_minutes(**ACT, meeting=room.meeting)


@example("minutes.amend")
def amend() -> None:
    room = Room().signed()
    minutes.add_addendum(**ACT, meeting=room.meeting, text="Jumlah truk: enam.", reason="Salah ketik")
