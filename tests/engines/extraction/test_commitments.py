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


def test_a_heading_opens_the_list_of_follow_up_below_fields_too() -> None:
    told = "IV. Tindak Lanjut\n1. Polres menyusun jadwal pengawalan.\n2. Dishub meninjau dermaga.\n"
    assert promises(told) == [("polres", "menyusun jadwal pengawalan", None), ("dishub", "meninjau dermaga", None)]


def test_a_table_of_follow_up_is_read_by_its_columns() -> None:
    told = (
        "Kesimpulan:\nNo. | Uraian | PIC | Target\n1 | Perbaikan jalan | Dinas PU | 20 November 2024\n"
        "2 | Pemeriksaan kesehatan KPPS | Dinkes, Puskesmas | H-7\n3 | Pembersihan dermaga | BPBD dan Dishub | H-5\n"
    )
    assert promises(told) == [
        ("opd", "Perbaikan jalan", "2024-11-20"),
        ("dinkes", "Pemeriksaan kesehatan KPPS", "H-7"),
        ("bpbd", "Pembersihan dermaga", "H-5"),
        ("dishub", "Pembersihan dermaga", "H-5"),
    ]


@pytest.mark.parametrize(
    ("sentence", "who", "due"),
    [
        ("Manajer PLN Contoh berjanji memasang genset sebelum 25 November 2024.", "pln", "2024-11-25"),
        ('"Kami akan menambah 20 personel di TPS rawan," kata Kapolres Contoh AKBP Budi.', "polres", None),
        ("Dinas Kesehatan bakal membuka posko di setiap kecamatan mulai H-1.", "dinkes", "H-1"),
        ("Sekda menginstruksikan para camat agar melaporkan kesiapan TPS setiap Senin.", "kecamatan", None),
        ("Kodim siap membantu angkutan logistik ke pulau.", "kodim", None),
        ("PMI siap menyiagakan dua ambulans di kantor camat.", "opd", None),
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


@pytest.mark.parametrize(
    ("sentence", "who", "due"),
    [
        ("Atap aula akan ditambal Dinas PUPR sebelum 14 November.", "opd", "2024-11-14"),
        ("Dua sekoci dijanjikan Lanal untuk pulau terluar.", "lanal", None),
        ("Kalau feri batal, Lanal menyanggupi mengirim kapal patroli.", "lanal", None),
        ('"Teknisi kami kirim lusa," jawab Manajer PLN.', "pln", "2024-11-08"),
        ("Kadis PMD bilang honor Linmas cair tanggal 12.", "pmd", "2024-11-12"),
        ("Direktur RSUD menjawab, rumah sakit menyediakan tiga ambulans.", "rsud", None),
        ("Kepada BPBD, dirikan tenda di dua TPS itu.", "bpbd", None),
        ("Sewa perahu ditanggung Pemkab.", "pemda", None),
        ("Dukcapil turun ke lapas hari Kamis utk rekam 30 warga binaan", "disdukcapil", "2024-11-07"),
        ("Soal tenda biar BPBD yang pasang, deadline Jumat.", "bpbd", "2024-11-08"),
        ("Satpol PP: bersihkan spanduk di pasar, tenggat 24/11.", "satpol_pp", "2024-11-24"),
        ("Paling lambat 14 November Kesbangpol sudah menyerahkan peta kerawanan.", "kesbangpol", "2024-11-14"),
        ("Perbaikan gardu | PJ: PLN | batas: H-5", "pln", "H-5"),
        ("Pemilik gudang bersedia memperpanjang sewa.", None, None),
        (
            "Satpol PP menertibkan alat peraga kampanye pada 24 November 2024 bersama Bawaslu.",
            "satpol_pp",
            "2024-11-24",
        ),
        ("Dishub diminta menyiapkan mobil gardan ganda seminggu sebelum pencoblosan.", "dishub", "H-7"),
        ("Kades Muara bilang bisa pinjamkan balai desa.", "desa", None),
        ("Telkom rencananya pasang wifi di aula PPK.", "telkom", None),
        ("Kasatpol PP memastikan spanduk bersih paling lambat Minggu pagi.", "satpol_pp", "2024-11-10"),
        ("Rapat memutuskan BPBD menyiagakan 40 relawan mulai H-2.", "bpbd", "H-2"),
    ],
)
def test_a_promise_is_known_in_any_order_of_words(sentence: str, who: str | None, due: str | None) -> None:
    assert [(one[0], one[2]) for one in promises(sentence)] == [(who, due)]


def test_two_clauses_with_two_owners_are_two_promises() -> None:
    told = "KPU akan mengirim formulir ke kecamatan, sedangkan Dishub menyiapkan dua truk H-4."
    assert [(one[0], one[2]) for one in promises(told)] == [("kpu", None), ("dishub", "H-4")]


def test_who_speaks_in_a_memo_owns_what_is_said_below_the_name() -> None:
    told = "PLN (Pak Budi Contoh):\nTrafo cadangan kami pasang di kantor camat hari Sabtu.\n"
    assert [(one[0], one[2]) for one in promises(told)] == [("pln", "2024-11-09")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Polres siap mengamankan seluruh tahapan.",
        "Bawaslu berkewajiban mengawasi kampanye.",
        "Dishub menyatakan tidak sanggup menambah kapal.",
        "Belum ada instansi yang bersedia meminjamkan tenda.",
        "Jika listrik padam, PLN akan menyalakan genset.",
        "Pasangan calon nomor 2 berjanji membangun jembatan.",
        "Dinas Kesehatan sudah memeriksa 900 calon KPPS.",
        "Kepala BPBD mengatakan banjir akan mengganggu distribusi.",
        "Masa tenang akan dimulai 24 November.",
        "KPPS yang akan bertugas sudah dilantik.",
        "Bupati akan membuka rapat itu besok.",
        "Rakor dihadiri Kapolres dan Dandim, Senin.",
        "Demikian akan kami laporkan perkembangannya.",
        "Undang-undang mewajibkan KPU mengumumkan DPT.",
        "Sekda meminta para camat tidak meninggalkan wilayahnya.",
        "KPU menargetkan partisipasi 80 persen.",
        "Peserta menyepakati beberapa langkah.",
        "Satpol PP menertibkan 90 spanduk sepanjang pekan ini.",
        "Danramil siap membantu pengamanan.",
        "BMKG memprakirakan hujan lebat pada 26 November 2024.",
    ],
)
def test_office_hope_rule_deed_and_weather_are_no_promise(sentence: str) -> None:
    assert promises(sentence) == []


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("Kapolsek menyampaikan personelnya 18 orang. Patroli malam akan ditambah mulai minggu ini.", "polsek"),
        ("Bawaslu mengaku kekurangan orang, namun tetap akan menelusuri laporan itu.", "bawaslu"),
        ("1. Honor Linmas dibayarkan oleh desa paling lambat H-3.", "desa"),
        ("Kepala Puskesmas: obat cukup, bidan desa kami siagakan di setiap TPS.", "puskesmas"),
        ("Kominfo, tolong periksa jaringan di aula malam ini.", "kominfo"),
    ],
)
def test_the_owner_may_stand_in_the_clause_before_or_at_its_end(told: str, who: str) -> None:
    assert [one[0] for one in promises(told)] == [who]


def test_the_next_meeting_and_a_turn_of_speech_are_no_promise() -> None:
    assert promises("Rapat lanjutan akan digelar pada 14 November.") == []
    assert promises("KPU melaporkan logistik lengkap. Akan tetapi, jalan ke hulu terputus.") == []


def test_a_task_is_told_without_the_one_who_says_so() -> None:
    told = "Ketua KPU mengatakan bahwa bilik pengganti akan dikirim paling lambat 14 November."
    assert promises(told) == [("kpu", "bilik pengganti akan dikirim paling lambat 14 November", "2024-11-14")]


def test_who_is_called_by_name_or_by_what_he_heads_is_known_again() -> None:
    told = (
        "Ketua KPU Contoh, Wahyu Hidayat, menyebut 42 bilik rusak. Situasi lain baik.\n\n"
        "Kapolres Contoh AKBP Chandra Ismail menilai situasi aman.\n\n"
        "Wahyu akan meminta penggantinya ke provinsi sebelum 15 November.\n\n"
        '"Anggota ke hulu berangkat H-4," ujar Chandra.\n\n'
        "Manajer PLN mengakui listrik sering padam. Perusahaan setrum itu akan mengirim genset.\n"
    )
    assert [(one[0], one[2]) for one in promises(told)] == [("kpu", "2024-11-15"), ("polres", "H-4"), ("pln", None)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Bawaslu membuka kembali pendaftaran pengawas hingga Jumat (15/11).", [("bawaslu", "2024-11-15")]),
        ("Kodim menempatkan dua regu di hulu sejak H-2 pemungutan suara.", [("kodim", "H-2")]),
        ("Kesbangpol menyampaikan surat permohonan dana pada 12 November.", [("kesbangpol", "2024-11-12")]),
        ("Ketua KPU menyampaikan laporan kesiapan, Kamis.", []),
        ("Pihak PLN berjanji memasang tiga genset sementara sebelum 22 November.", [("pln", "2024-11-22")]),
        ("Kadis Kesehatan mengatakan tim medis akan memeriksa petugas pada 15 November.", [("dinkes", "2024-11-15")]),
        ("Kapolres mengatakan massa pendukung akan menggelar aksi pada 20 November.", []),
        ("Kapolres menjelaskan sebanyak 20 ribu warga akan menggunakan haknya.", []),
        ("Polsek mendampingi tiap perahu dengan dua personel.", [("polsek", None)]),
        ("Polsek menjaga seluruh TPS dengan 20 personel.", []),
        ("PLN mengakui listrik padam sampai hari pemungutan suara.", []),
        ("Ia khawatir keadaan itu berlanjut sampai hari pencoblosan.", []),
    ],
)  # fmt: skip
def test_a_deed_by_a_day_is_told_from_a_stage_from_speech_and_from_fear(
    sentence: str, wanted: list[tuple[str, str | None]]
) -> None:
    assert [(who, due) for who, _, due in promises(sentence)] == wanted


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "Sekda meminta Dishub menyiapkan kapal paling lambat 14 November, dan menugaskan PLN memeriksa trafo H-3.",
            [("dishub", "2024-11-14"), ("pln", "H-3")],
        ),
        (
            "Kominfo agar menyusun jadwal, dan para camat agar mengirim data linmas paling lambat 12 November.",
            [("kominfo", None), ("kecamatan", "2024-11-12")],
        ),
        (
            "KPU, Bawaslu, dan Polres diminta menyiapkan data paling lambat 12 November.",
            [("kpu", "2024-11-12"), ("bawaslu", "2024-11-12"), ("polres", "2024-11-12")],
        ),
    ],
)
def test_each_order_of_a_sentence_has_its_own_day(sentence: str, wanted: list[tuple[str, str | None]]) -> None:
    assert [(who, due) for who, _, due in promises(sentence)] == wanted


def test_the_next_sentence_may_add_the_day() -> None:
    told = '"Dishub siap meminjamkan tiga kapal. Berangkat tanggal 18, subuh," ujarnya.'
    assert [(who, due) for who, _, due in promises(told)] == [("dishub", "2024-11-18")]
    told = "BPBD akan meminjamkan enam perahu. Banjir mulai tanggal 5 lalu."
    assert [(who, due) for who, _, due in promises(told)] == [("bpbd", None)]


def test_a_party_of_a_record_is_who_it_is_said_to_be() -> None:
    told = (
        "1. Contoh Satu, Kepala Dinas Perhubungan, selanjutnya disebut Pihak Pertama;\n"
        "2. Contoh Dua, Direktur RSUD (Pihak Kedua).\n\n"
        "Pihak Pertama wajib menyerahkan dua bus paling lambat 15 November. Pihak Kedua menyiapkan 3 ambulans.\n"
    )
    assert [(who, due) for who, _, due in promises(told)] == [("dishub", "2024-11-15"), ("rsud", None)]


def test_a_heading_in_a_list_is_no_task_and_the_first_in_a_cell_owns_it() -> None:
    told = (
        "TINDAK LANJUT\n\n"
        "No | Uraian | Pelaksana | Tenggat\n"
        "1 | Membersihkan gudang | KPU, Camat | 18 s.d. 22 November 2024\n"
    )
    assert promises(told) == [("kpu", "Membersihkan gudang", "2024-11-22")]
    told = "Tindak lanjut:\n1. Perbaikan dermaga\nV. Penutup\n"
    assert [what for _, what, _ in promises(told)] == ["Perbaikan dermaga"]
