"""A meeting with all that its papers show: a letterhead with a crest, people who sign, minutes, carried points."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, timedelta

from siaga.briefing.crests import keep_crest
from siaga.briefing.models import Letterhead
from siaga.desk.models import Agency, Office
from siaga.elections.models import Election
from siaga.rakor.digest import digest_of
from siaga.rakor.models import (
    ActionPoint,
    Addendum,
    AgendaItem,
    Attendance,
    Decision,
    Forum,
    Meeting,
    Participant,
    PointUpdate,
    Statement,
)
from siaga.wilayah.models import Region
from tests.factories import NOW, agency, election, offices, rakor, tree

NIP = "197001011995031001"
BEFORE = NOW - timedelta(days=14)


@dataclass
class World:
    """regions, the election, the agencies by key, the forum, the meeting before, and the meeting itself."""

    regions: dict[str, Region]
    election: Election
    agencies: dict[str, Agency]
    chair: Office
    secretary: Office
    forum: Forum
    before: Meeting
    meeting: Meeting
    guests: list[Participant] = field(default_factory=list)
    carried: list[ActionPoint] = field(default_factory=list)


def crest() -> bytes:
    """A small invented shield, as PNG."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (300, 360), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    outline = [(10, 10), (290, 10), (290, 200), (150, 350), (10, 200)]
    pen.polygon(outline, fill=(15, 100, 115, 255), outline=(11, 47, 58, 255))
    pen.polygon([(70, 230), (150, 90), (230, 230)], fill=(196, 134, 26, 255))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def letterhead(at: Region, **fields: object) -> Letterhead:
    defaults: dict[str, object] = {
        "government": f"Pemerintah {at.title}",
        "agency": "Badan Kesatuan Bangsa dan Politik",
        "address": "Jalan Contoh Nomor 1, Pagar Alam 31511",
        "contact": "Laman kesbangpol.contoh.go.id",
        "city": "Pagar Alam",
    }
    return Letterhead.objects.create(region=at, **(defaults | fields))


def world(guests: int = 3, *, with_crest: bool = True) -> World:
    """A planned meeting of the city's forum, with its offices, its guests and a meeting before it."""
    regions = tree()
    city = regions["16.72"]
    of = election(city)
    letterhead(city, crest=keep_crest([crest()], "lambang.png") if with_crest else "")
    keys = {
        "pemda": "Pemerintah Kota Pagar Alam",
        "kesbangpol": "Badan Kesbangpol Kota Pagar Alam",
        "kpu": "KPU Kota Pagar Alam",
        "bawaslu": "Bawaslu Kota Pagar Alam",
    }
    agencies = {key: agency(key, city, name) for key, name in keys.items()}
    chair = offices.office(agencies["pemda"], "Wali Kota Pagar Alam")
    secretary = offices.office(agencies["kesbangpol"], "Kepala Badan Kesbangpol")
    offices.term(chair, offices.person("Contoh Lusi Permata, S.E."), date(2023, 9, 1), kind="pj")
    offices.term(
        secretary, offices.person("Drs. Contoh Abdullah, M.Si.", nip=NIP, rank="Pembina Utama Muda (IV/c)"),
        date(2020, 1, 1),
    )  # fmt: skip
    forum = rakor.forum(of, city, "Rapat Koordinasi Desk Pilkada", chair=chair, secretary=secretary)
    before = rakor.meeting(forum, BEFORE, 1, state="held", held_at=BEFORE)
    meeting = rakor.meeting(
        forum, NOW, 2, chair=chair, secretary=secretary, venue="Ruang Rapat Besemah Satu",
        letter_number="100.2.7/12/2024", letter_date=date(2024, 10, 23), letter_nature="Segera",
        letter_copies=["Gubernur Sumatera Selatan (sebagai laporan)", "Ketua DPRD Kota Pagar Alam"],
    )  # fmt: skip
    made = World(regions, of, agencies, chair, secretary, forum, before, meeting)
    seats = [(agencies["kpu"], "Ketua KPU"), (agencies["bawaslu"], "Ketua Bawaslu")]
    for number in range(1, guests + 1):
        at, title = seats[number - 1] if number <= 2 else (agencies["pemda"], f"Kepala Dinas Contoh {number}")
        made.guests.append(rakor.participant(meeting, offices.office(at, title), number))
    return made


def come(made: World, guest: Participant | None, name: str, **fields: object) -> Attendance:
    defaults: dict[str, object] = {"how": "qr", "at": made.meeting.starts_at - timedelta(minutes=5)}
    return Attendance.objects.create(meeting=made.meeting, participant=guest, name=name, **(defaults | fields))


def minutes(made: World, items: int = 3) -> None:
    """Fill the meeting: attendance, items with notes, a statement, a decision, a point; carried points of each sort."""
    meeting = made.meeting
    Meeting.objects.filter(pk=meeting.pk).update(state="minuted", held_at=NOW)
    meeting.refresh_from_db()
    kpu, bawaslu = made.agencies["kpu"], made.agencies["bawaslu"]
    come(made, made.guests[0], "Contoh Santoso", office_title="Ketua KPU", agency=kpu, agency_name=kpu.name)
    come(made, made.guests[1], "Contoh Harmono", office_title="Anggota Bawaslu", agency=bawaslu, represents=True)
    come(made, None, "Contoh Tamu", agency_name="Kantor Pos contoh", how="sekretaris")
    for number in range(1, items + 1):
        item = rakor.item(
            meeting, f"Pokok bahasan contoh {number}", number, notes=f"Catatan butir {number}.\nBaris dua."
        )
        if number == 1:
            Statement.objects.create(
                meeting=meeting, item=item, agency=kpu, share=800_000, of_what="logistik", said_by="Contoh Santoso",
                hampers="Jalan ke Dempo Utara rusak", needs="2 kendaraan bergardan ganda", at=NOW,
            )  # fmt: skip
        Decision.objects.create(meeting=meeting, item=item, text=f"Keputusan contoh {number}", at=NOW)
        rakor.point(
            made.election, kpu, f"Tindak lanjut baru {number}", forum=made.forum, meeting=meeting, item=item,
            created_at=NOW + timedelta(minutes=number),
        )  # fmt: skip
    carry(made)


def carry(made: World) -> None:
    """Three promises of the meeting before: one reported, one silent with its reason, one without a word."""
    kpu, bawaslu = made.agencies["kpu"], made.agencies["bawaslu"]
    for number, owner in enumerate((kpu, bawaslu, kpu), start=1):
        point = rakor.point(
            made.election, owner, f"Janji lama {number}", forum=made.forum, meeting=made.before, created_at=BEFORE,
            due=date(2024, 10, 25),
        )  # fmt: skip
        made.carried.append(point)
    told, silent, _ = made.carried
    PointUpdate.objects.create(
        point=told, kind="laporan", at=NOW, meeting=made.meeting, by="Contoh KPU", text="Sudah 90 dari 100 kotak",
        before="open", after="in_progress",
    )  # fmt: skip
    ActionPoint.objects.filter(pk=told.pk).update(state="in_progress", state_at=NOW)
    PointUpdate.objects.create(
        point=silent, kind="tidak-dilaporkan", at=NOW, meeting=made.meeting, by="Contoh Sekretariat",
        text="Bawaslu tidak hadir",
    )  # fmt: skip


def sign(made: World) -> Meeting:
    """Signed an hour later, with one addendum after it."""
    at = NOW + timedelta(hours=2)
    made.meeting.refresh_from_db()
    digest = digest_of(made.meeting)
    Meeting.objects.filter(pk=made.meeting.pk).update(
        state="signed", signed_at=at, signed_by="Contoh Pimpinan", minutes_digest=digest
    )
    Addendum.objects.create(
        meeting=made.meeting, number=1, text="Jumlah kotak pada butir 1 seharusnya 95.", reason="Salah tulis",
        by="Contoh Sekretariat", at=at + timedelta(days=1),
    )  # fmt: skip
    return Meeting.objects.select_related(
        "forum__region__parent", "forum__election", "chair__agency__region", "secretary__agency__region"
    ).get(pk=made.meeting.pk)


__all__ = ["NIP", "AgendaItem", "World", "carry", "come", "crest", "letterhead", "minutes", "sign", "world"]
