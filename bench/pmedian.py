"""The p-median engine on seven published instances: gap to the best known cost, bound, processor time.

``python -m bench.pmedian [--seconds 60] [--only SJC1,p3038] [--seed 1]``

Each instance goes through ``siaga solve cpmp`` in a process of its own, one thread; seconds are processor time, so a
busy machine changes how long the table takes, not what it says. Every solution is re-checked by
``tests.engines.pmedian``: exactly p medians, each point at one of them, no capacity exceeded, the cost as told.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

from tests.engines.pmedian.checker import judge
from tests.engines.pmedian.published import BEST_KNOWN, FOLDER, instance_file

GOAL = 0.5


def main() -> int:
    words = argparse.ArgumentParser(prog="bench.pmedian")
    words.add_argument("--seconds", type=float, default=60.0)
    words.add_argument("--only", default="", help="parts of names, with commas")
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    if FOLDER is None or not FOLDER.is_dir():
        print("the instances (../shared/instances, or SIAGA_SHARED) are not here")
        return 0
    parts = [part for part in asked.only.split(",") if part]
    names = [name for name in BEST_KNOWN if not parts or any(part in name for part in parts)]
    print(f"{asked.seconds:g} s of processor time each, seed {asked.seed}; per cent of the best known cost")
    print(f"{'instance':12}{'cost':>12}{'best known':>12}{'gap':>8}{'bound':>8}{'CPU s':>8}{'clock s':>9}", flush=True)
    gaps, failed = [], False
    for name in names:
        path = instance_file(name)
        clock = time.perf_counter()
        before = os.times()
        ran = subprocess.run(
            [
                sys.executable, "-c", "from siaga.cli import main; main()",
                "solve", "cpmp", str(path), "--seconds", str(asked.seconds), "--seed", str(asked.seed), "--json",
            ],
            capture_output=True,
            text=True,
        )  # fmt: skip
        after = os.times()
        clock = time.perf_counter() - clock
        worked = after.children_user + after.children_system - before.children_user - before.children_system
        if ran.returncode:
            print(f"{name:12}  {ran.stderr.strip()[-300:]}", flush=True)
            failed = True
            continue
        told = json.loads(ran.stdout)
        wrong = judge(path.read_text(), told)
        gap = (told["cost"] / BEST_KNOWN[name] - 1) * 100
        gaps.append(gap)
        print(
            f"{name:12}{told['cost']:12.2f}{BEST_KNOWN[name]:12.2f}{gap:8.3f}"
            f"{(told['lower_bound'] / BEST_KNOWN[name] - 1) * 100:8.3f}{worked:8.1f}{clock:9.1f}",
            flush=True,
        )
        for line in wrong[:5]:
            print(f"  BROKEN {line}")
        failed |= bool(wrong)
    if gaps:
        mean = statistics.mean(gaps)
        print(f"mean gap {mean:.3f} %, worst {max(gaps):.3f} %; goal at 60 s: mean <= {GOAL} %")
        failed |= len(names) == len(BEST_KNOWN) and asked.seconds >= 60 and mean > GOAL
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
