"""Meetings that no word names, and fields in the shapes in which forms and chats have them."""

from __future__ import annotations

from datetime import date

import pytest

from siaga.engines.extraction import extract
from tests.engines.extraction.test_meetings import only

REPORT = (
    "Judul Berita Contoh\n\n{lead}\n\nKetua KPU Contoh, Budi Contoh, melaporkan surat suara sudah dilipat. "
    "Kapolres Contoh AKBP Ahmad Contoh menyebut 200 personel disiapkan untuk pilkada."
)


@pytest.mark.parametrize(
    ("lead", "place", "leader"),
    [
        (
            "Rombongan KPU diterima Bupati Contoh Siti Contoh di ruang kerjanya, {day}, untuk membahas dana.",
            "ruang kerjanya", "Bupati Contoh Siti Contoh",
        ),
        (
            "Desk Pilkada Contoh bersidang lagi di Gedung Contoh, {day}, dengan Asisten I Lukman Contoh sebagai "
            "pemegang palu.",
            "Gedung Contoh", "Asisten I Lukman Contoh",
        ),
        (
            "Sebelas camat dipanggil ke Kantor Bupati Contoh, {day}. Mereka ditanyai satu per satu.",
            "Kantor Bupati Contoh", None,
        ),
        (
            "Forkopimda menyatukan langkah. Di Aula Makodim Contoh, {day}, mereka membedah TPS rawan.",
            "Aula Makodim Contoh", None,
        ),
        (
            "Obrolan di Balai Contoh, {day} pagi, semula santai. Camat Contoh Hilir Rina Contoh, yang memandu sendiri "
            "forum itu, lalu angkat bicara.",
            "Balai Contoh", "Camat Contoh Hilir Rina Contoh",
        ),
        (
            "Malam itu, {day}, ruang rapat Setda penuh. Sekda Rudi Contoh mempersilakan satu per satu camat bicara.",
            None, "Sekda Rudi Contoh",
        ),
        (
            "Kapolres memimpin analisa dan evaluasi mingguan dari Ruang Command Center Mapolres Contoh, {day}.",
            "Ruang Command Center Mapolres Contoh", "Kapolres",
        ),
        (
            "Peta dibentangkan di lantai Hotel Contoh, {day}. Sekda Rudi Contoh, pemimpin rapat itu, memegang spidol.",
            "Hotel Contoh", "Sekda Rudi Contoh",
        ),
    ],
)  # fmt: skip
def test_who_comes_together_in_a_house_on_a_day_meets(lead: str, place: str | None, leader: str | None) -> None:
    meeting = only(REPORT.format(lead=lead.format(day="Kamis (7/11/2024)")))
    assert meeting.date == date(2024, 11, 7)
    assert (meeting.place, meeting.chair) == (place, leader)


@pytest.mark.parametrize(
    "lead",
    [
        "Bupati Contoh meninjau gudang KPU di GOR Contoh, {day}, bersama Kapolres.",
        "Warga memadati Kantor Disdukcapil, {day}, untuk merekam KTP elektronik.",
        "Dua paslon bertemu dalam debat publik di Hotel Contoh, {day}. KPU dan Bawaslu hadir.",
        "KPU menerima 120 kotak surat suara dari percetakan di Kantor KPU, {day}, dikawal polisi.",
        "Massa mendatangi Kantor Bawaslu Contoh, {day}. Polisi dan Satpol PP berjaga.",
        "Kapolres berkumpul dengan wartawan di Mapolres Contoh, {day}, membahas satu kasus. KPU tidak disebut.",
    ],
)
def test_visits_ceremonies_crowds_and_the_press_are_no_meeting(lead: str) -> None:
    assert extract(REPORT.format(lead=lead.format(day="Kamis (7/11/2024)"))).empty


def test_numbered_fields_tell_when_where_and_who_leads() -> None:
    meeting = only(
        "RISALAH RAPAT FORKOPIMCAM\n\n1. PENDAHULUAN\n"
        "1.1 Waktu dan tempat: Kamis, 7 November 2024, jam 9 pagi, di Balai Pertemuan Kampung Contoh.\n"
        "1.2 Yang memimpin: Camat Contoh Hulu, Ibu Rina Contoh.\n1.3 Yang datang: Kapolsek, Danramil, Ketua PPK.\n"
    )
    assert (meeting.date, meeting.place) == (date(2024, 11, 7), "Balai Pertemuan Kampung Contoh")
    assert meeting.chair == "Camat Contoh Hulu, Ibu Rina Contoh"


def test_a_field_goes_on_below_and_the_chair_stands_below_its_heading() -> None:
    meeting = only(
        "PEMERINTAH KABUPATEN CONTOH\nSEKRETARIAT DAERAH\n\nNOTULA\n\nRapat : Evaluasi Desk Pilkada\n"
        "Hari/Tanggal : Kamis, 7 November 2024\nTempat : Ruang Rapat Contoh\nPimpinan Sidang\n"
        "Ketua : Asisten Pemerintahan, Rudi Contoh\nPeserta : KPU, Bawaslu, Polres, Dishub,\n"
        "          Diskominfo, para Camat (13 orang)\n"
    )
    assert meeting.chair == "Asisten Pemerintahan, Rudi Contoh"
    assert {"kominfo", "kecamatan", "dishub"} <= {one.kind for one in meeting.agencies}
    assert [(one.value, one.unit) for one in meeting.figures] == [(13, "orang")]


def test_a_chat_tells_its_meeting_by_fields_with_pictures() -> None:
    meeting = only(
        "Izin share hasil minggon td pagi\n\n🗓 Rabu, 6-11-2024\n📍 Aula Kec. Contohjaya\n⏰ 10.00 - selesai\n"
        "Yg mimpin Pak Sekcam (Pak Camat ada giat di Pemda)\nHadir: Kapolsek, Danramil, PPK, Kapuskes, 12 kades\n\n"
        "*PPK*\n- TPS total 96\n"
    )
    assert (meeting.date, meeting.place) == (date(2024, 11, 6), "Aula Kec. Contohjaya")
    assert meeting.chair == "Pak Sekcam"
    assert {"polsek", "koramil", "ppk", "puskesmas", "desa"} <= {one.kind for one in meeting.agencies}


def test_the_day_of_a_vote_of_another_year_is_not_the_day_of_the_meeting() -> None:
    meeting = only(
        "Rapat koordinasi Desk Pilkada digelar Pemkab Contoh untuk menyukseskan pemilihan Gubernur dan Wakil "
        "Gubernur Contoh pada 23 September 2020, dihadiri KPU, Bawaslu dan Polres."
    )
    assert meeting.date is None


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (
            "KPU menggelar coffee morning di sebuah kafe bilangan Contoh Denpasar, Kamis (7/11/2024).",
            "kafe bilangan Contoh Denpasar",
        ),
        ("KPU menggelar ngopi bareng di salah satu cafe di Kota Contoh, Kamis (7/11/2024).", "cafe di Kota Contoh"),
        (
            "Hasil rapat koordinasi dibacakan. Kepala Kesbangpol di Mamuju, Kamis, mengatakan rapat itu bersama KPU.",
            None,
        ),
    ],
)
def test_a_house_without_a_name_is_told_by_where_it_stands(told: str, place: str | None) -> None:
    assert only(f"Pilkada 2024\n\n{told}").place == place


def test_an_attended_event_that_evaluates_is_a_meeting_and_balinese_names_are_whole() -> None:
    meeting = only(
        "Evaluasi Pembentukan Badan Adhoc\n\nKPU Kabupaten Contoh mengajak pemangku kepentingan mengevaluasi "
        "Pilkada. Kegiatan yang diselenggarakan di Hall Rumah Makan Contoh, Kamis (7/11/2024), tersebut dihadiri oleh "
        "Bawaslu, Polres dan Sekretaris Daerah. "
        "Acara dibuka oleh Komisioner KPU Bali I Gede Contoh."
    )
    assert (meeting.place, meeting.chair) == ("Hall Rumah Makan Contoh", "Komisioner KPU Bali I Gede Contoh")


def test_one_named_before_may_lead_by_the_first_name_alone() -> None:
    meeting = only(
        "Rapat kerja persiapan pilkada digelar Kamis (7/11/2024). Rapat dihadiri Anggota KPU Wahyudin Contoh dan "
        "Bawaslu.\n"
        "Wahyudin memandu jalannya rapat."
    )
    assert meeting.chair == "Anggota KPU, Wahyudin Contoh"


def test_a_meeting_told_as_so_many_days_before_is_a_second_one() -> None:
    text = (
        "Sekda Rudi Contoh memimpin rapat Desk Pilkada di Aula Contoh, Kamis (7/11/2024). KPU dan Bawaslu hadir.\n\n"
        "Tiga hari sebelumnya, jajaran Polres bertemu PPK dan Panwascam di Mapolsek Contohbatu. Pertemuan itu dipimpin "
        "Kapolres Ahmad Contoh.\n"
    )
    first, second = extract(text).meetings
    assert (first.date, first.chair) == (date(2024, 11, 7), "Sekda Rudi Contoh")
    assert (second.date, second.place) == (date(2024, 11, 4), "Mapolsek Contohbatu")
    assert second.chair == "Kapolres Ahmad Contoh"


def test_each_message_of_a_chat_is_told_by_itself() -> None:
    meeting = only(
        "[12/11/24 20.14] Fitri KPU: ini rangkuman rakor tadi siang di aula KPU\n\n"
        "- dipimpin ketua KPU pak Jufri Contoh\n- hadir: bawaslu, kabag ops polres, dukcapil\n\n"
        "[12/11/24 20.31] Kabag Ops: jaga gudang 12 org, rapat lagi hari kamis\n"
        "[12/11/24 20.33] Fitri KPU: siap ndan\n"
    )
    assert (meeting.date, meeting.place) == (date(2024, 11, 12), "aula KPU")
    assert meeting.chair == "ketua KPU pak Jufri Contoh"
    assert meeting.contradictions == ()


def test_the_meeting_that_another_goes_on_from_is_told_apart() -> None:
    text = (
        "CONTOH, Kamis 7 November 2024 - Logistik pilkada kurang. Sekda Rudi Contoh memimpin rapat koordinasi di "
        "Ruang Pola Contoh, kemarin. KPU dan Polres hadir.\n\n"
        "Pertemuan itu kelanjutan dari rapat tingkat kecamatan pada Selasa, 29 Oktober 2024 di Aula Kantor Camat "
        "Contoh, dipandu Camat Sitti Contoh.\n"
    )
    first, second = extract(text).meetings
    assert (first.date, first.chair) == (date(2024, 11, 6), "Sekda Rudi Contoh")
    assert (second.date, second.chair) == (date(2024, 10, 29), "Camat Sitti Contoh")


def test_pictures_of_people_name_the_leader_and_the_guests() -> None:
    meeting = only(
        "[21/11/24 16.22] Sekcam Contoh: Izin, berikut ringkasan rakor Pilkada\n\n🗓 Kamis 21 Nov 2024, 13.30 Wita\n"
        "📍 Aula Kantor Camat Contoh\n👤 Dipimpin Camat (H. Marzuki Contoh)\n👥 Kapolsek, Danposramil, PPK, 11 Kades\n"
    )
    assert (meeting.date, meeting.place) == (date(2024, 11, 21), "Aula Kantor Camat Contoh")
    assert meeting.chair == "Camat (H. Marzuki Contoh)"
    assert {"polsek", "koramil", "ppk", "desa"} <= {one.kind for one in meeting.agencies}


def test_hasty_notes_begin_with_the_day_the_hour_and_the_house() -> None:
    meeting = only(
        "notulen rapat pilkada kec. Contoh\nsls 19/11/24, jam 10an (molor dr 09.00), pendopo kec\n"
        "pimp: pak camat (Bp. Budi Contoh)\n"
        "hdr: kapolsek, PPK\n\n- panwascam: kemarin ada yg bagi2 amplop\n"
    )
    assert (meeting.date, meeting.place) == (date(2024, 11, 19), "pendopo kec")
    assert meeting.chair == "pak camat (Bp. Budi Contoh)"
