"""Compact groups over invented regencies (``grouping_points``): plan, lower bound, proven gap, in a minute of CPU.

``python -m bench.grouping [--seconds 60] [--only 1000x4] [--seeds 1]``

Pairs at 300, 1,000 and 3,000 stations with and without spare teams, villages with borders, and groups of 4 and 8 across
villages, one thread, one after another. Every plan is judged again from its coordinates by ``tests.engines.grouping``.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from dataclasses import dataclass

from bench.grouping_points import regency
from siaga.engines.grouping.problem import Problem, from_points
from siaga.engines.grouping.solving import group, ready
from tests.engines.grouping.oracle import broken


@dataclass(frozen=True, slots=True)
class Case:
    n: int
    capacity: int
    spare: bool = True
    borders: bool = False
    goal: float | None = None  # largest proven gap; 0: proved to be the best

    @property
    def name(self) -> str:
        return f"{self.n}x{self.capacity}" + ("" if self.spare else " no spare") + (" borders" if self.borders else "")

    def problem(self, seed: int) -> Problem:
        lat, lon, village = regency(self.n, seed)
        groups = None if self.spare else math.ceil(self.n / self.capacity)
        villages = village.tolist() if self.borders else None
        return from_points(lat, lon, self.capacity, groups=groups, villages=villages)


CASES = (
    Case(300, 2, goal=0.0),
    Case(1000, 2, goal=0.0),
    Case(1000, 2, spare=False, goal=0.0),
    Case(3000, 2, goal=0.0),
    Case(300, 4, borders=True),
    Case(1000, 4, borders=True),
    Case(300, 4, goal=0.05),
    Case(1000, 4, goal=0.05),
    Case(3000, 4),
    Case(1000, 4, spare=False),
    Case(1000, 8),
    Case(3000, 8, goal=0.25),
)


def main() -> int:
    words = argparse.ArgumentParser(prog="bench.grouping")
    words.add_argument("--seconds", type=float, default=60.0)
    words.add_argument("--only", default="", help="parts of names, with commas")
    words.add_argument("--seeds", type=int, default=1)
    words.add_argument("--loud", action="store_true", help="how the bound rises")
    asked = words.parse_args()
    parts = [part for part in asked.only.split(",") if part]
    cases = [case for case in CASES if not parts or any(part in case.name for part in parts)]
    began = time.process_time()
    ready()
    print(
        f"loops compiled or read in {time.process_time() - began:.1f} s; {asked.seconds:g} s of processor time a plan"
    )
    print(f"{'stations x size':20} seed  groups    cost km   bound km   gap %  CPU s  wall s")
    missed = 0
    for case in cases:
        for seed in range(1, asked.seeds + 1):
            missed += measure(case, seed, asked.seconds, asked.loud)
    return int(missed > 0)


def measure(case: Case, seed: int, seconds: float, loud: bool) -> bool:
    problem = case.problem(seed)
    wall = time.monotonic()
    found = group(problem, seconds=seconds, seed=seed, told=print if loud else None)
    wall = time.monotonic() - wall
    wrong = broken(problem, found)
    if len(found.groups) > found.limit:
        wrong.append("too many groups")
    over = case.goal is not None and found.gap > case.goal + 1e-9
    remark = "  proved" if found.proven else ""
    if case.goal is not None:
        remark += f"  goal {100 * case.goal:g} %: {'MISSED' if over else 'reached'}"
    print(
        f"{case.name:20}{seed:>5}{len(found.groups):>8}{found.cost:>11.3f}{found.lower_bound:>11.3f}"
        f"{100 * found.gap:>8.2f}{found.seconds:>7.1f}{wall:>8.1f}{remark}{'  BROKEN: ' + wrong[0] if wrong else ''}",
        flush=True,
    )
    return over or bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
