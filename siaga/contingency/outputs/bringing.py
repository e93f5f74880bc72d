"""Who brings what where: the list that goes to those who bring it, one part for each need, with room to sign (PDF)."""

from __future__ import annotations

from datetime import datetime

from siaga.contingency.reading import GivenLine, Sheet
from siaga.kit.words import day, moment, number
from siaga.paper.content import Block, Column, Fields, Grid, Heading, Notice, Paper, Signatures, Signer, Text, Title
from siaga.paper.pdf_form import as_pdf

NAMED = 10
"""So many stations of a post are named; the rest are counted."""


def bringing_list(sheet: Sheet, *, by: str, now: datetime) -> bytes:
    """As PDF (A4)."""
    plan, answer = sheet.plan, sheet.answer
    assert answer is not None
    blocks: list[Block] = [
        Title(
            "DAFTAR PENEMPATAN SUMBER DAYA DARURAT",
            (plan.region.title, f"{plan.election.name}, {day(plan.election.voting_day)}"),
        ),
        Fields(
            (
                ("Rencana", f"versi {plan.number}{f' · {plan.title}' if plan.title else ''}"),
                ("Keadaan", "BERLAKU" if plan.in_force else "BELUM BERLAKU, hanya rancangan"),
                ("Ditempatkan", f"{number(len(sheet.given))} unit"),
                ("Tertutup", f"{number(sheet.figures['covered'])} dari {number(sheet.figures['needs'])} kebutuhan"),
            )
        ),
    ]
    if any(one.estimated for one in sheet.stations.values()):
        blocks.append(Notice("Sebagian TPS berada pada titik perkiraan; pastikan lokasinya sebelum berangkat."))
    for need in sheet.by_need:
        lines = [line for line in sheet.given if line.given.need == need.key]
        blocks.append(Heading(f"{need.name}: {number(need.covered)} dari {number(need.stations)} TPS", 2))
        if lines:
            blocks.append(
                Grid(
                    (
                        Column("No", 6, "right"),
                        Column("Yang dibawa", 24),
                        Column("Ke", 24),
                        Column("Km", 8, "right"),
                        Column("Untuk TPS", 22),
                        Column("Pembawa, jam, tanda tangan", 16),
                    ),
                    tuple(_row(index, line) for index, line in enumerate(lines, start=1)),
                    row_mm=11,
                )
            )
        else:
            blocks.append(Text("Tidak ada yang ditempatkan."))
        if need.left:
            blocks.append(Notice(f"{number(need.left)} TPS belum tertutup. {need.repair}".strip()))
    blocks.append(Signatures((Signer("Petugas BPBD"), Signer("Sekretariat desk"))))
    paper = Paper(
        title=f"Penempatan sumber daya darurat {plan.region.title}",
        name=f"penempatan-darurat-{plan.region.code}-v{plan.number}",
        blocks=tuple(blocks),
        foot=f"{plan.election.name} · {plan.region.title} · {plan} · dicetak {by}, {moment(now)}",
        size_pt=10,
        author="Siaga",
    )
    return as_pdf(paper, now)


def _row(index: int, line: GivenLine) -> tuple[str, ...]:
    names = [one.name + (" (perkiraan)" if one.estimated else "") for one in line.stations[:NAMED]]
    more = len(line.stations) - NAMED
    return (
        str(index),
        f"{line.kind}\n{line.given.resource}",
        line.to,
        number(line.given.km, 1),
        "\n".join(names) + (f"\ndan {number(more)} lagi" if more > 0 else ""),
        "",
    )
