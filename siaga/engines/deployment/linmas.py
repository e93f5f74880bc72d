"""Linmas to the stations of their own village."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from siaga.engines.deployment.ground import Ground, arc
from siaga.engines.deployment.patterns import Patterns
from siaga.engines.deployment.plan import Watch
from siaga.engines.deployment.problem import DANGER, Kind, Officer, Post, Problem
from siaga.engines.deployment.supply import can_serve


def village_of(officer: Officer) -> str:
    """Linmas serve in the village of their home; without one, the unit is the village."""
    return officer.home or officer.unit


def watches_of(problem: Problem, ground: Ground, before: Mapping[str, str] | None = None) -> tuple[Watch, ...]:
    """Linmas of every station: those known by name first, each to the nearest station, then those known by number.

    before: the station where each stood; who stood somewhere stays, where the station is still there.
    """
    patterns = Patterns.of(problem)
    people: dict[str, list[Officer]] = defaultdict(list)
    for officer in problem.officers:
        if officer.kind is Kind.LINMAS and can_serve(officer, problem.rules):
            people[village_of(officer)].append(officer)
    by_village: dict[str, list[Post]] = defaultdict(list)
    for post in problem.posts:
        by_village[post.village].append(post)
    found: dict[str, Watch] = {}
    for village, posts in by_village.items():
        found.update(
            _village(ground, patterns, posts, people.get(village, []), problem.linmas.get(village, 0), before or {})
        )
    return tuple(found[post.code] for post in problem.posts)


def _village(
    ground: Ground,
    patterns: Patterns,
    posts: list[Post],
    people: list[Officer],
    unnamed: int,
    before: Mapping[str, str],
) -> Iterable[tuple[str, Watch]]:
    from scipy.optimize import linear_sum_assignment

    # The more dangerous first, and every station its first before any has its second.
    wanted = sorted(
        ((n, -DANGER[patterns.effective(post)], post) for post in posts for n in range(patterns.linmas_for(post))),
        key=lambda one: (one[0], one[1], one[2].code),
    )
    places = [post for _, _, post in wanted]
    given: dict[str, list[str]] = {post.code: [] for post in posts}
    numbers = dict.fromkeys(given, 0)
    if places and people:
        lat, lon = ground.homes(people)
        at = np.array([p.lat for p in places], float), np.array([p.lon for p in places], float)
        cost = arc(at[0], at[1], lat, lon)
        far = float(cost.max()) + 1.0
        stays = np.array([[before.get(o.id) == p.code for o in people] for p in places], bool)
        first = np.arange(len(places), 0, -1)[:, None] * far * 4 * (len(places) + 1)
        rows, columns = linear_sum_assignment(first + stays * far * 2 - cost, maximize=True)
        for row, column in zip(rows, columns, strict=True):
            given[places[row].code].append(people[column].id)
        filled = set(rows.tolist())
    else:
        filled = set()
    for n, post in enumerate(places):
        if n not in filled and unnamed > 0:
            numbers[post.code] += 1
            unnamed -= 1
    for post in posts:
        yield post.code, Watch(post.code, tuple(sorted(given[post.code])), numbers[post.code])
