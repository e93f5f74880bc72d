"""A routing instance as plain values: integers throughout, in the unit of its convention.

Locations are counted from 0; the first ``depots`` of them are depots, the others are stops. Durations equal distances,
as the benchmark formats have it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Decimals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Convention:
    """How a benchmark family turns decimals into integers, and in which unit it publishes costs.

    divisor: the raw integer cost is divided by it to get the published figure.
    """

    name: str
    text: str
    scaled: Callable[[Decimals], Numbers]
    divisor: int = 1

    def published(self, raw: int) -> float | int:
        return raw if self.divisor == 1 else raw / self.divisor

    def written(self, raw: int) -> str:
        """The published figure as ``.sol`` files have it."""
        decimals = len(str(self.divisor)) - 1
        return f"{raw / self.divisor:.{decimals}f}"


def _rounded(values: Decimals) -> Numbers:
    return np.round(values).astype(np.int64)


def _tenths(values: Decimals) -> Numbers:
    return (10 * values).astype(np.int64)


def _thousandths(values: Decimals) -> Numbers:
    return np.round(1000 * values).astype(np.int64)


ROUND = Convention("round", "jarak dibulatkan ke bilangan bulat", _rounded)
HUNDREDTHS = Convention("round-x100", "jarak bulat; biaya dalam berkas dikali 100, diumumkan dibagi 100", _rounded, 100)
DIMACS = Convention("dimacs", "satu desimal, dipotong (DIMACS)", _tenths, 10)
DIMACS_TENFOLD = Convention("dimacs-x10", "satu desimal, dipotong, diumumkan dikali 10 (DIMACS)", _tenths)
EXACT = Convention("exact", "dikali 1000, dibulatkan", _thousandths)


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One vehicle. None means no limit (or every stop, for ``allowed``).

    depot: where it starts and ends, in the depot's window. reloads: depots at which it may fetch more between stops.
    """

    capacity: tuple[int, ...]
    depot: int = 0
    fixed_cost: int = 0
    unit_cost: int = 1
    max_distance: int | None = None
    max_duration: int | None = None
    allowed: frozenset[int] | None = None
    reloads: tuple[int, ...] = ()
    max_reloads: int | None = None

    def may_visit(self, stop: int) -> bool:
        return self.allowed is None or stop in self.allowed


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """Places, stops and vehicles of one problem.

    demands: one row a location, one column a load dimension. windows: earliest and latest start of service; None when
    the instance has none. release: before which a stop's goods are not at the depot.
    """

    name: str
    kind: str
    convention: Convention
    depots: int
    coordinates: Decimals
    distances: Numbers
    demands: Numbers
    service: Numbers
    windows: Numbers | None
    release: Numbers | None
    vehicles: tuple[Vehicle, ...]

    @property
    def size(self) -> int:
        """Depots and stops together."""
        return len(self.demands)

    @property
    def stops(self) -> range:
        return range(self.depots, self.size)

    def classes(self) -> dict[Vehicle, list[int]]:
        """Equal vehicles together, with their numbers, in the order of their first."""
        found: dict[Vehicle, list[int]] = {}
        for number, vehicle in enumerate(self.vehicles):
            found.setdefault(vehicle, []).append(number)
        return found


@dataclass(frozen=True, slots=True)
class Tour:
    """What one vehicle does between leaving its depot and coming back; a depot among ``visits`` is a reload."""

    vehicle: int
    visits: tuple[int, ...]


class BrokenInstance(Exception):
    """The file is not a problem that can be read: what is wrong, where, and what to do about it."""

    def __init__(self, message: str, remedy: str = "", *, line: int | None = None, section: str = "") -> None:
        where = [f"baris {line}"] if line is not None else []
        where += [f"bagian {section}"] if section else []
        self.message = f"{message} ({', '.join(where)})." if where else f"{message}."
        self.remedy = remedy
        self.line = line
        self.section = section
        super().__init__(f"{self.message} {remedy}".strip())
