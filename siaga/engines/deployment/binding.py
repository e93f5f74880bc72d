"""Why places stay open: the rules are lifted one after the other, and who then fills a place says what held it open."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from siaga.engines.deployment.forming import forbidden
from siaga.engines.deployment.ground import Ground
from siaga.engines.deployment.linmas import village_of
from siaga.engines.deployment.matching import extended
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Team, Why
from siaga.engines.deployment.problem import Cls, Kind, Officer, Post, Problem
from siaga.engines.deployment.slots import Slot
from siaga.engines.deployment.staffing import Flags, Staffed, Table
from siaga.engines.deployment.supply import rested

ORDER = (Why.VILLAGE, Why.RANK, Why.UNIT, Why.CUT, Why.REST, Why.AWAY)
"""In this order rules are lifted: what a desk can bend goes before what it cannot."""


def causes(
    problem: Problem, ground: Ground, staffed: Staffed, teams: Sequence[Team], taken: frozenset[str]
) -> dict[int, Why]:
    """What holds each open slot (by number) open.

    One rule is lifted by itself, so that every place that was filled stays filled and as many more as can be are, those
    of greater weight first: it held these open. Each person who is left answers for one place. After single rules
    several are lifted together. What then is still open is for want of people: for the distance where teams are more
    than the number of their stations wants, since these lie too far apart to share one. taken: who stands in locked
    teams.
    """
    found: dict[int, Why] = {}
    for kind in (Kind.POLICE, Kind.ARMY):
        numbers = [n for n, slot in enumerate(staffed.slots) if slot.kind is kind]
        if any(staffed.holder[n] is None for n in numbers):
            people = [o for o in problem.officers if o.kind is kind and o.id not in taken]
            found |= _of_kind(problem, ground, staffed, numbers, people)
    short = {n for n, slot in enumerate(staffed.slots) if staffed.holder[n] is None} - set(found)
    return found | _left(problem, ground, staffed.slots, short, teams)


def _of_kind(
    problem: Problem, ground: Ground, staffed: Staffed, numbers: Sequence[int], people: Sequence[Officer]
) -> dict[int, Why]:
    at = {officer.id: m for m, officer in enumerate(people)}
    holder = [staffed.holder[n] for n in numbers]
    columns = np.array([-1 if officer is None else at[officer.id] for officer in holder])
    slots = [staffed.slots[n] for n in numbers]
    open_rows = sorted(
        (row for row in range(len(slots)) if columns[row] < 0), key=lambda row: (-slots[row].weight, row)
    )
    left = np.ones(len(people), bool)
    left[columns[columns >= 0]] = False
    standing = ~left
    found: dict[int, Why] = {}
    for why, may in _lifted(Table(problem, ground, slots, people), problem, people):
        if not open_rows or not left.any():
            break
        filled = extended(may & (standing | left), columns, open_rows)
        left[filled[filled >= 0]] = False
        found |= {numbers[row]: why for row in open_rows if filled[row] >= 0}
        open_rows = [row for row in open_rows if filled[row] < 0]
    return found


def _lifted(table: Table, problem: Problem, people: Sequence[Officer]) -> Iterator[tuple[Why, Flags]]:
    """Who may hold which slot without one rule, each by itself; then without several, one more at a time."""
    shape = len(table.slots), len(people)
    available = np.array([officer.available for officer in people], bool)
    with_rest = np.array([rested(officer, problem.rules) for officer in people], bool)
    broken: dict[Why, Flags] = {
        Why.RANK: ~table.rank_ok,
        Why.VILLAGE: ~table.village_ok,
        Why.UNIT: ~table.unit_ok,
        Why.CUT: ~table.reached,
        Why.REST: np.broadcast_to(~with_rest, shape),
        Why.AWAY: np.broadcast_to(~available, shape),
    }
    times = np.sum(list(broken.values()), axis=0)
    for why in ORDER:
        yield why, times == broken[why]
    lifted = np.zeros(shape, int)
    for why in ORDER:
        lifted = lifted + broken[why]
        yield why, times == lifted


def _left(
    problem: Problem, ground: Ground, slots: Sequence[Slot], short: Iterable[int], teams: Sequence[Team]
) -> dict[int, Why]:
    """Of those for want of people, the police of teams that are there only because stations lie far apart."""
    over = _scattered(problem, ground, teams) if short else {}
    found: dict[int, Why] = {}
    in_team = {team.id for team in teams}
    for n in sorted(short, key=lambda n: (slots[n].weight, -n)):
        slot = slots[n]
        far = slot.kind is Kind.POLICE and slot.place in in_team and over.get(slot.district, 0) > 0
        found[n] = Why.DISTANCE if far else Why.NUMBER
        if far:
            over[slot.district] -= 1
    return found


def _scattered(problem: Problem, ground: Ground, teams: Sequence[Team]) -> dict[str, int]:
    """Police by kecamatan who would not be wanted if no two stations were too far apart to share a team."""
    patterns = Patterns.of(problem)
    held = {code for team in teams if team.locked for code in team.posts}
    parts: dict[tuple[str, Cls], list[Post]] = defaultdict(list)
    for post in problem.posts:
        if post.code not in held and patterns.get(patterns.effective(post)) is not None:
            parts[post.district, patterns.effective(post)].append(post)
    there = Counter((team.district, team.cls) for team in teams if team.posts and not team.locked)
    found: Counter[str] = Counter()
    for (district, cls), posts in parts.items():
        pattern = patterns.get(cls)
        assert pattern is not None
        by_village = Counter(post.village if problem.rules.same_village else "" for post in posts)
        least = sum(math.ceil(count / pattern.room) for count in by_village.values())
        minutes, _km = ground.between([post.code for post in posts])
        far = forbidden(problem, posts, minutes) & ~forbidden(problem, posts, np.zeros_like(minutes))
        if there[district, cls] > least and far.any():
            found[district] += (there[district, cls] - least) * pattern.police
    return found


def linmas_causes(problem: Problem, village: str, lacking: int) -> Mapping[Why, int]:
    """How many of a village's missing Linmas are away, have no rest, or are not there at all."""
    out: Counter[Why] = Counter()
    for officer in problem.officers:
        if officer.kind is Kind.LINMAS and village_of(officer) == village:
            if not officer.available:
                out[Why.AWAY] += 1
            elif not rested(officer, problem.rules):
                out[Why.REST] += 1
    found: dict[Why, int] = {}
    for why in (Why.REST, Why.AWAY):
        found[why] = min(lacking, out[why])
        lacking -= found[why]
    return {why: count for why, count in (*found.items(), (Why.NUMBER, lacking)) if count}
