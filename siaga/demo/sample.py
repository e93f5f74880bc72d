"""What the sample desk's files hold, computed from real totals and one seed.

Real: codes and names, TPS and voters per kecamatan (``data/README.md``). Estimated and marked so: the split to
kelurahan and TPS, the positions, the shapes. The same seed gives the same files.
"""

from __future__ import annotations

import csv
import io
import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shapely import unary_union, voronoi_polygons
from shapely.geometry import MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry

DATA = Path(__file__).parent / "data"
SEED = 1672
CITY = "16.72"
VOTER_LIMIT = 600
"""Pilkada 2024; every sample TPS stays at or below it."""
SHAPE_SOURCE = "Skema contoh, bukan batas resmi"

# Where the cells of the five kecamatan are centred, in rounded degrees: north, middle west, west, south-east, south.
_CENTRES = {
    "16.72.01": (-4.000, 103.235),
    "16.72.02": (-4.050, 103.250),
    "16.72.03": (-4.065, 103.175),
    "16.72.04": (-4.110, 103.335),
    "16.72.05": (-4.130, 103.240),
}
_OUTLINE_CENTRE = (-4.068, 103.250)
_OUTLINE_RADIUS = (0.105, 0.125)


@dataclass(frozen=True, slots=True)
class Kecamatan:
    """A sub-district with its published totals. voters: DPT of Pilkada 2024, people."""

    code: str
    name: str
    stations: int
    voters: int
    stations_pemilu: int


@dataclass(frozen=True, slots=True)
class Station:
    """One sample TPS. lat, lon: degrees, estimated. voters: people, estimated."""

    village: str
    number: int
    male: int
    female: int
    lat: float
    lon: float
    address: str

    @property
    def voters(self) -> int:
        return self.male + self.female


def wilayah_file() -> bytes:
    """The region file as it ships."""
    return (DATA / "wilayah.csv").read_bytes()


@cache
def kecamatan() -> tuple[Kecamatan, ...]:
    """The five sub-districts."""
    with (DATA / "kecamatan.csv").open(newline="") as file:
        return tuple(
            Kecamatan(
                code=row["kode"],
                name=row["nama"],
                stations=int(row["tps_pilkada_2024"]),
                voters=int(row["dpt_pilkada_2024"]),
                stations_pemilu=int(row["tps_pemilu_2024"]),
            )
            for row in csv.DictReader(file)
        )


@cache
def villages() -> dict[str, str]:
    """Name of each kelurahan by code, in the order of the codes."""
    with (DATA / "wilayah.csv").open(newline="") as file:
        return {row["kode"]: row["nama"] for row in csv.DictReader(file) if len(row["kode"]) == len("16.72.01.1001")}


def villages_of(code: str) -> list[str]:
    """Codes of the kelurahan of one kecamatan."""
    return [village for village in villages() if village.startswith(f"{code}.")]


def apportion(total: int, weights: Sequence[float], *, at_least: int = 0, at_most: int | None = None) -> list[int]:
    """Whole shares of ``total`` in proportion to ``weights``, summing exactly, each within its bounds.

    Largest remainders first; what a bound cuts off goes to the shares that have room.
    Raises ValueError where the bounds leave no solution.
    """
    top = total if at_most is None else at_most
    if not at_least * len(weights) <= total <= top * len(weights):
        raise ValueError(f"{total} does not fit {len(weights)} shares of {at_least} to {top}")
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [min(max(int(share), at_least), top) for share in exact]
    by_remainder = sorted(range(len(shares)), key=lambda i: shares[i] - exact[i])
    while rest := total - sum(shares):
        step = 1 if rest > 0 else -1
        order = by_remainder if step > 0 else by_remainder[::-1]
        for i in [i for i in order if at_least <= shares[i] + step <= top][: abs(rest)]:
            shares[i] += step
    return shares


@cache
def shapes() -> dict[str, BaseGeometry]:
    """A schematic polygon for each kelurahan, each kecamatan, and the city; they nest exactly (WGS84 degrees)."""
    chance = random.Random(SEED)
    outline = _outline(chance)
    codes = list(_CENTRES)
    districts = _cells([Point(lon, lat) for lat, lon in _CENTRES.values()], outline)
    found: dict[str, BaseGeometry] = {}
    for code, district in zip(codes, districts, strict=True):
        own = villages_of(code)
        points = _scattered(chance, district, len(own))
        cells = _cells(points, district)
        # Two rounds of moving each point to the middle of its cell make the cells even.
        for _ in range(2):
            cells = _cells([cell.centroid for cell in cells], district)
        found.update(zip(own, cells, strict=True))
        found[code] = unary_union(cells)
    found[CITY] = unary_union([found[code] for code in codes])
    return found


def _outline(chance: random.Random) -> Polygon:
    phase = [chance.uniform(0, math.tau) for _ in range(3)]
    lat, lon = _OUTLINE_CENTRE
    corners = []
    for step in range(48):
        angle = math.tau * step / 48
        wave = 1 + sum(0.05 * math.sin((n + 2) * angle + phase[n]) for n in range(3))
        corners.append(
            (lon + _OUTLINE_RADIUS[1] * wave * math.cos(angle), lat + _OUTLINE_RADIUS[0] * wave * math.sin(angle))
        )
    return Polygon(corners)


def _cells(points: list[Point], area: BaseGeometry) -> list[BaseGeometry]:
    """The part of ``area`` nearest to each point, in the order of the points."""
    cells = list(voronoi_polygons(MultiPoint(points), extend_to=area).geoms)
    return [next(cell for cell in cells if cell.covers(point)).intersection(area) for point in points]


def _scattered(chance: random.Random, area: BaseGeometry, count: int) -> list[Point]:
    west, south, east, north = area.bounds
    points: list[Point] = []
    while len(points) < count:
        point = Point(chance.uniform(west, east), chance.uniform(south, north))
        if area.contains(point):
            points.append(point)
    return points


@cache
def stations() -> tuple[Station, ...]:
    """The 248 sample TPS of Pilkada 2024; the voters of each kecamatan sum to its published DPT."""
    chance = random.Random(SEED + 1)
    found: list[Station] = []
    for district in kecamatan():
        own = villages_of(district.code)
        counts = apportion(district.stations, [chance.uniform(0.6, 1.4) for _ in own], at_least=2)
        weights = [chance.uniform(0.85, 1.15) for _ in range(district.stations)]
        voters = iter(apportion(district.voters, weights, at_least=60, at_most=VOTER_LIMIT))
        for village, count in zip(own, counts, strict=True):
            points = _scattered(chance, shapes()[village].buffer(-0.0005), count)
            for number, point in enumerate(points, start=1):
                total = next(voters)
                male = round(total * chance.uniform(0.48, 0.52))
                found.append(
                    Station(
                        village=village,
                        number=number,
                        male=male,
                        female=total - male,
                        lat=round(point.y, 5),
                        lon=round(point.x, 5),
                        address=f"Lingkungan {number}, {villages()[village]} (contoh)",
                    )
                )
    return tuple(found)


def stations_pemilu() -> Iterator[tuple[str, int]]:
    """Village and number of each TPS of Pemilu 2024: published counts per kecamatan, split by estimate; no voters."""
    chance = random.Random(SEED + 2)
    for district in kecamatan():
        own = villages_of(district.code)
        counts = apportion(district.stations_pemilu, [chance.uniform(0.6, 1.4) for _ in own], at_least=2)
        for village, count in zip(own, counts, strict=True):
            for number in range(1, count + 1):
                yield village, number


def stations_file() -> bytes:
    """The TPS of Pilkada 2024 as a file to import."""
    rows = [["kode_desa", "no_tps", "laki_laki", "perempuan", "jumlah", "lintang", "bujur", "perkiraan", "alamat"]]
    rows += [
        [s.village, str(s.number), str(s.male), str(s.female), str(s.voters), str(s.lat), str(s.lon), "ya", s.address]
        for s in stations()
    ]
    return _csv(rows)


def stations_pemilu_file() -> bytes:
    """The TPS of Pemilu 2024 as a file to import; the voters are unknown and stay so."""
    return _csv([["kode_desa", "no_tps"], *([village, str(number)] for village, number in stations_pemilu())])


def boundaries_file() -> bytes:
    """The schematic shapes as a GeoJSON FeatureCollection with property ``code``."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"code": code, "source": SHAPE_SOURCE, "estimated": True},
                    "geometry": _rounded(shape),
                }
                for code, shape in shapes().items()
            ],
        }
    ).encode()


def _rounded(shape: BaseGeometry) -> dict[str, object]:
    assert isinstance(shape, Polygon)
    ring = [[round(lon, 6), round(lat, 6)] for lon, lat in shape.exterior.coords]
    return {"type": "Polygon", "coordinates": [ring]}


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
