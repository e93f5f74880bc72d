"""One exact model over all kinds: the greatest risk covered within distance and stock, with its proven bound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from siaga.engines.allocation.allocation import Allocation, Given, Reason, Tally, Uncovered
from siaga.engines.allocation.distances import km_between
from siaga.engines.allocation.greedy import greedily
from siaga.engines.allocation.offers import Offers, offers_of
from siaga.engines.allocation.problem import Problem
from siaga.engines.exact import Budget, Model, Outcome

_SAME = 1e-7


def allocate(problem: Problem, *, seconds: float = 10.0) -> Allocation:
    """The best allocation within ``seconds`` of processor time. When they run out: the best one found, and the bound.

    What is covered is settled first; then the units that go are those with the fewest kilometres for it.
    """
    budget = Budget(seconds)
    offers = offers_of(problem)
    outcome = _covering(offers, budget.left)
    pairs = greedily(offers)
    best = offers.risk(offers.covered(target for target, _ in pairs))
    if outcome.values is not None:
        chosen = offers.without_waste(outcome.chosen(range(len(offers.targets))))
        if outcome.proven or offers.risk(offers.covered(chosen)) >= best:
            pairs = _sent(offers, chosen) or pairs
    if not outcome.proven:
        pairs = greedily(offers, pairs)
    pairs = _sent(offers, offers.without_waste(target for target, _ in pairs)) or pairs
    return _told(offers, pairs, outcome, budget.used)


def by_greedy(problem: Problem) -> Allocation:
    """The same problem by the plain greedy, for comparison."""
    budget = Budget(0.0)
    offers = offers_of(problem)
    nothing_known = Outcome(None, 0.0, float("inf"), proven=False)
    return _told(offers, greedily(offers), nothing_known, budget.used)


def _covering(offers: Offers, seconds: float) -> Outcome:
    """Variables: first one per target in order (a unit goes there), then flows from pools, then covered needs."""
    problem = offers.problem
    model = Model()
    gains = [0.0] * len(offers.targets)
    shared: dict[tuple[int, ...], float] = defaultdict(float)
    for need, targets in zip(problem.needs, offers.covering, strict=True):
        if len(targets) == 1:
            gains[targets[0]] += need.risk
        elif targets:
            shared[targets] += need.risk
    for gain in gains:
        model.variable(gain, whole=True)
    _stock(offers, model)
    for limit in problem.limits:
        going = [index for index, target in enumerate(offers.targets) if target.kind in limit.kinds]
        if going:
            model.row(going, high=float(limit.count))
    for targets, risk in shared.items():
        covered = model.variable(risk)
        model.row([covered, *targets], [1.0] + [-1.0] * len(targets), high=0.0)
    return model.solve(seconds)


def _stock(offers: Offers, model: Model) -> None:
    """No more units than there are. A pool that alone reaches its targets needs no flows, only a count."""
    pools_of = defaultdict(list)
    for index, pool in enumerate(offers.pools):
        for target in pool.targets:
            pools_of[target].append(index)
    flows: dict[int, list[int]] = defaultdict(list)
    into: dict[int, list[int]] = defaultdict(list)
    for index, pool in enumerate(offers.pools):
        for target in pool.targets:
            if len(pools_of[target]) > 1:
                flow = model.variable()
                flows[index].append(flow)
                into[target].append(flow)
            else:
                flows[index].append(target)
    for target, arriving in into.items():
        model.row([target, *arriving], [1.0] + [-1.0] * len(arriving), high=0.0)
    for index, pool in enumerate(offers.pools):
        if pool.count < len(flows[index]):
            model.row(flows[index], high=float(pool.count))


def _sent(offers: Offers, chosen: Sequence[int]) -> list[tuple[int, int]]:
    """Which resource sends a unit to which chosen target, with the fewest kilometres in all (a transport problem)."""
    model = Model()
    arcs: list[tuple[int, int]] = []
    leaving: dict[int, list[int]] = defaultdict(list)
    for target in chosen:
        arriving = []
        for resource, km in offers.targets[target].km.items():
            arc = model.variable(-km)
            arcs.append((target, resource))
            arriving.append(arc)
            leaving[resource].append(arc)
        model.row(arriving, low=1.0, high=1.0)
    for resource, going in leaving.items():
        count = offers.problem.resources[resource].count
        if count < len(going):
            model.row(going, high=float(count))
    outcome = model.solve(30.0)
    return [arcs[arc] for arc in outcome.chosen(range(len(arcs)))]


def _told(offers: Offers, pairs: Sequence[tuple[int, int]], outcome: Outcome, seconds: float) -> Allocation:
    problem = offers.problem
    nearest: dict[int, tuple[float, int]] = {}
    for index, (target, _) in enumerate(pairs):
        one = offers.targets[target]
        covers = [problem.needs[need] for need in one.covers]
        away = km_between([(one.lat, one.lon)], [(need.lat, need.lon) for need in covers], problem.detour)[0]
        for need, km in zip(one.covers, away, strict=True):
            nearest[need] = min(nearest.get(need, (float("inf"), -1)), (float(km), index))
    covers_of: dict[int, list[str]] = defaultdict(list)
    for need in sorted(nearest):
        covers_of[nearest[need][1]].append(problem.needs[need].station)
    given = tuple(
        Given(
            problem.resources[resource].id,
            offers.targets[target].kind,
            problem.kind(offers.targets[target].kind).need,
            offers.targets[target].place,
            offers.targets[target].lat,
            offers.targets[target].lon,
            round(offers.targets[target].km[resource], 3),
            tuple(covers_of[index]),
        )
        for index, (target, resource) in enumerate(pairs)
    )
    covered = offers.risk(nearest)
    reachable = offers.risk(need for need, targets in enumerate(offers.covering) if targets)
    bound = min(max(outcome.bound, covered), reachable)
    return Allocation(
        given=given,
        uncovered=_uncovered(offers, set(nearest)),
        covered_risk=covered,
        total_risk=offers.risk(range(len(problem.needs))),
        bound=bound,
        proven=bound - covered <= _SAME * max(1.0, bound),
        by_need=_tallies(problem, set(nearest), given),
        seconds=round(seconds, 3),
    )


def _uncovered(offers: Offers, covered: set[int]) -> tuple[Uncovered, ...]:
    problem = offers.problem
    open_needs: dict[str, list[int]] = defaultdict(list)
    for index, need in enumerate(problem.needs):
        if index not in covered:
            open_needs[need.kind].append(index)
    found = []
    otherwise = offers_of(replace(problem, closed=())).covering if problem.closed else offers.covering
    for kind, needs in open_needs.items():
        answering = problem.answering(kind)
        stock = [one for one in problem.resources if one.kind in answering and one.count > 0]
        away = km_between(
            [(one.lat, one.lon) for one in stock],
            [(problem.needs[need].lat, problem.needs[need].lon) for need in needs],
            problem.detour,
        )
        for column, index in enumerate(needs):
            need = problem.needs[index]
            reason = Reason.TOO_FAR if stock else Reason.NONE
            if otherwise[index]:
                reason = Reason.STOCK if offers.covering[index] else Reason.CUT
            km = round(float(away[:, column].min()), 3) if stock else None
            found.append(Uncovered(need.station, need.kind, need.risk, reason, km))
    return tuple(sorted(found, key=lambda one: (-one.risk, one.station, one.kind)))


def _tallies(problem: Problem, covered: set[int], given: Sequence[Given]) -> dict[str, Tally]:
    tallies = {}
    for name in sorted({need.kind for need in problem.needs} | {kind.need for kind in problem.kinds}):
        answering = problem.answering(name)
        inside = [(index, need.risk) for index, need in enumerate(problem.needs) if need.kind == name]
        tallies[name] = Tally(
            stations=len(inside),
            covered=sum(index in covered for index, _ in inside),
            risk=sum(risk for _, risk in inside),
            covered_risk=sum(risk for index, risk in inside if index in covered),
            stock=sum(one.count for one in problem.resources if one.kind in answering),
            given=sum(one.need == name for one in given),
        )
    return tallies
