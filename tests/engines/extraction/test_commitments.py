"""Who promised what by when: in follow-up lists and tables, in speech, and when asked."""

from __future__ import annotations

import pytest

from siaga.engines.extraction import as_json, extract

FORM = """NOTULA RAPAT
Hari/Tanggal: Rabu, 6 November 2024
Tempat: Aula Dinas Contoh
Pimpinan: Sekda Contoh

"""


def promises(text: str) -> list[tuple[str | None, str, str | None]]:
    found = as_json(extract(FORM + text))["meetings"][0]["commitments"]
    return [(one["who"], one["what"], one["due"]) for one in found]


def test_a_list_of_follow_up_is_read_line_by_line() -> None:
    told = (
        "Tindak lanjut:\n1. Dishub akan menyiapkan 4 truk paling lambat 15 November 2024.\n"
        "2. Satpol PP membersihkan APK pada masa tenang.\n- BPBD menyiagakan perahu karet H-2\n"
    )
    assert promises(told) == [
        ("dishub", "menyiapkan 4 truk", "2024-11-15"),
        ("satpol_pp", "membersihkan APK pada masa tenang", None),
        ("bpbd", "menyiagakan perahu karet H-2", "H-2"),
    ]


def test_a_table_of_follow_up_is_read_by_its_columns() -> None:
    told = (
        "Kesimpulan:\nNo. | Uraian | PIC | Target\n1 | Perbaikan jalan | Dinas PU | 20 November 2024\n"
        "2 | Pemeriksaan kesehatan KPPS | Dinkes, Puskesmas | H-7\n"
    )
    assert promises(told) == [
        ("opd", "Perbaikan jalan", "2024-11-20"),
        ("dinkes", "Pemeriksaan kesehatan KPPS", "H-7"),
        ("puskesmas", "Pemeriksaan kesehatan KPPS", "H-7"),
    ]


@pytest.mark.parametrize(
    ("sentence", "who", "due"),
    [
        ("Manajer PLN Contoh berjanji memasang genset sebelum 25 November 2024.", "pln", "2024-11-25"),
        ('"Kami akan menambah 20 personel di TPS rawan," kata Kapolres Contoh AKBP Budi.', "polres", None),
        ("Dinas Kesehatan bakal membuka posko di setiap kecamatan mulai H-1.", "dinkes", "H-1"),
        ("Sekda menginstruksikan para camat agar melaporkan kesiapan TPS setiap Senin.", "kecamatan", None),
        ("Kodim siap membantu angkutan logistik ke pulau.", "kodim", None),
    ],
)
def test_a_promise_in_speech_has_its_owner(sentence: str, who: str, due: str | None) -> None:
    assert [(one[0], one[2]) for one in promises(sentence)] == [(who, due)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Pilkada akan digelar pada 27 November 2024.",
        "Bupati meminta semua pihak menjaga kondusivitas.",
        "KPU berharap pemilih akan datang ke TPS.",
    ],
)
def test_hopes_and_the_vote_are_no_promise(sentence: str) -> None:
    assert promises(sentence) == []
