"""What every ``siaga import …`` shares: its options, its progress, and how it tells the result."""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from siaga import clock
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, file_argument
from siaga.intake.actions import run_import
from siaga.intake.errors import HeaderProblem

_TOLD = 50


def import_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """FILE and the options that every import takes; the function gets ``file`` and ``options`` (an ImportOptions)."""

    @file_argument()
    @click.option("--dry-run", is_flag=True, help="Periksa saja; tidak ada yang ditulis.")
    @click.option("--skip-bad", is_flag=True, help="Tulis baris yang baik, lewati (dan sebutkan) yang keliru.")
    @click.option(
        "--errors", type=click.Path(dir_okay=False, path_type=Path), help="Tulis daftar kesalahan ke CSV ini."
    )
    @click.option("--map", "maps", multiple=True, metavar="FIELD=HEADER", help="Kolom HEADER dibaca sebagai FIELD.")
    @click.option("--sheet", default="", help="Lembar XLSX yang dibaca (biasanya yang pertama).")
    @functools.wraps(function)
    def inner(
        *args: Any, dry_run: bool, skip_bad: bool, errors: Path | None, maps: tuple[str, ...], sheet: str, **kwargs: Any
    ) -> Any:
        options = {
            "dry_run": dry_run,
            "skip_bad": skip_bad,
            "errors": errors,
            "mapping": _mapping(maps),
            "sheet": sheet,
        }
        return function(*args, options=options, **kwargs)

    return inner


def run_file(
    out: Output, kind: str, file: Path, options: dict[str, Any], values: Mapping[str, str] | None = None
) -> None:
    """Import a file and tell what came of it; exit status 1 where a row was bad."""
    with out.progress(_("Mengimpor")) as at:
        result = run_import(
            actor=command_actor(),
            kind=kind,
            filename=file.name,
            content=file.read_bytes(),
            now=clock.now(),
            values=values,
            mapping=options["mapping"],
            sheet=options["sheet"],
            dry_run=options["dry_run"],
            skip_bad=options["skip_bad"],
            progress=lambda _what, done, _total: at(done),
        )
    if options["errors"] is not None:
        write_errors(options["errors"], result["errors"])
    out.result(result)
    for warning in result["warnings"][:_TOLD]:
        out.say(_("Peringatan: %(text)s") % {"text": _line(warning)})
    if len(result["warnings"]) > _TOLD:
        out.say(_("… dan %(count)s peringatan lagi (lihat --json).") % {"count": len(result["warnings"]) - _TOLD})
    out.say(
        _("%(rows)s baris: %(created)s baru, %(updated)s berubah, %(unchanged)s tetap, %(rejected)s ditolak.") % result
    )
    if result["rejected"] or result["errors"]:
        for error in result["errors"]:
            out.warn(_line(error))
        if options["skip_bad"] and not options["dry_run"]:
            out.fail(_("Baris yang ditolak dilewati; baris lain sudah ditulis."))
        out.fail(
            ngettext(
                "%(count)s baris ditolak, jadi tidak ada yang ditulis. Perbaiki, atau pakai --skip-bad.",
                "%(count)s baris ditolak, jadi tidak ada yang ditulis. Perbaiki, atau pakai --skip-bad.",
                result["rejected"],
            )
            % {"count": result["rejected"]}
        )
    if options["dry_run"]:
        out.say(_("Hanya diperiksa; tidak ada yang ditulis."))


def write_errors(path: Path, errors: list[dict[str, Any]]) -> None:
    """The errors as a CSV that a spreadsheet opens: row, field, value, message."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, ["row", "field", "value", "message"])
        writer.writeheader()
        writer.writerows(
            {key: defused(value) if isinstance(value, str) else value for key, value in error.items()}
            for error in errors
        )


def defused(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def _line(finding: Mapping[str, Any]) -> str:
    if not finding["row"]:
        return str(finding["message"])
    field = f", {finding['field']}" if finding["field"] else ""
    return _("Baris %(row)s%(field)s: %(message)s") % {
        "row": finding["row"],
        "field": field,
        "message": finding["message"],
    }


def _mapping(maps: tuple[str, ...]) -> dict[str, str]:
    mapping: dict[str, str] = {}
    for one in maps:
        field, separator, header = one.partition("=")
        if not separator or not field.strip() or not header.strip():
            raise HeaderProblem(
                _("--map %(text)s tidak terbaca.") % {"text": one},
                _("Tulis --map FIELD=HEADER, misalnya --map code=KODE."),
            )
        mapping[field.strip()] = header.strip()
    return mapping
