"""``/action-points``: promises with owner, place and due date, and each entry of their history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router, Schema, Status
from pydantic import ConfigDict, Field, StringConstraints

from siaga import clock
from siaga.access import Actor, Refused, Verb
from siaga.api.paging import Page, PageQuery, page
from siaga.api.regions import RegionName, name_of, region_of
from siaga.api.security import caller, guards
from siaga.api.words import PRINTABLE, AgencyUnit, Day, ElectionSlug, RegionCode, StationUnit
from siaga.desk.access import access_agency
from siaga.elections.access import access_election
from siaga.rakor.access import access_forum, access_meeting, access_obstacle, access_point, visible_points
from siaga.rakor.actions.points import (
    change_point,
    drop_point,
    hand_over_point,
    make_point,
    put_silence_on_record,
    report_on_point,
    return_point,
    verify_point,
)
from siaga.rakor.errors import Unsaid
from siaga.rakor.models import ActionPoint, AgendaItem, Evidence, Meeting, PointUpdate, UpdateKind
from siaga.rakor.pointing.evidence import take_evidence
from siaga.rakor.queries.points import is_overdue, overdue_on
from siaga.readiness.arithmetic import FULL
from siaga.reporting.access import access_submission
from siaga.reporting.attachments.errors import FileTooLarge
from siaga.reporting.attachments.storage import MOST_BYTES
from siaga.wilayah.access import below

router = Router(tags=["Tindak lanjut"])

StatusName = Literal["open", "in_progress", "blocked", "done", "verified", "dropped"]
Origin = Literal["rapat", "laporan", "indikator", "peringatan", "kejadian", "petugas"]
Kind = Literal["report", "silence", "verify", "return", "drop", "hand_over", "change"]
KINDS: dict[str, str] = {
    UpdateKind.REPORT: "report",
    UpdateKind.SILENT: "silence",
    UpdateKind.VERIFIED: "verify",
    UpdateKind.RETURNED: "return",
    UpdateKind.CHANGED: "change",
    UpdateKind.ESCALATED: "escalate",
    UpdateKind.HANDED: "hand_over",
    UpdateKind.DROPPED: "drop",
}
_MOST_ID = 2**53 - 1
PointId = Annotated[int, Path(ge=1, le=_MOST_ID, description="Nomor tindak lanjut.", examples=[12])]
UpdateId = Annotated[int, Path(ge=1, le=_MOST_ID, description="Nomor perkembangan.", examples=[34])]
FileName = Annotated[str, Path(pattern=r"^[^/\x00-\x1f\x7f]{1,120}$", description="Nama berkas.")]
RowId = Annotated[int, Field(ge=1, le=_MOST_ID)]

Title = Annotated[str, StringConstraints(min_length=1, max_length=240, pattern=PRINTABLE, strip_whitespace=True)]
Line = Annotated[str, StringConstraints(max_length=200, pattern=PRINTABLE, strip_whitespace=True)]
Reason = Annotated[str, StringConstraints(max_length=400, pattern=PRINTABLE, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(max_length=4000, pattern=PRINTABLE, strip_whitespace=True)]


class ClosesWhen(Schema):
    """Syarat selesai menurut data: kesiapan wilayah atau TPS, satu indikator atau keseluruhan."""

    model_config = ConfigDict(extra="forbid")

    scale: Literal["readiness"] = Field("readiness", description="Skala.", examples=["readiness"])
    code: Annotated[str, StringConstraints(max_length=17, pattern=PRINTABLE)] = Field(
        description="Kode wilayah atau TPS.", examples=["16.72.05"]
    )
    indicator: Annotated[str, StringConstraints(max_length=60, pattern=PRINTABLE)] = Field(
        "", description="Kunci indikator; kosong untuk keseluruhan.", examples=["tps-kotak-suara"]
    )
    at_least: float = Field(ge=0, le=1, description="Ambang, 0 sampai 1.", examples=[0.95])


class EvidenceOut(Schema):
    """Satu berkas bukti."""

    name: str = Field(description="Nama berkas.", examples=["kotak.jpg"])
    content_type: str = Field(description="Jenis isi, menurut isinya.", examples=["image/jpeg"])
    size: int = Field(description="Ukuran, bita.", examples=[482113])
    sha256: str = Field(description="Sidik isi.", examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15"])


class UpdateOut(Schema):
    """Satu perkembangan; tidak pernah berubah sesudah dicatat."""

    id: int = Field(description="Nomor perkembangan.", examples=[34])
    kind: Literal["report", "silence", "verify", "return", "change", "escalate", "hand_over", "drop"] = Field(
        description="Jenis.", examples=["report"]
    )
    at: datetime = Field(description="Waktu dicatat.")
    by: str = Field(description="Yang mencatat.", examples=["Contoh Petugas KPU"])
    text: str = Field(description="Isi.", examples=["Sudah dikirim."])
    before: str = Field(description="Status sebelumnya.", examples=["open"])
    after: str = Field(description="Status sesudahnya.", examples=["done"])
    meeting: int | None = Field(description="Rapat tempat disampaikan.", examples=[None])
    evidence: list[EvidenceOut] = Field(description="Berkas bukti.")


class PointOut(Schema):
    """Satu tindak lanjut dengan riwayatnya."""

    id: int = Field(description="Nomor tindak lanjut.", examples=[12])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    title: str = Field(description="Apa yang harus dikerjakan.", examples=["Kirim 12 kotak suara ke PPK"])
    detail: str = Field(description="Uraian.", examples=[""])
    owner_agency: str = Field(description="Instansi pelaksana.", examples=["agency:kpu@16.72"])
    region: RegionName = Field(description="Wilayah.")
    unit: str | None = Field(description="TPS, bila menyangkut satu TPS.", examples=[None])
    indicator: str | None = Field(description="Kunci indikator terkait.", examples=["tps-kotak-suara"])
    due: date = Field(description="Tenggat.", examples=["2024-11-06"])
    priority: Literal[1, 2, 3] = Field(description="1 tinggi, 2 sedang, 3 rendah.", examples=[2])
    status: StatusName = Field(
        description="`done` menurut pelaksana; `verified` sesudah diperiksa sekretariat atau data.", examples=["open"]
    )
    overdue: bool = Field(description="Lewat tenggat dan belum dinyatakan selesai.", examples=[False])
    blocked_why: str = Field(description="Hambatan, bila terhambat.", examples=[""])
    blocked_by: str = Field(description="Siapa yang dapat membantu.", examples=[""])
    escalation: int = Field(
        description="0 belum, 1 diingatkan, 2 pimpinan instansi, 3 agenda rapat berikutnya, 4 forum di atasnya.",
        examples=[0],
    )
    forum: int | None = Field(description="Forum tempat dibahas.", examples=[3])
    raised_to: int | None = Field(description="Forum tempat ia naik.", examples=[None])
    handed_to: int | None = Field(description="Forum yang mengambil alih.", examples=[None])
    origin: Origin = Field(description="Asal.", examples=["rapat"])
    meeting: int | None = Field(description="Rapat tempat dijanjikan.", examples=[7])
    item: int | None = Field(description="Pokok agenda tempat dijanjikan.", examples=[None])
    obstacle: int | None = Field(description="Kendala yang dijawabnya.", examples=[None])
    reference: str = Field(description="Rujukan.", examples=[""])
    closes_when: ClosesWhen | None = Field(description="Syarat selesai menurut data.")
    closed_reason: str = Field(description="Dasar verifikasi atau penghentian.", examples=[""])
    created_at: datetime = Field(description="Waktu dibuat.")
    history: list[UpdateOut] = Field(description="Riwayat, yang lama lebih dahulu; paling banyak 200 yang terakhir.")


class PointIn(Schema):
    """Tindak lanjut baru: satu instansi, satu tempat, satu tenggat."""

    model_config = ConfigDict(extra="forbid")

    election: ElectionSlug = Field(description="Pemilihan.", examples=["pilkada-2024"])
    owner_agency: AgencyUnit = Field(description="Instansi pelaksana.", examples=["agency:kpu@16.72"])
    region: RegionCode = Field(description="Wilayah.", examples=["16.72.01"])
    title: Title = Field(description="Apa yang harus dikerjakan.", examples=["Kirim 12 kotak suara ke PPK"])
    due: Day = Field(description="Tenggat.", examples=["2024-11-06"])
    detail: Text = Field("", description="Uraian.", examples=[""])
    unit: StationUnit | None = Field(None, description="TPS, bila menyangkut satu TPS.", examples=[None])
    indicator: Annotated[str, StringConstraints(max_length=60, pattern=PRINTABLE)] = Field(
        "", description="Kunci indikator terkait.", examples=[""]
    )
    priority: Literal[1, 2, 3] = Field(2, description="1 tinggi, 2 sedang, 3 rendah.", examples=[2])
    meeting: RowId | None = Field(None, description="Rapat tempat dijanjikan.", examples=[None])
    item: RowId | None = Field(None, description="Pokok agenda rapat itu.", examples=[None])
    forum: RowId | None = Field(None, description="Forum tempat dibahas; bawaan forum rapatnya.", examples=[None])
    obstacle: RowId | None = Field(None, description="Kendala yang dijawabnya.", examples=[None])
    origin: Origin = Field("petugas", description="Asal.", examples=["petugas"])
    reference: Line = Field("", description="Rujukan.", examples=[""])
    closes_when: ClosesWhen | None = Field(None, description="Syarat selesai menurut data.")


class UpdateIn(Schema):
    """Perkembangan baru. Isian yang dipakai mengikuti `kind`."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind = Field(
        description="`report` laporan pelaksana (`text`, `status`); `silence` tidak dilaporkan (`meeting`, `reason`); "
        "`verify` (`text`); `return`, `drop` (`reason`); `hand_over` (`forum`, `reason`); `change` (`due`, "
        "`owner_agency`, `title`, `priority`, `reason`).",
        examples=["report"],
    )
    text: Text = Field("", description="Isi laporan atau cara memeriksa.", examples=["Sudah dikirim."])
    status: Literal["open", "in_progress", "blocked", "done"] | None = Field(
        None, description="Status menurut laporan; bawaan tidak berubah.", examples=["done"]
    )
    reason: Reason = Field("", description="Alasan.", examples=[""])
    meeting: RowId | None = Field(None, description="Rapat tempat disampaikan atau diputuskan.", examples=[None])
    blocked_why: Reason = Field("", description="Apa yang menghambat.", examples=[""])
    blocked_by: Annotated[str, StringConstraints(max_length=160, pattern=PRINTABLE, strip_whitespace=True)] = Field(
        "", description="Siapa yang dapat membantu.", examples=[""]
    )
    submission: Annotated[str, StringConstraints(max_length=80, pattern=PRINTABLE)] | None = Field(
        None, description="Nomor laporan (`instance_id`) yang membuktikannya.", examples=[None]
    )
    forum: RowId | None = Field(None, description="Forum yang mengambil alih.", examples=[None])
    due: Day | None = Field(None, description="Tenggat baru.", examples=[None])
    owner_agency: AgencyUnit | None = Field(None, description="Pelaksana baru.", examples=[None])
    title: Title | None = Field(None, description="Judul baru.", examples=[None])
    priority: Literal[1, 2, 3] | None = Field(None, description="Prioritas baru.", examples=[None])


class PointQuery(PageQuery):
    """Which action points."""

    election: ElectionSlug | None = Field(None, description="Hanya pemilihan ini.")
    region: RegionCode | None = Field(None, description="Hanya wilayah ini dan di bawahnya.")
    owner_agency: AgencyUnit | None = Field(None, description="Hanya instansi ini.")
    status: StatusName | None = Field(None, description="Hanya status ini.", examples=["open"])
    overdue: bool | None = Field(None, description="Hanya yang lewat tenggat (true).")
    meeting: RowId | None = Field(None, description="Hanya yang dijanjikan pada rapat ini.")


def _with_history(actor: Actor) -> Any:
    updates = PointUpdate.objects.prefetch_related("evidence").order_by("pk")
    return visible_points(actor).prefetch_related(Prefetch("updates", queryset=updates))


def _shown(point: ActionPoint) -> dict[str, Any]:
    closes = point.closes_when
    return {
        "id": point.pk,
        "election": point.election.slug,
        "title": point.title,
        "detail": point.detail,
        "owner_agency": f"agency:{point.owner.code}",
        "region": name_of(point.region),
        "unit": f"tps:{point.unit}" if point.unit else None,
        "indicator": point.indicator or None,
        "due": point.due,
        "priority": point.priority,
        "status": point.state,
        "overdue": is_overdue(point, timezone.localdate(clock.now())),
        "blocked_why": point.blocked_why,
        "blocked_by": point.blocked_by,
        "escalation": point.escalation,
        "forum": point.forum_id,
        "raised_to": point.raised_to_id,
        "handed_to": point.handed_to_id,
        "origin": point.origin,
        "meeting": point.meeting_id,
        "item": point.item_id,
        "obstacle": point.obstacle_id,
        "reference": point.reference,
        "closes_when": closes and {**closes, "at_least": closes["at_least"] / FULL},
        "closed_reason": point.closed_reason,
        "created_at": point.created_at,
        "history": [_told(update) for update in list(point.updates.all())[-200:]],
    }


def _told(update: PointUpdate) -> dict[str, Any]:
    return {
        "id": update.pk,
        "kind": KINDS[update.kind],
        "at": update.at,
        "by": update.by,
        "text": update.text,
        "before": update.before,
        "after": update.after,
        "meeting": update.meeting_id,
        "evidence": [_proof(one) for one in update.evidence.all()],
    }


def _proof(evidence: Evidence) -> dict[str, Any]:
    return {
        "name": evidence.name,
        "content_type": evidence.content_type,
        "size": evidence.size,
        "sha256": evidence.digest,
    }


def _again(actor: Actor, point_id: int) -> dict[str, Any]:
    """The point as it stands after an act; who may act may not always see it (at a meeting): then it is told anyway."""
    found = _with_history(actor).filter(pk=point_id).first()
    return _shown(found or ActionPoint.objects.select_related("region__parent", "owner__region", "election").get(
        pk=point_id))  # fmt: skip


@router.get("/action-points", response=Page[PointOut], operation_id="action_points", summary="Daftar tindak lanjut")
@guards(Verb.POINT_VIEW, Verb.POINT_REPORT)
def action_points(request: HttpRequest, query: Annotated[PointQuery, Query()]) -> dict[str, Any]:
    """Tindak lanjut yang terlihat oleh Anda (instansi: miliknya sendiri), menurut tenggat."""
    actor = caller(request, Verb.POINT_VIEW, Verb.POINT_REPORT)
    rows = _with_history(actor)
    if query.election:
        rows = rows.filter(election=access_election(actor, query.election))
    if query.region:
        rows = rows.filter(below(region_of(actor, query.region).code, "region__"))
    if query.owner_agency:
        rows = rows.filter(owner=access_agency(actor, query.owner_agency))
    if query.status:
        rows = rows.filter(state=query.status)
    if query.overdue is not None:
        late = overdue_on(timezone.localdate(clock.now()))
        rows = rows.filter(late) if query.overdue else rows.exclude(late)
    if query.meeting is not None:
        rows = rows.filter(meeting=query.meeting)
    return page(rows.order_by("due", "priority", "pk"), query, _shown)


@router.get("/action-points/{id}", response=PointOut, operation_id="action_point", summary="Satu tindak lanjut")
@guards(Verb.POINT_VIEW, Verb.POINT_REPORT)
def action_point(request: HttpRequest, id: PointId) -> dict[str, Any]:
    """Tindak lanjut dengan nomor itu, dengan riwayatnya."""
    actor = caller(request, Verb.POINT_VIEW, Verb.POINT_REPORT)
    return _again(actor, access_point(actor, id).pk)


@router.post(
    "/action-points", response={201: PointOut}, operation_id="make_action_point", summary="Membuat tindak lanjut"
)
@guards(Verb.POINT_CHANGE, Verb.MINUTES_WRITE)
def make(request: HttpRequest, response: HttpResponse, body: PointIn) -> Status[dict[str, Any]]:
    """Oleh yang mengurus tindak lanjut wilayah itu, atau penulis notula rapatnya."""
    actor, now = caller(request, Verb.POINT_CHANGE, Verb.MINUTES_WRITE), clock.now()
    meeting = access_meeting(actor, body.meeting) if body.meeting is not None else None
    closes = body.closes_when
    made = make_point(
        actor=actor,
        election=access_election(actor, body.election),
        owner=access_agency(actor, body.owner_agency),
        region=region_of(actor, body.region),
        title=body.title,
        due=body.due,
        now=now,
        forum=access_forum(actor, body.forum) if body.forum is not None else None,
        meeting=meeting,
        item=_item(meeting, body.item),
        obstacle=access_obstacle(actor, body.obstacle) if body.obstacle is not None else None,
        unit=body.unit or "",
        indicator=body.indicator,
        detail=body.detail,
        priority=body.priority,
        origin=body.origin,
        reference=body.reference,
        closes_when={**closes.dict(), "at_least": round(closes.at_least * FULL)} if closes else None,
    )
    response["Location"] = reverse("api:action_point", args=[made.pk])
    return Status(201, _again(actor, made.pk))


def _item(meeting: Meeting | None, item_id: int | None) -> AgendaItem | None:
    if item_id is None:
        return None
    found = AgendaItem.objects.filter(pk=item_id, meeting=meeting).first() if meeting is not None else None
    if found is None:
        raise Refused
    return found


@router.post(
    "/action-points/{id}/updates",
    response={201: PointOut},
    operation_id="update_action_point",
    summary="Mencatat perkembangan",
)
@guards(Verb.POINT_REPORT, Verb.POINT_CHANGE, Verb.MINUTES_WRITE)
def update(request: HttpRequest, id: PointId, body: UpdateIn) -> Status[dict[str, Any]]:
    """Laporan, tidak dilaporkan, verifikasi, pengembalian, penghentian, pengalihan, atau perubahan. 409 bila tidak
    berlaku pada statusnya sekarang.
    """
    actor = caller(request, Verb.POINT_REPORT, Verb.POINT_CHANGE, Verb.MINUTES_WRITE)
    point = access_point(actor, id)
    _take(actor, point, body, access_meeting(actor, body.meeting) if body.meeting is not None else None)
    return Status(201, _again(actor, point.pk))


def _take(actor: Actor, point: ActionPoint, body: UpdateIn, meeting: Meeting | None) -> None:
    """The step that the body names, by its action."""
    given: dict[str, Any] = {"actor": actor, "point": point, "now": clock.now()}
    match body.kind:
        case "report":
            report_on_point(
                **given, text=body.text, state=body.status or "", meeting=meeting, blocked_why=body.blocked_why,
                blocked_by=body.blocked_by,
                submission=access_submission(actor, body.submission) if body.submission else None,
            )  # fmt: skip
        case "silence":
            if meeting is None:
                raise Unsaid("Rapatnya belum disebut.", "Sebut nomor rapat pada `meeting`.", field="meeting")
            put_silence_on_record(**given, meeting=meeting, reason=body.reason)
        case "verify":
            verify_point(**given, text=body.text)
        case "return":
            return_point(**given, reason=body.reason)
        case "drop":
            drop_point(**given, reason=body.reason, meeting=meeting)
        case "hand_over":
            if body.forum is None:
                raise Unsaid("Forumnya belum disebut.", "Sebut nomor forum pada `forum`.", field="forum")
            hand_over_point(**given, forum=access_forum(actor, body.forum), reason=body.reason, meeting=meeting)
        case "change":
            change_point(**given, changes=_changes(actor, body), reason=body.reason, meeting=meeting)


def _changes(actor: Actor, body: UpdateIn) -> dict[str, Any]:
    changes: dict[str, Any] = {
        name: value for name in ("due", "title", "priority") if (value := getattr(body, name)) is not None
    }
    if body.owner_agency:
        changes["owner"] = access_agency(actor, body.owner_agency)
    if not changes:
        raise Unsaid("Tidak ada yang diubah.", "Isi `due`, `owner_agency`, `title`, atau `priority`.")
    return changes


@router.put(
    "/action-points/{id}/updates/{update_id}/evidence/{name}",
    response={200: EvidenceOut, 201: EvidenceOut},
    operation_id="put_evidence",
    summary="Mengirim bukti",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
@guards(Verb.POINT_REPORT, Verb.POINT_CHANGE, Verb.MINUTES_WRITE)
def put_evidence(request: HttpRequest, id: PointId, update_id: UpdateId, name: FileName) -> Status[dict[str, Any]]:
    """Isi berkas apa adanya (JPEG, PNG, WebP, atau PDF) untuk satu laporan, paling lambat sehari sesudahnya.

    200 bila isi yang sama sudah ada, 409 bila nama itu sudah ada dengan isi lain.
    """
    actor = caller(request, Verb.POINT_REPORT, Verb.POINT_CHANGE, Verb.MINUTES_WRITE)
    point = access_point(actor, id)
    found = PointUpdate.objects.select_related("point__region").filter(pk=update_id, point=point).first()
    if found is None:
        raise Refused
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise FileTooLarge(MOST_BYTES)
    known = Evidence.objects.filter(update=found, name=name).exists()
    kept = take_evidence(actor=actor, update=found, name=name, chunks=_body(request), now=clock.now())
    return Status(200 if known else 201, _proof(kept))


def _body(request: HttpRequest) -> Iterator[bytes]:
    while chunk := request.read(1 << 16):
        yield chunk
