"""The kept rows of a bulk act: written once, named by their digest, read back line by line."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from siaga.ledger.models import Entry, RowFile


@dataclass(frozen=True, slots=True)
class Row:
    """One object's change inside a bulk act."""

    type: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def pack(lines: str) -> tuple[str, bytes]:
    """The digest of the rows and their compressed bytes (the same rows always give the same bytes)."""
    plain = lines.encode()
    return hashlib.sha256(plain).hexdigest(), gzip.compress(plain, 4, mtime=0)


def unpack(content: bytes | memoryview) -> bytes:
    return gzip.decompress(bytes(content))


def read(plain: bytes) -> Iterator[Row]:
    """The rows of an uncompressed row file, in the order in which they were written."""
    for line in plain.splitlines():
        row = json.loads(line)
        yield Row(row["type"], row["key"], row["before"], row["after"])


def rows_of(entry: Entry) -> Iterator[Row]:
    """The rows that a bulk entry points to; none for an entry about one object."""
    if entry.rows_digest:
        yield from read(unpack(RowFile.objects.values_list("content", flat=True).get(pk=entry.rows_digest)))
