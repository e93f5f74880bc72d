"""The ledger as a file for outsiders: JSON lines that ``docs/verify_checkpoint.py`` (and anybody) can recompute.

The format is described in ``docs/ledger.md``. The same ledger always gives the same bytes.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any, cast

from django.db.models import Q, QuerySet

from siaga.ledger.checkpoints import heads_of
from siaga.ledger.facts import canonical
from siaga.ledger.hashing import moment
from siaga.ledger.models import Checkpoint, Entry, RowFile
from siaga.ledger.verification.snapshot import steady_view

FORMAT = "siaga-ledger-1"
BATCH = 1000


def export(file: Path, chains: Collection[str] | None = None) -> dict[str, int]:
    """Write the ledger (or some chains of it) to ``file``, gzipped if its name ends in ``.gz``; returns the counts.

    The file appears whole or not at all.
    """
    partial = file.with_name(f"{file.name}.sebagian")
    counts: dict[str, int] = {}
    try:
        with partial.open("wb") as raw, _sink(raw, file.suffix == ".gz") as out, steady_view():
            for kind, line in lines(chains):
                counts[kind] = counts.get(kind, 0) + 1
                out.write(line.encode() + b"\n")
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
    return counts


def _sink(raw: IO[bytes], compressed: bool) -> AbstractContextManager[IO[bytes]]:
    if not compressed:
        return nullcontext(raw)
    packed = gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0)
    return cast(AbstractContextManager[IO[bytes]], packed)


def lines(chains: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """(kind, line) in this order: header, row files and entries, checkpoints. Call it inside ``steady_view``."""
    yield "header", canonical({"kind": "header", "format": FORMAT, "chains": sorted(chains) if chains else None})
    written: set[str] = set()
    for entry in _entries(chains):
        if entry.rows_digest and entry.rows_digest not in written:
            written.add(entry.rows_digest)
            content = RowFile.objects.filter(pk=entry.rows_digest).values_list("content", flat=True).first() or b""
            packed = base64.b64encode(bytes(content)).decode()
            yield "rows", canonical({"kind": "rows", "digest": entry.rows_digest, "gzip": packed})
        yield "entry", canonical(entry_line(entry))
    for checkpoint in Checkpoint.objects.order_by("number").iterator(chunk_size=50):
        yield "checkpoint", canonical(checkpoint_line(checkpoint))


def entry_line(entry: Entry) -> dict[str, Any]:
    """Everything that an entry says, with its place in the chain (``seal`` is null while it waits)."""
    seal = getattr(entry, "seal", None)
    return {
        "kind": "entry",
        "id": entry.pk,
        "chain": entry.chain,
        "at": moment(entry.at),
        "actor": [entry.actor_id, entry.actor_name, entry.channel],
        "action": entry.action,
        "object": [entry.object_type, entry.object_key, entry.object_label, entry.region_code],
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
        "rows": entry.rows_digest,
        "body_hash": entry.body_hash,
        "seal": {"seq": seal.seq, "prev_hash": seal.prev_hash, "hash": seal.hash} if seal else None,
    }


def checkpoint_line(checkpoint: Checkpoint) -> dict[str, Any]:
    """A checkpoint with the leaves of its tree."""
    return {
        "kind": "checkpoint",
        "number": checkpoint.number,
        "day": checkpoint.day,
        "at": moment(checkpoint.at),
        "entries": checkpoint.entries,
        "previous_root": checkpoint.previous_root,
        "root": checkpoint.root,
        "heads": [list(head) for head in heads_of(checkpoint)],
    }


def _entries(chains: Collection[str] | None) -> Iterator[Entry]:
    """Sealed entries in the order of chain and position, then those that wait, in the order of their numbers."""
    sealed: QuerySet[Entry] = Entry.objects.filter(seal__isnull=False).select_related("seal")
    waiting = Entry.objects.filter(seal__isnull=True)
    if chains is not None:
        sealed, waiting = sealed.filter(seal__chain__in=chains), waiting.filter(chain__in=chains)
    chain, seq = "", -1
    ordered = sealed.order_by("seal__chain", "seal__seq")
    while batch := list(ordered.filter(Q(seal__chain=chain, seal__seq__gt=seq) | Q(seal__chain__gt=chain))[:BATCH]):
        yield from batch
        chain, seq = batch[-1].seal.chain, batch[-1].seal.seq
    yield from waiting.order_by("pk").iterator(chunk_size=BATCH)
