"""The plan again after something happened: as few people as possible stand elsewhere than before.

Teams keep their stations where the pattern of their class still allows it; what is over, and what is new, goes to the
nearest team with room, else to a new one. Then the same exact assignment as before, in which every officer who stays
counts: of all ways to fill the most places it is one with the fewest changes.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from siaga.engines.deployment.above import clusters_of, island_of, patrols_of, reach
from siaga.engines.deployment.assembling import assembled, manned, stands
from siaga.engines.deployment.editing import free_id, locked_of
from siaga.engines.deployment.form import digest
from siaga.engines.deployment.forming import described, forbidden, kept_teams, redescribed
from siaga.engines.deployment.ground import Ground
from siaga.engines.deployment.happened import Change, ChangeKind, Happened, Replanned
from siaga.engines.deployment.linmas import watches_of
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Cluster, Patrol, Plan, Team
from siaga.engines.deployment.problem import Kept, Kind, Post, Problem
from siaga.engines.deployment.repairs import repairs_of
from siaga.engines.deployment.slots import Places, Role, slots_of
from siaga.engines.deployment.solving import open_places
from siaga.engines.deployment.staffing import Before, held_in, staffed
from siaga.engines.deployment.supply import can_serve


def replan(problem: Problem, plan: Plan, happened: Happened, seconds: float = 10.0, seed: int = 1) -> Replanned:
    """The plan after what happened; never raises because something cannot be guarded.

    seconds: of processor time, for what would close a shortage of reserves; the assignment takes what it takes.
    """
    began = time.process_time()
    now = problem_now(problem, plan, happened)
    ground = Ground(now)
    teams = _teams(now, ground, plan)
    clusters = _clusters(now, ground, plan, teams)
    patrols = _patrols(now, ground, plan, teams, clusters)
    places = Places(tuple(teams), clusters, patrols, plan.reserves)
    stood = {id: where[0] for id, where in stands(plan).items()}
    people = staffed(now, ground, slots_of(now, ground, places), taken=held_in(teams), before=Before(stood))
    watches = watches_of(now, ground, {id: watch.post for watch in plan.watches for id in watch.linmas})
    again = assembled(now, ground, manned(now, places, people), people, watches, reach(now, ground, plan.reserves))
    again = replace(again, repairs=repairs_of(now, again, lambda other: open_places(other, plan.reserves)[0], seconds))
    again = replace(again, seconds=round(time.process_time() - began, 2), seed=seed, inputs=digest(now))
    able = {officer.id for officer in now.officers if can_serve(officer, now.rules)}
    changes = tuple(
        change if change.officer in able else replace(change, kind=ChangeKind.OUT)
        for change in differences(plan, again)
    )
    return Replanned(now, again, changes, moved_share(now, plan, changes))


def problem_now(problem: Problem, plan: Plan, happened: Happened) -> Problem:
    """The problem with what happened in it."""
    locks = {kept.id: kept for kept in (*problem.locked, *locked_of(plan))}
    for team in plan.teams:
        if team.id in happened.locked:
            locks[team.id] = Kept(team.id, team.posts, team.officers, team.leader, team.support)
    out = set(happened.ill) | _lost(problem, plan, happened)
    added = {post.code for post in happened.added}
    posts = [
        replace(post, cls=happened.classes.get(post.code, post.cls))
        for post in problem.posts
        if post.code not in happened.removed and post.code not in added
    ]
    joined = {officer.id for officer in happened.joined}
    officers = [
        replace(officer, available=False) if officer.id in out else officer
        for officer in problem.officers
        if officer.id not in joined
    ]
    return replace(
        problem,
        posts=(*posts, *happened.added),
        officers=(*officers, *happened.joined),
        locked=tuple(locks.values()),
        islands=(*problem.islands, *happened.islands),
    )


def _lost(problem: Problem, plan: Plan, happened: Happened) -> set[str]:
    """Unnamed losses of a unit: who has no task first, then by the weight of the task, then the lowest rank."""
    from siaga.engines.deployment.supply import Ranks

    ranks = Ranks(problem.rules.ranks)
    order: dict[str, int] = dict.fromkeys(stands(plan), 3)
    order |= {id: 1 for reserve in plan.reserves for id in reserve.officers}
    order |= {id: 2 for patrol in plan.patrols for id in patrol.officers}
    lost: set[str] = set()
    for unit, count in happened.lost:
        mine = [
            officer
            for officer in problem.officers
            if officer.unit == unit
            and officer.kind is Kind.POLICE
            and can_serve(officer, problem.rules)
            and officer.id not in happened.ill | lost
        ]
        mine.sort(key=lambda officer: (order.get(officer.id, 0), ranks.of(officer.rank), officer.id))
        lost |= {officer.id for officer in mine[:count]}
    return lost


def _teams(now: Problem, ground: Ground, plan: Plan) -> list[Team]:
    """The teams as they were, but for what the rules no longer allow."""
    patterns = Patterns.of(now)
    teams: dict[str, Team] = {team.id: team for team in kept_teams(now, ground, patterns)}
    loose: list[str] = []
    for team in plan.teams:
        if team.id in teams:
            continue
        codes = [code for code in team.posts if code in ground.posts and patterns.strictest([ground.posts[code]])]
        codes, over = _allowed(now, ground, patterns, codes)
        loose += over
        if codes:
            teams[team.id] = replace(
                redescribed(ground, patterns, team, codes), officers=(), leader="", support=(), locked=False
            )
    held = {code for team in teams.values() for code in team.posts} | set(loose)
    loose += [p.code for p in now.posts if p.code not in held and patterns.get(patterns.effective(p)) is not None]
    for code in loose:
        _place(now, ground, patterns, plan, teams, ground.posts[code])
    return sorted(teams.values(), key=lambda team: team.id)


def _allowed(now: Problem, ground: Ground, patterns: Patterns, codes: list[str]) -> tuple[list[str], list[str]]:
    """Stations that the team keeps, and those that it gives away.

    First whichever may not share a team with the most others; then, again and again, the one farthest from its centre.
    Where one station alone makes the pattern too strict for all, that one goes.
    """
    keep, over = list(codes), []
    while keep:
        minutes, km = ground.between(keep)
        apart = forbidden(now, [ground.posts[code] for code in keep], minutes)
        if apart.any():
            over.append(keep.pop(int(apart.sum(axis=1).argmax())))
            continue
        cls = patterns.strictest(ground.posts[code] for code in keep)
        pattern = patterns.get(cls) if cls is not None else None
        if pattern is None or len(keep) <= pattern.room:
            break
        strict = [code for code in keep if patterns.effective(ground.posts[code]) is cls]
        others = [code for code in keep if code not in strict]
        farthest = keep[int(km[int(km.sum(axis=1).argmin())].argmax())]
        away = strict[0] if len(strict) == 1 and others else farthest
        keep.remove(away)
        over.append(away)
    return keep, over


def _place(now: Problem, ground: Ground, patterns: Patterns, plan: Plan, teams: dict[str, Team], post: Post) -> None:
    """A loose station to the team with room that it lengthens least, else to a new one."""
    best: tuple[float, Team] | None = None
    for team in teams.values():
        if team.locked or team.district != post.district:
            continue
        posts = [ground.posts[code] for code in team.posts]
        cls = patterns.strictest([*posts, post])
        pattern = patterns.get(cls) if cls is not None else None
        if pattern is None or len(posts) + 1 > pattern.room or cls is not team.cls:
            continue
        minutes, _ = ground.between([p.code for p in (*posts, post)])
        if forbidden(now, [*posts, post], minutes).any():
            continue
        larger = redescribed(ground, patterns, team, (*team.posts, post.code))
        # A team that stays at its usual size goes before one that is stretched.
        longer = larger.km - team.km + (1e6 if len(posts) + 1 > pattern.stations else 0.0)
        if best is None or longer < best[0]:
            best = (longer, larger)
    if best is not None:
        teams[best[1].id] = best[1]
        return
    named = replace(plan, teams=(*plan.teams, *(team for id, team in teams.items())))
    id = free_id(named, post.district)
    teams[id] = described(ground, id, post.district, patterns.effective(post), [post.code])


def _clusters(now: Problem, ground: Ground, plan: Plan, teams: list[Team]) -> tuple[Cluster, ...]:
    """Clusters as they were; new teams join one with room, else a new cluster is made."""
    if now.rules.padal_teams < 1:
        return ()
    by_id = {team.id: team for team in teams}
    found = [
        replace(c, teams=tuple(id for id in c.teams if id in by_id and by_id[id].district == c.district), padal="")
        for c in plan.clusters
    ]
    found = [_one_side(ground, c, by_id) for c in found if c.teams]
    inside = {id for cluster in found for id in cluster.teams}
    loose = [team for team in teams if team.id not in inside]
    left: list[Team] = []
    for team in loose:
        here = team.district, ground.island_of(team.posts)
        room = [
            c
            for c in found
            if (c.district, island_of(ground, c, by_id)) == here and len(c.teams) < now.rules.padal_teams
        ]
        if not room:
            left.append(team)
            continue
        chosen = min(room, key=lambda c: (len(c.teams), c.id))
        found[found.index(chosen)] = replace(chosen, teams=tuple(sorted((*chosen.teams, team.id))))
    taken = {c.id for c in plan.clusters}
    for cluster in clusters_of(now, ground, left):
        id = _free(f"{cluster.district}-P", taken)
        taken.add(id)
        found.append(replace(cluster, id=id))
    return tuple(found)


def _one_side(ground: Ground, cluster: Cluster, teams: Mapping[str, Team]) -> Cluster:
    """The cluster with those of its teams that its first one can reach."""
    here = island_of(ground, cluster, teams)
    return replace(cluster, teams=tuple(id for id in cluster.teams if ground.island_of(teams[id].posts) == here))


def _patrols(
    now: Problem, ground: Ground, plan: Plan, teams: list[Team], clusters: tuple[Cluster, ...]
) -> tuple[Patrol, ...]:
    if now.rules.patrol_size < 1 or now.rules.patrol_clusters < 1:
        return ()
    by_id = {team.id: team for team in teams}
    alive = {cluster.id: island_of(ground, cluster, by_id) for cluster in clusters}
    found = []
    for p in plan.patrols:
        ids = [id for id in p.clusters if id in alive]
        found.append(replace(p, clusters=tuple(id for id in ids if alive[id] == alive[ids[0]]), officers=()))
    found = [p for p in found if p.clusters]
    inside = {id for patrol in found for id in patrol.clusters}
    left = []
    for cluster in clusters:
        if cluster.id in inside:
            continue
        room = [
            p
            for p in found
            if p.district == cluster.district
            and alive[p.clusters[0]] == alive[cluster.id]
            and len(p.clusters) < now.rules.patrol_clusters
        ]
        if room:
            at = found.index(room[0])
            found[at] = replace(room[0], clusters=tuple(sorted((*room[0].clusters, cluster.id))))
        else:
            left.append(cluster)
    taken = {p.id for p in plan.patrols}
    for patrol in patrols_of(now, ground, teams, left):
        id = _free(f"{patrol.district}-R", taken)
        taken.add(id)
        found.append(replace(patrol, id=id))
    return tuple(found)


def _free(prefix: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next(id for n in range(1, len(used) + 2) if (id := f"{prefix}{n}") not in used)


def differences(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Every person for whom something is another, in the order of ids."""
    was = {id: where[0] for id, where in stands(before).items()}
    now = {id: where[0] for id, where in stands(after).items()}
    was |= {id: (watch.post, Role.MEMBER) for watch in before.watches for id in watch.linmas}
    now |= {id: (watch.post, Role.MEMBER) for watch in after.watches for id in watch.linmas}
    posts = {team.id: team.posts for team in before.teams}
    new_posts = {team.id: team.posts for team in after.teams}
    found = []
    for id in sorted({*was, *now}):
        old, new = was.get(id), now.get(id)
        if old is None and new is not None:
            found.append(Change(ChangeKind.IN, id, "", new[0]))
        elif new is None and old is not None:
            found.append(Change(ChangeKind.FREE, id, old[0], ""))
        elif old is not None and new is not None:
            if old[0] != new[0]:
                found.append(Change(ChangeKind.MOVED, id, old[0], new[0]))
            elif old[1] is not new[1]:
                found.append(Change(ChangeKind.ROLE, id, old[0], new[0]))
            elif posts.get(old[0]) != new_posts.get(old[0]):
                found.append(Change(ChangeKind.POSTS, id, old[0], new[0]))
    return tuple(found)


def moved_share(now: Problem, before: Plan, changes: Iterable[Change]) -> float:
    """Of those with a task before who can still serve: who stands elsewhere or nowhere."""
    able = {officer.id for officer in now.officers if can_serve(officer, now.rules)}
    stood = {*stands(before), *(id for watch in before.watches for id in watch.linmas)} & able
    times = Counter(change.kind for change in changes if change.officer in stood)
    return (times[ChangeKind.MOVED] + times[ChangeKind.FREE]) / len(stood) if stood else 0.0
