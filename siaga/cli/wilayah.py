"""``siaga import wilayah`` and ``siaga import boundaries``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from siaga.cli.conventions import Output, command
from siaga.cli.imports import import_options, run_file


@command(name="wilayah", example="siaga import wilayah wilayah.csv --dry-run")
@import_options
def wilayah(out: Output, file: Path, options: dict[str, Any]) -> None:
    """Mengimpor pohon wilayah dari CSV atau XLSX (juga .gz): kolom kode dan nama; lintang dan bujur bila ada."""
    run_file(out, "wilayah", file, options)


@command(name="boundaries", example="siaga import boundaries batas_desa.geojson")
@import_options
def boundaries(out: Output, file: Path, options: dict[str, Any]) -> None:
    """Mengimpor batas wilayah dari GeoJSON FeatureCollection (WGS84), properti `code`."""
    run_file(out, "boundaries", file, options)
