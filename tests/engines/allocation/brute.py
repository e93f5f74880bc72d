"""Every way to send the units tried, and a checker of what an allocation claims. Shares no code with the engine."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from functools import cache

from siaga.engines.allocation.allocation import Allocation, Reason
from siaga.engines.allocation.problem import Problem, Resource, Serving


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great circle by the law of cosines (the engine uses the haversine)."""
    (lat1, lon1), (lat2, lon2) = [(math.radians(lat), math.radians(lon)) for lat, lon in (one, other)]
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(lon1 - lon2)
    return 6371.0088 * math.acos(min(1.0, max(-1.0, cosine)))


def _comes(problem: Problem, need: str, one: str, other: str) -> bool:
    """Whether on every closed way both are behind it, or neither is, or what goes there is made for it."""
    for way in problem.closed:
        behind = [not set(way.areas).isdisjoint({code, code.partition("/")[0], code[:8]}) for code in (one, other)]
        if behind[0] is not behind[1] and need not in way.through:
            return False
    return True


def _options(problem: Problem, resource: Resource) -> list[tuple[str, tuple[float, float], float, frozenset[int]]]:
    """Where one unit may go: place, position, kilometres to there, and the needs that it would cover."""
    kind = next(kind for kind in problem.kinds if kind.id == resource.kind)
    needs = [index for index, need in enumerate(problem.needs) if need.kind == kind.need]
    home = (resource.lat, resource.lon)
    found = []
    if kind.serving is Serving.POST:
        places = [(site.id, (site.lat, site.lon)) for site in problem.sites]
        if resource.move_km == 0:
            places = [(resource.id, home)]
        for place, where in places:
            away = 0.0 if resource.move_km == 0 else km(home, where) * problem.detour
            from_ = resource.at if resource.move_km == 0 else place
            if (resource.move_km is None or away <= resource.move_km) and _comes(
                problem, kind.need, resource.at, from_
            ):
                inside = [
                    index
                    for index in needs
                    if km(where, (problem.needs[index].lat, problem.needs[index].lon)) * problem.detour
                    <= resource.max_km
                    and _comes(problem, kind.need, from_, problem.needs[index].station)
                ]
                found.append((place, where, away, frozenset(inside)))
        return found
    by_village = kind.serving is Serving.VILLAGE
    keys = sorted({problem.needs[i].village if by_village else problem.needs[i].station for i in needs})
    for key in keys:
        inside = [i for i in needs if key == (problem.needs[i].village if by_village else problem.needs[i].station)]
        where = (
            sum(problem.needs[i].lat for i in inside) / len(inside),
            sum(problem.needs[i].lon for i in inside) / len(inside),
        )
        for village in problem.villages if by_village else ():
            if village.id == key:
                where = (village.lat, village.lon)
        away = km(home, where) * problem.detour
        inside = [i for i in inside if _comes(problem, kind.need, key, problem.needs[i].station)]
        if away <= resource.max_km and _comes(problem, kind.need, resource.at, key):
            found.append((key, where, away, frozenset(inside)))
    return found


def most_risk(problem: Problem) -> float:
    """The greatest risk that any way to send the units covers."""
    units = [resource for resource in problem.resources for _ in range(resource.count)]
    options = [[(resource.kind, covers) for _, _, _, covers in _options(problem, resource)] for resource in units]

    @cache
    def best(unit: int, covered: frozenset[int], sent: tuple[str, ...]) -> float:
        if unit == len(units):
            return sum(problem.needs[index].risk for index in sorted(covered))
        most = best(unit + 1, covered, sent)
        for kind, covers in options[unit]:
            after = tuple(sorted((*sent, kind)))
            if covers - covered and all(
                sum(one in limit.kinds for one in after) <= limit.count for limit in problem.limits
            ):
                most = max(most, best(unit + 1, covered | covers, after))
        return most

    return best(0, frozenset(), ())


def _reachable(problem: Problem) -> dict[str, set[int]]:
    """By need, the indices of those that some unit could cover."""
    found: dict[str, set[int]] = {need.kind: set() for need in problem.needs}
    for resource in problem.resources:
        need = next(kind.need for kind in problem.kinds if kind.id == resource.kind)
        if resource.count > 0 and need in found:
            found[need].update(*(covers for *_, covers in _options(problem, resource)))
    return found


def broken(problem: Problem, allocation: Allocation) -> list[str]:
    """Every rule that the allocation breaks and every figure that does not follow from what it gives."""
    found = []
    resources = {resource.id: resource for resource in problem.resources}
    kinds = {kind.id: kind for kind in problem.kinds}
    options = {resource.id: _options(problem, resource) for resource in problem.resources if resource.count > 0}
    reachable = _reachable(problem)
    otherwise = _reachable(replace(problem, closed=()))
    index_of = {(need.station, need.kind): index for index, need in enumerate(problem.needs)}
    covered: set[int] = set()
    named: Counter[tuple[str, str]] = Counter()
    for one in allocation.given:
        resource = resources[one.resource]
        if resource.kind != one.kind or kinds[one.kind].need != one.need:
            found.append(f"{one.resource}: another kind")
        at = [option for option in options.get(one.resource, []) if option[0] == one.place]
        if not at:
            found.append(f"{one.resource} cannot go to {one.place}")
            continue
        _, where, away, covers = at[0]
        if abs(away - one.km) > 0.01 or math.dist(where, (one.lat, one.lon)) > 1e-6:
            found.append(f"{one.resource}: {one.km} km to {one.place} should be {away}")
        covered |= covers
        stations = {problem.needs[index].station for index in covers}
        if not one.covers or not stations.issuperset(one.covers):
            found.append(f"{one.resource} at {one.place} does not cover {set(one.covers) - stations}")
        named.update((station, one.need) for station in one.covers)
    for name, count in Counter(one.resource for one in allocation.given).items():
        if count > resources[name].count:
            found.append(f"{name}: {count} units of {resources[name].count}")
    for limit in problem.limits:
        if sum(one.kind in limit.kinds for one in allocation.given) > limit.count:
            found.append(f"more than {limit.count} of {sorted(limit.kinds)}")
    if named != Counter((problem.needs[index].station, problem.needs[index].kind) for index in covered):
        found.append("a covered station is not named exactly once")
    left = {(need.station, need.kind) for index, need in enumerate(problem.needs) if index not in covered}
    if sorted((one.station, one.kind) for one in allocation.uncovered) != sorted(left):
        found.append("the uncovered are not those that are left")
    for open_need in allocation.uncovered:
        stock = [one for one in problem.resources if kinds[one.kind].need == open_need.kind and one.count > 0]
        index = index_of[open_need.station, open_need.kind]
        why = Reason.TOO_FAR if stock else Reason.NONE
        if index in otherwise[open_need.kind]:
            why = Reason.STOCK if index in reachable[open_need.kind] else Reason.CUT
        if open_need.reason is not why:
            found.append(f"{open_need.station}: {open_need.reason} is not why")
    risk = sum(problem.needs[index].risk for index in covered)
    if abs(risk - allocation.covered_risk) > 1e-6 or allocation.covered_risk > allocation.bound + 1e-6:
        found.append(f"covered {risk}, told {allocation.covered_risk} under a bound of {allocation.bound}")
    return found
