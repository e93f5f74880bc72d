"""``siaga backup``: everything in one file, while the server runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.migrations.recorder import MigrationRecorder

from siaga import __version__, clock
from siaga.cli.archive import Database, database_of, write_archive
from siaga.cli.conventions import Output, command, file_argument
from siaga.ledger.models import Entry


def this_database() -> Database:
    """The database that this installation uses."""
    return database_of(Path(settings.HOME), os.environ.get("DATABASE_URL", ""))


def about_this() -> dict[str, Any]:
    """What the manifest says about the installation."""
    applied = MigrationRecorder.Migration.objects.order_by("id").values_list("app", "name")
    return {
        "version": __version__,
        "made_at": clock.now().isoformat(),
        "migrations": [f"{app}.{name}" for app, name in applied],
        "entries": Entry.objects.count(),
        "key_in_environment": "SIAGA_SECRET_KEY" in os.environ,
    }


@command(example="siaga backup /media/cadangan/siaga-2024-11-20.tar.gz")
@file_argument(exists=False)
def backup(out: Output, file: Path) -> None:
    """Membuat cadangan utuh: basis data, unggahan, dan kunci. Peladen boleh tetap berjalan.

    Berkasnya memuat kunci dan data pribadi (mode 0600): simpan di tempat yang aman, di luar komputer ini.
    """
    with out.progress("Membuat cadangan") as step:
        step(0)
        manifest = write_archive(file, Path(settings.HOME), this_database(), about_this())
    size = file.stat().st_size
    out.say(f"Cadangan {file}: {len(manifest['members'])} berkas, {max(1, size // 1_000_000)} MB.")
    if manifest["key_in_environment"]:
        out.warn("SIAGA_SECRET_KEY berasal dari lingkungan dan tidak ikut dicadangkan: simpan sendiri.")
    out.result(
        {
            "file": str(file),
            "bytes": size,
            "members": len(manifest["members"]),
            "entries": manifest["entries"],
            "engine": manifest["engine"],
        }
    )
