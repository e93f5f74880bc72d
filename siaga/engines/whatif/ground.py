"""What stands before anything happens: stations, what is planned to reach them, who guards them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from siaga.engines.codes import within


@dataclass(frozen=True, slots=True)
class Station:
    """A polling station. voters: None where unknown, never counted as zero.

    secured: needs that a plan covers there, each with the ids of the resources that do.
    """

    code: str
    village: str
    district: str
    voters: int | None
    secured: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Boxes that a plan brings on a day (-1 is H-1). place: a district, a village or the station itself."""

    place: str
    day: int
    boxes: int
    route: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """Officers who guard some stations."""

    id: str
    posts: tuple[str, ...]
    officers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ground:
    """deliveries: by station code, what of the plan in force is still to come.

    origins: codes of where an officer comes from; empty for elsewhere, no entry for who may be anywhere beforehand.
    resources: the village where each stands by id, empty for elsewhere. duty: first and last day of the guards' duty.
    """

    stations: tuple[Station, ...]
    deliveries: dict[str, tuple[Delivery, ...]]
    teams: tuple[Team, ...]
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    resources: Mapping[str, str] = field(default_factory=dict)
    duty: tuple[int, int] = (-1, 0)

    def live_in(self, officer: str, areas: Sequence[str]) -> bool:
        """Whether an officer comes from these areas: with a unit of several districts, whether all lie in them."""
        codes = self.origins.get(officer, ())
        return bool(codes) and all(any(within(code, area) for area in areas) for code in codes)

    def stand_in(self, areas: Sequence[str]) -> frozenset[str]:
        """Resources that stand in these areas."""
        return frozenset(
            id for id, village in self.resources.items() if village and any(within(village, area) for area in areas)
        )
