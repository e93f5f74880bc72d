from __future__ import annotations

from datetime import date

import pytest

from siaga.briefing.letters.invitation import NO_NUMBER, invitation
from siaga.briefing.letters.words import said_once
from siaga.paper.content import Address, Fields, Grid, Head, NewPage, Paper, Signatures, Text, Top
from siaga.rakor.models import Meeting, Participant
from tests.factories import NOW, offices, papers, rakor

pytestmark = pytest.mark.django_db
ADDRESS = "https://siaga.contoh.go.id/rakor/12/"


def letter(made: papers.World, **more: object) -> Paper:
    return invitation(made.meeting, address=ADDRESS, now=NOW, **more)  # type: ignore[arg-type]


def blocks(paper: Paper, kind: type) -> list[object]:
    return [block for block in paper.blocks if isinstance(block, kind)]


def test_the_letter_says_who_writes_when_about_what_and_where() -> None:
    paper = letter(papers.world())
    (head,), (top,) = blocks(paper, Head), blocks(paper, Top)
    assert isinstance(head, Head) and head.government == "Pemerintah Kota Pagar Alam" and head.crest
    assert top == Top(
        "Pagar Alam, 23 Oktober 2024",
        (
            ("Nomor", "100.2.7/12/2024"),
            ("Sifat", "Segera"),
            ("Lampiran", "1 (satu) berkas"),
            ("Hal", "Undangan Rapat Koordinasi Desk Pilkada"),
        ),
    )
    rows = blocks(paper, Fields)[0]
    assert isinstance(rows, Fields)
    assert dict(rows.rows) == {
        "Hari, tanggal": "Rabu, 30 Oktober 2024",
        "Waktu": "pukul 09.00 WIB s.d. selesai",
        "Tempat": "Ruang Rapat Besemah Satu",
        "Acara": "Kesiapan pemungutan suara (contoh)",
        "Pimpinan rapat": "Pj. Wali Kota Pagar Alam",
    }


def said(paper: Paper) -> str:
    return " ".join(block.text for block in paper.blocks if isinstance(block, Text))


def hal(paper: Paper) -> str:
    (top,) = blocks(paper, Top)
    assert isinstance(top, Top)
    return dict(top.rows)["Hal"]


def test_a_letter_says_where_the_vote_is_once() -> None:
    made = papers.world()
    made.meeting.forum.election.name = "Pilkada 2024 Kota Pagar Alam"
    assert "Pilkada 2024 Kota Pagar Alam, bersama ini kami mengundang" in said(letter(made))
    made.meeting.forum.election.name = "Pilkada Serentak 2024"
    assert "Pilkada Serentak 2024 di Kota Pagar Alam, bersama ini kami mengundang" in said(letter(made))


def test_after_a_change_the_letter_tells_of_it_and_of_the_letter_that_it_follows() -> None:
    made = papers.world()
    made.meeting.state, made.meeting.revised_at = "invited", NOW
    made.meeting.letter_before = "100.2.7/11/2024 tanggal 22 Oktober 2024"
    paper = letter(made)
    assert hal(paper) == "Perubahan undangan Rapat Koordinasi Desk Pilkada"
    assert "Menyusul surat kami Nomor 100.2.7/11/2024 tanggal 22 Oktober 2024, dalam rangka" in said(paper)
    assert "Undangan terdahulu tidak berlaku lagi" in said(paper)
    assert paper.name == f"perubahan-undangan-{made.meeting.pk}"


def test_of_a_cancelled_meeting_no_letter_invites() -> None:
    made = papers.world()
    made.meeting.state, made.meeting.cancelled_reason = "cancelled", "Banjir (contoh)"
    paper = letter(made)
    assert hal(paper) == "Pembatalan undangan Rapat Koordinasi Desk Pilkada"
    assert "rapat berikut dibatalkan" in said(paper) and "mengundang Saudara" not in said(paper)
    assert "kehadiran" not in said(paper)
    rows = blocks(paper, Fields)[0]
    assert isinstance(rows, Fields) and dict(rows.rows)["Alasan"] == "Banjir (contoh)"


def test_a_letter_to_many_goes_to_the_list_on_its_second_page() -> None:
    paper = letter(papers.world(guests=60))
    (address,), (grid,) = blocks(paper, Address), blocks(paper, Grid)
    assert isinstance(address, Address) and address.lines[0] == "Yth. (daftar terlampir)"
    assert isinstance(grid, Grid) and len(grid.rows) == 60
    assert grid.rows[0] == ("1", "Ketua KPU Kota Pagar Alam", "KPU Kota Pagar Alam")
    assert len(blocks(paper, NewPage)) == 1


def test_a_letter_to_one_is_addressed_to_that_office_and_has_no_list() -> None:
    paper = letter(papers.world(guests=1))
    (address,) = blocks(paper, Address)
    assert isinstance(address, Address)
    assert address.lines == ("Yth. Ketua KPU Kota Pagar Alam", "di", "Pagar Alam")
    assert not blocks(paper, Grid) and not blocks(paper, NewPage)


def test_one_letter_for_each_participant_in_one_file() -> None:
    made = papers.world(guests=2)
    Participant.objects.create(meeting=made.meeting, label="Tokoh masyarakat (contoh)", position=9)
    paper = letter(made, each=True)
    firsts = [address.lines[0] for address in blocks(paper, Address) if isinstance(address, Address)]
    assert firsts == [
        "Yth. Ketua KPU Kota Pagar Alam", "Yth. Ketua Bawaslu Kota Pagar Alam", "Yth. Tokoh masyarakat (contoh)",
    ]  # fmt: skip
    assert len(blocks(paper, Head)) == 3 and len(blocks(paper, NewPage)) == 2


def test_the_signer_is_the_chair_and_another_may_be_chosen() -> None:
    made = papers.world()
    (signed,) = blocks(letter(made), Signatures)
    assert isinstance(signed, Signatures)
    assert (signed.signers[0].title, signed.signers[0].name, signed.signers[0].nip) == (
        "Pj. Wali Kota Pagar Alam", "Contoh Lusi Permata, S.E.", "",
    )  # fmt: skip
    (signed,) = blocks(letter(made, signer=made.secretary, electronic=True), Signatures)
    assert isinstance(signed, Signatures) and signed.electronic
    assert signed.signers[0].nip == papers.NIP and signed.signers[0].rank == "Pembina Utama Muda (IV/c)"


def test_the_holder_is_the_one_of_the_letters_day() -> None:
    made = papers.world()
    made.chair.tenures.update(ends=date(2024, 10, 22))
    offices.term(made.chair, offices.person("Contoh Pengganti"), date(2024, 10, 23), kind="plh")
    (signed,) = blocks(letter(made), Signatures)
    assert isinstance(signed, Signatures) and signed.signers[0].name == "Contoh Pengganti"


def test_what_is_not_known_yet_is_left_open() -> None:
    made = papers.world(guests=0)
    Meeting.objects.filter(pk=made.meeting.pk).update(letter_number="", letter_date=None, letter_copies=[])
    made.meeting.refresh_from_db()
    paper = letter(made)
    (top,) = blocks(paper, Top)
    assert isinstance(top, Top) and top.rows[0] == ("Nomor", NO_NUMBER) and top.place_date == "Pagar Alam, ……… 2024"
    assert not blocks(paper, Grid)


def test_a_region_without_letterhead_writes_under_the_name_of_its_government() -> None:
    regions = papers.tree()
    of = papers.election(regions["16.03"])
    meeting = rakor.meeting(rakor.forum(of, regions["16.03.01"], "Rakor Kecamatan Contoh"))
    paper = invitation(meeting, address=ADDRESS, now=NOW)
    (head,) = blocks(paper, Head)
    assert isinstance(head, Head) and head.government == "Pemerintah Kabupaten Muara Enim" and not head.crest
    (signed,) = blocks(paper, Signatures)
    assert isinstance(signed, Signatures) and not signed.signers[0].name


@pytest.mark.parametrize(
    ("title", "agency", "said"),
    [
        ("Ketua KPU", "KPU Kota Pagar Alam", "Ketua KPU Kota Pagar Alam"),
        ("Kepala Badan Kesbangpol", "Badan Kesbangpol Kota Pagar Alam", "Kepala Badan Kesbangpol Kota Pagar Alam"),
        ("Camat Dempo Utara", "Kecamatan Dempo Utara", "Camat Dempo Utara"),
        ("Sekretaris Daerah Kota Contoh", "Sekretariat Daerah Kota Contoh", "Sekretaris Daerah Kota Contoh"),
        ("Dandim", "Kodim Pagar Alam", "Dandim, Kodim Pagar Alam"),
        ("", "KPU Kota Pagar Alam", "KPU Kota Pagar Alam"),
    ],
)
def test_an_office_says_its_agency_once(title: str, agency: str, said: str) -> None:
    assert said_once(title, agency) == said
