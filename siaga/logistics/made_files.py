"""Where files lie that were made in the background: beside the database, by their digest."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from siaga.logistics.models.made import MadeFile


def path_of(file: MadeFile) -> Path:
    return Path(settings.HOME) / file.folder / f"{file.pk}-{file.digest[:16]}.pdf"


def keep(file: MadeFile, content: bytes) -> None:
    path = path_of(file)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)


def content_of(file: MadeFile) -> bytes | None:
    """None where the file is gone: it is then made again."""
    try:
        return path_of(file).read_bytes()
    except OSError:
        return None


def is_gone(file: MadeFile) -> bool:
    """Whether it was made and its file is no longer there, as after a restore without files."""
    return file.made_at is not None and not path_of(file).exists()
