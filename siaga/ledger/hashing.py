"""The arithmetic of the ledger: body, seal, tree and root hashes. Pure; ``docs/ledger.md`` tells outsiders the same."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import NamedTuple, Protocol

from siaga.ledger.facts import canonical

GENESIS = "0" * 64
"""The previous hash of the first seal of every chain, and the previous root of the first checkpoint."""

_LEAF, _NODE, _ROOT = b"\x00", b"\x01", b"\x02"


class Said(Protocol):
    """All that an entry says (``Entry`` fits)."""

    chain: str
    at: datetime
    actor_id: int | None
    actor_name: str
    channel: str
    action: str
    object_type: str
    object_key: str
    object_label: str
    region_code: str
    before: str
    after: str
    reason: str
    rows_digest: str


class Head(NamedTuple):
    """Where a chain stands: its last position and the hash there."""

    chain: str
    seq: int
    hash: str


def moment(at: datetime) -> str:
    """A time as it is hashed and exported: UTC, ISO 8601, six digits of a second, ``+00:00``."""
    return at.astimezone(timezone.utc).isoformat(timespec="microseconds")  # noqa: UP017


def body_hash(entry: Said) -> str:
    """SHA-256 over everything that the entry says; recomputed by verification from the stored row."""
    body = {
        "chain": entry.chain,
        "at": moment(entry.at),
        "actor": [entry.actor_id, entry.actor_name, str(entry.channel)],
        "action": entry.action,
        "object": [entry.object_type, entry.object_key, entry.object_label, entry.region_code],
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
        "rows": entry.rows_digest,
    }
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def seal_hash(prev_hash: str, seq: int, entry_id: int, body: str) -> str:
    """The hash that binds an entry to its place: everything before it is inside ``prev_hash``."""
    return hashlib.sha256(f"{prev_hash}|{seq}|{entry_id}|{body}".encode()).hexdigest()


def tree_root(heads: Sequence[Head]) -> str:
    """Merkle tree hash (shape of RFC 6962) over the heads, sorted by chain; leaves and nodes are told apart."""
    leaves = [hashlib.sha256(_LEAF + f"{h.chain}|{h.seq}|{h.hash}".encode()).digest() for h in sorted(heads)]
    return _subtree(leaves).hex()


def _subtree(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(_NODE + _subtree(leaves[:half]) + _subtree(leaves[half:])).digest()


def checkpoint_root(*, number: int, day: str, at: datetime, previous_root: str, entries: int, tree: str) -> str:
    """What is printed: it covers the tree, the checkpoint before it, its number, day, time and the count."""
    text = f"{number}|{day}|{moment(at)}|{previous_root}|{entries}|{tree}"
    return hashlib.sha256(_ROOT + text.encode()).hexdigest()
