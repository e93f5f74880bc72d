"""What a what-if asks of each plan in force: what has happened then, as the replanning of the plan takes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from siaga.contingency.asking import Asked
from siaga.contingency.queries.ground import Standing
from siaga.contingency.queries.whatif import event_of, takings_of
from siaga.engines.allocation.distances import km_between
from siaga.engines.codes import within
from siaga.engines.deployment.happened import Happened
from siaga.engines.deployment.problem import Kind, Post
from siaga.engines.deployment.problem import Problem as GuardProblem
from siaga.engines.distribution.problem import Problem as Distribution
from siaga.engines.whatif import EventKind, Loss, Taking, on_duty
from siaga.planning.models import PlanKind


def concerned(kind: PlanKind, events: Sequence[Asked], takings: Mapping[EventKind, Taking]) -> bool:
    """Whether one of the events takes something that a plan of the kind answers."""
    taken = [takings[EventKind(one.kind)] for one in events if one.kind in takings]
    if kind == PlanKind.DISTRIBUTION:
        return any(Loss.BOXES in one.loses for one in taken)
    if kind == PlanKind.DEPLOYMENT:
        return any(Loss.GUARDS in one.loses for one in taken)
    return any(one.needs or Loss.PLACE in one.loses or one.closes_way for one in taken)


def guards_then(standing: Standing, events: Sequence[Asked]) -> Happened:
    """What happens to a security plan: equal to the plan of today where nothing does.

    Where stations lose their place they are guarded near the next one that keeps its own, and whoever lives there is
    out. Where only the way is cut, nobody crosses it. Who is lost by number goes as in every replanning.
    """
    assert standing.guards is not None
    problem = standing.guards[0]
    takings = takings_of(standing)
    lost: list[tuple[str, int]] = []
    islands: list[frozenset[str]] = []
    flooded: list[str] = []
    for one in events:
        taking = takings.get(EventKind(one.kind))
        if taking is None or Loss.GUARDS not in taking.loses or not on_duty(standing.ground, event_of(one, standing)):
            continue
        if one.kind == EventKind.GUARDS:
            lost.append((one.unit, one.count))
        elif Loss.PLACE in taking.loses:
            flooded += standing.today.areas(one.areas)
        else:
            islands.append(frozenset(standing.today.areas(one.areas)))
    out = {
        officer.id
        for officer in problem.officers
        if officer.kind is not Kind.LINMAS and standing.ground.live_in(officer.id, flooded)
    }
    return Happened(ill=frozenset(out), added=_moved(problem, flooded), lost=tuple(lost), islands=tuple(islands))


def _moved(problem: GuardProblem, areas: Sequence[str]) -> tuple[Post, ...]:
    """Stations of the areas at the point of the nearest other one: of the kecamatan where there is one."""
    wet = [post for post in problem.posts if any(within(post.code, area) for area in areas)]
    codes = {post.code for post in wet}
    dry = [post for post in problem.posts if post.code not in codes]
    if not dry:
        return ()
    found = []
    for post in wet:
        near = [other for other in dry if other.district == post.district] or dry
        km = km_between([(post.lat, post.lon)], [(other.lat, other.lon) for other in near])[0]
        there = near[int(km.argmin())]
        found.append(replace(post, lat=there.lat, lon=there.lon, estimated=True))
    return tuple(found)


def last_days(problem: Distribution, events: Sequence[Asked], standing: Standing) -> dict[str, int]:
    """By place that an event keeps boxes from: the day before the first such event."""
    takings = takings_of(standing)
    found: dict[str, int] = {}
    for one in events:
        taking = takings.get(EventKind(one.kind))
        if taking is None or Loss.BOXES not in taking.loses:
            continue
        for site in problem.sites:
            code = standing.today.code(site.id)
            if any(within(code, area) or code == area.partition("/")[0] for area in one.areas):
                found[site.id] = min(one.first - 1, found.get(site.id, one.first - 1))
    return found
