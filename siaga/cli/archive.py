"""The archive of ``siaga backup``: one tar.gz with a manifest, the database, and the files of ``SIAGA_HOME``.

    manifest.json          format, version, database engine, migrations, SHA-256 and size of every member
    database.sqlite3       (or database.pgdump, PostgreSQL's custom format)
    home/…                 keys, uploads, own rulesets: everything in SIAGA_HOME but caches and locks

This module knows files and databases, not Django: ``restore`` works before any settings can be read.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from siaga.cli.errors import OperationProblem

FORMAT = 1
MANIFEST = "manifest.json"
LEFT_OUT = {"cache", "backups", "demo", "tiles", "server.lock", "worker.lock", "heartbeat.json", "setup-code"}
"""What lies in SIAGA_HOME and is no part of a backup: made anew by itself, or (base map tiles) fetched again."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Database:
    """Where the data lies: a SQLite file, or a PostgreSQL database.

    file: path of the SQLite file; None on PostgreSQL.
    url: ``postgres://…``; empty on SQLite.
    """

    file: Path | None
    url: str = ""

    @property
    def engine(self) -> str:
        return "sqlite" if self.file else "postgresql"

    @property
    def member(self) -> str:
        return "database.sqlite3" if self.file else "database.pgdump"


def database_of(home: Path, url: str) -> Database:
    """The database that ``DATABASE_URL`` names; without one the SQLite file in ``home``."""
    if not url:
        return Database(home / "siaga.sqlite3")
    if url.startswith("sqlite:///"):
        return Database(Path(unquote(url.removeprefix("sqlite:///"))))
    if urlsplit(url).scheme in {"postgres", "postgresql"}:
        return Database(None, url)
    raise OperationProblem("DATABASE_URL tidak dikenal.", "Tulis postgres://… atau sqlite:///….")


def write_archive(target: Path, home: Path, database: Database, about: dict[str, Any]) -> dict[str, Any]:
    """Write the backup of a running installation; returns its manifest. The file gets mode 0600.

    The database is copied first, at one moment; files are only ever added beside it, so none that it names is missing.
    """
    if target.exists():
        raise OperationProblem(f"Berkas {target} sudah ada.", "Pilih nama lain, atau pindahkan berkas itu.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".siaga-backup-", dir=target.parent) as name:
        folder = Path(name)
        copy = folder / database.member
        copy_database(database, copy)
        members = [(database.member, copy), *_home_files(home, database, target)]
        manifest = {
            "format": FORMAT,
            "engine": database.engine,
            **about,
            "members": {name: {"sha256": _digest(path), "size": path.stat().st_size} for name, path in members},
        }
        part = folder / "archive"
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as raw:
            with (
                gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=5, filename="") as packed,
                tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
            ):
                note = folder / MANIFEST
                note.write_text(json.dumps(manifest, indent=1, sort_keys=True))
                for member, path in [(MANIFEST, note), *members]:
                    tar.add(path, arcname=member, filter=_bare)
            raw.flush()
            os.fsync(raw.fileno())
        os.link(part, target)  # refuses a file that appeared meanwhile
    return manifest


def _bare(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


def _home_files(home: Path, database: Database, target: Path) -> list[tuple[str, Path]]:
    databases = set()
    for file in (home / "siaga.sqlite3", database.file):
        if file:
            databases |= {file.resolve(), Path(f"{file.resolve()}-wal"), Path(f"{file.resolve()}-shm")}
    found = []
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        if inside.parts[0] in LEFT_OUT or inside.parts[0].startswith((".siaga-backup-", "heartbeat.")):
            continue
        if path.is_symlink() or not path.is_file() or path.resolve() in databases or path == target:
            continue
        if path.name.endswith(".tar.gz") and len(inside.parts) == 1:
            continue  # a backup that was written into the folder itself
        found.append((f"home/{inside.as_posix()}", path))
    return found


def copy_database(database: Database, target: Path) -> None:
    """A consistent copy of a database in use: SQLite's VACUUM INTO, or pg_dump."""
    if database.file:
        if not database.file.exists():
            raise OperationProblem(
                f"Basis data {database.file} belum ada.", "Siapkan dahulu dengan `siaga init`, atau periksa SIAGA_HOME."
            )
        with closing(sqlite3.connect(f"file:{database.file}?mode=ro", uri=True, timeout=60)) as source:
            source.execute("VACUUM INTO ?", (str(target),))
        with closing(sqlite3.connect(target)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise OperationProblem(
                f"Salinan basis data rusak: {verdict}.", "Periksa cakram, lalu jalankan `siaga doctor`."
            )
        target.chmod(0o600)
        return
    run_postgres("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"], database.url)
    target.chmod(0o600)


def run_postgres(tool: str, arguments: list[str], url: str) -> None:
    """Run one of PostgreSQL's own programs on the database; its password travels in the environment only."""
    path = shutil.which(tool)
    if path is None:
        raise OperationProblem(
            f"Program {tool} tidak ditemukan.", "Pasang klien PostgreSQL: sudo apt-get install postgresql-client."
        )
    parts = urlsplit(url)
    environment = {
        **os.environ,
        "PGDATABASE": unquote(parts.path.lstrip("/")),
        **({"PGHOST": unquote(parts.hostname)} if parts.hostname else {}),
        **({"PGPORT": str(parts.port)} if parts.port else {}),
        **({"PGUSER": unquote(parts.username)} if parts.username else {}),
        **({"PGPASSWORD": unquote(parts.password)} if parts.password else {}),
    }
    done = subprocess.run([path, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise OperationProblem(
            f"{tool} gagal: {(done.stderr.strip().splitlines() or ['tanpa pesan'])[-1]}.",
            "Versi klien harus sama dengan atau lebih baru dari server PostgreSQL; periksa juga DATABASE_URL.",
        )


@contextmanager
def opened(source: Path) -> Iterator[tuple[dict[str, Any], tarfile.TarFile]]:
    """An archive with its manifest; raises ``OperationProblem`` for anything that is not one of ours."""
    try:
        with tarfile.open(source, "r:gz") as tar:
            first = tar.next()
            if first is None or first.name != MANIFEST:
                raise tarfile.ReadError
            handle = tar.extractfile(first)
            assert handle is not None
            manifest = json.load(handle)
            if manifest.get("format") != FORMAT:
                raise OperationProblem("Bentuk cadangan ini tidak dikenal.", "Pakai versi Siaga yang membuatnya.")
            yield manifest, tar
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, json.JSONDecodeError, UnicodeDecodeError, AssertionError):
        raise OperationProblem(
            f"{source} bukan cadangan Siaga yang utuh.", "Ambil salinan lain dari cadangan itu."
        ) from None


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack into an empty folder and check every member against the manifest; returns the manifest."""
    with opened(source) as (manifest, tar):
        expected: dict[str, dict[str, Any]] = dict(manifest["members"])
        for position, info in enumerate(tar):
            if position == 0:
                continue  # the manifest itself, checked by being what all else is checked against
            wanted = expected.pop(info.name, None)
            if wanted is None or not info.isfile() or not _harmless(info.name):
                raise OperationProblem(
                    f"Isi cadangan tidak dikenal: {info.name}.", "Ambil salinan lain dari cadangan itu."
                )
            path = folder / info.name
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = tar.extractfile(info)
            assert handle is not None
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                shutil.copyfileobj(handle, file, _CHUNK)
            if path.stat().st_size != wanted["size"] or _digest(path) != wanted["sha256"]:
                raise OperationProblem(f"Isi cadangan rusak: {info.name}.", "Ambil salinan lain dari cadangan itu.")
        if expected:
            raise OperationProblem(
                f"Cadangan tidak lengkap: {sorted(expected)[0]} tidak ada.", "Ambil salinan lain dari cadangan itu."
            )
    return dict(manifest)


def _harmless(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and (len(path.parts) == 1 or path.parts[0] == "home")


def put_back_database(database: Database, copy: Path) -> None:
    """Put a copied database in place of the present one (SQLite), or load it into an empty one (PostgreSQL)."""
    if database.file:
        database.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for leftover in (Path(f"{database.file}-wal"), Path(f"{database.file}-shm")):
            leftover.unlink(missing_ok=True)
        fresh = database.file.with_name(f".{database.file.name}.{os.getpid()}")
        shutil.copyfile(copy, fresh)
        fresh.chmod(0o600)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(database.file)
        return
    arguments = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
    run_postgres("pg_restore", [*arguments, "--dbname", "", str(copy)], database.url)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, hashlib.sha256).hexdigest()


def stamp(moment: datetime) -> str:
    """A moment as part of a file name."""
    return moment.astimezone().strftime("%Y%m%d-%H%M%S")
