"""What is searched at once, and when a search ends."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from siaga.engines.distribution.timing import Drop


@dataclass(frozen=True, slots=True)
class Piece:
    """A visit to be made. not_before: the first day on which its boxes are at the hub."""

    drop: Drop
    hubs: frozenset[str]
    not_before: int


@dataclass(frozen=True, slots=True)
class Stage:
    """What is solved at once: places supplied from the same hubs, with the vehicles of these hubs.

    counts: vehicles by class and day. ready: by (hub, day) the first minute of loading. optional: a piece may stay, at
    a price above that of any way to serve it. scarce: few vehicles a day, whatever they drive for it.
    """

    pieces: tuple[Piece, ...]
    counts: Mapping[tuple[str, int], int]
    ready: Mapping[tuple[str, int], int] = field(default_factory=dict)
    optional: bool = False
    scarce: bool = False


class Stopper:
    """Ends a search after so much CPU time of this process, or so many iterations without a better plan."""

    def __init__(self, seconds: float, patience: int, *, first: bool = False, most: int | None = None) -> None:
        self._end = time.process_time() + seconds
        self._patience = patience
        self._first = first
        self._left = most
        self._best: float | None = None
        self._since = 0

    def __call__(self, best_cost: int) -> bool:
        feasible = best_cost < np.iinfo(np.int64).max
        if self._first and feasible:
            return True
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                return True
        if self._best is None or best_cost < self._best:
            self._best, self._since = best_cost, 0
        else:
            self._since += 1
        return self._since > self._patience or time.process_time() > self._end
