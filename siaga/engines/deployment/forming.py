"""Teams of stations: near each other, in one kecamatan, by the pattern of their class."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from siaga.engines.deployment.ground import SLACK, Floats, Ground
from siaga.engines.deployment.islands import Islands
from siaga.engines.deployment.islands import apart as cut
from siaga.engines.deployment.numbers import Key, Wish, decided
from siaga.engines.deployment.packing import Flags, center_of, packed, spread, tightened
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Team
from siaga.engines.deployment.problem import Cls, Post, Problem
from siaga.engines.deployment.supply import Ranks, Supply, can_serve
from siaga.engines.grouping.problem import CannotGroup
from siaga.engines.grouping.problem import Problem as Grouping
from siaga.engines.grouping.solving import group


@dataclass(frozen=True, slots=True)
class Formed:
    """Teams without officers.

    bound: no teams of these numbers have less way inside; None where that is not known. slack: by how many they could
    be fewer.
    """

    teams: tuple[Team, ...]
    bound: float | None
    slack: int


def formed(problem: Problem, ground: Ground, supply: Supply, seconds: float, seed: int) -> Formed:
    """Teams for every station whose class has a pattern; locked ones first, as they are. No seconds: quick teams."""
    patterns = Patterns.of(problem)
    locked = kept_teams(problem, ground, patterns)
    taken = {code for team in locked for code in team.posts}
    parts: dict[Key, list[Post]] = defaultdict(list)
    for post in problem.posts:
        cls = patterns.effective(post)
        if post.code not in taken and patterns.get(cls) is not None:
            parts[post.district, cls].append(post)
    fields = {key: Field(problem, ground, posts) for key, posts in sorted(parts.items())}
    wishes = {key: _wish(patterns, key[1], field) for key, field in fields.items()}
    counts = decided(wishes, lambda need: supply.spare(_with(need, locked, patterns)))
    work = sum(len(field.codes) for field in fields.values()) or 1
    teams: list[Team] = []
    bound: float | None = sum(team.km for team in locked)
    for key, field in fields.items():
        pattern = patterns.get(key[1])
        assert pattern is not None
        room = pattern.stations if counts[key] >= wishes[key].wish else pattern.room
        found, least = field.groups(room, counts[key], seconds * len(field.codes) / work, seed)
        bound = None if bound is None or least is None else bound + least
        teams += [described(ground, "", key[0], key[1], [field.codes[n] for n in group]) for group in found]
    slack = sum(count - wishes[key].least for key, count in counts.items())
    return Formed(tuple(locked) + tuple(named(teams, {team.id for team in locked})), bound, slack)


class Field:
    """Stations of one class in one district."""

    def __init__(self, problem: Problem, ground: Ground, posts: Sequence[Post]) -> None:
        self.codes = [post.code for post in posts]
        self.minutes, self.km = ground.between(self.codes)
        self.apart = forbidden(problem, posts, self.minutes)

    def fewest(self, room: int) -> int:
        return len(packed(self.km, room, self.apart))

    def groups(self, room: int, count: int, seconds: float, seed: int) -> tuple[list[list[int]], float | None]:
        """At most ``count`` groups, and a lower bound of their way.

        A sweep always finds groups that keep the rules. The search for compact ones (``siaga.engines.grouping``) may
        find none of this number where many pairs are forbidden; then, and without time, the sweep's stand.
        """
        if count >= len(self.codes):
            return [[n] for n in range(len(self.codes))], 0.0
        swept = packed(self.km, room, self.apart)
        count = max(count, len(swept))
        if seconds <= 0:
            return spread(swept, count, self.km), None
        try:
            found = group(Grouping(self.km, room, count, apart=self.apart), seconds=seconds, seed=seed)
        except CannotGroup:
            found_here = tightened(spread(swept, count, self.km), room, self.km, self.apart, seconds)
            # Without the forbidden pairs nothing can be longer: its bound holds here too.
            return found_here, group(Grouping(self.km, room, count), seconds=seconds / 4, seed=seed).lower_bound
        return [list(one.members) for one in found.groups], found.lower_bound


def forbidden(problem: Problem, posts: Sequence[Post], minutes: Floats) -> Flags:
    """Pairs that may not share a team."""
    apart: Flags = minutes > problem.rules.max_minutes + SLACK
    if problem.rules.same_village:
        villages = np.array([post.village for post in posts])
        apart |= villages[:, None] != villages[None, :]
    if problem.apart:
        at = {post.code: n for n, post in enumerate(posts)}
        for one, other in problem.apart:
            if one in at and other in at:
                apart[at[one], at[other]] = apart[at[other], at[one]] = True
    if problem.islands:
        numbers = Islands(problem).of_posts(posts)
        apart |= cut(numbers, numbers)
    np.fill_diagonal(apart, False)
    return apart


def described(ground: Ground, id: str, district: str, cls: Cls, posts: Iterable[str]) -> Team:
    """A team with the figures of its stations."""
    codes = sorted(posts)
    minutes, km = ground.between(codes)
    center = center_of(list(range(len(codes))), km)
    return Team(
        id=id,
        district=district,
        cls=cls,
        posts=tuple(codes),
        center=codes[center],
        km=round(float(km[center].sum()), 3),
        minutes=round(float(minutes.max()), 2),
    )


def redescribed(ground: Ground, patterns: Patterns, team: Team, posts: Iterable[str]) -> Team:
    """The same team with other stations: its class, centre and ways follow."""
    codes = sorted(posts)
    if not codes:
        return replace(team, posts=(), center="", km=0.0, minutes=0.0)
    cls = patterns.strictest(ground.posts[code] for code in codes) or team.cls
    made = described(ground, team.id, team.district, cls, codes)
    return replace(team, posts=made.posts, center=made.center, km=made.km, minutes=made.minutes, cls=cls)


def named(teams: Iterable[Team], taken: set[str]) -> list[Team]:
    """Ids such as ``17.06.01-03``: numbered in each district, in the order of their first station."""
    number: dict[str, int] = defaultdict(int)
    found = []
    for team in sorted(teams, key=lambda team: (team.district, team.posts)):
        while True:
            number[team.district] += 1
            id = f"{team.district}-{number[team.district]:02}"
            if id not in taken:
                break
        found.append(replace(team, id=id))
    return found


def kept_teams(problem: Problem, ground: Ground, patterns: Patterns) -> list[Team]:
    """Locked teams: their stations, and those of their officers who can serve."""
    able = {officer.id: officer for officer in problem.officers if can_serve(officer, problem.rules)}
    ranks = Ranks(problem.rules.ranks)
    least = problem.rules.leader_rank
    found = []
    for kept in problem.locked:
        known = [ground.posts[code] for code in kept.posts if code in ground.posts]
        if not known:
            continue
        cls = patterns.strictest(known) or patterns.effective(known[0])
        team = described(ground, kept.id, known[0].district, cls, [post.code for post in known])
        officers = [id for id in kept.officers if id in able]
        fit = [id for id in officers if ranks.suffices(able[id].rank, least)]
        leader = kept.leader if kept.leader in fit else next(iter(fit), "")
        found.append(
            replace(
                team,
                officers=tuple(sorted(officers, key=lambda id: id != leader)),
                leader=leader,
                support=tuple(id for id in kept.support if id in able),
                locked=True,
            )
        )
    return found


def _wish(patterns: Patterns, cls: Cls, field: Field) -> Wish:
    pattern = patterns.get(cls)
    assert pattern is not None
    wish = max(field.fewest(pattern.stations), math.ceil(len(field.codes) / pattern.stations))
    least = wish if pattern.room == pattern.stations else min(wish, field.fewest(pattern.room))
    return Wish(len(field.codes), pattern.police, wish, least)


def _with(need: Mapping[str, int], locked: Sequence[Team], patterns: Patterns) -> dict[str, int]:
    """The need with that of locked teams."""
    found = dict(need)
    for team in locked:
        pattern = patterns.get(team.cls)
        found[team.district] = found.get(team.district, 0) + (pattern.police if pattern else 0)
    return found
