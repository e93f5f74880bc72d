"""What has changed since a plan was computed: who cannot serve any more, who came, which classes are others now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from siaga.access import Actor
from siaga.deployment.queries.problems import problem_of
from siaga.deployment.reading import Sheet
from siaga.engines.deployment.happened import Happened
from siaga.engines.deployment.supply import can_serve


def happened_since(actor: Actor, sheet: Sheet) -> Happened:
    """By what the desk knows now. People that the desk does not keep (of a file) stay as the plan has them.

    Raises Refused, NothingToGuard.
    """
    plan = sheet.plan
    now = problem_of(actor, plan.election, plan.region, sheet.options).problem
    rules = sheet.problem.rules
    before = {one.id: one for one in sheet.problem.officers}
    known = {one.id: one for one in now.officers}
    ill = {
        id for id, one in known.items() if id in before and can_serve(before[id], rules) and not can_serve(one, rules)
    }
    joined = tuple(
        one
        for id, one in known.items()
        if can_serve(one, rules) and (id not in before or not can_serve(before[id], rules))
    )
    posts = {one.code: one for one in sheet.problem.posts}
    present = {one.code: one for one in now.posts}
    return Happened(
        ill=frozenset(ill),
        classes={code: one.cls for code, one in present.items() if code in posts and posts[code].cls is not one.cls},
        added=tuple(one for code, one in present.items() if code not in posts),
        removed=frozenset(set(posts) - set(present)),
        joined=joined,
    )


def with_ill(happened: Happened, ill: Iterable[str]) -> Happened:
    return replace(happened, ill=happened.ill | frozenset(ill))
