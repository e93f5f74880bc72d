"""What a call brings to action points, and by what it asks for them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from siaga.api.narrowing import PlaceQuery
from siaga.api.points.words import ClosesWhen, Origin, StatusName
from siaga.api.words import (
    AgencyUnit,
    Body,
    Day,
    ElectionSlug,
    Line,
    Note,
    RegionCode,
    RowId,
    StationUnit,
    Text,
    Title,
    written,
)

Kind = Literal["report", "silence", "verify", "return", "drop", "hand_over", "change"]


class PointIn(Body):
    """Tindak lanjut baru: satu instansi, satu tempat, satu tenggat."""

    election: ElectionSlug = Field(description="Pemilihan.", examples=["pilkada-2024"])
    owner_agency: AgencyUnit = Field(description="Instansi pelaksana.", examples=["agency:kpu@16.72"])
    region: RegionCode = Field(description="Wilayah.", examples=["16.72.01"])
    title: Title = Field(description="Apa yang harus dikerjakan.", examples=["Kirim 12 kotak suara ke PPK"])
    due: Day = Field(description="Tenggat.", examples=["2024-11-06"])
    detail: Text = Field("", description="Uraian.", examples=[""])
    unit: StationUnit | None = Field(None, description="TPS, bila menyangkut satu TPS.", examples=[None])
    indicator: Annotated[str, written(60, strip=None)] = Field(
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


class UpdateIn(Body):
    """Perkembangan baru. Isian yang dipakai mengikuti `kind`."""

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
    reason: Note = Field("", description="Alasan.", examples=[""])
    meeting: RowId | None = Field(None, description="Rapat tempat disampaikan atau diputuskan.", examples=[None])
    blocked_why: Note = Field("", description="Apa yang menghambat.", examples=[""])
    blocked_by: Annotated[str, written(160)] = Field("", description="Siapa yang dapat membantu.", examples=[""])
    submission: Annotated[str, written(80, strip=None)] | None = Field(
        None, description="Nomor laporan (`instance_id`) yang membuktikannya.", examples=[None]
    )
    forum: RowId | None = Field(None, description="Forum yang mengambil alih.", examples=[None])
    due: Day | None = Field(None, description="Tenggat baru.", examples=[None])
    owner_agency: AgencyUnit | None = Field(None, description="Pelaksana baru.", examples=[None])
    title: Title | None = Field(None, description="Judul baru.", examples=[None])
    priority: Literal[1, 2, 3] | None = Field(None, description="Prioritas baru.", examples=[None])


class PointQuery(PlaceQuery):
    """Which action points."""

    owner_agency: AgencyUnit | None = Field(None, description="Hanya instansi ini.")
    status: StatusName | None = Field(None, description="Hanya status ini.", examples=["open"])
    overdue: bool | None = Field(None, description="Hanya yang lewat tenggat (true).")
    meeting: RowId | None = Field(None, description="Hanya yang dijanjikan pada rapat ini.")
