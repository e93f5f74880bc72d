"""Units go on answering for their kecamatan when these get other codes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from siaga.access import Actor
from siaga.deployment.models import Unit
from siaga.ledger.recording import Change, record_bulk


def follow_regions(*, actor: Actor, now: datetime, codes: dict[int, tuple[str, str]], **_signal: Any) -> None:
    """Receiver of ``region_recoded``. Plans keep the codes that they were computed from.

    codes: region id to (old code, new code).
    """
    known = {old: new for old, new in codes.values() if len(new) == len("16.72.01")}
    if not known:
        return
    regencies = {code[:5] for pair in known.items() for code in pair}
    changes: list[Change] = []
    moved = []
    for unit in Unit.objects.filter(region__code__in=regencies).select_related("region"):
        districts = [known.get(code, code) for code in unit.districts]
        if districts != unit.districts:
            before = unit.as_fact()
            unit.districts = districts
            moved.append(unit)
            changes.append(Change(unit.fact_type, unit.fact_key, unit.region.code, before, unit.as_fact()))
    Unit.objects.bulk_update(moved, ["districts"], batch_size=150)
    if changes:
        record_bulk(actor, "guard_unit.recode", changes, label=f"Satuan ({len(changes)})", now=now)
