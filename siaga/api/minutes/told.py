"""What the API tells of minutes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from siaga.api.problems import MEDIA_TYPE
from siaga.rakor.digest import is_intact
from siaga.rakor.models import ActionPoint, Addendum, Meeting, MeetingState
from siaga.rakor.queries.minutes import Minutes, minutes_of
from siaga.readiness.arithmetic import FULL

Outcome = Literal["written", "merged", "conflict", "unchanged"]
State = Literal["planned", "invited", "held", "minuted", "signed", "cancelled"]
PointState = Literal["open", "in_progress", "blocked", "done", "verified", "dropped"]


class ItemMinutesOut(Schema):
    """Pembahasan satu pokok."""

    item: int = Field(description="Nomor pokok agenda.", examples=[41])
    title: str = Field(description="Pokok.", examples=["Logistik"])
    notes: str = Field(description="Pembahasan.", examples=["KPU: sisa 58 kotak suara masih di gudang."])
    version: int = Field(description="Versi pembahasan.", examples=[1])
    discussed_at: datetime | None = Field(description="Kapan dibahas.")
    outcome: Outcome | None = Field(
        description="Nasib naskah yang baru dikirim: ditulis, digabung, bentrok (keduanya disimpan), atau tetap.",
        examples=["written"],
    )


class StatementOut(Schema):
    """Pernyataan sebuah instansi."""

    id: int = Field(description="Nomor.", examples=[5])
    item: int | None = Field(description="Nomor pokok agenda.", examples=[41])
    agency: str = Field(description="Instansi.", examples=["agency:kpu@16.72"])
    said_by: str = Field(description="Yang menyampaikan.", examples=["Ketua KPU (contoh)"])
    share: float | None = Field(description="Bagian yang siap, 0–1.", examples=[0.8])
    of_what: str = Field(description="Dari apa.", examples=["kotak suara"])
    text: str = Field(description="Isi.", examples=[""])
    hampers: str = Field(description="Kendala.", examples=["Truk kurang dua."])
    needs: str = Field(description="Kebutuhan.", examples=["Dua truk."])
    claim: int | None = Field(description="Nomor klaim yang berasal darinya.", examples=[3])


class DecisionOut(Schema):
    """Satu keputusan."""

    id: int = Field(description="Nomor.", examples=[9])
    item: int | None = Field(description="Nomor pokok agenda.", examples=[41])
    text: str = Field(description="Keputusan.", examples=["Pengiriman selesai sebelum H-6."])


class PromiseOut(Schema):
    """Satu tindak lanjut."""

    id: int = Field(description="Nomor.", examples=[12])
    item: int | None = Field(description="Nomor pokok agenda.", examples=[41])
    title: str = Field(description="Apa yang dikerjakan.", examples=["Kirim sisa kotak suara"])
    owner_agency: str = Field(description="Instansi pelaksana.", examples=["agency:kpu@16.72"])
    region: str = Field(description="Kode wilayah.", examples=["16.72"])
    due: date = Field(description="Tenggat.", examples=["2024-11-06"])
    status: PointState = Field(description="Keadaan.", examples=["open"])


class ConflictOut(Schema):
    """Naskah yang menunggu di samping pembahasan yang lebih baru."""

    id: int = Field(description="Nomor.", examples=[2])
    item: int = Field(description="Nomor pokok agenda.", examples=[41])
    text: str = Field(description="Naskah yang menunggu.", examples=["KPU: sisa 60 kotak."])
    by: str = Field(description="Penulisnya.", examples=["Contoh Sekretariat"])


class AddendumOut(Schema):
    """Satu adendum."""

    number: int = Field(description="Nomor adendum.", examples=[1])
    text: str = Field(description="Isi.", examples=["Jumlah truk pada pokok 2: enam."])
    reason: str = Field(description="Alasan.", examples=["Salah ketik."])
    by: str = Field(description="Oleh.", examples=["Contoh Pimpinan"])
    at: datetime = Field(description="Kapan.", examples=["2024-10-30T09:00:00+07:00"])


class MinutesOut(Schema):
    """Notula satu rapat."""

    meeting: int = Field(description="Nomor rapat.", examples=[7])
    state: State = Field(description="Keadaan rapat.", examples=["held"])
    signed_at: datetime | None = Field(description="Kapan ditandatangani.")
    signed_by: str = Field(description="Oleh siapa.", examples=[""])
    digest: str = Field(description="SHA-256 isi notula saat ditandatangani.", examples=[""])
    intact: bool | None = Field(description="Isi masih cocok dengan sidiknya; kosong bila belum ditandatangani.")
    present: int = Field(description="Banyak orang yang tercatat hadir.", examples=[24])
    items: list[ItemMinutesOut] = Field(description="Pembahasan per pokok agenda.")
    statements: list[StatementOut] = Field(description="Pernyataan instansi.")
    decisions: list[DecisionOut] = Field(description="Keputusan.")
    points: list[PromiseOut] = Field(description="Tindak lanjut yang lahir di rapat ini.")
    unreported: list[PromiseOut] = Field(description="Tindak lanjut lama yang belum dilaporkan pada rapat ini.")
    conflicts: list[ConflictOut] = Field(description="Naskah bentrok yang belum diselesaikan.")
    addenda: list[AddendumOut] = Field(description="Adendum.")


def _point(point: ActionPoint) -> dict[str, Any]:
    return {
        "id": point.pk,
        "item": point.item_id,
        "title": point.title,
        "owner_agency": f"agency:{point.owner.code}",
        "region": point.region.code,
        "due": point.due,
        "status": point.state,
    }


def addendum_out(row: Addendum) -> dict[str, Any]:
    return {"number": row.number, "text": row.text, "reason": row.reason, "by": row.by, "at": row.at}


def shown(meeting: Meeting, outcomes: dict[int, str] | None = None, *, waiting: bool = True) -> dict[str, Any]:
    """waiting: whether texts that wait beside newer ones come along, for those who write or sign."""
    meeting.refresh_from_db()
    minutes: Minutes = minutes_of(meeting)
    everywhere = [*minutes.items, minutes.general]
    return {
        "meeting": meeting.pk,
        "state": meeting.state,
        "signed_at": meeting.signed_at,
        "signed_by": meeting.signed_by,
        "digest": meeting.minutes_digest,
        "intact": is_intact(meeting) if meeting.state == MeetingState.SIGNED else None,
        "present": minutes.present,
        "items": [
            {
                "item": noted.item.pk,
                "title": noted.item.title,
                "notes": noted.item.notes,
                "version": noted.item.version,
                "discussed_at": noted.item.discussed_at,
                "outcome": (outcomes or {}).get(noted.item.pk),
            }
            for noted in minutes.items
            if noted.item
        ],
        "statements": [
            {
                "id": row.pk,
                "item": row.item_id,
                "agency": f"agency:{row.agency.code}",
                "said_by": row.said_by,
                "share": None if row.share is None else row.share / FULL,
                "of_what": row.of_what,
                "text": row.text,
                "hampers": row.hampers,
                "needs": row.needs,
                "claim": row.claim_id,
            }
            for noted in everywhere
            for row in noted.statements
        ],
        "decisions": [
            {"id": row.pk, "item": row.item_id, "text": row.text} for noted in everywhere for row in noted.decisions
        ],
        "points": [_point(row) for noted in everywhere for row in noted.points],
        "unreported": [_point(row) for row in minutes.silent],
        "conflicts": [
            {"id": row.pk, "item": row.item_id, "text": row.text, "by": row.by} for row in minutes.conflicts if waiting
        ],
        "addenda": [addendum_out(row) for row in minutes.addenda],
    }


UNREPORTED = {
    "description": "Belum dapat ditandatangani. `points` menyebut tindak lanjut lama yang tidak memiliki laporan "
    "maupun catatan *tidak dilaporkan* pada rapat ini.",
    "content": {
        MEDIA_TYPE: {
            "schema": {
                "allOf": [
                    {"$ref": "#/components/schemas/ProblemDocument"},
                    {
                        "type": "object",
                        "properties": {
                            "points": {
                                "type": "array",
                                "description": "Tindak lanjut yang belum dijawab.",
                                "items": {
                                    "type": "object",
                                    "properties": {
                                        "id": {"type": "integer", "description": "Nomor."},
                                        "title": {"type": "string", "description": "Apa yang dikerjakan."},
                                        "owner_agency": {"type": "string", "description": "Instansi pelaksana."},
                                        "due": {"type": "string", "format": "date", "description": "Tenggat."},
                                        "status": {"type": "string", "description": "Keadaan."},
                                    },
                                },
                            }
                        },
                    },
                ]
            },
            "example": {
                "type": "/api/v1/docs#masalah-unreported",
                "title": "2 tindak lanjut dari rapat sebelumnya belum dilaporkan pada rapat ini.",
                "status": 409,
                "code": "unreported",
                "detail": "Catat laporannya, atau catat “tidak dilaporkan” beserta alasannya.",
                "instance": "/api/v1/rakor/7/sign",
                "errors": [],
                "points": [
                    {
                        "id": 12,
                        "title": "Kirim sisa kotak suara",
                        "owner_agency": "agency:kpu@16.72",
                        "due": "2024-11-06",
                        "status": "open",
                    }
                ],
            },
        }
    },
}
