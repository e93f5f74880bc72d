"""``siaga solve cpmp``: the p-median engine on published instances. Reads a file; needs no database."""

from __future__ import annotations

from pathlib import Path

import click

from siaga.access import Problem
from siaga.cli.conventions import Output, command, file_argument


class MedianProblem(Problem):
    """The instance cannot be read, or the engine is not there or found nothing."""

    code = "solve"


@command(example="siaga solve cpmp SJC1.dat --seconds 10", name="cpmp")
@file_argument("instance")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 86_400), default=10.0, show_default=True, metavar="N",
    help="Waktu kerja prosesor; mesin yang sibuk memerlukan waktu lebih lama untuk kerja yang sama.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, metavar="S", help="Benih acak."
)
def cpmp(out: Output, instance: Path, seconds: float, seed: int) -> None:
    """Mencari median berkapasitas (“n p”, lalu “x y kapasitas permintaan” tiap titik) dengan jarak terkecil."""
    from siaga.engines.pmedian.instance import BrokenInstance, read_cpmp
    from siaga.engines.pmedian.solving import solve

    try:
        problem = read_cpmp(instance.read_text(encoding="utf-8", errors="replace"))
        found = solve(problem, seconds=seconds, seed=seed)
    except BrokenInstance as error:
        raise MedianProblem(error.message, error.remedy) from error
    except ModuleNotFoundError as error:
        raise MedianProblem(
            "Mesin median (scipy, numba) belum terpasang.", "Pasang Siaga dengan tambahan “engines”: siaga[engines]."
        ) from error
    out.result(
        {
            "instance": instance.stem,
            "cost": found.cost,
            "lower_bound": found.lower_bound,
            "gap": found.gap,
            "medians": list(found.medians),
            "assignment": list(found.assignment),
            "seconds": found.seconds,
            "seed": seed,
            "method": "annealing; bound: Lagrangian relaxation of the assignment, whole knapsacks",
        }
    )
    out.say(f"{instance.stem}: {len(problem)} titik, {problem.medians} median.")
    out.say(
        f"Biaya {found.cost:.2f}; batas bawah {found.lower_bound:.2f}, "
        f"jadi paling banyak {found.gap:.2%} di atas yang terbaik."
    )
    out.say(f"Median: {' '.join(map(str, found.medians))}")
