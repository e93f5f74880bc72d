"""Who was there, spoke or was asked; and who is only spoken of."""

from __future__ import annotations

import pytest

from siaga.engines.extraction import extract

GUESTS = {"kpu", "bawaslu", "polres", "kodim", "kesbangpol"}
LEAD = (
    "Rapat koordinasi Pilkada dipimpin Bupati Contoh di Aula Contoh, Senin (4/11/2024), "
    "dihadiri KPU, Bawaslu, Polres, Kodim dan Kesbangpol.\n\n"
)


def others(sentence: str) -> set[str]:
    """The kinds that a sentence adds to the guests."""
    found = {one.kind for one in extract(LEAD + sentence).meetings[0].agencies}
    assert found >= GUESTS
    return found - GUESTS


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Kepala Dinas Kesehatan, dr. Ani Contoh, memastikan obat cukup.", "dinkes"),
        ("Bupati meminta PLN menyiapkan genset.", "pln"),
        ('"Perahu tersedia," kata Kepala BPBD Budi Contoh.', "bpbd"),
        ("Menurut Kadishub, kapal cukup.", "dishub"),
        ("Perwakilan Telkom menerangkan pemancar sudah diperbaiki.", "telkom"),
        ("Camat Contoh Hulu mengeluhkan jembatan gantung.", "kecamatan"),
        ("Dari Diskominfo, disampaikan bahwa aduan warga berkurang.", "kominfo"),
        ("Giliran Satpol PP bicara soal baliho.", "satpol_pp"),
        ("Lapas Contoh mengusulkan dua TPS khusus.", "lapas"),
        ("Basarnas menyatakan siaga dengan dua perahu.", "opd"),
        ("BNNK melaporkan tes urine selesai.", "bnnk"),
        ("Tim dari Inspektorat turut memberi masukan.", "inspektorat"),
        ("Kemenag: khutbah damai disiapkan.", "kemenag"),
        ("Danposal: kapal patroli standby.", "lanal"),
        ("Dari unsur Lanal, Kapten Laut Agung Contoh menambahkan kapal.", "lanal"),
        ("Hadir juga inspektorat, kua.", "inspektorat,kemenag"),
        ("Kadis Pendidikan meminjamkan sekolah.", "disdik"),
    ],
)
def test_those_who_speak_or_are_asked_were_there_though_the_list_of_guests_names_them_not(
    sentence: str, kind: str
) -> None:
    assert others(sentence) == set(kind.split(","))


@pytest.mark.parametrize(
    "sentence",
    [
        "Laporan itu sudah diteruskan ke Sentra Gakkumdu.",
        "Ia menunggu hasil pemeriksaan dari Kejaksaan Negeri.",
        "Jaringan Telkomsel di Desa Contoh sering hilang.",
        "Mobil Satpol PP mogok di jalan.",
        "Perwakilan KPU menanyakan jumlah Linmas yang belum berseragam.",
        "Bahan bakar dititipkan di Koramil.",
        "Kabag Ops sedang ada kegiatan di Polda.",
        "Dua jaksa ditempatkan di Gakkumdu.",
        "Ada oknum lurah yang ikut berkampanye.",
        "Warga dapat menanyakannya kepada KPPS.",
        "Surat suara dikawal Brimob Polda.",
        "Pasokan listrik dari PLN belum stabil.",
        "Dinas Perhubungan tidak hadir.",
        "Sebanyak 40 personel Polda dan Lanal akan berjaga.",
        "Bupati menekankan agar setiap perangkat daerah bekerja.",
    ],
)
def test_those_only_spoken_of_are_no_guests(sentence: str) -> None:
    assert others(sentence) == set()


def test_without_a_list_of_guests_a_body_that_is_named_was_there() -> None:
    told = extract("KPU menggelar rapat Pilkada di Aula Contoh bersama Bawaslu. Polres sudah memetakan TPS.")
    assert {one.kind for one in told.meetings[0].agencies} == {"kpu", "bawaslu", "polres"}


def test_who_writes_in_a_chat_speaks_and_the_staff_of_a_station_does_not() -> None:
    told = (
        "[25/11 20.12] Pak Camat Contoh: saya rangkum hasil rapat pilkada 2024 tadi sore di pendopo kecamatan\n"
        "KPPS TPS 7: 3 orang masih demam\n"
        "[25/11 20.15] Bu Kapus: siap pak camat\n"
    )
    assert {one.kind for one in extract(told).meetings[0].agencies} == {"kecamatan", "puskesmas"}


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Yang membuat hadirin diam adalah paparan Kepala Puskesmas Contoh tentang tensi petugas.", "puskesmas"),
        ('"Air pasti naik," keluh Kepala Desa Contoh Lebak.', "desa"),
        ("Manajer PLN setempat berani pasang badan soal pasokan.", "pln"),
    ],
)
def test_an_officer_who_has_the_word_is_there(told: str, kind: str) -> None:
    assert others(told) == {kind}
