"""``siaga import kerawanan``, ``kelas`` and ``riwayat-kerawanan``: answers, counts that others published, the past."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from siaga.cli.conventions import Output, command
from siaga.cli.importing import import_options, run


@command(example="siaga import kerawanan kerawanan.csv --election pilkada-2024", name="kerawanan")
@import_options
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan tempat TPS ini.")
def kerawanan(out: Output, file: Path, slug: str, **options: Any) -> None:
    """Mengimpor kerawanan per TPS: tps_code dan satu kolom per indikator (1.1 … 8.2); kosong berarti belum tahu."""
    run(out, "kerawanan", file, values={"election": slug}, **options)


@command(example="siaga import kelas polda.csv --election pilkada-2024", name="kelas")
@import_options
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan yang dimaksud sumbernya.")
def kelas(out: Output, file: Path, slug: str, **options: Any) -> None:
    """Mengimpor jumlah TPS per kelas yang diumumkan: wilayah, keempat kelas, jumlah, sumber, tanggal."""
    run(out, "kelas", file, values={"election": slug}, **options)


@command(example="siaga import riwayat-kerawanan arsip.csv --election pilkada-2024", name="riwayat-kerawanan")
@import_options
@click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan sekarang, dengan TPS-nya.")
def riwayat(out: Output, file: Path, slug: str, **options: Any) -> None:
    """Mengimpor temuan pemilihan terdahulu per TPS: tps_code, pemilihan, tahun, kelas, sumber, dan indikator."""
    run(out, "riwayat-kerawanan", file, values={"election": slug}, **options)
