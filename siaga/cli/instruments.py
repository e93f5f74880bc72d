"""``siaga instrument …``: the checklists."""

from __future__ import annotations

from pathlib import Path

import click

from siaga import clock
from siaga.cli.actor import command_actor
from siaga.cli.conventions import Output, command, file_argument, group
from siaga.cli.naming import named_region
from siaga.instruments.actions import add_version
from siaga.instruments.errors import FormRefused
from siaga.instruments.library import ensure_shipped
from siaga.instruments.queries import current_versions, instruments_for
from siaga.instruments.units import unit_key, unit_word
from siaga.instruments.xlsform.reading import UNITS, read_form
from siaga.kit.words import number


@group(example="siaga instrument list")
def instrument() -> None:
    """Mengelola instrumen (daftar periksa XLSForm)."""


@command(example="siaga instrument list", name="list")
@click.option("--shipped", is_flag=True, help="Pasang dulu instrumen bawaan yang belum ada.")
def list_instruments(out: Output, shipped: bool) -> None:
    """Mendaftar instrumen dan versinya."""
    actor = command_actor()
    if shipped:
        ensure_shipped(actor, clock.now())
    rows = list(instruments_for(actor).order_by("name"))
    versions = current_versions(rows)
    for row in rows:
        version = versions[row.pk]
        state = " · tidak dipakai" if row.retired_at else ""
        out.say(f"{row.name:24} {version.version:14} {unit_word(row):16} {len(version.questions):>4} pertanyaan{state}")
    if not rows:
        out.say("Belum ada instrumen. Yang bawaan datang bersama pemilihan pertama, atau dengan --shipped.")
    out.result(
        {
            "instruments": [
                {
                    "name": row.name,
                    "title": row.title,
                    "unit": unit_key(row),
                    "version": versions[row.pk].version,
                    "number": versions[row.pk].number,
                    "questions": len(versions[row.pk].questions),
                    "sensitive": row.sensitive,
                    "shipped": row.shipped,
                    "region": row.region.code if row.region else None,
                    "retired": row.retired_at is not None,
                }
                for row in rows
            ]
        }
    )


@command(example="siaga instrument add kesiapan-gudang.xlsx --unit kecamatan --region 16.72")
@file_argument()
@click.option("--unit", type=click.Choice(sorted(UNITS)), help="Tentang apa; atau siaga_unit pada lembar settings.")
@click.option("--region", "code", default="", help="Kode wilayah pemiliknya; bawaan: semua wilayah.")
@click.option("--name", default="", help="Nama instrumen, bila bukan form_id dalam berkas.")
@click.option("--check", is_flag=True, help="Periksa saja; tidak ada yang ditulis.")
def add(out: Output, file: Path, unit: str | None, code: str, name: str, check: bool) -> None:
    """Memeriksa sebuah XLSForm (.xlsx, .csv, .md) dan menambahkannya."""
    try:
        draft = read_form(file.read_bytes(), file.name, unit=unit or "", name=name)
    except FormRefused as refused:
        out.result(
            {
                "error": {"code": refused.code, "message": refused.message, "remedy": refused.remedy},
                "findings": [finding.as_json() for finding in refused.findings],
            }
        )
        out.fail("\n".join(f"{one.said} {one.remedy} {one.detail}".strip() for one in refused.findings))
    for warning in draft.warnings:
        out.say(f"Catatan: {warning.said} {warning.remedy} {warning.detail}".strip())
    result = {
        "name": draft.name,
        "title": draft.title,
        "version": draft.version,
        "unit": draft.unit,
        "questions": len(draft.questions),
        "checks": len(draft.checks),
        "warnings": [warning.as_json() for warning in draft.warnings],
    }
    if check:
        out.say(f"{draft.name} versi {draft.version}: {number(len(draft.questions))} pertanyaan; dapat diterima.")
        out.result({**result, "outcome": "checked"})
        return
    actor = command_actor()
    region = named_region(actor, code) if code else None
    added = add_version(actor=actor, draft=draft, region=region, now=clock.now())
    said = "ditambahkan" if added.new else "sudah ada dengan isi yang sama; tidak ada yang berubah"
    out.say(f"{draft.name} versi {added.version.version} {said} ({number(len(draft.questions))} pertanyaan).")
    out.result({**result, "outcome": "created" if added.new else "unchanged", "number": added.version.number})


for one in (list_instruments, add):
    instrument.add_command(one)
