"""Kerawanan: answers, counts that others published and the past imported; mappings computed and put in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from siaga import clock
from siaga.access import Actor, Problem, Verb
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, command, group
from siaga.cli.importing import import_options, run
from siaga.cli.naming import chosen_election
from siaga.elections.models import Election
from siaga.kerawanan.access import regencies_of, visible_mappings
from siaga.kerawanan.actions.mappings import map_risk, put_in_force
from siaga.kerawanan.models import Mapping
from siaga.kerawanan.reading.moves import compared
from siaga.kerawanan.words import class_words
from siaga.kit.words import number
from siaga.wilayah.models import Region

SHOWN = 8
"""Codes that an error names at most."""


@command(example="siaga import kerawanan kerawanan.csv --election pilkada-2024", name="kerawanan")
@import_options
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan tempat TPS ini.")
def kerawanan(out: Output, file: Path, slug: str, **options: Any) -> None:
    """Mengimpor kerawanan per TPS: tps_code dan satu kolom per indikator (1.1 … 8.2); kosong berarti belum tahu."""
    run(out, "kerawanan", file, values={"election": slug}, **options)


@command(example="siaga import kelas polda.csv --election pilkada-2024", name="kelas")
@import_options
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan yang dimaksud sumbernya.")
def kelas(out: Output, file: Path, slug: str, **options: Any) -> None:
    """Mengimpor jumlah TPS per kelas yang diumumkan: wilayah, keempat kelas, jumlah, sumber, tanggal."""
    run(out, "kelas", file, values={"election": slug}, **options)


@command(example="siaga import riwayat-kerawanan arsip.csv --election pilkada-2024", name="riwayat-kerawanan")
@import_options
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan sekarang, dengan TPS-nya.")
def riwayat(out: Output, file: Path, slug: str, **options: Any) -> None:
    """Mengimpor temuan pemilihan terdahulu per TPS: tps_code, pemilihan, tahun, kelas, sumber, dan indikator."""
    run(out, "riwayat-kerawanan", file, values={"election": slug}, **options)


@group(example="siaga kerawanan map 16.72 --election pilkada-2024", name="kerawanan")
def mappings() -> None:
    """Menghitung dan memberlakukan pemetaan kerawanan TPS."""


@command(example="siaga kerawanan map 16.72 --election pilkada-2024", name="map")
@click.argument("code", metavar="CODE")
@click.option("--election", "slug", default="", metavar="SLUG", help="Pemilihan; bila hanya ada satu, boleh kosong.")
@click.option("--note", default="", help="Catatan pada versi ini.")
def map_(out: Output, code: str, slug: str, note: str) -> None:
    """Menghitung kelas semua TPS sebuah kabupaten/kota sebagai versi baru, yang belum berlaku."""
    actor = command_actor()
    election, region = _regency(actor, slug, code)
    made = map_risk(actor=actor, election=election, region=region, now=clock.now(), note=note)
    out.say(f"{region.title}, versi {number(made.number)}: {_classes(made)}.")
    following = f"siaga kerawanan put-in-force {region.code} --election {election.slug} --number {made.number}"
    out.say(f"Periksa, lalu berlakukan: {following}")
    out.result(_shown(made))


@command(example="siaga kerawanan put-in-force 16.72 --election pilkada-2024 --number 2 --yes", name="put-in-force")
@click.argument("code", metavar="CODE")
@click.option("--election", "slug", default="", metavar="SLUG", help="Pemilihan; bila hanya ada satu, boleh kosong.")
@click.option("--number", "wanted", type=int, metavar="N", help="Versi; yang terbaru bila tidak disebut.")
@click.option("--yes", is_flag=True, help="Berlakukan tanpa ditanya.")
def enforce(out: Output, code: str, slug: str, wanted: int | None, yes: bool) -> None:
    """Memberlakukan satu versi pemetaan; yang berlaku sebelumnya digantikan."""
    actor = command_actor()
    mapping = _version(actor, slug, code, wanted)
    versions = visible_mappings(actor, mapping.election).filter(region=mapping.region)
    standing = versions.filter(in_force_since__isnull=False, retired_at=None).first()
    if standing == mapping:
        out.say(f"{mapping.region.title}: versi {number(mapping.number)} memang sudah berlaku.")
        out.result({**_shown(mapping), "replaced": None, "moved": 0})
        return
    moves = compared(actor, standing, mapping).what.moves if standing else ()
    out.say(f"{mapping.region.title}, versi {number(mapping.number)}: {_classes(mapping)}.")
    if standing:
        heavier = number(sum(move.heavier for move in moves))
        out.say(
            f"Menggantikan versi {number(standing.number)}: {number(len(moves))} TPS berganti kelas, "
            f"{heavier} di antaranya menjadi lebih rawan."
        )
    _agreed(out, yes)
    put_in_force(actor=actor, mapping=mapping, now=clock.now())
    out.say(f"Versi {number(mapping.number)} berlaku.")
    out.result({**_shown(mapping), "replaced": standing.number if standing else None, "moved": len(moves)})


def _regency(actor: Actor, slug: str, code: str) -> tuple[Election, Region]:
    """A regency with stations of the election that was named, or of the only one."""
    election = chosen_election(actor, slug)
    found = {region.code: region for region in regencies_of(actor, election, Verb.RISK_CHANGE)}
    if not found:
        raise Problem(
            f"{election.name} belum mempunyai TPS.", f"Impor dahulu: siaga import tps FILE --election {election.slug}."
        )
    if code not in found:
        known = ", ".join(sorted(found)[:SHOWN]) + (", …" if len(found) > SHOWN else "")
        raise Problem(
            f"{code} bukan kabupaten/kota dengan TPS dalam {election.name}.", f"Sebut kode kabupaten/kota: {known}."
        )
    return election, found[code]


def _version(actor: Actor, slug: str, code: str, wanted: int | None) -> Mapping:
    """The version that was named, or the newest."""
    election, region = _regency(actor, slug, code)
    rows = visible_mappings(actor, election).filter(region=region).order_by("-number")
    newest = rows.first()
    if newest is None:
        raise Problem(
            f"{region.title} belum mempunyai pemetaan kerawanan.",
            f"Hitung dahulu: siaga kerawanan map {code} --election {election.slug}.",
        )
    if wanted is None:
        return newest
    found = rows.filter(number=wanted).first()
    if found is None:
        raise Problem(
            f"{region.title} tidak mempunyai pemetaan versi {number(wanted)}.",
            f"Versi terbaru adalah {number(newest.number)}; sebut dengan --number.",
        )
    return found


def _agreed(out: Output, yes: bool) -> None:
    """Go on where that was said, or is said now; without a terminal nobody is asked."""
    if yes:
        return
    if not out.may_ask:
        raise Problem("Pemetaan belum diberlakukan: belum ada persetujuan.", "Periksa, lalu ulangi dengan --yes.")
    if not out.asks("Berlakukan?"):
        raise Problem("Pemetaan tidak diberlakukan.", "Ulangi bila sudah disetujui.")


def _classes(mapping: Mapping) -> str:
    return ", ".join(f"{class_words(cls).lower()} {number(many)}" for cls, many in mapping.counts.items())


def _shown(mapping: Mapping) -> dict[str, Any]:
    return {
        "region": mapping.region.code,
        "election": mapping.election.slug,
        "number": mapping.number,
        "stations": mapping.stations,
        "classes": mapping.counts,
        "in_force": mapping.in_force,
    }


for one in (map_, enforce):
    mappings.add_command(one)
