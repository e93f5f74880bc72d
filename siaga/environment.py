"""What the environment says, read once and checked: ``settings.py`` takes its values from here."""

from __future__ import annotations

import contextlib
import os
import secrets
from datetime import date, datetime
from pathlib import Path
from typing import Any

import dj_database_url


class BadEnvironment(SystemExit):
    """A variable holds something that cannot be meant; the message names it and the remedy."""


def home() -> Path:
    """``SIAGA_HOME``: embedded database, uploads, generated documents, keys. Created with mode 0700."""
    default = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "siaga"
    folder = Path(os.environ.get("SIAGA_HOME") or default).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadEnvironment(
            f"Folder SIAGA_HOME tidak dapat dibuat ({folder}: {error.strerror}). "
            "Atur SIAGA_HOME ke folder yang dapat ditulisi."
        ) from None
    return folder


def database(folder: Path) -> dict[str, Any]:
    """``DATABASE_URL`` as Django wants it; without one the SQLite file in ``folder``. It is never quoted: it holds a
    password.
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'siaga.sqlite3'}"
    try:
        if not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
            raise ValueError
        return dict(dj_database_url.parse(url, conn_max_age=600))
    except ValueError:
        raise BadEnvironment(
            "DATABASE_URL tidak dikenal. Tulis postgres://pengguna:sandi@host:5432/nama atau sqlite:///berkas."
        ) from None


def kept_secret(folder: Path, name: str) -> str:
    """A secret that is made once and kept in ``folder`` with mode 0600; whoever reads it reads all of it."""
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}-{secrets.token_hex(8)}"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
        # A link appears whole or not at all, and only the first of two processes gets its own.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()


def standing_now() -> datetime | date | None:
    """``SIAGA_NOW``: a day (``2024-10-30``), or a moment with its zone, at which the clock stands."""
    text = os.environ.get("SIAGA_NOW", "").strip()
    if not text:
        return None
    try:
        if len(text) == len("2024-10-30"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadEnvironment(
            f"SIAGA_NOW={text!r} bukan tanggal. Tulis 2024-10-30 atau 2024-10-30T09:00+07:00."
        ) from None
    if moment.tzinfo is None:
        raise BadEnvironment(f"SIAGA_NOW={text!r} tanpa zona waktu. Tulis 2024-10-30T09:00+07:00.")
    return moment


def listed(name: str) -> list[str]:
    """A comma-separated variable as a list."""
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def truth(name: str, default: bool) -> bool:
    """A yes/no variable."""
    text = os.environ.get(name, "").strip().lower()
    if text in {"", "1", "0", "true", "false", "yes", "no"}:
        return default if not text else text in {"1", "true", "yes"}
    raise BadEnvironment(f"{name}={text!r} bukan ya atau tidak. Tulis 1 atau 0.")


def whole_number(name: str, default: int) -> int:
    """A variable that holds a whole number above zero."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or int(text) == 0:
        raise BadEnvironment(f"{name}={text!r} bukan bilangan bulat di atas nol. Tulis misalnya {default}.")
    return int(text)
