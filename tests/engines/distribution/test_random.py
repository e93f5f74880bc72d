"""Small regencies drawn at random: every plan keeps every rule, and says of every box what becomes of it."""

from __future__ import annotations

import random

import pytest

from siaga.engines.distribution.evaluating import evaluate
from siaga.engines.distribution.problem import Hub, HubKind, MatrixRow, Problem, Road, Rules, Site, VehicleClass
from siaga.engines.distribution.solving import solve_here
from tests.engines.distribution.checker import breaks

LAND = frozenset({Road.ASPHALT, Road.GRAVEL})
ROUGH = LAND | {Road.FOUR_WHEEL}
TRAIL = ROUGH | {Road.MOTORBIKE}


def drawn(number: int) -> Problem:
    """A regency with up to a dozen sites and whatever features the dice give it."""
    dice = random.Random(number)
    days = dice.randint(1, 5)
    rules = Rules(
        first_day=-days,
        last_day=-1,
        deadline_minute=dice.choice((720, 960, 1080, 1440)),
        remote_lead_days=dice.choice((0, 1, 1, 2)),
        escorts_per_day=dice.choice((None, None, 1, 2, 4)),
        load_minutes=dice.choice((0, 30)),
        reload_minutes=dice.choice((0, 20, 45)),
    )
    hubs = [Hub("gudang", "Gudang", -3.0, 104.0)]
    if dice.random() < 0.15:
        hubs.append(Hub("gudang-2", "Gudang 2", *_point(dice, 0.3)))
    if dice.random() < 0.4:
        opens, closes = dice.choice(((0, 1440), (420, 1020)))
        hubs.append(Hub("ppk", "PPK", *_point(dice, 0.3), HubKind.DISTRICT, "gudang", opens=opens, closes=closes))
    if dice.random() < 0.3:
        above = dice.choice([hub.id for hub in hubs if not hub.id.startswith("gudang-")])
        hubs.append(Hub("alih", "Alih muat", *_point(dice, 0.3), HubKind.TRANSFER, above, access=Road.GRAVEL))
    if dice.random() < 0.3:
        departures = dice.choice(((), (420, 840), (600,), (360, 540, 720, 900)))
        hubs.append(Hub("dermaga", "Dermaga", *_point(dice, 0.3), HubKind.CROSSING, "gudang", departures=departures))
    sites = tuple(_site(dice, n, hubs) for n in range(dice.randint(1, 12)))
    ids = [hub.id for hub in hubs] + [site.id for site in sites]
    rows = tuple(_row(dice, ids) for _ in range(dice.choice((0, 0, 6))))
    closed = [dice.sample(ids, 2) for _ in range(dice.choice((0, 0, 2)))] if len(ids) > 1 else []
    return Problem(
        hubs=tuple(hubs),
        sites=sites,
        vehicles=tuple(v for hub in hubs for v in _fleet(dice, hub)),
        rules=rules,
        matrix=rows,
        closed=frozenset((one, other) for one, other in closed),
    )


def _row(dice: random.Random, ids: list[str]) -> MatrixRow:
    at, to = dice.sample(ids, 2)
    return MatrixRow(at, to, dice.choice(list(Road)), dice.randint(10, 150), round(dice.uniform(5, 60), 1))


def _point(dice: random.Random, spread: float) -> tuple[float, float]:
    return -3.0 + dice.uniform(-spread, spread), 104.0 + dice.uniform(-spread, spread)


def _site(dice: random.Random, number: int, hubs: list[Hub]) -> Site:
    hub = dice.choice([hub.id for hub in hubs])
    access = dice.choices(list(Road)[:4], (6, 3, 1, 1))[0]
    if hub == "alih":
        access = dice.choice((Road.FOOT, Road.MOTORBIKE))
    elif hub == "dermaga":
        access = Road.BOAT
    boxes = dice.choice((0, 2, 4, 6, 10, 30))
    opens = dice.choice((360, 360, 480, 780))
    windows = dice.choice((((opens, 1080),), ((opens, 1080),), ((400, 520), (800, 1000)), ((600, 660),)))
    return Site(
        id=f"s{number}",
        name=f"Contoh {number}",
        lat=_point(dice, 0.5)[0],
        lon=_point(dice, 0.5)[1],
        boxes=boxes,
        kg=boxes * dice.choice((0.0, 3.0, 11.5)),
        access=access,
        service_minutes=dice.choice((5, 15, 40)),
        windows=windows,
        remote=dice.random() < 0.3,
        hub="" if hub.startswith("gudang") and dice.random() < 0.2 else hub,
        first_day=dice.choice((None, None, None, -2)),
        last_day=dice.choice((None, None, None, -2)),
    )


def _fleet(dice: random.Random, hub: Hub) -> list[VehicleClass]:
    if hub.id == "alih":
        kinds = [("pikul", frozenset({Road.FOOT}), 4), ("motor", TRAIL, 3)]
    elif hub.id == "dermaga":
        kinds = [("perahu", frozenset({Road.BOAT}), 16)]
    else:
        kinds = [("truk", LAND, 60), ("4x4", ROUGH, 12), ("motor", TRAIL, 3)]
    return [
        VehicleClass(
            id=f"{name}-{hub.id}",
            type=name,
            count=dice.randint(1, 2),
            capacity_boxes=room,
            access=access,
            depot=hub.id,
            capacity_kg=dice.choice((0.0, 0.0, room * 8.0)),
            speed_factor=dice.choice((1.0, 1.0, 0.8)),
            shift_start=dice.choice((300, 360, 420)),
            shift_end=dice.choice((960, 1080, 1200)),
            max_drive_minutes=dice.choice((None, None, 300, 480)),
            max_trips=dice.choice((1, 3, 8)),
            cost_fixed=dice.choice((0.0, 3e5)),
            cost_km=dice.choice((0.0, 4e3)),
            cost_hour=dice.choice((0.0, 3e4)),
        )
        for name, access, room in kinds
        if dice.random() < 0.9
    ]


def check(number: int, seconds: float = 0.6) -> None:
    problem = drawn(number)
    plan = solve_here(problem, seconds, 1)
    assert not breaks(problem, plan), f"drawn({number})"
    again = evaluate(problem, plan.routes, unserved=plan.unserved)
    assert again.ok, f"drawn({number}): {again.broken[:3]}"
    short = {site for shortage in plan.shortages for site in shortage.sites}
    assert short == {one.site for one in plan.unserved}, f"drawn({number}): a site is left without a shortage"


@pytest.mark.parametrize("part", range(4))
def test_small_regencies_keep_every_rule(part: int) -> None:
    for number in range(part * 10, part * 10 + 10):
        check(number)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_a_thousand_small_regencies_keep_every_rule(part: int) -> None:
    for number in range(100 + part * 100, 200 + part * 100):
        check(number)
