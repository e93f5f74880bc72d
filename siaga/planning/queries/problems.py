"""From what the desk knows to a distribution problem of the engine, with every assumption that it took."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from siaga.access import Actor, Problem, Verb, require
from siaga.elections.models import Election
from siaga.elections.queries import ruleset_of
from siaga.engines.distribution.problem import (
    DETOUR,
    SPEED_KMH,
    Estimates,
    Hub,
    HubKind,
    MatrixRow,
    Road,
    Rules,
    VehicleClass,
)
from siaga.engines.distribution.problem import Problem as Distribution
from siaga.engines.distribution.problem import Site as Stop
from siaga.logistics.models import Warehouse
from siaga.planning.assumptions import Assumption, about
from siaga.planning.importing.matrix import MatrixLine, unpacked
from siaga.planning.models import PlanKind, Site, SiteKind, TravelMatrix, Vehicle, plan_place
from siaga.planning.options import Options
from siaga.planning.queries.loads import Loads, StationLoad, loads_of
from siaga.planning.roads import roads_are_ready
from siaga.planning.words import clock_text, day_mark
from siaga.wilayah.models import Level, Region

WINDOW = (360, 1080)
"""When a place without hours of its own takes boxes in."""
RAIN: Mapping[Road, float] = {
    Road.ASPHALT: 0.85,
    Road.GRAVEL: 0.7,
    Road.FOUR_WHEEL: 0.5,
    Road.MOTORBIKE: 0.6,
    Road.BOAT: 0.8,
    Road.FOOT: 0.7,
}
"""Speed in the rain ÷ speed in the dry: working values of ours, to be calibrated per regency."""

Point = tuple[float, float]


class NothingToPlan(Problem):
    """Without this no plan can be computed."""

    code = "plan_inputs"


@dataclass(slots=True)
class Inputs:
    """What a plan is computed from. estimated: ids of places whose position is only estimated."""

    problem: Distribution
    options: Options
    assumptions: list[Assumption] = field(default_factory=list)
    estimated: set[str] = field(default_factory=set)


def default_options(election: Election) -> Options:
    """What the form starts with: everything is there on the day that the ruleset says."""
    last = next((hop.deadline_offset for hop in ruleset_of(election).hops if hop.key == "tps"), None)
    last = -1 if last is None else last
    return Options(first_day=last - 6, last_day=last)


def problem_of(
    actor: Actor,
    election: Election,
    region: Region,
    options: Options,
    *,
    vehicles: Sequence[Vehicle] | None = None,
    matrix: Sequence[MatrixLine] | None = None,
) -> Inputs:
    """The problem of a regency. vehicles, matrix: instead of those that are kept.

    Raises Refused, BadOption, NothingToPlan.
    """
    require(actor, Verb.PLAN_VIEW, plan_place(PlanKind.DISTRIBUTION, region.code))
    options.check()
    if region.level != Level.REGENCY:
        raise NothingToPlan(_("Rencana distribusi dibuat per kabupaten/kota."), _("Pilih kabupaten/kotanya."))
    if vehicles is None:
        vehicles = list(Vehicle.objects.filter(election=election, region=region).order_by("vehicle_id"))
    if not vehicles:
        raise NothingToPlan(
            _("Belum ada kendaraan untuk %(region)s.") % {"region": region.title},
            _("Impor atau tambahkan kendaraan lebih dulu."),
        )
    loads = loads_of(election, region)
    if not loads.stations:
        raise NothingToPlan(
            _("%(region)s belum punya TPS pada pemilihan ini.") % {"region": region.title}, _("Impor TPS lebih dulu.")
        )
    return _Builder(election, region, options, vehicles, loads).built(matrix)


class _Builder:
    """Puts the parts together; each step adds what it assumed."""

    def __init__(
        self, election: Election, region: Region, options: Options, vehicles: Sequence[Vehicle], loads: Loads
    ) -> None:
        self.election, self.region, self.options = election, region, options
        self.rows, self.loads = vehicles, loads
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
        self.assumptions: list[Assumption] = []
        self.noted: dict[str, list[str]] = {}
        self.hubs: dict[str, Hub] = {}
        self.aliases: dict[str, str] = {}
        self.estimated: set[str] = set()

    def built(self, matrix: Sequence[MatrixLine] | None) -> Inputs:
        self._depots()
        self._crossings()
        self._districts()
        stops = self._stops()
        if not stops:
            raise NothingToPlan(
                _("Semua kotak sudah keluar dari gudang."), _("Tidak ada lagi yang perlu direncanakan.")
            )
        vehicles = self._vehicles()
        stops = [replace(stop, hub=self._hub_of(stop.id, stop.group, (stop.lat, stop.lon))) for stop in stops]
        self._supply()
        used = self._used(stops, vehicles)
        hubs = tuple(hub for hub in self.hubs.values() if hub.id in used)
        places = {hub.id for hub in hubs} | {stop.id for stop in stops}
        rows = self._matrix(matrix, places)
        problem = Distribution(
            hubs=hubs,
            sites=tuple(stops),
            vehicles=tuple(vehicles),
            rules=self._rules(),
            matrix=tuple(rows),
            estimates=self._estimates(),
        )
        self._tell()
        return Inputs(problem, self.options, self.assumptions, self.estimated & places)

    # Places --------------------------------------------------------------------------------------------------------

    def _depots(self) -> None:
        for site in self.kept.values():
            if site.kind == SiteKind.DEPOT:
                self._add(self._hub(site, HubKind.DEPOT))
        if not self.hubs:
            house = Warehouse.objects.filter(election=self.election, region=self.region).first()
            point = (house.lat, house.lon) if house and house.lat is not None else None
            if point is None:
                point = self._point(self.region) or self._middle()
                self.assumptions.append(Assumption("depot_position"))
                self.estimated.add("gudang")
            name = house.name if house else _("Gudang KPU")
            self._add(Hub("gudang", name, point[0], point[1] or 0.0, HubKind.DEPOT))
        main = next(iter(self.hubs))
        for alias in ("", "gudang", "depot", self.region.code, self.region.name.casefold()):
            self.aliases.setdefault(alias, main)

    def _crossings(self) -> None:
        for site in self.kept.values():
            if site.kind in (SiteKind.CROSSING, SiteKind.TRANSFER):
                self._add(self._hub(site, HubKind.CROSSING if site.kind == SiteKind.CROSSING else HubKind.TRANSFER))

    def _districts(self) -> None:
        """PPK that store and pass on: all of them, or those that have vehicles of their own."""
        bases = {row.depot.strip().casefold() for row in self.rows if row.depot}
        for code, district in self.regions.items():
            if district.level != Level.DISTRICT or self.options.tier == "ppk" or self.options.via == "langsung":
                continue
            if self.options.via == "ppk" or code in bases or district.name.casefold() in bases:
                site = self.kept.get(code)
                point = self._place(code, district, site)
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
        point = self._place(site.code, region, site)
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
        self.hubs[hub.id] = hub
        self.aliases[hub.id.casefold()] = hub.id
        if hub.name:
            self.aliases.setdefault(hub.name.casefold(), hub.id)

    def _hub_of(self, code: str, group: str, point: Point) -> str:
        """Where a place is supplied from: what it is reached through, its PPK, or the nearest depot."""
        site = self.kept.get(code) or self.kept.get(code.partition("/")[0])
        if site and site.via and site.via in self.hubs:
            return site.via
        if group in self.hubs and group != code:
            return group
        depots = [hub for hub in self.hubs.values() if hub.kind is HubKind.DEPOT]
        if len(depots) > 1:
            self._note("depot_nearest", self._name(code))
        return min(depots, key=lambda hub: (_km(point, (hub.lat, hub.lon)), hub.id)).id

    def _supply(self) -> None:
        for hub in list(self.hubs.values()):
            if hub.kind is HubKind.DEPOT:
                continue
            known = hub.hub if hub.hub in self.hubs and hub.hub != hub.id else ""
            self.hubs[hub.id] = replace(hub, hub=known or self._hub_of(hub.id, hub.group, (hub.lat, hub.lon)))

    def _used(self, stops: Iterable[Stop], vehicles: Iterable[VehicleClass]) -> set[str]:
        used = {stop.hub for stop in stops} | {vehicle.depot for vehicle in vehicles}
        waiting = list(used)
        while waiting:
            above = self.hubs[waiting.pop()].hub
            if above and above not in used:
                used.add(above)
                waiting.append(above)
        return used

    # What is brought where -----------------------------------------------------------------------------------------

    def _stops(self) -> list[Stop]:
        groups: dict[str, list[StationLoad]] = {}
        for village, stations in self.loads.stations.items():
            for one in stations:
                if not one.boxes:
                    continue
                alone = self.options.tier == "tps" or (self.options.tier == "desa" and one.code in self.kept)
                code = one.code if alone else village[:8] if self.options.tier == "ppk" else village
                groups.setdefault(code, []).append(one)
        return [self._stop(code, stations) for code, stations in sorted(groups.items())]

    def _stop(self, code: str, stations: Sequence[StationLoad]) -> Stop:
        village = code.partition("/")[0]
        region = self.regions.get(village)
        site = self.kept.get(code)
        facts = site or self.kept.get(village)
        boxes = sum(one.boxes for one in stations)
        name = self._name(code)
        lat, lon = self._place(code, region, site, stations)
        if facts is None:
            self._note("access", name)
        if facts is None or facts.window_start is None:
            self._note("windows", name)
        if facts is None or facts.service_minutes is None:
            self._note("service", name)
        minutes = facts.service_minutes if facts and facts.service_minutes is not None else 10 + math.ceil(boxes / 2)
        opens = facts.window_start if facts and facts.window_start is not None else WINDOW[0]
        closes = facts.window_end if facts and facts.window_end is not None else WINDOW[1]
        return Stop(
            code,
            name,
            lat,
            lon,
            boxes,
            kg=round(sum(one.weight(self.options.box_kg) for one in stations), 1),
            access=Road(facts.access) if facts else Road.ASPHALT,
            service_minutes=minutes,
            windows=((opens, closes),),
            remote=bool(facts and facts.remote),
            group=village[:8],
            tier="tps" if "/" in code else "ppk" if len(code) == len("16.72.01") else "desa",
        )

    def _name(self, code: str) -> str:
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

    def _place(
        self, code: str, region: Region | None, site: Site | None, stations: Sequence[StationLoad] = ()
    ) -> Point:
        """Where a place lies, from the best that is known; what is not known exactly is noted."""
        if site and site.lat is not None and site.lon is not None:
            return (site.lat, site.lon)
        self.estimated.add(code)
        located = [(one.lat, one.lon) for one in stations if one.lat is not None and one.lon is not None]
        if located:
            if len(stations) == 1:
                self.estimated.discard(code)
            else:
                self._note("position_stations", self._name(code))
            return _mean(located)
        if region is not None and (point := self._point(region)):
            self._note("position_region", self._name(code))
            return point
        self._note("position_parent", self._name(code))
        above = self.regions.get(code[:8])
        return (above and self._point(above)) or self._point(self.region) or self._middle()

    @staticmethod
    def _point(region: Region) -> Point | None:
        return None if region.lat is None or region.lon is None else (region.lat, region.lon)

    def _middle(self) -> Point:
        points = [point for one in self.regions.values() if (point := self._point(one))]
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

    # Vehicles, rules, travel ---------------------------------------------------------------------------------------

    def _vehicles(self) -> list[VehicleClass]:
        found = []
        for row in self.rows:
            depot = self.aliases.get(row.depot.strip().casefold())
            if depot is None:
                raise NothingToPlan(
                    _("Pangkalan “%(depot)s” dari kendaraan %(vehicle)s tidak dikenal.")
                    % {"depot": row.depot, "vehicle": row.vehicle_id},
                    _("Kosongkan, atau pakai kode dari: %(known)s.") % {"known": ", ".join(sorted(self.hubs)[:20])},
                )
            if row.max_hours is None:
                self._note("crew_hours", row.type)
            if not (row.cost_fixed or row.cost_km or row.cost_hour):
                self._note("costs", row.type)
            found.append(
                VehicleClass(
                    row.vehicle_id,
                    row.type,
                    row.count,
                    row.capacity_boxes,
                    frozenset(Road(one) for one in row.access),
                    depot,
                    capacity_kg=row.capacity_kg or 0.0,
                    speed_factor=row.speed_factor,
                    shift_start=row.shift_start,
                    shift_end=row.shift_end,
                    max_drive_minutes=None if row.max_hours is None else round(row.max_hours * 60),
                    cost_fixed=row.cost_fixed,
                    cost_km=row.cost_km,
                    cost_hour=row.cost_hour,
                )
            )
        return found

    def _rules(self) -> Rules:
        one = self.options
        return Rules(
            first_day=one.first_day,
            last_day=one.last_day,
            deadline_minute=one.deadline_minute,
            remote_lead_days=one.remote_lead_days,
            escorts_per_day=one.escorts_per_day,
            load_minutes=one.load_minutes,
            reload_minutes=one.reload_minutes,
        )

    def _estimates(self) -> Estimates:
        if self.options.season != "hujan":
            return Estimates(detour=dict(DETOUR), speed_kmh=dict(SPEED_KMH), rain=dict(RAIN))
        speeds = {road: speed * RAIN[road] for road, speed in SPEED_KMH.items()}
        return Estimates(detour=dict(DETOUR), speed_kmh=speeds, rain={})

    def _matrix(self, lines: Sequence[MatrixLine] | None, places: set[str]) -> list[MatrixRow]:
        if lines is None:
            kept = TravelMatrix.objects.filter(election=self.election, region=self.region).first()
            lines = unpacked(kept.data) if kept else []
        rows: list[MatrixRow] = []
        unknown: dict[str, int] = {}
        for start, end, road, minutes, km in lines:
            ends = [one if one in places else self.aliases.get(one.casefold(), "") for one in (start, end)]
            if not places.issuperset(ends):
                for one, found in zip((start, end), ends, strict=True):
                    if found not in places:
                        unknown[one] = unknown.get(one, 0) + 1
                continue
            rows.append(MatrixRow(ends[0], ends[1], Road(road), math.ceil(minutes), km))
        if unknown:
            skipped = len(lines) - len(rows)
            self.assumptions.append(Assumption("matrix_unknown", skipped, tuple(sorted(unknown)[:8])))
        return rows

    # What was assumed ----------------------------------------------------------------------------------------------

    def _note(self, key: str, name: str) -> None:
        noted = self.noted.setdefault(key, [])
        if name not in noted:
            noted.append(name)

    def _tell(self) -> None:
        loads, options = self.loads, self.options
        if loads.counted:
            self.assumptions.append(Assumption("boxes_ruleset", loads.counted, value=str(loads.per_station)))
        if loads.left:
            self.assumptions.append(Assumption("boxes_left", loads.left))
        if loads.unweighed:
            self.assumptions.append(Assumption("kg", loads.unweighed, value=f"{options.box_kg:g}".replace(".", ",")))
        values = {
            "access": _("aspal"),
            "windows": f"{clock_text(WINDOW[0])}–{clock_text(WINDOW[1])}",
            "service": _("10 menit ditambah setengah menit per kotak"),
        }
        for key, names in self.noted.items():
            self.assumptions += about(key, names, values.get(key, ""))
        if not roads_are_ready():
            self.assumptions.append(Assumption("no_roads"))
        if options.season == "hujan":
            factors = sorted(RAIN.values())
            self.assumptions.append(Assumption("rain", value=f"{factors[0]:g}–{factors[-1]:g}".replace(".", ",")))
        day = self.election.voting_day + timedelta(days=options.last_day)
        self.assumptions.append(
            Assumption(
                "days", value=f"{day_mark(options.last_day)} ({day:%d/%m/%Y}) {clock_text(options.deadline_minute)}"
            )
        )


def _mean(points: Sequence[tuple[Any, Any]]) -> Point:
    return (sum(lat for lat, _lon in points) / len(points), sum(lon for _lat, lon in points) / len(points))


def _km(one: Point, other: Point) -> float:
    """Great-circle distance."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0176 * math.asin(min(1.0, math.sqrt(half)))
