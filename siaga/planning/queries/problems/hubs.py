"""Depots, crossings, places of transfer and PPK that pass on: what exists, how it is named, who is supplied by whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from siaga.engines.distribution.problem import Hub, HubKind, Road, VehicleClass
from siaga.engines.distribution.problem import Site as Stop
from siaga.logistics.models import Warehouse
from siaga.planning.assumptions import Assumption
from siaga.planning.models import Site, SiteKind, Vehicle
from siaga.planning.options import Options
from siaga.planning.queries.problems.places import Places, Point, km
from siaga.wilayah.models import Level


class Hubs:
    """all: by code. aliases: every way in which vehicles and files name one → its code."""

    def __init__(self, places: Places, options: Options, vehicles: Sequence[Vehicle]) -> None:
        self.places, self.options, self.rows = places, options, vehicles
        self.all: dict[str, Hub] = {}
        self.aliases: dict[str, str] = {}
        self._depots()
        self._crossings()
        self._districts()

    def _depots(self) -> None:
        for site in self.places.kept.values():
            if site.kind == SiteKind.DEPOT:
                self._add(self._hub(site, HubKind.DEPOT))
        if not self.all:
            house = Warehouse.objects.filter(election=self.places.election, region=self.places.region).first()
            point = (house.lat, house.lon) if house and house.lat is not None else None
            if point is None:
                point = self.places.point(self.places.region) or self.places.middle()
                self.places.notes.assumptions.append(Assumption("depot_position"))
                self.places.notes.estimated.add("gudang")
            name = house.name if house else _("Gudang KPU")
            self._add(Hub("gudang", name, point[0], point[1] or 0.0, HubKind.DEPOT))
        main = next(iter(self.all))
        for alias in ("", "gudang", "depot", self.places.region.code, self.places.region.name.casefold()):
            self.aliases.setdefault(alias, main)

    def _crossings(self) -> None:
        for site in self.places.kept.values():
            if site.kind in (SiteKind.CROSSING, SiteKind.TRANSFER):
                self._add(self._hub(site, HubKind.CROSSING if site.kind == SiteKind.CROSSING else HubKind.TRANSFER))

    def _districts(self) -> None:
        """PPK that store and pass on: all of them, or those that have vehicles of their own."""
        bases = {row.depot.strip().casefold() for row in self.rows if row.depot}
        for code, district in self.places.regions.items():
            if district.level != Level.DISTRICT or self.options.tier == "ppk" or self.options.via == "langsung":
                continue
            if self.options.via == "ppk" or code in bases or district.name.casefold() in bases:
                site = self.places.kept.get(code)
                point = self.places.place(code, district, site)
                self._add(
                    Hub(
                        code,
                        _("PPK %(name)s") % {"name": district.name},
                        *point,
                        kind=HubKind.DISTRICT,
                        access=Road(site.access) if site else Road.ASPHALT,
                        service_minutes=site.service_minutes if site and site.service_minutes is not None else 30,
                        group=code,
                    )
                )
                self.aliases.setdefault(district.name.casefold(), code)

    def _hub(self, site: Site, kind: HubKind) -> Hub:
        region = site.region
        point = self.places.place(site.code, region, site)
        return Hub(
            site.code,
            site.name or f"{site.get_kind_display()} {region.name}",
            *point,
            kind=kind,
            hub=site.via,
            access=Road(site.access),
            service_minutes=site.service_minutes if site.service_minutes is not None else 30,
            opens=site.window_start if site.window_start is not None else 0,
            closes=site.window_end if site.window_end is not None else 1440,
            departures=tuple(site.departures) if kind is HubKind.CROSSING else (),
            group=region.district_code,
        )

    def _add(self, hub: Hub) -> None:
        self.all[hub.id] = hub
        self.aliases[hub.id.casefold()] = hub.id
        if hub.name:
            self.aliases.setdefault(hub.name.casefold(), hub.id)

    def hub_of(self, code: str, group: str, point: Point) -> str:
        """Where a place is supplied from: what it is reached through, its PPK, or the nearest depot."""
        site = self.places.kept.get(code) or self.places.kept.get(code.partition("/")[0])
        if site and site.via and site.via in self.all:
            return site.via
        if group in self.all and group != code:
            return group
        depots = [hub for hub in self.all.values() if hub.kind is HubKind.DEPOT]
        if len(depots) > 1:
            self.places.notes.note("depot_nearest", self.places.name(code))
        return min(depots, key=lambda hub: (km(point, (hub.lat, hub.lon)), hub.id)).id

    def supply(self) -> None:
        """Where each hub that is no depot is supplied from."""
        for hub in list(self.all.values()):
            if hub.kind is HubKind.DEPOT:
                continue
            known = hub.hub if hub.hub in self.all and hub.hub != hub.id else ""
            self.all[hub.id] = replace(hub, hub=known or self.hub_of(hub.id, hub.group, (hub.lat, hub.lon)))

    def used(self, stops: Iterable[Stop], vehicles: Iterable[VehicleClass]) -> set[str]:
        used = {stop.hub for stop in stops} | {vehicle.depot for vehicle in vehicles}
        waiting = list(used)
        while waiting:
            above = self.all[waiting.pop()].hub
            if above and above not in used:
                used.add(above)
                waiting.append(above)
        return used
