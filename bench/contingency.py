"""Scarce resources by one exact model beside the plain greedy, on made regencies (seeded), in one run.

``python -m bench.contingency [--stations 3000] [--villages 400] [--seed 1] [--seconds 60]``

Stations stand in villages over 60 × 40 km; their risk is skewed, as classes are. 50 medics may set up a post at any
village (risk within 5 km), 261 gensets in five stores go to stations without power (a fifth) within 40 km, 80
satellite phones in two stores to villages without signal (a quarter). Seconds are processor time: it is what the model
costs, however busy the machine is. Every allocation is re-checked by ``tests.engines.allocation``.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

from siaga.engines.allocation.problem import Kind, Need, Problem, Resource, Serving, Site
from siaga.engines.allocation.solving import allocate, by_greedy
from tests.engines.allocation.brute import broken

GOAL_SECONDS = 10.0
_KM = 1 / 111.195


def main() -> int:
    words = argparse.ArgumentParser(prog="bench.contingency")
    words.add_argument("--stations", type=int, default=0)
    words.add_argument("--villages", type=int, default=0)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--seconds", type=float, default=60.0)
    asked = words.parse_args()
    sizes = [(asked.stations, asked.villages)] if asked.stations and asked.villages else [(1000, 150), (3000, 400)]
    allocate(regency(20, 5, 1))  # scipy is loaded once, before the measures
    failed = False
    print(f"{'stations':>9}{'villages':>9}{'units':>14}{'exact':>11}{'bound':>11}{'greedy':>11}{'more':>8}{'CPU s':>8}")
    for stations, villages in sizes:
        problem = regency(stations, villages, asked.seed)
        worked = time.process_time()
        exact = allocate(problem, seconds=asked.seconds)
        worked = time.process_time() - worked
        plain = by_greedy(problem)
        units = "/".join(str(sum(r.count for r in problem.resources if r.kind == kind.id)) for kind in problem.kinds)
        more = exact.covered_risk / plain.covered_risk - 1
        print(
            f"{stations:9}{villages:9}{units:>14}{exact.covered_risk:11.1f}{exact.bound:11.1f}"
            f"{plain.covered_risk:11.1f}{more:8.2%}{worked:8.2f}",
            flush=True,
        )
        wrong = broken(problem, exact) + broken(problem, plain)
        for line in wrong[:5]:
            print(f"  BROKEN {line}")
        goal = exact.proven and worked < GOAL_SECONDS and not wrong
        print(f"  proven: {'yes' if exact.proven else 'no'}; proven in < {GOAL_SECONDS:g} s: {'yes' if goal else 'NO'}")
        for name, tally in exact.by_need.items():
            print(
                f"  {name}: {tally.covered} of {tally.stations} stations, risk {tally.covered_risk:.1f} of "
                f"{tally.risk:.1f} (greedy {plain.by_need[name].covered_risk:.1f}), "
                f"{tally.given} of {tally.stock} units"
            )
        failed |= not goal
    return int(failed)


def regency(stations: int, villages: int, seed: int) -> Problem:
    pick = random.Random(seed)

    def at(east: float, north: float) -> tuple[float, float]:
        return -4.0 + north * _KM, 104.0 + east * _KM

    centres = [(pick.uniform(0, 60), pick.uniform(0, 40)) for _ in range(villages)]
    dark = {village for village in range(villages) if pick.random() < 0.25}
    needs = []
    for station in range(stations):
        village = station % villages
        lat, lon = at(centres[village][0] + pick.gauss(0, 0.6), centres[village][1] + pick.gauss(0, 0.6))
        risk = round(min(10.0, pick.paretovariate(2.0)), 2)
        name = f"T{station:05}"
        needs.append(Need(name, "kesehatan", risk, lat, lon, f"D{village:04}"))
        if pick.random() < 0.2:
            needs.append(Need(name, "listrik", risk, lat, lon, f"D{village:04}"))
        if village in dark:
            needs.append(Need(name, "sinyal", risk, lat, lon, f"D{village:04}"))
    places = [Site(f"D{village:04}", *at(*centre)) for village, centre in enumerate(centres)]
    medics, gensets, phones = max(1, villages // 8), max(1, 87 * stations // 1000), max(1, villages // 5)
    resources = [Resource("puskesmas", "medis", medics, *at(30, 20), max_km=5.0)]
    for store in range(5):
        count = gensets // 5 + (store < gensets % 5)
        resources.append(
            Resource(f"gudang-{store}", "genset", count, *at(10 * store + 10, 10 + 5 * store), max_km=40.0)
        )
    for store in range(2):
        count = phones // 2 + (store < phones % 2)
        resources.append(Resource(f"posko-{store}", "telepon-satelit", count, *at(20 + 20 * store, 20), max_km=60.0))
    return Problem(
        kinds=(
            Kind("medis", "kesehatan", Serving.POST),
            Kind("genset", "listrik", Serving.STATION),
            Kind("telepon-satelit", "sinyal", Serving.VILLAGE),
        ),
        resources=tuple(resources),
        needs=tuple(needs),
        sites=tuple(places),
        villages=tuple(places),
    )


if __name__ == "__main__":
    sys.exit(main())
