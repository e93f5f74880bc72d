"""``siaga plan contingency`` and ``siaga import resources``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from siaga import clock
from siaga.access import Actor
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, command
from siaga.cli.importing import import_options, run
from siaga.cli.naming import named_election, named_region
from siaga.cli.plan_files import computed, computing, rows_of, told, write
from siaga.contingency.actions.plans import SECONDS, ask_contingency
from siaga.contingency.importing.resources import facts_of
from siaga.contingency.models import Resource
from siaga.contingency.outputs.files import plan_file
from siaga.contingency.outputs.geo import geojson
from siaga.contingency.outputs.workbook import workbook
from siaga.contingency.reading import Sheet, sheet_of
from siaga.elections.models import Election
from siaga.kit.words import number, percent
from siaga.wilayah.models import Region


@command(
    name="contingency",
    example="siaga plan contingency 16.72 --election pilkada-2024 --resources sumber-daya.csv --out darurat/",
)
@click.argument("code", metavar="CODE")
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan.")
@click.option(
    "--resources", "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sumber daya (CSV/XLSX); tanpa ini dipakai yang tersimpan.",
)  # fmt: skip
@computing(SECONDS, seeded=False)
def contingency(out: Output, code: str, slug: str, file: Path | None, seconds: int, title: str, folder: Path) -> None:
    """Menempatkan genset, komunikasi, tenaga medis, perahu pada TPS yang paling memerlukannya; disimpan sebagai versi.

    Status keluar 0 berarti rencana ditulis, juga bila ada TPS yang belum tertutup: yang belum disebut pada standard
    error dan dalam berkas, bersama tambahan yang menutupnya.
    """
    actor = command_actor()
    election = named_election(actor, slug)
    region = named_region(actor, code)
    resources = _resources(out, actor, election, region, file)
    folder.mkdir(parents=True, exist_ok=True)
    version = ask_contingency(
        actor=actor, election=election, region=region, now=clock.now(), title=title, seconds=seconds,
        resources=resources,
    )  # fmt: skip
    sheet = sheet_of(computed(out, version))
    filed = plan_file(sheet)
    files = write(folder, filed, geojson(sheet), workbook(sheet))
    _tell(out, sheet, files)
    out.result(told(filed, files))


def _resources(
    out: Output, actor: Actor, election: Election, region: Region, file: Path | None
) -> Sequence[Resource] | None:
    if file is None:
        return None
    return [
        Resource(election=election, region=region, resource_id=row["resource_id"], **facts_of(row, None))
        for row in rows_of(out, "resources", file, actor, election, region)
    ]


def _tell(out: Output, sheet: Sheet, files: Sequence[Path]) -> None:
    answer, figures = sheet.answer, sheet.figures
    assert answer is not None
    sure = "terbukti terbaik" if answer.proven else f"paling banyak {percent(answer.gap)} di bawah batas yang terbukti"
    out.say(f"Rencana keadaan darurat versi {sheet.plan.number}, {sheet.plan.region.title}:")
    out.say(f"  {number(figures['covered'])} dari {number(figures['needs'])} kebutuhan tertutup dengan "
            f"{number(figures['given'])} dari {number(figures['stock'])} unit; {sure}.")  # fmt: skip
    for need in sheet.by_need:
        out.say(f"  {need.name}: {number(need.covered)} dari {number(need.stations)} TPS.")
    for line in sheet.assumptions:
        out.say(f"  Dianggap: {line}")
    for path in files:
        out.say(f"  {path}")
    for need in sheet.by_need:
        if need.open:
            out.warn(f"BELUM TERTUTUP: {need.name}, {number(need.left)} TPS. {need.repair}")


@command(name="resources", example="siaga import resources sumber-daya.csv --election pilkada-2024")
@import_options
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan tempat data ini berlaku.")
@click.option(
    "--region", default="", metavar="CODE", help="Kabupaten/kota; hanya bila pemilihannya lebih luas dari satu."
)
def resources(out: Output, file: Path, slug: str, region: str, **options: Any) -> None:
    """Mengimpor sumber daya darurat: resource_id, kind, count, home_lat, home_lon, max_km."""
    run(out, "resources", file, values={"election": slug, "region": region}, **options)
