"""What a call brings to the minutes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from siaga.api.words import AgencyUnit, Body, Day, Line, Reason, RegionCode, RowId, Said, Text, Title, written

Notes = Annotated[str, written(100_000, strip=None)]


class StatementIn(Body):
    """Pernyataan sebuah instansi; bagian siap menjadi klaimnya, bersumber rapat ini."""

    agency: AgencyUnit = Field(description="Instansi yang menyatakan.", examples=["agency:kpu@16.72"])
    said_by: Line = Field("", description="Nama dan jabatan yang menyampaikan.", examples=["Ketua KPU (contoh)"])
    share: float | None = Field(None, ge=0, le=1, description="Bagian yang siap, 0–1.", examples=[0.8])
    of_what: Line = Field("", description="Dari apa.", examples=["kotak suara"])
    text: Text = Field("", description="Isi penyampaian.", examples=["Sisa 58 kotak masih di gudang."])
    hampers: Text = Field("", description="Kendala.", examples=["Truk kurang dua."])
    needs: Text = Field("", description="Kebutuhan.", examples=["Dua truk."])


class DecisionIn(Body):
    """Satu keputusan rapat."""

    text: Said = Field(description="Keputusan.", examples=["Pengiriman selesai sebelum H-6."])


class PromiseIn(Body):
    """Tindak lanjut baru."""

    title: Title = Field(description="Apa yang dikerjakan.", examples=["Kirim sisa kotak suara"])
    owner_agency: AgencyUnit = Field(description="Instansi pelaksana.", examples=["agency:kpu@16.72"])
    due: Day = Field(description="Tenggat.", examples=["2024-11-06"])
    region: RegionCode | None = Field(None, description="Wilayah; bawaan wilayah pelaksana.", examples=["16.72.03"])
    priority: Literal[1, 2, 3] = Field(2, description="1 tinggi, 2 sedang, 3 rendah.", examples=[2])
    detail: Text = Field("", description="Uraian.", examples=[""])


class PromiseReportIn(Body):
    """Laporan pada rapat ini atas tindak lanjut lama."""

    point: RowId = Field(description="Nomor tindak lanjut.", examples=[12])
    text: Said = Field(description="Perkembangan.", examples=["Separuh sudah terkirim."])
    state: Literal["", "in_progress", "blocked", "done"] = Field(
        "", description="Status baru; kosong bila tetap.", examples=["in_progress"]
    )
    blocked_why: Text = Field("", description="Bila terhambat: mengapa.", examples=[""])
    blocked_by: Line = Field("", description="Bila terhambat: oleh siapa.", examples=[""])


class SilenceIn(Body):
    """Tindak lanjut lama yang tidak dilaporkan, dengan alasannya."""

    point: RowId = Field(description="Nomor tindak lanjut.", examples=[13])
    reason: Reason = Field(description="Alasan.", examples=["Tidak hadir, tanpa kabar."])


class Records(Body):
    statements: list[StatementIn] = Field([], max_length=100, description="Pernyataan instansi.")
    decisions: list[DecisionIn] = Field([], max_length=100, description="Keputusan.")
    points: list[PromiseIn] = Field([], max_length=100, description="Tindak lanjut baru.")
    reports: list[PromiseReportIn] = Field([], max_length=200, description="Laporan atas tindak lanjut lama.")
    silences: list[SilenceIn] = Field([], max_length=200, description="Yang tidak dilaporkan, dengan alasannya.")


class ItemMinutesIn(Records):
    """Notula satu pokok agenda."""

    item: RowId = Field(description="Nomor pokok agenda.", examples=[41])
    notes: Notes | None = Field(
        None, description="Seluruh pembahasan pokok itu.", examples=["KPU: sisa 58 kotak suara masih di gudang."]
    )
    version: int = Field(
        0, ge=0, le=2**31 - 1, description="Versi pembahasan yang menjadi dasar; 0 bila belum pernah ada.", examples=[0]
    )
    discussed: bool = Field(True, description="Tandai pokok ini sudah dibahas.", examples=[True])


class MinutesIn(Records):
    """Isi notula; bagian tanpa pokok agenda ditulis langsung di sini."""

    items: list[ItemMinutesIn] = Field([], max_length=200, description="Notula per pokok agenda.")
    finish: bool = Field(False, description="Selesaikan notula sesudahnya.", examples=[False])


class SettleIn(Body):
    """Naskah yang berlaku bagi pokok yang naskahnya bentrok."""

    text: Notes = Field(description="Seluruh pembahasan yang berlaku.", examples=["KPU: sisa 58 kotak suara."])
    version: int = Field(ge=0, le=2**31 - 1, description="Versi pembahasan yang menjadi dasar.", examples=[1])


class ReasonIn(Body):
    """Alasan."""

    reason: Reason = Field(description="Alasan.", examples=["Ada keputusan yang terlewat."])


class AddendumIn(Body):
    """Pembetulan atau tambahan setelah tanda tangan."""

    text: Annotated[str, written(8000, 1)] = Field(description="Isi.", examples=["Jumlah truk pada pokok 2: enam."])
    reason: Reason = Field(description="Alasan.", examples=["Salah ketik."])
