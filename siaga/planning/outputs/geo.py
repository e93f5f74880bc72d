"""A plan as GeoJSON (routes and places) and its routes as GPX for navigation on a phone."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from siaga.planning.reading import PlaceOf, RouteLine, Sheet
from siaga.planning.words import clock_plain

GPX = "http://www.topografix.com/GPX/1/1"


def geojson(sheet: Sheet) -> dict[str, Any]:
    """A FeatureCollection (WGS84): a line for each tour, a point for each place. Lines are straight between stops."""
    plan = sheet.plan
    lines = [feature for route in sheet.routes for feature in _lines(route)]
    arrivals = sheet.arrivals()
    unserved = {one.site: one.boxes for one in sheet.unserved}
    points = []
    for place in sheet.places.values():
        arrival = arrivals.get(place.id)
        points.append(
            {
                "type": "Feature",
                "id": place.id,
                "geometry": {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]},
                "properties": {
                    "kind": "hub" if place.hub else "site",
                    "code": place.id,
                    "name": place.name,
                    "boxes": place.boxes,
                    "unserved_boxes": unserved.get(place.id, 0),
                    "remote": place.remote,
                    "estimated_position": place.estimated,
                    "served_by": arrival[1] if arrival else None,
                    "served_at": arrival[0].isoformat() if arrival else None,
                },
            }
        )
    return {
        "type": "FeatureCollection",
        "name": str(plan),
        "election": plan.election.slug,
        "region": plan.region.code,
        "version": plan.number,
        "geometry_note": "straight lines between stops; not the driven road",
        "features": [*lines, *points],
    }


def _lines(route: RouteLine) -> list[dict[str, Any]]:
    features = []
    for trip in route.trips:
        way = [route.hub, *(stop.place for stop in trip.stops), route.hub]
        features.append(
            {
                "type": "Feature",
                "id": f"{route.id}/{trip.number}",
                "geometry": {"type": "LineString", "coordinates": [_at(place) for place in way]},
                "properties": {
                    "kind": "route",
                    "route": route.id,
                    "trip": trip.number,
                    "vehicle": route.vehicle,
                    "day": route.route.day,
                    "date": route.on.isoformat(),
                    "depart": clock_plain(trip.trip.depart),
                    "back": clock_plain(trip.trip.back),
                    "boxes": trip.trip.boxes,
                    "stops": [stop.place.id for stop in trip.stops],
                },
            }
        )
    return features


def _at(place: PlaceOf) -> list[float]:
    return [round(place.lon, 6), round(place.lat, 6)]


HUES = 8
"""Colours of routes on the map; a route's name says which is which where they repeat."""


def arrangement(sheet: Sheet, day: int | None) -> dict[str, Any]:
    """What the map draws on which routes are arranged, of one day or of all."""
    return {
        "ordered": True,
        "groups": [
            {
                "id": route.id, "name": f"{route.vehicle}, {route.mark}", "hue": index % HUES,
                "locked": route.route.locked,
                "ways": [
                    [_at(place) for place in (route.hub, *(stop.place for stop in trip.stops), route.hub)]
                    for trip in route.trips
                ],
                "marks": [
                    {
                        "id": f"{route.id}|{stop.place.id}",
                        "told": f"{stop.place.name} · {stop.arrive_text}",
                        "lat": round(stop.place.lat, 6), "lon": round(stop.place.lon, 6),
                        "sign": str(stop.number), "shape": "square" if stop.place.remote else "",
                        "estimated": stop.place.estimated,
                    }
                    for stop in route.stops
                ],
            }
            for index, route in enumerate(sheet.routes)
            if day is None or route.route.day == day
        ],
        "signs": [
            {"told": place.name, "sign": place.name, "lat": round(place.lat, 6), "lon": round(place.lon, 6)}
            for place in sheet.places.values()
            if place.hub
        ],
    }  # fmt: skip


def gpx(sheet: Sheet, route: RouteLine) -> bytes:
    """One route: its stops as waypoints and as a route to follow, in order."""
    ET.register_namespace("", GPX)
    root = ET.Element(f"{{{GPX}}}gpx", {"version": "1.1", "creator": "Siaga"})
    meta = ET.SubElement(root, f"{{{GPX}}}metadata")
    ET.SubElement(meta, f"{{{GPX}}}name").text = f"{route.vehicle} {route.mark} · {sheet.plan.region.name}"
    for stop in route.stops:
        _point(root, "wpt", stop.place, f"{stop.number}. {stop.place.name}", f"{stop.arrive_text} · {stop.stop.boxes}")
    for trip in route.trips:
        way = ET.SubElement(root, f"{{{GPX}}}rte")
        ET.SubElement(way, f"{{{GPX}}}name").text = f"{route.id} · {trip.number}"
        _point(way, "rtept", route.hub, route.hub.name, trip.depart_text)
        for stop in trip.stops:
            _point(way, "rtept", stop.place, stop.place.name, stop.arrive_text)
        _point(way, "rtept", route.hub, route.hub.name, trip.back_text)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _point(parent: ET.Element, tag: str, place: PlaceOf, name: str, note: str) -> None:
    point = ET.SubElement(parent, f"{{{GPX}}}{tag}", {"lat": f"{place.lat:.6f}", "lon": f"{place.lon:.6f}"})
    ET.SubElement(point, f"{{{GPX}}}name").text = name
    ET.SubElement(point, f"{{{GPX}}}desc").text = note
