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
        ("di Rumah Makan Contoh, Senin", "Rumah Makan Contoh"),
        ("melalui Zoom Meeting, Senin", "Zoom Meeting"),
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
        ("Hadir Dina Contoh, Ketua Panwascam Ketapang, termasuk KPU. Ia memimpin rapat itu.", None),
        ("Bupati Contoh menghadiri rapat Pilkada di Aula.", None),
        ("Kabagops memimpin langsung pengamanan. Rapat Pilkada digelar di Aula.", None),
    ],
)  # fmt: skip
def test_who_leads_and_who_does_not(told: str, chair: str | None) -> None:
    found = only(told).chair
    assert found == chair or (chair is None and (found or "").startswith("Dina Contoh"))


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
    ],
)
def test_what_is_no_meeting_of_ours(text: str) -> None:
    assert extract(text).empty


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
