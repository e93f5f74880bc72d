"""``siaga import wilayah`` and ``siaga import boundaries``."""

from __future__ import annotations

from typing import Any

from siaga.cli.conventions import Output, command
from siaga.cli.importing import file_import_options, import_options, run


@command(name="wilayah", example="siaga import wilayah wilayah.csv --dry-run")
@import_options
def wilayah(out: Output, **options: Any) -> None:
    """Mengimpor pohon wilayah dari CSV atau XLSX (juga .gz): kolom kode dan nama; lintang dan bujur bila ada."""
    run(out, "wilayah", **options)


@command(name="boundaries", example="siaga import boundaries batas_desa.geojson")
@file_import_options
def boundaries(out: Output, **options: Any) -> None:
    """Mengimpor batas wilayah dari GeoJSON FeatureCollection (WGS84), properti `code`."""
    run(out, "boundaries", **options)
