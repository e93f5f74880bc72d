"""``/custody`` and ``/boxes``: scans of boxes on both sides of a handover, where a box is, and those that are late."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from pydantic import Field, StrictBool, StringConstraints

from siaga import clock
from siaga.access import Refused, Verb
from siaga.api.paging import Page, PageQuery, page
from siaga.api.security import caller, guards
from siaga.api.words import Body, ElectionSlug, Moment, RegionCode, written
from siaga.elections.access import access_election
from siaga.logistics.access import access_box, access_warehouse
from siaga.logistics.models import Box, BoxState, Handover, Scan, ScanOutcome, ScanSide, Warehouse, hop_code
from siaga.logistics.queries.custody import late_boxes
from siaga.logistics.scanning import settled_scan
from siaga.logistics.standing import Spot, spot_names

router = Router(tags=["Kotak suara"])

OUTCOMES: dict[str, str] = {
    ScanOutcome.ACCEPTED: "accepted",
    ScanOutcome.REPEATED: "repeated",
    ScanOutcome.WRONG_PLACE: "wrong_place",
    ScanOutcome.FORGED: "forged",
    ScanOutcome.UNKNOWN: "unknown",
    ScanOutcome.NOT_READY: "not_ready",
    ScanOutcome.FORBIDDEN: "forbidden",
    ScanOutcome.SKIPPED: "skipped",
    ScanOutcome.CLOSED: "closed",
    ScanOutcome.OVERTAKEN: "overtaken",
}
Outcome = Literal[
    "accepted", "repeated", "wrong_place", "forged", "unknown", "not_ready", "forbidden", "skipped", "closed",
    "overtaken",
]  # fmt: skip
_SIDES = {"give": ScanSide.GIVE, "take": ScanSide.TAKE}
_STATES = {BoxState.OPEN: "open", BoxState.SEALED: "sealed", BoxState.VOID: "void"}
BoxCode = Annotated[
    str, Path(pattern=r"^[A-HJ-NP-Z2-9]{10}$", description="Kode kotak, 10 huruf dan angka.", examples=["ABCDE23456"])
]
Label = Annotated[str, written(120, 1, strip=None)]
Line = Annotated[str, written(300)]
Seal = Annotated[str, written(60)]


class BoxOut(Schema):
    """Satu kotak dan tempatnya sekarang."""

    code: str = Field(description="Kode kotak.", examples=["ABCDE23456"])
    election: str = Field(description="Pemilihan.", examples=["pilkada-2024"])
    regency: str = Field(description="Kode kabupaten/kota gudangnya.", examples=["16.72"])
    station: str = Field(description="TPS.", examples=["tps:16.72.01.1001/005"])
    ballot: str = Field(description="Jenis surat suara.", examples=["walikota"])
    state: Literal["open", "sealed", "void"] = Field(description="`open` dikemas, `sealed` disegel, `void` dibatalkan.")
    seal: str = Field(description="Nomor segel.", examples=["S-000123"])
    hop: str = Field(description="Tempat terakhir yang menandatangani.", examples=["ppk"])
    place: str = Field(description="Nama tempat itu.", examples=["PPK Pagar Alam Utara"])
    moving: bool = Field(
        description="Sudah berangkat dari sana dan belum diterima di tempat berikut.", examples=[False]
    )
    since: datetime = Field(description="Sejak kapan begitu.")
    due_at: datetime | None = Field(description="Batas tiba di tempat berikut; null bila tidak ada.")
    late: bool = Field(description="Batas tibanya sudah lewat.", examples=[False])


class ScanIn(Body):
    """Satu scan label kotak. `id` dibuat perangkat: kirim ulang dengan `id` yang sama dijawab sama, dicatat sekali."""

    id: UUID = Field(description="Nomor scan, UUID.", examples=["6f1f9a3e-6f0e-4f6e-9a54-0a3f5a1c9b7d"])
    election: ElectionSlug = Field(description="Pemilihan.", examples=["pilkada-2024"])
    regency: RegionCode = Field(description="Kabupaten/kota gudangnya.", examples=["16.72"])
    handover: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = Field(
        None, description="Nomor serah terima; wajib untuk `give`.", examples=[12]
    )
    side: Literal["give", "take"] = Field(description="Menyerahkan atau menerima.", examples=["take"])
    text: Label = Field(description="Isi kode QR, atau kode yang diketik.", examples=["SG1:ABCDE23456:3:…"])
    typed: StrictBool = Field(False, description="`text` diketik orang dari label.", examples=[False])
    seal: Seal = Field("", description="Nomor segel yang dilihat.", examples=["S-000123"])
    condition: Annotated[Line, StringConstraints(max_length=200)] = Field(
        "", description="Keadaan kotak bila tidak baik.", examples=["sudut penyok"]
    )
    reason: Line = Field(
        "", description="Alasan menerima kotak yang belum discan yang menyerahkan (`skipped`).", examples=[""]
    )
    scanned_at: Moment = Field(description="Jam perangkat saat scan.", examples=["2024-11-20T09:12:00+07:00"])
    lat: Annotated[float, Field(ge=-90, le=90)] | None = Field(None, description="Lintang.", examples=[-4.02])
    lon: Annotated[float, Field(ge=-180, le=180)] | None = Field(None, description="Bujur.", examples=[103.25])


class ScanOut(Schema):
    """Jawaban atas satu scan. Penolakan juga jawaban: dicatat, dan tidak memindahkan apa pun."""

    id: UUID = Field(description="Nomor scan.")
    outcome: Outcome = Field(description="Hasil; hanya `accepted` memindahkan kotak.", examples=["accepted"])
    title: str = Field(description="Hasil dalam kata.", examples=["Diterima"])
    message: str = Field(description="Yang perlu diketahui orang yang menscan.", examples=["Diserahkan."])
    handover: int | None = Field(description="Nomor serah terima yang mencatatnya.", examples=[12])
    box: str | None = Field(description="Kode kotak, bila boleh diketahui.", examples=["ABCDE23456"])
    station: str | None = Field(description="TPS kotak itu, bila boleh diketahui.", examples=["tps:16.72.01.1001/005"])
    ballot: str | None = Field(description="Jenis surat suara.", examples=["walikota"])
    seal: str | None = Field(description="Segel yang tercatat.", examples=["S-000123"])


class LateQuery(PageQuery):
    """Which late boxes."""

    election: ElectionSlug = Field(description="Pemilihan.")
    region: RegionCode | None = Field(None, description="Hanya wilayah ini dan di bawahnya.")


def _names(boxes: list[Box]) -> dict[tuple[int, Spot], str]:
    """The name of the place of each box; one query for each warehouse."""
    by_house: dict[int, tuple[Warehouse, list[Spot]]] = {}
    for box in boxes:
        by_house.setdefault(box.warehouse_id, (box.warehouse, []))[1].append(_spot(box))
    return {
        (pk, spot): name
        for pk, (warehouse, spots) in by_house.items()
        for spot, name in spot_names(warehouse, spots).items()
    }


def _spot(box: Box) -> Spot:
    hop = box.warehouse.hops[box.hop]
    return hop, hop_code(hop, box.warehouse.region.code, box.village_code, box.station_code)


def _shown(box: Box, name: str, now: datetime) -> dict[str, Any]:
    return {
        "code": box.code,
        "election": box.warehouse.election.slug,
        "regency": box.warehouse.region.code,
        "station": f"tps:{box.station_code}",
        "ballot": box.ballot,
        "state": _STATES[BoxState(box.state)],
        "seal": box.seal,
        "hop": box.warehouse.hops[box.hop],
        "place": name,
        "moving": box.moving,
        "since": box.since,
        "due_at": box.due_at,
        "late": box.due_at is not None and box.due_at < now and box.state != BoxState.VOID,
    }


@router.post("/custody/scans", response=ScanOut, operation_id="scan_box", summary="Menscan kotak")
@guards(Verb.CUSTODY_SCAN)
def scan_box(request: HttpRequest, body: ScanIn) -> dict[str, Any]:
    """Menyerahkan atau menerima satu kotak. Selalu 200 bila scan itu dinilai; `outcome` menyebut hasilnya."""
    actor = caller(request, Verb.CUSTODY_SCAN)
    warehouse = access_warehouse(actor, body.election, body.regency, Verb.ELECTION_VIEW)
    handover = None
    if body.handover is not None:
        handover = Handover.objects.filter(warehouse=warehouse, number=body.handover).first()
        if handover is None:
            raise Refused
    made = settled_scan(
        actor=actor,
        warehouse=warehouse,
        scan_id=body.id,
        side=_SIDES[body.side].value,
        text=body.text,
        typed=body.typed,
        seal=body.seal,
        condition=body.condition,
        reason=body.reason,
        handover=handover,
        scanned_at=body.scanned_at,
        lat=body.lat,
        lon=body.lon,
        now=clock.now(),
    )
    return scan_told(made)


def scan_told(made: Scan) -> dict[str, Any]:
    """The answer to a scan; whoever is not entitled learns nothing about the box."""
    box = made.box if made.box_id and made.outcome != ScanOutcome.FORBIDDEN else None
    return {
        "id": made.scan_id,
        "outcome": OUTCOMES[made.outcome],
        "title": _title(made),
        "message": made.message,
        "handover": made.handover.number if made.handover else None,
        "box": box.code if box else None,
        "station": f"tps:{box.station_code}" if box else None,
        "ballot": box.ballot if box else None,
        "seal": box.seal if box else None,
    }


def _title(made: Scan) -> str:
    if made.outcome == ScanOutcome.ACCEPTED and made.side == ScanSide.GIVE:
        return _("Diserahkan")
    return str(ScanOutcome(made.outcome).label)


@router.get("/boxes/{code}", response=BoxOut, operation_id="box", summary="Satu kotak")
@guards(Verb.LOGISTICS_VIEW)
def box(request: HttpRequest, code: BoxCode) -> dict[str, Any]:
    """Kotak dengan kode itu dan tempatnya sekarang."""
    found = access_box(caller(request, Verb.LOGISTICS_VIEW), code)
    return _shown(found, _names([found])[found.warehouse_id, _spot(found)], clock.now())


@router.get("/custody/late", response=Page[BoxOut], operation_id="late_boxes", summary="Kotak terlambat")
@guards(Verb.LOGISTICS_VIEW)
def late(request: HttpRequest, query: Annotated[LateQuery, Query()]) -> dict[str, Any]:
    """Kotak yang batas tibanya lewat dan belum diterima di tempat berikut, yang paling lama terlambat lebih dahulu."""
    actor, now = caller(request, Verb.LOGISTICS_VIEW), clock.now()
    rows = late_boxes(actor, access_election(actor, query.election), query.region or "", now)
    part = page(rows, query, lambda row: row)
    names = _names(part["items"])
    return part | {"items": [_shown(row, names[row.warehouse_id, _spot(row)], now) for row in part["items"]]}
