"""How an action writes itself down: the ``@action`` decorator, ``record`` and ``record_bulk``."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from siaga.access import Actor
from siaga.lean import Lean
from siaga.ledger.errors import Collided
from siaga.ledger.facts import FactModel, canonical, chain_of
from siaga.ledger.hashing import body_hash
from siaga.ledger.models import Entry, RowFile
from siaga.ledger.rows import line, pack

logger = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every action of the house by name; the walking tests find them here."""

_entries_of_this_action: ContextVar[list[int] | None] = ContextVar("entries_of_this_action", default=None)


class LedgerMissing(AssertionError):
    """An action changed state and wrote nothing down: a defect of ours, never the user's."""


def action(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an action: one transaction, at least one ledger entry or an explicit ``nothing_changed()``.

    The name is also the act that it records: ``record(actor, "thing.verb", …)``.
    An action that calls another shares its transaction and its entries; the inner one must leave its own entry too,
    and a refusal that the outer one catches takes back what the inner one did.
    What an action's own check misses because somebody else was a moment faster, the database's constraints refuse:
    the outermost action then raises ``Collided``, and the log keeps the constraint.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        if name in ACTIONS:
            raise LedgerMissing(f"two actions are named {name}")

        @functools.wraps(function)
        def inner(*args: P.args, **kwargs: P.kwargs) -> R:
            outer = _entries_of_this_action.get()
            entries: list[int] = []
            token = _entries_of_this_action.set(entries)
            try:
                with transaction.atomic():
                    result = function(*args, **kwargs)
                    if not entries:
                        raise LedgerMissing(f"{name} left no ledger entry")
            except IntegrityError as error:
                if outer is not None:
                    raise
                logger.warning("%s met a constraint: %s", name, str(error).partition("\n")[0])  # the rest holds values
                raise Collided from error
            finally:
                _entries_of_this_action.reset(token)
            if outer is not None:
                outer.extend(entries)
            return result

        inner.action_name = name  # type: ignore[attr-defined]
        ACTIONS[name] = inner
        return inner

    return wrap


def nothing_changed() -> None:
    """Say that the action found everything as wanted; it then needs no entry."""
    _note(0)


def _note(entry_id: int) -> None:
    entries = _entries_of_this_action.get()
    if entries is None:
        raise LedgerMissing("the ledger is written by actions only")
    entries.append(entry_id)


def record(
    actor: Actor,
    act: str,
    thing: FactModel,
    *,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    now: datetime,
    reason: str = "",
) -> Entry:
    """Write one act on one thing. ``before`` is None for something new, ``after`` for something removed."""
    return _write(
        actor,
        act,
        now=now,
        reason=reason,
        object_type=thing.fact_type,
        object_key=thing.fact_key,
        object_label=str(thing)[:250],
        region_code=thing.fact_region,
        before=canonical(before),
        after=canonical(after),
    )


class Change(NamedTuple):
    """One row of a bulk act."""

    type: str
    key: str
    region: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def record_bulk(
    actor: Actor, act: str, changes: Iterable[Change], *, label: str, now: datetime, reason: str = ""
) -> list[Entry]:
    """Write a bulk act: one entry for each chain touched, with the digest of that chain's kept rows."""
    by_chain: dict[str, _Rows] = {}
    for kind, key, region, before, after in changes:
        chain = chain_of(region)
        rows = by_chain.get(chain)
        if rows is None:
            rows = by_chain[chain] = _Rows()
        rows.lines.append(line(kind, key, before, after))
        rows.created += before is None
        rows.removed += after is None
    if not by_chain:
        nothing_changed()
        return []
    files: list[RowFile] = []
    bodies: list[tuple[str, RowFile, dict[str, int]]] = []
    for chain, rows in sorted(by_chain.items()):
        rowfile, counts = rows.file()
        files.append(rowfile)
        bodies.append((chain, rowfile, counts))
    RowFile.objects.bulk_create(files, ignore_conflicts=True, batch_size=50)
    entries = [
        _entry(
            actor,
            act,
            now=now,
            reason=reason,
            chain=chain,
            object_type="bulk",
            object_key=rowfile.digest[:16],
            object_label=label[:250],
            region_code="" if chain == "ID" else chain,
            before="",
            after=canonical(counts),
            rows_digest=rowfile.digest,
        )
        for chain, rowfile, counts in bodies
    ]
    entries = Entry.objects.bulk_create(entries)
    for entry in entries:
        _note(entry.pk)
    return entries


@dataclass(slots=True)
class _Rows:
    """The rows of a bulk act on one chain, as they come."""

    lines: list[str] = field(default_factory=list)
    created: int = 0
    removed: int = 0

    def file(self) -> tuple[RowFile, dict[str, int]]:
        counts = {"rows": len(self.lines), "created": self.created, "removed": self.removed}
        digest, content = pack("\n".join(self.lines))
        return RowFile(digest=digest, rows=len(self.lines), content=content), counts


_ENTRIES = Lean(Entry)


def _entry(actor: Actor, act: str, *, now: datetime, region_code: str, chain: str = "", **fields: Any) -> Entry:
    entry = _ENTRIES.make(
        chain=chain or chain_of(region_code),
        at=now,
        actor_id=actor.account_id,
        actor_name=actor.name[:200],
        channel=str(actor.channel),
        action=act,
        region_code=region_code,
        **fields,
    )
    entry.body_hash = body_hash(entry)
    return entry


def _write(actor: Actor, act: str, *, now: datetime, region_code: str, **fields: Any) -> Entry:
    entry = _entry(actor, act, now=now, region_code=region_code, **fields)
    _ENTRIES.insert(entry)
    _note(entry.pk)
    return entry
