"""``siaga plan …`` and ``siaga roads …``: plans from the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from siaga import clock
from siaga.access import Actor
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, command, file_argument, group
from siaga.cli.naming import named_election, named_region
from siaga.cli.plan_contingency import contingency
from siaga.cli.plan_deployment import deployment
from siaga.cli.plan_files import computed, computing, rows_of, told, write
from siaga.elections.models import Election
from siaga.kit.words import moment, number
from siaga.planning.actions.distribution import ask_plan
from siaga.planning.importing.matrix import MatrixLine
from siaga.planning.models import Vehicle
from siaga.planning.options import SEASONS, TIERS, VIA, Options
from siaga.planning.outputs.files import plan_file
from siaga.planning.outputs.geo import geojson
from siaga.planning.outputs.workbook import workbook
from siaga.planning.queries.problems import default_options
from siaga.planning.reading import Sheet, sheet_of
from siaga.planning.telling.assumptions import said
from siaga.planning.telling.shortage import repair_words, shortage_words, why_words
from siaga.planning.words import duration, minutes_of
from siaga.wilayah.models import Region


class Day(click.ParamType[Any]):
    """``-7``, ``H-7`` or a date."""

    name = "D"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, int):
            return value
        text = str(value).strip().upper()
        if found := re.fullmatch(r"H?([+-]?\d{1,3})", text):
            return int(found[1])
        if text == "H":
            return 0
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return text
        return self.fail(f"{value!r}: tulis H-7 (atau -7), atau tanggal seperti 2024-11-20.", param, ctx)


DAY = Day()


@group(example="siaga plan distribution 16.72 --election pilkada-2024 --fleet armada.csv --out rencana/", name="plan")
def plan() -> None:
    """Menghitung rencana."""


@command(
    name="distribution",
    example="siaga plan distribution 16.72 --election pilkada-2024 --fleet armada.csv --from H-7 --out rencana/",
)
@click.argument("code", metavar="CODE")
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan.")
@click.option(
    "--fleet", "fleet_file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Kendaraan (CSV/XLSX); tanpa ini dipakai kendaraan yang tersimpan.",
)  # fmt: skip
@click.option(
    "--matrix", "matrix_file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Waktu tempuh terukur (CSV/XLSX); tanpa ini dipakai tabel yang tersimpan.",
)  # fmt: skip
@click.option("--from", "first", type=DAY, metavar="D", help="Hari pertama: H-7, -7, atau tanggal.")
@click.option("--to", "last", type=DAY, metavar="D", help="Hari terakhir; biasanya hari menurut aturan (H-1).")
@click.option("--deadline", default="", metavar="HH:MM", help="Jam paling lambat pada hari terakhir.")
@click.option("--tier", type=click.Choice(list(TIERS)), default="desa", show_default=True, help="Diantar sampai mana.")
@click.option("--via", type=click.Choice(list(VIA)), default="auto", show_default=True, help="Lewat PPK atau langsung.")
@click.option("--season", type=click.Choice(list(SEASONS)), default="kering", show_default=True, help="Musim.")
@click.option("--escorts", type=click.IntRange(0, 1000), metavar="N", help="Rute yang dapat dikawal sehari.")
@click.option("--remote-lead", type=click.IntRange(0, 30), metavar="N", help="Daerah sulit selesai N hari lebih awal.")
@computing(60)
def distribution(out: Output, code: str, slug: str, folder: Path, **asked: Any) -> None:
    """Menghitung rencana distribusi dan menyimpannya sebagai versi baru.

    Status keluar 0 berarti rencana ditulis, juga bila ada kotak yang belum terlayani: kekurangannya disebut pada
    standard error dan dalam berkas, bersama tambahan terkecil yang menyelesaikannya.
    """
    actor = command_actor()
    election = named_election(actor, slug)
    region = named_region(actor, code)
    options = _options(election, asked)
    vehicles = _vehicles(out, actor, election, region, asked["fleet_file"])
    matrix = _matrix(out, actor, election, region, asked["matrix_file"])
    folder.mkdir(parents=True, exist_ok=True)
    version = ask_plan(
        actor=actor,
        election=election,
        region=region,
        options=options,
        now=clock.now(),
        title=asked["title"],
        seconds=asked["seconds"],
        seed=asked["seed"],
        vehicles=vehicles,
        matrix=matrix,
    )
    sheet = sheet_of(computed(out, version))
    filed = plan_file(sheet)
    files = write(folder, filed, geojson(sheet), workbook(sheet))
    _tell(out, sheet, files)
    out.result(told(filed, files))


def _options(election: Election, asked: dict[str, Any]) -> Options:
    usual = default_options(election)
    values = usual.as_value()
    for key, name in (("first", "first_day"), ("last", "last_day")):
        if asked[key] is not None:
            values[name] = _offset(asked[key], election)
    if asked["first"] is None and values["first_day"] > values["last_day"]:
        values["first_day"] = values["last_day"] - 6
    if asked["deadline"]:
        minutes = minutes_of(asked["deadline"])
        if minutes is None:
            raise click.BadParameter(f"{asked['deadline']!r}: tulis jam seperti 18:00.", param_hint="--deadline")
        values["deadline_minute"] = minutes
    values |= {
        "tier": asked["tier"],
        "via": asked["via"],
        "season": asked["season"],
        "escorts_per_day": asked["escorts"],
    }
    days = values["last_day"] - values["first_day"]
    lead = asked["remote_lead"]
    values["remote_lead_days"] = lead if lead is not None else min(usual.remote_lead_days, max(0, days))
    return Options.from_value(values)


def _offset(value: int | str, election: Election) -> int:
    from datetime import date

    return value if isinstance(value, int) else (date.fromisoformat(value) - election.voting_day).days


def _vehicles(
    out: Output, actor: Actor, election: Election, region: Region, file: Path | None
) -> Sequence[Vehicle] | None:
    if file is None:
        return None
    from siaga.planning.importing.fleet import facts_of

    return [
        Vehicle(election=election, region=region, vehicle_id=row["vehicle_id"], **facts_of(row, None))
        for row in rows_of(out, "fleet", file, actor, election, region)
    ]


def _matrix(
    out: Output, actor: Actor, election: Election, region: Region, file: Path | None
) -> Sequence[MatrixLine] | None:
    if file is None:
        return None
    rows = rows_of(out, "matrix", file, actor, election, region)
    return [(row["from"], row["to"], row["class"], row["minutes"], row["km"]) for row in rows]


def _tell(out: Output, sheet: Sheet, files: Sequence[Path]) -> None:
    result = sheet.result
    assert result is not None
    out.say(f"Rencana distribusi versi {sheet.plan.number}, {sheet.plan.region.title}:")
    out.say(f"  {number(sheet.served_boxes)} dari {number(sheet.boxes)} kotak, {number(sheet.served_sites)} dari "
            f"{number(len(sheet.problem.sites))} tempat, {number(len(sheet.routes))} rute.")  # fmt: skip
    out.say(f"  Biaya Rp{number(result.cost)}, {number(result.km)} km, mengemudi {duration(result.drive_minutes)}.")
    if sheet.last_arrival:
        margin = "" if result.margin_minutes is None else f"; sisa {duration(result.margin_minutes)} sebelum batas"
        out.say(f"  Tiba terakhir {moment(sheet.last_arrival)}{margin}.")
    for one in sheet.assumptions:
        out.say(f"  Dianggap: {said(one)}")
    for path in files:
        out.say(f"  {path}")
    if sheet.unserved:
        places = len({one.site for one in sheet.unserved})
        out.warn(f"KEKURANGAN: {number(sheet.unserved_boxes)} kotak untuk {number(places)} tempat belum terlayani.")
        for shortage in sheet.shortages:
            out.warn(f"  {shortage_words(sheet, shortage)} {why_words(sheet, shortage)}")
            out.warn(f"    → {repair_words(sheet, shortage.repair)}")


plan.add_command(distribution)
plan.add_command(deployment)
plan.add_command(contingency)


@group(example="siaga roads build sumsel.osm.pbf", name="roads")
def roads() -> None:
    """Menyiapkan data jalan untuk waktu tempuh."""


@command(name="build", example="siaga roads build sumsel-latest.osm.pbf")
@file_argument()
def build(out: Output, file: Path) -> None:
    """Membuat data jalan Valhalla dari ekstrak OpenStreetMap; perlu Python 3.12 atau lebih baru."""
    from siaga.planning.roads import build_roads

    told = build_roads(file)
    out.say(f"Data jalan siap di {told['folder']}; rencana berikutnya memakainya.")
    out.result(told)


roads.add_command(build)
