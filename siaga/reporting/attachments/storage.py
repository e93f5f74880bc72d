"""Files on disk, by the digest of their content. A file is durable before its row exists; the other way round never.

    SIAGA_HOME/cache/unggahan/…          while it comes in (no part of a backup)
    SIAGA_HOME/uploads/lampiran/ab/…     whole, byte for byte as it came, mode 0600

A file that no row names (its transaction was refused, the server died in between) is swept a day later.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from siaga.reporting.attachments.errors import FileEmpty, FileTooLarge
from siaga.reporting.models import Attachment

MOST_BYTES = 40 * 1024 * 1024
"""Of one file."""
GRACE = timedelta(days=1)
"""How long a file without a row is left alone."""
NAMED_ELSEWHERE: list[Callable[[Sequence[str]], set[str]]] = []
"""Of some digests those that rows of rooms above name; such a room adds its own when it is made ready."""


def folder() -> Path:
    return Path(settings.HOME) / "uploads" / "lampiran"


def path_of(digest: str) -> Path:
    """Where the content with this digest (64 hexadecimal digits) is kept."""
    return folder() / digest[:2] / digest


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that has come in whole, synced to disk, and is not kept yet."""

    path: Path
    digest: str
    size: int


def _incoming() -> Path:
    place = Path(settings.HOME) / "cache" / "unggahan"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


@contextmanager
def receive(chunks: Iterable[bytes], name: str) -> Iterator[Draft]:
    """Write what comes in to disk, chunk by chunk, and hand it over as a draft; removed afterwards unless kept.

    Raises FileTooLarge as soon as it grows beyond ``MOST_BYTES``, FileEmpty for nothing.
    """
    handle, written = tempfile.mkstemp(dir=_incoming())  # made with mode 0600
    path = Path(written)
    try:
        digest, size = hashlib.sha256(), 0
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > MOST_BYTES:
                    raise FileTooLarge(MOST_BYTES)
                digest.update(chunk)
                file.write(chunk)
            if not size:
                raise FileEmpty(name)
            file.flush()
            os.fsync(file.fileno())
        yield Draft(path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def keep(draft: Draft) -> Path:
    """Move a draft to its place, durably. Content that is there already is used again."""
    target = path_of(draft.digest)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.utime(target)  # an old orphan that is wanted again must not be swept under our hands
    except FileNotFoundError:
        draft.path.replace(target)
    for place in (target.parent, target.parent.parent):
        _sync_folder(place)
    return target


def _sync_folder(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(now: datetime) -> int:
    """Remove files that no row names and uploads that broke off, older than a day; returns how many.

    A 256th of the store at each call (the clockwork calls every minute), so that no call reads it whole.
    """
    today = now.timestamp()
    shard = folder() / f"{int(today // 60) % 256:02x}"
    old = [path for path in _files(shard) if today - path.stat().st_mtime > GRACE.total_seconds()]
    removed = 0
    for start in range(0, len(old), 500):
        batch = old[start : start + 500]
        digests = [path.name for path in batch]
        named = set(Attachment.objects.filter(digest__in=digests).values_list("digest", flat=True))
        for elsewhere in NAMED_ELSEWHERE:
            named |= elsewhere(digests)
        for path in batch:
            if path.name not in named:
                path.unlink(missing_ok=True)
                removed += 1
    for path in _files(_incoming()):
        if today - path.stat().st_mtime > GRACE.total_seconds():
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _files(place: Path) -> list[Path]:
    return [path for path in place.iterdir() if path.is_file()] if place.is_dir() else []
