"""A report of the desk on paper: one content for DOCX and PDF, every figure with its source, every gap as a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils import translation

from siaga.access import Actor
from siaga.briefing.letters import words
from siaga.briefing.letters.heads import foot_of, head_of, signers
from siaga.briefing.models import DeskReport, ReportEdition
from siaga.briefing.queries.reports import addressee
from siaga.briefing.report_words import (
    ShownFigure,
    ShownSection,
    ShownTable,
    happened,
    period_words,
    shown,
    title_words,
)
from siaga.briefing.sections.election import desk_with_chair
from siaga.paper.content import (
    Block,
    Column,
    Fields,
    Grid,
    Heading,
    Notice,
    Paper,
    Signatures,
    Text,
    Title,
)

GAP = "Belum ada data."
_LINE = 96
"""Letters that a line of a table holds."""
_NUMBERED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def report_paper(report: DeskReport, *, actor: Actor, now: datetime, edition: ReportEdition | None = None) -> Paper:
    """The paper of a report, or of an edition that was approved before. Needs ``region__parent``, ``election``."""
    with translation.override("id"):
        return _paper(report, edition, actor, now)


def _paper(report: DeskReport, edition: ReportEdition | None, actor: Actor, now: datetime) -> Paper:
    content = edition or report
    region, election = report.region, report.election
    head, _settings = head_of(region)
    as_of = content.facts_at or now
    approved = content.approved_at
    blocks: list[Block] = [
        head,
        Title(title_words(report.kind), (f"{election.name}", words.desk_region(region))),
        Fields(
            (
                ("Nomor", content.number or "………………………"),
                ("Kepada", content.sent_to or f"Yth. {addressee(report)}"),
                ("Periode", period_words(report.starts, report.ends)),
                ("Keadaan fakta", words.moment(as_of, region.code)),
                ("Disusun", words.moment(_drawn_at(content.facts, as_of), region.code)),
            )
        ),
    ]
    if edition is not None:
        blocks.append(
            Notice(
                f"Edisi {edition.edition}, tidak berlaku lagi. Dibuka kembali "
                f"{words.moment(edition.reopened_at, region.code)}: {edition.reason}"
            )
        )
    if content.nil:
        told = ", ".join(f"{label.lower()} {count}" for label, count in happened(content.facts))
        extra = f" Tercatat pada periode ini: {told}." if told else ""
        blocks.append(
            Notice(f"NIHIL. Tidak ada hal menonjol pada periode ini; keadaan terakhir dilaporkan di bawah.{extra}")
        )
    for place, section in enumerate(shown(content.facts, content.texts, region.code)):
        blocks += _section(_NUMBERED[place], section)
    desk = desk_with_chair(region, election)
    signed_on = words.local(approved or now, region.code).date()
    blocks.append(
        Signatures(signers([desk.chair if desk else None], signed_on, ("Ketua Desk",) if desk is None else ()))
    )
    if approved is not None:
        blocks.append(
            Notice(
                f"Disetujui di Siaga oleh {content.approved_by}, {words.moment(approved, region.code)}. "
                "Sejak itu isinya terkunci.\n"
                f"Sidik digital (SHA-256): {content.digest}"
            )
        )
    draft = approved is None
    return Paper(
        title=f"{title_words(report.kind)} {words.desk_region(region)}, {period_words(report.starts, report.ends)}",
        name=f"laporan-{report.kind}-{region.code}-{report.ends:%Y%m%d}"
        + (f"-edisi-{edition.edition}" if edition else ""),
        blocks=tuple(blocks),
        foot=foot_of(region, election, as_of, actor, now),
        mark="DRAF" if draft else "",
        size_pt=10.5,
        author=head.government,
    )


def _drawn_at(facts: dict[str, object], otherwise: datetime) -> datetime:
    drawn = facts.get("drawn_at")
    return datetime.fromisoformat(str(drawn)) if drawn else otherwise


def _section(letter: str, section: ShownSection) -> list[Block]:
    blocks: list[Block] = [Heading(f"{letter}. {section.title}")]
    if section.empty:
        return [*blocks, Text(GAP, italic=True)]
    blocks += [Text(part) for part in section.text.split("\n") if part.strip()]
    if section.key == "identity":
        blocks.append(Fields(tuple((one.label, one.value if one.known else GAP) for one in section.figures)))
        return blocks
    if section.figures:
        blocks += _figures(section)
    for table in section.tables:
        blocks += _table(table)
    shared = {one.source for one in section.figures if one.source} or {section.source}
    if len(shared) == 1 and (source := shared.pop()):
        blocks.append(Text(f"Sumber: {source}.", small=True, italic=True))
    return blocks


def _figures(section: ShownSection) -> list[Block]:
    """Label, figure, and where they differ the coverage and the source of each; a source that all share stands once."""
    sources = {one.source for one in section.figures if one.source}
    columns = [Column("Uraian", 40), Column("Angka", 18, "right")]
    parts = [[one.label for one in section.figures], [_value(one) for one in section.figures]]
    if any(one.note for one in section.figures):
        columns.append(Column("Cakupan", 30))
        parts.append([one.note for one in section.figures])
    if len(sources) > 1:
        columns.append(Column("Sumber", 42))
        parts.append([one.source for one in section.figures])
    rows = tuple(tuple(cells) for cells in zip(*parts, strict=True))
    return [Grid(tuple(_to_hundred(columns)), rows)]


def _value(one: ShownFigure) -> str:
    return one.value if one.known else "belum ada data"


def _widths(table: ShownTable) -> list[int]:
    """Letters of each column: first so many that no word is broken and a day stays in one line, then by length."""
    least, wanted = [], []
    for place, (label, look) in enumerate(table.heads):
        cells = [row.cells[place] for row in table.rows]
        longest = max(len(word) for text in (label, *cells) for word in text.split() or [""]) + 3
        least.append(max(longest, *(len(cell) + 3 for cell in cells)) if look == "moment" else longest)
        wanted.append(max(sum(len(cell) for cell in cells) / len(cells) - least[-1], 0.0) + 1)
    rest = max(_LINE - sum(least), 0)
    return [one + round(rest * more / sum(wanted)) for one, more in zip(least, wanted, strict=True)]


def _to_hundred(columns: Sequence[Column]) -> list[Column]:
    """The same columns with widths that sum to 100."""
    total = sum(column.width for column in columns)
    shares = [round(column.width * 100 / total) for column in columns]
    shares[0] += 100 - sum(shares)
    return [replace(column, width=share) for column, share in zip(columns, shares, strict=True)]


def _table(table: ShownTable) -> list[Block]:
    widths = _widths(table)
    columns = _to_hundred(
        [
            Column(label, width, "right" if look == "number" else "left")
            for (label, look), width in zip(table.heads, widths, strict=True)
        ]
    )
    blocks: list[Block] = [Heading(table.title, 2)] if table.title else []
    blocks.append(Grid(tuple(columns), tuple(row.cells for row in table.rows)))
    if table.left_out:
        blocks.append(Text(f"Dan {table.left_out} baris lagi, lihat di Siaga.", italic=True, small=True))
    return blocks
