"""``siaga minutes draft``: a draft meeting from old minutes or a news report. Reads a file, writes nothing."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from siaga.cli.conventions import Output, WrittenTime, command, file_argument, group
from siaga.desk.kinds import kind_label
from siaga.engines.extraction import Commitment, Draft, Figure, Meeting, as_json, extract
from siaga.engines.extraction.dates import ELECTIONS
from siaga.kit.words import day, number
from siaga.rakor.models import ObstacleKind
from siaga.rakor.paper import text_of


@group(example="siaga minutes draft notula.docx", name="minutes")
def minutes() -> None:
    """Naskah notula: draf rapat dari naskah lama."""


@command(example="siaga minutes draft notula.docx --json", name="draft")
@file_argument()
@click.option("--area", default="", metavar="NAMA", help="Kabupaten/kota Desk ini, misalnya 'Kota Pagar Alam'.")
@click.option(
    "--voting-day", "voting_days", type=WrittenTime("%Y-%m-%d"), multiple=True, metavar="DATE",
    help="Hari pemungutan suara yang dimaksud; bawaan: 14-02-2024 dan 27-11-2024.",
)  # fmt: skip
def draft(out: Output, file: Path, area: str, voting_days: tuple[datetime, ...]) -> None:
    """Membaca notula atau berita lama (TXT, DOCX, PDF) menjadi draf rapat. Tidak ada yang disimpan."""
    text = text_of(file.read_bytes())
    elections = tuple(one.date() for one in voting_days) or ELECTIONS
    found = extract(text, elections=elections, own_area=area or None)
    _tell(out, found)
    out.result(as_json(found))


def _tell(out: Output, found: Draft) -> None:
    if found.empty:
        out.say("Naskah ini tidak menceritakan rapat: draf kosong.")
    for at, meeting in enumerate(found.meetings, 1):
        if len(found.meetings) > 1:
            out.say(f"— Rapat {at} dari {len(found.meetings)} —")
        _meeting(out, meeting)
        out.say()
    if found.linked:
        out.say("Angka pada tautan berita lain (bukan bagian rapat): " + "; ".join(map(_figure, found.linked)))


def _meeting(out: Output, meeting: Meeting) -> None:
    out.say(f"Tanggal   {day(meeting.date) if meeting.date else 'tidak ditemukan'}")
    out.say(f"Pukul     {meeting.time.strftime('%H.%M') if meeting.time else 'tidak ditemukan'}")
    out.say(f"Tempat    {meeting.place or 'tidak ditemukan'}")
    out.say(f"Pimpinan  {meeting.chair or 'tidak ditemukan'}")
    agencies = ", ".join(kind_label(one.kind) for one in meeting.agencies)
    out.say(f"Instansi  {agencies or 'tidak ditemukan'}")
    people = [f"{one.name}, {one.office}" if one.name else one.office for one in meeting.people]
    _list(out, "Hadir atau berbicara", people)
    _list(out, "Angka", [_figure(one) for one in meeting.figures])
    _list(out, "Kendala", [f"{ObstacleKind(one.kind).label}: {one.sentence}" for one in meeting.obstacles])
    _list(out, "Komitmen", [_commitment(one) for one in meeting.commitments])
    _list(out, "PERLU DIPERIKSA", [f"{one.message} ({one.sentence})" for one in meeting.contradictions])


def _list(out: Output, title: str, lines: list[str]) -> None:
    if lines:
        out.say(f"{title}:")
        for line in lines:
            out.say(f"  - {line}")


def _figure(figure: Figure) -> str:
    value = number(figure.value, 0 if float(figure.value).is_integer() else 2)
    counts = "" if figure.counts.lower() == figure.unit.lower() else f" ({figure.counts})"
    return f"{value} {figure.unit}{counts}"


def _commitment(one: Commitment) -> str:
    due = day(one.due) if isinstance(one.due, date) else one.due
    who = kind_label(one.who) if one.who else "belum jelas siapa"
    return f"{who}: {one.what}" + (f", paling lambat {due}" if due else "")


minutes.add_command(draft)
