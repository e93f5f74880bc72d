"""What would close a shortage, each tried before it is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from siaga.engines.deployment.above import reach, reserves_of
from siaga.engines.deployment.assembling import assembled, manned, missing_linmas
from siaga.engines.deployment.forming import kept_teams
from siaga.engines.deployment.ground import Ground
from siaga.engines.deployment.linmas import watches_of
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Need, Plan, Repair, RepairKind, Why
from siaga.engines.deployment.problem import DANGER, Kind, Officer, Pattern, Problem, Unit, UnitKind
from siaga.engines.deployment.slots import Places, Role, Slot, slots_of
from siaga.engines.deployment.staffing import held_in, slots_left, staffed

BKO = "bko-usulan"
POLICE = frozenset({Need.POLICE, Need.LEADER, Need.PADAL, Need.PATROL, Need.RESERVE})
Count = Callable[[Problem], int]
"""Places of police that stay open in a plan for a problem."""


def repairs_of(problem: Problem, plan: Plan, count: Count, seconds: float) -> tuple[Repair, ...]:
    """BKO that closes it, patterns that would, Linmas to recruit by village."""
    found: list[Repair] = []
    if short_of(plan):
        found.append(bko(problem, plan))
    if police_missing(plan):
        found += patterns(problem, plan, count)
    recruits: Counter[str] = Counter()
    for missing in plan.missing:
        if missing.need is Need.LINMAS:
            recruits[missing.where] += missing.amount
    found += [
        Repair(RepairKind.LINMAS, amount, where=village, checked=_recruits(problem, village, amount))
        for village, amount in recruits.items()
    ]
    if any(m.need is Need.REACH and m.why is Why.NUMBER for m in plan.missing):
        more = reserves(problem, plan, seconds)
        found += [more] if more.amount > 0 else []
    return tuple(found)


def reserves(problem: Problem, plan: Plan, seconds: float) -> Repair:
    """How many reserve teams more reach every station that can be reached: they are placed, and looked at."""
    wider = replace(problem, rules=replace(problem.rules, reserve_teams=None))
    placed, _ = reserves_of(wider, Ground(wider), seconds)
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
    """The smallest number of lent officers for these teams, and the smallest numbers of them with the ranks.

    A lent officer may stand anywhere. So as many are needed as places stay open when as many as can be are filled, and
    nobody leads without the rank; of them as many padals, and as many leaders, as stay open when only those places are
    filled (what an assignment fills of the higher ranks it need not give up to fill more: augmenting paths).
    """
    rules = problem.rules
    ground = Ground(problem)
    places, taken = _places(problem, ground, plan)
    slots = slots_of(problem, ground, places)

    def left(wanted: list[Slot]) -> int:
        return len(slots_left(problem, ground, wanted, taken=taken, strict=True))

    padals = left([slot for slot in slots if slot.role is Role.PADAL])
    ranked = left([slot for slot in slots if slot.role in (Role.PADAL, Role.LEADER)])
    amount = left(slots)
    ranks = [rules.padal_rank] * padals + [rules.leader_rank] * (ranked - padals)
    ranks += [next(iter(rules.ranks), "")] * (amount - ranked)
    short = short_of(restaffed(with_lent(problem, ranks), plan))
    return Repair(RepairKind.BKO, amount, leaders=ranked - padals, padals=padals, left=short, checked=True)


def _places(problem: Problem, ground: Ground, plan: Plan) -> tuple[Places, frozenset[str]]:
    """The plan's places without their people, but for those of locked teams; and who these are."""
    held = {team.id: team for team in kept_teams(problem, ground, Patterns.of(problem))}
    teams = tuple(held.get(team.id, team) for team in plan.teams)
    return Places(teams, plan.clusters, plan.patrols, plan.reserves), held_in(held.values())


def restaffed(problem: Problem, plan: Plan) -> Plan:
    """The same teams with other people."""
    ground = Ground(problem)
    places, taken = _places(problem, ground, plan)
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


def patterns(problem: Problem, plan: Plan, count: Count) -> Iterator[Repair]:
    """Wider patterns, the least dangerous class first; after one that closes it no further of that class is tried."""
    for pattern in sorted(problem.patterns, key=lambda pattern: DANGER[pattern.cls]):
        for wider in _wider(problem, pattern):
            changed = replace(problem, patterns=tuple(wider if each is pattern else each for each in problem.patterns))
            left = count(changed)
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


def _recruits(problem: Problem, village: str, amount: int) -> bool:
    """Whether so many more volunteers of the village fill its stations: they need nothing but the village."""
    more = dict(problem.linmas)
    more[village] = more.get(village, 0) + amount
    posts = tuple(post for post in problem.posts if post.village == village)
    here = replace(
        problem, posts=posts, officers=tuple(o for o in problem.officers if o.kind is Kind.LINMAS), linmas=more
    )
    return not missing_linmas(here, watches_of(here, Ground(here)))
