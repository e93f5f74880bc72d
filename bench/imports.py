"""How long the import of the whole nation takes, beside a plain ``executemany`` of the same rows.

    python -m bench imports
    python -m bench.imports [FILE.csv.gz] [--profile]

Without FILE: ``wilayah_indonesia.csv.gz`` of the folder of real public data (``../shared/data``, or SIAGA_SHARED), and
where that is absent a made-up nation of the same size, which the output then says.

Prints one JSON object. The plain insert writes the very same columns of the very same rows, already parsed, into the
same table with the same indexes in one transaction; the import also reads, checks, writes the ledger and keeps the
file and what undo needs. Target: ratio <= 4.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import tempfile
import time
from pathlib import Path


def empty(connection: object, table: str) -> None:
    """An empty table in a file that has to grow again, as the import found it."""
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        if connection.vendor == "postgresql":  # type: ignore[attr-defined]
            cursor.execute(f"TRUNCATE {table} CASCADE")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA foreign_keys = ON")


def real_file() -> Path | None:
    """The nation's file where the folder of real public data is at hand."""
    root = Path(__file__).resolve().parent.parent
    named = os.environ.get("SIAGA_SHARED")
    folders = [Path(named)] if named else [root / ".." / "shared", root / ".." / ".." / "shared"]
    files = [folder / "data" / "wilayah_indonesia.csv.gz" for folder in folders]
    return next((file.resolve() for file in files if file.exists()), None)


def made_up() -> bytes:
    """A nation of the same shape: 38 provinces, 13 regencies each, 14 districts each, 12 villages each."""
    lines = ["code,name,lat,lon"]
    for province in range(11, 49):
        lines.append(f"{province},Contoh {province},,")
        for regency in range(1, 14):
            lines.append(f"{province}.{regency:02d},Kabupaten Contoh {province}{regency},,")
            for district in range(1, 15):
                above = f"{province}.{regency:02d}.{district:02d}"
                lines.append(f"{above},Contoh {above},,")
                lines += [f"{above}.{2000 + n},Desa Contoh {n},-{n}.5,10{n % 10}.25" for n in range(1, 13)]
    return "\n".join(lines).encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    home = tempfile.TemporaryDirectory(prefix="siaga-bench-")
    os.environ["SIAGA_HOME"] = home.name
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siaga.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from siaga import clock
    from siaga.access import Actor, Channel, Grant, Role
    from siaga.intake.actions import run_import
    from siaga.wilayah.models import Region

    call_command("migrate", verbosity=0)
    actor = Actor(None, "bench", (Grant(Role.ADMIN),), Channel.COMMAND)
    file = options.file or real_file()
    content = file.read_bytes() if file else made_up()
    name = file.name if file else "contoh.csv"

    def load() -> dict[str, object]:
        return run_import(actor=actor, kind="wilayah", filename=name, content=content, now=clock.now())

    profile = cProfile.Profile() if options.profile else None
    start = time.perf_counter()
    result = profile.runcall(load) if profile else load()
    first = time.perf_counter() - start
    start = time.perf_counter()
    again = load()
    second = time.perf_counter() - start

    columns = [field.column for field in Region._meta.concrete_fields]
    rows = list(Region.objects.order_by("pk").values_list(*[field.attname for field in Region._meta.concrete_fields]))
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    table = Region._meta.db_table
    plain = []
    for _attempt in range(3):
        empty(connection, table)
        start = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)
        plain.append(time.perf_counter() - start)
    baseline = sorted(plain)[1]
    print(
        json.dumps(
            {
                "database": connection.vendor,
                "file": name,
                "rows": result["rows"],
                "created": result["created"],
                "again_unchanged": again["unchanged"],
                "import_s": round(first, 2),
                "again_s": round(second, 2),
                "executemany_s": round(baseline, 2),
                "ratio": round(first / baseline, 2),
                "target": 4,
            }
        )
    )
    if profile:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)
    home.cleanup()


if __name__ == "__main__":
    main()
