"""The places of a regency: what is known of them, what they are called, where they lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from siaga.elections.models import Election
from siaga.planning.errors import NothingToPlan
from siaga.planning.models import Site, SiteKind
from siaga.planning.queries.loads import Loads, StationLoad
from siaga.planning.queries.problems.notes import Notes
from siaga.wilayah.models import Level, Region

Point = tuple[float, float]


class Places:
    """kept: facts of places by code. regions: districts and villages by code."""

    def __init__(self, election: Election, region: Region, loads: Loads, notes: Notes) -> None:
        self.election, self.region, self.loads, self.notes = election, region, loads, notes
        self.kept = {
            one.code: one
            for one in Site.objects.filter(election=election, region__regency_code=region.code).select_related("region")
        } | {
            one.code: one
            for one in Site.objects.filter(election=election, region__level=Level.PROVINCE).select_related("region")
            if one.kind == SiteKind.DEPOT
        }
        below = Region.objects.filter(regency_code=region.code, level__in=(Level.DISTRICT, Level.VILLAGE))
        self.regions = {one.code: one for one in below.order_by("code")}

    def name(self, code: str) -> str:
        village, slash, digits = code.partition("/")
        region = self.regions.get(village)
        site = self.kept.get(code)
        if site and site.name:
            return site.name
        if region is None:
            return code
        if slash:
            return f"TPS {digits} {region.name}"
        return _("PPK %(name)s") % {"name": region.name} if region.level == Level.DISTRICT else region.title

    def place(self, code: str, region: Region | None, site: Site | None, stations: Sequence[StationLoad] = ()) -> Point:
        """Where a place lies, from the best that is known; what is not known exactly is noted."""
        if site and site.lat is not None and site.lon is not None:
            return (site.lat, site.lon)
        self.notes.estimated.add(code)
        located = [(one.lat, one.lon) for one in stations if one.lat is not None and one.lon is not None]
        if located:
            if len(stations) == 1:
                self.notes.estimated.discard(code)
            else:
                self.notes.note("position_stations", self.name(code))
            return _mean(located)
        if region is not None and (point := self.point(region)):
            self.notes.note("position_region", self.name(code))
            return point
        self.notes.note("position_parent", self.name(code))
        above = self.regions.get(code[:8])
        return (above and self.point(above)) or self.point(self.region) or self.middle()

    @staticmethod
    def point(region: Region) -> Point | None:
        return None if region.lat is None or region.lon is None else (region.lat, region.lon)

    def middle(self) -> Point:
        points = [point for one in self.regions.values() if (point := self.point(one))]
        points += [(one.lat, one.lon) for one in self.kept.values() if one.lat is not None and one.lon is not None]
        points += [
            (one.lat, one.lon)
            for stations in self.loads.stations.values()
            for one in stations
            if one.lat is not None and one.lon is not None
        ]
        if not points:
            raise NothingToPlan(
                _("Belum ada satu pun posisi di %(region)s.") % {"region": self.region.title},
                _("Impor lokasi distribusi dengan lintang dan bujur, atau wilayah dengan titik tengahnya."),
            )
        return _mean(points)


def _mean(points: Sequence[tuple[Any, Any]]) -> Point:
    return (sum(lat for lat, _lon in points) / len(points), sum(lon for _lat, lon in points) / len(points))


def km(one: Point, other: Point) -> float:
    """Great-circle distance."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0176 * math.asin(min(1.0, math.sqrt(half)))
