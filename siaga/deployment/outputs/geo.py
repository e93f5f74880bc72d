"""A security plan as GeoJSON (WGS84): TPS by team, areas of teams, reserves; and the same for the map."""

from __future__ import annotations

from typing import Any

from siaga.deployment.naming import reserve_name
from siaga.deployment.reading import Sheet, TeamLine
from siaga.deployment.telling.words import class_words


def geojson(sheet: Sheet) -> dict[str, Any]:
    """As a file: every TPS as a point, every team as lines from its central TPS, every reserve as a point."""
    plan = sheet.plan
    features: list[dict[str, Any]] = []
    for team in sheet.teams:
        features.append(
            {
                "type": "Feature",
                "id": team.id,
                "geometry": star(sheet, team),
                "properties": {
                    "kind": "team", "team": team.id, "name": team.name, "class": team.team.cls.value,
                    "stations": list(team.team.posts), "police": len(team.police), "support": len(team.support),
                    "linmas": team.linmas, "minutes": round(team.team.minutes, 1), "locked": team.team.locked,
                },
            }
        )  # fmt: skip
        for post, name in zip(team.posts, team.post_names, strict=True):
            features.append(
                {
                    "type": "Feature",
                    "id": post.code,
                    "geometry": point(post.lat, post.lon),
                    "properties": {
                        "kind": "station", "code": post.code, "name": name, "class": post.cls.value, "team": team.id,
                        "team_name": team.name, "estimated_position": post.estimated,
                    },
                }
            )  # fmt: skip
    for one in sheet.reserves:
        features.append(
            {
                "type": "Feature",
                "id": one.id,
                "geometry": point(one.lat, one.lon),
                "properties": {"kind": "reserve", "name": reserve_name(one), "site": sheet.name(one.site),
                               "police": len(one.officers)},
            }
        )  # fmt: skip
    return {
        "type": "FeatureCollection",
        "name": str(plan),
        "election": plan.election.slug,
        "region": plan.region.code,
        "version": plan.number,
        "features": features,
    }


def point(lat: float, lon: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}


def star(sheet: Sheet, team: TeamLine) -> dict[str, Any]:
    """Lines from the central TPS of a team to its others."""
    center = sheet.posts.get(team.team.center) or team.posts[0]
    at = [round(center.lon, 6), round(center.lat, 6)]
    return {
        "type": "MultiLineString",
        "coordinates": [[at, [round(one.lon, 6), round(one.lat, 6)]] for one in team.posts if one.code != center.code],
    }


def arrangement(sheet: Sheet, district: str) -> dict[str, Any]:
    """What the map draws on which the teams of a district are arranged, and all reserves; names of nobody."""
    hues = hues_of(sheet)
    return {
        "ordered": False,
        "groups": [
            {
                "id": team.id, "name": team.name, "hue": hues[team.id], "locked": team.team.locked,
                "center": team.team.center,
                "marks": [
                    {
                        "id": post.code, "told": f"{name} · {class_words(post.cls.value)}", "lat": round(post.lat, 6),
                        "lon": round(post.lon, 6), "sign": "", "shape": _SHAPES.get(post.cls.value, ""),
                        "estimated": post.estimated,
                    }
                    for post, name in zip(team.posts, team.post_names, strict=True)
                ],
            }
            for team in sheet.teams
            if team.team.district == district
        ],
        "signs": [
            {"told": f"{reserve_name(one)} · {sheet.name(one.site)}", "sign": f"C{one.id.lstrip('C0')}",
             "lat": one.lat, "lon": one.lon}
            for one in sheet.reserves
        ],
    }  # fmt: skip


_SHAPES = {"sangat-rawan": "square", "khusus": "square", "rawan": "drop"}
"""How a TPS of a class is drawn, besides its colour; the others are round."""
HUES = 8
"""Colours of teams on the map; near teams have different ones, and their name says which is which."""


def hues_of(sheet: Sheet) -> dict[str, int]:
    """A colour for each team that none of its nearest neighbours has."""
    centers = {team.id: sheet.posts.get(team.team.center) or team.posts[0] for team in sheet.teams}
    hues: dict[str, int] = {}
    for team in sheet.teams:
        here = centers[team.id]
        near = sorted(
            (id for id in hues if id != team.id),
            key=lambda id: (centers[id].lat - here.lat) ** 2 + (centers[id].lon - here.lon) ** 2,
        )
        order = {hues[id]: at for at, id in reversed(list(enumerate(near)))}
        hues[team.id] = max(range(HUES), key=lambda hue: (order.get(hue, 10**6), -hue))
    return hues
