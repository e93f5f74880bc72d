"""The calls: action points listed, made, brought on, proven."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router, Status

from siaga import clock
from siaga.access import Actor, Refused, Verb
from siaga.api.narrowing import narrowed
from siaga.api.paging import Page, page
from siaga.api.points.asked import PointIn, PointQuery, UpdateIn
from siaga.api.points.told import EvidenceOut, PointOut, proof, shown, with_history
from siaga.api.regions import region_of
from siaga.api.security import caller, guards
from siaga.api.uploads import UPLOAD, FileName, sent
from siaga.api.words import MOST_ID
from siaga.desk.access import access_agency
from siaga.elections.access import access_election
from siaga.rakor.access import access_forum, access_meeting, access_obstacle, access_point
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
from siaga.rakor.models import ActionPoint, AgendaItem, Evidence, Meeting, PointUpdate
from siaga.rakor.pointing.evidence import take_evidence
from siaga.rakor.queries.points import overdue_on
from siaga.readiness.arithmetic import FULL
from siaga.reporting.access import access_submission

router = Router(tags=["Tindak lanjut"])

PointId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor tindak lanjut.", examples=[12])]
UpdateId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor perkembangan.", examples=[34])]


def _again(actor: Actor, point_id: int) -> dict[str, Any]:
    """The point as it stands after an act; who may act may not always see it (at a meeting): then it is told anyway."""
    found = with_history(actor).filter(pk=point_id).first()
    return shown(found or ActionPoint.objects.select_related("region__parent", "owner__region", "election").get(
        pk=point_id))  # fmt: skip


@router.get("/action-points", response=Page[PointOut], operation_id="action_points", summary="Daftar tindak lanjut")
@guards(Verb.POINT_VIEW, Verb.POINT_REPORT)
def action_points(request: HttpRequest, query: Annotated[PointQuery, Query()]) -> dict[str, Any]:
    """Tindak lanjut yang terlihat oleh Anda (instansi: miliknya sendiri), menurut tenggat."""
    actor = caller(request, Verb.POINT_VIEW, Verb.POINT_REPORT)
    rows = narrowed(actor, with_history(actor), query)
    if query.owner_agency:
        rows = rows.filter(owner=access_agency(actor, query.owner_agency))
    if query.status:
        rows = rows.filter(state=query.status)
    if query.overdue is not None:
        late = overdue_on(timezone.localdate(clock.now()))
        rows = rows.filter(late) if query.overdue else rows.exclude(late)
    if query.meeting is not None:
        rows = rows.filter(meeting=query.meeting)
    return page(rows.order_by("due", "priority", "pk"), query, shown)


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
    openapi_extra=UPLOAD,
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
    known = Evidence.objects.filter(update=found, name=name).exists()
    kept = take_evidence(actor=actor, update=found, name=name, chunks=sent(request), now=clock.now())
    return Status(200 if known else 201, proof(kept))
