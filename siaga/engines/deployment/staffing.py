"""Officers to places: one exact assignment.

All places at once, one officer each. First as many places as can be are filled, those of greater weight first (of all
ways to fill the most places one of the greatest weight: both at once, since officers and places form a matroid); then
as many leaders as possible have the rank; then, when there was a plan before, as few as possible change; then the way
from home is least. The four are one sum with weights so far apart that none can pay for the next higher one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from siaga.engines.deployment.ground import Floats, Ground, arc
from siaga.engines.deployment.islands import apart
from siaga.engines.deployment.matching import matched
from siaga.engines.deployment.plan import Team
from siaga.engines.deployment.problem import Kind, Officer, Problem
from siaga.engines.deployment.slots import Role, Slot
from siaga.engines.deployment.supply import Ranks, Units, can_serve

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Staffed:
    """holder: officer by number of the slot, None where nobody is. km: the way from home of those who are sent.

    free: officers who could serve and are not sent, by kind.
    """

    slots: tuple[Slot, ...]
    holder: tuple[Officer | None, ...]
    km: float
    free: tuple[Officer, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """Where officers stood, (place, role) by id. called, role: what a call and a new role count, in changes."""

    stood: Mapping[str, tuple[str, Role]] = field(default_factory=dict)
    called: float = 0.1
    role: float = 0.05


class Table:
    """Who may hold which slot, and how far that is."""

    def __init__(self, problem: Problem, ground: Ground, slots: Sequence[Slot], officers: Sequence[Officer]) -> None:
        rules = problem.rules
        self.slots, self.officers = slots, officers
        lat, lon = ground.homes(officers)
        at = np.array([slot.lat for slot in slots], float), np.array([slot.lon for slot in slots], float)
        self.km: Floats = arc(at[0], at[1], lat, lon) * rules.detour
        ranks = Ranks(rules.ranks)
        level = np.array([ranks.of(officer.rank) for officer in officers], int)
        least = np.array([ranks.of(slot.least) if ranks.known(slot.least) else -1 for slot in slots], int)
        self.ranked: Flags = level[None, :] >= least[:, None]
        strict = np.array([slot.strict for slot in slots], bool)
        self.rank_ok: Flags = self.ranked | ~strict[:, None]
        self.serving: Flags = np.array([can_serve(officer, rules) for officer in officers], bool)
        kinds = list(Kind)
        self.kind_ok: Flags = (
            np.array([kinds.index(slot.kind) for slot in slots], int)[:, None]
            == np.array([kinds.index(officer.kind) for officer in officers], int)[None, :]
        )
        self.village_ok = self._villages()
        self.inside = self._inside(Units(problem.units))
        self.reached: Flags = ~apart(
            np.array([slot.island for slot in slots], int), ground.islands.of_officers(officers)
        )
        outside_km = rules.outside_km
        self.unit_ok: Flags = self.inside if outside_km is None else np.ones_like(self.inside)
        self.cost: Floats = self.km + np.where(self.inside, 0.0, outside_km or 0.0)

    @property
    def may(self) -> Flags:
        return self.serving[None, :] & self.kind_ok & self.village_ok & self.unit_ok & self.rank_ok & self.reached

    def _villages(self) -> Flags:
        ok = np.ones((len(self.slots), len(self.officers)), bool)
        live: dict[str, list[int]] = {}
        for n, officer in enumerate(self.officers):
            live.setdefault(officer.home, []).append(n)
        for n, slot in enumerate(self.slots):
            for village in slot.villages:
                if village in live:
                    ok[n, live[village]] = False
        return ok

    def _inside(self, units: Units) -> Flags:
        inside = np.ones((len(self.slots), len(self.officers)), bool)
        by_unit: dict[str, list[int]] = {}
        for n, officer in enumerate(self.officers):
            by_unit.setdefault(officer.unit, []).append(n)
        districts = np.array([slot.district for slot in self.slots], object)
        for unit, members in by_unit.items():
            mine = units.districts(unit)
            if mine:
                outside = np.array([bool(name) and name not in mine for name in districts], bool)
                inside[np.ix_(np.flatnonzero(outside), np.array(members))] = False
        return inside


def staffed(
    problem: Problem,
    ground: Ground,
    slots: Sequence[Slot],
    *,
    taken: frozenset[str] = frozenset(),
    before: Before | None = None,
) -> Staffed:
    """The best holders of these slots. taken: officers who stand in locked teams."""
    officers = [o for o in problem.officers if o.kind is not Kind.LINMAS and o.id not in taken]
    holder: list[Officer | None] = [None] * len(slots)
    km = 0.0
    for kind in (Kind.POLICE, Kind.ARMY):
        rows = [n for n, slot in enumerate(slots) if slot.kind is kind]
        people = [o for o in officers if o.kind is kind and can_serve(o, problem.rules)]
        if not rows or not people:
            continue
        table = Table(problem, ground, [slots[n] for n in rows], people)
        for row, column in _matched(table, before):
            holder[rows[row]] = people[column]
            km += float(table.km[row, column])
    sent = {officer.id for officer in holder if officer is not None}
    free = tuple(o for o in officers if o.id not in sent and can_serve(o, problem.rules))
    return Staffed(tuple(slots), tuple(holder), km, free)


def held_in(teams: Iterable[Team]) -> frozenset[str]:
    """Who stands in locked teams."""
    return frozenset(id for team in teams if team.locked for id in (*team.officers, *team.support))


def slots_left(
    problem: Problem,
    ground: Ground,
    slots: Sequence[Slot],
    *,
    taken: frozenset[str] = frozenset(),
    strict: bool = False,
) -> list[Slot]:
    """Places of police that stay open in an assignment that fills the most (of which there may be several).

    strict: nobody leads without the rank.
    """
    wanted = [slot for slot in slots if slot.kind is Kind.POLICE]
    people = [
        o for o in problem.officers if o.kind is Kind.POLICE and o.id not in taken and can_serve(o, problem.rules)
    ]
    if not wanted or not people:
        return wanted
    table = Table(problem, ground, wanted, people)
    may = table.may & table.ranked if strict else table.may
    return [slot for slot, column in zip(wanted, matched(may), strict=True) if column < 0]


def _matched(table: Table, before: Before | None) -> list[tuple[int, int]]:
    from scipy.optimize import linear_sum_assignment

    may = table.may
    steady = _steadiness(table, before)
    ranked = table.ranked & np.array([bool(slot.least) for slot in table.slots])[:, None]
    rows = len(table.slots)
    far = float(table.cost.max(initial=0.0)) + 1.0
    change = far * 4
    rank = (far + change) * (rows + 1)
    place = (rank + change + far) * (rows + 1)
    weight = np.array([slot.weight for slot in table.slots], float)
    worth = place * weight[:, None] + rank * ranked - table.cost
    if steady is not None:
        worth = worth - change * steady
    # Who may not hold a slot is worth nothing there: being matched so is the same as being left out.
    found = linear_sum_assignment(np.where(may, worth, 0.0), maximize=True)
    return [(int(r), int(c)) for r, c in zip(*found, strict=True) if may[r, c]]


def _steadiness(table: Table, before: Before | None) -> Floats | None:
    """What each pair counts in changes. Who stays spares one; calling somebody who had no task counts a little."""
    if before is None:
        return None
    found = np.full((len(table.slots), len(table.officers)), before.called)
    where: dict[str, list[int]] = {}
    for n, slot in enumerate(table.slots):
        where.setdefault(slot.place, []).append(n)
    for m, officer in enumerate(table.officers):
        stood = before.stood.get(officer.id)
        if stood is None:
            continue
        found[:, m] = 0.0
        for n in where.get(stood[0], ()):
            found[n, m] = -1.0 if table.slots[n].role is stood[1] else before.role - 1.0
    return found
