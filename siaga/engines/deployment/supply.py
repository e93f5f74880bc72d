"""Police who can serve at all, by unit, and whether they suffice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from siaga.engines.deployment.problem import Kind, Officer, Problem, Rules, Unit, UnitKind


def rested(officer: Officer, rules: Rules) -> bool:
    """Whether the other duties leave the rest before and after this one."""
    return rest_missing(officer, rules) <= 0


def rest_missing(officer: Officer, rules: Rules) -> int:
    """Minutes of rest that are missing before or after the duty."""
    worst = 0
    for start, end in officer.shifts:
        if end <= rules.duty_start:
            worst = max(worst, rules.rest_minutes - (rules.duty_start - end))
        elif start >= rules.duty_end:
            worst = max(worst, rules.rest_minutes - (start - rules.duty_end))
        else:
            over = min(end, rules.duty_end) - max(start, rules.duty_start)
            worst = max(worst, rules.rest_minutes + max(over, 0))
    return worst


def can_serve(officer: Officer, rules: Rules) -> bool:
    return officer.available and rested(officer, rules)


class Ranks:
    """Ranks as numbers from low to high; unknown ones are below all."""

    def __init__(self, ranks: Sequence[str]) -> None:
        self._at = {rank.casefold(): n for n, rank in enumerate(ranks)}

    def of(self, rank: str) -> int:
        return self._at.get(rank.strip().casefold(), -1)

    def known(self, rank: str) -> bool:
        return rank.strip().casefold() in self._at

    def suffices(self, rank: str, least: str) -> bool:
        """With no least rank, or one that the order does not know, everybody suffices."""
        return not self.known(least) or self.of(rank) >= self.of(least)


class Units:
    """Which unit is in charge where, and which may be sent where."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.all = {unit.id: unit for unit in units}
        self._charge: dict[str, str] = {}
        for unit in sorted(self.all.values(), key=lambda unit: unit.id):
            if unit.kind is UnitKind.POLSEK:
                for district in unit.districts:
                    self._charge.setdefault(district, unit.id)
        self._above = next((u.id for u in self.all.values() if u.kind is UnitKind.POLRES), "")

    def in_charge(self, district: str) -> str:
        """The Polsek of a district, else the Polres, else nobody."""
        return self._charge.get(district, self._above)

    def districts(self, unit: str) -> tuple[str, ...]:
        """Empty for everywhere."""
        return self.all[unit].districts if unit in self.all else ()

    def is_inside(self, unit: str, district: str) -> bool:
        mine = self.districts(unit)
        return not mine or district in mine


class Supply:
    """Counts of police who can serve."""

    def __init__(self, problem: Problem, kept_back: int = 0) -> None:
        self._rules = problem.rules
        self._kept_back = kept_back
        units = Units(problem.units)
        self._groups = Counter(
            units.districts(officer.unit)
            for officer in problem.officers
            if officer.kind is Kind.POLICE and can_serve(officer, problem.rules)
        )
        self.total = sum(self._groups.values())

    def spare(self, need: Mapping[str, int]) -> int:
        """Police left over when each district has what it needs; negative for those that are missing."""
        wanted = sum(need.values()) + self._kept_back
        if self._rules.outside_km is not None:
            return self.total - wanted
        missing = sum(need.values()) - self._flow(need)
        return -missing if missing else self.total - wanted

    def _flow(self, need: Mapping[str, int]) -> int:
        """How many can be placed when nobody leaves the districts of the unit."""
        from scipy.sparse import csr_matrix
        from scipy.sparse.csgraph import maximum_flow

        groups, districts = list(self._groups.items()), sorted(need)
        size = 2 + len(groups) + len(districts)
        arcs = [(0, 2 + n, count) for n, (_, count) in enumerate(groups)]
        arcs += [
            (2 + n, 2 + len(groups) + m, count)
            for n, (mine, count) in enumerate(groups)
            for m, district in enumerate(districts)
            if not mine or district in mine
        ]
        arcs += [(2 + len(groups) + m, 1, need[district]) for m, district in enumerate(districts)]
        if not arcs:
            return 0
        rows, columns, room = zip(*arcs, strict=True)
        graph = csr_matrix((np.array(room, np.int32), (rows, columns)), shape=(size, size))
        return int(maximum_flow(graph, 0, 1).flow_value)
