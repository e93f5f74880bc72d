"""A plan for a problem: teams, what stands above them, officers, Linmas, and what is short."""

from __future__ import annotations

import time
from dataclasses import replace

from siaga.engines.deployment.above import clusters_of, patrols_of, reach, reserves_of
from siaga.engines.deployment.assembling import assembled, manned
from siaga.engines.deployment.form import digest
from siaga.engines.deployment.forming import formed
from siaga.engines.deployment.ground import Ground
from siaga.engines.deployment.linmas import watches_of
from siaga.engines.deployment.plan import Plan, Reserve, Team
from siaga.engines.deployment.problem import Problem
from siaga.engines.deployment.repairs import repairs_of
from siaga.engines.deployment.slots import Places, slots_of
from siaga.engines.deployment.staffing import held_in, slots_left, staffed
from siaga.engines.deployment.supply import Supply

TRIES = 3


def solve(problem: Problem, seconds: float = 30.0, seed: int = 1) -> Plan:
    """The plan, with what is missing and what would close it; never raises because something cannot be guarded.

    seconds: of processor time, for compact teams and for reserves; the assignments are exact and take what they take.
    """
    began = time.process_time()
    ground = Ground(problem)
    reserves, least = reserves_of(problem, ground, seconds * 0.2)
    _, back = open_places(problem, reserves)
    made = formed(problem, ground, Supply(problem, back), seconds * 0.5, seed)
    places = _places(problem, ground, made.teams, reserves)
    people = staffed(problem, ground, slots_of(problem, ground, places), taken=held_in(made.teams))
    watches = watches_of(problem, ground)
    plan = assembled(
        problem, ground, manned(problem, places, people), people, watches, reach(problem, ground, reserves)
    )
    plan = replace(
        plan, repairs=repairs_of(problem, plan, lambda other: open_places(other, reserves)[0], seconds * 0.2)
    )
    return replace(
        plan,
        home_best=True,
        inside_bound=made.bound,
        reserves_least=least,
        seconds=round(time.process_time() - began, 2),
        seed=seed,
        inputs=digest(problem),
    )


def open_places(problem: Problem, reserves: tuple[Reserve, ...]) -> tuple[int, int]:
    """Places of police that stay open in a plan of quick teams, and how many police that plan did not count on.

    How many police the other rules leave out shows only when they are sent. As long as some are missing, the number of
    teams is decided with as many police fewer. reserves: where they wait.
    """
    ground = Ground(problem)
    back = len(reserves) * problem.rules.reserve_size
    lacking, slack = _opened(problem, ground, reserves, back)
    for _ in range(TRIES):
        if not lacking or not slack:
            break
        again, slack = _opened(problem, ground, reserves, back + lacking)
        if again >= lacking:
            break
        lacking, back = again, back + lacking
    return lacking, back


def _opened(problem: Problem, ground: Ground, reserves: tuple[Reserve, ...], back: int) -> tuple[int, int]:
    """Open places, and by how many teams there could still be fewer."""
    made = formed(problem, ground, Supply(problem, back), 0.0, 1)
    slots = slots_of(problem, ground, _places(problem, ground, made.teams, reserves))
    return len(slots_left(problem, ground, slots, taken=held_in(made.teams))), made.slack


def _places(problem: Problem, ground: Ground, teams: tuple[Team, ...], reserves: tuple[Reserve, ...]) -> Places:
    clusters = clusters_of(problem, ground, teams)
    return Places(teams, clusters, patrols_of(problem, ground, teams, clusters), reserves)
