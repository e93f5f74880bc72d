"""What is refused as partisan, and what must not be."""

from __future__ import annotations

import pytest

from siaga.instruments.errors import PartisanContent, PartisanHeaders
from siaga.instruments.library import SHIPPED, shipped_draft
from siaga.instruments.neutrality import partisan_word, refuse_partisan
from siaga.instruments.xlsform.reading import read_form

PARTISAN = [
    "Perolehan suara paslon 1",
    "perolehan_suara",
    "jmlSuaraPaslon01",
    "jumlah_suara_sah",
    "Jumlah suara",
    "Suara sah per pasangan calon",
    "suara_tidak_sah",
    "Surat suara tidak sah (lembar)",
    "suara_01",
    "total suara partai",
    "Hasil penghitungan suara di TPS ini",
    "hasil hitung sementara",
    "Hasil Pilkada tingkat kecamatan",
    "Rekap suara",
    "Quick count pukul 15.00",
    "real_count",
    "Exit poll",
    "hitung cepat",
    "Elektabilitas calon bupati",
    "Survei dukungan",
    "Tingkat dukungan masyarakat kepada paslon",
    "persentase pendukung pasangan calon",
    "Jumlah pendukung",
    "basis pendukung",
    "Kantong suara petahana",
    "Popularitas kandidat",
    "Nomor urut 2",
    "paslon_2",
    "Pasangan calon nomor urut 1",
    "Calon Bupati 01",
    "Paslon yang unggul di TPS ini",
    "Siapa pilihan Anda?",
    "Anda akan memilih calon yang mana?",
    "Kecenderungan politik pemilih",
    "Peringkat calon",
    "votes",
    "Valid votes",
    "vote_count",
    "Total votes received",
    "Number of votes for each candidate",
    "votes for candidate A",
    "election results",
    "candidate_votes",
    "Candidate 2",
    "Voting intention",
    "approval rating",
    "support for the candidate",
    "Number of supporters",
    "Which candidate do people here support?",
    "Leading candidate",
]

INNOCENT = [
    "Surat suara",
    "Jumlah surat suara diterima (lembar)",
    "surat_suara_rusak",
    "Surat suara rusak atau robek",
    "Surat suara untuk calon gubernur sudah diterima",
    "Kotak suara",
    "Jumlah kotak suara",
    "Bilik suara",
    "Kertas suara rusak",
    "Pemungutan suara",
    "Apakah pemungutan suara dimulai pukul 07.00?",
    "Tempat penghitungan suara terang dan beratap",
    "Penghitungan suara selesai pukul berapa?",
    "Apakah penghitungan suara ulang pernah terjadi?",
    "Formulir berita acara hasil penghitungan suara tersedia",
    "Keterlambatan pengiriman hasil penghitungan suara",
    "Sampul hasil rekapitulasi",
    "Formulir Model C.Hasil",
    "Pengeras suara",
    "Hak suara pasien rumah sakit",
    "Dekat posko tim kampanye",
    "Dekat rumah pasangan calon dan/atau posko tim kampanye",
    "Petugas KPPS berkampanye untuk pasangan calon",
    "Menguntungkan atau merugikan pasangan calon",
    "Jumlah pemilih",
    "pemilih",
    "Pemilih disabilitas yang terdaftar di DPT",
    "Pemilih pindahan",
    "Jumlah calon KPPS",
    "Jumlah saksi pasangan calon yang hadir",
    "Alat peraga kampanye pasangan calon masih terpasang",
    "Bentrok antarpendukung pasangan calon",
    "Apakah ASN menyatakan dukungan kepada pasangan calon?",
    "Dukungan anggaran",
    "Jumlah dukungan personel",
    "Tingkat dukungan sarana",
    "Permintaan dukungan kendaraan",
    "Nomor urut TPS",
    "nomor_urut",
    "TPS 01",
    "Hasil pemeriksaan kesehatan",
    "Hasil rapat koordinasi",
    "Hasil pemantauan kecamatan",
    "Rekapitulasi tingkat kecamatan selesai",
    "Netralitas ASN",
    "Politik uang",
    "Voters on the final list",
    "Voting booths",
    "Right to vote",
    "A repeated vote or recount",
    "Polling station 2",
    "Ballot papers received",
    "Is the place for counting votes well lit?",
    "Number of candidates' witnesses present",
    "Support needed from the police",
]


@pytest.mark.parametrize("text", PARTISAN)
def test_votes_support_and_standing_are_told(text: str) -> None:
    found = partisan_word(text)
    assert found is not None
    assert found[0] and found[1]


@pytest.mark.parametrize("text", INNOCENT)
def test_preparation_and_watching_are_not_refused(text: str) -> None:
    assert partisan_word(text) is None


@pytest.mark.parametrize("name", SHIPPED)
def test_what_we_ship_is_neutral(name: str) -> None:
    assert shipped_draft(name).questions


def _form(survey: str, choices: str = "") -> bytes:
    return f"""
| survey |
| | type | name | label | hint | calculation |
{survey}
| choices |
| | list_name | name | label |
| | ya_tidak | ya | Ya |
| | ya_tidak | tidak | Tidak |
{choices}
| settings |
| | form_title | form_id | version | siaga_unit |
| | Contoh | contoh | 1 | tps |
""".encode()


@pytest.mark.parametrize(
    ("survey", "choices", "sheet", "column"),
    [
        ("| | integer | suara_sah | Jumlah | | |", "", "survey", "name"),
        ("| | integer | n1 | Suara sah paslon 1 | | |", "", "survey", "label"),
        ("| | integer | n1 | Jumlah | Isi perolehan suara | |", "", "survey", "hint"),
        ("| | integer | n1 | Paslon A | | |", "", "survey", "label"),
        ("| | integer | suara | Banyaknya | | |", "", "survey", "name"),
        ("| | select_one s | n1 | Pilih satu | | |", "| | s | a | Calon nomor 1 |", "choices", "label"),
        ("| | select_one s | n1 | Pilih satu | | |", "| | s | paslon_1 | Yang pertama |", "choices", "name"),
        ("| | calculate | n2 | | | 'quick count' |\n| | text | n1 | Catatan | | |", "", "survey", "calculation"),
    ],
)
def test_a_partisan_form_is_refused_with_its_place(survey: str, choices: str, sheet: str, column: str) -> None:
    with pytest.raises(PartisanContent) as refused:
        read_form(_form(survey, choices), "contoh.md")
    (finding,) = refused.value.findings
    assert (finding.sheet, finding.column) == (sheet, column)
    assert finding.row > 2
    assert "KPU" in finding.remedy


def test_a_neutral_form_about_the_same_places_is_taken() -> None:
    rows = [
        "| | audio | suara | Suara | | |",
        "| | integer | surat_suara | Surat suara diterima | | |",
        "| | select_one ya_tidak | posko | Dekat posko? | | |",
    ]
    assert len(read_form(_form("\n".join(rows)), "contoh.md").questions) == 3


def test_an_import_with_such_a_column_is_refused_by_its_header() -> None:
    with pytest.raises(PartisanHeaders) as refused:
        refuse_partisan(["tps_code", "kotak_suara", "Suara Sah 01", "elektabilitas", "suara"])
    assert refused.value.headers == ["Suara Sah 01", "elektabilitas", "suara"]
    refuse_partisan(["tps_code", "kotak_suara", "surat_suara", "7.6", "i7_6", "jumlah_pemilih"])
