"""``/rakor/{id}/agenda``: what the facts and people put on the table, and drawing it up."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema, Status
from pydantic import Field

from siaga import clock
from siaga.access import Actor, Verb
from siaga.api.security import caller, guards
from siaga.api.words import MOST_ID, AgencyUnit, Body, Text, Title
from siaga.desk.access import access_agency
from siaga.rakor.access import access_meeting
from siaga.rakor.actions.agenda import add_item, draw_up_agenda, submit_item
from siaga.rakor.agenda_words import fact_lines
from siaga.rakor.models import AgendaItem, Meeting
from siaga.rakor.queries.agenda import agenda_of, veiled
from siaga.rakor.queries.carried import unanswered

router = Router(tags=["Rakor"])

MeetingId = Annotated[int, Path(ge=1, le=MOST_ID, description="Nomor rapat.", examples=[7])]
Kind = Literal["pembukaan", "tindak-lanjut", "gambaran", "tahapan", "usulan", "pokok", "lain-lain"]


class FactOut(Schema):
    """Satu fakta dalam kata-kata."""

    label: str = Field(description="Apa.", examples=["Tenggat"])
    text: str = Field(description="Isinya.", examples=["6 November 2024"])


class ItemOut(Schema):
    """Satu pokok agenda dengan faktanya saat agenda disusun."""

    id: int = Field(description="Nomor pokok.", examples=[41])
    position: int = Field(description="Urutan.", examples=[2])
    kind: Kind = Field(description="Jenis.", examples=["tindak-lanjut"])
    key: str = Field(description="Yang diwakilinya; kosong untuk yang ditulis orang.", examples=["point:12"])
    title: str = Field(description="Pokok.", examples=["Kirim sisa kotak suara ke Dempo Selatan"])
    detail: str = Field(description="Uraian.", examples=[""])
    action_point: int | None = Field(description="Nomor tindak lanjut yang dibawa kembali.", examples=[12])
    submitted_by: str | None = Field(description="Instansi pengusul.", examples=[None])
    facts: dict[str, Any] = Field(
        description="Fakta sebagai nilai; bagian ditulis dalam sepersejuta.",
        examples=[{"what": "point", "state": "open", "due": "2024-11-06"}],
    )
    lines: list[FactOut] = Field(description="Fakta yang sama dalam kata-kata.")
    unreported: bool = Field(description="Belum dilaporkan sejak rapat sebelumnya.", examples=[True])
    discussed_at: datetime | None = Field(description="Kapan dibahas.", examples=[None])
    notes: str = Field(description="Pembahasan dalam notula.", examples=[""])
    version: int = Field(description="Versi pembahasan; disertakan saat menulis.", examples=[0])


class AgendaOut(Schema):
    """Agenda satu rapat."""

    meeting: int = Field(description="Nomor rapat.", examples=[7])
    facts_at: datetime | None = Field(description="Saat fakta dibaca; kosong bila belum disusun.")
    items: list[ItemOut] = Field(description="Pokok-pokok menurut urutannya.")


class ItemIn(Body):
    """Pokok baru: dari penyusun agenda, atau usulan sebuah instansi."""

    title: Title = Field(description="Pokok bahasan.", examples=["Cadangan genset"])
    detail: Text = Field("", description="Uraian.", examples=[""])
    agency: AgencyUnit | None = Field(
        None, description="Instansi pengusul; kosong bila penyusun agenda sendiri.", examples=["agency:kpu@16.72"]
    )


def _shown(actor: Actor, meeting: Meeting) -> dict[str, Any]:
    silent = set(unanswered(meeting).values_list("pk", flat=True)[:500])
    return {
        "meeting": meeting.pk,
        "facts_at": meeting.facts_at,
        "items": [_item(item, silent) for item in veiled(actor, meeting, agenda_of(meeting))],
    }


def _item(item: AgendaItem, silent: set[int]) -> dict[str, Any]:
    return {
        "id": item.pk,
        "position": item.position,
        "kind": item.kind,
        "key": item.key,
        "title": item.title,
        "detail": item.detail,
        "action_point": item.point_id,
        "submitted_by": f"agency:{item.submitted_by.code}" if item.submitted_by else None,
        "facts": item.facts,
        "lines": [{"label": line.label, "text": line.text} for line in fact_lines(item)],
        "unreported": item.point_id in silent,
        "discussed_at": item.discussed_at,
        "notes": item.notes,
        "version": item.version,
    }


@router.get("/rakor/{id}/agenda", response=AgendaOut, operation_id="agenda", summary="Agenda rapat")
@guards(Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
def agenda(request: HttpRequest, id: MeetingId) -> dict[str, Any]:
    """Pokok-pokok agenda dengan fakta, juga tindak lanjut yang belum dilaporkan."""
    actor = caller(request, Verb.RAKOR_VIEW, Verb.RAKOR_ATTEND)
    return _shown(actor, access_meeting(actor, id))


@router.post("/rakor/{id}/agenda", response=AgendaOut, operation_id="draw_up_agenda", summary="Menyusun agenda")
@guards(Verb.MINUTES_WRITE)
def draw_up(request: HttpRequest, id: MeetingId) -> dict[str, Any]:
    """Menyusun agenda dari fakta saat ini; yang ditulis atau dikeluarkan orang tetap. 409 bila rapat sudah selesai."""
    actor = caller(request, Verb.MINUTES_WRITE)
    meeting = access_meeting(actor, id, Verb.MINUTES_WRITE)
    draw_up_agenda(actor=actor, meeting=meeting, now=clock.now())
    return _shown(actor, meeting)


@router.post(
    "/rakor/{id}/agenda/items", response={201: AgendaOut}, operation_id="add_agenda_item", summary="Menambah pokok"
)
@guards(Verb.MINUTES_WRITE, Verb.RAKOR_ATTEND)
def add(request: HttpRequest, id: MeetingId, body: ItemIn) -> Status[dict[str, Any]]:
    """Menambah pokok bahasan, atau mengusulkannya atas nama instansi yang duduk di forum."""
    actor, now = caller(request, Verb.MINUTES_WRITE, Verb.RAKOR_ATTEND), clock.now()
    if body.agency:
        meeting = access_meeting(actor, id)
        agency = access_agency(actor, body.agency)
        submit_item(actor=actor, meeting=meeting, agency=agency, title=body.title, detail=body.detail, now=now)
    else:
        meeting = access_meeting(actor, id, Verb.MINUTES_WRITE)
        add_item(actor=actor, meeting=meeting, title=body.title, detail=body.detail, now=now)
    return Status(201, _shown(actor, meeting))
