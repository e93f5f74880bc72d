"""Checkpoints: one number over all chains, linked to the one before, small enough for a sheet of paper."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from siaga.ledger.facts import canonical
from siaga.ledger.hashing import GENESIS, Head, checkpoint_root, tree_root
from siaga.ledger.models import Checkpoint
from siaga.ledger.sealing import seal_all


def checkpoint_if_due(now: datetime) -> Checkpoint | None:
    """The checkpoint of this day (local date of the installation) if it is not there yet; None otherwise.

    Nothing is made before the first entry exists. Several workers may ask at once: one of them makes it.
    """
    if Checkpoint.objects.filter(day=timezone.localdate(now)).exists():
        return None
    return take_checkpoint(now)


def take_checkpoint(now: datetime) -> Checkpoint | None:
    """Seal what waits and make a checkpoint of all chains as they stand; None if there is nothing to cover.

    More than one a day is fine: each is linked to the one before it by number and root.
    """
    seal_all()
    try:
        with transaction.atomic():
            return _take(now)
    except IntegrityError:  # somebody else took the same number a moment ago
        return None


def _take(now: datetime) -> Checkpoint | None:
    heads = current_heads()
    if not heads:
        return None
    last = Checkpoint.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    previous_root = last.root if last else GENESIS
    day = timezone.localdate(now)
    entries = sum(head.seq for head in heads)
    root = checkpoint_root(
        number=number,
        day=day.isoformat(),
        at=now,
        previous_root=previous_root,
        entries=entries,
        tree=tree_root(heads),
    )
    return Checkpoint.objects.create(
        number=number,
        day=day,
        at=now,
        root=root,
        previous_root=previous_root,
        entries=entries,
        heads=canonical_heads(heads),
    )


def current_heads() -> list[Head]:
    """The last sealed position of every chain, sorted by chain."""
    sql = """
        SELECT s.chain, s.seq, s.hash FROM ledger_seal s
        JOIN (SELECT chain, MAX(seq) AS seq FROM ledger_seal GROUP BY chain) h ON h.chain = s.chain AND h.seq = s.seq
    """
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted(Head(*row) for row in cursor.fetchall())


def canonical_heads(heads: Iterable[Head]) -> str:
    return canonical([list(head) for head in sorted(heads)])


def heads_of(checkpoint: Checkpoint) -> list[Head]:
    """The chain heads that a checkpoint covers."""
    return [Head(str(chain), int(seq), str(this)) for chain, seq, this in json.loads(checkpoint.heads)]


def root_as_stored(checkpoint: Checkpoint) -> str:
    """The root recomputed from the checkpoint's own columns; differs from ``root`` if any of them was changed."""
    return checkpoint_root(
        number=checkpoint.number,
        day=checkpoint.day.isoformat(),
        at=checkpoint.at,
        previous_root=checkpoint.previous_root,
        entries=checkpoint.entries,
        tree=tree_root(heads_of(checkpoint)),
    )


def spoken(root: str) -> list[str]:
    """The root in groups of four, as one reads it aloud or compares it with paper: 16 groups."""
    return [root[start : start + 4] for start in range(0, len(root), 4)]
