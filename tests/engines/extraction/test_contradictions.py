"""What a person should look at: flagged where it is wrong, silent where it is right."""

from __future__ import annotations

import pytest

from siaga.engines.extraction import extract

LEAD = "Rapat koordinasi Pilkada dipimpin Bupati Contoh di Aula Contoh, Senin (4/11/2024).\n\n"


def flags(sentence: str) -> list[tuple[str, str]]:
    return [(one.kind, one.message) for one in extract(LEAD + sentence).meetings[0].contradictions]


@pytest.mark.parametrize(
    ("kind", "sentence", "told"),
    [
        ("election_date", "Pilkada akan digelar pada 27 November 2025.", "27 November 2024"),
        ("election_date", "Pemungutan suara dilaksanakan Kamis, 28 November 2024.", "27 November 2024"),
        ("election_date", "Warga akan mencoblos 26 November 2024.", "27 November 2024"),
        ("election_date", "KPPS melayani pemilih pada 28 November 2024.", "27 November 2024"),
        ("election_date", "Tanggal 29 November 2024 adalah hari pencoblosan.", "27 November 2024"),
        ("election_date", "Pilkada serentak tanggal 27 Oktober 2024 sudah dekat.", "27 November 2024"),
        ("weekday", "Distribusi dimulai Senin, 12 November 2024.", "Selasa"),
        ("linmas_ratio", "Dua polisi di dua TPS dengan ditambah 24 Linmas.", "12 TPS"),
        ("linmas_ratio", "TPS tidak rawan dijaga 2 polisi 14 TPS dan 6 Linmas.", "seharusnya 28"),
        ("total", "Terdapat 65.566 TPS dengan rincian 1.548 TPS rawan, 63.854 TPS aman dan 53 TPS khusus.", "65.455"),
        ("total", "Total 500 personel, terdiri dari 350 Polri, 100 TNI, dan 100 Linmas.", "550"),
        ("total", "Jumlah DPT 107.916 pemilih, terdiri dari 54.028 laki-laki dan 53.028 perempuan.", "selisih 860"),
        ("total", "Surat suara yang dilipat 120.000 lembar dari 110.600 lembar.", "110.600"),
        ("statement", "Bawaslu belum menerima laporan, namun ada banyak laporan dari warga.", "banyak laporan"),
    ],
)
def test_what_cannot_be_is_flagged_with_what_may_be_meant(kind: str, sentence: str, told: str) -> None:
    ((found, message),) = flags(sentence)
    assert found == kind
    assert told in message


@pytest.mark.parametrize(
    "sentence",
    [
        "Pilkada akan digelar pada 27 November 2024 dan Pemilu lalu pada 14 Februari 2024.",
        "Pemilu terakhir sebelumnya digelar 17 April 2019.",
        "Pemungutan suara ulang (PSU) digelar 5 Desember 2024.",
        "Logistik Pilkada akan didistribusikan pada Senin, 25 November 2024.",
        "Petugas datang ke TPS pada 26 November 2024 untuk memasang bilik.",
        "Pada 28 November 2024 hasil pemungutan suara direkap di kecamatan.",
        "Simulasi pemungutan suara digelar pada 17 November 2024.",
        "Pola pengamanan dua polisi, 12 TPS dan 24 Linmas.",
        "Setiap TPS dijaga dua Linmas.",
        "Sebanyak 120 personel, yakni 80 Polri dan 40 TNI.",
        "Bimtek digelar Senin-Selasa, 18-19 November 2024.",
        "Distribusi Sabtu hingga Minggu, 23-24 November 2024.",
        "Malam Minggu, 23 November 2024, patroli ditambah.",
        "Ada dua petugas kepolisian dan sepuluh orang Linmas mengamankan lima TPS.",
        "Sebanyak 46 TPS, terdiri dari 41 TPS kurang rawan dan 5 TPS rawan.",
        "DPT 200 pemilih, yakni 90 laki-laki dan 110 perempuan.",
        "Sebanyak 1.105 orang dari 1.400 orang telah diperiksa.",
        "KPU belum menerima laporan. Polres menerima banyak laporan.",
        "Melibatkan 2.285 Personel terdiri dari 576 Personel Polres, 31 personel TNI dan 1.678 Personel Linmas.",
    ],
)
def test_what_is_right_is_not_flagged(sentence: str) -> None:
    assert flags(sentence) == []


def test_another_regency_is_flagged_and_a_neighbour_is_not() -> None:
    text = (
        "Pj Wali Kota Pagar Alam memimpin rapat Desk Pilkada Kota Pagar Alam di Aula Pagar Alam. "
        "Tim memantau pelaksanaan di wilayah {}."
    )
    (flag,) = extract(text.format("Kabupaten Kolaka")).meetings[0].contradictions
    assert flag.kind == "area"
    assert "Kota Pagar Alam" in flag.message
    assert not extract(text.format("perbatasan dengan Kabupaten Lahat")).meetings[0].contradictions


def test_a_text_about_another_place_than_the_desks_is_flagged_once() -> None:
    text = (
        "Pemkab Lampung Tengah menggelar rapat Pemilu di Aula Contoh dipimpin Bupati Lampung Tengah. "
        "KPU Lampung Tengah siap, juga di Kabupaten Lampung Tengah bagian timur."
    )
    (flag,) = extract(text, own_area="Kota Pagar Alam").meetings[0].contradictions
    assert flag.kind == "area"
    assert flag.message == "Naskah ini tampaknya tentang Kabupaten Lampung Tengah, bukan Kota Pagar Alam."
    assert not extract(text, own_area="Kabupaten Lampung Tengah").meetings[0].contradictions


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            "Lembah : 204 TPS\nGunung : 118 TPS\nKota : 167 TPS\nJumlah : 498 TPS\n",
            "489, bukan 498",
        ),
        (
            "Kecamatan      TPS   Rawan\nContoh Hulu    40     3\nContoh Hilir   21     2\nJumlah         61     6\n",
            "5, bukan 6",
        ),
        ("1   Contoh Hulu     40     3\n2   Contoh Hilir    21     2\n    Total           61     5\n", ""),
        ("Kotak : 40 buah\nJumlah : 41 buah\n", ""),
        ("Kotak : 40%\nBilik : 60%\nJumlah : 90%\n", ""),
    ],
)
def test_a_total_is_the_sum_of_the_rows_above_it(rows: str, told: str) -> None:
    found = flags(rows)
    assert [kind for kind, _message in found] == (["total"] if told else [])
    assert all(told in message for _kind, message in found)
