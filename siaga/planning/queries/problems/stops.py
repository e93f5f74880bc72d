"""What is brought where: boxes of TPS, together where one stop serves several of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from siaga.engines.distribution.problem import Road
from siaga.engines.distribution.problem import Site as Stop
from siaga.planning.options import Options
from siaga.planning.queries.loads import StationLoad
from siaga.planning.queries.problems.notes import WINDOW
from siaga.planning.queries.problems.places import Places


def stops_of(places: Places, options: Options) -> list[Stop]:
    """Boxes still to bring, by station, village or PPK."""
    groups: dict[str, list[StationLoad]] = {}
    for village, stations in places.loads.stations.items():
        for one in stations:
            if not one.boxes:
                continue
            alone = options.tier == "tps" or (options.tier == "desa" and one.code in places.kept)
            code = one.code if alone else village[:8] if options.tier == "ppk" else village
            groups.setdefault(code, []).append(one)
    return [_stop(places, options, code, stations) for code, stations in sorted(groups.items())]


def _stop(places: Places, options: Options, code: str, stations: Sequence[StationLoad]) -> Stop:
    village = code.partition("/")[0]
    region = places.regions.get(village)
    site = places.kept.get(code)
    facts = site or places.kept.get(village)
    boxes = sum(one.boxes for one in stations)
    name = places.name(code)
    lat, lon = places.place(code, region, site, stations)
    if facts is None:
        places.notes.note("access", name)
    if facts is None or facts.window_start is None:
        places.notes.note("windows", name)
    if facts is None or facts.service_minutes is None:
        places.notes.note("service", name)
    minutes = facts.service_minutes if facts and facts.service_minutes is not None else 10 + math.ceil(boxes / 2)
    opens = facts.window_start if facts and facts.window_start is not None else WINDOW[0]
    closes = facts.window_end if facts and facts.window_end is not None else WINDOW[1]
    return Stop(
        code,
        name,
        lat,
        lon,
        boxes,
        kg=round(sum(one.weight(options.box_kg) for one in stations), 1),
        access=Road(facts.access) if facts else Road.ASPHALT,
        service_minutes=minutes,
        windows=((opens, closes),),
        remote=bool(facts and facts.remote),
        group=village[:8],
        tier="tps" if "/" in code else "ppk" if len(code) == len("16.72.01") else "desa",
    )
