"""What every unit says on a line: the report that counts, its score and its day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from siaga.readiness.scoring import NONE
from siaga.readiness.sheets import Bools, Ints, Sheet
from siaga.readiness.terms import Terms


@dataclass(slots=True)
class Winners:
    """For one line: the units that have a value, and it."""

    unit: Ints
    score: Ints
    day: Ints
    sure: Bools
    row: Ints


class Values:
    """The value of every pair of a sheet under some terms; computed once for each instrument and line."""

    def __init__(self, sheet: Sheet, terms: Terms) -> None:
        self.sheet = sheet
        self.terms = terms
        self.size = len(sheet.codes)
        self._rows: dict[int, tuple[Ints, Ints, bool]] = {}

    def rows(self, instrument: int) -> tuple[Ints, Ints, bool]:
        """Rows that count of units that owe, their units, and whether some unit has several."""
        found = self._rows.get(instrument)
        if found is None:
            given, owed = self.sheet.given.get(instrument), self.sheet.owed.get(instrument)
            if given is None or owed is None:
                found = (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), False)
            else:
                owes = np.zeros(self.size, dtype=np.bool_)
                owes[owed] = True
                rows = np.flatnonzero(given.counting & owes[given.unit])
                units = given.unit[rows]
                found = (rows, units, bool(len(units) > 1 and (units[1:] == units[:-1]).any()))
            self._rows[instrument] = found
        return found

    def winners(self, instrument: int, slot: int) -> Winners:
        rows, units, several = self.rows(instrument)
        given = self.sheet.given.get(instrument)
        if given is None or not len(rows) or slot >= len(given.scores):
            nothing = np.zeros(0, dtype=np.int64)
            return Winners(nothing, nothing, nothing, np.zeros(0, dtype=np.bool_), nothing)
        scores = given.scores[slot][rows]
        answered = np.flatnonzero(scores != NONE)
        if several and len(answered):
            # Rows are sorted by unit and then by the order that decides: the last of each unit is its value.
            own = units[answered]
            last = np.ones(len(answered), dtype=np.bool_)
            last[:-1] = own[1:] != own[:-1]
            answered = answered[last]
        won = rows[answered]
        return Winners(units[answered], scores[answered].astype(np.int64), given.day[won], given.sure[won], won)

    def last_days(self, instrument: int) -> tuple[Ints, Ints]:
        """Units that ever reported and the day of observation of their last counting report, nil reports included."""
        rows, units, several = self.rows(instrument)
        given = self.sheet.given.get(instrument)
        if given is None or not len(rows):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        if several:
            last = np.ones(len(rows), dtype=np.bool_)
            last[:-1] = units[1:] != units[:-1]
            return units[last], given.day[rows[last]]
        return units, given.day[rows]
