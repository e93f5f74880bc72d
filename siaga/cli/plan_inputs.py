"""``siaga import sites``, ``siaga import fleet`` and ``siaga import matrix``: what distribution plans are made from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from siaga.cli.conventions import Output, command
from siaga.cli.importing import import_options, run

_ELECTION = click.option("--election", "slug", required=True, metavar="SLUG", help="Pemilihan tempat data ini berlaku.")
_REGION = click.option(
    "--region", default="", metavar="CODE", help="Kabupaten/kota; hanya bila pemilihannya lebih luas dari satu."
)


@command(name="sites", example="siaga import sites lokasi.csv --election pilkada-2024")
@import_options
@_ELECTION
def sites(out: Output, file: Path, slug: str, **options: Any) -> None:
    """Mengimpor lokasi distribusi: region_code atau tps_code, lat, lon, access, service_minutes, window_start,
    window_end, remote, via, tier; gudang dengan kind=depot, penyeberangan dengan kind=crossing dan departures."""
    run(out, "sites", file, values={"election": slug}, **options)


@command(name="fleet", example="siaga import fleet armada.csv --election pilkada-2024")
@import_options
@_ELECTION
@_REGION
def fleet(out: Output, file: Path, slug: str, region: str, **options: Any) -> None:
    """Mengimpor kendaraan: vehicle_id, type, count, capacity_boxes, capacity_kg, speed_factor, access
    (asphalt+gravel+…), shift_start, shift_end, max_hours, cost_fixed, cost_km, cost_hour, depot."""
    run(out, "fleet", file, values={"election": slug, "region": region}, **options)


@command(name="matrix", example="siaga import matrix waktu.csv --election pilkada-2024")
@import_options
@_ELECTION
@_REGION
def matrix(out: Output, file: Path, slug: str, region: str, **options: Any) -> None:
    """Mengimpor waktu tempuh terukur: from, to, class, minutes, km; menggantikan tabel sebelumnya."""
    run(out, "matrix", file, values={"election": slug, "region": region}, **options)


@command(name="personnel", example="siaga import personnel personel.csv --election pilkada-2024")
@import_options
@_ELECTION
@_REGION
def personnel(out: Output, file: Path, slug: str, region: str, **options: Any) -> None:
    """Mengimpor personel pengamanan: officer_id, name, unit, agency, home_region, rank, available."""
    run(out, "personnel", file, values={"election": slug, "region": region}, **options)
