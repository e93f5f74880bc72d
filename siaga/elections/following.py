"""Stations follow their village when its code changes: the row stays, its stored codes are rewritten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from siaga.access import Actor
from siaga.elections.models import PollingStation
from siaga.ledger.recording import Change, record_bulk

_CHUNK = 900
_FIELDS = ["code", "province_code", "regency_code", "district_code", "village_code"]


def follow_regions(*, actor: Actor, now: datetime, codes: dict[int, tuple[str, str]], **_signal: Any) -> None:
    """Receiver of ``region_recoded``, inside the transaction of the recoding action.

    codes: region id to (old code, new code). Facts land in the chain of the new place.
    """
    changes: list[Change] = []
    ids = sorted(codes)
    for start in range(0, len(ids), _CHUNK):
        stations = list(PollingStation.objects.filter(village_id__in=ids[start : start + _CHUNK]))
        for station in stations:
            before = station.as_fact()
            code = codes[station.village_id][1]
            station.village_code = code
            station.code = f"{code}/{station.number:03d}"
            station.province_code, station.regency_code, station.district_code = code[:2], code[:5], code[:8]
            changes.append(Change(station.fact_type, station.fact_key, code, before, station.as_fact()))
        PollingStation.objects.bulk_update(stations, _FIELDS, batch_size=150)
    if changes:
        record_bulk(actor, "station.recode", changes, label=f"TPS ({len(changes)})", now=now)
