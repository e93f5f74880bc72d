"""``/support-requests``: what KPU and Bawaslu ask of the government, and each step of the answer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field, StrictBool

from siaga import clock
from siaga.access import Verb
from siaga.api.narrowing import PlaceQuery, narrowed
from siaga.api.paging import Page, page
from siaga.api.regions import RegionName, name_of
from siaga.api.security import caller, guards
from siaga.api.words import MOST_ID, AgencyUnit, Body, Day, ElectionSlug, Text, written
from siaga.desk.access import access_agency, access_support, requests_for
from siaga.desk.actions.support import answer_support, ask_support, deliver_support, withdraw_support
from siaga.desk.models import SupportRequest
from siaga.desk.queries.support import is_overdue, overdue_on
from siaga.elections.access import access_election

router = Router(tags=["Dukungan"])

Kind = Literal["gudang", "kendaraan", "personel", "ruang", "anggaran", "lain"]
State = Literal["diminta", "disetujui", "ditolak", "terlaksana", "dicabut"]
RequestId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor permintaan.", examples=[12])]


Line = Annotated[str, written(120)]
Title = Annotated[str, written(200, 1)]
Words = Annotated[str, written(500)]
Reason = Annotated[str, written(500, 1)]


class SupportOut(Schema):
    """Satu permintaan dukungan dan keadaannya."""

    id: int = Field(description="Nomor permintaan.", examples=[12])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    region: RegionName = Field(description="Wilayah.")
    asked_by: str = Field(description="Instansi yang meminta.", examples=["agency:kpu@16.72"])
    answered_by: str | None = Field(description="Instansi yang memenuhi.", examples=["agency:dishub@16.72"])
    kind: Kind = Field(description="Jenis.", examples=["kendaraan"])
    title: str = Field(description="Apa yang diminta.", examples=["6 truk untuk distribusi logistik H-1"])
    detail: str = Field(description="Rincian.", examples=[""])
    letter: str = Field(description="Nomor surat.", examples=["120/PP.05/1672/2024"])
    state: State = Field(description="Keadaan.", examples=["diminta"])
    overdue: bool = Field(description="Belum terpenuhi, padahal sudah lewat waktunya.", examples=[False])
    asked_on: date = Field(description="Tanggal permintaan.", examples=["2024-10-28"])
    due: date = Field(description="Dibutuhkan paling lambat.", examples=["2024-11-25"])
    answered_on: date | None = Field(description="Tanggal jawaban.", examples=[None])
    answer: str = Field(description="Jawaban atau alasan penolakan.", examples=[""])
    delivered_on: date | None = Field(description="Tanggal terlaksana.", examples=[None])


class AskIn(Body):
    """Permintaan baru, atas nama instansi sendiri."""

    election: ElectionSlug = Field(description="Pemilihan.", examples=["pilkada-2024"])
    asked_by: AgencyUnit = Field(description="Instansi yang meminta.", examples=["agency:kpu@16.72"])
    kind: Kind = Field(description="Jenis.", examples=["kendaraan"])
    title: Title = Field(description="Apa yang diminta dan berapa banyak.", examples=["6 truk, H-1"])
    detail: Text = Field("", description="Rincian.", examples=[""])
    letter: Line = Field("", description="Nomor surat.", examples=["120/PP.05/1672/2024"])
    asked_on: Day | None = Field(None, description="Tanggal permintaan; bawaan hari ini.", examples=["2024-10-28"])
    due: Day = Field(description="Dibutuhkan paling lambat.", examples=["2024-11-25"])


class AnswerIn(Body):
    """Jawaban pemerintah."""

    granted: StrictBool = Field(description="Disetujui (true) atau ditolak (false).", examples=[True])
    answer: Words = Field("", description="Keterangan; wajib bila ditolak.", examples=["Disiapkan Dishub."])
    answered_by: AgencyUnit | None = Field(
        None, description="Instansi yang memenuhi.", examples=["agency:dishub@16.72"]
    )
    answered_on: Day | None = Field(None, description="Tanggal jawaban; bawaan hari ini.", examples=["2024-10-30"])


class DeliverIn(Body):
    """Yang disetujui sudah tiba."""

    delivered_on: Day | None = Field(None, description="Tanggal terlaksana; bawaan hari ini.", examples=["2024-10-30"])
    note: Words = Field("", description="Catatan.", examples=["Diterima lengkap."])


class WithdrawIn(Body):
    """Instansi pemohon menarik permintaannya."""

    reason: Reason = Field(description="Alasan.", examples=["Sudah dipenuhi dari anggaran sendiri."])


class SupportQuery(PlaceQuery):
    """Which requests."""

    state: State | None = Field(None, description="Hanya keadaan ini.", examples=["diminta"])
    overdue: bool | None = Field(None, description="Hanya yang lewat waktu (true).")


def _shown(request: SupportRequest) -> dict[str, Any]:
    return {
        "id": request.pk,
        "election": request.election.slug,
        "region": name_of(request.region),
        "asked_by": f"agency:{request.asked_by.code}",
        "answered_by": f"agency:{request.answered_by.code}" if request.answered_by else None,
        "kind": request.kind,
        "title": request.title,
        "detail": request.detail,
        "letter": request.letter,
        "state": request.state,
        "overdue": is_overdue(request, timezone.localdate(clock.now())),
        "asked_on": request.asked_on,
        "due": request.due,
        "answered_on": request.answered_on,
        "answer": request.answer,
        "delivered_on": request.delivered_on,
    }


@router.get(
    "/support-requests",
    response=Page[SupportOut],
    operation_id="support_requests",
    summary="Daftar permintaan dukungan",
)
@guards(Verb.SUPPORT_VIEW)
def support_requests(request: HttpRequest, query: Annotated[SupportQuery, Query()]) -> dict[str, Any]:
    """Permintaan yang terlihat oleh Anda (instansi: miliknya sendiri), yang paling mendesak lebih dahulu."""
    actor = caller(request, Verb.SUPPORT_VIEW)
    rows = narrowed(actor, requests_for(actor), query)
    if query.state:
        rows = rows.filter(state=query.state)
    if query.overdue is not None:
        late = overdue_on(timezone.localdate(clock.now()))
        rows = rows.filter(late) if query.overdue else rows.exclude(late)
    return page(rows.order_by("due", "id"), query, _shown)


@router.get("/support-requests/{id}", response=SupportOut, operation_id="support_request", summary="Satu permintaan")
@guards(Verb.SUPPORT_VIEW)
def support_request(request: HttpRequest, id: RequestId) -> dict[str, Any]:
    """Permintaan dengan nomor itu."""
    return _shown(access_support(caller(request, Verb.SUPPORT_VIEW), id))


@router.post(
    "/support-requests", response={201: SupportOut}, operation_id="ask_support", summary="Mengajukan permintaan"
)
@guards(Verb.SUPPORT_ASK)
def ask(request: HttpRequest, response: HttpResponse, body: AskIn) -> Status[dict[str, Any]]:
    """Mengajukan permintaan atas nama KPU atau Bawaslu tempat Anda bertugas."""
    actor, now = caller(request, Verb.SUPPORT_ASK), clock.now()
    made = ask_support(
        actor=actor,
        election=access_election(actor, body.election),
        asked_by=access_agency(actor, body.asked_by),
        kind=body.kind,
        title=body.title,
        detail=body.detail,
        letter=body.letter,
        asked_on=body.asked_on or timezone.localdate(now),
        due=body.due,
        now=now,
    )
    response["Location"] = reverse("api:support_request", args=[made.pk])
    return Status(201, _shown(made))


@router.post("/support-requests/{id}/answer", response=SupportOut, operation_id="answer_support", summary="Menjawab")
@guards(Verb.SUPPORT_ANSWER)
def answer(request: HttpRequest, id: RequestId, body: AnswerIn) -> dict[str, Any]:
    """Menyetujui, dengan instansi yang memenuhi, atau menolak dengan alasan. 409 bila sudah dijawab."""
    actor, now = caller(request, Verb.SUPPORT_ANSWER), clock.now()
    found = access_support(actor, id)
    return _shown(
        answer_support(
            actor=actor,
            request=found,
            granted=body.granted,
            answer=body.answer,
            answered_by=access_agency(actor, body.answered_by) if body.answered_by else None,
            answered_on=body.answered_on or timezone.localdate(now),
            now=now,
        )
    )


@router.post(
    "/support-requests/{id}/deliver",
    response=SupportOut,
    operation_id="deliver_support",
    summary="Menyatakan terlaksana",
)
@guards(Verb.SUPPORT_VIEW)
def deliver(request: HttpRequest, id: RequestId, body: DeliverIn) -> dict[str, Any]:
    """Yang disetujui sudah tiba: dinyatakan oleh yang menjawab atau oleh instansi pemohon."""
    actor, now = caller(request, Verb.SUPPORT_VIEW), clock.now()
    found = access_support(actor, id)
    delivered_on = body.delivered_on or timezone.localdate(now)
    return _shown(deliver_support(actor=actor, request=found, delivered_on=delivered_on, note=body.note, now=now))


@router.post(
    "/support-requests/{id}/withdraw", response=SupportOut, operation_id="withdraw_support", summary="Mencabut"
)
@guards(Verb.SUPPORT_ASK)
def withdraw(request: HttpRequest, id: RequestId, body: WithdrawIn) -> dict[str, Any]:
    """Instansi pemohon menarik permintaan yang belum terlaksana."""
    actor, now = caller(request, Verb.SUPPORT_ASK), clock.now()
    found = access_support(actor, id)
    return _shown(withdraw_support(actor=actor, request=found, reason=body.reason, now=now))
