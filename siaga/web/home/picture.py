"""What the start page shows, read in a bounded number of queries whatever the region's size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from siaga.access import Actor, Verb, scope_of
from siaga.desk.access import agencies_for
from siaga.desk.queries.support import SupportCounts, support_counts
from siaga.elections.models import Election, PollingStation
from siaga.elections.queries import (
    Calendar,
    StationCounts,
    calendar,
    counts_by_child,
    station_counts,
    visible_stations,
)
from siaga.wilayah.access import below, visible_regions
from siaga.wilayah.models import Level, Region, RegionBoundary
from siaga.wilayah.queries import children_of, counts_below

MOST_CHILDREN = 600
MOST_UNITS = 50


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One part of the region with its counts in the current election."""

    region: Region
    villages: int
    counts: StationCounts


@dataclass(frozen=True, slots=True)
class RegionCounts:
    """Regions in force below one's own, by level."""

    regencies: int
    districts: int
    villages: int


@dataclass(frozen=True, slots=True)
class Picture:
    """region: None on an installation without regions. Parts that the actor may not see are None."""

    region: Region | None
    election: Election | None
    calendar: Calendar | None
    below: RegionCounts
    stations: StationCounts | None
    children: list[ChildLine]
    agencies: int | None
    support: SupportCounts | None
    units: list[PollingStation]
    drawable: bool


def picture(
    actor: Actor, region: Region | None, election: Election | None, today: date, *, parts: bool = True
) -> Picture:
    """The picture of a region for an actor on a day. parts: whether with the regions below it."""
    sees_stations = not scope_of(actor, Verb.STATION_VIEW).nothing
    counts = (
        station_counts(actor, election, region.code if region else "")
        if election is not None and sees_stations
        else None
    )
    return Picture(
        region=region,
        election=election,
        calendar=calendar(actor, election, today) if election is not None else None,
        below=_below(actor, region),
        stations=counts,
        children=_children(actor, region, election) if region is not None and parts else [],
        agencies=_agencies(actor, region),
        support=support_counts(actor, today) if not scope_of(actor, Verb.SUPPORT_VIEW).nothing else None,
        units=_units(actor, election),
        drawable=region is not None
        and RegionBoundary.objects.filter(Q(region=region) | Q(region__parent=region)).exists(),
    )


def _below(actor: Actor, region: Region | None) -> RegionCounts:
    """Regions in force below one's own; without a region, whether there are any at all (0 or 1)."""
    if region is None:
        return RegionCounts(0, 0, int(visible_regions(actor).filter(level=Level.VILLAGE, valid_to=None).exists()))
    levels = counts_below(actor, region)
    return RegionCounts(levels.get(Level.REGENCY, 0), levels.get(Level.DISTRICT, 0), levels.get(Level.VILLAGE, 0))


def _children(actor: Actor, region: Region, election: Election | None) -> list[ChildLine]:
    children = children_of(actor, region).filter(valid_to=None).order_by("code")[:MOST_CHILDREN]
    counts = counts_by_child(actor, election, region) if election is not None else {}
    return [
        ChildLine(child, getattr(child, "villages_count", 0), counts.get(child.code, StationCounts()))
        for child in children
    ]


def _agencies(actor: Actor, region: Region | None) -> int | None:
    if scope_of(actor, Verb.AGENCY_VIEW).nothing:
        return None
    found: Any = agencies_for(actor).filter(closed_on=None)
    return int(found.filter(below(region.code, "region__")).count() if region else found.count())


def _units(actor: Actor, election: Election | None) -> list[PollingStation]:
    """The stations that were assigned to a field officer."""
    assigned = {unit for grant in actor.grants for unit in grant.units}
    if not assigned or election is None:
        return []
    return list(visible_stations(actor, election).select_related("village__parent")[:MOST_UNITS])
