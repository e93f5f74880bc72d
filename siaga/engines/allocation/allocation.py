"""Who gets what, and who stays without and why, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a need stays open."""

    NONE = "none"
    """Nothing that answers it is in stock at all."""
    TOO_FAR = "too-far"
    """There is stock, but from where it stands none reaches this station."""
    CUT = "cut"
    """It would be reached, but for a closed way."""
    STOCK = "stock"
    """It could be reached, but what there is covers greater risk elsewhere."""


@dataclass(frozen=True, slots=True)
class Given:
    """One unit of a resource. place: the station, village or site that it goes to; its own id where a post stays.

    km: from where the unit stands to the place. covers: stations, each named with one unit only (the nearest post).
    """

    resource: str
    kind: str
    need: str
    place: str
    lat: float
    lon: float
    km: float
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """An open need. nearest_km: from the nearest unit that answers it to the station; None where there is none."""

    station: str
    kind: str
    risk: float
    reason: Reason
    nearest_km: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """A need in figures: stations and risk that are covered, of those there are; units given, of those in stock."""

    stations: int
    covered: int
    risk: float
    covered_risk: float
    stock: int
    given: int


@dataclass(frozen=True, slots=True)
class Allocation:
    """bound: no allocation covers more risk. proven: this one covers the most there is."""

    given: tuple[Given, ...]
    uncovered: tuple[Uncovered, ...]
    covered_risk: float
    total_risk: float
    bound: float
    proven: bool
    by_need: dict[str, Tally]
    seconds: float

    @property
    def gap(self) -> float:
        """The share of the bound that may still be missing; 0 where proven."""
        return 0.0 if self.proven or self.bound <= 0 else max(0.0, 1 - self.covered_risk / self.bound)
