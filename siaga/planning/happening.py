"""What happened on the day, as plain values: kept with the version that answers it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from siaga.engines.distribution.happened import Change, Done, Happened


def happened_json(one: Happened) -> dict[str, Any]:
    return {
        "now_day": one.now_day,
        "now_minute": one.now_minute,
        "executed": [[d.route, d.trip, d.stop, d.arrive, d.leave] for d in one.executed],
        "departed": sorted(one.departed),
        "missed": sorted(map(list, one.missed)),
        "closed": sorted(map(list, one.closed)),
        "broken": sorted(map(list, one.broken)),
        "repaired": [[vehicle, unit, day] for (vehicle, unit), day in sorted(one.repaired.items())],
        "rain": sorted(one.rain),
        "extra_minutes": dict(one.extra_minutes),
        "loads": dict(one.loads),
        "last_days": dict(one.last_days),
        "detours": [[start, end, minutes, km] for (start, end), (minutes, km) in sorted(one.detours.items())],
    }


def happened_from(form: Mapping[str, Any]) -> Happened:
    return Happened(
        now_day=form["now_day"],
        now_minute=form["now_minute"],
        executed=tuple(Done(*done) for done in form["executed"]),
        departed=frozenset(form["departed"]),
        missed=frozenset((route, site) for route, site in form["missed"]),
        closed=frozenset((one, other) for one, other in form["closed"]),
        broken=frozenset((vehicle, unit) for vehicle, unit in form["broken"]),
        repaired={(vehicle, unit): day for vehicle, unit, day in form["repaired"]},
        rain=frozenset(form["rain"]),
        extra_minutes=dict(form["extra_minutes"]),
        loads=dict(form["loads"]),
        last_days=dict(form.get("last_days", {})),
        detours={(start, end): (minutes, km) for start, end, minutes, km in form.get("detours", [])},
    )


def change_values(changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    """Who must be told what, as it is kept with the new version."""
    return [
        {
            "kind": one.kind.value,
            "site": one.site,
            "from_route": one.from_route,
            "to_route": one.to_route,
            "from_time": one.from_time,
            "to_time": one.to_time,
            "boxes": one.boxes,
        }
        for one in changes
    ]
