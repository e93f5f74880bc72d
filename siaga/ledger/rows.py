"""The kept rows of a bulk act: written once, named by their digest, read back line by line."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from siaga.ledger.facts import canonical
from siaga.ledger.models import Entry, RowFile

LEVEL = 3
"""Of compression: beyond it the time doubles for a few per cent of space."""


@dataclass(frozen=True, slots=True)
class Row:
    """One object's change inside a bulk act."""

    type: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def line(type: str, key: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> str:
    """One object's change as canonical JSON, put together by hand: an import writes a hundred thousand of them."""
    return (
        f'{{"after":{canonical(after) or "null"},"before":{canonical(before) or "null"}'
        f',"key":{_text(key)},"type":{_text(type)}}}'
    )


_text = json.encoder.encode_basestring
"""A text as JSON; the same as ``canonical`` makes of one."""


def pack(lines: str) -> tuple[str, bytes]:
    """The digest of the rows and their compressed bytes (the same rows always give the same bytes)."""
    plain = lines.encode()
    return hashlib.sha256(plain).hexdigest(), gzip.compress(plain, LEVEL, mtime=0)


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
