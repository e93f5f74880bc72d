"""The letter of assignment (*surat perintah tugas*) of each team, as the police write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from siaga.deployment.reading import Person, Sheet, TeamLine
from siaga.deployment.telling.words import ROLES, class_words, pattern_sentence
from siaga.desk.kinds import bare_name
from siaga.kit.words import day, moment, number
from siaga.paper.content import (
    Block,
    Column,
    Copies,
    Fields,
    Grid,
    Head,
    Items,
    NewPage,
    Paper,
    Signatures,
    Signer,
    Text,
    Title,
)
from siaga.wilayah.models import Kind


def letter(sheet: Sheet, teams: Sequence[TeamLine], *, by: str, now: datetime) -> Paper:
    """One team to a page or more. Number, signer's name and rank are left for the Polres to fill in."""
    plan = sheet.plan
    blocks: list[Block] = []
    for at, team in enumerate(teams):
        if at:
            blocks.append(NewPage())
        blocks += _team(sheet, team)
    if not teams:
        blocks = [Title("SURAT PERINTAH TUGAS"), Text("Rencana ini tidak memuat regu.")]
    return Paper(
        title=f"Surat perintah tugas pengamanan TPS {plan.region.title}",
        name=f"surat-perintah-{plan.region.code}-v{plan.number}",
        blocks=tuple(blocks),
        foot=f"{plan.election.name} · {plan.region.title} · {plan} · dicetak {by}, {moment(now)}",
        size_pt=10,
        author="Siaga",
    )


def police_name(sheet: Sheet) -> str:
    region = sheet.plan.region
    return f"{'KOTA ' if region.kind == Kind.KOTA else ''}{bare_name(region)}".upper()


def _team(sheet: Sheet, team: TeamLine) -> list[Block]:
    plan = sheet.plan
    starts, ends = sheet.duty
    province = plan.region.parent
    above = f"DAERAH {bare_name(province).upper()}" if province is not None else ""
    since = f", berlaku sejak {moment(plan.in_force_since)}" if plan.in_force and plan.in_force_since else ""
    blocks: list[Block] = [
        Head(government=f"KEPOLISIAN NEGARA REPUBLIK INDONESIA {above}".strip(), agency=f"RESOR {police_name(sheet)}"),
        Title("SURAT PERINTAH TUGAS", (f"Nomor: Sprin/……/{_roman(plan.election.voting_day.month)}/……/"
                                       f"{plan.election.voting_day.year}",)),
    ]  # fmt: skip
    if not plan.in_force:
        blocks.append(Text("RANCANGAN: rencana ini belum berlaku.", bold=True, align="center"))
    blocks += [
        Fields(
            (
                (
                    "Pertimbangan",
                    f"bahwa untuk menjamin keamanan pemungutan dan penghitungan suara "
                    f"{plan.election.name}, dipandang perlu mengeluarkan surat perintah ini.",
                ),
                (
                    "Dasar",
                    "1. Undang-Undang Nomor 2 Tahun 2002 tentang Kepolisian Negara Republik Indonesia;\n"
                    f"2. Rencana pengamanan TPS {plan.region.title} versi {plan.number}"
                    f"{since}.",
                ),
            )
        ),
        Text("DIPERINTAHKAN", bold=True, align="center"),
        Text(f"Kepada: {team.name}", bold=True),
        Grid(
            (
                Column("No", 6, align="right"),
                Column("Nama", 34),
                Column("Pangkat", 16),
                Column("Satuan", 26),
                Column("Jabatan dalam tugas", 18),
            ),
            tuple(
                (str(at), one.name, one.rank or "–", one.unit, ROLES[one.role]())
                for at, one in enumerate(_people(team), start=1)
            )
            or (("", "belum ada yang ditugaskan", "", "", ""),),
        ),
        Text("Untuk:", bold=True),
        Items(_orders(sheet, team, starts, ends)),
        Grid(
            (
                Column("No", 6, align="right"), Column("TPS", 38), Column("Kode", 24), Column("Kelas", 18),
                Column("Linmas", 14, align="right"),
            ),
            tuple(
                (
                    str(at), name + (" *" if post.estimated else ""), post.code, class_words(post.cls.value),
                    number(sheet.linmas.get(post.code, 0)),
                )
                for at, (post, name) in enumerate(zip(team.posts, team.post_names, strict=True), start=1)
            ),
        ),
    ]  # fmt: skip
    if team.estimated:
        blocks.append(Text("* Posisi TPS perkiraan; pastikan letaknya sebelum bertugas.", small=True))
    blocks += [
        Text("Selesai.", bold=True),
        Fields(
            (
                ("Dikeluarkan di", bare_name(plan.region)),
                ("pada tanggal", "…………………………"),
            )
        ),
        Signatures((Signer(title=f"KEPALA KEPOLISIAN RESOR {police_name(sheet)}"),)),
        Copies(
            (
                *((f"Padal: {team.padal.title}",) if team.padal else ()),
                f"Kapolsek yang membawahi Kecamatan {team.district}",
                "Camat dan PPK setempat (tanpa daftar nama)",
            )
        ),
    ]
    return blocks


def _people(team: TeamLine) -> list[Person]:
    return [*team.police, *team.support]


def _orders(sheet: Sheet, team: TeamLine, starts: datetime, ends: datetime) -> tuple[str, ...]:
    pattern = next((one for one in sheet.problem.patterns if one.cls is team.team.cls), None)
    found = [
        f"Melaksanakan pengamanan {number(len(team.posts))} TPS tersebut di bawah, mulai {moment(starts)} sampai "
        f"{moment(ends)}; pemungutan suara {day(sheet.plan.election.voting_day)}."
    ]
    if pattern is not None:
        found.append(f"Bertugas menurut pola {class_words(team.team.cls.value)}: {pattern_sentence(pattern)}.")
    if team.padal is not None:
        found.append(f"Melapor kepada padal {team.padal.title} ({team.padal.unit}).")
    if team.support:
        found.append("TNI mendukung Polri dan tidak menggantikan tugas polisi di TPS.")
    found += [
        "Menjaga netralitas, tidak memasuki TPS kecuali diminta ketua KPPS, dan tidak mencatat hasil suara.",
        "Melaksanakan perintah ini dengan penuh tanggung jawab dan melaporkan pelaksanaannya.",
    ]
    return tuple(found)


def _roman(month: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")[month - 1]
