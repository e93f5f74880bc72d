"""``siaga needs``: the logistics needs of a place, as a workbook to print and as one object."""

from __future__ import annotations

from pathlib import Path

import click

from siaga import clock
from siaga.access import Problem, Refused
from siaga.api.needs import shown_needs
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, TargetFile, command
from siaga.cli.naming import Unknown, chosen_election
from siaga.kit.words import number
from siaga.logistics import needs_words
from siaga.logistics.needs import Needs
from siaga.logistics.queries.needs import needs_of
from siaga.logistics.workbook import needs_workbook
from siaga.logistics.workbook.about import about_needs


@command(example="siaga needs 16.72 --election pilkada-2024 --out kebutuhan.xlsx", name="needs")
@click.argument("code", metavar="CODE")
@click.option("--election", "slug", default="", metavar="SLUG", help="Pemilihan; bila hanya ada satu, boleh kosong.")
@click.option(
    "--out", "target", required=True, type=TargetFile(), metavar="FILE.xlsx",
    help="Berkas yang ditulis.",
)  # fmt: skip
def needs(out: Output, code: str, slug: str, target: Path) -> None:
    """Menghitung kebutuhan logistik sebuah wilayah atau TPS: per TPS, desa, kecamatan, dan gudang, ke berkas XLSX.

    Pemilih TPS yang belum diketahui menjadi rentang, bukan nol. Sebelum Desk membuka daftar jenis logistik, jenis dan
    jumlahnya menurut aturan pemilihan.
    """
    if target.suffix.lower() != ".xlsx":
        raise Problem(f"Akhiran berkas {target.name} tidak dikenal.", "Pakai .xlsx.")
    actor = command_actor()
    election = chosen_election(actor, slug)
    try:
        found = needs_of(actor, election, code)
    except Refused:
        raise Unknown(
            f"Tidak ada wilayah atau TPS {code} dalam {election.name}.",
            "Tulis kode seperti 16.72 atau 16.72.01.1001/005.",
        ) from None
    if found.empty:
        raise Problem(f"Belum ada TPS di {code}.", f"Impor dahulu: siaga import tps FILE --election {election.slug}.")
    now = clock.now()
    about = about_needs(actor, election, found, now)
    with target.open("wb") as file:
        checked = needs_workbook(found, about, file)
    out.say(f"Kebutuhan logistik {about.place}, {about.election}: {number(found.here.stations)} TPS")
    _tell(out, found)
    for text in checked:
        out.say(f"  {text}")
    out.say(f"  → {target}")
    out.result({**shown_needs(found, election, now), "file": str(target), "checked": checked})


def _tell(out: Output, found: Needs) -> None:
    if found.here.unknown:
        out.warn(
            f"Pemilih {number(found.here.unknown)} dari {number(found.here.stations)} TPS belum diketahui: "
            "surat suara berupa rentang."
        )
    for one in found.mismatches:
        out.warn(needs_words.mismatch_words(found, one))
    out.say(f"  pemilih {needs_words.between(found.here.voters)}")
    out.say(f"  {needs_words.rule_words(found.rule)}")
    if flat := needs_words.flat_words(found):
        out.say(f"  {flat}")
    for item in found.items:
        if found.applies(item, found.code):
            need = needs_words.between(found.of(item, found.code))
            out.say(f"  {item.name}: {need or 'belum diketahui'} {item.unit if need else ''}".rstrip())
