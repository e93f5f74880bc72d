"""What the commands of every kind of plan share: files read as their imports would take them, files written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from siaga import clock
from siaga.access import Actor
from siaga.cli.conventions import Output
from siaga.elections.models import Election
from siaga.intake.importer import importer_of
from siaga.intake.plan import Context
from siaga.intake.planning import plan_of
from siaga.planning.models import Plan, PlanState
from siaga.planning.work import perform
from siaga.wilayah.models import Region

Command = TypeVar("Command", bound=Callable[..., Any])


def computing(seconds: int, *, seeded: bool = True) -> Callable[[Command], Command]:
    """The options of a command that computes a version and writes its files."""
    options = [
        click.option(
            "--seconds", type=click.IntRange(1, 900), default=seconds, show_default=True, metavar="N",
            help="Waktu hitung.",
        ),
        click.option(
            "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, metavar="S", help="Benih acak."
        ),
        click.option("--title", default="", help="Nama versi ini."),
        click.option(
            "--out", "folder", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
            help="Folder untuk plan.json, plan.geojson, plan.xlsx.",
        ),
    ]  # fmt: skip
    if not seeded:
        del options[1]

    def wrap(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return wrap


def rows_of(
    out: Output, kind: str, file: Path, actor: Actor, election: Election, region: Region, *, private: bool = False
) -> Any:
    """The file's rows; nothing is written. Ends the command where a row is bad, listing every one.

    private: bad rows are told by number and field alone, for a name never stands in a log.
    """
    importer = importer_of(kind)
    sheet = importer.read(file.read_bytes(), file.name)
    context = Context(actor, clock.now(), {"election": election.slug, "region": region.code})
    checked = plan_of(importer, sheet, context)
    for finding in checked.warnings[:20]:
        out.warn(f"{file.name}: {finding.message}")
    if checked.rejected_rows:
        errors = [
            {"row": one.row, "field": one.field, "value": "" if private else one.value, "message": one.message}
            for one in checked.errors
        ]
        for one in errors:
            value = f" “{one['value']}”" if one["value"] else ""
            out.warn(f"{file.name} baris {one['row']}, {one['field']}{value}: {one['message']}")
        out.result({"file": str(file), "rejected": len(checked.rejected_rows), "errors": errors})
        out.fail("Tidak ada yang dihitung. Perbaiki baris yang disebut di atas, lalu ulangi.")
    return sheet.rows


def computed(out: Output, version: Plan) -> Plan:
    """The version once it is computed; ends the command where it could not be."""
    with out.progress("Menghitung rencana"):
        perform(version.pk, clock.now)
    done = Plan.objects.select_related("region__parent", "election__region", "created_by", "parent").get(pk=version.pk)
    if done.state != PlanState.DONE:
        out.result({"id": done.pk, "version": done.number, "state": done.state, "problem": done.problem})
        out.fail(done.problem or "Rencana belum selesai dihitung.")
    return done


def write(folder: Path, filed: Mapping[str, Any], lines: Mapping[str, Any], book: bytes) -> list[Path]:
    """``plan.json``, ``plan.geojson`` and ``plan.xlsx``."""
    paths = [folder / name for name in ("plan.json", "plan.geojson", "plan.xlsx")]
    paths[0].write_text(json.dumps(filed, ensure_ascii=False, indent=1), encoding="utf-8")
    paths[1].write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
    paths[2].write_bytes(book)
    return paths


def told(filed: Mapping[str, Any], files: Sequence[Path], *more: str) -> dict[str, Any]:
    """The result of a command: the head of the plan's file, what stays open, and where the files are."""
    keys = ("id", "version", "election", "region", "state", "feasible", "summary", "unserved", "shortages", *more)
    return {**{key: filed[key] for key in (*keys, "assumptions")}, "files": [str(path) for path in files]}
