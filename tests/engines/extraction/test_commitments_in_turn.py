"""Promises that one sentence does not tell alone: who is turned to, who answers, who goes on speaking."""

from __future__ import annotations

import pytest

from siaga.engines.extraction import as_json, extract

FORM = """NOTULA RAPAT
Hari/Tanggal: Senin, 28 Oktober 2024
Tempat: Aula Dinas Contoh
Pimpinan: Sekda Contoh

"""


def promised(text: str) -> list[tuple[str | None, str | None]]:
    found = as_json(extract(FORM + text))["meetings"][0]["commitments"]
    return [(one["who"], one["due"]) for one in found]


@pytest.mark.parametrize(
    ("told", "who", "due"),
    [
        ("Bupati berpaling ke BPBD. Enam tenda diminta dipindahkan ke Wedung malam itu juga.", "bpbd", "2024-10-28"),
        ("Sekda melirik Kepala Dishub. Dua bus diminta siap di alun-alun besok pagi.", "dishub", "2024-10-29"),
        ("Wakil Bupati lantas menunjuk PLN. Genset cadangan diminta sudah di lokasi H-2.", "pln", "H-2"),
        ("Bupati menagih Diskominfo. Repeater kedua diperintahkan dipasang di bukit.", "kominfo", None),
    ],
)
def test_who_is_turned_to_owns_the_order_that_follows(told: str, who: str, due: str | None) -> None:
    assert promised(told) == [(who, due)]


@pytest.mark.parametrize(
    ("told", "who", "due"),
    [
        (
            'Sekretaris KPU menjawab, dananya tersedia. "Rabu ini masuk ke rekening mereka," katanya.',
            "kpu",
            "2024-10-30",
        ),
        (
            "Kapolres bicara singkat. Untuk itu 40 personel ditempatkan di hulu mulai 20 November.",
            "polres",
            "2024-11-20",
        ),
        ("Kadishub angkat bicara. Ketiga perahunya ia serahkan kepada KPU per 15 November.", "dishub", "2024-11-15"),
        (
            "- Ketua Bawaslu menyebut serangan fajar lazim.\n- Ditambahkan, patroli disebar per 21 November.",
            "bawaslu",
            "2024-11-21",
        ),
        ("Camat: sudah saya telepon pihak Telkom, teknisinya naik besok.", "telkom", "2024-10-29"),
        ("Kapolsek menyebut warga gelisah. Ronda jalan terus sampai penghitungan selesai.", "polsek", None),
    ],
)
def test_who_speaks_goes_on_in_the_sentences_that_follow(told: str, who: str, due: str | None) -> None:
    assert promised(told) == [(who, due)]


def test_a_request_and_its_answer_are_one_promise() -> None:
    told = "Ketua Bawaslu meminta polisi menelusuri akun itu besok. Kapolres menjawab, Satreskrim segera menelusurinya."
    assert promised(told) == [("polres", "2024-10-29")]


@pytest.mark.parametrize(
    ("told", "who", "due"),
    [
        ('"Lusa gantinya sudah di gudang," janji Ketua KPU Rudi Contoh.', "kpu", "2024-10-30"),
        ("PLN menjamin tidak ada pemadaman mulai sehari sebelum pencoblosan.", "pln", "H-1"),
        ("BKPSDM minta tiga hari untuk menyusun daftarnya.", "opd", "2024-10-31"),
        ("Ketua KPU memastikan kotak itu kembali, dan semuanya tiba sebelum Minggu.", "kpu", "2024-11-03"),
        (
            "Kapolres meminta laporan dari tiap Polsek masuk pukul 20.00 setiap malam, dimulai hari itu.",
            "polsek",
            "2024-10-28",
        ),
        ("Kabag Ops diperintahkan menyiapkan 20 velbed.", "polres", None),
        ("Sisanya, menurut Ketua KPU, dijanjikan tiba oleh percetakan Senin pekan depan.", None, "2024-11-04"),
        ("Yang ditekankan Sekda: kotak sudah harus berada di kecamatan H-4.", None, "H-4"),
        ('"Berkasnya kami antar ke kejaksaan hari ini," ujar Kepala Kesbangpol.', "kesbangpol", "2024-10-28"),
    ],
)
def test_a_promise_is_known_by_its_frame(told: str, who: str | None, due: str | None) -> None:
    assert promised(told) == [(who, due)]


@pytest.mark.parametrize(
    ("told", "who", "due"),
    [
        ("perahu logistik bsk brangkat jam 5 - yg mastikan PPK", "ppk", "2024-10-29"),
        ("truk lusa jalan, yg handle Dishub", "dishub", "2024-10-30"),
        ("tenda 2 unit dipegang Linmas ya", "linmas", None),
        ("stok obat aman. kapus: bsk diperiksa lagi", "puskesmas", "2024-10-29"),
        ("lusa jam 6 smua sdh di gudang", None, "2024-10-30"),
    ],
)
def test_messages_name_the_owner_in_their_own_way(told: str, who: str | None, due: str | None) -> None:
    assert promised(told) == [(who, due)]


@pytest.mark.parametrize(
    "told",
    [
        "Kekurangan 300 lembar masih sebatas janji.",
        '"Jangan sampai hari H kita masih sibuk cari perahu," ujar Bupati.',
        "Kapolres menyebut sengketa itu belum selesai dan bisa meletup lagi di hari pencoblosan.",
        "KPPS terbentuk di seluruh desa, pelantikan 7 November 2024.",
        "Ketua KPU menyebut 312 petugas disumpah 7 November.",
        "Kapolres meminta pergeseran personel dibantu kapal yang ada, sebab perahunya kecil.",
        '"Laporan dari petugas kami di sana baru masuk keesokan harinya," tutur Kapolres.',
    ],
)
def test_what_only_sounds_like_a_promise_is_none(told: str) -> None:
    assert promised(told) == []


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("C. KEPUTUSAN\n   C.1  Disdukcapil membuka perekaman malam sampai H-1.\n", [("disdukcapil", "H-1")]),
        ("Tindak lanjut:\n1. Melengkapi berkas honor (KPU, 5 November)\n", [("kpu", "2024-11-05")]),
        ("Tindak lanjut:\n- Penertiban baliho, paling lambat 10 November (Satpol PP)\n", [("satpol_pp", "2024-11-10")]),
        ("Hasil rapat:\n1. Pemasangan genset di 4 PPK -- PLN -- H-2\n", [("pln", "H-2")]),
        (
            "5. TINDAK LANJUT\n     Apa                     Siapa           Kapan\n"
            "   a. Bayar muka perahu      Kas Kecamatan   Senin\n   b. Bersihkan lapangan     Kades           H-1\n",
            [("kecamatan", "2024-11-04"), ("desa", "H-1")],
        ),
        (
            "KESEPAKATAN:\nDinkes:\n- menyiapkan 20 paket obat\nPolres:\n- menambah satu regu di gudang\n",
            [("dinkes", None), ("polres", None)],
        ),
    ],
)
def test_a_line_of_a_list_is_owned_by_whom_its_signs_set_apart(
    told: str, wanted: list[tuple[str | None, str | None]]
) -> None:
    assert promised(told) == wanted


@pytest.mark.parametrize(
    ("told", "who", "due"),
    [
        ("Ketua KPU Rahma Contoh memaparkan stok. Rahma berjanji mengirim tinta besok.", "kpu", "2024-10-29"),
        ('Kepala Dishub Jefri Contoh hadir. "Dua bus kami siapkan Kamis ini," sambung Jefri.', "dishub", "2024-10-31"),
        (
            '"Kalau begitu Pak Kades cari gedung lain. Paling lambat Jumat ini lapor," jawab Camat.',
            "desa",
            "2024-11-01",
        ),
        ('Danramil menyampaikan kesanggupannya. "Truk kami bisa dipakai," katanya.', "koramil", None),
        (
            'Danramil ikut bicara. "Babinsa saya perintahkan mendampingi PPS sejak kotak turun," katanya.',
            "koramil",
            None,
        ),
        ("Ketua KPU menyebut vendor lambat, tetapi mereka menjanjikan tinta dikirim besok.", None, "2024-10-29"),
        ("Dinkes melapor. Puskesmas akan disiagakan mulai H-1.", "puskesmas", "H-1"),
        ("Manajer PLN memastikan tidak ada pemadaman pada hari pemungutan suara.", "pln", "H-0"),
        ("Disdukcapil membuka layanan keliling sampai hari pemungutan suara.", "disdukcapil", "H-0"),
    ],
)
def test_who_was_named_once_is_known_again(told: str, who: str | None, due: str | None) -> None:
    assert promised(told) == [(who, due)]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("2. Kapus (dr. Nia Contoh)\n   - sudah dicek 400 orang, sisanya dikejar paling lambat tgl 5\n",
         [("puskesmas", "2024-11-05")]),
        ("3. Tindak Lanjut\n   a. Bupati menyediakan biaya pemikul, dibayar paling lambat\n      24 November 2024;\n"
         "   b. KPU mengusulkan penggantian anggota PPK dimaksud;\n", [("pemda", "2024-11-24"), ("kpu", None)]),
        ("*Arahan Sekda*\n1. Camat siapkan genset\n", [("kecamatan", None)]),
        ("4. Langkah yang diambil:\n   a. Dishub menambah kapal;\n", [("dishub", None)]),
        ("5. Dinas Dukcapil\nPerekaman keliling sampai dengan tanggal 26 November.\n", [("disdukcapil", "2024-11-26")]),
        ("- Ketua KPU: KPPS terbentuk, pelantikan 7 November 2024.\n", []),
    ],
)  # fmt: skip
def test_lines_below_a_name_are_read_with_it(told: str, wanted: list[tuple[str | None, str | None]]) -> None:
    assert promised(told) == wanted


@pytest.mark.parametrize(
    ("told", "who", "due"),
    [
        ("Dishub bersedia menambah bus asalkan solar diterima paling lambat tanggal 9.", "dishub", None),
        ("Pimpinan minta daftar itu dicocokkan kembali oleh KPU sebelum Jumat.", "kpu", "2024-11-01"),
        ("Kepada PPK, Sekda menginstruksikan supaya tanda terima difoto di tempat.", "ppk", None),
        ("PPK, minggu depan bawakan saya daftarnya.", "ppk", None),
        ("Lanal menyatakan dapat meminjamkan dua sekoci.", "lanal", None),
        ("KPU menyanggupi pelipatan rampung lima hari kalender setelah rapat ini.", "kpu", "2024-11-02"),
        ("Kapolsek diperintahkan merazia kios miras hingga masa tenang berakhir.", "polsek", "H-1"),
        ("Saya kira cukup. Ketua KPU mengatakan manajemen pabrik telah setuju membuka meja besok.", None, "2024-10-29"),
        ("Kapolres: nanti malam tgl 26 kami sebar dua regu.", "polres", "2024-11-26"),
        ("Kodim menyiapkan 40 prajurit untuk memperkuat Polres.", "kodim", None),
    ],
)
def test_a_promise_has_its_own_owner_and_day(told: str, who: str | None, due: str | None) -> None:
    assert promised(told) == [(who, due)]


@pytest.mark.parametrize(
    "told",
    [
        "Kekhawatiran akan politik uang, menurut Bawaslu, sebatas prediksi.",
        "Pendistribusian dijadwalkan dua hari sebelum pemungutan suara.",
        "PPK: kotak datang tgl 24 langsung ke aula",
        '"Hasil hitung jangan ditunggu malam itu juga," kata Kades.',
        '"Telepon dipakai bergantian," kata Kepala Kesbangpol usai rapat, Senin.',
        "Kodim menyiapkan 40 prajurit untuk mengamankan 90 TPS.",
        "Kini giliran Forkopimda duduk satu meja mengevaluasi Pilkada 2024.",
    ],
)
def test_a_schedule_an_arrival_and_a_fear_are_no_promise(told: str) -> None:
    assert promised(told) == []


def test_in_a_chat_who_wrote_the_message_speaks() -> None:
    told = "[28/10/24 20.42] Rina Bawaslu: baik pak, yg bersangkutan kami panggil hari Kamis"
    assert promised(told) == [("bawaslu", "2024-10-31")]


def test_who_speaks_next_unknown_is_not_who_spoke_before() -> None:
    told = "KODIM : kami menyesuaikan.\nKABAN : Nanti saya telepon kantor PU hari ini juga.\n"
    assert all(who is None for who, _due in promised(told))


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("3.2 BPBD menjawab bahwa dua alat berat disiagakan mulai tanggal 14 November.", [("bpbd", "2024-11-14")]),
        ("Kapolres mengatakan satu regu tambahan akan dikirim ke hulu.", [("polres", None)]),
        ("Kapolres mengatakan 480 personel akan ditempatkan di TPS.", []),
        ("Dandim menyebut anggotanya di lapangan tetap bertahan sampai pleno tuntas.", [("kodim", None)]),
        ("Petugas tetap berjaga di tiga posko.", []),
        ("PLN: BBM tersendat. Pak manajer bilang tambah jadi 12 jam mulai H-2.", [("pln", "H-2")]),
        ("Pemikul disiapkan desa, dan biayanya ditanggung KPU.", [("kpu", None)]),
        ("Kadishub tak keberatan: dua bus dinas dipinjamkan mulai Kamis.", [("dishub", "2024-10-31")]),
        ("Tugas Diskominfo: pasang repeater sebelum 15 November.", [("kominfo", "2024-11-15")]),
        ("mohon kades awasi miras di tempat kumpul", [("desa", None)]),
        ("4.1 Kades Contoh bertanya: bagaimana mau kirim hasil tanggal 27 nanti?", []),
        (
            "No | Yang disampaikan | Oleh | Disepakati | Batas\n"
            "1 | Bilik kurang 22 | PPK | Panwascam periksa ulang bilik | 4 Nov\n",
            [("panwaslu_kecamatan", "2024-11-04")],
        ),
    ],
)  # fmt: skip
def test_who_tells_of_it_is_told_from_who_shall_do_it(told: str, wanted: list[tuple[str | None, str | None]]) -> None:
    assert promised(told) == wanted
