"""A what-if changes exactly the stations that a slow oracle says, which looks at each station by itself."""

from __future__ import annotations

import random

import pytest

from siaga.engines.whatif import Answer, Delivery, Event, EventKind, Ground, Loss, Station, Taking, Team, answer

TAKINGS = {
    EventKind.FLOOD: Taking(frozenset(Loss), frozenset({"perahu", "listrik"})),
    EventKind.POWER: Taking(frozenset({Loss.POWER}), frozenset({"listrik"})),
    EventKind.ROAD: Taking(frozenset({Loss.ACCESS, Loss.BOXES, Loss.GUARDS}), frozenset({"akses"})),
    EventKind.GUARDS: Taking(frozenset({Loss.GUARDS})),
}


def _ground(chance: random.Random) -> Ground:
    stations, deliveries = [], {}
    resources = {f"genset-{n}": f"16.72.0{n}.1001" if n < 4 else "" for n in range(1, 5)}
    for district in range(1, 4):
        for village in range(1001, 1001 + chance.randint(1, 4)):
            for number in range(1, 1 + chance.randint(1, 4)):
                area = f"16.72.{district:02d}"
                code = f"{area}.{village}/{number:03d}"
                by = frozenset(chance.sample(sorted(resources), chance.choice((1, 1, 2))))
                secured = {need: by for need in ("listrik", "akses") if chance.random() < 0.3}
                voters = chance.choice([None, chance.randint(1, 600)])
                stations.append(Station(code, f"{area}.{village}", area, voters, secured))
                place = chance.choice([code, f"{area}.{village}", area])
                deliveries[code] = tuple(
                    Delivery(place, chance.randint(-4, -1), chance.randint(1, 3), f"truk-{chance.randint(1, 3)}")
                    for _ in range(chance.randint(0, 2))
                )
    codes = [station.code for station in stations]
    chance.shuffle(codes)
    teams = tuple(
        Team(f"regu-{index}", tuple(codes[index * 3 : index * 3 + 3]), frozenset({f"p{index}a", f"p{index}b"}))
        for index in range(len(codes) // 3)
    )
    homes = [(station.village,) for station in stations]
    homes += [("16.72.01",), ("16.72.01", "16.72.02"), ()]
    everybody = sorted({one for team in teams for one in team.officers})
    origins = {one: chance.choice(homes) for one in everybody if chance.random() < 0.9}
    return Ground(tuple(stations), deliveries, teams, origins, resources)


def _events(chance: random.Random, ground: Ground) -> list[Event]:
    events = []
    for _ in range(chance.randint(1, 3)):
        kind = chance.choice(list(EventKind))
        if kind is EventKind.GUARDS:
            everybody = sorted({one for team in ground.teams for one in team.officers})
            out = chance.sample(everybody, min(len(everybody), chance.randint(0, 3)))
            events.append(Event(kind, out=frozenset(out)))
            continue
        places = sorted(
            {s.district for s in ground.stations}
            | {s.village for s in ground.stations}
            | {s.code for s in ground.stations}
        )
        first = chance.randint(-4, 0)
        events.append(Event(kind, tuple(chance.sample(places, chance.randint(1, 2))), first, chance.randint(first, 0)))
    return events


def _inside(codes: tuple[str, ...], event: Event) -> bool:
    return bool(codes) and all(any(code[: len(area)] == area for area in event.areas) for code in codes)


def _who_stays_away(ground: Ground, team: Team, station: Station, event: Event) -> set[str]:
    """Each officer by itself."""
    hit = bool({station.code, station.village, station.district} & set(event.areas))
    away = set()
    for officer in team.officers:
        known = ground.origins.get(officer)
        if event.kind == "personel":
            out = officer in event.out
        elif event.kind == "listrik" or event.last < -1:
            out = False
        elif hit and event.kind == "banjir":
            out = True
        elif hit:
            out = known is not None and not _inside(known, event)
        else:
            out = known is not None and _inside(known, event)
        if out:
            away.add(officer)
    return away


def _oracle(ground: Ground, events: list[Event]) -> tuple[dict[str, set[str]], set[str], int, set[str]]:
    """(losses by station, stations that hold, boxes that do not come, resources that do not get through)."""
    losses: dict[str, set[str]] = {}
    wet = [area for event in events if event.kind == "banjir" for area in event.areas]
    drowned = {name for name, village in ground.resources.items() if village in wet or village[:8] in wet}
    held: set[str] = set()
    stuck: set[str] = set()
    boxes = 0
    for station in ground.stations:
        mine: set[str] = set()
        holds = False
        missed = set()
        comes = {
            need: by - drowned - _behind(ground, station, need, by, events) for need, by in station.secured.items()
        }
        stuck |= {id for need, by in station.secured.items() for id in by - drowned - comes[need]}
        if not all(comes.values()):
            mine.add("bantuan")
        guarded = [team for team in ground.teams if station.code in team.posts]
        for event in events:
            if any(_who_stays_away(ground, team, station, event) for team in guarded):
                mine.add("jaga")
            if event.kind == "personel":
                continue
            ancestors = {station.code, station.village, station.district}
            if not ancestors & set(event.areas):
                continue
            if event.kind == "banjir":
                mine |= {"lokasi", "akses"}
            if event.kind == "jalan":
                mine.add("akses")
            if event.kind in ("banjir", "listrik"):
                if comes.get("listrik"):
                    holds = True
                else:
                    mine.add("listrik")
            if event.kind in ("banjir", "jalan"):
                for delivery in ground.deliveries[station.code]:
                    near = delivery.place != station.district or station.district in event.areas
                    if event.first <= delivery.day <= event.last and near:
                        missed.add(delivery)
        if missed:
            mine.add("kotak")
            boxes += sum(one.boxes for one in missed)
        if mine:
            losses[station.code] = mine
        elif holds:
            held.add(station.code)
    return losses, held, boxes, stuck


def _behind(ground: Ground, station: Station, need: str, by: frozenset[str], events: list[Event]) -> set[str]:
    """Resources on the other side of a road that is closed when guards are on duty; vehicles for such a road come."""
    away = set()
    for event in events:
        if event.kind != "jalan" or event.last < -1 or need == "akses":
            continue
        here = bool({station.code, station.village, station.district} & set(event.areas))
        for id in by:
            village = ground.resources[id]
            if bool({village, village[:8]} & set(event.areas)) != here:
                away.add(id)
    return away


@pytest.mark.parametrize("seed", range(60))
def test_exactly_the_stations_that_the_oracle_says_lose_exactly_that(seed: int) -> None:
    chance = random.Random(seed)
    ground = _ground(chance)
    events = _events(chance, ground)
    found: Answer = answer(ground, events, TAKINGS)
    losses, held, boxes, stuck = _oracle(ground, events)
    assert set(found.stranded) == stuck
    assert {hit.station: {loss.value for loss in hit.losses} for hit in found.hits} == losses
    assert {hit.station for hit in found.held} == held
    assert found.boxes == boxes
    wet = [event for event in events if event.kind == "banjir"]
    assert set(found.resources) == {
        name for name, village in ground.resources.items() if village and any(_inside((village,), one) for one in wet)
    }
    known = {station.code: station.voters for station in ground.stations}
    assert found.voters == sum(known[code] or 0 for code in losses)
    assert found.unknown == sum(known[code] is None for code in losses)


def test_a_station_with_a_genset_keeps_its_light_and_needs_no_other() -> None:
    ground = Ground(
        (Station("16.72.01.1001/001", "16.72.01.1001", "16.72.01", 100, {"listrik": frozenset({"genset"})}),), {}, ()
    )
    found = answer(ground, [Event(EventKind.POWER, ("16.72.01",))], TAKINGS)
    assert (found.hits, found.held[0].needs) == ((), frozenset())


def test_a_name_that_only_begins_like_an_area_is_not_in_it() -> None:
    ground = Ground((Station("16.72.01.1001/001", "16.72.01.1001", "16.72.01", 100),), {}, ())
    assert not answer(ground, [Event(EventKind.POWER, ("16.72.0",))], TAKINGS).hits


def test_a_genset_that_is_under_water_itself_keeps_no_light_elsewhere() -> None:
    station = Station("16.72.01.1001/001", "16.72.01.1001", "16.72.01", 100, {"listrik": frozenset({"genset"})})
    ground = Ground((station,), {}, (), resources={"genset": "16.72.03.1001"})
    flood, cut = Event(EventKind.FLOOD, ("16.72.03",)), Event(EventKind.POWER, ("16.72.01",))
    assert not answer(ground, [cut], TAKINGS).hits
    found = answer(ground, [flood, cut], TAKINGS)
    assert (found.resources, [hit.losses for hit in found.hits]) == (("genset",), [frozenset({Loss.POWER, Loss.AID})])


def test_a_closed_road_stops_resources_as_it_stops_guards() -> None:
    """Neither in nor out, while guards are on duty; what is needed for the closed road itself gets through."""
    here, there = (
        Station(
            f"16.72.0{n}.1001/001", f"16.72.0{n}.1001", f"16.72.0{n}", 100,
            {"listrik": frozenset({"genset-utara"}), "akses": frozenset({"trail"}), "sinyal": frozenset({"satelit"})},
        )
        for n in (1, 2)
    )  # fmt: skip
    stand = {"genset-utara": "16.72.01.1001", "trail": "16.72.01.1002", "satelit": ""}
    ground = Ground((here, there), {}, (), resources=stand)
    found = answer(ground, [Event(EventKind.ROAD, ("16.72.02",))], TAKINGS)
    assert {hit.station for hit in found.losing(Loss.AID)} == {there.code}
    assert (found.stranded, found.resources) == (("genset-utara", "satelit"), ())
    out = answer(ground, [Event(EventKind.ROAD, ("16.72.01",))], TAKINGS)
    assert {hit.station for hit in out.losing(Loss.AID)} == {here.code, there.code}, "satelit in, genset-utara out"
    dark = answer(ground, [Event(EventKind.ROAD, ("16.72.02",)), Event(EventKind.POWER, ("16.72",))], TAKINGS)
    assert {hit.station for hit in dark.losing(Loss.POWER)} == {there.code}
    assert {hit.station for hit in dark.held} == {here.code}
    earlier = answer(ground, [Event(EventKind.ROAD, ("16.72.02",), -5, -3)], TAKINGS)
    assert not earlier.losing(Loss.AID), "what helps comes when it is over"


def test_who_lives_behind_a_closed_road_guards_there_and_nowhere_else() -> None:
    stations = tuple(Station(f"16.72.0{n}.1001/001", f"16.72.0{n}.1001", f"16.72.0{n}", 100) for n in (1, 2))
    teams = (
        Team("di sini", (stations[0].code,), frozenset({"tetangga", "tamu"})),
        Team("di sana", (stations[1].code,), frozenset({"perantau"})),
    )
    homes = {"tetangga": ("16.72.01.1001",), "tamu": ("16.72.02.1001",), "perantau": ("16.72.01.1001",)}
    ground = Ground(stations, {}, teams, homes)
    found = answer(ground, [Event(EventKind.ROAD, ("16.72.01",))], TAKINGS)
    assert {hit.station: hit.officers for hit in found.losing(Loss.GUARDS)} == {one.code: 1 for one in stations}
    earlier = answer(ground, [Event(EventKind.ROAD, ("16.72.01",), -5, -3)], TAKINGS)
    assert not earlier.losing(Loss.GUARDS), "who guards comes when it is over"
