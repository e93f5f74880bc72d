"""What the start page shows, read in a bounded number of queries whatever the region's size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

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
    """Valid regions below one's own, by level; None where that level is not below it."""

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


def _valid(today: date) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gte=today)


def picture(actor: Actor, region: Region | None, election: Election | None, today: date) -> Picture:
    """The picture of a region for an actor on a day."""
    regions = visible_regions(actor).filter(_valid(today))
    if region is not None:
        regions = regions.filter(below(region.code))
    levels: dict[int, int] = dict(
        regions.order_by().values_list("level").annotate(n=Count("pk")).values_list("level", "n")
    )
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
        below=RegionCounts(levels.get(Level.REGENCY, 0), levels.get(Level.DISTRICT, 0), levels.get(Level.VILLAGE, 0)),
        stations=counts,
        children=_children(actor, region, election, today) if region is not None else [],
        agencies=_agencies(actor, region),
        support=support_counts(actor, today) if not scope_of(actor, Verb.SUPPORT_VIEW).nothing else None,
        units=_units(actor, election),
        drawable=region is not None
        and RegionBoundary.objects.filter(Q(region=region) | Q(region__parent=region)).exists(),
    )


def _children(actor: Actor, region: Region, election: Election | None, today: date) -> list[ChildLine]:
    if region.level == Level.VILLAGE:
        return []
    children = list(
        visible_regions(actor)
        .filter(_valid(today), parent=region)
        .annotate(parts=Count("children", filter=Q(children__valid_to__isnull=True) | Q(children__valid_to__gte=today)))
        .order_by("code")[:MOST_CHILDREN]
    )
    counts = counts_by_child(actor, election, region) if election is not None else {}
    return [ChildLine(child, child.parts, counts.get(child.code, StationCounts())) for child in children]


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
