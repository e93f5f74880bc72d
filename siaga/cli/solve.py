"""``siaga solve vrp``: the routing engine on the benchmark's own files. Reads a file; needs no database."""

from __future__ import annotations

from pathlib import Path

import click

from siaga.access import Problem
from siaga.cli.conventions import Output, command, file_argument, group


class SolvingProblem(Problem):
    """The instance cannot be read, or the engine is not there or gave no answer."""

    code = "solve"


@group(example="siaga solve vrp X-n200-k36.vrp --seconds 10", name="solve")
def solve() -> None:
    """Memecahkan soal baku (benchmark) dengan mesin perencana."""


@command(example="siaga solve vrp X-n200-k36.vrp --seconds 10 --out rute.sol", name="vrp")
@file_argument("instance")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 86_400), default=10.0, show_default=True, metavar="N",
    help="Waktu kerja prosesor; mesin yang sibuk memerlukan waktu lebih lama untuk kerja yang sama.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, metavar="S", help="Benih acak."
)
@click.option(
    "--out", "target", type=click.Path(dir_okay=False, path_type=Path), metavar="F.sol", help="Menulis rutenya."
)
def vrp(out: Output, instance: Path, seconds: float, seed: int, target: Path | None) -> None:
    """Mencari rute terpendek untuk soal VRPLIB (.vrp) atau Solomon/Homberger (.txt)."""
    from siaga.engines.routing.instances import BrokenInstance
    from siaga.engines.routing.isolated import Died, OutOfTime
    from siaga.engines.routing.reading import read
    from siaga.engines.routing.solutions import solution_text

    try:
        problem = read(instance)
    except BrokenInstance as error:
        raise SolvingProblem(error.message, error.remedy) from error
    try:
        from siaga.engines.routing.solving import solve as solved
    except ModuleNotFoundError as error:
        raise SolvingProblem(
            "Mesin rute (pyvrp) belum terpasang.", "Pasang Siaga dengan tambahan “engines”: siaga[engines]."
        ) from error
    try:
        found = solved(problem, seconds=seconds, seed=seed)
    except (OutOfTime, Died) as error:
        raise SolvingProblem(
            "Pencarian tidak kembali dalam batas waktu dan dihentikan.", "Ulangi dengan --seconds yang lebih besar."
        ) from error
    stopped = [list(tour.visits) for tour in found.tours]
    out.result(
        {
            "instance": problem.name,
            "cost": found.cost,
            "cost_raw": found.cost_raw,
            "convention": f"{problem.convention.name}: {problem.convention.text}",
            "routes": stopped,
            "vehicles": [tour.vehicle + 1 for tour in found.tours],
            "seconds": round(found.seconds, 2),
            "feasible": found.feasible,
            "reasons": list(found.reasons),
            "unserved": list(found.unserved),
            "iterations": found.iterations,
            "seed": seed,
        }
    )
    out.say(f"{problem.name}: {len(problem.stops)} perhentian, {len(problem.vehicles)} kendaraan ({problem.kind}).")
    if not found.feasible or found.cost_raw is None:
        out.fail(" ".join(["Tidak ada rencana yang memenuhi semua aturan.", *found.reasons]))
        return
    if target is not None:
        target.write_text(solution_text(problem, found.tours, found.cost_raw), encoding="utf-8")
    out.say(f"Biaya {problem.convention.written(found.cost_raw)} ({problem.convention.text}); {len(stopped)} rute.")
    for tour in found.tours:
        out.say(f"  Kendaraan {tour.vehicle + 1}: {' '.join(map(str, tour.visits))}")
    if target is not None:
        out.say(f"Ditulis ke {target}.")


solve.add_command(vrp)
