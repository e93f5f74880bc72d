"""Starting the server, for real (``siaga serve``) and for the sample desk (``siaga demo``)."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from siaga.cli import supervisor
from siaga.cli.conventions import Output
from siaga.cli.errors import OperationProblem
from siaga.desk.setup_code import waiting_setup_code


def unapplied_migrations() -> list[str]:
    """Migrations of this version that the database does not have yet, as ``app.name``."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, backwards in plan if not backwards]


def unknown_migrations() -> list[str]:
    """Migrations that the database has and this version does not know: it was made by a newer version."""
    loader = MigrationExecutor(connection).loader
    ours = {label for label, _ in loader.disk_migrations}
    known = set(loader.disk_migrations) | {
        name for migration in loader.disk_migrations.values() for name in migration.replaces
    }
    return [
        f"{label}.{name}" for label, name in loader.applied_migrations if label in ours and (label, name) not in known
    ]


def ready_to_serve() -> None:
    """Raise ``OperationProblem`` unless the database has exactly the tables of this version."""
    if unknown := unknown_migrations():
        raise OperationProblem(
            f"Basis data ini dibuat oleh Siaga yang lebih baru ({unknown[0]}).", "Pasang versi Siaga yang terbaru."
        )
    if pending := unapplied_migrations():
        raise OperationProblem(
            f"Basis data belum siap untuk versi ini ({len(pending)} perubahan belum diterapkan).",
            "Jalankan `siaga init` untuk Desk baru, atau `siaga upgrade` untuk Desk yang sudah berjalan.",
        )


@contextmanager
def server_lock(*, exclusive: bool) -> Iterator[None]:
    """Held (shared) by every running server; taken alone by ``upgrade`` and ``restore``."""
    path = Path(settings.HOME) / "server.lock"
    with path.open("a") as file:
        path.chmod(0o600)
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OperationProblem(
                "Peladen Siaga sedang berjalan di pemasangan ini."
                if exclusive
                else "Pemasangan ini sedang diperbarui atau dipulihkan.",
                "Hentikan peladen lebih dahulu, lalu ulangi."
                if exclusive
                else "Tunggu sampai selesai, lalu jalankan peladen lagi.",
            ) from None
        yield


def serve_until_stopped(
    out: Output,
    *,
    host: str,
    port: int,
    workers: int,
    threads: int,
    tls: tuple[str, str] | None = None,
    with_worker: bool = True,
    when_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until SIGTERM or Ctrl+C. Says the address once it answers; exit status 1 when it could not stay up."""
    if not supervisor.port_is_free(host, port):
        raise OperationProblem(
            f"Porta {port} di {host} sudah dipakai atau tidak boleh dipakai.",
            "Hentikan program yang memakainya, atau pilih porta lain dengan --port.",
        )
    children = [supervisor.web(host, port, workers, threads, tls)]
    if with_worker:
        children.append(supervisor.worker())
    address = _address(host, port, secure=tls is not None)

    def started() -> None:
        if not supervisor.answers(host, port, 180, lambda: children):
            return  # the supervisor's watch says what became of it
        if when_ready is not None:
            when_ready(address)
        else:
            out.say(f"Siaga melayani di {address} ({workers} proses, {threads} utas). Hentikan dengan Ctrl+C.")
            if code := waiting_setup_code():
                out.say(f"Belum ada akun. Buka alamat itu dan ketik kode penyiapan: {code}")
        out.result({"address": address, "workers": workers, "threads": threads, "worker": with_worker})
        out.close()

    with server_lock(exclusive=False):
        watch = supervisor.Supervisor(children, os.environ, out.warn)
        if watch.run(started):
            out.fail()


def _address(host: str, port: int, *, secure: bool) -> str:
    if settings.BASE_URL and not settings.SIAGA_NOW:
        return str(settings.BASE_URL) + "/"
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    scheme, usual = ("https", 443) if secure else ("http", 80)
    return f"{scheme}://{shown}/" if port == usual else f"{scheme}://{shown}:{port}/"
