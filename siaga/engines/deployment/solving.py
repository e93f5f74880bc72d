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
from siaga.engines.deployment.plan import Plan, Reserve
from siaga.engines.deployment.problem import Problem
from siaga.engines.deployment.repairs import police_missing, repairs_of
from siaga.engines.deployment.slots import Places, slots_of
from siaga.engines.deployment.staffing import staffed
from siaga.engines.deployment.supply import Supply

TRIES = 3


def solve(problem: Problem, seconds: float = 30.0, seed: int = 1) -> Plan:
    """The plan, with what is missing and what would close it; never raises because something cannot be guarded.

    seconds: of processor time, for compact teams and for reserves; the assignment is exact and takes what it takes.
    """
    began = time.process_time()
    reserves, least = reserves_of(problem, Ground(problem), seconds * 0.2)
    plan = attempt(problem, reserves, seconds * 0.5, seed)

    def tried(other: Problem) -> Plan:
        return attempt(other, reserves, seconds * 0.1, seed)

    plan = replace(plan, repairs=repairs_of(problem, plan, tried), reserves_least=least)
    return replace(plan, seconds=round(time.process_time() - began, 2), seed=seed, inputs=digest(problem))


def attempt(problem: Problem, reserves: tuple[Reserve, ...], seconds: float, seed: int) -> Plan:
    """The plan without repairs; ``reserves`` say where they wait.

    How many police other rules leave out shows only when they are sent. As long as some are missing, it is tried with
    as many police fewer when the number of teams is decided.
    """
    ground = Ground(problem)
    back = len(reserves) * problem.rules.reserve_size
    plan, slack = _attempt(problem, ground, reserves, back, seconds, seed)
    for _ in range(TRIES):
        lacking = police_missing(plan)
        if not lacking or not slack:
            break
        back += lacking
        again, slack = _attempt(problem, ground, reserves, back, seconds, seed)
        if police_missing(again) >= lacking:
            break
        plan = again
    return plan


def _attempt(
    problem: Problem, ground: Ground, reserves: tuple[Reserve, ...], back: int, seconds: float, seed: int
) -> tuple[Plan, int]:
    """One plan, and by how many teams it could still have fewer. back: police who are not counted on for teams."""
    made = formed(problem, ground, Supply(problem, back), seconds, seed)
    clusters = clusters_of(problem, ground, made.teams)
    patrols = patrols_of(problem, ground, made.teams, clusters)
    places = Places(made.teams, clusters, patrols, reserves)
    taken = frozenset(id for team in made.teams if team.locked for id in (*team.officers, *team.support))
    people = staffed(problem, ground, slots_of(problem, ground, places), taken=taken)
    watches = watches_of(problem, ground)
    plan = assembled(
        problem, ground, manned(problem, places, people), people, watches, reach(problem, ground, reserves)
    )
    return replace(plan, home_best=True, inside_bound=made.bound), made.slack
