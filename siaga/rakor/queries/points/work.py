"""My work: what the actor's own agencies have promised, and what waits for the actor's verification."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from siaga.access import Actor, Scope, Verb, scope_of
from siaga.desk.access import within_agencies
from siaga.desk.models import Agency
from siaga.elections.models import Election
from siaga.rakor.access import visible_points
from siaga.rakor.models import ActionPoint, PointState
from siaga.rakor.pointing.escalation import LATE_STATES
from siaga.rakor.queries.points.lists import counted
from siaga.wilayah.access import within

SHOWN = 30
"""Rows of one part."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the work: how much there is (bounded), and the most urgent of it."""

    count: int
    rows: tuple[ActionPoint, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class MyWork:
    """agencies: those for which the actor works. to_verify: what others call done, for those who verify."""

    agencies: tuple[Agency, ...]
    overdue: Part
    this_week: Part
    later: Part
    waiting: Part
    to_verify: Part

    @property
    def nothing(self) -> bool:
        return not any(part.count for part in (self.overdue, self.this_week, self.later, self.waiting, self.to_verify))


NONE = Part(0, ())


def own_agencies(actor: Actor) -> tuple[Agency, ...]:
    """The agencies of the actor's grants that report (bounded)."""
    mine = scope_of(actor, Verb.POINT_REPORT).agencies
    if not mine:
        return ()
    found = Agency.objects.filter(within_agencies(Scope(agencies=mine))).select_related("region")
    return tuple(found.order_by("region__code", "name")[:50])


def my_work(actor: Actor, election: Election | None, today: date) -> MyWork:
    """The parts of the work in an election (or in any), each in the order of its due dates."""
    agencies = own_agencies(actor)
    week = today + timedelta(days=7)
    overdue = this_week = later = waiting = NONE
    if agencies:
        mine = visible_points(actor).filter(owner__in=[agency.pk for agency in agencies])
        if election is not None:
            mine = mine.filter(election=election)
        due = mine.filter(state__in=LATE_STATES)
        overdue = _part(due.filter(due__lt=today))
        this_week = _part(due.filter(due__gte=today, due__lte=week))
        later = _part(due.filter(due__gt=week))
        waiting = _part(mine.filter(state=PointState.DONE))
    return MyWork(agencies, overdue, this_week, later, waiting, _to_verify(actor, election, agencies))


def _to_verify(actor: Actor, election: Election | None, own: tuple[Agency, ...]) -> Part:
    keeps = scope_of(actor, Verb.POINT_CHANGE)
    if keeps.nothing:
        return NONE
    rows = visible_points(actor).filter(within(keeps, "region__"), state=PointState.DONE)
    if election is not None:
        rows = rows.filter(election=election)
    return _part(rows.exclude(owner__in=[agency.pk for agency in own]) if own else rows)


def _part(rows: QuerySet[ActionPoint]) -> Part:
    shown = tuple(rows.order_by("due", "priority", "pk")[:SHOWN])
    return Part(len(shown) if len(shown) < SHOWN else counted(rows), shown)
