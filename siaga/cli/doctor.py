"""``siaga doctor``: what is wrong with this installation, and the remedy of each."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import connection
from django.utils import timezone

from siaga.cli import clockwork
from siaga.cli.backup import this_database
from siaga.cli.conventions import Output, command
from siaga.cli.running import unapplied_migrations, unknown_migrations
from siaga.kit.words import number
from siaga.ledger.models import Checkpoint, Entry
from siaga.ledger.sealing import unsealed_tail
from siaga.readiness.waiting import waiting

LATE_WORKER = timedelta(minutes=3)
LATE_SEAL = timedelta(minutes=5)
LATE_FOLD = timedelta(minutes=5)
LATE_CHECKPOINT = timedelta(hours=26)
LITTLE_SPACE = 1 << 30
"""Bytes: below this the disk is nearly full."""
SECRETS = ("secret-key", "ledger-veil-key", "mfa-key")


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. ``ok`` None: worth knowing, but no fault."""

    check: str
    ok: bool | None
    message: str
    remedy: str = ""


@command(example="siaga doctor --json")
def doctor(out: Output) -> None:
    """Memeriksa pengaturan, basis data, cakram, jam, pekerja latar, dan kunci; menyebut cara memperbaikinya.

    Keluar dengan status 1 bila ada yang gagal.
    """
    findings = examine(datetime.now(UTC))
    marks = {True: "baik ", False: "GAGAL", None: "catat"}
    for finding in findings:
        out.say(f"{marks[finding.ok]}  {finding.check}: {finding.message}")
        if finding.ok is not True and finding.remedy:
            out.say(f"       → {finding.remedy}")
    failed = [finding for finding in findings if finding.ok is False]
    out.result({"ok": not failed, "checks": [asdict(finding) for finding in findings]})
    if failed:
        out.fail(f"{len(failed)} pemeriksaan gagal: {', '.join(finding.check for finding in failed)}.")


def examine(now: datetime) -> list[Finding]:
    """Every check in order; those that need a database are left out while it does not answer."""
    findings = [*_configuration(), *_secrets(), *_disk(), *_pages()]
    try:
        findings += _database()
        ready = not unapplied_migrations() and not unknown_migrations()
        findings += _migrations()
    except Exception as error:  # whatever the driver says, it does not answer
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        findings.append(
            Finding(
                "basis data", False, f"tidak menjawab: {first}", "Periksa DATABASE_URL dan apakah PostgreSQL berjalan."
            )
        )
        return findings
    findings += _worker(now)
    if ready:
        findings += _clock(now)
        findings += _ledger(now)
        findings += _picture(now)
    return findings


def _configuration() -> Iterator[Finding]:
    if settings.SIAGA_NOW is not None and settings.SIAGA_MODE == "serve":
        yield Finding("jam tegak", False, "SIAGA_NOW terpasang.", "Hapus SIAGA_NOW; itu hanya untuk peragaan.")
    if settings.DEBUG:
        yield Finding("mode pengembang", False, "SIAGA_DEBUG menyala.", "Hapus SIAGA_DEBUG.")
    if not settings.BASE_URL:
        yield Finding(
            "alamat",
            None,
            "SIAGA_BASE_URL belum diatur; tautan undangan memakai localhost.",
            "Atur SIAGA_BASE_URL ke alamat yang dibuka pengguna, seperti https://desk.pagaralamkota.go.id.",
        )
    elif not settings.HTTPS:
        yield Finding(
            "alamat",
            None,
            f"{settings.BASE_URL} bukan HTTPS; kamera ponsel dan halaman luring tidak akan jalan.",
            "Ikuti resep HTTPS di docs/operations.md.",
        )
    else:
        yield Finding("alamat", True, settings.BASE_URL)
    if settings.HTTPS:
        serious = [
            message
            for message in checks.run_checks(include_deployment_checks=True)
            if message.level >= checks.WARNING and not message.is_silenced()
        ]
        remedy = "Jalankan `python manage.py check --deploy` untuk rinciannya."
        text = (
            "; ".join(f"{message.id}: {message.msg.splitlines()[0]}" for message in serious)
            or "pengaturan keamanan lengkap"
        )
        yield Finding("keamanan", not serious, text, remedy if serious else "")


def _secrets() -> Iterator[Finding]:
    home = Path(settings.HOME)
    places = [home, *(home / name for name in SECRETS if (home / name).exists())]
    if file := this_database().file:
        places += [file] if file.exists() else []
    open_ones = [path for path in places if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_ones:
        names = ", ".join(str(path) for path in open_ones)
        yield Finding(
            "kunci", False, f"dapat dibaca pengguna lain: {names}", f"Jalankan: chmod go-rwx {names.replace(',', '')}"
        )
    else:
        yield Finding("kunci", True, "hanya terbaca oleh pemiliknya")


def _disk() -> Iterator[Finding]:
    home = Path(settings.HOME)
    free = shutil.disk_usage(home).free
    file = this_database().file
    wanted = max(LITTLE_SPACE, 2 * file.stat().st_size if file and file.exists() else 0)
    ok = free >= wanted
    yield Finding(
        "cakram",
        ok,
        f"{number(round(free / 1e9, 1), 1)} GB tersisa di {home}",
        ""
        if ok
        else "Kosongkan cakram atau pindahkan SIAGA_HOME: cadangan dan pembaruan perlu dua kali besar basis data.",
    )
    if not os.access(home, os.W_OK):
        yield Finding(
            "folder", False, f"{home} tidak dapat ditulis.", f"Ubah pemiliknya: chown -R {os.getuid()} {home}"
        )


def _pages() -> Iterator[Finding]:
    spec = importlib.util.find_spec("siaga.web")
    assert spec is not None and spec.origin is not None
    built = Path(spec.origin).parent / "static" / "built"
    there = built.is_dir() and any(built.rglob("*.js"))
    remedy = "" if there else "Pasang dari paket (wheel) resmi, atau jalankan `make frontend` di folder sumber."
    yield Finding("berkas halaman", there, "lengkap" if there else "belum dibangun", remedy)


def _database() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
            cursor.execute("PRAGMA quick_check(1)")
            verdict = cursor.fetchone()[0]
            cursor.execute("PRAGMA foreign_key_check")
            loose = cursor.fetchone()
            sound = verdict == "ok" and loose is None
            text = f"SQLite, {mode}, " + ("utuh" if sound else f"rusak: {verdict if verdict != 'ok' else loose}")
            remedy = "Hentikan peladen, pulihkan cadangan terakhir, lalu periksa cakram."
            yield Finding("basis data", sound, text, "" if sound else remedy)
        else:
            cursor.execute("SHOW server_version")
            yield Finding("basis data", True, f"PostgreSQL {cursor.fetchone()[0]}")


def _migrations() -> Iterator[Finding]:
    if unknown := unknown_migrations():
        yield Finding("versi", False, f"basis data lebih baru ({unknown[0]})", "Pasang versi Siaga yang terbaru.")
    elif pending := unapplied_migrations():
        yield Finding(
            "versi",
            False,
            f"{len(pending)} perubahan belum diterapkan",
            "Jalankan `siaga upgrade` (baru: `siaga init`).",
        )
    else:
        yield Finding("versi", True, "basis data sesuai dengan versi ini")


def _worker(now: datetime) -> Iterator[Finding]:
    remedy = "Jalankan `siaga serve` (tanpa --no-worker) atau `siaga worker`."
    try:
        beat = json.loads(clockwork.heartbeat_path().read_text())
        at = datetime.fromisoformat(beat["at"])
    except (OSError, ValueError, KeyError):
        yield Finding("pekerja latar", False, "belum pernah berjalan", remedy)
        return
    age = now - at
    if age > LATE_WORKER:
        yield Finding("pekerja latar", False, f"terakhir berjalan {timezone.localtime(at):%d-%m-%Y %H.%M}", remedy)
    elif beat.get("failed"):
        yield Finding(
            "pekerja latar", False, f"langkah gagal: {', '.join(beat['failed'])}", "Baca catatan (log) peladen."
        )
    else:
        yield Finding("pekerja latar", True, f"berjalan {int(age.total_seconds())} detik yang lalu")


def _clock(now: datetime) -> Iterator[Finding]:
    last = Entry.objects.order_by("-id").values_list("at", flat=True).first()
    if settings.SIAGA_NOW is None and last is not None and last > now + timedelta(minutes=2):
        yield Finding(
            "jam",
            False,
            f"jam komputer ({timezone.localtime(now):%d-%m-%Y %H.%M}) di belakang entri terakhir buku besar "
            f"({timezone.localtime(last):%d-%m-%Y %H.%M})",
            "Setel jam komputer: sudo timedatectl set-ntp true.",
        )
    else:
        yield Finding("jam", True, f"{timezone.localtime(now):%d-%m-%Y %H.%M} {settings.TIME_ZONE}")


def _ledger(now: datetime) -> Iterator[Finding]:
    remedy = "Jalankan `siaga tick`, lalu pastikan pekerja latar berjalan."
    tail = unsealed_tail()
    late = tail.oldest is not None and settings.SIAGA_NOW is None and now - tail.oldest > LATE_SEAL
    yield Finding("segel", not late, f"{tail.entries} entri menunggu segel", remedy if late else "")
    if not Entry.objects.exists():
        yield Finding("titik periksa", True, "buku besar masih kosong")
        return
    last = Checkpoint.objects.order_by("-at").values_list("at", flat=True).first()
    if last is None:
        yield Finding("titik periksa", False, "belum ada", remedy)
    else:
        old = settings.SIAGA_NOW is None and now - last > LATE_CHECKPOINT
        yield Finding(
            "titik periksa", not old, f"terakhir {timezone.localtime(last):%d-%m-%Y %H.%M}", remedy if old else ""
        )


def _picture(now: datetime) -> Iterator[Finding]:
    found = waiting()
    if found.unread:
        slug = found.unread[0]
        yield Finding(
            "gambaran",
            False,
            f"ada laporan yang belum terbaca ke gambaran: {', '.join(found.unread)}",
            f"Jalankan `siaga picture ID --election {slug} --rebuild`.",
        )
    late = found.since is not None and settings.SIAGA_NOW is None and now - found.since > LATE_FOLD
    if late:
        yield Finding(
            "gambaran",
            False,
            f"{number(found.folds)} perubahan laporan belum dihitung, yang pertama sejak "
            f"{timezone.localtime(found.since):%d-%m-%Y %H.%M}",
            "Jalankan `siaga tick`, lalu pastikan pekerja latar berjalan.",
        )
    if found.anew:
        yield Finding(
            "gambaran",
            None,
            f"akan dihitung ulang seluruhnya: {', '.join(found.anew)}",
            f"Jalankan `siaga tick`; bila tetap begini, `siaga picture ID --election {found.anew[0]} --rebuild`.",
        )
    if not (found.unread or late or found.anew):
        yield Finding("gambaran", True, f"{number(found.folds)} perubahan laporan menunggu dihitung")
