"""``siaga plan deployment``: who stands where, from a file of personnel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from siaga import clock
from siaga.access import Actor
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, command
from siaga.cli.naming import named_election, named_region
from siaga.cli.plan_files import computed, computing, rows_of, told, write
from siaga.deployment.actions.plans import ask_deployment
from siaga.deployment.importing.personnel import PersonnelReader
from siaga.deployment.models import Officer
from siaga.deployment.options import UNRATED, Options
from siaga.deployment.outputs.files import plan_file
from siaga.deployment.outputs.geo import geojson
from siaga.deployment.outputs.workbook import workbook
from siaga.deployment.queries.problems import Crew
from siaga.deployment.reading import Sheet, sheet_of
from siaga.deployment.telling.words import broken_words, missing_words, repair_words, said
from siaga.elections.models import Election
from siaga.intake.plan import Context
from siaga.intake.plan import Plan as Reading
from siaga.kit.words import number
from siaga.wilayah.models import Region


@command(
    name="deployment",
    example="siaga plan deployment 16.72 --election pilkada-2024 --personnel personel.csv --out pengamanan/",
)
@click.argument("code", metavar="CODE")
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan.")
@click.option(
    "--personnel", "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Personel (CSV/XLSX); tanpa ini dipakai personel yang tersimpan.",
)  # fmt: skip
@click.option("--minutes", type=click.IntRange(1, 240), default=30, show_default=True, metavar="N",
              help="Waktu tempuh terlama antara dua TPS satu regu.")  # fmt: skip
@click.option("--reserve-within", type=click.IntRange(1, 240), default=30, show_default=True, metavar="N",
              help="Menit dalam mana regu cadangan harus tiba.")  # fmt: skip
@click.option(
    "--reserve-teams", type=click.IntRange(0, 200), metavar="N", help="Jumlah regu cadangan; kosong: sesedikit mungkin."
)
@click.option("--unrated-as", type=click.Choice(list(UNRATED)), default="rawan", show_default=True,
              help="Kelas bagi TPS yang belum dinilai.")  # fmt: skip
@computing(30)
def deployment(out: Output, code: str, slug: str, folder: Path, file: Path | None, **asked: Any) -> None:
    """Menghitung rencana pengamanan dan menyimpannya sebagai versi baru.

    Status keluar 0 berarti rencana ditulis, juga bila personel kurang: kekurangannya disebut pada standard error dan
    dalam berkas, bersama BKO atau perubahan pola yang menutupnya.
    """
    actor = command_actor()
    election = named_election(actor, slug)
    region = named_region(actor, code)
    options = Options(
        max_minutes=asked["minutes"],
        reserve_within=asked["reserve_within"],
        reserve_teams=asked["reserve_teams"],
        unrated_as=asked["unrated_as"],
    )
    crew = None if file is None else crew_of(out, file, actor, election, region)
    folder.mkdir(parents=True, exist_ok=True)
    version = ask_deployment(
        actor=actor, election=election, region=region, options=options, now=clock.now(), title=asked["title"],
        seconds=asked["seconds"], seed=asked["seed"], crew=crew,
    )  # fmt: skip
    sheet = sheet_of(computed(out, version))
    filed = plan_file(sheet)
    files = write(folder, filed, geojson(sheet), workbook(sheet))
    _tell(out, sheet, files)
    out.result(told(filed, files, "repairs"))


def crew_of(out: Output, file: Path, actor: Actor, election: Election, region: Region) -> Crew:
    """People of a file as the import would take them; nothing is written."""
    rows = rows_of(out, "personnel", file, actor, election, region, private=True)
    reader = PersonnelReader(election, region, Context(actor, clock.now()), Reading())
    read = ((row["officer_id"], reader.read(row)) for row in rows)
    officers = [Officer(election=election, region=region, officer_id=id, **facts) for id, facts in read if facts]
    used = {one.unit.name: one.unit for one in officers}
    return Crew(list(used.values()), officers)


def _tell(out: Output, sheet: Sheet, files: Sequence[Path]) -> None:
    result, figures = sheet.result, sheet.figures
    assert result is not None
    out.say(f"Rencana pengamanan versi {sheet.plan.number}, {sheet.plan.region.title}:")
    teams, posts, officers = (number(figures[key]) for key in ("teams", "posts", "officers"))
    out.say(f"  {teams} regu untuk {posts} TPS, {officers} polisi ditugaskan.")
    once, twice = number(result.covered_once), number(result.covered_twice)
    out.say(f"  {number(len(result.reserves))} regu cadangan; {once} TPS terjangkau satu atau lebih, {twice} dua.")
    bound = "" if result.inside_bound is None else f" (batas bawah terbukti {number(result.inside_bound, 1)} km)"
    out.say(f"  {number(result.km_inside, 1)} km di dalam regu{bound}, {number(result.km_home, 1)} km dari rumah.")
    for one in sheet.assumptions:
        out.say(f"  Dianggap: {said(one)}")
    for path in files:
        out.say(f"  {path}")
    if sheet.missing:
        out.warn(f"KEKURANGAN: {number(figures['missing'])} polisi, {number(figures['missing_linmas'])} Linmas.")
        for missing in sheet.missing[:60]:
            out.warn(f"  {missing_words(sheet, missing)}")
        for repair in result.repairs[:20]:
            out.warn(f"    → {repair_words(sheet, repair)}")
    for broken in sheet.broken:
        out.warn(f"DILANGGAR: {broken_words(sheet, broken)}")
