"""Regencies for the tests: small ones drawn at random, one of any size, and the real ones with invented officers."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from siaga.engines.deployment.problem import (
    RANKS,
    Cls,
    Kind,
    Known,
    Officer,
    Pattern,
    Post,
    Problem,
    Rules,
    Unit,
    UnitKind,
)

LOW, MID, HIGH, SPECIAL = Cls.LOW, Cls.MID, Cls.HIGH, Cls.SPECIAL
TARAKAN = (
    Pattern(LOW, 2, 4, 8, stations_max=8, linmas_max=16),
    Pattern(MID, 2, 2, 4),
    Pattern(HIGH, 2, 1, 2),
    Pattern(SPECIAL, 2, 1, 2),
)
"""The patterns of Tarakan, Pemilu 2024 (domain.md 4.3)."""


def drawn(number: int) -> Problem:
    """A regency of up to four kecamatan with whatever features the dice give it."""
    dice = random.Random(number)
    spread = dice.choice((0.03, 0.1, 0.3))
    districts = [f"17.06.{n:02}" for n in range(1, dice.randint(1, 4) + 1)]
    middle = {d: (-2.5 + dice.uniform(-spread, spread), 101.2 + dice.uniform(-spread, spread)) for d in districts}
    villages = [f"{d}.{2001 + n}" for d in districts for n in range(dice.randint(1, 4))]
    heart = {v: _near(dice, middle[v[:8]], spread / 2) for v in villages}
    weights = dice.choice(((8, 1, 1, 0, 1), (1, 1, 1, 1, 1), (1, 0, 0, 0, 0)))
    posts = []
    for village in villages:
        for n in range(1, dice.randint(1, 6) + 1):
            cls = dice.choices((LOW, MID, HIGH, SPECIAL, Cls.UNRATED), weights)[0]
            at = _near(dice, heart[village], dice.choice((0.0, 0.01, 0.05)))
            posts.append(Post(f"{village}/{n:03}", village, village[:8], *at, cls))
    units = [Unit(f"polsek-{d}", f"Polsek {d}", UnitKind.POLSEK, (d,), *middle[d]) for d in districts]
    if len(districts) > 2 and dice.random() < 0.4:
        units[:2] = [replace(units[0], districts=(districts[0], districts[1]))]
    units.append(Unit("polres", "Polres contoh", UnitKind.POLRES, (), -2.5, 101.2))
    units.append(Unit("kodim", "Kodim contoh", UnitKind.ARMY))
    officers = _people(dice, units, villages, heart, len(posts))
    patterns = [
        replace(
            pattern,
            police=dice.choice((1, 2, 2, 3)),
            stations=dice.choice((pattern.stations, pattern.stations, 3)),
            stations_max=dice.choice((None, pattern.stations_max, 6)),
            linmas_each=dice.choice((None, None, None, 1)),
        )
        for pattern in TARAKAN
        if dice.random() < 0.95
    ]
    rules = Rules(
        unrated_as=dice.choice((MID, MID, HIGH)),
        max_minutes=dice.choice((10.0, 30.0, 60.0)),
        same_village=dice.random() < 0.2,
        leader_rank=dice.choice(("Bripka", "Briptu", "")),
        padal_rank=dice.choice(("Ipda", "Aiptu")),
        not_own_village=dice.random() < 0.8,
        outside_km=dice.choice((None, 20.0, 20.0)),
        army_classes=dice.choice((frozenset(), frozenset({HIGH}), frozenset({HIGH, SPECIAL}))),
        army_per_team=dice.choice((1, 2)),
        padal_teams=dice.choice((2, 5, 10, 0)),
        patrol_size=dice.choice((0, 2, 2)),
        patrol_clusters=dice.choice((1, 2)),
        reserve_size=dice.choice((2, 4)),
        reserve_teams=dice.choice((None, None, 0, 1, 2)),
        reserve_within=dice.choice((10.0, 30.0)),
    )
    return Problem(
        posts=tuple(posts),
        officers=tuple(officers),
        patterns=tuple(patterns),
        units=tuple(units),
        rules=rules,
        linmas={v: dice.randint(0, 6) for v in villages if dice.random() < 0.5},
        known=tuple(_known(dice, posts) for _ in range(dice.choice((0, 0, 3)) if len(posts) > 1 else 0)),
        apart=frozenset((a, b) for a, b in [_two(dice, posts)] if len(posts) > 1 and dice.random() < 0.3),
    )


def _two(dice: random.Random, posts: Sequence[Post]) -> tuple[str, str]:
    if len(posts) < 2:
        return "", ""
    one, other = sorted(dice.sample([post.code for post in posts], 2))
    return one, other


def _known(dice: random.Random, posts: Sequence[Post]) -> Known:
    one, other = dice.sample([post.code for post in posts], 2)
    return Known(one, other, dice.choice((5.0, 90.0)), 7.5)


def _near(dice: random.Random, at: tuple[float, float], spread: float) -> tuple[float, float]:
    return at[0] + dice.uniform(-spread, spread), at[1] + dice.uniform(-spread, spread)


def _people(
    dice: random.Random,
    units: Sequence[Unit],
    villages: Sequence[str],
    heart: dict[str, tuple[float, float]],
    size: int,
) -> list[Officer]:
    officers = []
    for n in range(int(size * dice.choice((0.2, 0.6, 1.5, 3.0)))):
        unit = dice.choice([u for u in units if u.kind is not UnitKind.ARMY])
        home = dice.choice((*villages, "", "17.06"))
        lat, lon = heart.get(home, (None, None))
        officers.append(
            Officer(
                f"p{n:03}",
                dice.choice((unit.id, unit.id, unit.id, "bko-luar")),
                home,
                lat,
                lon,
                dice.choice((*RANKS[6:14], "Tidak dikenal")),
                available=dice.random() < 0.9,
                shifts=dice.choice(((), (), (), ((-1500, -1300),), ((-900, -800),), ((1600, 1800),), ((2000, 2400),))),
            )
        )
    officers += [Officer(f"t{n}", "kodim", kind=Kind.ARMY) for n in range(dice.choice((0, 3)))]
    for village in villages:
        officers += [
            Officer(
                f"l{village}-{n}", village, village, *heart[village], kind=Kind.LINMAS, available=dice.random() < 0.95
            )
            for n in range(dice.randint(0, 12))
        ]
    return officers


def invented(
    stations: int, *, police: float = 1.1, seed: int = 1, shares: Sequence[float] = (0.8, 0.15, 0.04, 0.01)
) -> Problem:
    """A regency of 60 × 40 km: villages of about seven stations, a third of which share a compound; officers by need.

    police: of what the patterns want at their usual size, about.
    """
    dice = random.Random(seed)
    count = max(1, stations // 7)
    wide = max(1, round(count**0.5 / 6))
    posts: list[Post] = []
    middle: dict[str, tuple[float, float]] = {}
    hearts: dict[str, tuple[float, float]] = {}
    for n in range(count):
        lat, lon = -3.0 + dice.random() * 0.36, 104.0 + dice.random() * 0.54
        district = f"16.99.{1 + int((lat + 3.0) / 0.36 * wide) * wide * 2 + int((lon - 104.0) / 0.54 * wide * 2):02}"
        hearts[f"{district}.{2001 + n}"] = (lat, lon)
        middle.setdefault(district, (lat, lon))
    while len(posts) < stations:
        for village, heart in hearts.items():
            at = heart if dice.random() < 0.3 else _near(dice, heart, 0.012)
            cls = dice.choices((LOW, MID, HIGH, SPECIAL), shares)[0]
            posts.append(Post(f"{village}/{len(posts):04}", village, village[:8], *at, cls))
            if len(posts) == stations:
                break
    units = [Unit(f"polsek-{d}", f"Polsek {d}", UnitKind.POLSEK, (d,), *at) for d, at in sorted(middle.items())]
    units.append(Unit("polres", "Polres contoh", UnitKind.POLRES, (), -2.82, 104.27))
    need = sum(2 / {LOW: 4, MID: 2}.get(post.cls, 1) for post in posts)
    return Problem(
        tuple(sorted(posts, key=lambda post: post.code)),
        tuple(_force(dice, units, hearts, round(need * police))),
        TARAKAN,
        tuple(units),
        Rules(reserve_within=45.0),
        linmas={village: 2 * sum(post.village == village for post in posts) for village in hearts},
    )


def _force(
    dice: random.Random, units: Sequence[Unit], hearts: dict[str, tuple[float, float]], count: int
) -> list[Officer]:
    officers = []
    for n in range(count):
        home = dice.choice(list(hearts))
        unit = units[-1] if dice.random() < 0.4 else dice.choice(units[:-1])
        rank = dice.choices(RANKS[6:15], (20, 20, 15, 15, 10, 8, 5, 3, 1))[0]
        officers.append(Officer(f"p{n:04}", unit.id, home, *hearts[home], rank))
    return officers


def real(folder: Path, *, police: float = 1.0, seed: int = 7) -> Problem:
    """The stations of February 2024 of a real regency at seeded points in their villages, with invented officers."""
    from shapely.geometry import Point, shape

    dice = random.Random(seed)
    features = json.loads((folder / "boundaries_desa.geojson").read_text(encoding="utf-8"))["features"]
    land = {one["properties"]["code"]: shape(one["geometry"]) for one in features}
    with (folder / "tps.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    posts = []
    for row in rows:
        village = row["kelurahan_code"]
        west, south, east, north = land[village].bounds
        while True:
            lon, lat = dice.uniform(west, east), dice.uniform(south, north)
            if land[village].contains(Point(lon, lat)):
                break
        cls = SPECIAL if row["lokasi_khusus"] == "1" else dice.choices((LOW, MID, HIGH), (0.9, 0.08, 0.02))[0]
        posts.append(
            Post(f"{village}/{int(row['tps_number']):03}", village, village[:8], lat, lon, cls, estimated=True)
        )
    hearts = {village: (area.centroid.y, area.centroid.x) for village, area in land.items()}
    districts = sorted({post.district for post in posts})
    units = []
    for district in districts:
        first = next(post for post in posts if post.district == district)
        units.append(
            Unit(f"polsek-{district}", f"Polsek {district}", UnitKind.POLSEK, (district,), *hearts[first.village])
        )
    units.append(Unit("polres", "Polres contoh", UnitKind.POLRES, (), *hearts[posts[0].village]))
    need = sum(2 / {LOW: 4, MID: 2}.get(post.cls, 1) for post in posts)
    return Problem(
        tuple(posts),
        tuple(_force(dice, units, hearts, round(need * police))),
        TARAKAN,
        tuple(units),
        Rules(max_minutes=60.0, reserve_within=60.0),
        linmas={village: 2 * sum(post.village == village for post in posts) for village in hearts},
    )
