"""The second half: each present object is what the last entry about it tells, and nothing is there untold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from siaga.ledger.facts import FactModel, canonical, chain_of, fact_models
from siaga.ledger.models import Entry
from siaga.ledger.rows import rows_of
from siaga.ledger.verification.breaks import SHOWN, Break, Kind, Report
from siaga.ledger.verification.told import LastTold, Told, digest_of

BATCH = 1000
_BIG = (models.TextField, models.BinaryField, models.JSONField)


def count_objects() -> int:
    return sum(model._default_manager.count() for model in fact_models().values())


def check_objects(report: Report, told: LastTold) -> Iterator[int]:
    """Compare every object of every ``FactModel`` with what was told last about it."""
    kinds = fact_models()
    described = 0
    for kind, model in kinds.items():
        for batch in _batches(model):
            last = told.last(kind, [thing.fact_key for thing in batch])
            for thing in batch:
                word = last.get(thing.fact_key)
                name = f"{kind}:{thing.fact_key}"
                if word is None or word.digest is None:
                    chain = chain_of(thing.fact_region)
                    entry_id = word.entry_id if word else None
                    described += 1
                    label = str(thing)[:80] if described <= SHOWN else ""
                    report.found(
                        Break(Kind.OBJECT_UNRECORDED, chain=chain, entry_id=entry_id, object=name, label=label)
                    )
                elif digest_of(json.loads(canonical(thing.as_fact()))) != word.digest:
                    described += 1
                    report.found(_changed(name, thing, word, described <= SHOWN))
            report.objects += len(batch)
            yield report.objects
    for kind, key, word in told.unseen(kinds):
        report.found(Break(Kind.OBJECT_MISSING, chain=word.chain, entry_id=word.entry_id, object=f"{kind}:{key}"))


def _batches(model: type[FactModel]) -> Iterator[list[FactModel]]:
    """The objects in portions, without the big columns that their facts do not hold."""
    queryset = model._default_manager.order_by("pk")
    first = queryset.first()
    if first is None:
        return
    fact = first.as_fact()
    big = [field.name for field in model._meta.concrete_fields if isinstance(field, _BIG) and field.name not in fact]
    things = queryset.defer(*big).iterator(chunk_size=BATCH)
    while batch := list(islice(things, BATCH)):
        yield batch


def _changed(name: str, thing: FactModel, word: Told, described: bool) -> Break:
    expected = found = label = ""
    if described:
        label = str(thing)[:80]
        before = _told_by(word.entry_id, thing) or {}
        now = json.loads(canonical(thing.as_fact()))
        fields = [field for field in sorted(before.keys() | now.keys()) if before.get(field) != now.get(field)]
        expected, found = _values(before, fields), _values(now, fields)
    return Break(
        Kind.OBJECT_CHANGED,
        chain=word.chain,
        entry_id=word.entry_id,
        object=name,
        label=label,
        expected=expected,
        found=found,
    )


def _values(fact: Mapping[str, Any], fields: list[str]) -> str:
    return ", ".join(
        f"{field} = {json.dumps(fact[field], ensure_ascii=False)[:120]}" if field in fact else _("%s tidak ada") % field
        for field in fields[:5]
    )


def _told_by(entry_id: int, thing: FactModel) -> dict[str, Any] | None:
    entry = Entry.objects.filter(pk=entry_id).first()
    if entry is None:
        return None
    if not entry.rows_digest:
        return json.loads(entry.after) if entry.after else None
    after = None
    for row in rows_of(entry):
        if (row.type, row.key) == (thing.fact_type, thing.fact_key):
            after = row.after
    return after
