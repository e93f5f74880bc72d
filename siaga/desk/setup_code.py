"""The one-time code of the first set-up: whoever can read it holds the server, and may make the first account."""

from __future__ import annotations

import hmac
import os
from pathlib import Path

from django.conf import settings

from siaga.desk.credentials import new_setup_code
from siaga.desk.models import Account


def waiting_setup_code() -> str | None:
    """The code to print at start while there is no account; None (and the file is gone) once there is one.

    Kept in ``SIAGA_HOME/setup-code`` with mode 0600, so that several server processes agree on it.
    """
    path = _path()
    if Account.objects.exists():
        forget_setup_code()
        return None
    if not path.exists():
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as file:
                file.write(new_setup_code())
    return path.read_text().strip() or None


def matches_setup_code(typed: str) -> bool:
    """Whether this is the waiting code; spaces, dashes and small letters are forgiven."""
    waiting = waiting_setup_code()
    return waiting is not None and hmac.compare_digest(_bare(typed).encode(), _bare(waiting).encode())


def forget_setup_code() -> None:
    _path().unlink(missing_ok=True)


def _path() -> Path:
    return settings.HOME / "setup-code"


def _bare(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()
