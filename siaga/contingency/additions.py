"""The smallest addition that would cover what an allocation leaves open, tried before it is said. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from siaga.engines.allocation.allocation import Allocation, Uncovered
from siaga.engines.allocation.distances import km_between
from siaga.engines.allocation.problem import Problem, Resource, Serving, Site
from siaga.engines.allocation.solving import allocate

USUAL_KM = 10.0
"""Reach of an added unit where no unit of the kind is in stock to take it from."""


@dataclass(frozen=True, slots=True)
class Addition:
    """units more of a kind would leave nothing of a need open, each within ``km`` of its places. places: some of them.

    smallest: fewer never do. left: stations that stay open all the same, as tried.
    """

    need: str
    kind: str
    units: int
    km: float
    places: tuple[str, ...]
    smallest: bool
    left: int


def additions(problem: Problem, answer: Allocation, seconds: float = 10.0) -> list[Addition]:
    """One for each need with open stations; the kind is the one that takes the fewest units."""
    found = []
    open_: dict[str, list[Uncovered]] = defaultdict(list)
    for one in answer.uncovered:
        open_[one.kind].append(one)
    for need, stations in sorted(open_.items()):
        choices = [_with(problem, need, kind.id, kind.serving, stations) for kind in problem.kinds if kind.need == need]
        best = min((one for one in choices if one), key=lambda one: one.units, default=None)
        if best is not None:
            found.append(_tried(problem, best, seconds))
    return found


def _with(problem: Problem, need: str, kind: str, serving: Serving, stations: Iterable[Uncovered]) -> Addition | None:
    at = {(one.station, one.kind): one for one in problem.needs}
    rows = [at[(one.station, need)] for one in stations]
    km = max((one.max_km for one in problem.resources if one.kind == kind), default=USUAL_KM) or USUAL_KM
    alone = len(problem.answering(need)) == 1 or len(rows) == 1
    if serving is Serving.STATION:
        return Addition(need, kind, len(rows), km, tuple(row.station for row in rows), alone, 0)
    if serving is Serving.VILLAGE:
        villages = sorted({row.village or row.station for row in rows})
        return Addition(need, kind, len(villages), km, tuple(villages), alone, 0)
    sites = [*problem.sites, *(Site(row.station, row.lat, row.lon) for row in rows)]
    reach = km_between([(s.lat, s.lon) for s in sites], [(r.lat, r.lon) for r in rows], problem.detour) <= km
    left = set(range(len(rows)))
    chosen: list[str] = []
    while left:
        best = max(range(len(sites)), key=lambda site: (sum(bool(reach[site, row]) for row in left), -site))
        covered = {row for row in left if reach[best, row]}
        if not covered:
            return None
        chosen.append(sites[best].id)
        left -= covered
    return Addition(need, kind, len(chosen), km, tuple(chosen), len(chosen) == 1, 0)


def _tried(problem: Problem, one: Addition, seconds: float) -> Addition:
    """The same after the plan was computed with it."""
    places = {site.id: (site.lat, site.lon) for site in problem.sites}
    places |= {site.id: (site.lat, site.lon) for site in problem.villages}
    places |= {need.station: (need.lat, need.lon) for need in problem.needs}
    post = problem.kind(one.kind).serving is Serving.POST
    more = tuple(
        Resource(f"+{one.kind}-{index}", one.kind, 1, *places[place], one.km, 0.0 if post else None, at=place)
        for index, place in enumerate(one.places)
    )
    only = replace(
        problem,
        resources=(*(r for r in problem.resources if problem.kind(r.kind).need == one.need), *more),
        needs=tuple(need for need in problem.needs if need.kind == one.need),
        limits=(),
    )
    return replace(one, left=len(allocate(only, seconds=seconds).uncovered))
