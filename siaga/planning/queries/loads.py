"""How many boxes, of what weight, still have to be brought to each TPS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from siaga.elections.models import Election, PollingStation
from siaga.elections.queries import ruleset_of
from siaga.logistics.models import Box, BoxState
from siaga.logistics.standard import ballots_of
from siaga.wilayah.models import Region


@dataclass(frozen=True, slots=True)
class StationLoad:
    """boxes: still to bring; kg of those that were weighed, unweighed: how many were not. lat, lon: of the TPS."""

    code: str
    village: str
    boxes: int
    kg: float
    unweighed: int
    lat: float | None
    lon: float | None

    def weight(self, box_kg: float) -> float:
        return self.kg + self.unweighed * box_kg


@dataclass(slots=True)
class Loads:
    """stations: by village code. counted: TPS whose boxes were counted by the ruleset, ``per_station`` each.

    left: boxes that have left the warehouse already.
    """

    stations: dict[str, list[StationLoad]] = field(default_factory=dict)
    counted: int = 0
    per_station: int = 0
    left: int = 0
    unweighed: int = 0


def loads_of(election: Election, region: Region) -> Loads:
    """Of all TPS of a regency. Boxes that are made count as they are; else one for each ballot type."""
    loads = Loads(per_station=len(ballots_of(ruleset_of(election), region.code)))
    real = {
        row["station_code"]: row
        for row in Box.objects.filter(warehouse__election=election, warehouse__region=region)
        .exclude(state=BoxState.VOID)
        .values("station_code")
        .annotate(
            all=Count("id"),
            here=Count("id", filter=Q(hop=0, moving=False)),
            weighed=Count("id", filter=Q(hop=0, moving=False, kg__isnull=False)),
            kg=Sum("kg", filter=Q(hop=0, moving=False)),
        )
        .order_by("station_code")
    }
    rows: Sequence[tuple[str, str, float | None, float | None]] = list(
        PollingStation.objects.filter(election=election, regency_code=region.code)
        .order_by("code")
        .values_list("code", "village_code", "lat", "lon")
    )
    for code, village, lat, lon in rows:
        row = real.get(code)
        if row is None:
            load = StationLoad(code, village, loads.per_station, 0.0, loads.per_station, lat, lon)
            loads.counted += 1
        else:
            load = StationLoad(code, village, row["here"], row["kg"] or 0.0, row["here"] - row["weighed"], lat, lon)
            loads.left += row["all"] - row["here"]
        loads.unweighed += load.unweighed
        loads.stations.setdefault(village, []).append(load)
    return loads
