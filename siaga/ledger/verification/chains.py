"""The first half: bodies, row files, seals, positions, the waiting tail, checkpoints."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from siaga.ledger.checkpoints import heads_of, root_as_stored
from siaga.ledger.hashing import GENESIS, Head, body_hash, seal_hash
from siaga.ledger.models import Checkpoint, Entry, RowFile, Seal
from siaga.ledger.rows import read, unpack
from siaga.ledger.verification.breaks import KEPT, Break, Kind, Report
from siaga.ledger.verification.told import LastTold, digest_of, digest_of_text

BATCH = 2000


def check_bodies(report: Report, told: LastTold) -> Iterator[int]:
    """Recompute every entry's body, sealed or waiting, and note what it tells about its object."""
    last = 0
    chains: set[str] = set()
    while batch := list(Entry.objects.filter(pk__gt=last).select_related("seal").order_by("pk")[:BATCH]):
        facts: list[tuple[str, str, int, str, bytes | None]] = []
        for entry in batch:
            if body_hash(entry) != entry.body_hash:
                report.found(_at(Kind.BODY, entry, expected=entry.body_hash, found=body_hash(entry)))
            if entry.rows_digest:
                told.tell(facts)
                facts = []
                told.tell(_told_rows(report, entry))
            else:
                facts.append((entry.object_type, entry.object_key, entry.pk, entry.chain, _digest(report, entry)))
        told.tell(facts)
        report.entries += len(batch)
        chains |= {entry.chain for entry in batch}
        report.chains = len(chains)
        last = batch[-1].pk
        yield report.entries


def _digest(report: Report, entry: Entry) -> bytes | None:
    try:
        return digest_of_text(entry.after)
    except ValueError:  # no longer JSON: the body is already reported
        return b""


def _told_rows(report: Report, entry: Entry) -> Iterator[tuple[str, str, int, str, bytes | None]]:
    content = RowFile.objects.filter(pk=entry.rows_digest).values_list("content", flat=True).first()
    if content is None:
        report.found(_at(Kind.ROWS, entry, expected=entry.rows_digest, found=_("telah dihapus")))
        return
    report.row_files += 1
    try:
        plain = unpack(content)
    except (OSError, EOFError, ValueError):
        report.found(_at(Kind.ROWS, entry, expected=entry.rows_digest, found=_("tidak dapat dibaca")))
        return
    if hashlib.sha256(plain).hexdigest() != entry.rows_digest:
        report.found(_at(Kind.ROWS, entry, expected=entry.rows_digest, found=_("telah diubah")))
        return
    for row in read(plain):
        report.rows += 1
        yield row.type, row.key, entry.pk, entry.chain, digest_of(row.after)


def _at(kind: Kind, entry: Entry, *, expected: str, found: str) -> Break:
    seal: Seal | None = getattr(entry, "seal", None)
    thing = f"{entry.object_type}:{entry.object_key}"
    seq = seal.seq if seal else None
    return Break(kind, chain=entry.chain, seq=seq, entry_id=entry.pk, object=thing, expected=expected, found=found)


_WALK = """
    SELECT s.chain, s.seq, s.entry_id, s.prev_hash, s.hash, e.chain, e.body_hash
    FROM ledger_seal s LEFT JOIN ledger_entry e ON e.id = s.entry_id
    WHERE (s.chain, s.seq) > (%s, %s) ORDER BY s.chain, s.seq LIMIT %s
"""


def check_seals(report: Report) -> Iterator[int]:
    """Walk every chain from position 1 to its head."""
    chain, seq, previous = "", 0, GENESIS
    at: tuple[str, int] = ("", -1)
    while rows := _fetch(_WALK, [*at, BATCH]):
        for row_chain, row_seq, entry_id, prev_hash, this, entry_chain, body in rows:
            if row_chain != chain:
                chain, seq, previous = row_chain, 0, GENESIS
            place: dict[str, Any] = {"chain": chain, "seq": row_seq, "entry_id": entry_id}
            if row_seq != seq + 1:
                report.found(Break(Kind.POSITION, **place, expected=str(seq + 1), found=str(row_seq)))
            elif prev_hash != previous:
                report.found(Break(Kind.LINK, **place, expected=previous, found=prev_hash))
            if body is None:
                report.found(Break(Kind.ENTRY_MISSING, **place))
            elif entry_chain != chain:
                report.found(Break(Kind.OTHER_CHAIN, **place, expected=chain, found=entry_chain))
            elif (expected := seal_hash(prev_hash, row_seq, entry_id, body)) != this:
                report.found(Break(Kind.SEAL, **place, expected=expected, found=this))
            seq, previous = row_seq, this
        at = (rows[-1][0], rows[-1][1])
        report.sealed += len(rows)
        yield report.sealed


def check_tail(report: Report) -> None:
    """Every entry is either sealed or waits for its seal; nothing waits that is not there."""
    lost = """
        SELECT e.id, e.chain FROM ledger_entry e LEFT JOIN ledger_seal s ON s.entry_id = e.id
        LEFT JOIN ledger_unsealed u ON u.entry_id = e.id
        WHERE s.id IS NULL AND u.entry_id IS NULL ORDER BY e.id LIMIT %s
    """
    for entry_id, chain in _fetch(lost, [KEPT]):
        report.found(Break(Kind.UNLISTED, chain, entry_id=entry_id, found=_("tidak bersegel dan tidak mengantre")))
    ghosts = """
        SELECT u.entry_id FROM ledger_unsealed u LEFT JOIN ledger_entry e ON e.id = u.entry_id
        WHERE e.id IS NULL ORDER BY u.entry_id LIMIT %s
    """
    for (entry_id,) in _fetch(ghosts, [KEPT]):
        report.found(Break(Kind.UNLISTED, "", entry_id=entry_id, found=_("menunggu segel, tetapi telah dihapus")))
    report.unsealed = _fetch("SELECT COUNT(*) FROM ledger_unsealed", [])[0][0]


def check_checkpoints(report: Report) -> Iterator[int]:
    """Each checkpoint's root and its link to the one before, and the chains against the heads it covers."""
    number, previous_root, last = 0, GENESIS, None
    known: dict[str, Head] = {}
    for checkpoint in Checkpoint.objects.order_by("number").iterator(chunk_size=50):
        name = f"{checkpoint.number} ({checkpoint.day.isoformat()})"
        if checkpoint.number != number + 1:
            report.found(
                Break(Kind.CHECKPOINT, object=name, expected=_("nomor %s") % (number + 1), found=str(checkpoint.number))
            )
        elif checkpoint.previous_root != previous_root:
            report.found(Break(Kind.CHECKPOINT, object=name, expected=previous_root, found=checkpoint.previous_root))
        if (expected := root_as_stored(checkpoint)) != checkpoint.root:
            report.found(Break(Kind.CHECKPOINT, object=name, expected=expected, found=checkpoint.root))
        heads = {head.chain: head for head in heads_of(checkpoint)}
        fresh = [head for head in heads.values() if known.get(head.chain) != head]
        for broken in _against_chains(name, fresh):
            report.found(broken)
        known |= heads
        number, previous_root, last = checkpoint.number, checkpoint.root, checkpoint
        report.checkpoints += 1
        yield report.checkpoints
    if last:
        report.last_checkpoint = {
            "number": last.number,
            "day": last.day.isoformat(),
            "root": last.root,
            "entries": last.entries,
        }
    report.beyond_checkpoint = report.entries - (last.entries if last else 0)


def _against_chains(name: str, heads: list[Head]) -> Iterator[Break]:
    for start in range(0, len(heads), 200):
        part = heads[start : start + 200]
        wanted = Q()
        for head in part:
            wanted |= Q(chain=head.chain, seq=head.seq)
        there = {
            (chain, seq): this for chain, seq, this in Seal.objects.filter(wanted).values_list("chain", "seq", "hash")
        }
        for head in part:
            found = there.get((head.chain, head.seq))
            if found != head.hash:
                yield Break(
                    Kind.HEAD,
                    chain=head.chain,
                    seq=head.seq,
                    object=name,
                    expected=head.hash,
                    found=found or _("tidak ada (ekor rantai terpotong)"),
                )


def _fetch(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
