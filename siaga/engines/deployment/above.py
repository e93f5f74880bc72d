"""What stands above the teams: clusters for a padal each, patrols between them, reserves that reach every station."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from siaga.engines.deployment.ground import SLACK, Floats, Ground, arc
from siaga.engines.deployment.packing import packed
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Cluster, Patrol, Reserve, Team
from siaga.engines.deployment.problem import Cls, Problem


def clusters_of(problem: Problem, ground: Ground, teams: Sequence[Team]) -> tuple[Cluster, ...]:
    """Teams of a district in as few clusters as one padal each can lead."""
    room = problem.rules.padal_teams
    if room < 1:
        return ()
    found = []
    number: Counter[str] = Counter()
    for district, inside in _together(ground, (team for team in teams if team.posts)):
        points = [ground.posts[team.center] for team in inside]
        for group in _near([(p.lat, p.lon) for p in points], room):
            number[district] += 1
            id = f"{district}-P{number[district]}"
            found.append(Cluster(id, district, tuple(sorted(inside[m].id for m in group))))
    return tuple(found)


def patrols_of(
    problem: Problem, ground: Ground, teams: Sequence[Team], clusters: Sequence[Cluster]
) -> tuple[Patrol, ...]:
    """Clusters of a district in as few patrols as their rule allows."""
    rules = problem.rules
    if rules.patrol_size < 1 or rules.patrol_clusters < 1:
        return ()
    by_id = {team.id: team for team in teams}
    groups: dict[tuple[str, int], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        groups[cluster.district, island_of(ground, cluster, by_id)].append(cluster)
    number: Counter[str] = Counter()
    found = []
    for (district, _island), inside in sorted(groups.items()):
        points = []
        for cluster in inside:
            posts = [ground.posts[by_id[id].center] for id in cluster.teams]
            points.append((sum(p.lat for p in posts) / len(posts), sum(p.lon for p in posts) / len(posts)))
        for group in _near(points, rules.patrol_clusters):
            number[district] += 1
            id = f"{district}-R{number[district]}"
            found.append(Patrol(id, district, tuple(sorted(inside[m].id for m in group))))
    return tuple(found)


def island_of(ground: Ground, cluster: Cluster, teams: Mapping[str, Team]) -> int:
    return ground.island_of(code for id in cluster.teams if id in teams for code in teams[id].posts)


@dataclass(frozen=True, slots=True)
class Reach:
    """Stations that no reserve, one, and two or more reach in time. hopeless: of the first, from no place at all."""

    none: tuple[str, ...]
    once: int
    twice: int
    hopeless: tuple[str, ...] = ()


def reserves_of(problem: Problem, ground: Ground, seconds: float) -> tuple[tuple[Reserve, ...], int | None]:
    """Where reserve teams wait, and a proven least number of them.

    The given number of teams, or the fewest that reach every station that can be reached; so placed that most weight of
    danger is reached by one, then most by two (``siaga.engines.covering``, exact within the time).
    """
    from siaga.engines.covering.solving import fewest_teams, place_reserves

    rules = problem.rules
    codes = [post.code for post in problem.posts]
    sites = sites_of(problem)
    if rules.reserve_size < 1 or rules.reserve_teams == 0 or not codes:
        return (), None
    minutes = ground.from_sites(sites, codes) - SLACK
    minutes = np.maximum(minutes, 0.0)
    teams, least, known = rules.reserve_teams, None, list[int]()
    if teams is None:
        known, least = fewest_teams(minutes, rules.reserve_within, seconds=seconds / 2)
        teams = len(known)
    patterns = Patterns.of(problem)
    weights = [WEIGHT[patterns.effective(post)] for post in problem.posts]
    placed = place_reserves(
        minutes,
        teams,
        rules.reserve_within,
        weights=weights,
        want=min(2, max(1, rules.reserve_want)),
        known=known,
        seconds=seconds / 2,
    )
    chosen = sorted(sites[site] for site in placed.sites)
    return tuple(Reserve(f"C{n:02}", *site) for n, site in enumerate(chosen, 1)), least


WEIGHT = {Cls.LOW: 1.0, Cls.MID: 2.0, Cls.HIGH: 4.0, Cls.SPECIAL: 4.0}
"""What reaching a station counts where reserves do not suffice for all."""


def reach(problem: Problem, ground: Ground, reserves: Sequence[Reserve]) -> Reach:
    rules = problem.rules
    codes = [post.code for post in problem.posts]
    if rules.reserve_size < 1 or rules.reserve_teams == 0 or not codes:
        return Reach((), 0, 0)
    if not reserves:
        return Reach(tuple(codes), 0, 0)
    minutes = ground.from_sites([(r.site, r.lat, r.lon) for r in reserves], codes)
    times = (minutes <= rules.reserve_within + SLACK).sum(axis=0)
    none = tuple(code for code, count in zip(codes, times, strict=True) if not count)
    hopeless: tuple[str, ...] = ()
    if none:
        nearest = ground.from_sites(sites_of(problem), none).min(axis=0)
        hopeless = tuple(code for code, best in zip(none, nearest, strict=True) if best > rules.reserve_within + SLACK)
    return Reach(none, int((times >= 1).sum()), int((times >= 2).sum()), hopeless)


def sites_of(problem: Problem) -> list[tuple[str, float, float]]:
    """Where a reserve can wait: at a unit, or at the first station of each village."""
    found = [(u.id, u.lat, u.lon) for u in problem.units if u.lat is not None and u.lon is not None]
    seen: set[str] = set()
    for post in sorted(problem.posts, key=lambda post: post.code):
        if post.village not in seen:
            seen.add(post.village)
            found.append((post.code, post.lat, post.lon))
    return found


def _together(ground: Ground, teams: Iterable[Team]) -> list[tuple[str, list[Team]]]:
    """Teams of a district that can reach each other."""
    found: dict[tuple[str, int], list[Team]] = defaultdict(list)
    for team in teams:
        found[team.district, ground.island_of(team.posts)].append(team)
    return [(district, inside) for (district, _island), inside in sorted(found.items(), key=lambda one: one[0])]


def _near(points: Sequence[tuple[float, float]], room: int) -> list[list[int]]:
    """As few groups as possible of near points."""
    at: Floats = np.array(points, float)
    km = arc(at[:, 0], at[:, 1], at[:, 0], at[:, 1])
    room = math.ceil(len(points) / math.ceil(len(points) / room))
    groups = packed(km, room, np.zeros(km.shape, bool))
    return sorted(groups)
