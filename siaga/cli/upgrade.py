"""``siaga upgrade``: backup, migrate, verify; back to the start on failure."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from siaga import __version__, clock
from siaga.cli.archive import put_back_database, stamp, unpack, write_archive
from siaga.cli.backup import about_this, this_database
from siaga.cli.conventions import Output, command
from siaga.cli.errors import OperationProblem
from siaga.cli.running import server_lock, unapplied_migrations, unknown_migrations
from siaga.cli.verifying import first_break


@command(example="siaga upgrade")
@click.option(
    "--backup",
    "backup_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Tempat cadangan sebelum pembaruan; bawaan: SIAGA_HOME/backups/.",
)
def upgrade(out: Output, backup_file: Path | None) -> None:
    """Memperbarui basis data ke versi ini: cadangkan, ubah, periksa; batalkan seluruhnya bila gagal.

    Hentikan peladen lebih dahulu. Bila tidak ada yang perlu diubah, tidak ada yang dilakukan.
    """
    if unknown := unknown_migrations():
        raise OperationProblem(
            f"Basis data ini dibuat oleh Siaga yang lebih baru ({unknown[0]}).", "Pasang versi Siaga yang terbaru."
        )
    pending = unapplied_migrations()
    if not pending:
        out.say(f"Basis data sudah sesuai dengan versi {__version__}.")
        out.result({"version": __version__, "applied": [], "backup": None})
        return
    if not connection.introspection.table_names():
        raise OperationProblem("Basis data masih kosong.", "Siapkan Desk baru dengan `siaga init`.")
    with server_lock(exclusive=True):
        saved = backup_file or Path(settings.HOME) / "backups" / f"sebelum-{__version__}-{stamp(clock.now())}.tar.gz"
        saved.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_archive(saved, Path(settings.HOME), this_database(), {**about_this(), "before_upgrade_to": __version__})
        out.say(f"Cadangan: {saved}")
        try:
            migrate()
            broken = first_break(out)
        except Exception as error:
            _roll_back(saved)
            raise OperationProblem(
                f"Pembaruan gagal dan dibatalkan; data kembali seperti semula. Sebab: {_one_line(error)}",
                "Laporkan pesan ini kepada pengembang; versi lama tetap dapat dijalankan.",
            ) from error
        if broken:
            _roll_back(saved)
            raise OperationProblem(
                f"Pembaruan dibatalkan karena buku besar tidak utuh sesudahnya; data kembali seperti semula. {broken}",
                "Jalankan `siaga ledger verify` dengan versi lama: kerusakan itu mungkin sudah ada sebelumnya.",
            )
    out.say(f"{len(pending)} perubahan diterapkan; buku besar utuh. Jalankan `siaga serve`.")
    out.result({"version": __version__, "applied": pending, "backup": str(saved)})


def migrate() -> None:
    """Apply what is pending."""
    call_command("migrate", verbosity=0, interactive=False)


def _roll_back(saved: Path) -> None:
    """Put the database back as the backup holds it; files of SIAGA_HOME are not touched by a migration."""
    database = this_database()
    if database.url:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    connections.close_all()
    with tempfile.TemporaryDirectory(prefix=".siaga-rollback-", dir=saved.parent) as name:
        unpack(saved, Path(name))
        put_back_database(database, Path(name) / database.member)


def _one_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:300]
