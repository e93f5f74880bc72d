"""The guard of documents: what it must find, and what it must let pass."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siaga.briefing.guard import Known, check, check_text
from tests import factories, people

SEED = (
    "tujuan dilaksanakannya Rakor ini adalah untuk memastikan kerjasama optimal antara Pemerintah Daerah, TNI, Polri, "
    "dan instansi vertikal lainnya guna mencegah dan mendeteksi potensi gangguan keamanan di wilayah Kabupaten Kolaka "
    "dalam rangka menjaga keamanan dan kelancaran Pemilu Tahun 2024."
)
KNOWN = Known(
    area="Kota Pagar Alam",
    own={"pagar alam", "sumatera selatan", "pagar alam utara", "dempo utara", "kota baru"},
    voting_day=date(2024, 11, 27),
    voting_days={date(2024, 2, 14)},
    regime="pilkada",
    province_code="16",
    kinds={"lahat": ("Kabupaten Lahat", "16"), "kolaka": ("Kabupaten Kolaka", "74")},
    strange_districts={"jarai": "Kecamatan Jarai, Kabupaten Lahat"},
    period=(date(2024, 10, 21), date(2024, 10, 27)),
)


def kinds(text: str) -> list[str]:
    return [one.kind for one in check(text, KNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        SEED,
        "PEMERINTAH KABUPATEN KOLAKA",
        "Pemkab Kolaka menyatakan siap",
        "Aula Pemkab Kolaka",
        "situasi di kab. kolaka aman",
        "KPU Kabupaten Kolaka menerima kotak suara",
        "Kota Palembang kondusif.",
        "kondisi di wilayah Kolaka aman",
        "Provinsi Sulawesi Tenggara kondusif",
        "Kecamatan Jarai belum lapor",
        "di wilayah Kabupaten\nKolaka",
    ],
)
def test_an_area_that_is_not_ours_is_found(text: str) -> None:
    assert kinds(text) == ["area"]


@pytest.mark.parametrize(
    "text",
    [
        "Kota Pagar Alam Tahun 2024",
        "KPU Kota Pagar Alam dan Pemkot Pagar Alam",
        "Kecamatan Dempo Utara dan Kecamatan Pagar Alam Utara",
        "Kelurahan Kota Baru",
        "Provinsi Sumatera Selatan",
        "Kabupaten/Kota se-Sumatera Selatan",
        "Polres Lahat dan Kodim 0405/Lahat membantu",
        "KPU Kabupaten Lahat mengirim sisa surat suara",
        "TPS yang berbatasan dengan Kabupaten Lahat",
        "bantuan dari Kabupaten Lahat",
        "kotak suara di tingkat kota dan kecamatan",
        "kabupaten lain belum lapor",
        "pusat kota. Kendaraan dilarang masuk",
        "Sekretariat Desk Kota\nDrs. Contoh",
        "Ruang Rapat Pemkot Lantai II.",
        "Aula Pemkab Lama",
    ],
)
def test_our_own_names_and_neighbours_named_as_such_pass(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("kesiapan menghadapi Pilkada yang digelar tanggal 27 November 2025 ini", ["voting_day"]),
        ("Pilkada tanggal 27 November 2025", ["voting_day"]),
        ("pemungutan suara pada hari Rabu tanggal 20 November 2024", ["voting_day"]),
        ("hari-H 27-11-2025", ["voting_day"]),
        ("Selasa, 27 November 2024", ["weekday"]),
        ("Senin (30/10/2024)", ["weekday"]),
        ("31 Februari 2024", ["date"]),
        ("periode 14 s.d. 20 Oktober 2024", ["period"]),
        ("minggu 14–20 Oktober 2024", ["period"]),
    ],
)
def test_a_date_that_contradicts_the_desk_is_found(text: str, found: list[str]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "pemungutan suara Rabu, 27 November 2024",
        "Pemilu dilaksanakan pada 14 Februari 2024",
        "Pemilu 2019 pada 17 April 2019",
        "Logistik pemungutan suara dikirim pada 20 November 2024",
        "Rapat evaluasi Pilkada dilaksanakan 10 Desember 2024",
        "Simulasi pemungutan suara digelar 16 November 2024",
        "pemungutan suara ulang tanggal 5 Desember 2024",
        "periode 21–27 Oktober 2024",
        "Rakor Rabu, 30 Oktober 2024 pukul 09.00",
        "Jum'at, 4 Oktober 2024",
    ],
)
def test_dates_that_are_right_or_of_something_else_pass(text: str) -> None:
    assert kinds(text) == []


def test_each_finding_says_where_and_what_to_do() -> None:
    finding = check(SEED, KNOWN)[0]
    assert finding.message == "Naskah menyebut Kabupaten Kolaka, sedangkan dokumen ini tentang Kota Pagar Alam."
    assert "wilayah Kabupaten Kolaka" in finding.sentence
    assert finding.remedy.startswith("Perbaiki nama wilayahnya")


def test_the_same_name_twice_is_one_finding() -> None:
    assert len(check("Kabupaten Kolaka aman. Kabupaten Kolaka siap.", KNOWN)) == 1


@pytest.mark.django_db
def test_the_region_table_tells_what_is_ours() -> None:
    regions = factories.tree()
    one = factories.election(regions[people.CITY])

    def found(text: str) -> list[str]:
        return [row.text for row in check_text(text, region=regions[people.CITY], election=one)]

    assert found(SEED) == ["Kabupaten Kolaka"]  # also where the table does not hold Kolaka
    assert found("Kecamatan Dempo Utara, Kota Pagar Alam, Provinsi Sumatera Selatan") == []
    assert found("di wilayah Muara Enim") == ["Muara Enim"]
    assert found("KPU Kabupaten Muara Enim membantu") == []
    assert found("Kecamatan Tanjung Agung rawan") == ["Kecamatan Tanjung Agung"]
    assert found("Pilkada tanggal 27 November 2025") == ["27 November 2025"]


@pytest.mark.django_db
def test_the_table_is_asked_a_fixed_number_of_times(django_assert_max_num_queries: object) -> None:
    regions = factories.tree()
    one = factories.election(regions[people.CITY])
    text = " ".join(f"Kabupaten Contoh{'abcdefghij'[n % 10]}{n} aman." for n in range(300))
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert check_text(text, region=regions[people.CITY], election=one)


@given(st.text(alphabet="KabupatenKotaPilkd .,:()\n1920274-/ovembrRuSsampaidg", max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_an_error(text: str) -> None:
    for finding in check(text, KNOWN):
        assert finding.message
        assert finding.sentence or not text.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "Kabupaten ",
        "Kabupaten Kolaka ",
        "pemungutan suara pada hari tanggal dan ",
        "27 November 2025 ",
        "dan wakil dan ",
        "periode laporan : : ",
        "di wilayah Kolaka ",
        "berbatasan dengan dari ke ",
    ],
)
def test_a_very_long_text_is_read_in_a_moment(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    assert len(check(text, KNOWN)) <= 50
    assert time.process_time() - began < 5
