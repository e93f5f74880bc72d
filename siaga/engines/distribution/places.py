"""The places and vehicles of a problem by id, and who may come where."""

from __future__ import annotations

from dataclasses import dataclass

from siaga.engines.distribution.problem import Hub, HubKind, Problem, Road, Site, VehicleClass


@dataclass(frozen=True, slots=True)
class Place:
    """A site or a hub as a stop sees it."""

    id: str
    access: Road
    service: int
    windows: tuple[tuple[int, int], ...]
    hub: str
    remote: bool = False
    first_day: int | None = None
    last_day: int | None = None


class Places:
    """The problem by id."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rules = problem.rules
        self.hubs: dict[str, Hub] = {hub.id: hub for hub in problem.hubs}
        self.sites: dict[str, Site] = {site.id: site for site in problem.sites}
        self.vehicles: dict[str, VehicleClass] = {vehicle.id: vehicle for vehicle in problem.vehicles}
        self.all: dict[str, Place] = {hub.id: _place_of_hub(hub) for hub in problem.hubs}
        self.all.update((site.id, _place_of_site(site)) for site in problem.sites)

    def is_origin(self, hub: str, place: Place) -> bool:
        """Whether a place is served from this hub; without one of its own, from any depot."""
        if place.hub:
            return place.hub == hub
        return hub in self.hubs and not self.hubs[hub].hub

    def can_use(self, vehicle: VehicleClass, place: str) -> bool:
        """Whether a vehicle may come to a place at all; boats come to crossings, and everyone comes home."""
        at = self.all[place]
        if at.access in vehicle.access or place == vehicle.depot:
            return True
        hub = self.hubs.get(place)
        return hub is not None and hub.kind is HubKind.CROSSING and Road.BOAT in vehicle.access

    def passed_on(self) -> dict[str, tuple[int, float]]:
        """Boxes and kilograms that each hub passes on in all, to its sites and to the hubs behind it."""
        total = dict.fromkeys(self.hubs, (0, 0.0))
        for site in self.problem.sites:
            at, seen = site.hub, set[str]()
            while at in total and at not in seen:
                seen.add(at)
                boxes, kg = total[at]
                total[at] = (boxes + site.boxes, kg + site.kg)
                at = self.hubs[at].hub
        return total


def _place_of_hub(hub: Hub) -> Place:
    return Place(hub.id, hub.access, hub.service_minutes, ((hub.opens, hub.closes),), hub.hub)


def _place_of_site(site: Site) -> Place:
    windows = tuple(sorted(site.windows))
    return Place(
        site.id,
        site.access,
        site.service_minutes,
        windows,
        site.hub,
        site.remote,
        site.first_day,
        site.last_day,
    )
