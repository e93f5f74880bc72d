"""A plan as GeoJSON: stations with their needs, units with where they go, lines between."""

from __future__ import annotations

from typing import Any

from siaga.contingency.reading import GivenLine, Sheet, StationOf


def geojson(sheet: Sheet) -> dict[str, Any]:
    """A FeatureCollection (WGS84). Lines are straight; a unit that stays where it is has none."""
    plan = sheet.plan
    homes = {one["id"]: (one["lat"], one["lon"]) for one in sheet.inputs["problem"]["resources"]}
    return {
        "type": "FeatureCollection",
        "name": str(plan),
        "election": plan.election.slug,
        "region": plan.region.code,
        "version": plan.number,
        "geometry_note": "straight lines from where a unit stands to where it goes; not the driven road",
        "features": [*_lines(sheet, homes), *_stations(sheet), *_units(sheet, homes)],
    }


def _lines(sheet: Sheet, homes: dict[str, tuple[float, float]]) -> list[dict[str, Any]]:
    features = []
    for index, line in enumerate(sheet.given):
        if line.stays:
            continue
        lat, lon = homes[line.given.resource]
        features.append(
            {
                "type": "Feature",
                "id": f"way-{index}",
                "geometry": {
                    "type": "LineString",
                    "coordinates": [_at(lat, lon), _at(line.given.lat, line.given.lon)],
                },
                "properties": {"kind": "way", **_of(line)},
            }
        )
    return features


def _of(line: GivenLine) -> dict[str, Any]:
    return {
        "resource": line.given.resource,
        "resource_kind": line.given.kind,
        "need": line.given.need,
        "place": line.given.place,
        "km": line.given.km,
        "stations": list(line.given.covers),
    }


def _stations(sheet: Sheet) -> list[dict[str, Any]]:
    open_: dict[str, dict[str, str]] = {}
    for line in sheet.open:
        open_.setdefault(line.uncovered.station, {})[line.uncovered.kind] = line.uncovered.reason.value
    covered: dict[str, list[str]] = {}
    for one in sheet.given:
        for code in one.given.covers:
            covered.setdefault(code, []).append(one.given.need)
    return [
        {
            "type": "Feature",
            "id": one.code,
            "geometry": {"type": "Point", "coordinates": _at(one.lat or 0.0, one.lon or 0.0)},
            "properties": {
                "kind": "station",
                "code": one.code,
                "name": one.name,
                "class": one.cls,
                "estimated_position": one.estimated,
                "needs": sorted(one.why),
                "covered": sorted(covered.get(one.code, [])),
                "open": open_.get(one.code, {}),
            },
        }
        for one in needy(sheet)
    ]


def needy(sheet: Sheet) -> list[StationOf]:
    """Stations with a place and at least one need."""
    return [one for one in sheet.stations.values() if one.lat is not None and one.why]


def _units(sheet: Sheet, homes: dict[str, tuple[float, float]]) -> list[dict[str, Any]]:
    given: dict[str, int] = {}
    for line in sheet.given:
        given[line.given.resource] = given.get(line.given.resource, 0) + 1
    return [
        {
            "type": "Feature",
            "id": f"resource-{one['id']}",
            "geometry": {"type": "Point", "coordinates": _at(*homes[one["id"]])},
            "properties": {
                "kind": "resource",
                "resource": one["id"],
                "resource_kind": one["kind"],
                "count": one["count"],
                "given": given.get(one["id"], 0),
                "max_km": one["max_km"],
            },
        }
        for one in sheet.inputs["problem"]["resources"]
    ]


def _at(lat: float, lon: float) -> list[float]:
    return [round(lon, 6), round(lat, 6)]
