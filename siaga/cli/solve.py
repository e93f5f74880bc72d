"""``siaga solve``: the engines on plain files (routes, groups, medians). Reads a file; needs no database."""

from __future__ import annotations

from pathlib import Path

import click

from siaga.access import Problem
from siaga.cli.conventions import Output, TargetFile, command, file_argument, group
from siaga.cli.solve_cpmp import cpmp


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
@click.option("--out", "target", type=TargetFile(), metavar="F.sol", help="Menulis rutenya.")
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


@command(example="siaga solve groups tps.csv --size 4 --seconds 60", name="groups")
@file_argument("file")
@click.option(
    "--size", type=click.IntRange(1, 1000), default=4, show_default=True, metavar="K",
    help="Titik per kelompok paling banyak (atau jumlah kolom size-nya).",
)  # fmt: skip
@click.option(
    "--groups", type=click.IntRange(min=0), metavar="G", help="Kelompok paling banyak; tanpa ini 1,08 × titik ÷ K."
)
@click.option(
    "--seconds", type=click.FloatRange(0.1, 86_400), default=10.0, show_default=True, metavar="N",
    help="Waktu kerja prosesor; mesin yang sibuk memerlukan waktu lebih lama untuk kerja yang sama.",
)  # fmt: skip
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, metavar="S", help="Benih acak."
)
def groups(out: Output, file: Path, size: int, groups: int | None, seconds: float, seed: int) -> None:
    """Membagi titik (CSV: id,lat,lon[,size]) ke dalam kelompok yang berdekatan."""
    import time

    from siaga.engines.grouping.problem import CannotGroup, from_points
    from siaga.engines.grouping.reading import BadRows, points

    began = time.monotonic()
    try:
        read = points(file.read_text(encoding="utf-8-sig"), size)
    except UnicodeDecodeError as error:
        raise SolvingProblem("Berkas bukan teks UTF-8.", "Simpan kembali sebagai CSV UTF-8.") from error
    except BadRows as error:
        rows = [
            {"row": one.row, "field": one.field, "value": one.value, "message": one.message} for one in error.faults
        ]
        out.result({"errors": rows})
        for fault in error.faults:
            shown = f", {fault.field} “{fault.value}”" if fault.field else ""
            out.warn(f"Baris {fault.row}{shown}: {fault.message}.")
        out.fail(f"{len(error.faults)} kesalahan; tidak ada yang dihitung. Perbaiki baris di atas.")
        return
    try:
        from siaga.engines.grouping.solving import group as grouped

        problem = from_points(read.lat, read.lon, size, groups=groups, sizes=read.sizes)
        found = grouped(problem, seconds=seconds, seed=seed)
    except ModuleNotFoundError as error:
        raise SolvingProblem(
            "Mesin kelompok (numba, scipy) belum terpasang.", "Pasang Siaga dengan tambahan “engines”: siaga[engines]."
        ) from error
    except CannotGroup as error:
        raise SolvingProblem(error.message, error.remedy) from error
    named = [
        {"center": read.ids[one.center], "members": [read.ids[member] for member in one.members]}
        for one in found.groups
    ]
    out.result(
        {
            "groups": named,
            "cost_km": found.cost,
            "lower_bound_km": found.lower_bound,
            "gap": found.gap if found.lower_bound > 0 or found.cost == 0 else None,
            "seconds": round(found.seconds, 2),
            "wall_seconds": round(time.monotonic() - began, 2),
            "proven": found.proven,
            "limit": found.limit,
            "method": found.method,
            "seed": seed,
        }
    )
    out.say(f"{len(read.ids)} titik dalam {len(found.groups)} kelompok (paling banyak {found.limit}).")
    sure = "terbukti terbaik" if found.proven else f"tidak ada yang di bawah {found.lower_bound:.3f} km"
    out.say(f"Jarak ke titik pusat {found.cost:.3f} km; {sure}.")
    for one in found.groups:
        others = [read.ids[member] for member in one.members if member != one.center]
        out.say(f"  {read.ids[one.center]}: {' '.join(others) or '–'}")


solve.add_command(vrp)
solve.add_command(groups)
solve.add_command(cpmp)
