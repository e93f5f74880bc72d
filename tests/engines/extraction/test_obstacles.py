"""Obstacles: a subject and its trouble in one clause; what is denied, hoped or asked is none."""

from __future__ import annotations

import pytest

from siaga.engines.extraction import extract

LEAD = "Rapat koordinasi Pilkada dipimpin Bupati Contoh di Aula Contoh.\n\nKetua KPU hadir dalam rapat itu.\n\n"


def kinds(sentence: str) -> list[str]:
    return sorted(one.kind for one in extract(LEAD + sentence).meetings[0].obstacles)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("access", "Sebanyak 25 TPS tidak dapat diakses kendaraan roda empat."),
        ("access", "Dua desa terisolasi akibat jembatan putus."),
        ("access", "Sebagian wilayah hanya dapat dijangkau melalui jalur laut."),
        ("logistics", "Ketua KPU mengungkapkan masih terdapat kekurangan 1.200 lembar surat suara."),
        ("logistics", "Kendalanya, surat suara tambahan masih menunggu dari percetakan."),
        ("logistics", "Hal itu menyulitkan distribusi logistik."),
        ("internet", "Sinyal telepon di wilayah perbatasan hilang timbul."),
        ("internet", "Tidak semua TPS memiliki akses internet."),
        ("electricity", "Beberapa desa belum teraliri listrik."),
        ("budget", "Dana hibah tahap dua belum ditransfer ke rekening Bawaslu."),
        ("staffing", "Jumlah Linmas tidak sebanding dengan jumlah TPS."),
        ("health", "Delapan petugas KPPS dirawat karena kelelahan."),
        ("weather", "Gelombang tinggi menghambat pengiriman logistik ke pulau terluar."),
        ("hazard", "TPS 04 berpotensi terendam banjir."),
        ("money_politics", "Bawaslu menemukan indikasi politik uang di tiga kecamatan."),
        ("neutrality", "Sejumlah ASN diduga terlibat politik praktis."),
        ("hoax", "Penyebaran hoaks di media sosial meningkat."),
        ("sara", "Isu SARA mulai muncul di media sosial."),
        ("voter_data", "Masih ada pemilih yang sudah meninggal tercatat dalam DPT."),
        ("security", "Wilayah perbatasan rawan bentrok antarwarga."),
        ("fraud", "Bawaslu menangani 4 dugaan pelanggaran pidana pemilihan."),
    ],
)
def test_what_hampers_is_named_by_kind(kind: str, sentence: str) -> None:
    assert kinds(sentence) == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kami memastikan tidak ada gangguan keamanan selama pencoblosan.",
        "Semua pihak diminta mencegah politik uang dan hoaks.",
        "Logistik sudah lengkap dan tidak ada kekurangan.",
        "Diharapkan Pilkada berjalan aman tanpa kecurangan.",
        "Masyarakat diimbau menolak politik uang.",
        "ASN wajib menjaga netralitas.",
        "Personel akan melakukan pemetaan wilayah rawan konflik.",
        "PLN siap mengantisipasi pemadaman listrik.",
        "Kami belum menerima laporan pelanggaran netralitas.",
        "TPS rawan dijaga dua polisi.",
        "Seluruh TPS telah memiliki jaringan internet.",
    ],
)
def test_what_is_denied_hoped_or_asked_is_none(sentence: str) -> None:
    assert kinds(sentence) == []


def test_a_list_of_worries_names_each() -> None:
    told = "Potensi kerawanan yang perlu diantisipasi antara lain bencana alam, politik uang, dan netralitas ASN."
    assert kinds(told) == ["hazard", "money_politics", "neutrality"]
