"""``siaga picture``: the roll-up of a region and its parts; and the tallies made anew."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import click

from siaga import clock
from siaga.access import Refused
from siaga.api.picture import shown
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, WrittenTime, command
from siaga.cli.naming import Unknown, chosen_election
from siaga.kit.words import moment, number, percent
from siaga.readiness import queries
from siaga.readiness.arithmetic import Figure, Scale
from siaga.readiness.moments import moment_meant
from siaga.readiness.rebuilding import rebuild
from siaga.readiness.shapes import Picture


@command(example="siaga picture 16.72 --scale readiness --election pilkada-2024", name="picture")
@click.argument("code", metavar="CODE")
@click.option("--scale", type=click.Choice([str(one) for one in Scale]), default="readiness", help="Skala.")
@click.option("--election", "slug", default="", metavar="SLUG", help="Pemilihan; bila hanya ada satu, boleh kosong.")
@click.option(
    "--at", "day", type=WrittenTime("%Y-%m-%d", "%Y-%m-%dT%H:%M"), metavar="DATE",
    help="Keadaan pada akhir hari itu (atau pada jam yang disebut), menurut waktu setempat.",
)  # fmt: skip
@click.option("--rebuild", "anew", is_flag=True, help="Hitung ulang dahulu semua jumlah dari laporan.")
def picture(out: Output, code: str, scale: str, slug: str, day: datetime | None, anew: bool) -> None:
    """Menampilkan gambaran sebuah wilayah (ID: seluruh negara) atau TPS, dan bagian-bagiannya."""
    actor = command_actor()
    election = chosen_election(actor, slug)
    if anew:
        written = rebuild(election, readings=True)
        out.say(f"Dihitung ulang: {number(written)} catatan turunan berbeda dan diperbaiki.")
    try:
        found = queries.picture(actor, election, code, scale, moment_meant(day, election), clock.now())
    except Refused:
        raise Unknown(
            f"Tidak ada wilayah atau TPS {code} dalam {election.name}.",
            "Tulis kode seperti 16.72, 16.72.01.1001/005, atau ID; TPS diimpor dengan `siaga import tps`.",
        ) from None
    _tell(out, found)
    out.result({**shown(found)})


def _tell(out: Output, found: Picture) -> None:
    name = str(found.station) if found.station else found.region.title if found.region else "Seluruh negara"
    words = "Kesiapan" if found.scale is Scale.READINESS else "Kerawanan"
    out.say(f"{words} {name}, {found.election.name}, keadaan {moment(found.at)}")
    out.say(f"  terbukti {_line(found.figure)}")
    if found.claim:
        said = found.claim.of_what or "tanpa penyebut"
        out.say(f"  diklaim {_share(found.claimed)} oleh {found.claim.agency.name} ({said})")
    if found.own_agencies.expected:
        out.say(f"  instansi sendiri {_line(found.own_agencies)}")
    out.say(f"  bungkam: {number(found.silent_count)} unit")
    if not found.figure.expected and not found.own_agencies.expected:
        out.say("  Pada saat itu tidak ada laporan yang wajib, jadi tidak ada yang dihitung.")
        out.say("  Lihat /laporan/kewajiban/, atau sebut saat lain dengan --at.")
    for child in found.children:
        title = child.region.title if child.region else str(child.station)
        out.say(f"  {child.code}  {title}: {_line(child.figure)}")


def _share(share: Fraction | None) -> str:
    return "belum diketahui" if share is None else str(percent(float(share)))


def _line(figure: Figure) -> str:
    text = _share(figure.value)
    if figure.scale is Scale.KERAWANAN:
        text += f" (antara {_share(figure.low)} dan {_share(figure.high)})"
    return (
        f"{text}, cakupan {_share(figure.coverage)} ({number(figure.reported)} dari {number(figure.expected)}),"
        f" terverifikasi {_share(figure.verified)}, usang {number(figure.stale)}"
    )
