"""Travel times from a road engine (Valhalla, by pyvalhalla), built from an OpenStreetMap extract of the user's.

What it finds goes into a problem as rows of the matrix with the source ``TimeSource.ROADS``, so a plan stays a function
of plain values. pyvalhalla has wheels for Python 3.12 and later only; it is imported where it is used, and without it
``RoadsUnavailable`` is raised: plans then have known pairs and the class table.

Boats and porters are not asked of it: no road engine knows them.
"""

from __future__ import annotations

import json
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from siaga.engines.distribution.problem import Hub, MatrixRow, Problem, Road, Site, TimeSource

COSTING: Mapping[Road, str] = {
    Road.ASPHALT: "truck",
    Road.GRAVEL: "truck",
    Road.FOUR_WHEEL: "auto",
    Road.MOTORBIKE: "motorcycle",
}
"""How Valhalla is asked for the vehicles that can use a road class."""
BLOCK = 50
"""Places in a row or column of one question: some 2,500 pairs take half a second."""
MOST_PAIRS = 10_000
MOST_METRES = 1_000_000


class RoadsUnavailable(Exception):
    """There is no road engine here, or it did not do what it was asked."""


class Actor(Protocol):
    """What is used of ``valhalla.Actor``."""

    def matrix(self, request: Any) -> Any: ...


def build(extract: Path, folder: Path, *, run: Callable[[Sequence[str]], None] | None = None) -> Path:
    """Build road tiles from ``extract`` (.osm.pbf) in ``folder``; the path of the engine's configuration."""
    if not extract.is_file():
        raise RoadsUnavailable(f"no such file: {extract}")
    valhalla = _valhalla()
    tiles, packed = folder / "tiles", folder / "tiles.tar"
    tiles.mkdir(parents=True, exist_ok=True)
    if not packed.exists():
        with tarfile.open(packed, "w"):
            pass  # the configuration is refused while either is missing
    config = configured(valhalla.get_config(tile_extract=str(packed), tile_dir=str(tiles)))
    path = folder / "valhalla.json"
    path.write_text(json.dumps(config), encoding="utf-8")
    programs = Path(valhalla.__file__).resolve().parent / "bin"
    run = run or _run
    run([str(programs / "valhalla_build_tiles"), "-c", str(path), str(extract)])
    run([str(programs / "valhalla_build_extract"), "-c", str(path), "--overwrite"])
    return path


def configured(config: dict[str, Any]) -> dict[str, Any]:
    """The configuration with room for matrices of a regency."""
    for costing in sorted(set(COSTING.values())):
        limits = config.setdefault("service_limits", {}).setdefault(costing, {})
        limits["max_matrix_location_pairs"] = MOST_PAIRS
        limits["max_matrix_distance"] = MOST_METRES
    return config


def opened(config: Path) -> Actor:
    """The engine over tiles that were built."""
    if not config.is_file():
        raise RoadsUnavailable(f"no road tiles: {config}")
    actor: Actor = _valhalla().Actor(str(config))
    return actor


def with_roads(problem: Problem, actor: Actor) -> Problem:
    """The problem with a row for every pair of places that the engine finds a way between.

    Asked are the classes that vehicles of the problem can use; of those with the same costing each has its own row.
    """
    roads = sorted({road for v in problem.vehicles for road in v.access if road in COSTING})
    places: list[Hub | Site] = [hub for hub in problem.hubs if hub.access is not Road.BOAT]
    places += [site for site in problem.sites if site.access is not Road.BOAT]
    by_costing: dict[str, list[Road]] = {}
    for road in roads:
        by_costing.setdefault(COSTING[road], []).append(road)
    rows = list(problem.matrix)
    for costing, classes in sorted(by_costing.items()):
        for at, to, minutes, km in asked(actor, costing, places):
            rows += [MatrixRow(at, to, road, minutes, km, TimeSource.ROADS) for road in classes]
    return replace(problem, matrix=tuple(rows))


def asked(actor: Actor, costing: str, places: Sequence[Hub | Site]) -> Iterator[tuple[str, str, int, float]]:
    """From, to, minutes (rounded up) and kilometres of every pair with a way."""
    for sources in _blocks(places):
        for targets in _blocks(places):
            answer = actor.matrix(
                {
                    "sources": [{"lat": place.lat, "lon": place.lon} for place in sources],
                    "targets": [{"lat": place.lat, "lon": place.lon} for place in targets],
                    "costing": costing,
                    "units": "kilometers",
                    "verbose": True,
                }
            )
            for one in _cells(answer):
                at, to = sources[one["from_index"]].id, targets[one["to_index"]].id
                if at != to and one.get("time") is not None:
                    yield at, to, -(-int(one["time"]) // 60), float(one["distance"])


def _cells(answer: Any) -> Iterable[Mapping[str, Any]]:
    """The cells of an answer, which older and newer engines give as text or as a dict."""
    if isinstance(answer, str):
        answer = json.loads(answer)
    return (cell for row in answer["sources_to_targets"] for cell in row)


def _blocks(places: Sequence[Hub | Site]) -> Iterator[Sequence[Hub | Site]]:
    for start in range(0, len(places), BLOCK):
        yield places[start : start + BLOCK]


def _valhalla() -> Any:
    try:
        import valhalla  # type: ignore[import-not-found,unused-ignore]
    except ImportError as error:
        raise RoadsUnavailable("pyvalhalla is not installed; it needs Python 3.12 or later") from error
    return valhalla


def _run(command: Sequence[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=3600)  # noqa: S603 - programs of the package
    except (OSError, subprocess.SubprocessError) as error:
        raise RoadsUnavailable(f"{Path(command[0]).name}: {error}") from error
