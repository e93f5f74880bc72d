"""What somebody with the keys of the database could do: the guards dropped, the rows changed, the guards put back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from siaga.ledger import triggers
from siaga.ledger.checkpoints import canonical_heads
from siaga.ledger.hashing import GENESIS, Head, body_hash, checkpoint_root, seal_hash, tree_root
from siaga.ledger.models import Checkpoint, Entry, Seal


@contextmanager
def guards_down() -> Iterator[None]:
    if connection.vendor == "postgresql":
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
    triggers.remove(connection)
    yield
    triggers.install(connection)


def rewrite_consistently(chain: str, entry: Entry, **changed: str) -> None:
    """Change an entry and recompute everything after it: body, seals of the chain, and every later checkpoint."""
    with guards_down():
        for name, value in changed.items():
            setattr(entry, name, value)
        entry.body_hash = body_hash(entry)
        entry.save()
        previous = GENESIS
        positions: dict[int, str] = {}
        for seal in Seal.objects.filter(chain=chain).select_related("entry").order_by("seq"):
            seal.prev_hash = previous
            seal.hash = previous = seal_hash(seal.prev_hash, seal.seq, seal.entry_id, seal.entry.body_hash)
            positions[seal.seq] = seal.hash
            seal.save()
        previous_root = GENESIS
        for checkpoint in Checkpoint.objects.order_by("number"):
            from siaga.ledger.checkpoints import heads_of

            heads = [Head(h.chain, h.seq, positions[h.seq]) if h.chain == chain else h for h in heads_of(checkpoint)]
            checkpoint.heads = canonical_heads(heads)
            checkpoint.previous_root = previous_root
            checkpoint.root = previous_root = checkpoint_root(
                number=checkpoint.number,
                day=checkpoint.day.isoformat(),
                at=checkpoint.at,
                previous_root=checkpoint.previous_root,
                entries=checkpoint.entries,
                tree=tree_root(heads),
            )
            checkpoint.save()
