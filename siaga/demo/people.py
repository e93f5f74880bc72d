"""Who sits where in the sample desk. Every person is invented and named *Contoh* with the name of a tree or flower."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from siaga.desk.models import TenureKind

CITY_KINDS = (
    "pemda",
    "sekda",
    "kesbangpol",
    "kpu",
    "bawaslu",
    "polres",
    "kodim",
    "kejaksaan",
    "pengadilan",
    "dprd",
    "satpol_pp",
    "disdukcapil",
    "bpbd",
    "dishub",
    "kominfo",
    "dinkes",
    "inspektorat",
    "pln",
    "telkom",
)
DISTRICT_KINDS = ("kecamatan", "ppk", "panwaslu_kecamatan", "polsek", "koramil", "puskesmas")
VILLAGE_KINDS = ("desa", "pps")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a sample person at the first, second … office of an agency (``kpu@16.72``, counted from 0)."""

    agency: str
    office: int
    person: str
    starts: date
    kind: TenureKind = TenureKind.DEFINITIVE
    ends: date | None = None
    basis: str = ""


LEADERS = (
    Term(
        "pemda@16.72",
        0,
        "Contoh Jati",
        date(2018, 10, 1),
        ends=date(2023, 9, 30),
        basis="Keputusan Mendagri (contoh)",
    ),
    Term(
        "pemda@16.72",
        0,
        "Contoh Meranti",
        date(2023, 10, 1),
        TenureKind.PJ,
        basis="Keputusan Mendagri tentang penjabat wali kota (contoh)",
    ),
    Term("sekda@16.72", 0, "Contoh Cendana", date(2022, 3, 1), basis="SK Wali Kota (contoh)"),
    Term("sekda@16.72", 1, "Contoh Kenanga", date(2023, 1, 9)),
    Term("kesbangpol@16.72", 0, "Contoh Ulin", date(2021, 5, 3)),
    Term(
        "kesbangpol@16.72",
        0,
        "Contoh Melati",
        date(2024, 10, 14),
        TenureKind.PLH,
        ends=date(2024, 10, 25),
        basis="Surat perintah pelaksana harian (contoh)",
    ),
    Term("kpu@16.72", 0, "Contoh Sungkai", date(2023, 11, 1)),
    Term("kpu@16.72", 1, "Contoh Anggrek", date(2022, 2, 1)),
    Term("bawaslu@16.72", 0, "Contoh Tembesu", date(2023, 8, 20)),
    Term("polres@16.72", 0, "Contoh Merbau", date(2024, 1, 8)),
    Term("polres@16.72", 1, "Contoh Gaharu", date(2023, 6, 1)),
    Term("kodim@16.72", 0, "Contoh Damar", date(2023, 12, 4)),
    Term("kejaksaan@16.72", 0, "Contoh Cempaka", date(2023, 7, 17)),
    Term("pengadilan@16.72", 0, "Contoh Flamboyan", date(2024, 2, 5)),
    Term("dprd@16.72", 0, "Contoh Mahoni", date(2024, 9, 30)),
    Term("dinkes@16.72", 0, "Contoh Dahlia", date(2022, 8, 1)),
    Term("dishub@16.72", 0, "Contoh Bungur", date(2022, 8, 1)),
    Term("kominfo@16.72", 0, "Contoh Seroja", date(2021, 11, 1)),
    Term("bpbd@16.72", 0, "Contoh Ketapang", date(2020, 2, 3)),
    Term("satpol_pp@16.72", 0, "Contoh Trembesi", date(2022, 8, 1)),
    Term("disdukcapil@16.72", 0, "Contoh Teratai", date(2022, 8, 1)),
)

# Camat, Kapolsek and chairs of PPK, by kecamatan.
_OF_DISTRICTS = {
    "16.72.01": ("Contoh Akasia", "Contoh Bakau", "Contoh Alamanda"),
    "16.72.02": ("Contoh Beringin", "Contoh Cemara", "Contoh Bugenvil"),
    "16.72.03": ("Contoh Gelam", "Contoh Durian", "Contoh Soka"),
    "16.72.04": ("Contoh Kapur", "Contoh Jelutung", "Contoh Edelweis"),
    "16.72.05": ("Contoh Medang", "Contoh Pulai", "Contoh Lavender"),
}


def terms() -> Iterator[Term]:
    """All terms of the sample desk; one camat is a Plt because the post is vacant."""
    yield from LEADERS
    for code, (camat, kapolsek, ppk) in _OF_DISTRICTS.items():
        if code == "16.72.04":
            yield Term(
                f"kecamatan@{code}",
                0,
                camat,
                date(2024, 8, 1),
                TenureKind.PLT,
                basis="Surat perintah pelaksana tugas (contoh)",
            )
        else:
            yield Term(f"kecamatan@{code}", 0, camat, date(2023, 2, 1))
        yield Term(f"polsek@{code}", 0, kapolsek, date(2023, 9, 1))
        yield Term(f"ppk@{code}", 0, ppk, date(2024, 5, 16), ends=date(2025, 1, 27))


# Section of the desk (pattern of four functions), agency whose first office sits in it, head or not.
SEATS = (
    ("Sekretariat", "kesbangpol@16.72", True),
    ("Sekretariat", "kominfo@16.72", False),
    ("Bidang Pemantauan", "polres@16.72", True),
    ("Bidang Pemantauan", "kodim@16.72", False),
    ("Bidang Pemantauan", "satpol_pp@16.72", False),
    ("Bidang Inventarisasi dan Antisipasi Masalah", "bpbd@16.72", True),
    ("Bidang Inventarisasi dan Antisipasi Masalah", "dishub@16.72", False),
    ("Bidang Inventarisasi dan Antisipasi Masalah", "dinkes@16.72", False),
    ("Bidang Inventarisasi dan Antisipasi Masalah", "disdukcapil@16.72", False),
    ("Bidang Saran Penyelesaian", "kejaksaan@16.72", True),
)
