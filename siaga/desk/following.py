"""Accounts, persons and field assignments follow a region whose code changes: what they store as text is rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from siaga.access import Actor, Role
from siaga.desk.models import Account, Grant, Person
from siaga.ledger.recording import Change, record_bulk

_CHUNK = 900
Placed = TypeVar("Placed", Account, Person)


def follow_regions(*, actor: Actor, now: datetime, codes: dict[int, tuple[str, str]], **_signal: Any) -> None:
    """Receiver of ``region_recoded``, inside the transaction of the recoding action.

    codes: region id to (old code, new code). Facts land in the chain of the new place.
    """
    new_of = dict(codes.values())
    changes = [
        *_rewrite_places(Account, new_of),
        *_rewrite_places(Person, new_of),
        *_rewrite_units(new_of),
    ]
    if changes:
        record_bulk(actor, "people.recode", changes, label=f"Akun, pejabat, dan tugas ({len(changes)})", now=now)


def _rewrite_places(model: type[Placed], new_of: dict[str, str]) -> Iterable[Change]:
    old = sorted(new_of)
    for start in range(0, len(old), _CHUNK):
        rows = list(model._default_manager.filter(region_code__in=old[start : start + _CHUNK]))
        for row in rows:
            before = row.as_fact()
            row.region_code = new_of[row.region_code]
            yield Change(row.fact_type, row.fact_key, row.fact_region, before, row.as_fact())
        model._default_manager.bulk_update(rows, ["region_code"], batch_size=300)


def _rewrite_units(new_of: dict[str, str]) -> Iterable[Change]:
    """Units are region codes and TPS codes; a TPS code begins with its village's code."""
    changed: list[Grant] = []
    for grant in Grant.objects.filter(role=Role.FIELD, revoked_at=None).select_related("region").iterator():
        units = [_moved(unit, new_of) for unit in grant.units]
        if units == grant.units:
            continue
        before = grant.as_fact()
        grant.units = units
        changed.append(grant)
        yield Change(grant.fact_type, grant.fact_key, grant.fact_region, before, grant.as_fact())
    Grant.objects.bulk_update(changed, ["units"], batch_size=150)


def _moved(unit: str, new_of: dict[str, str]) -> str:
    region, slash, number = unit.partition("/")
    return f"{new_of.get(region, region)}{slash}{number}"
