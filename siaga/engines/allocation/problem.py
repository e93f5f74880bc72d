"""What is scarce, and who needs it, as plain values (``form.py`` has their form in files and in the database)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

from siaga.engines.allocation.distances import beyond
from siaga.engines.closed import ClosedWay


class Serving(StrEnum):
    """What one unit of a kind does."""

    POST = "post"
    """Set up at a place, it covers every station within its distance (medics, a relay with signal)."""
    STATION = "station"
    """Brought to one station, it covers this one (a genset)."""
    VILLAGE = "village"
    """Brought to one village, it covers the stations of this village (a satellite phone, a boat)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of resource. need: what it answers; several kinds may answer the same (satellite phone, relay)."""

    id: str
    need: str
    serving: Serving


@dataclass(frozen=True, slots=True)
class Resource:
    """Units of a kind that stand at one place.

    max_km: how far the help reaches: for a post, from the post to a station; else from here to where a unit is brought.
    move_km: posts only, how far from here one may be set up. 0: it stays here (a puskesmas); None: anywhere.
    at: code of the place where they stand, which says what is closed to them; empty for elsewhere.
    """

    id: str
    kind: str
    count: int
    lat: float
    lon: float
    max_km: float
    move_km: float | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """A station that lacks something. kind: what, as in ``Kind.need``. risk: what its covering is worth, above 0.

    village: where a unit for a village goes; needed only where such kinds answer this need.
    """

    station: str
    kind: str
    risk: float
    lat: float
    lon: float
    village: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a post may be set up: a village office, a school, a Polsek. id: its code, where it has one."""

    id: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many units of these kinds together, such as for want of drivers or operators."""

    kinds: frozenset[str]
    count: int


@dataclass(frozen=True, slots=True)
class Problem:
    """villages: where a unit for a village is brought; a village not named here lies amid its stations in need.

    detour: kilometres by road for each kilometre as the crow flies. closed: ways on which nothing is brought.
    """

    kinds: tuple[Kind, ...]
    resources: tuple[Resource, ...]
    needs: tuple[Need, ...]
    sites: tuple[Site, ...] = ()
    villages: tuple[Site, ...] = ()
    limits: tuple[Limit, ...] = ()
    detour: float = 1.0
    closed: tuple[ClosedWay, ...] = ()
    _kind: dict[str, Kind] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._kind.update((kind.id, kind) for kind in self.kinds)
        for name, ids in (
            ("kind", [kind.id for kind in self.kinds]),
            ("resource", [resource.id for resource in self.resources]),
            ("site", [site.id for site in self.sites]),
            ("village", [village.id for village in self.villages]),
            ("need", [(need.station, need.kind) for need in self.needs]),
        ):
            if len(set(ids)) < len(ids):
                raise ValueError(f"a {name} stands twice in the problem")
        for resource in self.resources:
            if resource.kind not in self._kind:
                raise ValueError(f"resource {resource.id}: no kind {resource.kind!r}")
            if resource.count < 0 or not resource.max_km >= 0 or beyond(resource.lat, resource.lon):
                raise ValueError(f"resource {resource.id}: count, distance or position is impossible")
            if resource.move_km is not None and not resource.move_km >= 0:
                raise ValueError(f"resource {resource.id}: move_km is impossible")
        for need in self.needs:
            if not (need.risk > 0 and math.isfinite(need.risk)) or beyond(need.lat, need.lon):
                raise ValueError(f"need of {need.station}: risk or position is impossible")
        for site in (*self.sites, *self.villages):
            if beyond(site.lat, site.lon):
                raise ValueError(f"site {site.id}: its position is impossible")
        if not self.detour > 0:
            raise ValueError("detour must be above 0")

    def kind(self, name: str) -> Kind:
        return self._kind[name]

    def passes(self, need: str, one: str, other: str) -> bool:
        """Whether no closed way keeps what answers a need from going from one code to another."""
        return not any(way.stops(need, one, other) for way in self.closed)

    def answering(self, need: str) -> frozenset[str]:
        """The kinds that answer a need."""
        return frozenset(kind.id for kind in self.kinds if kind.need == need)
