"""Ways between stations, homes and units: kilometres and minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from siaga.engines.deployment.islands import MAINLAND, Islands, apart
from siaga.engines.deployment.problem import Officer, Post, Problem

EARTH_KM = 6371.0088
SLACK = 1e-6
"""Minutes within which two times count as equal: the dust of floating point."""

Floats = npt.NDArray[np.float64]


def arc(lat: Floats, lon: Floats, to_lat: Floats, to_lon: Floats) -> Floats:
    """Great circle in kilometres from each point to each other one (haversine)."""
    phi, lam, to_phi, to_lam = np.radians(lat), np.radians(lon), np.radians(to_lat), np.radians(to_lon)
    half = (
        np.sin((phi[:, None] - to_phi[None, :]) / 2) ** 2
        + np.cos(phi)[:, None] * np.cos(to_phi)[None, :] * np.sin((lam[:, None] - to_lam[None, :]) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))


def along(lat: Floats, lon: Floats, to_lat: Floats, to_lon: Floats) -> Floats:
    """Great circle in kilometres from each point to the one in its place (haversine)."""
    phi, lam, to_phi, to_lam = np.radians(lat), np.radians(lon), np.radians(to_lat), np.radians(to_lon)
    half = np.sin((phi - to_phi) / 2) ** 2 + np.cos(phi) * np.cos(to_phi) * np.sin((lam - to_lam) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))


class Ground:
    """A problem's ways. A known pair goes before the estimate: by station, else by village."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rules = problem.rules
        self.posts: dict[str, Post] = {post.code: post for post in problem.posts}
        self.units = {unit.id: unit for unit in problem.units}
        self.islands = Islands(problem)
        self._known: dict[tuple[str, str], tuple[float, float]] = {}
        for way in sorted(problem.known, key=lambda way: (-way.minutes, -way.km)):
            self._known[way.from_id, way.to_id] = self._known[way.to_id, way.from_id] = (way.minutes, way.km)
        self._ends = {end for pair in self._known for end in pair}
        points = [(p.lat, p.lon) for p in problem.posts] or [(0.0, 0.0)]
        self.middle = (
            sum(lat for lat, _ in points) / len(points),
            sum(lon for _, lon in points) / len(points),
        )

    def between(self, codes: Sequence[str], others: Sequence[str] | None = None) -> tuple[Floats, Floats]:
        """(minutes, km) from each of these stations to each other one."""
        to = codes if others is None else others
        lat, lon = self._points(codes)
        to_lat, to_lon = (lat, lon) if others is None else self._points(to)
        km = arc(lat, lon, to_lat, to_lon) * self.rules.detour
        minutes = km * (60.0 / self.rules.speed_kmh)
        if self._known:
            self._enter(codes, to, minutes, km)
        return minutes, km

    def from_sites(self, sites: Sequence[tuple[str, float, float]], codes: Sequence[str]) -> Floats:
        """Minutes from places (id of a unit or code of a station, with its point) to stations."""
        lat, lon = self._points(codes)
        at = np.array([site[1] for site in sites], float), np.array([site[2] for site in sites], float)
        km = arc(at[0], at[1], lat, lon) * self.rules.detour
        minutes = km * (60.0 / self.rules.speed_kmh)
        if self._known:
            self._enter([site[0] for site in sites], codes, minutes, km)
        here = np.array([self.island_of_site(site[0]) for site in sites], int)
        minutes[apart(here, self.islands.of_posts([self.posts[code] for code in codes]))] = np.inf
        return minutes

    def island_of_site(self, site: str) -> int:
        """Of a unit (by id) or a station (by code)."""
        if site in self.posts:
            return self.islands.of_post(self.posts[site])
        return self.islands.of_unit(self.units[site]) if site in self.units else MAINLAND

    def island_of(self, codes: Iterable[str]) -> int:
        """Of the stations of a team, which lie in one."""
        return next((self.islands.of_post(self.posts[code]) for code in codes if code in self.posts), MAINLAND)

    def home_of(self, officer: Officer) -> tuple[float, float] | None:
        """Where an officer starts from: home, else the unit, else nothing known."""
        if officer.lat is not None and officer.lon is not None:
            return officer.lat, officer.lon
        unit = self.units.get(officer.unit)
        if unit is not None and unit.lat is not None and unit.lon is not None:
            return unit.lat, unit.lon
        return None

    def homes(self, officers: Sequence[Officer]) -> tuple[Floats, Floats]:
        """Points of officers; who has none starts from the middle of all stations."""
        points = [self.home_of(officer) or self.middle for officer in officers]
        return np.array([lat for lat, _ in points], float), np.array([lon for _, lon in points], float)

    def _points(self, codes: Sequence[str]) -> tuple[Floats, Floats]:
        return (
            np.array([self.posts[code].lat for code in codes], float),
            np.array([self.posts[code].lon for code in codes], float),
        )

    def _enter(self, codes: Sequence[str], others: Sequence[str], minutes: Floats, km: Floats) -> None:
        rows = [(n, self._names(code)) for n, code in enumerate(codes)]
        columns = [(n, self._names(code)) for n, code in enumerate(others)]
        for n, names in rows:
            if not names:
                continue
            for m, to_names in columns:
                if codes[n] == others[m]:
                    continue
                found = next((self._known[a, b] for a in names for b in to_names if (a, b) in self._known), None)
                if found is not None:
                    minutes[n, m], km[n, m] = found

    def _names(self, code: str) -> list[str]:
        post = self.posts.get(code)
        names = [code] if post is None else [code, post.village]
        return [name for name in names if name in self._ends]
