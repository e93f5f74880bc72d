"""The places that a regency distributes to, with what is not known of them yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from siaga.access import Actor, Verb, require
from siaga.elections.models import Election
from siaga.planning.models import PlanKind, Site, SiteKind, Tier, plan_place
from siaga.planning.queries.loads import loads_of
from siaga.wilayah.models import Level, Region

POSITIONS = ("tepat", "perkiraan", "belum")


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One place. site None: nobody has said anything of it. position: of ``POSITIONS``."""

    code: str
    name: str
    group: str
    kind: str
    boxes: int
    site: Site | None
    lat: float | None
    lon: float | None
    position: str

    @property
    def access(self) -> str:
        return self.site.access if self.site else ""

    @property
    def tier(self) -> str:
        """Whom it is brought to; empty for a place that serves others."""
        if self.kind != SiteKind.SITE:
            return ""
        if "/" in self.code:
            return Tier.STATION
        return Tier.DISTRICT if len(self.code) == len("16.72.01") else Tier.VILLAGE

    @property
    def remote(self) -> bool:
        return bool(self.site and self.site.remote)

    @property
    def via(self) -> str:
        return self.site.via if self.site else ""


@dataclass(frozen=True, slots=True)
class Missing:
    """How much is not known: villages without position, on an estimated one, without a road class."""

    positions: int = 0
    estimated: int = 0
    access: int = 0
    villages: int = 0


def site_lines(actor: Actor, election: Election, region: Region) -> list[SiteLine]:
    """Villages with TPS, then every place with facts of its own. Raises Refused."""
    require(actor, Verb.PLAN_VIEW, plan_place(PlanKind.DISTRIBUTION, region.code))
    loads = loads_of(election, region)
    kept = {
        site.code: site
        for site in Site.objects.filter(election=election, region__regency_code=region.code).select_related("region")
    }
    regions = {
        one.code: one
        for one in Region.objects.filter(regency_code=region.code, level__in=(Level.DISTRICT, Level.VILLAGE))
    }
    lines = [
        _line(site, site.name or site.get_kind_display(), site.region, site, 0)
        for site in kept.values()
        if site.kind != SiteKind.SITE
    ]
    for code, stations in sorted(loads.stations.items()):
        village = regions.get(code)
        if village is None:
            continue
        lines.append(_line(village, village.title, village, kept.get(code), sum(one.boxes for one in stations)))
        lines += [
            _line(kept[one.code], f"TPS {one.code[-3:]} {village.name}", village, kept[one.code], one.boxes)
            for one in stations
            if one.code in kept
        ]
    lines += [
        _line(site, f"PPK {site.region.name}", site.region, site, 0)
        for site in kept.values()
        if site.kind == SiteKind.SITE and site.region.level == Level.DISTRICT
    ]
    names = {code: one.title for code, one in regions.items()}
    return [
        SiteLine(
            line.code, line.name, names.get(line.group, region.title), line.kind, line.boxes, line.site, line.lat,
            line.lon, line.position,
        )
        for line in lines
    ]  # fmt: skip


def _line(of: Site | Region, name: str, region: Region, site: Site | None, boxes: int) -> SiteLine:
    if site is not None and site.lat is not None:
        lat, lon, position = site.lat, site.lon, "tepat"
    elif region.lat is not None:
        lat, lon, position = region.lat, region.lon, "perkiraan"
    else:
        lat, lon, position = None, None, "belum"
    kind = site.kind if site else SiteKind.SITE.value
    return SiteLine(of.code, name, region.district_code or region.code, kind, boxes, site, lat, lon, position)


def missing_of(lines: Sequence[SiteLine]) -> Missing:
    villages = [line for line in lines if line.tier == Tier.VILLAGE]
    return Missing(
        positions=sum(line.position == "belum" for line in villages),
        estimated=sum(line.position == "perkiraan" for line in villages),
        access=sum(line.site is None for line in villages),
        villages=len(villages),
    )
