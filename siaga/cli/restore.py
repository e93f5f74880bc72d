"""``siaga restore``: a backup into an empty place, verified before and after."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from siaga import environment
from siaga.cli.archive import LEFT_OUT, Database, database_of, put_back_database, unpack
from siaga.cli.conventions import Output, command, file_argument
from siaga.cli.errors import OperationProblem
from siaga.cli.root import prepare


@command(example="SIAGA_HOME=/srv/siaga siaga restore siaga-2024-11-20.tar.gz")
@file_argument()
def restore(out: Output, file: Path) -> None:
    """Memulihkan cadangan ke SIAGA_HOME dan basis data yang kosong, lalu memeriksanya.

    Sidik tiap berkas diperiksa sebelum ada yang ditulis; sesudahnya buku besar diperiksa seluruhnya.
    """
    home = environment.home()
    database = database_of(home, os.environ.get("DATABASE_URL", ""))
    _refuse_unless_empty(home, database)
    with tempfile.TemporaryDirectory(prefix=".siaga-restore-", dir=home) as name:
        folder = Path(name)
        with out.progress("Memeriksa cadangan") as step:
            step(0)
            manifest = unpack(file, folder)
        _refuse_other_engine(manifest, database)
        put_back_database(database, folder / database.member)
        for path in sorted((folder / "home").rglob("*")):
            target = home / path.relative_to(folder / "home")
            if path.is_dir():
                target.mkdir(exist_ok=True, mode=0o700)
            else:
                shutil.move(path, target)
    prepare()
    _verify(out, manifest)


def _verify(out: Output, manifest: dict[str, Any]) -> None:
    from siaga.cli.running import unapplied_migrations, unknown_migrations  # models: only once the database is back
    from siaga.cli.verifying import first_break
    from siaga.ledger.models import Entry

    if unknown := unknown_migrations():
        raise OperationProblem(
            f"Cadangan sudah dipulihkan, tetapi dibuat oleh Siaga yang lebih baru ({unknown[0]}).",
            "Pasang versi Siaga yang terbaru, lalu jalankan `siaga ledger verify`.",
        )
    if pending := unapplied_migrations():
        out.say(f"Cadangan dari versi lama ({len(pending)} perubahan): jalankan `siaga upgrade` sebelum melayani.")
    entries = Entry.objects.count()
    broken = "" if pending else first_break(out)
    out.result(
        {
            "entries": entries,
            "members": len(manifest["members"]),
            "made_at": manifest["made_at"],
            "upgrade_needed": bool(pending),
            "first_break": broken or None,
        }
    )
    if entries != manifest["entries"] and entries < manifest["entries"]:
        out.fail(f"Buku besar memuat {entries} entri, cadangan menyebut {manifest['entries']}.")
    if broken:
        out.fail(f"Data dipulihkan, tetapi buku besar tidak utuh: {broken}")
    out.say(f"Dipulihkan: {entries} entri buku besar, {len(manifest['members'])} berkas. Semua sidik cocok.")


def _refuse_unless_empty(home: Path, database: Database) -> None:
    there = [path.name for path in home.iterdir() if path.name not in LEFT_OUT]
    if database.file and database.file.exists():
        there.append(database.file.name)
    if there:
        raise OperationProblem(
            f"{home} tidak kosong ({', '.join(sorted(set(there))[:3])}).",
            "Pilih folder kosong dengan SIAGA_HOME, atau pindahkan isinya lebih dahulu.",
        )
    if database.url and _tables(database.url):
        raise OperationProblem(
            "Basis data PostgreSQL yang dituju sudah berisi tabel.", "Buat basis data baru dengan createdb."
        )


def _refuse_other_engine(manifest: dict[str, Any], database: Database) -> None:
    if manifest["engine"] != database.engine:
        raise OperationProblem(
            f"Cadangan ini dari {manifest['engine']}, sedangkan tujuannya {database.engine}.",
            "Atur DATABASE_URL ke basis data yang sejenis.",
        )


def _tables(url: str) -> int:
    import psycopg  # not needed on SQLite

    try:
        with closing(psycopg.connect(url.replace("postgres://", "postgresql://", 1))) as link:
            row = link.execute("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()").fetchone()
    except psycopg.OperationalError as error:
        raise OperationProblem(f"PostgreSQL tidak dapat dihubungi: {error}.", "Periksa DATABASE_URL.") from None
    return int(row[0]) if row else 0
