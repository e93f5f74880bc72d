"""What the API tells of action points."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Prefetch
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from siaga import clock
from siaga.access import Actor
from siaga.api.points.words import ClosesWhen, Origin, StatusName
from siaga.api.regions import RegionName, name_of
from siaga.rakor.access import visible_points
from siaga.rakor.models import ActionPoint, Evidence, PointUpdate, UpdateKind
from siaga.rakor.queries.points import is_overdue
from siaga.readiness.arithmetic import FULL

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


def with_history(actor: Actor) -> Any:
    updates = PointUpdate.objects.prefetch_related("evidence").order_by("pk")
    return visible_points(actor).prefetch_related(Prefetch("updates", queryset=updates))


def shown(point: ActionPoint) -> dict[str, Any]:
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
        "evidence": [proof(one) for one in update.evidence.all()],
    }


def proof(evidence: Evidence) -> dict[str, Any]:
    return {
        "name": evidence.name,
        "content_type": evidence.content_type,
        "size": evidence.size,
        "sha256": evidence.digest,
    }
