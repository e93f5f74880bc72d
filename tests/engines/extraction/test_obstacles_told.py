"""How writers tell of trouble: an image, a number, a verb of harm, a shortfall, a question; and what only sounds so."""

from __future__ import annotations

import pytest

from tests.engines.extraction.test_obstacles import kinds


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("electricity", "Kalau sudah lewat isya, kampung kami kembali ke zaman obor."),
        ("internet", "Kecepatannya ibarat siput, keluh operator."),
        ("logistics", "Gudang kami seperti saringan kalau hujan."),
        ("access", "Jembatan gantung Contoh tinggal tali."),
        ("access", "Jalan ke Dusun Contoh lebih mirip sungai kering."),
        ("hazard", "Halaman SD yang dijadikan TPS mirip kolam renang setiap pasang."),
        ("weather", "Musim barat sudah mengetuk pintu, nelayan pun menarik perahunya ke darat."),
        ("security", "Suasana di Contoh masih seperti bara dalam sekam."),
        ("staffing", "Kursi sekretaris Panwascam bolong sejak lebaran."),
    ],
)
def test_an_image_of_trouble_is_trouble(kind: str, sentence: str) -> None:
    assert kinds(sentence) == [kind]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("staffing", "Seorang bhabinkamtibmas menjaga lima desa sekaligus."),
        ("staffing", "Satu pengawas memegang sembilan TPS di lereng, itu terlalu berat."),
        ("logistics", "Bilik suara yang sampai baru cukup untuk 30 TPS."),
        ("logistics", "Tinta yang tiba baru 410 botol, padahal kami perlu 600."),
        ("staffing", "Linmas yang terdata 70, harusnya 96."),
        ("voter_data", "Satu rumah di Contoh Baru tercatat dihuni 112 pemilih."),
        ("budget", "Selisihnya mau ditutup dari mana?"),
        ("internet", "Bagaimana mengirim hasil kalau menara di pulau itu mati?"),
    ],
)
def test_a_burden_a_shortfall_or_a_question_is_trouble(kind: str, sentence: str) -> None:
    assert kinds(sentence) == [kind]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("logistics", "Empat dus tinta tumpah di jalan."),
        ("logistics", "Truk pengangkut dari Surabaya terjungkal di tikungan Contoh."),
        ("health", "Empat anggota KPPS roboh waktu bimtek."),
        ("hazard", "Gunung Contoh batuk lagi sejak Selasa."),
        ("voter_data", "Nenek yang dimakamkan tahun lalu itu masih diundang memilih."),
        ("neutrality", "Lurah Contoh kedapatan berjoget di panggung calon nomor dua."),
        ("money_politics", "Amplop sudah berjalan dari pintu ke pintu."),
        ("sara", "Spanduk bernada mengusir pendatang terbentang di simpang tiga."),
        ("fraud", "Orang yang sama mencelupkan jari di dua TPS."),
        ("hoax", "Beredar dari grup ke grup pesan bahwa TPS 9 dipindah."),
        ("access", "Material longsor menutup jalan ke Dusun Contoh."),
        ("budget", "Para pengawas hingga kini belum dibayar uang makannya."),
    ],
)
def test_a_verb_of_harm_is_trouble(kind: str, sentence: str) -> None:
    assert kinds(sentence) == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "Jalan ke Dusun Contoh yang dulu kubangan sekarang mulus.",
        "Kata orang jembatan roboh, nyatanya truk masih lalu-lalang.",
        "Kekurangan 40 bilik kemarin ditutup dari stok provinsi.",
        "Sebanyak 90 lembar surat suara robek. Penggantinya sudah tiba Rabu malam.",
        "Pelaku perusakan baliho sudah ditangkap.",
        "Dua anggota PPS mundur, tetapi kursi mereka sudah terisi.",
        "Server sempat kelebihan beban, tetapi sesudah isya lancar kembali.",
        "Simulasi itu memperagakan massa yang melempari kantor KPU.",
        "Genset cadangan disiapkan kalau-kalau listrik padam.",
        "Pos kesehatan dibuka untuk petugas yang kelelahan.",
        "Tim medis akan memeriksa tekanan darah petugas pada H-1.",
        "Warga jangan mudah percaya kabar bohong.",
        "Pemungutan suara tinggal tiga hari lagi bagi KPPS.",
        "Ekskavator berjaga, meski sejauh ini belum pernah dipakai.",
        "Jumat Berkah diisi pembagian beras kepada warga kurang mampu.",
    ],
)
def test_what_is_over_hearsay_played_or_provided_for_is_none(sentence: str) -> None:
    assert kinds(sentence) == []
