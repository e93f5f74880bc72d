"""``/rakor``: meetings of forums, planned, invited to, opened, cancelled."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from siaga import clock
from siaga.access import Actor, Refused, Verb
from siaga.api.narrowing import PlaceQuery, narrowed
from siaga.api.offices import OfficeRef, SeatOut, office_of, offices_of, seat
from siaga.api.paging import Page, page
from siaga.api.regions import RegionName, name_of
from siaga.api.security import caller, guards
from siaga.api.words import MOST_ID, AskedMoment, Body, Note, Number, Reason, shaped, written
from siaga.rakor.access import access_forum, access_meeting
from siaga.rakor.actions.meetings import cancel_meeting, mark_invited, open_meeting, plan_meeting
from siaga.rakor.models import Meeting
from siaga.rakor.queries.meetings import leaders_of, meetings_of, participants_of

router = Router(tags=["Rakor"])

State = Literal["planned", "invited", "held", "minuted", "signed", "cancelled"]
Purpose = Literal["koordinasi", "kesiapan", "rekapitulasi", "evaluasi"]
MeetingId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor rapat.", examples=[7])]
Line = Annotated[str, written(200, 1)]
Uid = Annotated[
    str, shaped(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", gettext_lazy("Tulis UUID dengan huruf kecil."))
]


class MeetingOut(Schema):
    """Satu rapat."""

    id: int = Field(description="Nomor rapat.", examples=[7])
    forum: int = Field(description="Nomor forumnya.", examples=[3])
    number: int = Field(description="Rapat ke berapa di forumnya.", examples=[2])
    title: str = Field(description="Acara.", examples=["Kesiapan logistik"])
    purpose: Purpose = Field(description="Maksud.", examples=["kesiapan"])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionName = Field(description="Wilayah forumnya.")
    starts_at: datetime = Field(description="Mulai.", examples=["2024-10-31T09:00:00+07:00"])
    ends_at: datetime | None = Field(description="Selesai; null: belum ditentukan.")
    venue: str = Field(description="Tempat.", examples=["Ruang Rapat Setda"])
    state: State = Field(description="Status.", examples=["invited"])
    uid: str = Field(description="Identitas dalam kalender.", examples=["6c84fb90-12c4-11e1-840d-7b25c5ee775a"])
    sequence: int = Field(description="Revisi undangan.", examples=[0])
    invited: int = Field(description="Banyak undangan.", examples=[21])
    present: int = Field(description="Banyak yang tercatat hadir.", examples=[0])
    held_at: datetime | None = Field(description="Kapan dibuka.", examples=[None])
    signed_at: datetime | None = Field(description="Kapan notulanya ditandatangani.", examples=[None])
    minutes_digest: str = Field(description="SHA-256 notula yang ditandatangani; kosong bila belum.", examples=[""])
    cancelled_reason: str = Field(description="Alasan pembatalan; kosong bila tidak batal.", examples=[""])


class ParticipantOut(Schema):
    """Satu undangan."""

    id: int = Field(description="Nomor undangan.", examples=[55])
    seat: SeatOut | None = Field(description="Jabatan yang diundang dan pemangkunya pada hari rapat.")
    label: str = Field(description="Undangan lain, bila bukan jabatan.", examples=[""])
    sent_at: datetime | None = Field(description="Kapan undangannya disampaikan.", examples=[None])
    told: str = Field(description="Lewat apa: `surel`, `wa`, `cetak`.", examples=[""])
    present: bool = Field(description="Tercatat hadir.", examples=[False])


class MeetingDetail(MeetingOut):
    """Satu rapat dengan pimpinan dan pesertanya; pemangku jabatan pada hari rapat."""

    chair: SeatOut | None = Field(description="Pimpinan rapat.")
    secretary: SeatOut | None = Field(description="Sekretaris (notulis).")
    note: str = Field(description="Catatan pada undangan.", examples=[""])
    letter_number: str = Field(description="Nomor surat undangan.", examples=[""])
    participants: list[ParticipantOut] = Field(description="Yang diundang, menurut urutannya.")


class MeetingIn(Body):
    """Rapat baru. Anggota forum menjadi peserta dengan sendirinya."""

    forum: Number = Field(description="Nomor forum.", examples=[3])
    title: Line = Field(description="Acara.", examples=["Kesiapan logistik"])
    starts_at: AskedMoment = Field(description="Mulai.", examples=["2024-11-06T09:00:00+07:00"])
    ends_at: AskedMoment | None = Field(None, description="Selesai.", examples=["2024-11-06T11:00:00+07:00"])
    venue: Line = Field(description="Tempat.", examples=["Ruang Rapat Setda"])
    purpose: Purpose = Field("koordinasi", description="Maksud.", examples=["kesiapan"])
    chair: OfficeRef | None = Field(None, description="Pimpinan; bawaan pimpinan forum.", examples=[None])
    secretary: OfficeRef | None = Field(None, description="Sekretaris; bawaan sekretaris forum.", examples=[None])
    note: Note = Field("", description="Catatan pada undangan.", examples=[""])
    participants: list[OfficeRef] = Field([], max_length=200, description="Peserta tambahan.", examples=[[]])
    labels: list[Line] = Field([], max_length=50, description="Undangan selain jabatan.", examples=[["Ketua FKUB"]])
    uid: Uid | None = Field(
        None, description="Identitas buatan Anda (UUID); yang sudah terpakai dijawab 409.", examples=[None]
    )


class InviteIn(Body):
    """Undangan sudah disampaikan."""

    told: Literal["surel", "wa", "cetak"] = Field("cetak", description="Lewat apa.", examples=["cetak"])
    participants: list[Number] | None = Field(
        None,
        min_length=1,
        max_length=1000,
        description="Nomor undangan; bawaan semua yang belum menerima.",
        examples=[None],
    )


class CancelIn(Body):
    """Rapat dibatalkan."""

    reason: Reason = Field(description="Alasan.", examples=["Ruang rapat dipakai."])


class MeetingsQuery(PlaceQuery):
    """Which meetings."""

    forum: int | None = Field(None, ge=1, le=MOST_ID, description="Hanya forum ini.", examples=[3])
    state: State | None = Field(None, description="Hanya status ini.", examples=["invited"])
    since: AskedMoment | None = Field(
        None, description="Mulai pada atau sesudah saat ini.", examples=["2024-10-01T00:00:00+07:00"]
    )
    until: AskedMoment | None = Field(
        None, description="Mulai sebelum saat ini.", examples=["2024-11-01T00:00:00+07:00"]
    )


def _shown(meeting: Any) -> dict[str, Any]:
    return {
        "id": meeting.pk,
        "forum": meeting.forum_id,
        "number": meeting.number,
        "title": meeting.title,
        "purpose": meeting.purpose,
        "election": meeting.forum.election.slug,
        "region": name_of(meeting.forum.region),
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "venue": meeting.venue,
        "state": meeting.state,
        "uid": str(meeting.uid),
        "sequence": meeting.sequence,
        "invited": meeting.invited,
        "present": meeting.present,
        "held_at": meeting.held_at,
        "signed_at": meeting.signed_at,
        "minutes_digest": meeting.minutes_digest,
        "cancelled_reason": meeting.cancelled_reason,
    }


def _detail(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    found = meetings_of(actor).select_related("chair__agency__region", "secretary__agency__region").get(pk=meeting.pk)
    leaders = leaders_of(found)
    return {
        **_shown(found),
        "chair": seat(leaders["chair"]),
        "secretary": seat(leaders["secretary"]),
        "note": found.note,
        "letter_number": found.letter_number,
        "participants": [
            {
                "id": one.participant.pk,
                "seat": seat(one.holder),
                "label": one.participant.label,
                "sent_at": one.participant.sent_at,
                "told": one.participant.told,
                "present": one.present,
            }
            for one in participants_of(found)
        ],
    }


@router.get("/rakor", response=Page[MeetingOut], operation_id="meetings", summary="Daftar rapat")
@guards(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def meetings(request: HttpRequest, query: Annotated[MeetingsQuery, Query()]) -> dict[str, Any]:
    """Rapat yang terlihat oleh Anda, yang terbaru lebih dahulu; instansi melihatnya setelah diundang."""
    actor = caller(request, Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
    rows = narrowed(actor, meetings_of(actor), query, path="forum__")
    if query.forum:
        rows = rows.filter(forum=access_forum(actor, query.forum))
    if query.state:
        rows = rows.filter(state=query.state)
    if query.since:
        rows = rows.filter(starts_at__gte=query.since)
    if query.until:
        rows = rows.filter(starts_at__lt=query.until)
    return page(rows.order_by("-starts_at", "-pk"), query, _shown)


@router.get("/rakor/{id}", response=MeetingDetail, operation_id="meeting", summary="Satu rapat")
@guards(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def meeting(request: HttpRequest, id: MeetingId) -> dict[str, Any]:
    """Rapat itu dengan pesertanya; jabatan disebut bersama pemangkunya pada hari rapat."""
    actor = caller(request, Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
    return _detail(actor, access_meeting(actor, id))


@router.post("/rakor", response={201: MeetingDetail}, operation_id="plan_meeting", summary="Merencanakan rapat")
@guards(Verb.RAKOR_PLAN)
def plan(request: HttpRequest, response: HttpResponse, body: MeetingIn) -> Status[dict[str, Any]]:
    """Merencanakan rapat berikutnya sebuah forum. 409 bila forumnya sudah ditutup."""
    actor, now = caller(request, Verb.RAKOR_PLAN), clock.now()
    made = plan_meeting(
        actor=actor,
        forum=access_forum(actor, body.forum, Verb.RAKOR_PLAN),
        title=body.title,
        purpose=body.purpose,
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        venue=body.venue,
        chair=office_of(actor, body.chair),
        secretary=office_of(actor, body.secretary),
        note=body.note,
        uid=uuid.UUID(body.uid) if body.uid else uuid.uuid4(),
        offices=offices_of(actor, body.participants),
        labels=body.labels,
        now=now,
    )
    response["Location"] = reverse("api:meeting", args=[made.pk])
    return Status(201, _detail(actor, made))


@router.post("/rakor/{id}/invite", response=MeetingDetail, operation_id="invite", summary="Mencatat undangan")
@guards(Verb.RAKOR_PLAN)
def invite(request: HttpRequest, id: MeetingId, body: InviteIn) -> dict[str, Any]:
    """Mencatat bahwa undangan sudah disampaikan; rapat menjadi diundang. 409 bila rapat sudah terkunci."""
    actor = caller(request, Verb.RAKOR_PLAN)
    found = access_meeting(actor, id, Verb.RAKOR_PLAN)
    rows = found.participants.order_by("position", "pk")
    if body.participants is None:
        chosen = list(rows.filter(sent_at__isnull=True)[:1000])
    else:
        chosen = list(rows.filter(pk__in=body.participants))
        if len(chosen) != len(set(body.participants)):
            raise Refused
    mark_invited(actor=actor, meeting=found, participants=chosen, told=body.told, now=clock.now())
    return _detail(actor, found)


@router.post("/rakor/{id}/open", response=MeetingDetail, operation_id="open_meeting", summary="Membuka rapat")
@guards(Verb.MINUTES_WRITE)
def begin(request: HttpRequest, id: MeetingId) -> dict[str, Any]:
    """Membuka rapat; sejak itu notulanya ditulis. 409 bila sudah dibuka atau batal."""
    actor = caller(request, Verb.MINUTES_WRITE)
    found = access_meeting(actor, id, Verb.MINUTES_WRITE)
    open_meeting(actor=actor, meeting=found, now=clock.now())
    return _detail(actor, found)


@router.post("/rakor/{id}/cancel", response=MeetingDetail, operation_id="cancel_meeting", summary="Membatalkan rapat")
@guards(Verb.RAKOR_PLAN)
def cancel(request: HttpRequest, id: MeetingId, body: CancelIn) -> dict[str, Any]:
    """Membatalkan rapat yang belum dibuka; kalender peserta ikut berubah. 409 bila sudah dibuka atau batal."""
    actor = caller(request, Verb.RAKOR_PLAN)
    found = access_meeting(actor, id, Verb.RAKOR_PLAN)
    cancel_meeting(actor=actor, meeting=found, reason=body.reason, now=clock.now())
    return _detail(actor, found)
