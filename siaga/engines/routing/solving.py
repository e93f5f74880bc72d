"""Solving an instance: within a CPU budget, in a process of its own, and never infeasible without a reason."""

from __future__ import annotations

import contextlib
import math
import time
from dataclasses import dataclass

import numpy as np
from pyvrp import Client, ProblemData

from siaga.engines.routing.instances import Instance, Tour
from siaga.engines.routing.isolated import call
from siaga.engines.routing.modelling import FORBIDDEN, problem_data, tours
from siaga.engines.routing.search import CpuBudget, search
from siaga.engines.routing.shortages import few, shortages

SEARCH_SHARE = 0.8
"""Of the budget, when nothing feasible is found by then: the rest goes into saying what is short."""


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan and how it was found. cost: as the benchmark publishes it; cost_raw: the integer that was minimised.

    reasons: when infeasible, what is short, in sentences; the routes then serve what they can.
    seconds: CPU time of the search.
    """

    cost: float | int | None
    cost_raw: int | None
    tours: tuple[Tour, ...]
    feasible: bool
    reasons: tuple[str, ...]
    unserved: tuple[int, ...]
    seconds: float
    iterations: int


def solve(instance: Instance, *, seconds: float, seed: int = 1) -> Solution:
    """The best plan found in ``seconds`` of CPU time. A search that does not come back is ended: ``OutOfTime``.

    Random choices follow the seed; the last plan may still differ a little between runs, as the search cools by the
    CPU clock.
    """
    return call(_solve_alone, instance, seconds, seed, wall_seconds=wall_limit(seconds))


def wall_limit(seconds: float) -> float:
    """When the process is ended by force: generous, since a busy machine may give a search a tenth of a core."""
    return 30 + 10 * seconds


def _solve_alone(instance: Instance, seconds: float, seed: int) -> Solution:
    _end_by_force_after(time.process_time() + 10 + 2 * seconds)
    return solve_here(instance, seconds, seed)


def solve_here(instance: Instance, seconds: float, seed: int) -> Solution:
    """``solve`` in this process, without the hard stop."""
    begun = time.process_time()
    certain = shortages(instance)
    data = problem_data(instance)
    if not certain:
        left = seconds - (time.process_time() - begun)
        found = search(data, CpuBudget(left, share_without_plan=SEARCH_SHARE), seed=seed)
        planned = tours(instance, found.solution.routes())
        if found.solution.is_feasible() and _permitted(instance, planned):
            raw = found.solution.distance_cost() + found.solution.fixed_vehicle_cost()
            return Solution(
                cost=instance.convention.published(raw),
                cost_raw=raw,
                tours=planned,
                feasible=True,
                reasons=(),
                unserved=(),
                seconds=time.process_time() - begun,
                iterations=found.iterations,
            )
    partial = search(_optional(data), CpuBudget((1 - SEARCH_SHARE) * seconds), seed=seed).solution
    missing = tuple(activity.idx + instance.depots for activity in partial.unplanned())
    return Solution(
        cost=None,
        cost_raw=None,
        tours=tours(instance, partial.routes()) if partial.is_feasible() else (),
        feasible=False,
        reasons=tuple(certain) or (_not_served(instance, missing),),
        unserved=missing,
        seconds=time.process_time() - begun,
        iterations=0,
    )


def _permitted(instance: Instance, planned: tuple[Tour, ...]) -> bool:
    """A forbidden leg is dear, not impossible: without a time limit PyVRP may call a plan feasible that drives one."""
    return all(
        instance.vehicles[tour.vehicle].may_visit(visit)
        for tour in planned
        for visit in tour.visits
        if visit >= instance.depots
    )


def _optional(data: ProblemData) -> ProblemData:
    """The same problem, in which leaving a stop out costs more than any detour to it could."""
    matrices = [np.asarray(matrix) for matrix in data.distance_matrices()]
    longest = max(int(matrix[matrix < FORBIDDEN].max(initial=1)) for matrix in matrices)
    price = max(kind.fixed_cost + 4 * kind.unit_distance_cost * longest for kind in data.vehicle_types())
    return data.replace(clients=[_with_price(client, price) for client in data.clients()])


def _with_price(client: Client, price: int) -> Client:
    return Client(
        location=client.location,
        delivery=list(client.delivery),
        pickup=list(client.pickup),
        service_duration=client.service_duration,
        tw_early=client.tw_early,
        tw_late=client.tw_late,
        release_time=client.release_time,
        prize=price,
        required=False,
    )


def _not_served(instance: Instance, missing: tuple[int, ...]) -> str:
    if not missing:
        return (
            "Rencana untuk semua perhentian belum ditemukan dalam waktu ini, walau rencana longgarnya ada; "
            "beri waktu lebih banyak atau tambah satu kendaraan."
        )
    loads = ", ".join(f"{int(one)}" for one in instance.demands[list(missing)].sum(axis=0))
    return (
        "Dalam waktu ini tidak ditemukan rencana untuk semua perhentian; yang terbaik meninggalkan "
        f"{len(missing)} dari {len(instance.stops)} ({few(missing)}; muatan {loads}). "
        "Tambah kendaraan, longgarkan jendela waktu atau jam kerjanya, atau beri waktu lebih banyak."
    )


def _end_by_force_after(cpu_seconds: float) -> None:
    """The kernel ends this process after that much CPU time, even where the wall clock says little (a busy machine)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = math.ceil(cpu_seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
