"""``siaga demo``: the sample desk in its own folder, with its own standing clock."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import click

from siaga import __version__
from siaga.cli.conventions import Output, command
from siaga.cli.errors import OperationProblem
from siaga.cli.root import prepare
from siaga.cli.supervisor import port_is_free

DAY = "2024-10-30"
"""H-28 of Pilkada 2024."""
USUAL_PORT = 8000
_MARK = ".siaga-demo"
_READY = "demo.json"


@command(example="siaga demo --port 8080")
@click.option("--port", type=click.IntRange(1, 65535), help=f"Porta; bawaan: {USUAL_PORT} atau sesudahnya yang kosong.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option("--reset", is_flag=True, help="Bangun ulang dari awal; isi Desk contoh yang lama dihapus.")
@click.option("--no-serve", is_flag=True, help="Bangun saja, tanpa menjalankan peladen.")
def demo(out: Output, port: int | None, host: str, reset: bool, no_serve: bool) -> None:
    """Membangun dan menjalankan Desk contoh Kota Pagar Alam pada H-28 Pilkada 2024.

    Data lapangannya contoh. Desk contoh punya folder sendiri; Desk sungguhan tidak tersentuh.
    """
    home = _folder()
    _choose_environment(home)
    ready = _what_is_there(home, reset)
    if ready is None:
        ready = _build(out, home)
    accounts = ready["accounts"]
    if no_serve:
        _introduce(out, accounts)
        out.say(f"Desk contoh siap di {home}. Jalankan `siaga demo` untuk membukanya.")
        out.result({"home": str(home), "accounts": accounts, "address": None})
        return
    chosen = port or next(
        (number for number in range(USUAL_PORT, USUAL_PORT + 100) if port_is_free(host, number)), USUAL_PORT
    )
    prepare()
    from siaga.cli.running import serve_until_stopped  # models: only after the environment is complete

    def opened(address: str) -> None:
        _introduce(out, accounts)
        out.say(f"\nDesk contoh melayani di {address}  (hentikan dengan Ctrl+C)")

    serve_until_stopped(out, host=host, port=chosen, workers=1, threads=4, when_ready=opened)


def _folder() -> Path:
    if chosen := os.environ.get("SIAGA_HOME"):
        return Path(chosen).expanduser().resolve() / "demo"
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return data / "siaga-demo"


def _choose_environment(home: Path) -> None:
    """The sample desk shares nothing with a real one: own folder, own SQLite file, own clock, no secrets."""
    for name in ("DATABASE_URL", "SIAGA_BASE_URL", "SIAGA_SECRET_KEY", "SIAGA_ALLOWED_HOSTS", "SIAGA_TLS"):
        os.environ.pop(name, None)
    os.environ |= {"SIAGA_HOME": str(home), "SIAGA_MODE": "demo", "SIAGA_NOW": DAY}


def _what_is_there(home: Path, reset: bool) -> dict[str, Any] | None:
    """The finished sample desk of this edition, or None when it has to be built."""
    if not home.exists() or not any(home.iterdir()):
        return None
    if not (home / _MARK).exists():
        raise OperationProblem(
            f"Folder {home} sudah ada dan bukan Desk contoh.",
            "Pindahkan folder itu, atau atur SIAGA_HOME ke tempat lain.",
        )
    try:
        ready: dict[str, Any] = json.loads((home / _READY).read_text())
    except (OSError, ValueError):
        return None
    return None if reset or ready.get("edition") != _edition() else ready


def _edition() -> str:
    """This version with the names of its migrations: a sample desk that lacks one of them is built anew."""
    package = Path(__file__).parents[1]
    names = sorted(path.relative_to(package).as_posix() for path in package.glob("*/migrations/[0-9]*.py"))
    return f"{__version__}+{hashlib.sha256(' '.join(names).encode()).hexdigest()[:16]}"


def _build(out: Output, home: Path) -> dict[str, Any]:
    if home.exists():
        shutil.rmtree(home)
    os.umask(0o077)  # the folder may be the first thing in SIAGA_HOME: what is made here is for the owner alone
    home.mkdir(parents=True)
    (home / _MARK).write_text("Desk contoh Siaga; folder ini boleh dihapus.\n")
    prepare()
    from django.core.management import call_command  # settings are complete only now
    from django.db import connection

    from siaga import clock
    from siaga.demo import build
    from siaga.demo.accounts import ACCOUNTS, PASSWORD

    with out.progress("Membangun Desk contoh") as step:
        step(0)
        call_command("migrate", verbosity=0, interactive=False)
        with connection.cursor() as cursor:
            # Thousands of acts, each in its own transaction; a build that breaks off is begun anew from nothing.
            cursor.execute("PRAGMA synchronous=OFF")
        build(clock.now())
        connection.close()
    accounts = [
        {"username": each.username, "password": PASSWORD, "role": each.role.value, "place": each.place}
        for each in ACCOUNTS
    ]
    ready = {"edition": _edition(), "accounts": accounts}
    (home / _READY).write_text(json.dumps(ready, ensure_ascii=False, indent=1))
    return ready


def _introduce(out: Output, accounts: list[dict[str, str]]) -> None:
    out.say("Siaga · Desk contoh Kota Pagar Alam, H-28 Pilkada 2024 (data lapangan: contoh)\n")
    width = max((len(account["username"]) for account in accounts), default=10)
    for account in accounts:
        out.say(f"  {account['username']:<{width}}  {account['password']}  {account['role']:<11}  {account['place']}")
