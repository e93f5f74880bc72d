"""``siaga import submissions``: answers in bulk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from siaga.cli.conventions import Output, command
from siaga.cli.importing import import_options, run


@command(
    example="siaga import submissions laporan.csv --instrument kesiapan-tps --election pilkada-2024", name="submissions"
)
@import_options
@click.option("--instrument", required=True, metavar="NAME", help="Instrumen; lihat `siaga instrument list`.")
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan tempat unit-unitnya.")
def submissions(out: Output, file: Path, instrument: str, slug: str, **options: Any) -> None:
    """Mengimpor laporan (CSV/XLSX/JSONL), satu baris satu laporan; menjalankannya lagi tidak mengubah apa pun."""
    run(out, "submissions", file, values={"election": slug, "instrument": instrument}, **options)
