"""The letter to those who are invited to a meeting: one for all with a list, or one for each participant.

It invites (*surat undangan*); once what was sent no longer holds, it tells of the change, or calls the meeting off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from siaga.briefing.letters import words
from siaga.briefing.letters.heads import head_of, signers, signing_offices
from siaga.desk.models import Office
from siaga.desk.queries.terms import holders_on
from siaga.paper.content import (
    Address,
    Block,
    Code,
    Column,
    Copies,
    Fields,
    Grid,
    NewPage,
    Numbering,
    Paper,
    Signatures,
    Signer,
    Text,
    Title,
    Top,
)
from siaga.rakor.models import Meeting, MeetingState, Participant, Purpose

NO_NUMBER = "………………………"
NATURES = ("Biasa", "Segera", "Sangat Segera", "Terbatas", "Rahasia")

_AIMS = {
    Purpose.COORDINATION: "memantapkan koordinasi penyelenggaraan",
    Purpose.READINESS: "memastikan kesiapan penyelenggaraan",
    Purpose.RECAP: "mengawal rekapitulasi dan pengembalian logistik",
    Purpose.EVALUATION: "mengevaluasi penyelenggaraan",
}
_SCAN = "Pindai untuk membuka halaman rapat ini di Siaga."
_ELECTRONIC = (
    "Dokumen ini ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh "
    "Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara."
)


def invitation(
    meeting: Meeting,
    *,
    address: str,
    now: datetime,
    signer: Office | None = None,
    each: bool = False,
    electronic: bool = False,
) -> Paper:
    """The letter. address: of the meeting's page, for the QR code. signer: the first that may sign by default.

    each: one letter for every participant, in one file; else one letter, addressed to the one participant or to the
    list on its second page.
    """
    region = meeting.forum.region
    day = meeting.letter_date or words.local(now, region.code).date()
    head, settings = head_of(region)
    city = (settings.city if settings else "") or words.place_name(region)
    guests = _guests(meeting, day)
    offices = signing_offices(meeting)
    office = signer or (offices[0] if offices else None)
    signed = signers([office], day) if office else (Signer("………………………"),)
    letter = _Letter(meeting, head_blocks=(head,), city=city, day=day, chair=_chair(meeting), signed=signed,
                     address=address, electronic=electronic)  # fmt: skip
    if each and guests:
        blocks: list[Block] = []
        for guest in guests:
            blocks += [*([NewPage()] if blocks else []), *letter.to([guest], listed=False)]
        numbering = Numbering.NONE if len(guests) > 1 else Numbering.AFTER_FIRST
    else:
        blocks = letter.to(guests, listed=len(guests) != 1)
        numbering = Numbering.AFTER_FIRST
    return Paper(
        title=f"{letter_kind(meeting).capitalize()} {meeting.forum.name} ke-{meeting.number}",
        name=f"{letter_kind(meeting).replace(' ', '-')}-{meeting.pk}{'-per-peserta' if each else ''}",
        blocks=tuple(blocks),
        numbering=numbering,
        size_pt=11,
        author=head.government,
    )


def _chair(meeting: Meeting) -> str:
    office = meeting.chair or meeting.forum.chair
    if office is None:
        return ""
    day = words.local(meeting.starts_at, meeting.forum.region.code).date()
    return words.full_title(office, holders_on([office], day)[office.pk].title)


def _guests(meeting: Meeting, day: date) -> list[tuple[str, str]]:
    """Title and agency of everybody invited, in their order."""
    rows: Sequence[Participant] = list(
        meeting.participants.select_related("office__agency__region__parent").order_by("position", "pk")[:1000]
    )
    acting = holders_on([row.office for row in rows if row.office], day)
    return [
        (words.full_title(row.office, acting[row.office.pk].title), row.office.agency.name)
        if row.office
        else (row.label, "")
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the letter is about (Hal), and the words before and after the facts of the meeting."""

    about: str
    opening: str
    closing: tuple[str, ...]


def letter_kind(meeting: Meeting) -> str:
    """What the letter is: *undangan*, *perubahan undangan*, *pembatalan undangan*."""
    if meeting.state == MeetingState.CANCELLED:
        return "pembatalan undangan"
    return "perubahan undangan" if meeting.overtaken else "undangan"


def _told(meeting: Meeting) -> _Told:
    kind = letter_kind(meeting)
    follows = f"Menyusul surat kami Nomor {meeting.letter_before}, " if meeting.letter_before else ""
    if meeting.state == MeetingState.CANCELLED:
        return _Told(
            kind.capitalize(),
            f"{follows or 'Dengan hormat, '}bersama ini kami sampaikan bahwa rapat berikut dibatalkan:",
            ("Demikian disampaikan. Atas perhatian dan pengertian Saudara diucapkan terima kasih.",),
        )
    aim = f"dalam rangka {_AIMS[Purpose(meeting.purpose)]} {_vote(meeting)}, "
    opening = (
        f"{follows}{aim}bersama ini kami sampaikan perubahan undangan. Undangan terdahulu tidak berlaku lagi, dan "
        "rapat diselenggarakan pada:"
        if meeting.overtaken
        else f"{aim}bersama ini kami mengundang Saudara untuk hadir pada rapat yang akan diselenggarakan pada:"
    )
    closing = (
        meeting.note,
        "Mengingat pentingnya acara tersebut, kami mengharapkan kehadiran Saudara tepat pada waktunya. "
        "Apabila berhalangan, mohon menugaskan pejabat yang berwenang mengambil keputusan dan membawa data "
        "kesiapan terbaru instansi.",
        "Demikian, atas perhatian dan kehadiran Saudara diucapkan terima kasih.",
    )
    return _Told(kind.capitalize(), opening[0].upper() + opening[1:], tuple(line for line in closing if line))


def _vote(meeting: Meeting) -> str:
    """The election, and where: its name often says it already."""
    election, region = meeting.forum.election, meeting.forum.region
    place = words.desk_region(region)
    if region.parent and region.parent.title in election.name:
        place = region.title
    return election.name if place in election.name else f"{election.name} di {place}"


class _Letter:
    """What all letters of one invitation share."""

    def __init__(
        self,
        meeting: Meeting,
        *,
        head_blocks: tuple[Block, ...],
        city: str,
        day: date,
        chair: str,
        signed: tuple[Signer, ...],
        address: str,
        electronic: bool,
    ) -> None:
        self.meeting, self.head_blocks, self.city, self.day = meeting, head_blocks, city, day
        self.chair, self.signed, self.address, self.electronic = chair, signed, address, electronic

    def to(self, guests: Sequence[tuple[str, str]], *, listed: bool) -> list[Block]:
        meeting = self.meeting
        forum, region = meeting.forum, meeting.forum.region
        dated = words.plain_day(self.day) if meeting.letter_date else f"……… {self.day:%Y}"
        to = ("Yth. (daftar terlampir)",) if listed else (f"Yth. {guests[0][0]}",)
        told = _told(meeting)
        starts = words.local(meeting.starts_at, region.code)
        rows = [
            ("Hari, tanggal", words.long_day(starts.date())),
            ("Waktu", words.span(meeting.starts_at, meeting.ends_at, region.code)),
            ("Tempat", meeting.venue),
            ("Acara", meeting.title),
        ]
        if self.chair:
            rows.append(("Pimpinan rapat", self.chair))
        if meeting.cancelled_reason:
            rows.append(("Alasan", meeting.cancelled_reason))
        blocks: list[Block] = [
            *self.head_blocks,
            Top(
                f"{self.city}, {dated}",
                (
                    ("Nomor", meeting.letter_number or NO_NUMBER),
                    ("Sifat", meeting.letter_nature or "Biasa"),
                    ("Lampiran", "1 (satu) berkas" if listed else "–"),
                    ("Hal", f"{told.about} {forum.name}"),
                ),
            ),
            Address((*to, "di", self.city)),
            Text(told.opening, align="justify", first_line=True),
            Fields(tuple(rows), inset=True),
            *(Text(line, align="justify", first_line=True) for line in told.closing),
            Signatures(self.signed, electronic=self.electronic),
        ]
        copies = tuple(str(one) for one in meeting.letter_copies)
        if copies:
            blocks.append(Copies(copies))
        blocks.append(Code(self.address, f"{_ELECTRONIC}\n{_SCAN}" if self.electronic else _SCAN))
        if listed:
            blocks += self._list(guests, dated)
        return blocks

    def _list(self, guests: Sequence[tuple[str, str]], dated: str) -> list[Block]:
        number = self.meeting.letter_number or NO_NUMBER
        rows = tuple((str(place), title, agency) for place, (title, agency) in enumerate(guests, start=1))
        return [
            NewPage(),
            Text(f"Lampiran surat {letter_kind(self.meeting)}", bold=True),
            Fields((("Nomor", number), ("Tanggal", dated))),
            Title("Daftar undangan"),
            Grid((Column("No.", 8, "center"), Column("Yth.", 52), Column("Instansi", 40)), rows, small=False)
            if rows
            else Text("Belum ada peserta yang diundang.", italic=True),
        ]
