"""``siaga election …``, ``siaga ruleset …`` and ``siaga import tps``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from siaga import clock
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, WrittenTime, command, file_argument, group
from siaga.cli.importing import import_options, run
from siaga.cli.naming import named_region
from siaga.elections.actions.elections import create_election
from siaga.elections.models import Election
from siaga.elections.phrases import described, section_name
from siaga.elections.queries import access_election, elections_for, ruleset_of, station_counts
from siaga.elections.rulesets import Ruleset, available, by_name, digest_of, read
from siaga.kit.words import countdown, day, number


@group(example="siaga election create pilkada-2024 --ruleset pilkada-2024 --region 16.72")
def election() -> None:
    """Membuat dan mendaftar pemilihan."""


@command(example="siaga election create pilkada-2024 --ruleset pilkada-2024 --region 16.72", name="create")
@click.argument("slug")
@click.option("--ruleset", "ruleset_name", required=True, metavar="NAME", help="Aturan; lihat `siaga ruleset list`.")
@click.option("--region", "region_code", required=True, metavar="CODE", help="Kode Kemendagri daerah pemilihan.")
@click.option(
    "--voting-day",
    type=WrittenTime("%Y-%m-%d"),
    metavar="D",
    help="Hari pemungutan suara, misalnya 2024-11-27; menurut aturan bila tidak disebut.",
)
@click.option("--name", default="", help="Nama lengkap; dari aturan dan daerah bila tidak disebut.")
def create(out: Output, slug: str, ruleset_name: str, region_code: str, voting_day: datetime | None, name: str) -> None:
    """Membuat pemilihan pada sebuah daerah dengan tahapan menurut aturannya."""
    actor = command_actor()
    made = create_election(
        actor=actor,
        slug=slug,
        ruleset=ruleset_name,
        region=named_region(actor, region_code),
        voting_day=voting_day.date() if voting_day else None,
        name=name,
        now=clock.now(),
    )
    stages = made.stages.count()
    out.say(f"{made.name} dibuat: pemungutan suara {day(made.voting_day)}, {number(stages)} tahapan.")
    rules = ruleset_of(made)
    _tell_doubts(out, rules)
    out.result({**_election(made), "stages": stages, "unverified": len(rules.unverified()), "gaps": len(rules.gaps)})


@command(example="siaga election list --json", name="list")
def list_elections(out: Output) -> None:
    """Mendaftar pemilihan, yang terbaru lebih dahulu."""
    today = clock.now().date()
    elections = elections_for(command_actor())
    if not elections:
        out.say("Belum ada pemilihan. Buat dengan `siaga election create`.")
    for one in elections:
        state = "ditutup" if one.closed else countdown(one.voting_day, today)
        out.say(f"{one.slug}  {one.name}  {one.region.code}  {day(one.voting_day)}  {state}")
    out.result({"elections": [_election(one) for one in elections]})


def _election(one: Election) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "name": one.name,
        "region": one.region.code,
        "voting_day": one.voting_day,
        "ruleset": {"name": one.ruleset.name, "version": one.ruleset.version, "digest": one.ruleset_id},
        "first_round": one.first_round.slug if one.first_round else None,
        "repeat_kind": one.repeat_kind or None,
        "closed": one.closed,
    }


@group(example="siaga ruleset show pemilu-2024")
def ruleset() -> None:
    """Mendaftar, menampilkan, dan memeriksa aturan pemilihan."""


@command(example="siaga ruleset list", name="list")
def list_rulesets(out: Output) -> None:
    """Mendaftar aturan yang tersedia: bawaan, dan berkas sendiri di SIAGA_HOME/rulesets."""
    rows: list[dict[str, Any]] = []
    for file in available():
        rules = file.ruleset
        row: dict[str, Any] = {"name": file.name, "shipped": file.shipped, "faults": [str(one) for one in file.faults]}
        if rules is None:
            out.warn(f"{file.name}: berkas {file.path} belum benar; jalankan `siaga ruleset check {file.path}`.")
        else:
            row |= {"version": rules.version, "title": rules.title, "regime": rules.regime, "kind": rules.kind}
            row |= {"digest": file.digest, "unverified": len(rules.unverified()), "gaps": len(rules.gaps)}
            origin = "bawaan" if file.shipped else "milik desk"
            out.say(
                f"{file.name} {rules.version} ({origin})  {rules.title}: "
                f"{number(row['unverified'])} angka belum terverifikasi, {number(row['gaps'])} daftar belum lengkap"
            )
        rows.append(row)
    out.result({"rulesets": rows})


@command(example="siaga ruleset show pilkada-2024", name="show")
@click.argument("name")
def show(out: Output, name: str) -> None:
    """Menampilkan aturan: tiap angka dengan sumber dan keraguannya."""
    file = by_name(name)
    rules = file.ruleset
    assert rules is not None
    out.say(f"{rules.title} ({rules.name} {rules.version}, SHA-256 {file.digest[:16]})")
    section = ""
    statements: list[dict[str, Any]] = []
    for place, label, statement in rules.statements():
        if place != section:
            section = place
            out.say(f"\n{section_name(place)}")
        value = described(statement)
        mark = "" if statement.verified else "  [belum terverifikasi]"
        out.say(f"  {label}: {value}{mark}" if value else f"  {label}{mark}")
        out.say(f"      Sumber: {rules.cite(statement)}")
        if statement.doubt:
            out.say(f"      Catatan: {statement.doubt}")
        statements.append(
            {
                "section": place,
                "label": label,
                "value": value,
                "source": rules.cite(statement),
                "verified": statement.verified,
                "doubt": statement.doubt,
            }
        )
    out.say()
    _tell_doubts(out, rules)
    out.result(
        {
            "name": rules.name,
            "version": rules.version,
            "digest": file.digest,
            "title": rules.title,
            "statements": statements,
            "gaps": [gap.model_dump() for gap in rules.gaps],
            "unverified": len(rules.unverified()),
            "rules": rules.model_dump(mode="json"),
        }
    )


@command(example="siaga ruleset check pilkada-daerah.toml", name="check")
@file_argument()
def check(out: Output, file: Path) -> None:
    """Memeriksa berkas aturan; tiap kesalahan disebut dengan kunci dan barisnya."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        out.result({"ok": False, "faults": [{"line": 1, "key": "-", "message": "bukan teks UTF-8"}]})
        out.fail(f"{file}: berkas bukan teks UTF-8. Simpan ulang sebagai UTF-8.")
        return
    rules, faults = read(text)
    out.result(
        {
            "ok": not faults,
            "digest": digest_of(text),
            "faults": [{"line": one.line, "key": one.key, "message": one.message} for one in faults],
        }
    )
    if faults:
        for one in faults:
            if not out.as_json:
                out.warn(f"{file}:{one.line}: {one.key}: {one.message}")
        out.fail(f"{number(len(faults))} kesalahan." if not out.as_json else "")
    elif rules is not None:
        out.say(f"{file}: benar ({rules.name} {rules.version}, {rules.title}).")
        _tell_doubts(out, rules)


def _tell_doubts(out: Output, rules: Ruleset) -> None:
    doubts = rules.unverified()
    if doubts:
        unknown = sum(doubt.unknown for doubt in doubts)
        out.say(
            f"Perhatian: {number(len(doubts))} keterangan dalam aturan ini belum terverifikasi"
            + (f", {number(unknown)} di antaranya belum diketahui angkanya." if unknown else ".")
        )
    for gap in rules.gaps:
        count = f" ({number(gap.known)} dari {number(gap.expected)})" if gap.known is not None and gap.expected else ""
        out.say(f"Belum lengkap, {section_name(gap.section)}{count}: {gap.text}")


@command(example="siaga import tps tps.csv --election pemilu-2024", name="tps")
@import_options
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan tempat TPS ini.")
def tps(out: Output, file: Path, slug: str, **options: Any) -> None:
    """Mengimpor TPS sebuah pemilihan (CSV/XLSX); yang belum diketahui dibiarkan kosong."""
    actor = command_actor()

    def counts() -> dict[str, Any]:
        one = access_election(actor, slug)
        made = station_counts(actor, one)
        out.say(
            f"{one.name}: {number(made.stations)} TPS ({number(made.special)} lokasi khusus); "
            f"pemilih diketahui pada {number(made.voters_known)} TPS ({number(made.voters or 0)} pemilih), "
            f"belum diketahui pada {number(made.voters_unknown)} TPS."
        )
        return {
            "stations": made.stations,
            "special": made.special,
            "voters": made.voters,
            "voters_known": made.voters_known,
            "voters_unknown": made.voters_unknown,
            "over_limit": made.over_limit,
        }

    run(out, "tps", file, values={"election": slug}, more=counts, **options)


for one in (create, list_elections):
    election.add_command(one)
for one in (list_rulesets, show, check):
    ruleset.add_command(one)
