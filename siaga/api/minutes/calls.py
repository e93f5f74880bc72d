"""The calls: minutes read, written, finished, signed, added to."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Path, Router, Status

from siaga import clock
from siaga.access import Actor, Refused, Verb, may
from siaga.api.minutes.asked import AddendumIn, MinutesIn, ReasonIn, SettleIn
from siaga.api.minutes.noting import found, note
from siaga.api.minutes.told import UNREPORTED, AddendumOut, MinutesOut, addendum_out, shown
from siaga.api.security import caller, guards
from siaga.api.words import MOST_ID
from siaga.rakor.access import access_meeting, reads_minutes
from siaga.rakor.actions.agenda import mark_discussed
from siaga.rakor.actions.meetings import open_meeting
from siaga.rakor.actions.minutes import (
    add_addendum,
    finish_minutes,
    reopen_minutes,
    settle_conflict,
    sign_minutes,
    write_notes,
)
from siaga.rakor.minutes_errors import Unreported
from siaga.rakor.models import Meeting, MeetingState
from siaga.rakor.queries.carried import unanswered
from siaga.rakor.queries.minutes import access_conflict
from siaga.rakor.typing import fold_meeting

router = Router(tags=["Rakor"])

MeetingId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor rapat.", examples=[7])]
ConflictId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor naskah bentrok.", examples=[2])]


@router.get("/rakor/{id}/minutes", response=MinutesOut, operation_id="minutes", summary="Notula rapat")
@guards(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def minutes(request: HttpRequest, id: MeetingId) -> dict[str, Any]:
    """Notula dengan pembahasan, pernyataan, keputusan, tindak lanjut, dan yang masih menghalangi tanda tangan.

    Selama ditulis hanya bagi yang menulis atau menandatanganinya; setelah selesai disusun bagi semua yang melihat
    rapatnya.
    """
    actor = caller(request, Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
    meeting = access_meeting(actor, id)
    if not reads_minutes(actor, meeting):
        raise Refused
    return shown(
        meeting, waiting=any(may(actor, verb, meeting.place) for verb in (Verb.MINUTES_WRITE, Verb.MINUTES_SIGN))
    )


@router.post("/rakor/{id}/minutes", response=MinutesOut, operation_id="write_minutes", summary="Menulis notula")
@guards(Verb.MINUTES_WRITE)
def write(request: HttpRequest, id: MeetingId, body: MinutesIn) -> dict[str, Any]:
    """Menulis pembahasan, pernyataan, keputusan, tindak lanjut, dan laporan sekaligus.

    Rapat yang belum dibuka dibuka lebih dahulu. Isi yang sama boleh dikirim ulang: yang sudah tercatat persis sama
    tidak dicatat dua kali. Bila satu bagian ditolak, tidak ada yang tercatat. Pembahasan yang bertemu tulisan lebih
    baru digabung, atau disimpan di sampingnya
    (`outcome` = `conflict`). 409 bila notula sudah selesai disusun atau ditandatangani.
    """
    actor, now = caller(request, Verb.MINUTES_WRITE), clock.now()
    meeting = access_meeting(actor, id, Verb.MINUTES_WRITE)
    with transaction.atomic():  # several actions and one call: all or nothing
        return shown(meeting, _written(actor, meeting, body, now))


def _written(actor: Actor, meeting: Meeting, body: MinutesIn, now: datetime) -> dict[int, str]:
    """Note all that a call brings; what became of the notes of each item."""
    names = found(actor, meeting, body)
    if meeting.state in {MeetingState.PLANNED, MeetingState.INVITED}:
        open_meeting(actor=actor, meeting=meeting, now=now)
        meeting.refresh_from_db()
    outcomes: dict[int, str] = {}
    for one in body.items:
        item = names.items[one.item]
        if one.notes is not None:
            written = write_notes(actor=actor, item=item, text=one.notes, base=one.version, now=now)
            outcomes[item.pk] = written.outcome
        note(actor, meeting, item, one, names, now)
        if one.discussed:
            mark_discussed(actor=actor, item=item, now=now)
    note(actor, meeting, None, body, names, now)
    if body.finish:
        fold_meeting(actor=actor, meeting=meeting, now=now)
        finish_minutes(actor=actor, meeting=meeting, now=now)
    return outcomes


@router.post(
    "/rakor/{id}/conflicts/{conflict}",
    response=MinutesOut,
    operation_id="settle_conflict",
    summary="Menetapkan naskah bentrok",
)
@guards(Verb.MINUTES_WRITE)
def settle(request: HttpRequest, id: MeetingId, conflict: ConflictId, body: SettleIn) -> dict[str, Any]:
    """Menetapkan pembahasan yang berlaku bila dua naskah bertemu; keduanya disebut dalam `items` dan `conflicts`.

    409 bila pembahasannya berubah sejak `version`, atau bentrokannya sudah ditetapkan.
    """
    actor = caller(request, Verb.MINUTES_WRITE)
    meeting = access_meeting(actor, id, Verb.MINUTES_WRITE)
    found = access_conflict(actor, meeting, conflict)
    settle_conflict(actor=actor, conflict=found, text=body.text, base=body.version, now=clock.now())
    return shown(meeting)


@router.post("/rakor/{id}/finish", response=MinutesOut, operation_id="finish_minutes", summary="Menyelesaikan notula")
@guards(Verb.MINUTES_WRITE)
def finish(request: HttpRequest, id: MeetingId) -> dict[str, Any]:
    """Menyatakan notula selesai disusun; menunggu tanda tangan. 409 bila masih ada naskah bentrok."""
    actor, now = caller(request, Verb.MINUTES_WRITE), clock.now()
    meeting = access_meeting(actor, id, Verb.MINUTES_WRITE)
    fold_meeting(actor=actor, meeting=meeting, now=now)
    finish_minutes(actor=actor, meeting=meeting, now=now)
    return shown(meeting)


@router.post("/rakor/{id}/reopen", response=MinutesOut, operation_id="reopen_minutes", summary="Membuka kembali notula")
@guards(Verb.MINUTES_WRITE)
def reopen(request: HttpRequest, id: MeetingId, body: ReasonIn) -> dict[str, Any]:
    """Membuka kembali notula yang selesai disusun dan belum ditandatangani, dengan alasan."""
    actor = caller(request, Verb.MINUTES_WRITE)
    meeting = access_meeting(actor, id, Verb.MINUTES_WRITE)
    reopen_minutes(actor=actor, meeting=meeting, reason=body.reason, now=clock.now())
    return shown(meeting)


@router.post(
    "/rakor/{id}/sign",
    response=MinutesOut,
    operation_id="sign_minutes",
    summary="Menandatangani notula",
    openapi_extra={"responses": {409: UNREPORTED}},
)
@guards(Verb.MINUTES_SIGN)
def sign(request: HttpRequest, id: MeetingId) -> dict[str, Any]:
    """Menandatangani dan mengunci notula.

    409 dengan daftar `points` selama ada tindak lanjut lama yang tidak dijawab pada rapat ini. Notula yang masih
    ditulis diselesaikan lebih dahulu bila pemanggil berwenang menulisnya.
    """
    actor, now = caller(request, Verb.MINUTES_SIGN), clock.now()
    meeting = access_meeting(actor, id, Verb.MINUTES_SIGN)
    with transaction.atomic():  # minutes that cannot be signed are not left finished
        if meeting.state == MeetingState.HELD:
            if silent := list(unanswered(meeting)[:500]):
                raise Unreported(silent)
            if may(actor, Verb.MINUTES_WRITE, meeting.place):
                fold_meeting(actor=actor, meeting=meeting, now=now)
                finish_minutes(actor=actor, meeting=meeting, now=now)
        sign_minutes(actor=actor, meeting=meeting, now=now)
    return shown(meeting)


@router.post(
    "/rakor/{id}/addenda", response={201: AddendumOut}, operation_id="add_addendum", summary="Menambah adendum"
)
@guards(Verb.MINUTES_WRITE, Verb.MINUTES_SIGN)
def addenda(request: HttpRequest, id: MeetingId, body: AddendumIn) -> Status[dict[str, Any]]:
    """Menambah pembetulan pada notula yang sudah ditandatangani; isinya sendiri tidak berubah."""
    actor = caller(request, Verb.MINUTES_WRITE, Verb.MINUTES_SIGN)
    meeting = access_meeting(actor, id)
    added = add_addendum(actor=actor, meeting=meeting, text=body.text, reason=body.reason, now=clock.now())
    return Status(201, addendum_out(added))
