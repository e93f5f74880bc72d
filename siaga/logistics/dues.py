"""When a box must be where: what was set for its places, else what the rules of the election say.

A box is late when the earliest of the dues of all places that it still has to reach has passed: one that must be at its
TPS tomorrow and stands in the warehouse is on time, whatever nobody decided about the PPK in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import QuerySet

from siaga.elections.models import Election
from siaga.elections.queries import ruleset_of
from siaga.logistics.models import Box, BoxState, Hop, HopDue, Warehouse
from siaga.wilayah.zones import zone_of

_BATCH = 500
BY_HAND = "Ditetapkan petugas"
"""The source of a due that a person set; everything else was set by a plan."""


@dataclass(frozen=True, slots=True)
class Dues:
    """All dues of one warehouse. rows: by hop and code. rules: by hop, where the election's rules name a day."""

    hops: tuple[str, ...]
    regency: str
    rows: Mapping[tuple[str, str], datetime]
    rules: Mapping[str, datetime]

    def at(self, hop: str, station: str) -> datetime | None:
        """When the box of a station must be at a hop: the due of its place there, else of the region above."""
        village = station.partition("/")[0]
        for code in _upwards(hop, self.regency, village, station):
            if (hop, code) in self.rows:
                return self.rows[hop, code]
        return self.rules.get(hop)

    def following(self, hop: int, station: str) -> datetime | None:
        """The due of a box of that station which was last signed for at ``hop``; None where nothing is due."""
        found = [due for name in self.hops[hop + 1 :] if (due := self.at(name, station)) is not None]
        return min(found, default=None)


def _upwards(hop: str, regency: str, village: str, station: str) -> tuple[str, ...]:
    """The codes that can carry a due of a hop, the nearest first."""
    match hop:
        case Hop.DISTRICT | Hop.BACK_DISTRICT:
            return (village[:8], regency)
        case Hop.VILLAGE:
            return (village, village[:8], regency)
        case Hop.STATION:
            return (station, village, village[:8], regency)
        case _:
            return (regency,)


def due_codes(hop: str, regency: str, station: str) -> tuple[str, ...]:
    """The codes for which a due of a hop can be set, for a station below the regency."""
    return _upwards(hop, regency, station.partition("/")[0], station)


def ruled_dues(election: Election) -> dict[str, datetime]:
    """What the rules of the election say: by the end of the day. Needs ``region`` loaded."""
    zone = zone_of(election.region.code)
    return {
        str(hop.key): datetime.combine(
            election.voting_day + timedelta(days=hop.deadline_offset), time(23, 59, 59), zone
        )
        for hop in ruleset_of(election).hops
        if hop.deadline_offset is not None and hop.key in Hop.values
    }


def dues_of(warehouse: Warehouse) -> Dues:
    """Needs ``region`` and ``election__region`` loaded."""
    rows = HopDue.objects.filter(warehouse=warehouse).values_list("hop", "code", "due_at")
    return Dues(
        tuple(warehouse.hops),
        warehouse.region.code,
        {(hop, code): due for hop, code, due in rows},
        ruled_dues(warehouse.election),
    )


def refresh_dues(warehouse: Warehouse, boxes: QuerySet[Box] | None = None) -> int:
    """Write ``due_at`` of the boxes (all of the warehouse by default) anew where it differs; returns how many.

    ``due_at`` follows from the dues and the place of a box, so it is no fact of its own.
    """
    dues = dues_of(warehouse)
    wanted = Box.objects.filter(warehouse=warehouse) if boxes is None else boxes
    known: dict[tuple[int, str], datetime | None] = {}
    by_due: dict[datetime | None, list[int]] = {}
    for pk, hop, station, was in wanted.exclude(state=BoxState.VOID).values_list("pk", "hop", "station_code", "due_at"):
        if (hop, station) not in known:
            known[hop, station] = dues.following(hop, station)
        if (due := known[hop, station]) != was:
            by_due.setdefault(due, []).append(pk)
    for due, keys in by_due.items():
        for start in range(0, len(keys), _BATCH):
            Box.objects.filter(pk__in=keys[start : start + _BATCH]).update(due_at=due)
    return sum(len(keys) for keys in by_due.values())
