"""Places of distribution follow their region when it gets another code."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from siaga.access import Actor
from siaga.ledger.recording import Change, record_bulk
from siaga.planning.models import Site

_CHUNK = 900


def follow_regions(*, actor: Actor, now: datetime, codes: dict[int, tuple[str, str]], **_signal: Any) -> None:
    """Receiver of ``region_recoded``: a place that is named by a code of the region is named by the new one.

    Plans keep the codes that they were computed from. codes: region id to (old code, new code).
    """
    changes: list[Change] = []
    ids = sorted(codes)
    for start in range(0, len(ids), _CHUNK):
        moved = []
        for site in Site.objects.filter(region__in=ids[start : start + _CHUNK]).select_related("region"):
            old, new = codes[site.region_id]
            if site.code == old or site.code.startswith(f"{old}/"):
                before = site.as_fact()
                site.code = new + site.code[len(old) :]
                moved.append(site)
                changes.append(Change(site.fact_type, site.fact_key, new, before, site.as_fact()))
        Site.objects.bulk_update(moved, ["code"], batch_size=150)
    if changes:
        record_bulk(actor, "site.recode", changes, label=f"Lokasi distribusi ({len(changes)})", now=now)
