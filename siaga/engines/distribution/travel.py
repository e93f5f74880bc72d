"""How long a vehicle needs from place to place, and how far it is: known pairs first, else an estimate.

The estimate. Let D be the great circle between two places. Of it e = min(``last_km``, D / 2) at each end is the last
stretch and has the road class of the place there; the middle, D − 2e, has the vehicle's main class: of those that it
can use the one with the least minutes per kilometre of great circle (boats: water). With detour d and speed v of a
class, speed factor f of the vehicle and rain r of the class (1 in the dry):

    km      = (D − 2e) · d[main] + e · d[from] + e · d[to]
    minutes = ⌈ 60 / f · ( (D − 2e) · d[main] / (v[main] · r[main]) + e · d[from] / (v[from] · r[from]) + … to ) ⌉

At a hub where the vehicle is at home, and at crossings for boats, a class that it cannot use counts as its main class.
A boat goes only between places that lie at the water: crossings, its home, sites and hubs of class ``boat``, and those
whose last stretch its crew can go (a boat with ``foot``). A known pair counts ⌈minutes / (f · r)⌉. Of several rows
those of the most trusted source count, and of these the fastest; rows of the other direction count where they are
trusted more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from siaga.engines.distribution.problem import (
    Hub,
    HubKind,
    Leg,
    MatrixRow,
    Problem,
    Road,
    Site,
    TimeSource,
    VehicleClass,
)

EARTH_KM = 6371.0088
SOURCES = (TimeSource.MEASURED, TimeSource.ROADS, TimeSource.ESTIMATED)
UNREACHABLE = -1

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Table:
    """Everything between the places that one kind of vehicle can come to."""

    index: dict[str, int]
    minutes: Ints
    km: Floats
    source: npt.NDArray[np.int8]


class Travel:
    """Travel times of a problem. Tables are made once for each kind of vehicle, when first asked for."""

    def __init__(self, problem: Problem, *, rain: bool = False) -> None:
        self._estimates = problem.estimates
        self._rain = problem.estimates.rain if rain else {}
        self._places: dict[str, Hub | Site] = {
            **{hub.id: hub for hub in problem.hubs},
            **{site.id: site for site in problem.sites},
        }
        self._closed = problem.closed
        self._rows: dict[tuple[str, str], list[MatrixRow]] = {}
        for row in problem.matrix:
            self._rows.setdefault((row.from_id, row.to_id), []).append(row)
        self._tables: dict[tuple[object, ...], _Table] = {}

    def can_use(self, vehicle: VehicleClass, place: str) -> bool:
        """Whether the vehicle may come to this place at all, however far it is."""
        at = self._places[place]
        if place == vehicle.depot or at.access in vehicle.access:
            return True
        return Road.BOAT in vehicle.access and isinstance(at, Hub) and at.kind is HubKind.CROSSING

    def leg(self, vehicle: VehicleClass, from_id: str, to_id: str) -> Leg:
        table = self._table(vehicle)
        at, to = table.index.get(from_id), table.index.get(to_id)
        if at is None or to is None:
            return Leg(None, 0.0, TimeSource.ESTIMATED)
        minutes = int(table.minutes[at, to])
        source = SOURCES[int(table.source[at, to])]
        return Leg(None if minutes == UNREACHABLE else minutes, float(table.km[at, to]), source)

    def matrices(self, vehicle: VehicleClass, ids: Sequence[str]) -> tuple[Ints, Floats]:
        """Minutes (``UNREACHABLE`` where there is no way) and kilometres between these places."""
        table = self._table(vehicle)
        size = len(ids)
        minutes = np.full((size, size), UNREACHABLE, dtype=np.int64)
        km = np.zeros((size, size))
        known = [n for n, name in enumerate(ids) if name in table.index]
        at = [table.index[ids[n]] for n in known]
        minutes[np.ix_(known, known)] = table.minutes[np.ix_(at, at)]
        km[np.ix_(known, known)] = table.km[np.ix_(at, at)]
        np.fill_diagonal(minutes, 0)
        return minutes, km

    def _main(self, vehicle: VehicleClass) -> Road | None:
        if Road.BOAT in vehicle.access:
            return Road.BOAT
        return min(sorted(vehicle.access), key=self._pace, default=None)

    def _pace(self, road: Road) -> float:
        """Minutes for a kilometre of great circle on this class, at speed factor 1."""
        speed = self._estimates.speed_kmh[road] * self._rain.get(road, 1.0)
        return 60.0 * self._estimates.detour[road] / speed

    def _stretch(self, vehicle: VehicleClass, place: Hub | Site, main: Road) -> Road:
        if place.access not in vehicle.access:
            return main
        if Road.BOAT in vehicle.access and isinstance(place, Hub):
            return main
        return place.access

    def _table(self, vehicle: VehicleClass) -> _Table:
        key = (vehicle.access, vehicle.depot, vehicle.speed_factor)
        if key not in self._tables:
            self._tables[key] = self._made(vehicle)
        return self._tables[key]

    def _made(self, vehicle: VehicleClass) -> _Table:
        main = self._main(vehicle)
        places = [] if main is None else [p for p in self._places.values() if self.can_use(vehicle, p.id)]
        index = {place.id: n for n, place in enumerate(places)}
        size = len(places)
        if main is None or not places:
            return _Table({}, np.zeros((0, 0), np.int64), np.zeros((0, 0)), np.zeros((0, 0), np.int8))
        arc = great_circle([p.lat for p in places], [p.lon for p in places])
        end = np.minimum(self._estimates.last_km, arc / 2)
        roads = [self._stretch(vehicle, p, main) for p in places]
        pace = np.array([self._pace(road) for road in roads])
        detour = np.array([self._estimates.detour[road] for road in roads])
        middle = arc - 2 * end
        km = middle * self._estimates.detour[main] + end * (detour[:, None] + detour[None, :])
        exact = (middle * self._pace(main) + end * (pace[:, None] + pace[None, :])) / vehicle.speed_factor
        minutes = _whole(exact)
        source = np.full((size, size), SOURCES.index(TimeSource.ESTIMATED), dtype=np.int8)
        self._enter_known(vehicle, index, minutes, km, source)
        np.fill_diagonal(minutes, 0)
        np.fill_diagonal(km, 0.0)
        for one, other in self._closed:
            if one in index and other in index:
                minutes[index[one], index[other]] = minutes[index[other], index[one]] = UNREACHABLE
        return _Table(index, minutes, km, source)

    def _enter_known(
        self, vehicle: VehicleClass, index: dict[str, int], minutes: Ints, km: Floats, source: npt.NDArray[np.int8]
    ) -> None:
        pairs = {*self._rows, *((to, at) for at, to in self._rows)}
        for at, to in pairs:
            if at not in index or to not in index or at == to:
                continue
            best = self._best(vehicle, self._rows.get((at, to), ()))
            back = self._best(vehicle, self._rows.get((to, at), ()))
            if best is None or (back is not None and back[0] < best[0]):
                best = back
            if best is not None:
                rank, needed, length = best
                minutes[index[at], index[to]], km[index[at], index[to]] = needed, length
                source[index[at], index[to]] = rank

    def _best(self, vehicle: VehicleClass, rows: Iterable[MatrixRow]) -> tuple[int, int, float] | None:
        """Rank of the source, minutes and kilometres of the row that counts for this vehicle."""
        found = None
        for row in rows:
            if row.road not in vehicle.access:
                continue
            speed = vehicle.speed_factor * self._rain.get(row.road, 1.0)
            one = (SOURCES.index(row.source), int(_whole(np.array(row.minutes / speed))), row.km)
            if found is None or one < found:
                found = one
        return found


def great_circle(lat: Sequence[float], lon: Sequence[float]) -> Floats:
    """Kilometres between all pairs of points (haversine)."""
    phi, lam = np.radians(np.array(lat)), np.radians(np.array(lon))
    half = (
        np.sin((phi[:, None] - phi[None, :]) / 2) ** 2
        + np.cos(phi)[:, None] * np.cos(phi)[None, :] * np.sin((lam[:, None] - lam[None, :]) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))


def _whole(minutes: Floats) -> Ints:
    """Rounded up, but not for what is only the dust of floating point."""
    return np.ceil(minutes - 1e-6).astype(np.int64)
