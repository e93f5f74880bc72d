"""What the ledger tells last about each object: kept in a temporary file, so that memory stays small for a nation."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Any, NamedTuple

from siaga.ledger.facts import canonical


class Told(NamedTuple):
    """The last word about one object; ``digest`` is None where it was removed."""

    entry_id: int
    chain: str
    digest: bytes | None


class LastTold:
    """Type and key to the last entry about it. Feed it in the order of entries."""

    def __enter__(self) -> LastTold:
        self._file = tempfile.NamedTemporaryFile(prefix="siaga-verify-")
        self._db = sqlite3.connect(self._file.name, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000;"
            "CREATE TABLE told (type TEXT, key TEXT, entry INTEGER, chain TEXT, digest BLOB, seen INTEGER DEFAULT 0, "
            "PRIMARY KEY (type, key)) WITHOUT ROWID; BEGIN"
        )
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._db.close()
        self._file.close()

    def tell(self, rows: Iterable[tuple[str, str, int, str, bytes | None]]) -> None:
        """Take (type, key, entry id, chain, digest) in order; a later row replaces an earlier one."""
        self._db.executemany("INSERT OR REPLACE INTO told (type, key, entry, chain, digest) VALUES (?,?,?,?,?)", rows)

    def last(self, kind: str, keys: list[str]) -> dict[str, Told]:
        """What was told last about these objects; marks them as seen."""
        marks = ",".join("?" * len(keys))
        found = self._db.execute(
            f"SELECT key, entry, chain, digest FROM told WHERE type = ? AND key IN ({marks})",  # noqa: S608 (marks)
            [kind, *keys],
        )
        told = {row[0]: Told(*row[1:]) for row in found}
        self._db.execute(
            f"UPDATE told SET seen = 1 WHERE type = ? AND key IN ({marks})",  # noqa: S608 (marks)
            [kind, *keys],
        )
        return told

    def unseen(self, kinds: Iterable[str]) -> Iterator[tuple[str, str, Told]]:
        """Objects of these types that should exist by the ledger and were not asked for."""
        for kind in kinds:
            rows = self._db.execute(
                "SELECT key, entry, chain, digest FROM told WHERE type = ? AND seen = 0 AND digest IS NOT NULL", [kind]
            )
            for key, *rest in rows:
                yield kind, key, Told(*rest)


def digest_of(fact: Mapping[str, Any] | None) -> bytes | None:
    """A digest under which equal facts are equal: ``1`` and ``1.0`` are the same number on every database."""
    if fact is None:
        return None
    return hashlib.sha256(canonical({name: _plain(value) for name, value in fact.items()}).encode()).digest()


def digest_of_text(after: str) -> bytes | None:
    """The same for the canonical JSON of an entry; empty text means removed."""
    return digest_of(json.loads(after)) if after else None


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value
