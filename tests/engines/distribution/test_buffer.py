from __future__ import annotations

from dataclasses import replace

from siaga.engines.distribution.buffer import Of, buffered, harder
from siaga.engines.distribution.evaluating import evaluate
from siaga.engines.distribution.plan import Plan, Reason, Route, Unserved
from siaga.engines.distribution.problem import MatrixRow, Problem, Road, Rules
from siaga.engines.distribution.robustness import Spread, replay
from siaga.engines.distribution.solving import solve_here
from tests.engines.distribution.table import Table, problem, route, site, truck

NAMES = ("a", "b", "c")
PAIRS = (("gudang", "a"), ("gudang", "b"), ("gudang", "c"), ("a", "b"), ("b", "c"), ("a", "c"))
MINUTES = dict.fromkeys(PAIRS, 60)
ROUGH = Spread(travel=dict.fromkeys(Road, 0.2), rain_chance=0.0, late_chance=0.0)


def table(_problem: Problem, _rain: bool) -> Table:
    return Table(MINUTES)


def world(count: int = 3) -> Problem:
    sites = (site(name, windows=((360, 640),)) for name in NAMES)
    rows = tuple(MatrixRow(one, other, Road.ASPHALT, minutes, minutes) for (one, other), minutes in MINUTES.items())
    return problem(*sites, truck(count=count), rules=Rules(first_day=-1, last_day=-1), matrix=rows)


def packed(given: Problem) -> Plan:
    """As many stops on a truck as fit by the problem's own times, as a solver would."""
    minutes = {(row.from_id, row.to_id): row.minutes for row in given.matrix}
    legs_on = lambda _day: Table(minutes)  # noqa: E731
    routes: list[Route] = []
    left = []
    for name in NAMES:
        for at in range(given.vehicles[0].count):
            loads = {stop.site: 2 for stop in routes[at].trips[0].stops} if at < len(routes) else {}
            tried = route("truk", at + 1, -1, (390, {**loads, name: 2}))
            if not [b for b in evaluate(given, [tried], legs_on=legs_on).broken if b.rule.value != "demand"]:
                routes[at : at + 1] = [tried]
                break
        else:
            left.append(Unserved(name, 2, Reason.HOURS))
    return Plan(evaluate(given, routes, legs_on=legs_on).routes, tuple(left))


def test_a_harder_problem_is_slower_and_closes_earlier():
    given = world()
    hard = harder(given, 1.5, 30)
    assert {row.minutes for row in hard.matrix} == {90}
    assert hard.sites[0].windows == ((360, 610),)
    assert (hard.vehicles[0].shift_end, hard.rules.deadline_minute) == (1050, 1050)
    assert hard.estimates.speed_kmh[Road.ASPHALT] == given.estimates.speed_kmh[Road.ASPHALT] / 1.5


def test_without_need_there_is_no_buffer():
    easy = replace(world(), sites=tuple(site(name) for name in NAMES))
    found = buffered(easy, solver=packed, travel=table, spread=ROUGH, runs=2000)
    assert found.reached and (found.factor, found.minutes) == (1.0, 0) and len(found.tries) == 1


def test_the_smallest_buffer_that_is_enough_is_found():
    found = buffered(world(), target=0.99, solver=packed, travel=table, spread=ROUGH, runs=4000)
    assert found.reached and found.chances.least >= 0.99
    assert found.tries[0].level == 0 and found.tries[0].least < 0.99
    assert 1.0 < found.factor < 1.6 and 0 < found.minutes < 90
    below = [each for each in found.tries if each.factor < found.factor]
    assert all(each.least < 0.99 for each in below)
    again = replay(found.problem, found.plan, runs=20_000, seed=9, spread=ROUGH, dry=Table(MINUTES), wet=Table(MINUTES))
    assert again.least >= 0.985
    assert evaluate(found.problem, found.plan.routes, legs_on=lambda _day: Table(MINUTES)).ok


def test_all_together_ask_for_more_than_each():
    each = buffered(world(), target=0.9, solver=packed, travel=table, spread=ROUGH, runs=2000)
    together = buffered(world(), target=0.9, of=Of.ALL, solver=packed, travel=table, spread=ROUGH, runs=2000)
    assert together.reached and together.chances.overall >= 0.9
    assert together.factor >= each.factor


def test_when_no_buffer_reaches_it_the_best_is_given_and_said():
    found = buffered(world(count=1), target=0.99, solver=packed, travel=table, spread=ROUGH, runs=2000)
    assert not found.reached
    assert any(each.unserved for each in found.tries)
    assert found.chances.least == max(each.least for each in found.tries if not each.unserved)
    assert found.plan.feasible


def test_with_the_solver_a_late_plan_becomes_a_safe_one():
    """One truck could bring all three in the dry and on time; two are surer."""
    found = buffered(
        world(),
        target=0.99,
        spread=ROUGH,
        runs=3000,
        halvings=3,
        solver=lambda hard: solve_here(hard, 0.3, 1),
    )
    assert found.reached and found.chances.least >= 0.99
    assert len(found.plan.routes) > 1 and found.plan.feasible
