"""Changes of a plan by hand. They do what is asked; ``check`` then says what is broken by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from siaga.engines.deployment.above import reach
from siaga.engines.deployment.assembling import assembled, stands
from siaga.engines.deployment.forming import described, redescribed
from siaga.engines.deployment.ground import Ground, along
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Cluster, Plan, Reserve, Team
from siaga.engines.deployment.problem import Kept, Kind, Officer, Problem
from siaga.engines.deployment.slots import Places, Role, Slot, slots_of
from siaga.engines.deployment.staffing import Staffed
from siaga.engines.deployment.supply import Ranks, can_serve


class Locked(ValueError):
    """The team is locked; ``team`` is its id."""

    def __init__(self, team: str) -> None:
        super().__init__(team)
        self.team = team


class Unknown(ValueError):
    """The plan or the problem does not know this id."""


def move(problem: Problem, plan: Plan, post: str, team: str) -> Plan:
    """A station to another team (by id); to a new one where ``team`` is empty. A team without stations falls away."""
    ground = Ground(problem)
    if post not in ground.posts:
        raise Unknown(post)
    if team and all(each.id != team for each in plan.teams):
        raise Unknown(team)
    patterns = Patterns.of(problem)
    teams = []
    for each in plan.teams:
        if (post in each.posts) == (each.id == team):
            teams.append(each)
            continue
        if each.locked:
            raise Locked(each.id)
        codes = {*each.posts, post} if each.id == team else {*each.posts} - {post}
        if codes:
            teams.append(redescribed(ground, patterns, each, codes))
    if not team:
        at = ground.posts[post]
        new = described(ground, free_id(plan, at.district), at.district, patterns.effective(at), [post])
        teams.append(new)
    return recounted(problem, replace(plan, teams=tuple(teams)))


def swap(problem: Problem, plan: Plan, one: str, other: str) -> Plan:
    """Two officers change places; either may be without a task."""
    known = {officer.id for officer in problem.officers}
    for id in (one, other):
        if id not in known:
            raise Unknown(id)
    turn = {one: other, other: one}
    return _with_people(problem, plan, lambda ids: tuple(turn.get(id, id) for id in ids), turn)


def assign(problem: Problem, plan: Plan, officer: str, place: str) -> Plan:
    """An officer to a team, patrol, reserve or (as padal) cluster; to no task where ``place`` is empty."""
    if all(each.id != officer for each in problem.officers):
        raise Unknown(officer)
    ids = {each.id for group in (plan.teams, plan.clusters, plan.patrols, plan.reserves) for each in group}
    if place and place not in ids:
        raise Unknown(place)
    out = _with_people(
        problem, plan, lambda found: tuple(id for id in found if id != officer), {officer: ""}, recount=False
    )
    kind = next(each.kind for each in problem.officers if each.id == officer)
    teams = []
    for team in out.teams:
        if team.id == place:
            if team.locked:
                raise Locked(team.id)
            if kind is Kind.ARMY:
                team = replace(team, support=(*team.support, officer))
            else:
                team = replace(team, officers=(*team.officers, officer))
        teams.append(team)
    return recounted(
        problem,
        replace(
            out,
            teams=tuple(_led(problem, team) for team in teams),
            clusters=tuple(replace(c, padal=officer) if c.id == place else c for c in out.clusters),
            patrols=tuple(replace(p, officers=(*p.officers, officer)) if p.id == place else p for p in out.patrols),
            reserves=tuple(replace(r, officers=(*r.officers, officer)) if r.id == place else r for r in out.reserves),
        ),
    )


def lock(plan: Plan, team: str, locked: bool = True) -> Plan:
    """A locked team stays as it is, by hand and when planning again (``locked_of``)."""
    plan.team(team)
    return replace(plan, teams=tuple(replace(each, locked=locked) if each.id == team else each for each in plan.teams))


def locked_of(plan: Plan) -> tuple[Kept, ...]:
    """The locked teams of a plan, for ``Problem.locked``."""
    return tuple(
        Kept(team.id, team.posts, team.officers, team.leader, team.support) for team in plan.teams if team.locked
    )


def recounted(problem: Problem, plan: Plan) -> Plan:
    """The plan with all figures, shortages and notes as its places now say; repairs and bounds no longer hold."""
    ground = Ground(problem)
    alive = {team.id for team in plan.teams}
    clusters = tuple(replace(c, teams=tuple(id for id in c.teams if id in alive)) for c in plan.clusters)
    lone = [team for team in plan.teams if all(team.id not in c.teams for c in clusters)]
    clusters = _joined(clusters, lone)
    gone = {c.id for c in clusters if not c.teams}
    clusters = tuple(c for c in clusters if c.teams)
    patrols = tuple(replace(p, clusters=tuple(id for id in p.clusters if id not in gone)) for p in plan.patrols)
    patrols = tuple(p for p in patrols if p.clusters)
    cluster_of = {id: cluster.id for cluster in clusters for id in cluster.teams}
    teams = tuple(replace(team, cluster=cluster_of.get(team.id, "")) for team in plan.teams)
    places = Places(teams, clusters, patrols, plan.reserves)
    people = held(problem, ground, places, plan)
    again = assembled(problem, ground, places, people, plan.watches, reach(problem, ground, plan.reserves))
    return replace(again, seed=plan.seed, inputs=plan.inputs)


def held(problem: Problem, ground: Ground, places: Places, plan: Plan) -> Staffed:
    """Who holds which slot in a plan as it stands, whether the rules allow it or not."""
    unlocked = replace(places, teams=tuple(replace(team, locked=False) for team in places.teams))
    slots = slots_of(problem, ground, unlocked)
    by_id = {officer.id: officer for officer in problem.officers}
    here: dict[tuple[str, bool], list[Officer]] = {}
    leads: dict[str, str] = {}
    for id, stood in stands(replace(plan, teams=places.teams, clusters=places.clusters)).items():
        for place, role in stood:
            if id in by_id:
                here.setdefault((place, role is Role.SUPPORT), []).append(by_id[id])
                if role is Role.LEADER:
                    leads[place] = id
    holder: list[Officer | None] = [None] * len(slots)
    for n, slot in sorted(enumerate(slots), key=lambda one: one[1].role is not Role.LEADER):
        people = here.get((slot.place, slot.role is Role.SUPPORT), [])
        if not people:
            continue
        chosen = next((o for o in people if slot.role is Role.LEADER and o.id == leads.get(slot.place)), people[0])
        if slot.role is not Role.LEADER:
            chosen = next((o for o in people if o.id != leads.get(slot.place)), people[0])
        people.remove(chosen)
        holder[n] = chosen
    sent = set(stands(plan))
    free = tuple(
        o for o in problem.officers if o.kind is not Kind.LINMAS and o.id not in sent and can_serve(o, problem.rules)
    )
    return Staffed(tuple(slots), tuple(holder), _km(problem, ground, slots, holder), free)


def free_id(plan: Plan, district: str) -> str:
    """The next id of a team in a district."""
    taken = {team.id for team in plan.teams}
    return next(id for n in range(1, len(taken) + 2) if (id := f"{district}-{n:02}") not in taken)


def _km(problem: Problem, ground: Ground, slots: list[Slot], holder: list[Officer | None]) -> float:
    pairs = [(slot, officer) for slot, officer in zip(slots, holder, strict=True) if officer is not None]
    if not pairs:
        return 0.0
    lat, lon = ground.homes([officer for _, officer in pairs])
    at = np.array([slot.lat for slot, _ in pairs], float), np.array([slot.lon for slot, _ in pairs], float)
    return float(along(lat, lon, *at).sum()) * problem.rules.detour


def _joined(clusters: tuple[Cluster, ...], lone: Iterable[Team]) -> tuple[Cluster, ...]:
    """Teams of no cluster into the smallest one of their district."""
    found = {cluster.id: cluster for cluster in clusters}
    for team in lone:
        here = [c for c in found.values() if c.district == team.district]
        if here:
            smallest = min(here, key=lambda c: (len(c.teams), c.id))
            found[smallest.id] = replace(smallest, teams=tuple(sorted((*smallest.teams, team.id))))
    return tuple(found.values())


def _with_people(
    problem: Problem,
    plan: Plan,
    turn: Callable[[tuple[str, ...]], tuple[str, ...]],
    touched: Mapping[str, str],
    *,
    recount: bool = True,
) -> Plan:
    for team in plan.teams:
        if team.locked and {*team.officers, *team.support} & set(touched):
            raise Locked(team.id)
    found = replace(
        plan,
        teams=tuple(
            _led(
                problem,
                replace(
                    team, officers=turn(team.officers), support=turn(team.support), leader=_first(turn, team.leader)
                ),
            )
            if {*team.officers, *team.support} & set(touched)
            else team
            for team in plan.teams
        ),
        clusters=tuple(replace(c, padal=_first(turn, c.padal)) for c in plan.clusters),
        patrols=tuple(replace(p, officers=turn(p.officers)) for p in plan.patrols),
        reserves=tuple(
            _reserve_led(problem, replace(r, officers=turn(r.officers), leader=_first(turn, r.leader)))
            for r in plan.reserves
        ),
    )
    return recounted(problem, found) if recount else found


def _first(turn: Callable[[tuple[str, ...]], tuple[str, ...]], id: str) -> str:
    """Who stands there now instead of this one."""
    return next(iter(turn((id,) if id else ())), "")


def _led(problem: Problem, team: Team) -> Team:
    """The leader stays where he is still there, else the highest rank that suffices leads."""
    leader = leader_of(problem, team.officers, team.leader)
    return replace(team, leader=leader, officers=tuple(sorted(team.officers, key=lambda id: id != leader)))


def _reserve_led(problem: Problem, reserve: Reserve) -> Reserve:
    leader = leader_of(problem, reserve.officers, reserve.leader)
    return replace(reserve, leader=leader, officers=tuple(sorted(reserve.officers, key=lambda id: id != leader)))


def leader_of(problem: Problem, officers: tuple[str, ...], leader: str) -> str:
    ranks = Ranks(problem.rules.ranks)
    by_id = {officer.id: officer for officer in problem.officers}
    fit = [id for id in officers if id in by_id and ranks.suffices(by_id[id].rank, problem.rules.leader_rank)]
    if leader in fit:
        return leader
    return max(fit, key=lambda id: (ranks.of(by_id[id].rank), id), default="")
