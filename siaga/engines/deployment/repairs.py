"""What would close a shortage, each tried before it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from siaga.engines.deployment.above import reach, reserves_of
from siaga.engines.deployment.assembling import assembled, manned, missing_linmas
from siaga.engines.deployment.forming import kept_teams
from siaga.engines.deployment.ground import Ground
from siaga.engines.deployment.linmas import watches_of
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Missing, Need, Plan, Repair, RepairKind, Why
from siaga.engines.deployment.problem import DANGER, Kind, Officer, Pattern, Problem, Unit, UnitKind
from siaga.engines.deployment.slots import Places, slots_of
from siaga.engines.deployment.staffing import staffed

BKO = "bko-usulan"
POLICE = frozenset({Need.POLICE, Need.LEADER, Need.PADAL, Need.PATROL, Need.RESERVE})
Try = Callable[[Problem], Plan]


def repairs_of(problem: Problem, plan: Plan, attempt: Try) -> tuple[Repair, ...]:
    """BKO that closes it, patterns that would, Linmas to recruit by village."""
    found: list[Repair] = []
    if short_of(plan):
        found.append(bko(problem, plan))
    if police_missing(plan):
        found += patterns(problem, plan, attempt)
    found += [
        Repair(RepairKind.LINMAS, missing.amount, where=missing.where, checked=_recruits(problem, missing))
        for missing in plan.missing
        if missing.need is Need.LINMAS
    ]
    if any(m.need is Need.REACH and m.why is Why.NUMBER for m in plan.missing):
        found.append(reserves(problem, plan))
    return tuple(found)


def reserves(problem: Problem, plan: Plan) -> Repair:
    """How many reserve teams more reach every station that can be reached: they are placed, and looked at."""
    wider = replace(problem, rules=replace(problem.rules, reserve_teams=None))
    placed, _ = reserves_of(wider, Ground(wider), 10.0)
    seen = reach(wider, Ground(wider), placed)
    return Repair(
        RepairKind.RESERVE,
        len(placed) - len(plan.reserves),
        left=len(seen.none) - len(seen.hopeless),
        checked=True,
    )


def police_missing(plan: Plan) -> int:
    """Police who are missing for everything but the rank of leaders who are there."""
    return sum(m.amount for m in plan.missing if m.need in POLICE and m.need is not Need.LEADER)


def short_of(plan: Plan) -> int:
    """Police who are missing, and leaders who are there without the rank."""
    return sum(m.amount for m in plan.missing if m.need in POLICE)


def bko(problem: Problem, plan: Plan) -> Repair:
    """The smallest number of lent officers for these teams, and how many of them need which rank.

    One lent officer fills one place at most, or takes over from one leader without the rank: fewer than the greater of
    the two numbers cannot do. From there up, numbers are tried with the highest ranks until nothing is short.
    """
    rules = problem.rules
    padals = sum(m.amount for m in plan.missing if m.need is Need.PADAL)
    leaders = sum(m.amount for m in plan.missing if m.rank and m.need is not Need.PADAL and m.need in POLICE)
    most = short_of(plan)
    amount = max(police_missing(plan), leaders + padals)
    highest = [next(iter(reversed(rules.ranks)), "")]
    while amount < most and short_of(restaffed(with_lent(problem, highest * amount), plan)):
        amount += 1
    ranks = [rules.padal_rank] * padals + [rules.leader_rank] * leaders
    ranks += [next(iter(rules.ranks), "")] * (amount - len(ranks))
    left = short_of(restaffed(with_lent(problem, ranks), plan))
    if left:
        leaders = amount - padals
        left = short_of(
            restaffed(with_lent(problem, [rules.padal_rank] * padals + [rules.leader_rank] * leaders), plan)
        )
    return Repair(RepairKind.BKO, amount, leaders=leaders, padals=padals, left=left, checked=True)


def restaffed(problem: Problem, plan: Plan) -> Plan:
    """The same teams with other people."""
    ground = Ground(problem)
    held = {team.id: team for team in kept_teams(problem, ground, Patterns.of(problem))}
    teams = tuple(held.get(team.id, team) for team in plan.teams)
    places = Places(teams, plan.clusters, plan.patrols, plan.reserves)
    taken = frozenset(id for team in held.values() for id in (*team.officers, *team.support))
    people = staffed(problem, ground, slots_of(problem, ground, places), taken=taken)
    return assembled(
        problem, ground, manned(problem, places, people), people, plan.watches, reach(problem, ground, plan.reserves)
    )


def with_lent(problem: Problem, ranks: Sequence[str]) -> Problem:
    """The problem with lent officers of no known home, who may stand anywhere."""
    lent = tuple(Officer(f"{BKO}-{n}", BKO, rank=rank) for n, rank in enumerate(ranks, 1))
    return replace(
        problem,
        officers=problem.officers + lent,
        units=(*problem.units, Unit(BKO, "BKO", UnitKind.BKO)),
    )


def patterns(problem: Problem, plan: Plan, attempt: Try) -> Iterator[Repair]:
    """Wider patterns, the least dangerous class first; after one that closes it no further of that class is tried."""
    for pattern in sorted(problem.patterns, key=lambda pattern: DANGER[pattern.cls]):
        for wider in _wider(problem, pattern):
            changed = replace(problem, patterns=tuple(wider if each is pattern else each for each in problem.patterns))
            left = police_missing(attempt(changed))
            if left < police_missing(plan):
                yield Repair(RepairKind.PATTERN, pattern=wider, left=left, checked=True)
            if left == 0:
                return


def _wider(problem: Problem, pattern: Pattern) -> Iterator[Pattern]:
    """Offered ones for the class, else the double of its stations."""
    offers = [
        offer
        for offer in problem.offers
        if offer.cls is pattern.cls and offer.police / offer.room < pattern.police / pattern.room
    ]
    if offers:
        yield from sorted(offers, key=lambda offer: -offer.police / offer.room)
        return
    if pattern.police < 1:
        return
    each = pattern.linmas_each or problem.rules.linmas_each
    room = 2 * pattern.room
    yield replace(pattern, stations_max=room, linmas=each * pattern.stations, linmas_max=each * room)


def _recruits(problem: Problem, missing: Missing) -> bool:
    """Whether so many more volunteers of the village fill its stations: they need nothing but the village."""
    more = dict(problem.linmas)
    more[missing.where] = more.get(missing.where, 0) + missing.amount
    posts = tuple(post for post in problem.posts if post.village == missing.where)
    here = replace(
        problem, posts=posts, officers=tuple(o for o in problem.officers if o.kind is Kind.LINMAS), linmas=more
    )
    return not missing_linmas(here, watches_of(here, Ground(here)))
