"""Where, when and led by whom; one meeting and the next; what is no part of it."""

from __future__ import annotations

from datetime import date, time

import pytest

from siaga.engines.extraction import Meeting, extract


def only(text: str) -> Meeting:
    (meeting,) = extract(text).meetings
    return meeting


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Jumat, (04/10/24)", date(2024, 10, 4)),
        ("Rabu 30 Oktober 2024", date(2024, 10, 30)),
        ("Senin (5/2/2024)", date(2024, 2, 5)),
        ("Sabtu (9/11)", date(2024, 11, 9)),
        ("pada hari Kamis tanggal 24 Okt 2024", date(2024, 10, 24)),
        ("pada tanggal dua puluh delapan bulan Oktober tahun dua ribu dua puluh empat", date(2024, 10, 28)),
        ("2024-10-21", date(2024, 10, 21)),
        ("Jumat tanggal Dua Puluh Lima bulan Oktober tahun 2024", date(2024, 10, 25)),
    ],
)
def test_dates_as_people_write_them(told: str, day: date) -> None:
    assert only(f"Sekda memimpin rapat Pilkada 2024 di Aula Contoh, {told}.").date == day


def test_a_weekday_becomes_a_date_only_with_the_day_of_publishing() -> None:
    body = "Camat memimpin rapat persiapan Pilkada di Aula Contoh, kemarin."
    assert only(body).date is None
    assert only(f"Camat Gelar Rapat\n\nSelasa, 29 Oktober 2024 | 10:15 WIB\n\n{body}").date == date(2024, 10, 28)


def test_the_vote_and_deadlines_are_not_the_day_of_the_meeting() -> None:
    meeting = only(
        "Sekda memimpin rapat persiapan Pilkada yang akan digelar 27 November 2024. "
        "Camat melapor paling lambat 20 November 2024."
    )
    assert meeting.date is None


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ("di Aula Hotel BBC Bandarjaya itu, dihadiri camat", "Aula Hotel BBC Bandarjaya"),
        ("bertempat di ruang rapat Rumah Jabatan Bupati, pada Jumat", "ruang rapat Rumah Jabatan Bupati"),
        ("di Aula Cendana, Lantai II, Kantor Bupati, Jumat", "Aula Cendana, Lantai II, Kantor Bupati"),
        ("di Melati Hotel, Senin", "Melati Hotel"),
        ("di Sasana Contoh Rumah Dinas Bupati, Jalan Contoh, Senin", "Sasana Contoh Rumah Dinas Bupati"),
        ("di Palanta Kantor Bupati, Senin", "Palanta Kantor Bupati"),
        ("di Rumah Makan Contoh, Senin", "Rumah Makan Contoh"),
        ("melalui Zoom Meeting, Senin", "Zoom Meeting"),
        ("secara daring melalui Zoom Meeting, Senin", "Zoom Meeting"),
        ("di lantai tiga Gedung Contoh, Senin", "lantai tiga Gedung Contoh"),
        ("di Balai Desa Contoh, Jalan Merdeka, Senin", "Balai Desa Contoh"),
    ],
)
def test_places(told: str, place: str) -> None:
    assert only(f"Rapat koordinasi Pilkada digelar {told}.").place == place


@pytest.mark.parametrize(
    ("told", "chair"),
    [
        ("Rapat dipimpin Penjabat (Pj) Bupati Buleleng, Ketut Contoh dengan dihadiri Sekda.",
         "Penjabat (Pj) Bupati Buleleng, Ketut Contoh"),
        ("Rakor dipimpin oleh Rosi Contoh Camat Ciawi, dihadapan peserta.", "Rosi Contoh Camat Ciawi"),
        ("Plt. Sekretaris Daerah (Sekda) Kota Contoh, Mige Contoh memimpin rapat Pilkada.",
         "Plt. Sekretaris Daerah (Sekda) Kota Contoh, Mige Contoh"),
        ("Pertemuan itu dipandu anggota KPU Kota Salatiga, Yosia Contoh.", "anggota KPU Kota Salatiga, Yosia Contoh"),
        ("Bapak Camat, Tono Contoh, membuka sekaligus memimpin rapat.", "Bapak Camat, Tono Contoh"),
        ("Rakor di bawah pimpinan Sekda Kota Metro Rini Contoh digelar.", "Sekda Kota Metro Rini Contoh"),
        ("Camat Metro Rini Contoh mengumpulkan lurah di Aula Contoh. Rapat dihadiri PPK.", "Camat Metro Rini Contoh"),
        ("Saat memimpin rakor, Sekda Metro, Rini Contoh, meminta camat siaga.", "Sekda Metro, Rini Contoh"),
        ("Rapat dipimpin Danramil 05/Metro Kapten Inf Joko Contoh.", "Danramil 05/Metro Kapten Inf Joko Contoh"),
        ("Rapat dibuka pukul 10.15 WIB oleh Ketua KPU Kabupaten Biak, Tono Contoh.",
         "Ketua KPU Kabupaten Biak, Tono Contoh"),
        ("Rapat itu dimulai. Komandan Kodim 1708/BN Letkol Inf Budi Contoh selaku pimpinan rapat hadir.",
         "Komandan Kodim 1708/BN Letkol Inf Budi Contoh"),
        ("Rapat diikuti PPK. Sebagai pimpinan rapat bertindak Camat Contoh, Ani Contoh.", "Camat Contoh, Ani Contoh"),
        ("Catatan rapat, 13/11/2024\n\nSekda Ibu Rina Contoh (pimpinan rapat): mari.", "Sekda Ibu Rina Contoh"),
        ("Dalam rapat yang dihadiri Kapolda Contoh itu, Gubernur Toni memimpin diskusi.", "Gubernur Toni"),
        ("Rabu, 13 November 2024\nYang pimpin: Kabag Ops (Kapolres sedang dinas luar)", "Kabag Ops"),
        ("Hadir Dina Contoh, Ketua Panwascam Ketapang, termasuk KPU. Ia memimpin rapat itu.", None),
        ("Bupati Contoh menghadiri rapat Pilkada di Aula.", None),
        ("Kabagops memimpin langsung pengamanan. Rapat Pilkada digelar di Aula.", None),
    ],
)  # fmt: skip
def test_who_leads_and_who_does_not(told: str, chair: str | None) -> None:
    found = only(f"Persiapan Pilkada.\n\n{told}").chair
    assert found == chair or (chair is None and (found or "").startswith("Dina Contoh"))


def test_a_memo_in_which_three_are_given_the_word_is_a_meeting() -> None:
    meeting = only(
        "Catatan ucapan, kesiapan Pilkada\nSabtu, 16-11-2024, aula kantor camat\n\n"
        "CAMAT (Pak Contoh):\nSilakan singkat saja.\n\nKAPOLSEK:\nPersonel 24.\n\nPPK: TPS lengkap.\n"
    )
    assert (meeting.date, meeting.place) == (date(2024, 11, 16), "aula kantor camat")
    assert [one.kind for one in meeting.agencies] == ["kecamatan", "polsek", "ppk"]


def test_a_message_tells_each_point_on_a_line_of_its_own_though_no_line_ends() -> None:
    meeting = only(
        "*Rakor Desk Pilkada*\n🗓 Sel, 12/11/24\n📍 Rg rapat Setda\n👤 dipimpin Asisten I (Bpk Contoh)\n"
        "👥 hdr: KPU, Polres, camat2\n"
    )
    assert (meeting.place, meeting.chair) == ("Rg rapat Setda", "Asisten I (Bpk Contoh)")
    assert {one.kind for one in meeting.agencies} == {"sekda", "kpu", "polres", "kecamatan"}


def test_a_speech_is_given_by_who_opens_the_meeting_on_the_day_below_its_title() -> None:
    meeting = only(
        "SAMBUTAN BUPATI CONTOH RAYA\nPADA RAPAT KOORDINASI PILKADA\nContoh Raya, 7 November 2024\n\n"
        "Yang saya hormati Kapolres, Dandim dan para camat yang hadir di Pendopo Contoh Raya.\n"
        "Dengan ini rapat saya buka.\n"
    )
    assert (meeting.date, meeting.place, meeting.chair) == (
        date(2024, 11, 7), "Pendopo Contoh Raya", "Bupati Contoh Raya",
    )  # fmt: skip


def test_a_message_without_capitals_and_date_is_a_meeting() -> None:
    meeting = only(
        "izin rangkum rapat desk pilkada tadi sore di kantor kesbangpol\n\nyg pimpin pak asisten 2\n"
        "yg dtg kpu polres sama camat kota\n\n- polres minta 25 orang linmas\n\nrapat lanjut jumat 22/11 jam 9\n"
    )
    assert (meeting.place, meeting.chair, meeting.time) == ("kantor kesbangpol", "pak Asisten 2", None)
    assert {one.kind for one in meeting.agencies} == {"sekda", "kpu", "polres", "kecamatan"}


def test_a_form_may_call_its_fields_in_english() -> None:
    meeting = only("MoM Rakor Desk Pemilu\nDate: 6 Feb 2024\nVenue: Ruang Contoh\nLead: Bupati\nAttendees: KPU\n")
    assert (meeting.date, meeting.place, meeting.chair) == (date(2024, 2, 6), "Ruang Contoh", "Bupati")


def test_guests_may_stand_below_their_field_and_a_call_is_the_place() -> None:
    meeting = only(
        "Notulen Rapat Pilkada\n\nTanggal: 16 November 2024\nMedia: Zoom Meeting\nPimpinan: Camat\nYang hadir:\n"
        "PPK (5 org), Kapolsek, 9 kepala kampung\n\nIsi: logistik aman\n"
    )
    assert meeting.place == "Zoom Meeting"
    assert {one.kind for one in meeting.agencies} == {"kecamatan", "ppk", "polsek", "desa"}


def test_the_day_after_the_name_of_a_meeting_is_the_meetings_and_no_wrong_day_of_the_vote() -> None:
    meeting = only("Pemkab Contoh menggelar rapat persiapan pemungutan suara di Aula Contoh, Kamis (14/11/2024).")
    assert meeting.date == date(2024, 11, 14)
    assert not meeting.contradictions


def test_the_next_days_meeting_is_another_one_and_an_earlier_vote_is_none() -> None:
    first, second = extract(
        "Pemilu 17 April 2019 dibahas dua kali.\n\nRapat pertama digelar di Aula Kantor Bupati, Selasa (2/4/2019), "
        "dipimpin Wakil Bupati Ende, Yosef Contoh.\n\n"
        "Sehari kemudian, Camat Maurole, Petronela Contoh, mengundang PPK dan Polsek "
        "ke Aula Paroki Contoh, Rabu (3/4/2019)."
    ).meetings
    assert (first.date, second.date) == (date(2019, 4, 2), date(2019, 4, 3))
    assert (second.place, second.chair) == ("Aula Paroki Contoh", "Camat Maurole, Petronela Contoh")


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Bupati memimpin rapat Pilkada bersama Panwaslu di Aula Contoh.", "bawaslu"),
        ("Camat memimpin rapat Pilkada bersama Panwaslu di Aula Contoh.", "panwaslu_kecamatan"),
    ],
)
def test_supervisors_without_a_level_are_those_of_the_meetings(told: str, kind: str) -> None:
    assert kind in {one.kind for one in only(told).agencies}


def test_the_day_of_a_letter_is_not_that_of_its_meeting() -> None:
    meeting = only(
        "LAPORAN\nKepada : Bupati Contoh\nDari : Kepala Kesbangpol\nTanggal : 15 November 2024\n\n"
        "Dilaporkan bahwa pada hari Kamis, 14 November 2024, di Ruang Contoh telah dilaksanakan rapat Pilkada.\n\n"
        "I. Peserta\nSekretaris Daerah (memimpin), Kepala Dinas Kominfo, Kasdim\n"
    )
    assert (meeting.date, meeting.chair) == (date(2024, 11, 14), "Sekretaris Daerah")
    assert {one.kind for one in meeting.agencies} == {"kesbangpol", "sekda", "kominfo", "kodim"}


def test_a_line_of_notes_may_tell_day_place_and_leader_between_bars() -> None:
    meeting = only(
        "RINGKASAN RAPAT DESK PILKADA\nSelasa, 5 November 2024 | R. Sidang Lt. 3 | Pimpinan: Wakil Bupati\n"
        "Hadir: KPU, Bawaslu, Polres (absen: Kejari)\n\nIsu | Uraian | PIC\nKesehatan | 6 puskesmas penuh | Dinkes\n"
    )
    assert (meeting.date, meeting.place, meeting.chair) == (date(2024, 11, 5), "R. Sidang Lt. 3", "Wakil Bupati")
    assert {"kpu", "bawaslu", "polres"} <= {one.kind for one in meeting.agencies}
    assert not {"kejaksaan", "puskesmas"} & {one.kind for one in meeting.agencies}


def test_those_who_sign_a_record_were_there() -> None:
    meeting = only(
        "Pada hari ini Senin, 11 November 2024, kami yang bertanda tangan di bawah ini mengadakan rapat pemindahan "
        "TPS di Kantor Kelurahan Contoh:\n1. Rudi Contoh - Lurah\n2. Ani Contoh - Ketua PPS\n"
    )
    assert [one.kind for one in meeting.agencies] == ["desa", "pps"]


def test_the_day_on_which_a_meeting_begins_is_no_deadline() -> None:
    meeting = only("Rapat Pilkada di Aula Contoh dimulai pukul 08.30 WIB, Rabu (13/11/2024).")
    assert meeting.date == date(2024, 11, 13)


def test_an_earlier_meeting_is_another_one() -> None:
    first, second = extract(
        "Camat memimpin rapat Pilkada di Aula Kecamatan, Senin (28/10/2024).\n\n"
        "Sebelumnya, Pemkab juga menggelar rapat koordinasi Pilkada di Gedung Contoh, Jumat (25/10/2024)."
    ).meetings
    assert (first.date, second.date) == (date(2024, 10, 28), date(2024, 10, 25))
    assert second.place == "Gedung Contoh"


@pytest.mark.parametrize(
    "text",
    [
        "KPU berencana mengadakan rapat koordinasi Pilkada.",
        "Polres menggelar apel pasukan Pilkada di lapangan, Senin (4/11/2024).",
        "Kapolres memimpin pengamanan distribusi logistik Pilkada, Senin (4/11/2024).",
        "Rapat manajemen klub sepak bola digelar di Stadion Contoh.",
        "Calon bupati menggelar pertemuan dengan relawan Pilkada di rumah pemenangan, Senin (4/11/2024).",
        "Calon bupati bertemu warga Desa Contoh. Mereka membahas harga pupuk jelang Pilkada.",
        "Menurut rencana, rapat evaluasi Pilkada akan digelar pekan depan.",
        'KPU melepas kapal logistik Pilkada kemarin. "Rapat pleno menyepakati itu," ujar ketuanya.',
        "Evaluasi Pilkada 2018 menunjukkan partisipasi rendah.",
    ],
)
def test_what_is_no_meeting_of_ours(text: str) -> None:
    assert extract(text).empty


@pytest.mark.parametrize(
    "text",
    [
        "Komisi A DPRD melakukan dengar pendapat dengan KPU terkait Pilkada di ruang komisi, Selasa (5/11/2024).",
        "Kapolres bertemu Ketua KPU di Mapolres, Rabu (6/11/2024), membahas pengamanan Pilkada.",
        "Para camat berkumpul di Balai Kota, Rabu (6/11/2024). Mereka membahas Pilkada bersama KPU.",
        "Gubernur bertemu KPU dan Bawaslu di Aula Contoh, Rabu (6/11/2024), menjelang Pilkada.",
        "Evaluasi kampanye Pilkada dilakukan KPU bersama Bawaslu di Kantor KPU, Rabu (6/11/2024).",
        "Lokakarya pengawasan Pilkada digelar Bawaslu di Hotel Contoh, Selasa (5/11/2024).",
    ],
)
def test_agencies_that_come_together_to_talk_meet_whatever_it_is_called(text: str) -> None:
    assert not extract(text).empty


def test_captions_bylines_and_footers_say_nothing() -> None:
    meeting = only(
        "Sekda memimpin rapat Pilkada bersama KPU di Aula Contoh.\n\nEditor: Bawaslu\n\nBaca juga: 900 TPS Rusak\n\n"
        "Tinggalkan Balasan\n\nPolres menemukan 300 TPS rawan konflik."
    )
    assert [one.kind for one in meeting.agencies] == ["sekda", "kpu"]
    assert not meeting.figures
    assert not meeting.obstacles


def test_police_and_army_mean_the_level_that_the_text_names() -> None:
    upper = only("Bupati memimpin rapat Pilkada dihadiri KPU, TNI, dan Polri.")
    assert [one.kind for one in upper.agencies] == ["kpu", "kodim", "polres"]
    lower = only("Camat memimpin rapat Pilkada dihadiri PPK, TNI, dan Polri.")
    assert [one.kind for one in lower.agencies] == ["kecamatan", "ppk", "koramil", "polsek"]


def test_the_time_is_that_of_the_beginning() -> None:
    meeting = only("Rapat Pilkada digelar pukul 09.00 WIB di Aula Contoh. Rapat ditutup pukul 11.30 WIB.")
    assert meeting.time == time(9)


def test_a_vote_that_is_prepared_is_not_the_day_that_follows_the_place() -> None:
    told = "Pemkot menggelar rapat persiapan pemungutan suara di Balai Contoh, Senin (18/11/2024)."
    assert only(f"{told} Dinas Kesehatan akan memeriksa petugas pada 25 November 2024.").date == date(2024, 11, 18)
    assert only("Camat memimpin rapat di Aula Contoh, kemarin. Persiapan Pemilu 17 April 2019 dibahas.").date is None


def test_the_day_on_which_somebody_will_do_something_is_no_meeting() -> None:
    held = "Suasana hangat terasa di Pendopo Contoh, Selasa (12/11/2024). Di sana Sekda memimpin rapat Desk Pilkada."
    promised = "Polres bersama KPU akan membuka posko aduan pada Senin, 18 November 2024."
    assert only(f"{held}\n\n{promised}").date == date(2024, 11, 12)


def test_a_text_goes_on_to_the_meeting_of_another_day() -> None:
    first = "Rapat pertama berlangsung di Aula Contoh, Selasa (2/4/2019), dipimpin Wakil Bupati. Hadir KPU dan Bawaslu."
    second = "Dua hari kemudian, giliran Camat Contoh mengundang PPK dan Polsek ke Balai Desa Contoh, Kamis (4/4/2019)."
    days = [one.date for one in extract(f"{first}\n\nKPU melaporkan 40 TPS.\n\n{second}").meetings]
    assert days == [date(2019, 4, 2), date(2019, 4, 4)]


def test_rows_of_a_table_in_columns_stay_apart_and_their_numbers_are_none() -> None:
    told = """NOTULEN RAPAT DESK PILKADA

Hari/Tanggal : Kamis, 7 November 2024
Tempat : Balai Contoh
Pimpinan Rapat : Sekretaris Daerah

1. KPU
   1.1 Logistik terkumpul 91 persen.
   1.2 Segel kurang 64 keping.

TINDAK LANJUT
No  Uraian                                 Pelaksana       Batas waktu
1   Mengadakan segel plastik tambahan      KPU             13 November 2024
2   Memproses pencairan honor pengawas     Bawaslu         15 November 2024
"""
    meeting = only(told)
    assert [(one.value, one.unit) for one in meeting.figures] == [(91, "%"), (64, "keping")]
    assert [(one.who, one.due) for one in meeting.commitments] == [
        ("kpu", date(2024, 11, 13)), ("bawaslu", date(2024, 11, 15)),
    ]  # fmt: skip
