"""A problem turned into what could be done: targets that one unit each may go to, and which stock can go there.

A target covers needs: one station, the stations of a village, or those around a post. Units that can go to the same
targets form one pool, so that a hundred gensets of one warehouse are a number and not a hundred times the same choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from siaga.engines.allocation.distances import km_between
from siaga.engines.allocation.problem import Kind, Need, Problem, Resource, Serving, Site


@dataclass(frozen=True, slots=True)
class Target:
    """Where one unit of a kind may go. covers: indices of needs. km: from each resource (index) that can go there."""

    kind: str
    place: str
    lat: float
    lon: float
    covers: tuple[int, ...]
    km: dict[int, float]


@dataclass(frozen=True, slots=True)
class Pool:
    """Resources (indices) of a kind that can go to exactly the same targets (indices), and how many units they are."""

    kind: str
    resources: tuple[int, ...]
    targets: tuple[int, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Offers:
    """covering: for each need, the targets that cover it; limits: pairs of kinds and their common count."""

    problem: Problem
    targets: tuple[Target, ...]
    pools: tuple[Pool, ...]
    covering: tuple[tuple[int, ...], ...]

    def risk(self, needs: Iterable[int]) -> float:
        return sum(self.problem.needs[need].risk for need in sorted(needs))

    def covered(self, chosen: Iterable[int]) -> set[int]:
        return {need for target in chosen for need in self.targets[target].covers}

    def without_waste(self, chosen: Iterable[int]) -> list[int]:
        """The same covering without the targets that add nothing to the others, the least useful dropped first."""
        kept = set(chosen)
        times: dict[int, int] = defaultdict(int)
        for target in kept:
            for need in self.targets[target].covers:
                times[need] += 1
        for target in sorted(kept, key=lambda one: (self.risk(self.targets[one].covers), one)):
            if all(times[need] > 1 for need in self.targets[target].covers):
                kept.discard(target)
                for need in self.targets[target].covers:
                    times[need] -= 1
        return sorted(kept)


def offers_of(problem: Problem) -> Offers:
    targets: list[Target] = []
    for kind in problem.kinds:
        needs = [index for index, need in enumerate(problem.needs) if need.kind == kind.need]
        resources = [index for index, one in enumerate(problem.resources) if one.kind == kind.id and one.count > 0]
        if needs and resources:
            make = _posts if kind.serving is Serving.POST else _brought
            targets.extend(make(problem, kind, needs, resources))
    covering: list[list[int]] = [[] for _ in problem.needs]
    for index, target in enumerate(targets):
        for need in target.covers:
            covering[need].append(index)
    return Offers(problem, tuple(targets), tuple(_pools(problem, targets)), tuple(tuple(one) for one in covering))


def _brought(problem: Problem, kind: Kind, needs: list[int], resources: list[int]) -> Iterable[Target]:
    together: dict[str, list[int]] = defaultdict(list)
    for need in needs:
        one = problem.needs[need]
        by_village = kind.serving is Serving.VILLAGE and one.village
        together[one.village if by_village else one.station].append(need)
    named = {village.id: village for village in problem.villages} if kind.serving is Serving.VILLAGE else {}
    places = [
        named.get(key) or _amid(key, [problem.needs[need] for need in inside]) for key, inside in together.items()
    ]
    far = km_between(_points(problem.resources[one] for one in resources), _points(places), problem.detour)
    for column, (place, inside) in enumerate(zip(places, together.values(), strict=True)):
        km = {
            one: float(far[row, column])
            for row, one in enumerate(resources)
            if far[row, column] <= problem.resources[one].max_km
            and problem.passes(kind.need, problem.resources[one].at, place.id)
        }
        covers = _served(problem, kind, place.id, inside)
        if km and covers:
            yield Target(kind.id, place.id, place.lat, place.lon, covers, km)


def _posts(problem: Problem, kind: Kind, needs: list[int], resources: list[int]) -> Iterable[Target]:
    where = _points(problem.needs[need] for need in needs)
    staying = [one for one in resources if problem.resources[one].move_km == 0]
    around = km_between(_points(problem.resources[one] for one in staying), where, problem.detour)
    for row, one in enumerate(staying):
        resource = problem.resources[one]
        near = [needs[column] for column in np.flatnonzero(around[row] <= resource.max_km)]
        covers = _served(problem, kind, resource.at, near)
        if covers:
            yield Target(kind.id, resource.id, resource.lat, resource.lon, covers, {one: 0.0})
    moving = [one for one in resources if problem.resources[one].move_km != 0]
    if not moving or not problem.sites:
        return
    far = km_between(_points(problem.resources[one] for one in moving), _points(problem.sites), problem.detour)
    around = km_between(_points(problem.sites), where, problem.detour)
    for radius in sorted({problem.resources[one].max_km for one in moving}):
        for column, site in enumerate(problem.sites):
            km = {
                one: float(far[row, column])
                for row, one in enumerate(moving)
                if problem.resources[one].max_km == radius
                and _moves(problem.resources[one], far[row, column])
                and problem.passes(kind.need, problem.resources[one].at, site.id)
            }
            covers = _served(problem, kind, site.id, [needs[at] for at in np.flatnonzero(around[column] <= radius)])
            if km and covers:
                yield Target(kind.id, site.id, site.lat, site.lon, covers, km)


def _served(problem: Problem, kind: Kind, at: str, around: Sequence[int]) -> tuple[int, ...]:
    """Of the needs around a place, those that no closed way keeps from it."""
    return tuple(need for need in around if problem.passes(kind.need, at, problem.needs[need].station))


def _moves(resource: Resource, km: float) -> bool:
    return resource.move_km is None or km <= resource.move_km


def _amid(village: str, needs: list[Need]) -> Site:
    return Site(village, sum(one.lat for one in needs) / len(needs), sum(one.lon for one in needs) / len(needs))


def _points(places: Iterable[Resource | Need | Site]) -> list[tuple[float, float]]:
    return [(place.lat, place.lon) for place in places]


def _pools(problem: Problem, targets: list[Target]) -> Iterable[Pool]:
    reach: dict[int, list[int]] = defaultdict(list)
    for index, target in enumerate(targets):
        for resource in target.km:
            reach[resource].append(index)
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for resource in sorted(reach):
        alike[tuple(reach[resource])].append(resource)
    for reached, resources in alike.items():
        count = sum(problem.resources[one].count for one in resources)
        yield Pool(problem.resources[resources[0]].kind, tuple(resources), reached, count)
