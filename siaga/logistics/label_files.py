"""Where made sheets of labels lie: beside the database, by their digest."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from siaga.logistics.models import LabelSheet


def path_of(sheet: LabelSheet) -> Path:
    return Path(settings.HOME) / "labels" / f"{sheet.pk}-{sheet.digest[:16]}.pdf"


def keep(sheet: LabelSheet, content: bytes) -> None:
    path = path_of(sheet)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)


def content_of(sheet: LabelSheet) -> bytes | None:
    """None where the file is gone: labels are then made again."""
    try:
        return path_of(sheet).read_bytes()
    except OSError:
        return None
