"""A problem with something added to it, so that a repair can be tried out and not only proposed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from siaga.engines.distribution.plan import Repair, RepairKind
from siaga.engines.distribution.problem import DAY, Problem, Road, Site, VehicleClass


def applied(problem: Problem, repair: Repair, sites: Collection[str]) -> Problem:
    """The problem as it is once the repair is made; sites: what the shortage names."""
    match repair.kind:
        case RepairKind.VEHICLE:
            return _with_vehicles(problem, repair)
        case RepairKind.DAY:
            rules = replace(problem.rules, first_day=problem.rules.first_day - repair.amount)
            return replace(problem, rules=rules)
        case RepairKind.HOURS:
            return replace(problem, vehicles=tuple(_longer(v, repair) for v in problem.vehicles))
        case RepairKind.WINDOW:
            return replace(
                problem, sites=tuple(_wider(s, repair.amount) if s.id in sites else s for s in problem.sites)
            )
        case RepairKind.ROAD:
            return _with_roads(problem, sites)
        case RepairKind.ESCORT:
            escorts = problem.rules.escorts_per_day
            more = None if escorts is None else escorts + repair.amount
            return replace(problem, rules=replace(problem.rules, escorts_per_day=more))


def _with_vehicles(problem: Problem, repair: Repair) -> Problem:
    """More of a class at its hub; of a class of another hub as many as a class of their own."""
    own = next((v for v in problem.vehicles if v.id == repair.vehicle and v.depot == repair.hub), None)
    if own is not None:
        more = replace(own, count=own.count + repair.amount)
        return replace(problem, vehicles=tuple(more if v is own else v for v in problem.vehicles))
    other = next(v for v in problem.vehicles if v.id == repair.vehicle)
    moved = replace(other, id=f"{other.id}@{repair.hub}", depot=repair.hub, count=repair.amount)
    return replace(problem, vehicles=(*problem.vehicles, moved))


def _longer(vehicle: VehicleClass, repair: Repair) -> VehicleClass:
    """A later end of the shift, and as much more driving where hours of driving are limited."""
    if vehicle.depot != repair.hub or (repair.vehicle and vehicle.id != repair.vehicle):
        return vehicle
    limit = vehicle.max_drive_minutes
    return replace(
        vehicle,
        shift_end=min(DAY, vehicle.shift_end + repair.amount),
        max_drive_minutes=None if limit is None else limit + repair.amount,
    )


def _wider(site: Site, minutes: int) -> Site:
    windows = tuple((max(0, opens - minutes), min(DAY, closes + minutes)) for opens, closes in site.windows)
    return replace(site, windows=windows)


def _with_roads(problem: Problem, sites: Collection[str]) -> Problem:
    """Closed ways to these places open; without closed ones: their last stretch can be used by all on land."""
    closed = frozenset(pair for pair in problem.closed if not (set(pair) & set(sites)))
    if closed != problem.closed:
        return replace(problem, closed=closed)
    eased = tuple(replace(s, access=Road.ASPHALT) if s.id in sites else s for s in problem.sites)
    return replace(problem, sites=eased)


def reduced(problem: Problem, left: Mapping[str, int]) -> Problem:
    """Without so many boxes of these sites."""
    return replace(problem, sites=tuple(_less(site, left.get(site.id, 0)) for site in problem.sites))


def only(problem: Problem, boxes: Mapping[str, int]) -> tuple[Site, ...]:
    """These sites, with these numbers of boxes."""
    return tuple(_less(site, site.boxes - boxes[site.id]) for site in problem.sites if boxes.get(site.id, 0) > 0)


def _less(site: Site, boxes: int) -> Site:
    if boxes <= 0:
        return site
    left = max(0, site.boxes - boxes)
    return replace(site, boxes=left, kg=round(site.kg * left / site.boxes, 6) if site.boxes else 0.0)
