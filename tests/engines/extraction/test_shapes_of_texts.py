"""Where, when and under whom a meeting was, in the shapes in which people write it."""

from __future__ import annotations

import pytest

from siaga.engines.extraction import extract

SHAPES = [
    (
        """RISALAH RAPAT DESK PILKADA KABUPATEN CONTOH

1.  Hari/tanggal  :  Senin, 4 November 2024
2.  Jam           :  08.00 WIT
3.  Lokasi        :  Ruang Pertemuan Istana Daerah Contoh
4.  Pemimpin      :  Kepala Bagian Umum, Budi Contoh, S.E.
5.  Peserta       :  a. Ketua KPU
                     b. Kabag Ops Polres
6.  Isi rapat     :
    6.1 KPU: logistik belum tiba.
""",
        "2024-11-04",
        "Ruang Pertemuan Istana Daerah Contoh",
        "Kepala Bagian Umum, Budi Contoh, S.E.",
    ),
    (
        """Rapat tahapan terakhir dilaksanakan hari Jumat tanggal 8 November 2024 di Baruga Contoh,
Wanggudu, dipimpin Ketua Harian Desk (Asisten I, Yusuf Contoh) dan diikuti KPU, Bawaslu serta
Polres.""",
        "2024-11-08",
        "Baruga Contoh, Wanggudu",
        "Ketua Harian Desk (Asisten I, Yusuf Contoh)",
    ),
    (
        """Wakil Bupati Konawe Utara, Abu Contoh, yang memandu jalannya rapat, berkata kondisi jalan menjadi
kendala. Rapat digelar di Gedung Wanita Contoh, Wanggudu, Senin (4/11/2024). Ketua KPU hadir.""",
        "2024-11-04",
        "Gedung Wanita Contoh, Wanggudu",
        "Wakil Bupati Konawe Utara, Abu Contoh",
    ),
    (
        """Dandim 0999/Contoh Letkol Inf Budi Contoh menghadiri rapat koordinasi Pilkada di Grand Contoh
Hotel Jayapura, Kamis (14/11/2024). Rakor dipimpin Pj. Gubernur Contoh Rudy Contoh dan diikuti
Kapolres, KPU, dan Bawaslu.""",
        "2024-11-14",
        "Grand Contoh Hotel Jayapura",
        "Pj. Gubernur Contoh Rudy Contoh",
    ),
    (
        """catatan rakor kecamatan
kamis 14 nov 2024, aula kantor camat contoh barat, jam 09.00
dipimpin pak sekcam (dewi contoh)
hadir kapolsek, danramil, ppk, 9 kades
- ppk: kotak suara lengkap
""",
        "2024-11-14",
        "aula kantor camat contoh barat",
        "pak sekcam (dewi contoh)",
    ),
    (
        """Senin (18/11), Pj Bupati Contoh Jaya Zainal Contoh mengundang penyelenggara dan aparat duduk
bersama di Aula KH Contoh. Pilkada tinggal menghitung hari. Tahun 2024 ini KPU siap.""",
        "2024-11-18",
        "Aula KH Contoh",
        "Pj Bupati Contoh Jaya Zainal Contoh",
    ),
    (
        """Sekda Contoh Jaya Ani Contoh memimpin langsung rapat pemantapan Pilkada, bertempat di Ruang Data
Setda Contoh Jaya, pada Selasa siang, 12 November 2024. Hadir KPU dan Bawaslu.""",
        "2024-11-12",
        "Ruang Data Setda Contoh Jaya",
        "Sekda Contoh Jaya Ani Contoh",
    ),
    (
        """Bertempat di Kantor Distrik Contoh, Kepala Distrik Contoh Yosep Contoh memimpin rapat kesiapan
Pilkada, Rabu 6 November 2024, bersama Kapolsek dan Danramil.""",
        "2024-11-06",
        "Kantor Distrik Contoh",
        "Kepala Distrik Contoh Yosep Contoh",
    ),
    (
        """Rapat koordinasi kesiapan pilkada kembali dilaksanakan, kali ini di Kota Contoh, Sabtu
(16/11/2024) malam. Kegiatan dibuka oleh Plh. Sekda Contoh Jaya Ir. Budi Contoh, M.T. KPU hadir.""",
        "2024-11-16",
        "Kota Contoh",
        "Plh. Sekda Contoh Jaya Ir. Budi Contoh, M.T.",
    ),
    (
        """RAPAT KOORDINASI PILKADA KABUPATEN CONTOH JAYA DILAKSANAKAN DI AULA KANTOR BUPATI CONTOH JAYA,
SENIN 18 NOVEMBER 2024, DIPIMPIN OLEH BUPATI CONTOH JAYA. HADIR KPU, BAWASLU, KAPOLRES. KPU
MENYAMPAIKAN SURAT SUARA KURANG 300 LEMBAR.""",
        "2024-11-18",
        "aula kantor bupati contoh jaya",
        "bupati contoh jaya",
    ),
    (
        """Tim Pengawasan DPRD menggelar rapat dengar pendapat bersama KPU dan Bawaslu di Ruang Komisi I
DPRD Contoh Jaya, Senin (11/11/2024). Rapat dipimpin Ketua Komisi I Dedi Contoh.""",
        "2024-11-11",
        "Ruang Komisi I DPRD Contoh Jaya",
        "Ketua Komisi I Dedi Contoh",
    ),
    (
        """Dipimpin langsung Kapolres Contoh Jaya AKBP Bayu Contoh, rapat lintas sektoral Pilkada digelar di
Rupatama Polres Contoh Jaya, Jumat (15/11/2024). Hadir Dandim, KPU, Bawaslu.""",
        "2024-11-15",
        "Rupatama Polres Contoh Jaya",
        "Kapolres Contoh Jaya AKBP Bayu Contoh",
    ),
]


@pytest.mark.parametrize(("text", "day", "place", "leader"), SHAPES)
def test_day_place_and_leader_are_read(text: str, day: str, place: str, leader: str) -> None:
    (meeting,) = extract(text).meetings
    assert str(meeting.date) == day
    assert (meeting.place or "").casefold() == place.casefold()
    assert (meeting.chair or "").casefold() == leader.casefold()


def test_a_list_of_guests_after_the_signature_is_who_shall_come() -> None:
    text = (
        "Hal: Undangan\n\nDengan hormat, mengharap kehadiran Saudara pada rapat Pilkada:\n\nHari/Tanggal : Jumat, "
        "8 November 2024\nTempat : Aula Contoh\n\nCamat Contoh,\n\nBudi Contoh\nNIP. 19700101 199203 1 001\n\n"
        "Daftar undangan:\n1. Kapolsek Contoh\n2. Ketua PPK\n"
    )
    kinds = {one.kind for one in extract(text).meetings[0].agencies}
    assert {"polsek", "ppk"} <= kinds


def test_numbers_of_a_table_count_what_their_column_is_called() -> None:
    text = (
        "Hasil rapat Pilkada, Senin, 4 November 2024 di Aula Contoh.\n\nKecamatan      TPS   Rawan\n"
        "Contoh Barat    88     4\nContoh Timur   103     2\n"
    )
    found = [(one.value, one.unit) for one in extract(text).meetings[0].figures]
    assert found == [(88, "TPS"), (4, "Rawan"), (103, "TPS"), (2, "Rawan")]


def test_items_below_an_agency_are_its_own() -> None:
    text = (
        "Hasil rakor Pilkada, Senin 4 November 2024 di Aula Contoh:\n\nPLN\n"
        "- genset dikirim paling lambat 19 November\n"
    )
    (meeting,) = extract(text).meetings
    assert [(one.who, str(one.due)) for one in meeting.commitments] == [("pln", "2024-11-19")]


def test_a_column_of_opinion_tells_of_no_meeting() -> None:
    assert extract("OPINI\n\nRapat demi rapat digelar KPU, Senin (4/11/2024), tetapi TPS tetap jauh.").empty
    assert extract("Kita mendengar rapat digelar menjelang Pilkada. KPU dan Bawaslu bekerja.").empty


def test_cells_of_a_table_may_hold_more_spaces_than_one() -> None:
    rows = "| No | Kecamatan  Contoh | TPS | Rawan |\n| 1 | Contoh  Hulu | 40 | 3 |\n| 2 | Contoh Hilir | 21 | 2 |\n"
    found = extract(f"Rapat koordinasi Pilkada dipimpin Bupati Contoh di Aula Contoh.\n\n{rows}").meetings[0].figures
    assert [(one.value, one.counts) for one in found] == [
        (40, "TPS Contoh Hulu"),
        (3, "Rawan Contoh Hulu"),
        (21, "TPS Contoh Hilir"),
        (2, "Rawan Contoh Hilir"),
    ]
