"""The places that want an officer: in teams, over clusters, on patrol, in reserve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from siaga.engines.deployment.ground import Ground
from siaga.engines.deployment.islands import MAINLAND
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Cluster, Patrol, Reserve, Team
from siaga.engines.deployment.problem import Cls, Kind, Problem


class Role(StrEnum):
    LEADER = "leader"
    MEMBER = "member"
    PADAL = "padal"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Slot:
    """place: id of team, cluster, patrol or reserve. weight: what is filled first where people are short.

    least: the rank that is wanted; strict: nobody below it will do. villages: where the holder may not live. district
    empty: no district of its own. island: where it can be reached from (``islands.py``).
    """

    place: str
    role: Role
    weight: int
    lat: float
    lon: float
    district: str
    villages: frozenset[str] = frozenset()
    kind: Kind = Kind.POLICE
    least: str = ""
    strict: bool = False
    island: int = MAINLAND


TEAM_WEIGHT = {Cls.SPECIAL: 12, Cls.HIGH: 12, Cls.MID: 10, Cls.LOW: 6}
PADAL_WEIGHT, PATROL_WEIGHT, RESERVE_WEIGHT = 8, 4, 2
FIRST = 1
"""More weight for the first of a place, so that nobody stands nowhere while two stand together."""


@dataclass(frozen=True, slots=True)
class Places:
    """What officers are sent to."""

    teams: tuple[Team, ...]
    clusters: tuple[Cluster, ...] = ()
    patrols: tuple[Patrol, ...] = ()
    reserves: tuple[Reserve, ...] = ()


def slots_of(problem: Problem, ground: Ground, places: Places) -> list[Slot]:
    """All places of police, and of the army where it supports; of locked teams those that are not held already."""
    patterns = Patterns.of(problem)
    found: list[Slot] = []
    for team in places.teams:
        if team.posts:
            found += _team(problem, ground, patterns, team)
    teams = {team.id: team for team in places.teams}
    for cluster in places.clusters:
        found.append(_padal(problem, ground, cluster, [teams[id] for id in cluster.teams if id in teams]))
    clusters = {cluster.id: cluster for cluster in places.clusters}
    for patrol in places.patrols:
        inside = [teams[id] for name in patrol.clusters for id in clusters[name].teams if id in teams]
        (lat, lon), island = _middle(ground, inside), _island(ground, inside)
        for n in range(problem.rules.patrol_size):
            weight = PATROL_WEIGHT + (FIRST if n == 0 else 0)
            found.append(Slot(patrol.id, Role.MEMBER, weight, lat, lon, patrol.district, island=island))
    for reserve in places.reserves:
        district = ground.posts[reserve.site].district if reserve.site in ground.posts else ""
        for n in range(problem.rules.reserve_size):
            found.append(
                Slot(
                    reserve.id,
                    Role.MEMBER if n else Role.LEADER,
                    RESERVE_WEIGHT + (0 if n else FIRST),
                    reserve.lat,
                    reserve.lon,
                    district,
                    least="" if n else problem.rules.leader_rank,
                    island=ground.island_of_site(reserve.site),
                )
            )
    return found


def _team(problem: Problem, ground: Ground, patterns: Patterns, team: Team) -> Iterator[Slot]:
    pattern = patterns.get(team.cls)
    rules = problem.rules
    center, island = ground.posts[team.center], ground.island_of(team.posts)
    villages = frozenset(ground.posts[code].village for code in team.posts) if rules.not_own_village else frozenset()
    weight = TEAM_WEIGHT[team.cls]
    held, led = (len(team.officers), bool(team.leader)) if team.locked else (0, False)
    for n in range(max(0, (pattern.police if pattern else 0) - held)):
        leads = n == 0 and not led
        yield Slot(
            team.id,
            Role.LEADER if leads else Role.MEMBER,
            weight + (FIRST if n == 0 and not held else 0),
            center.lat,
            center.lon,
            team.district,
            villages,
            least=rules.leader_rank if leads else "",
            island=island,
        )
    if team.cls in rules.army_classes:
        for _ in range(max(0, rules.army_per_team - (len(team.support) if team.locked else 0))):
            yield Slot(
                team.id, Role.SUPPORT, 1, center.lat, center.lon, team.district, villages, Kind.ARMY, island=island
            )


def _padal(problem: Problem, ground: Ground, cluster: Cluster, teams: Sequence[Team]) -> Slot:
    lat, lon = _middle(ground, teams)
    return Slot(
        cluster.id,
        Role.PADAL,
        PADAL_WEIGHT,
        lat,
        lon,
        cluster.district,
        least=problem.rules.padal_rank,
        strict=True,
        island=_island(ground, teams),
    )


def _island(ground: Ground, teams: Sequence[Team]) -> int:
    return ground.island_of(code for team in teams for code in team.posts)


def _middle(ground: Ground, teams: Sequence[Team]) -> tuple[float, float]:
    points = [ground.posts[team.center] for team in teams if team.posts]
    if not points:
        return ground.middle
    return sum(p.lat for p in points) / len(points), sum(p.lon for p in points) / len(points)
