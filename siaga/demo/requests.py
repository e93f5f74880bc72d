"""The sample support requests of KPU and Bawaslu: one in each state, and one that is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from siaga.desk.models.support import SupportKind


@dataclass(frozen=True, slots=True)
class Answer:
    """granted with the agency that sees to it, or refused with the reason."""

    on: date
    granted: bool
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """asked, and what became of it."""

    asker: str
    kind: SupportKind
    title: str
    detail: str
    letter: str
    asked: date
    due: date
    answer: Answer | None = None
    delivered: date | None = None
    withdrawn: tuple[date, str] | None = None


REQUESTS = (
    Request(
        "kpu@16.72",
        SupportKind.WAREHOUSE,
        "Gudang logistik tingkat kota",
        "Luas sedikitnya 600 m², kering, berpagar, dapat dijaga 24 jam sejak kedatangan surat suara.",
        "contoh/PP.09.1/1672/2024",
        date(2024, 10, 2),
        date(2024, 10, 18),
        Answer(
            date(2024, 10, 7), True, "Gudang milik pemerintah kota disiapkan dan diperbaiki atapnya.", "pemda@16.72"
        ),
        delivered=date(2024, 10, 16),
    ),
    Request(
        "kpu@16.72",
        SupportKind.VEHICLE,
        "12 kendaraan bak terbuka untuk distribusi ke PPK dan PPS",
        "H-3 sampai H-1, dengan pengemudi. Dempo Selatan memerlukan sedikitnya dua kendaraan penggerak empat roda.",
        "contoh/PP.09.2/1672/2024",
        date(2024, 10, 8),
        date(2024, 11, 22),
        Answer(date(2024, 10, 15), True, "Disetujui 10 unit; 2 unit diupayakan dari kecamatan.", "dishub@16.72"),
    ),
    Request(
        "kpu@16.72",
        SupportKind.STAFF,
        "Pemeriksaan kesehatan calon KPPS di puskesmas",
        "Untuk 1.736 calon anggota KPPS, sebelum pelantikan 7 November 2024.",
        "contoh/PP.04.1/1672/2024",
        date(2024, 10, 9),
        date(2024, 10, 28),
        Answer(date(2024, 10, 14), True, "Dilayani di seluruh puskesmas, tanpa biaya.", "dinkes@16.72"),
    ),
    Request(
        "bawaslu@16.72",
        SupportKind.ROOM,
        "Ruang sidang untuk penanganan pelanggaran",
        "Ruang tertutup untuk 20 orang sampai masa rekapitulasi selesai.",
        "contoh/PM.01/K/2024",
        date(2024, 10, 10),
        date(2024, 11, 10),
        Answer(date(2024, 10, 17), False, "Semua ruang di Setda terpakai; Bawaslu dapat memakai aula Kecamatan."),
    ),
    Request(
        "bawaslu@16.72",
        SupportKind.VEHICLE,
        "4 sepeda motor untuk pengawas kelurahan yang jauh",
        "Untuk pengawasan distribusi dan masa tenang di Dempo Selatan dan Dempo Tengah.",
        "contoh/PM.02/K/2024",
        date(2024, 10, 24),
        date(2024, 11, 20),
    ),
    Request(
        "kpu@16.72",
        SupportKind.OTHER,
        "Genset cadangan untuk kantor KPU dan lima PPK",
        "Listrik padam tiga kali pada September; rekapitulasi tidak boleh terhenti.",
        "contoh/PP.09.3/1672/2024",
        date(2024, 10, 11),
        date(2024, 10, 25),
    ),
    Request(
        "bawaslu@16.72",
        SupportKind.STAFF,
        "Tambahan personel pendamping pengawasan logistik",
        "Dua orang tiap kecamatan pada H-3 sampai H-1.",
        "contoh/PM.03/K/2024",
        date(2024, 10, 14),
        date(2024, 11, 24),
        withdrawn=(date(2024, 10, 22), "Sudah dipenuhi dari pengawas kelurahan sendiri."),
    ),
)
