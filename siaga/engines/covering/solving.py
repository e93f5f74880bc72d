"""Exact placements by HiGHS: most weight covered once, then twice; the smallest radius; the fewest teams.

Stations that the same sites reach are one station with their weights summed: in a regency of 3,000 stations that
leaves some hundred.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from siaga.engines.covering.placement import Centre, Placement
from siaga.engines.exact import Budget, Model

_SAME = 1e-9
_SHARE_FIRST = 0.6
_BLOCK = 1000
_EXCHANGE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Classes:
    """Stations that are reached by exactly the same sites. sites: these; weight: of all of them together."""

    sites: tuple[tuple[int, ...], ...]
    weight: tuple[float, ...]


def place_reserves(
    minutes: ArrayLike,
    teams: int,
    within: float,
    *,
    weights: Sequence[float] | None = None,
    want: int = 2,
    known: Sequence[int] = (),
    seconds: float = 10.0,
) -> Placement:
    """Where ``teams`` wait so that most weight is reached ``within`` minutes once and, of such placements, most twice.

    minutes: sites × stations, infinite where there is no way. A site takes one team; give a site twice if it may take
    two. known: a placement of no more teams; none that reaches less is returned. seconds: processor time; when it runs
    out the best placement found is returned with its bounds.
    """
    budget = Budget(seconds)
    table, weight = _checked(minutes, teams, weights)
    if want not in (1, 2):
        raise ValueError("want is 1 or 2")
    reached = table <= within
    classes = _classes(reached, weight)
    teams = min(teams, len(table))
    if len(known) > teams:
        raise ValueError("more teams are known than there are")
    sites, bound = _most_once(classes, len(table), teams, budget.left * (_SHARE_FIRST if want == 2 else 1.0))
    sites = max(sites, list(known), key=lambda one: _covered(classes, one, 1))
    once = _covered(classes, sites, 1)
    bound = _closed(once, bound)
    bound_twice = 0.0
    if want == 2:
        spare = min(_EXCHANGE_SECONDS, seconds / 10)
        better, bound_twice, exact = _most_twice(classes, len(table), teams, once, budget.left - spare)
        others = [better] if exact else [better, _exchanged(classes, len(table), teams, sites, spare)]
        for other in others:
            if other is not None and _rank(classes, other) > _rank(classes, sites):
                sites = other
        once = _covered(classes, sites, 1)
        bound = _closed(once, bound)
        bound_twice = _closed(_covered(classes, sites, 2), bound_twice)
    return _placement(table, weight, sites, within, want, bound, bound_twice, budget.used)


def smallest_radius(minutes: ArrayLike, teams: int, *, seconds: float = 10.0) -> Centre:
    """The placement whose furthest station is nearest (p-centre): a search over the distinct minutes, each one a
    question of covering that HiGHS answers. A question left open by the time widens the bound, never the radius."""
    budget = Budget(seconds)
    table, _ = _checked(minutes, teams, None)
    teams = min(teams, len(table))
    if not table.shape[1]:
        return Centre((), 0.0, 0.0, True, 0.0)
    nearest = table.min(axis=0)
    if teams == 0 or not np.isfinite(nearest).all():
        return Centre((), None, None, True, round(budget.used, 3))
    radii = np.unique(table[np.isfinite(table) & (table >= nearest.max())])
    sites = _far_apart(table, teams)
    best = _radius(table, sites)
    low, high = 0, int(np.searchsorted(radii, best)) if math.isfinite(best) else len(radii)
    open_from: int | None = None
    while low < high:
        middle = (low + high) // 2
        found = _cover_all(table <= radii[middle], teams, budget.left / 3)
        if isinstance(found, list):
            sites = found
            best = _radius(table, sites)
            high = min(middle, int(np.searchsorted(radii, best)))
            continue
        if found is None and open_from is None:
            open_from = low
        low = middle + 1
    if not math.isfinite(best):
        bound = None if open_from is None else float(radii[open_from])
        return Centre((), None, bound, open_from is None, round(budget.used, 3))
    bound = best if open_from is None else float(radii[open_from])
    return Centre(tuple(sites), float(best), float(bound), bound >= best, round(budget.used, 3))


def fewest_teams(minutes: ArrayLike, within: float, *, want: int = 1, seconds: float = 10.0) -> tuple[list[int], int]:
    """Where the fewest teams reach every station that can be reached so often at all, and the least number of them.

    A station that fewer than ``want`` sites reach asks only for these.
    """
    table, _ = _checked(minutes, 0, None)
    reached = table <= within
    patterns = np.unique(reached[:, (reached.sum(axis=0) > 0)].T, axis=0)
    scarce = patterns.sum(axis=1) < want
    model = Model()
    for _ in table:
        model.variable(-1.0, whole=True)
    for row in np.concatenate((patterns[scarce], _telling(patterns[~scarce]))):
        sites = [int(site) for site in np.flatnonzero(row)]
        model.row(sites, low=float(min(want, len(sites))))
    outcome = model.solve(seconds)
    enough = outcome.chosen(range(len(table))) if outcome.values is not None else list(range(len(table)))
    least = 0 if not math.isfinite(outcome.bound) else math.ceil(-outcome.bound - 1e-6)
    return enough, max(least, 0)


def _checked(
    minutes: ArrayLike, teams: int, weights: Sequence[float] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    table = np.asarray(minutes, float)
    if table.ndim != 2:
        raise ValueError("minutes is a table: sites × stations")
    if np.isnan(table).any() or (table < 0).any():
        raise ValueError("minutes are never negative; no way is infinite")
    if teams < 0:
        raise ValueError("teams is a count")
    weight = np.ones(table.shape[1]) if weights is None else np.asarray(weights, float)
    if weight.shape != (table.shape[1],) or not np.isfinite(weight).all() or (weight < 0).any():
        raise ValueError("one weight for each station, never negative")
    return table, weight


def _classes(reached: NDArray[np.bool_], weight: NDArray[np.float64] | None) -> _Classes:
    if not reached.shape[1]:
        return _Classes((), ())
    patterns, inverse = np.unique(reached.T, axis=0, return_inverse=True)
    weight = np.ones(reached.shape[1]) if weight is None else weight
    summed = np.bincount(inverse.ravel(), weights=weight, minlength=len(patterns))
    return _Classes(
        tuple(tuple(int(site) for site in np.flatnonzero(pattern)) for pattern in patterns),
        tuple(float(value) for value in summed),
    )


def _covered(classes: _Classes, sites: Sequence[int], times: int) -> float:
    chosen = set(sites)
    return math.fsum(
        weight
        for reaching, weight in zip(classes.sites, classes.weight, strict=True)
        if len(chosen.intersection(reaching)) >= times
    )


def _rank(classes: _Classes, sites: Sequence[int]) -> tuple[float, float]:
    once = _covered(classes, sites, 1)
    return round(once, 9 - len(str(int(once)))), _covered(classes, sites, 2)


def _closed(value: float, bound: float) -> float:
    """The bound, without the crumbs that a solver leaves above a value that it proved."""
    return value if bound - value <= 1e-6 * max(1.0, value) else bound


def _most_once(classes: _Classes, sites: int, teams: int, seconds: float) -> tuple[list[int], float]:
    model = Model()
    for _ in range(sites):
        model.variable(whole=True)
    model.row(range(sites), high=float(teams))
    for reaching, weight in zip(classes.sites, classes.weight, strict=True):
        if reaching and weight > 0:
            covered = model.variable(weight)
            model.row([covered, *reaching], [1.0] + [-1.0] * len(reaching), high=0.0)
    outcome = model.solve(seconds)
    plain = _greedy(classes, sites, teams)
    found = outcome.chosen(range(sites))
    reachable = math.fsum(weight for reaching, weight in zip(classes.sites, classes.weight, strict=True) if reaching)
    best = max((found, plain), key=lambda one: _covered(classes, one, 1))
    bound = _covered(classes, best, 1) if outcome.proven else outcome.bound
    return best, min(bound, reachable)


def _most_twice(
    classes: _Classes, sites: int, teams: int, once: float, seconds: float
) -> tuple[list[int] | None, float, bool]:
    """The most weight covered twice among placements that cover ``once`` or more; its bound; whether that is exact."""
    model = Model()
    for _ in range(sites):
        model.variable(whole=True)
    model.row(range(sites), high=float(teams))
    reachable = math.fsum(weight for reaching, weight in zip(classes.sites, classes.weight, strict=True) if reaching)
    all_reached = once >= reachable - _SAME * max(1.0, reachable)
    first: list[int] = []
    worth: list[float] = []
    for reaching, weight in zip(classes.sites, classes.weight, strict=True):
        if not reaching or weight <= 0:
            continue
        one = model.variable(low=1.0 if all_reached else 0.0)
        two = model.variable(weight)
        first.append(one)
        worth.append(weight)
        model.row([one, two, *reaching], [1.0, 1.0] + [-1.0] * len(reaching), high=0.0)
        model.row([two, one], [1.0, -1.0], high=0.0)
    if first and not all_reached:
        model.row(first, worth, low=once - _SAME * max(1.0, once))
    outcome = model.solve(seconds)
    twice = math.fsum(
        weight for reaching, weight in zip(classes.sites, classes.weight, strict=True) if len(reaching) >= 2
    )
    found = outcome.chosen(range(sites)) if outcome.values is not None else None
    bound = _covered(classes, found, 2) if outcome.proven and found is not None else outcome.bound
    visits = [0.0] * sites
    for reaching, weight in zip(classes.sites, classes.weight, strict=True):
        for site in reaching:
            visits[site] += weight
    beyond_once = math.fsum(sorted(visits)[-teams:]) - once if teams else 0.0
    return found, min(bound, twice, max(0.0, beyond_once)), outcome.proven


def _exchanged(classes: _Classes, sites: int, teams: int, start: Sequence[int], seconds: float) -> list[int]:
    """One team after the other moved to where it serves best, as long as that gains or a second is left over."""
    reach = np.zeros((sites, len(classes.sites)), np.int16)
    for index, reaching in enumerate(classes.sites):
        reach[list(reaching), index] = 1
    weight = np.array(classes.weight)
    grain = 1e-9 * max(1.0, float(weight.sum()))
    chosen = list(start) + [site for site in range(sites) if site not in set(start)][: teams - len(start)]
    times = reach[chosen].sum(axis=0, dtype=np.int16)
    budget = Budget(seconds)
    gained = True
    while gained and budget.left > 0:
        gained = False
        for place, site in enumerate(chosen):
            others = times - reach[site]
            counts = others + reach
            once, twice = (counts >= 1) @ weight, (counts >= 2) @ weight
            free = np.ones(sites, bool)
            free[chosen] = False
            better = free & (once > once[site] + grain)
            if not better.any():
                better = free & (once > once[site] - grain) & (twice > twice[site] + grain)
            if better.any():
                ranked = np.flatnonzero(better)
                best = int(ranked[np.lexsort((twice[ranked], once[ranked]))[-1]])
                chosen[place] = best
                times = others + reach[best]
                gained = True
    return chosen


def _cover_all(reached: NDArray[np.bool_], teams: int, seconds: float) -> list[int] | bool | None:
    """Sites that reach every station; False: there are none; None: not known in this time."""
    rows = _telling(np.unique(reached.T, axis=0))
    columns = np.flatnonzero(_widest(rows))
    rows = rows[:, columns]
    if not rows.any(axis=1).all():
        return False
    plain = _greedy(_Classes(tuple(_indices(row) for row in rows), (1.0,) * len(rows)), len(columns), teams)
    if rows[:, plain].any(axis=1).all():
        return [int(columns[site]) for site in plain]
    if seconds <= 0:
        return None
    model = Model()
    for _ in columns:
        model.variable(-1.0, whole=True)
    for row in rows:
        model.row([int(column) for column in np.flatnonzero(row)], low=1.0)
    model.row(range(len(columns)), high=float(teams))
    outcome = model.solve(seconds)
    if outcome.impossible:
        return False
    return [int(columns[site]) for site in outcome.chosen(range(len(columns)))] if outcome.values is not None else None


def _telling(rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Stations without those that are surely reached when another one is (all of its sites are theirs as well)."""
    return rows[~_within_others(~rows)]


def _widest(rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which sites are left when those are dropped whose stations another one reaches as well."""
    return ~_within_others(rows.T)


def _within_others(rows: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rows lie within another one; of equal rows the first stays."""
    counts = rows.sum(axis=1)
    whole = rows.astype(np.float32)
    lies = np.zeros(len(rows), bool)
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, start + _BLOCK)
        inside = whole[block] @ whole.T >= counts[block, None] - 0.5
        numbers = np.arange(len(rows))
        bigger = (counts > counts[block, None]) | ((counts == counts[block, None]) & (numbers < numbers[block, None]))
        lies[block] = (inside & bigger).any(axis=1)
    return lies


def _greedy(classes: _Classes, sites: int, teams: int) -> list[int]:
    gains = [0.0] * sites
    reaches: list[list[int]] = [[] for _ in range(sites)]
    for index, (reaching, weight) in enumerate(zip(classes.sites, classes.weight, strict=True)):
        for site in reaching:
            gains[site] += weight
            reaches[site].append(index)
    chosen: list[int] = []
    covered: set[int] = set()
    for _ in range(teams):
        best = max(range(sites), key=lambda site: (gains[site], -site))
        if gains[best] <= 0:
            break
        chosen.append(best)
        for index in reaches[best]:
            if index not in covered:
                covered.add(index)
                for site in classes.sites[index]:
                    gains[site] -= classes.weight[index]
        gains[best] = -1.0
    return chosen


def _far_apart(table: NDArray[np.float64], teams: int) -> list[int]:
    """A first placement: again and again the site nearest to the station that is furthest from the teams so far."""
    sites = [int(np.where(np.isfinite(table), table, 1e12).max(axis=1).argmin())]
    while len(sites) < teams:
        furthest = int(table[sites].min(axis=0).argmax())
        site = int(table[:, furthest].argmin())
        if site in sites:
            break
        sites.append(site)
    return sites


def _radius(table: NDArray[np.float64], sites: Sequence[int]) -> float:
    if not table.shape[1]:
        return 0.0
    return float(table[list(sites)].min(axis=0).max()) if sites else math.inf


def _placement(
    table: NDArray[np.float64],
    weight: NDArray[np.float64],
    sites: Sequence[int],
    within: float,
    want: int,
    bound: float,
    bound_twice: float,
    seconds: float,
) -> Placement:
    sites = sorted(sites)
    reached = table <= within
    times = reached[sites].sum(axis=0)
    once, twice = times >= 1, (times >= 2) & (want == 2)
    weight_once, weight_twice = math.fsum(weight[once]), math.fsum(weight[twice])
    radius = _radius(table, sites)
    return Placement(
        sites=tuple(sites),
        covered_once=_indices(once),
        covered_twice=_indices(twice),
        uncovered=_indices(~once),
        unreachable=_indices(reached.sum(axis=0) == 0),
        weight_once=weight_once,
        weight_twice=weight_twice,
        weight_total=math.fsum(weight),
        bound=bound,
        bound_twice=bound_twice,
        proven=weight_once >= bound - _SAME * max(1.0, bound)
        and weight_twice >= bound_twice - _SAME * max(1.0, bound_twice),
        radius=radius if math.isfinite(radius) else None,
        within=float(within),
        seconds=round(seconds, 3),
    )


def _indices(which: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(index) for index in np.flatnonzero(which))
