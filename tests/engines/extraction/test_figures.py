"""Numbers with unit and what they count; dates, laws, ordinals and durations are none."""

from __future__ import annotations

import pytest

from siaga.engines.extraction import extract
from siaga.engines.extraction.numbers import numeral

LEAD = "Rapat koordinasi Pilkada dipimpin Bupati Contoh di Aula Contoh.\n\n"


def figures(sentence: str) -> list[tuple[float, str]]:
    return [(one.value, one.unit) for one in extract(LEAD + sentence).meetings[0].figures]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Ada 474.812 surat suara.", [(474812, "surat suara")]),
        ("Persiapan mencapai 97,5 persen.", [(97.5, "%")]),
        ("Hibah sebesar Rp13,6 miliar.", [(13600000000, "rupiah")]),
        ("Dua belas TPS rawan.", [(12, "TPS")]),
        ("Tim memantau lima kecamatan.", [(5, "kecamatan")]),
        ("Kotak suara diterima 824 buah.", [(824, "buah")]),
        ("Jumlah TPS 33, KPPS 231 orang.", [(33, "TPS"), (231, "orang")]),
        ("Pemilih 54.028 (lima puluh empat ribu) orang.", [(54028, "orang")]),
        ("Empat tangga darurat dipasang.", [(4, "tangga")]),
        ("Tiga (3) unit lampu sorot dipinjam.", [(3, "unit")]),
        ("Jumlah pemilih di dapil itu tercatat 12.450, tersebar merata.", [(12450, "pemilih")]),
        ("Mobil patroli hanya dua, sisanya disewa.", [(2, "Mobil")]),
        ("Baru 7 dari 12 pelabuhan diperiksa.", [(7, "pelabuhan"), (12, "pelabuhan")]),
        ("Satu dari lima jembatan ditutup.", [(5, "jembatan")]),
        ("Saksi TPS 1.240 orang dilatih.", [(1240, "orang")]),
        ("TPS 96 buah.", [(96, "buah")]),
        (
            "Dari 70 pantarlih yang diuji, 12 gagal dan 3 mundur.",
            [(70, "pantarlih"), (12, "pantarlih"), (3, "pantarlih")],
        ),
        ("Ada 40 tenda, baru 25 dipasang.", [(40, "tenda"), (25, "tenda")]),
        ("Sebanyak sembilan perkara masuk, empat sudah diputus.", [(9, "perkara"), (4, "perkara")]),
        ("TPS 88 buah, rawan 7.", [(88, "buah"), (7, "buah")]),
        ("Genangan setinggi 40 cm.", [(40, "cm")]),
        ("Laki-laki 4.100, perempuan 4.250.", [(4100, "Laki-laki"), (4250, "perempuan")]),
        ("Pemilih 9 jiwa (L: 4, P: 5).", [(9, "jiwa"), (4, "laki-laki"), (5, "perempuan")]),
        ("Kodam menambah satu SSK.", [(1, "SSK")]),
        ("Dari 40 sopir, 6 orang di antaranya sakit.", [(40, "sopir"), (6, "orang")]),
        ("PTPS 96 orang lengkap.", [(96, "orang")]),
        ("Dana yang cair 3,5 miliar.", [(3500000000, "rupiah")]),
        ("Tersedia Rp33,7 miliar.", [(33700000000, "rupiah")]),
        ("Banjir merendam 14 RT.", [(14, "RT")]),
        ("2.1 Perahu karet kurang 6 unit.", [(6, "unit")]),
        ("4.1 1.250 warga belum terdata.", [(1250, "warga")]),
        ("Pemilih 9.120 orang, TPS 24.", [(9120, "orang"), (24, "TPS")]),
        ("Listrik padam dua kali.", [(2, "kali")]),
        ("Kapalnya hanya tiga, semuanya di hulu.", [(3, "Kapal")]),
        ("Sekitar 40-an nelayan ikut.", [(40, "nelayan")]),
        ("Kapolsek: aman, tidak ada laporan aneh2.", []),
        ("Peserta : 1. Ketua KPU", []),
        ("Undangan yang hadir 38 orang dari 42 yang diharapkan.", [(38, "orang"), (42, "orang")]),
        ("Satu ekskavator disiagakan.", [(1, "ekskavator")]),
        ("Polres mengerahkan 240 orang dan Kodim 60 personel.", [(240, "orang"), (60, "personel")]),
        (
            "Laporan masuk 9, diregistrasi 5, kotak 80, diterima 1.240 lembar.",
            [(9, "Laporan"), (5, "Laporan"), (80, "kotak"), (1240, "lembar")],
        ),
        ("Ketua PPK melaporkan jumlah TPS sebanyak 51 dan 357 orang KPPS.", [(51, "TPS"), (357, "orang")]),
        (
            "Pemilih 8.100 jiwa, laki-laki 4.020 dan perempuan 4.080, pada 31 TPS.",
            [(8100, "jiwa"), (4020, "laki-laki"), (4080, "perempuan"), (31, "TPS")],
        ),
        ("Ada 90 kapal. Cek mesin 92 %, 14 orang di antaranya awak.", [(90, "kapal"), (92, "%"), (14, "orang")]),
        ("Beredar amplop isi 50rb di dua dusun.", [(50000, "rupiah"), (2, "dusun")]),
        (
            "Tercatat 21 laporan dan 6 temuan; sembilan di antaranya selesai, dua dihentikan.",
            [(21, "laporan"), (6, "temuan"), (9, "laporan"), (2, "laporan")],
        ),
        ("Sebelas distrik hanya dicapai dengan helikopter.", [(11, "distrik")]),
        ("Dari delapan ponton, cuma tiga yang laik jalan.", [(8, "ponton"), (3, "ponton")]),
        ("Ada 1.998.000 lebih pemilih.", [(1998000, "pemilih")]),
        ("Yang datang: kapolsek, kepala desa se-kecamatan (13), kapus.", [(13, "kepala desa")]),
        ("Hadir Kapolsek, Danramil, 6 Kapitalaung, Ketua PPK.", [(6, "Kapitalaung")]),
        ("Tiga penyandang disabilitas dan dua difabel netra didata.", [(3, "penyandang disabilitas"), (2, "difabel")]),
    ],
)
def test_figures_are_read(sentence: str, found: list[tuple[float, str]]) -> None:
    assert figures(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Sesuai Undang-Undang Nomor 7 Tahun 2017 dan PKPU 17.",
        "Komandan Kodim 0423 hadir pada 30 Oktober 2024 pukul 09.00 WIB.",
        "TPS 05 di RT 02 RW 01 berada di lantai 2.",
        "Masa tenang berlangsung 3 hari, H-3 sampai H-1.",
        "Ia orang nomor satu di daerah itu, salah satu tokoh.",
        "Kedua pihak menempuh tiga jam perjalanan, dua pekan lalu.",
        "Ada dua sisi dan tiga langkah.",
        "Peserta: 1) KPU, 2) Bawaslu.",
        "TPS 07 dan 08 harus pindah.",
        "Ada yang mencoblos dua kali.",
        "Pos itu di kaki Gunung Tiga Dara.",
        "Baru tiga perempat terkirim ke lantai dua.",
        "Listrik menyala 6 jam/hari.",
        "Daerah itu menempati peringkat tiga se-provinsi.",
    ],
)
def test_other_numbers_are_no_figures(sentence: str) -> None:
    assert figures(sentence) == []


def test_what_is_counted_stands_beside_the_unit() -> None:
    (one,) = extract(LEAD + "Kotak suara diterima 824 buah.").meetings[0].figures
    assert "kotak suara" in one.counts.lower()


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("KPU melaporkan 80 persen logistik telah tersedia.", "logistik"),
        ("Baru 60 % dari seluruh TPS punya listrik cadangan.", "TPS"),
        ("Mereka sudah menyalurkan 45 persen dari 1.200 kotak suara.", "kotak suara"),
        ("Pelipatan surat suara mencapai 75 persen.", "Pelipatan surat suara"),
        ("Kami pastikan 100 persen aman.", ""),
    ],
)
def test_a_share_says_of_what_it_is(sentence: str, counts: str) -> None:
    (share,) = (one for one in extract(LEAD + sentence).meetings[0].figures if one.unit == "%")
    assert share.counts == counts


def test_the_same_figure_told_twice_counts_once() -> None:
    assert figures('Progres mencapai 80%. "Sudah 80 persen," katanya.') == [(80, "%")]


@pytest.mark.parametrize(("text", "value"), [("474.812", 474812), ("97,5", 97.5), ("2.5", 2.5), ("1.000.000", 1000000)])
def test_numerals_are_indonesian(text: str, value: float) -> None:
    assert numeral(text) == value


def test_the_list_of_voters_is_a_column_and_no_shorthand() -> None:
    rows = "Zona      TPS     DPT\nHulu      148    61.204\nHilir     109    52.316\n"
    found = {(one.value, one.unit) for one in extract(LEAD + rows).meetings[0].figures}
    assert found == {(148, "TPS"), (61204, "DPT"), (109, "TPS"), (52316, "DPT")}
