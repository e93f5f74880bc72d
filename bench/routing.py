"""The routing engine against PyVRP as shipped, OR-Tools routing and VROOM on twelve public instances of six families.

``python -m bench.routing [--seconds 10] [--only n200,PR06] [--jobs 1] [--seeds 3] [--engines ours,ortools]``

Every cell runs in a process of its own with one thread and the same seconds of CPU time (reading and setting up the
model included, imports not), so a busy machine changes how long the table takes, not who wins. OR-Tools stops by a
limit of our own on CPU time; VROOM knows only the clock, so its timeout is stretched by the share of a core that this
machine gives us at that moment, and the CPU time that it really used is printed. PyVRP runs with three seeds: the
first is its result, the span of the three is the noise that "nowhere worse" is measured with.

PyVRP reads the file with its own reader; its mark for forbidden legs is repaired on PR06 (with the shipped one it does
not come back). OR-Tools and VROOM are handed a fleet of best known + 10 % + 2 where the file's own is larger, which
leans towards them. Neither is asked for several trips (reloads with release times), and VROOM cannot bound the length
of a shift; what it returns there is marked by the checker: every plan is re-checked by ``tests.engines.routing``.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench.routing_peers import run
from siaga.engines.routing.isolated import Died, OutOfTime, call
from tests.engines.routing.checker import judge
from tests.engines.routing.places import BEST_KNOWN, FOLDER, instance_file

ENGINES = ("ours", "pyvrp", "ortools", "vroom")
GOALS = {10: 2.0, 60: 0.9}


@dataclass(frozen=True, slots=True)
class Cell:
    """What an engine did with an instance. gap: per cent over the best known; None without a plan that is valid."""

    gap: float | None
    remark: str
    cpu: float


def main() -> int:
    words = argparse.ArgumentParser(prog="bench.routing")
    words.add_argument("--seconds", type=float, default=10.0)
    words.add_argument("--only", default="", help="parts of names, with commas")
    words.add_argument("--jobs", type=int, default=1)
    words.add_argument("--seeds", type=int, default=3, help="seeds of PyVRP")
    words.add_argument("--engines", default=",".join(ENGINES))
    asked = words.parse_args()
    if FOLDER is None or not FOLDER.is_dir():
        print("the instances (../shared/instances, or SIAGA_SHARED) are not here")
        return 0
    parts = [part for part in asked.only.split(",") if part]
    names = [name for name in BEST_KNOWN if not parts or any(part in name for part in parts)]
    engines = [engine for engine in ENGINES if engine in asked.engines.split(",")]
    seeds = {"ours": 1, "pyvrp": asked.seeds}
    work = [(name, engine, seed) for name in names for engine in engines for seed in range(1, seeds.get(engine, 1) + 1)]
    print(f"{asked.seconds:g} s of CPU time a cell, {asked.jobs} at a time; gap to best known in %", flush=True)
    with ThreadPoolExecutor(asked.jobs) as pool:
        cells = dict(zip(work, pool.map(lambda one: cell(*one, asked.seconds), work), strict=True))
    return table(names, engines, asked.seeds, asked.seconds, cells)


def table(
    names: list[str], engines: list[str], seeds: int, seconds: float, cells: dict[tuple[str, str, int], Cell]
) -> int:
    print(f"\n{'instance':26}" + "".join(f"{engine:>12}" for engine in engines) + "   PyVRP's seeds")
    remarks, behind = [], []
    for name in names:
        line = f"{name:26}"
        for engine in engines:
            one = cells[name, engine, 1]
            shown = "–" if one.gap is None else f"{one.gap:.2f}"
            if one.remark:
                remarks.append(f"{name} {engine}: {one.remark} (CPU {one.cpu:.1f} s)")
                shown += "*"
            line += f"{shown:>12}"
        spread = [cells[name, "pyvrp", seed].gap for seed in range(1, seeds + 1)] if "pyvrp" in engines else []
        known = [gap for gap in spread if gap is not None]
        line += "   " + " ".join("–" if gap is None else f"{gap:.2f}" for gap in spread)
        if "ours" in engines and known:
            mine = cells[name, "ours", 1].gap
            if mine is None or mine > max(known) + 0.005:
                behind.append(name)
                line += "   behind"
        print(line)
    means = {engine: _mean([cells[name, engine, 1] for name in names]) for engine in engines}
    print(f"{'mean over what it solved':26}" + "".join(f"{means[engine]:12.2f}" for engine in engines))
    failed = False
    if "ours" in engines:
        print(f"\nworse than PyVRP beyond its seeds: {', '.join(behind) or 'nowhere'}")
        for engine in engines[1:]:
            both = [name for name in names if cells[name, engine, 1].gap is not None]
            mine, other = (_mean([cells[name, who, 1] for name in both]) for who in ("ours", engine))
            print(f"on the {len(both)} that {engine} solves: ours {mine:.2f}, {engine} {other:.2f}")
            failed |= bool(both) and mine > other
        goal = GOALS.get(int(seconds))
        if goal is not None and len(names) == len(BEST_KNOWN):
            print(f"goal at {seconds:g} s: mean <= {goal}: {'reached' if means['ours'] <= goal else 'missed'}")
            failed |= means["ours"] > goal
        failed |= bool(behind) or any(cells[name, "ours", 1].gap is None for name in names)
    for remark in remarks:
        print(f"* {remark}")
    return int(failed)


def _mean(cells: Sequence[Cell]) -> float:
    gaps = [one.gap for one in cells if one.gap is not None]
    return statistics.mean(gaps) if gaps else float("nan")


def cell(name: str, engine: str, seed: int, seconds: float) -> Cell:
    path = instance_file(name)
    try:
        answer = call(run, engine, str(path), seed, seconds, wall_seconds=120 + 15 * seconds)
    except (OutOfTime, Died) as error:
        return _told(name, engine, seed, Cell(None, str(error), 0.0))
    if isinstance(answer, str):
        return _told(name, engine, seed, Cell(None, answer, 0.0))
    routes, cpu = answer
    if not routes:
        return _told(name, engine, seed, Cell(None, "no plan", cpu))
    judged = judge(path, routes)
    gap = (judged.published / BEST_KNOWN[name] - 1) * 100
    if judged.broken:
        shown = f"breaks rules ({len(judged.broken)}: {judged.broken[0]}); its cost would be {gap:+.2f} %"
        return _told(name, engine, seed, Cell(None, shown, cpu))
    over = f"used {cpu:.1f} s" if cpu > 1.25 * seconds + 0.5 else ""
    return _told(name, engine, seed, Cell(gap, over, cpu))


def _told(name: str, engine: str, seed: int, one: Cell) -> Cell:
    shown = "no valid plan" if one.gap is None else f"{one.gap:.2f} %"
    print(f"  {name} {engine} seed {seed}: {shown}, CPU {one.cpu:.1f} s {one.remark}", flush=True)
    return one


if __name__ == "__main__":
    sys.exit(main())
