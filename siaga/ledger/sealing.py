"""Giving entries their place in the chain, a moment after they were written.

A writer only inserts its entry; it never reads or locks the head of a chain, so writers of one regency do not queue
behind each other's commits. The sealer takes what waits, in batches, and links it. Two sealers at once are harmless:
the second finds nothing to do or loses on a unique constraint. What waits is counted, shown, and verified too.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.db import IntegrityError, connection, transaction
from django.db.models import Min, OuterRef, Subquery

from siaga.ledger.hashing import GENESIS, seal_hash
from siaga.ledger.models import Entry, Seal, Unsealed

_SEALER = 0x51A6A001
"""Key of the advisory lock on PostgreSQL: it lets a second sealer go home early, safety does not rest on it."""


class Tail(NamedTuple):
    """What waits for its seal: how many entries, and the time of the oldest."""

    entries: int
    oldest: datetime | None


def seal_pending(limit: int = 500) -> int:
    """Seal up to ``limit`` waiting entries in the order of their numbers; returns how many were sealed.

    Call it again while it returns ``limit``. Zero means that nothing waits, or that another sealer is at work.
    """
    if not Unsealed.objects.exists():
        return 0
    try:
        with transaction.atomic():
            return _seal_batch(limit) if _first_here() else 0
    except IntegrityError:
        return 0


def seal_all() -> int:
    """Seal until nothing waits; returns how many were sealed."""
    total = 0
    while count := seal_pending(2000):
        total += count
    return total


def unsealed_tail() -> Tail:
    """The entries that are written but not yet linked."""
    count = Unsealed.objects.count()
    if not count:
        return Tail(0, None)
    oldest = Entry.objects.filter(pk__in=Unsealed.objects.values("entry_id")).aggregate(at=Min("at"))["at"]
    return Tail(count, oldest)


def _first_here() -> bool:
    if connection.vendor != "postgresql":
        return True  # SQLite's transaction already holds the write lock
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SEALER])
        return bool(cursor.fetchone()[0])


def _seal_batch(limit: int) -> int:
    head = Seal.objects.filter(chain=OuterRef("chain")).order_by("-seq")
    waiting = list(
        Entry.objects.filter(pk__in=Unsealed.objects.values("entry_id"), seal=None)
        .order_by("pk")
        .annotate(head_seq=Subquery(head.values("seq")[:1]), head_hash=Subquery(head.values("hash")[:1]))
        .values_list("pk", "chain", "body_hash", "head_seq", "head_hash")[:limit]
    )
    heads: dict[str, tuple[int, str]] = {}
    seals = []
    for entry_id, chain, body, head_seq, head_hash in waiting:
        seq, prev = heads.get(chain) or (head_seq or 0, head_hash or GENESIS)
        seq += 1
        this = seal_hash(prev, seq, entry_id, body)
        seals.append(Seal(chain=chain, seq=seq, entry_id=entry_id, prev_hash=prev, hash=this))
        heads[chain] = (seq, this)
    Seal.objects.bulk_create(seals, batch_size=1000)
    Unsealed.objects.filter(pk__in=[seal.entry_id for seal in seals]).delete()
    return len(seals)
