from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.briefing.letters.minutes_paper import minutes_paper
from siaga.paper.content import Fields, Grid, Heading, Notice, Paper, Text
from siaga.rakor.actions import points
from siaga.rakor.models import ActionPoint, AgendaItem, Meeting, PointUpdate
from tests import people
from tests.factories import NOW, papers, rakor
from tests.rakor.rooms import Room

pytestmark = pytest.mark.django_db


def paper_of(made: papers.World) -> Paper:
    return minutes_paper(made.meeting, actor=people.secretariat, now=NOW)


def grid_under(paper: Paper, heading: str) -> tuple[tuple[str, ...], ...]:
    place = next(n for n, block in enumerate(paper.blocks) if isinstance(block, Heading) and heading in block.text)
    following = paper.blocks[place + 1]
    return following.rows if isinstance(following, Grid) else ()


def texts(paper: Paper) -> list[str]:
    return [f"{block.lead} {block.text}".strip() for block in paper.blocks if isinstance(block, Text)]


def test_minutes_tell_who_was_there_and_who_was_not() -> None:
    made = papers.world(guests=3)
    papers.minutes(made)
    paper = paper_of(made)
    assert grid_under(paper, "hadir") == (
        ("1", "Contoh Santoso", "Ketua KPU Kota Pagar Alam"),
        ("2", "Contoh Harmono", "Anggota Bawaslu Kota Pagar Alam (mewakili)"),
        ("3", "Contoh Tamu", "Kantor Pos contoh"),
    )
    assert "Tidak hadir: Kepala Dinas Contoh 3, Pemerintah Kota Pagar Alam." in texts(paper)
    (fields,) = [block for block in paper.blocks if isinstance(block, Fields)]
    assert dict(fields.rows)["Hadir"] == "3 orang; 2 dari 3 undangan terwakili"
    assert dict(fields.rows)["Pimpinan rapat"] == "Contoh Lusi Permata, S.E., Pj. Wali Kota Pagar Alam"


def test_each_carried_point_stands_with_its_report_or_its_silence() -> None:
    made = papers.world()
    papers.minutes(made)
    rows = grid_under(paper_of(made), "rapat sebelumnya")
    assert [(row[1].split("\n")[0], row[4], row[5]) for row in rows] == [
        ("Janji lama 1", "Sudah 90 dari 100 kotak", "Dikerjakan"),
        ("Janji lama 2", "TIDAK DILAPORKAN: Bawaslu tidak hadir", "Belum dikerjakan"),
        ("Janji lama 3", "belum dilaporkan", "Belum dikerjakan"),
    ]


def test_statements_decisions_and_points_stand_under_their_item() -> None:
    made = papers.world()
    papers.minutes(made, items=1)
    said = texts(paper_of(made))
    assert "Catatan butir 1.\nBaris dua." in said
    assert (
        "KPU Kota Pagar Alam (Contoh Santoso): menyatakan kesiapan 80 % dari logistik; kendala: Jalan ke Dempo Utara "
        "rusak; kebutuhan: 2 kendaraan bergardan ganda."
    ) in said
    assert "Keputusan: Keputusan contoh 1" in said
    assert "Tindak lanjut: Tindak lanjut baru 1 (KPU Kota Pagar Alam, tenggat 06-11-2024)" in said


def test_an_empty_meeting_says_that_it_is_empty() -> None:
    paper = paper_of(papers.world(guests=0))
    assert {
        "Kehadiran belum dicatat.",
        "Tidak ada tindak lanjut yang terbawa dari rapat sebelumnya.",
        "Agenda rapat ini kosong.",
        "Tidak ada keputusan yang dicatat.",
        "Tidak ada tindak lanjut baru.",
    } <= set(texts(paper))


def test_signed_minutes_carry_their_digest_and_addenda_and_tell_states_as_they_were() -> None:
    made = papers.world()
    papers.minutes(made)
    point = made.carried[2]
    rakor.item(made.meeting, point.title, 9, kind="tindak-lanjut", point=point)
    signed = papers.sign(made)
    later = NOW + timedelta(days=3)
    PointUpdate.objects.create(point=point, kind="verifikasi", at=later, by="Contoh", before="open", after="verified")
    ActionPoint.objects.filter(pk=point.pk).update(state="verified", state_at=later)
    paper = minutes_paper(signed, actor=people.officer, now=later)
    notices = [block.text for block in paper.blocks if isinstance(block, Notice)]
    assert len(notices) == 1 and signed.minutes_digest in notices[0] and "Contoh Pimpinan" in notices[0]
    assert not paper.mark
    assert grid_under(paper, "rapat sebelumnya")[2][5] == "Belum dikerjakan"
    assert "Jumlah kotak pada butir 1 seharusnya 95." in texts(paper)


def test_signed_minutes_name_old_promises_as_they_were() -> None:
    room = Room()
    old = room.carried(1)[0]
    act = {"actor": people.secretariat, "now": NOW}
    points.change_point(**act, point=old, changes={"title": "Kirim 12 kotak (contoh)"})
    points.report_on_point(**act, point=old, text="Separuh.", meeting=room.meeting)
    signed = Meeting.objects.select_related("forum__region__parent", "forum__election").get(pk=room.signed().meeting.pk)
    fresh = ActionPoint.objects.select_related("owner__region", "region").get(pk=old.pk)
    points.change_point(**act, point=fresh, changes={"title": "Kirim 24 kotak (contoh)"})
    (row,) = grid_under(minutes_paper(signed, actor=people.officer, now=NOW), "rapat sebelumnya")
    assert "Kirim 12 kotak (contoh)" in row[1]


def test_signed_minutes_that_were_changed_afterwards_say_so() -> None:
    made = papers.world()
    papers.minutes(made)
    signed = papers.sign(made)
    AgendaItem.objects.filter(meeting=signed, position=1).update(notes="Diubah diam-diam")
    notices = [block.text for block in paper_of_signed(signed).blocks if isinstance(block, Notice)]
    assert any(text.startswith("PERHATIAN") for text in notices)


def paper_of_signed(meeting: papers.Meeting) -> Paper:
    return minutes_paper(meeting, actor=people.officer, now=NOW)
