"""Distributions for real regencies: public village points and counts, with access and fleet by a stated rule.

Stations of a sub-district are those of the file for 27 November 2024; to its villages they go in proportion to the
stations of February 2024 (largest remainder, ties by code); a village without a point lies at that of its sub-district.
The depot is where a capital lies (``_depot``). Of the villages the tenth that is farthest from the depot is remote.
A crossing lies at the sub-district point that is farthest from the depot; the third of the remote villages that is
nearest to it is reached by boat from there, the others in turn by motorbike and by 4wd. Of all others every fourth (by
code) is gravel.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from math import cos, hypot, radians
from pathlib import Path

from siaga.engines.distribution.problem import Hub, HubKind, Problem, Road, Rules, Site, VehicleClass

LAND = frozenset({Road.ASPHALT, Road.GRAVEL})


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def shared_out(total: int, weights: dict[str, int]) -> dict[str, int]:
    """Whole numbers in proportion to the weights (largest remainder, ties by key)."""
    whole = sum(weights.values())
    exact = {key: total * weight / whole for key, weight in weights.items()}
    given = {key: int(value) for key, value in exact.items()}
    order = sorted(exact, key=lambda key: (given[key] - exact[key], key))
    for key in order[: total - sum(given.values())]:
        given[key] += 1
    return given


def stations(folder: Path, *, column: str = "tps_pilkada2024") -> dict[str, int]:
    """Stations by village."""
    february = Counter(row["kelurahan_code"] for row in rows(folder / "tps.csv"))
    found: dict[str, int] = {}
    for district in rows(folder / "kecamatan_pilkada2024.csv"):
        code = district["kecamatan_code"]
        weights = {v: n for v, n in february.items() if v.startswith(code + ".")}
        found |= shared_out(int(district[column]), weights)
    return found


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres on a plane, good enough to rank by."""
    mean = radians((one[0] + other[0]) / 2)
    return hypot((one[0] - other[0]) * 111.2, (one[1] - other[1]) * 111.2 * cos(mean))


def fleet(*, trucks: int = 2, cabins: int = 3, motorbikes: int = 6, boats: int = 1) -> tuple[VehicleClass, ...]:
    """The fleet of the acceptance list, with working costs of ours."""
    gudang = "gudang"
    return (
        VehicleClass("truk", "Truk", trucks, 150, LAND, gudang, cost_fixed=750e3, cost_km=6e3, cost_hour=5e4),
        VehicleClass(
            "4x4", "Kabin ganda 4x4", cabins, 12, LAND | {Road.FOUR_WHEEL}, gudang,
            cost_fixed=5e5, cost_km=5e3, cost_hour=4e4,
        ),
        VehicleClass(
            "motor", "Sepeda motor", motorbikes, 2, LAND | {Road.FOUR_WHEEL, Road.MOTORBIKE}, gudang,
            cost_fixed=15e4, cost_km=1e3, cost_hour=2e4,
        ),
        VehicleClass(
            "perahu", "Perahu", boats, 40, frozenset({Road.BOAT}), "dermaga",
            cost_fixed=4e5, cost_km=8e3, cost_hour=4e4,
        ),
    )  # fmt: skip


def regency(
    folder: Path, *, boxes_per_station: int = 2, column: str = "tps_pilkada2024", boats: bool = True
) -> Problem:
    """H-7 to H-1 with the fleet of the acceptance list."""
    counts = stations(folder, column=column)
    places = rows(folder / "wilayah.csv")
    point = {row["code"]: (float(row["lat"]), float(row["lon"])) for row in places if row["lat"]}
    name = {row["code"]: row["name"] for row in places}
    districts = [row["code"] for row in places if row["level"] == "kecamatan"]
    villages = sorted(code for code in counts if counts[code])
    point |= {code: point[code[:8]] for code in villages if code not in point}
    depot = _depot(villages, counts, point)
    crossing = max(districts, key=lambda code: apart(point[code], depot))
    far = sorted(villages, key=lambda code: -apart(point[code], depot))[: len(villages) // 10]
    wet = sorted(far, key=lambda code: apart(point[code], point[crossing]))[: len(far) // 3] if boats else []
    dry = sorted(set(far) - set(wet))
    access = {code: Road.GRAVEL if n % 4 == 3 else Road.ASPHALT for n, code in enumerate(villages)}
    access |= {code: Road.MOTORBIKE if n % 2 else Road.FOUR_WHEEL for n, code in enumerate(dry)}
    access |= dict.fromkeys(wet, Road.BOAT)
    hubs = [Hub("gudang", "Gudang KPU", *depot)]
    if wet:
        hubs.append(Hub("dermaga", "Dermaga", *point[crossing], kind=HubKind.CROSSING, hub="gudang"))
    return Problem(
        hubs=tuple(hubs),
        sites=tuple(
            Site(
                id=code,
                name=name[code],
                lat=point[code][0],
                lon=point[code][1],
                boxes=counts[code] * boxes_per_station,
                access=access[code],
                remote=code in far,
                hub="dermaga" if access[code] is Road.BOAT else "gudang",
                group=code[:8],
            )
            for code in villages
        ),
        vehicles=fleet(boats=1) if wet else fleet()[:3],
        rules=Rules(),
    )


def invented(number: int = 1, *, villages: int = 400, tps: int = 3000, fleet_of: int = 3) -> Problem:
    """An invented large regency: 100 × 80 km, four kinds of last stretch, two boxes for each station."""
    dice = random.Random(number)
    weights = {f"d{n:03}": dice.randint(1, 12) for n in range(villages)}
    counts = shared_out(tps, weights)
    sites = []
    for n, (code, amount) in enumerate(counts.items()):
        access = (Road.ASPHALT,) * 6 + (Road.GRAVEL,) * 2 + (Road.FOUR_WHEEL, Road.MOTORBIKE)
        lat, lon = -3.5 + dice.random() * 0.9, 103.5 + dice.random() * 0.72
        road = access[n % 10]
        remote = road in (Road.FOUR_WHEEL, Road.MOTORBIKE)
        group = f"{int((lat + 3.5) / 0.18)}{int((lon - 103.5) / 0.18)}"
        sites.append(Site(code, code, lat, lon, 2 * amount, access=road, remote=remote, hub="gudang", group=group))
    vehicles = fleet(trucks=2 * fleet_of, cabins=3 * fleet_of, motorbikes=24 * fleet_of)[:3]
    return Problem(hubs=(Hub("gudang", "Gudang KPU", -3.05, 103.86),), sites=tuple(sites), vehicles=vehicles)


def _depot(villages: list[str], counts: dict[str, int], point: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """At the village with the most stations of the sub-district with the most stations: where a capital lies."""
    by_district: Counter[str] = Counter()
    for code in villages:
        by_district[code[:8]] += counts[code]
    district = max(sorted(by_district), key=lambda code: by_district[code])
    return point[max((v for v in villages if v.startswith(district)), key=lambda v: (counts[v], v))]
