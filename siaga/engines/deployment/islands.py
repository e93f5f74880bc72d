"""Areas that are cut off: who is inside goes nowhere else, and nobody else comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from siaga.engines.codes import upward
from siaga.engines.deployment.problem import Officer, Post, Problem, Unit

MAINLAND, ANYWHERE = -1, -2
_HOME = len("16.72.01")
"""A home that says less than the kecamatan says nothing."""

Numbers = npt.NDArray[np.int_]


def origins(officer: Officer, units: Mapping[str, Unit]) -> tuple[str, ...] | None:
    """Codes of where an officer comes from: the home, else the districts of the unit, else empty for elsewhere.

    None: nothing at all is known, as of those who are lent; they may have been sent anywhere beforehand.
    """
    if len(officer.home) >= _HOME:
        return (officer.home,)
    unit = units.get(officer.unit)
    if unit is not None and unit.districts:
        return unit.districts
    placed = officer.lat is not None or (unit is not None and unit.lat is not None)
    return () if placed else None


def origins_of(problem: Problem) -> dict[str, tuple[str, ...]]:
    """By officer; without those who may be anywhere."""
    units = {unit.id: unit for unit in problem.units}
    found = {officer.id: origins(officer, units) for officer in problem.officers}
    return {id: codes for id, codes in found.items() if codes is not None}


class Islands:
    """The areas of a problem by number; what lies in none of them is the mainland."""

    def __init__(self, problem: Problem) -> None:
        self._at = {code: n for n, island in reversed(list(enumerate(problem.islands))) for code in island}
        self._units = {unit.id: unit for unit in problem.units}

    def of_post(self, post: Post) -> int:
        return self._of(post.code)

    def of_unit(self, unit: Unit) -> int:
        return self._common(unit.districts)

    def of_officer(self, officer: Officer) -> int:
        codes = origins(officer, self._units)
        return ANYWHERE if codes is None else self._common(codes)

    def of_posts(self, posts: Sequence[Post]) -> Numbers:
        return np.array([self.of_post(post) for post in posts], int)

    def of_officers(self, officers: Sequence[Officer]) -> Numbers:
        return np.array([self.of_officer(officer) for officer in officers], int)

    def _common(self, codes: Sequence[str]) -> int:
        """An area that has them all; a unit with a district outside of it can be reached there."""
        found = {self._of(code) for code in codes}
        return found.pop() if len(found) == 1 else MAINLAND

    def _of(self, code: str) -> int:
        if not self._at:
            return MAINLAND
        return next((self._at[each] for each in upward(code) if each in self._at), MAINLAND)


def apart(islands: Numbers, others: Numbers) -> npt.NDArray[np.bool_]:
    """Pairs that no way joins."""
    one, other = islands[:, None], others[None, :]
    return np.asarray((one != other) & (one != ANYWHERE) & (other != ANYWHERE))
