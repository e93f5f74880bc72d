"""What all ``siaga import …`` commands share: their options, the run, and how its result is told."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from siaga import clock
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, TargetFile, file_argument
from siaga.intake.actions import run_import
from siaga.kit.tables.export import harmless
from siaga.kit.words import number

SHOWN = 20
"""Warnings told on a terminal; ``--json`` gives all. Bad rows are always listed to the last."""


def import_options(function: Callable[..., None]) -> Callable[..., None]:
    """FILE and the options that every import of a table understands."""
    options = [
        click.option("--map", "mapping", multiple=True, metavar="FIELD=HEADER", help="Kolom HEADER berisi FIELD."),
        click.option("--sheet", default="", help="Nama lembar XLSX; yang pertama bila tidak disebut."),
    ]
    for option in reversed(options):
        function = option(function)
    return file_import_options(function)


def file_import_options(function: Callable[..., None]) -> Callable[..., None]:
    """FILE and the options of an import whose file has neither columns nor sheets to choose from."""
    options = [
        click.option("--dry-run", is_flag=True, help="Periksa saja; tidak menulis apa pun."),
        click.option(
            "--skip-bad",
            is_flag=True,
            help="Tulis baris yang benar, lewati yang keliru; status keluar tetap 1 bila ada.",
        ),
        click.option(
            "--errors",
            "errors_file",
            type=TargetFile(),
            help="Simpan daftar baris yang keliru ke berkas CSV ini.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return file_argument()(function)


def run(
    out: Output,
    kind: str,
    file: Path,
    *,
    values: Mapping[str, str] | None = None,
    dry_run: bool = False,
    skip_bad: bool = False,
    errors_file: Path | None = None,
    mapping: tuple[str, ...] = (),
    sheet: str = "",
    more: Callable[[], dict[str, Any]] | None = None,
) -> None:
    """Import a file and tell its result; exit status 1 where rows were rejected (also under ``--skip-bad``).

    more: further figures for the result object, asked for after the import.
    """
    with out.progress("Mengimpor") as at:
        result = run_import(
            actor=command_actor(),
            kind=kind,
            filename=file.name,
            content=file.read_bytes(),
            now=clock.now(),
            values=values,
            mapping=_pairs(mapping),
            sheet=sheet,
            dry_run=dry_run,
            skip_bad=skip_bad,
            progress=lambda _what, done, _total: at(done),
        )
    if errors_file is not None:
        _write_errors(errors_file, result["errors"])
    _tell(out, result, dry_run=dry_run, skip_bad=skip_bad)
    if more is not None:
        result |= more()
    out.result(result)
    if result["rejected"] or result["errors"]:
        out.fail()


def _tell(out: Output, result: dict[str, Any], *, dry_run: bool, skip_bad: bool) -> None:
    for finding in result["warnings"][:SHOWN]:
        out.say("Peringatan: " + _line(finding))
    if len(result["warnings"]) > SHOWN:
        out.say(f"… dan {number(len(result['warnings']) - SHOWN)} peringatan lain.")
    for finding in result["errors"]:
        out.warn(_line(finding))
    out.say(
        f"{number(result['rows'])} baris: {number(result['created'])} baru, {number(result['updated'])} berubah, "
        f"{number(result['unchanged'])} tetap (unchanged), {number(result['rejected'])} ditolak."
    )
    if dry_run:
        out.say("Uji coba: tidak ada yang ditulis.")
    elif result["rejected"] and not skip_bad:
        out.warn("Tidak ada yang ditulis. Perbaiki barisnya, atau ulangi dengan --skip-bad.")


def _line(finding: Mapping[str, Any]) -> str:
    place = f"Baris {finding['row']}" if finding["row"] else "Berkas"
    about = f", {finding['field']}" if finding["field"] else ""
    value = f" “{finding['value']}”" if finding["value"] else ""
    return f"{place}{about}{value}: {finding['message']}"


def _write_errors(path: Path, errors: list[dict[str, Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, ["row", "field", "value", "message"])
        writer.writeheader()
        for error in errors:
            writer.writerow({key: harmless(v) if isinstance(v, str) else v for key, v in error.items()})


def _pairs(mapping: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in mapping:
        field, equals, header = one.partition("=")
        if not equals or not field.strip() or not header.strip():
            raise click.BadParameter(f"{one!r}: tulis FIELD=HEADER, misalnya number=NOMOR.", param_hint="--map")
        pairs[field.strip()] = header.strip()
    return pairs
