"""A briefing pack as a paper that an office can edit (DOCX): the same four questions, in tables."""

from __future__ import annotations

from datetime import datetime

from siaga.access import Actor
from siaga.briefing.letters.heads import foot_of, government_name
from siaga.briefing.pack.content import Pack
from siaga.briefing.pack.picture import map_picture
from siaga.briefing.pack.reading import read_pack
from siaga.elections.models import Election
from siaga.paper.content import (
    Block,
    Column,
    Fields,
    Grid,
    Heading,
    NewPage,
    Paper,
    Picture,
    Text,
    Title,
)
from siaga.paper.docx_form import as_docx
from siaga.rakor.models import Meeting
from siaga.wilayah.models import Region

_PLACES = (
    Column("Wilayah", 25), Column("Kesiapan terbukti", 13, "right"), Column("Cakupan", 12, "right"),
    Column("Terverifikasi", 16, "right"), Column("Diklaim", 10, "right"), Column("Perubahan", 13, "right"),
    Column("Bungkam", 11, "right"),
)  # fmt: skip
_OWED = (Column("Yang wajib lapor", 80), Column("Laporan", 20, "right"))
_DEBTS = (
    Column("Instansi", 28), Column("Lewat", 9, "right"), Column("Tertua", 16, "right"), Column("Di antaranya", 47),
)  # fmt: skip
_CHOICES = (Column("No.", 7, "center"), Column("Pokok", 41), Column("Fakta", 52))


def briefing_docx(actor: Actor, election: Election, region: Region, meeting: Meeting | None, now: datetime) -> bytes:
    """The pack as DOCX. Raises Refused where the picture is closed to the actor, NoDocumentMakers."""
    pack = read_pack(actor, election, region, meeting, now)
    name = f"bahan-rapat-{meeting.pk}" if meeting else f"bahan-{region.code}"
    return as_docx(pack_paper(pack, name, actor, election, region, meeting, now), now)


def pack_paper(
    pack: Pack, name: str, actor: Actor, election: Election, region: Region, meeting: Meeting | None, now: datetime
) -> Paper:
    as_of = meeting.facts_at if meeting and meeting.facts_at else now
    blocks = [*_where(pack), NewPage(), *_who(pack), NewPage(), *_map(pack), NewPage(), *_what(pack)]
    return Paper(
        title=f"Bahan rapat: {pack.title}",
        name=name,
        blocks=tuple(blocks),
        foot=foot_of(region, election, as_of, actor, now),
        size_pt=10,
        author=government_name(region),
    )


def _n(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _more(number: int, what: str) -> list[Block]:
    return [Text(f"dan {number} {what} lagi.", italic=True, small=True)] if number else []


def _where(pack: Pack) -> list[Block]:
    head = pack.headline
    compared = f"; {head.change} sejak {head.since}" if head.change else ""
    rows = [
        ("Kesiapan terbukti", f"{head.value}{compared}"),
        (
            "Cakupan laporan",
            f"{head.coverage} ({_n(head.reported)} dari {_n(head.expected)} isian, {_n(head.stale)} usang)",
        ),
        ("Terverifikasi", head.verified),
        ("Diklaim", f"{head.claimed} ({head.claimed_by})" if head.claimed_by else head.claimed),
        ("Bungkam", f"{_n(head.silent)} unit"),
    ]
    if head.bar:
        rows.append(("TPS", "; ".join(said for _tone, said, _percent in head.bar)))
    if pack.falls:
        rows.append(("Turun", "; ".join(pack.falls)))
    below = (pack.meeting, pack.when) if pack.meeting else ()
    blocks: list[Block] = [
        Title(pack.title, (f"{pack.place} · {pack.election} · {pack.countdown}", *below)),
        Heading("1. Di mana kita berdiri"),
        Fields(tuple(rows)),
    ]
    if pack.rows:
        lines = tuple(
            (row.name, row.value, row.coverage, row.verified, row.claimed, row.change or "–", str(row.silent))
            for row in pack.rows
        )
        blocks.append(Grid(_PLACES, lines))
    return [*blocks, *_more(pack.more_rows, "wilayah")]


def _who(pack: Pack) -> list[Block]:
    blocks: list[Block] = [
        Heading("2. Siapa berutang apa"),
        Heading(f"Laporan yang lewat tenggat: {_n(pack.owed_total)}", 2),
    ]
    if pack.owed:
        blocks.append(Grid(_OWED, tuple((one.who, _n(one.count)) for one in pack.owed)))
    blocks += [
        *_more(pack.more_owed, "pelapor"),
        Heading(f"Tindak lanjut yang lewat tenggat: {_n(pack.debts_total)}", 2),
    ]
    if pack.debts:
        lines = tuple(
            (one.agency, str(one.count), f"{one.oldest}\n{one.days} hari", "\n".join(one.titles)) for one in pack.debts
        )
        blocks.append(Grid(_DEBTS, lines))
    return [*blocks, *_more(pack.more_debts, "instansi")]


def _map(pack: Pack) -> list[Block]:
    heading = Heading("3. Peta kesiapan")
    if pack.map is None:
        return [heading, Text("Batas wilayah belum diimpor, jadi peta belum dapat digambar.", italic=True)]
    words = "; ".join(f"{one.name} {one.value}" for one in pack.map.shapes)
    return [
        heading,
        Picture(map_picture(pack.map), f"Peta kesiapan: {words}", 175),
        Text("Batas wilayah indikatif, bukan batas hukum.", italic=True, small=True),
    ]


def _what(pack: Pack) -> list[Block]:
    heading = Heading("4. Yang diputuskan hari ini")
    if not pack.choices:
        return [heading, Text("Agenda rapat belum memuat pokok yang menunggu keputusan.", italic=True)]
    lines = tuple(
        (
            str(one.number),
            "\n".join(part for part in (one.title, one.owner, one.detail) if part),
            "\n".join(f"{label}: {text}" for label, text in one.facts) or "–",
        )
        for one in pack.choices
    )
    return [heading, Grid(_CHOICES, lines), *_more(pack.more_choices, "pokok")]
