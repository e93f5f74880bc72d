"""Reading minutes: every item with what was noted on it, what is unanswered, and what else changed meanwhile."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Count, Max, QuerySet

from siaga.access import Actor, Refused, Verb, may
from siaga.ledger.facts import canonical
from siaga.rakor.models import (
    ActionPoint,
    Addendum,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    NoteConflict,
    Obstacle,
    PointUpdate,
    Statement,
    Typing,
)
from siaga.rakor.queries.agenda import MOST_ITEMS, agenda_of
from siaga.rakor.queries.carried import unanswered

MOST_RECORDS = 2000
WRITES_NOW = timedelta(seconds=12)
"""Somebody whose typing was kept so recently is shown as writing."""


@dataclass(slots=True)
class Noted:
    """What was noted on one item, or on none (``item`` None). answers: reports and silences of the item's point."""

    item: AgendaItem | None
    number: int = 0
    silent: bool = False
    typing: Typing | None = None
    statements: list[Statement] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    points: list[ActionPoint] = field(default_factory=list)
    answers: list[PointUpdate] = field(default_factory=list)
    conflicts: list[NoteConflict] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing at all was noted."""
        written = bool(self.item and self.item.notes.strip())
        return not (written or self.statements or self.decisions or self.points or self.answers)


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting. general: what belongs to no item; silent: carried points without an answer."""

    meeting: Meeting
    items: list[Noted]
    general: Noted
    silent: list[ActionPoint]
    obstacles: list[Obstacle]
    addenda: list[Addendum]
    present: int

    @property
    def conflicts(self) -> list[NoteConflict]:
        return [conflict for noted in self.items for conflict in noted.conflicts]

    def counts(self) -> dict[str, int]:
        """How much was noted, for those who sign it."""
        noted = [*self.items, self.general]
        return {
            "items": len(self.items),
            "statements": sum(len(one.statements) for one in noted),
            "decisions": sum(len(one.decisions) for one in noted),
            "points": sum(len(one.points) for one in noted),
            "present": self.present,
        }


def minutes_of(meeting: Meeting, account_id: int | None = None, only: AgendaItem | None = None) -> Minutes:
    """The minutes of a meeting that the caller reached by its door; a fixed number of questions.

    account_id: whose typing comes along. only: read one item's part alone.
    """
    items = agenda_of(meeting)
    silent = list(unanswered(meeting)[:MOST_ITEMS])
    quiet = {point.pk for point in silent}
    noted = [
        Noted(item, number, item.point_id in quiet)
        for number, item in enumerate(items, start=1)
        if only is None or item.pk == only.pk
    ]
    general = Noted(None)
    places: dict[int | None, Noted] = {one.item.pk if one.item else None: one for one in noted}
    here = {"item": only} if only is not None else {}

    def place(row: Any) -> Noted:
        """Where a record is shown: at its item; with an item that was taken off, among those of none."""
        return places.get(row.item_id, general)

    standing = {"withdrawn_at": None, **here}
    for statement in _rows(meeting.statements.filter(**standing).select_related("agency__region", "claim")):
        _put(place(statement), "statements", statement)
    for decision in _rows(meeting.decisions.filter(**standing)):
        _put(place(decision), "decisions", decision)
    points = ActionPoint.objects.filter(meeting=meeting, **here).select_related("owner__region", "region__parent")
    for point in _rows(points):
        _put(place(point), "points", point)
    waiting = NoteConflict.objects.filter(item__meeting=meeting, settled_at=None, **here)
    for conflict in _rows(waiting):
        _put(place(conflict), "conflicts", conflict)
    by_point: dict[int, list[PointUpdate]] = defaultdict(list)
    for update in _rows(meeting.updates.select_related("agency", "point__owner")):
        by_point[update.point_id].append(update)
    for one in noted:
        if one.item and one.item.point_id:
            one.answers = by_point.pop(one.item.point_id, [])
    if only is None:
        made = {point.pk for one in [*noted, general] for point in one.points}
        general.answers = [row for pk, rows in by_point.items() if pk not in made for row in rows]
    if account_id is not None:
        for typing in Typing.objects.filter(item__meeting=meeting, account=account_id, **here)[:MOST_ITEMS]:
            if (target := places.get(typing.item_id)) is not None:
                target.typing = typing
    return Minutes(
        meeting=meeting,
        items=noted,
        general=general,
        silent=silent,
        obstacles=list(meeting.obstacles.select_related("region__parent", "stated_by").order_by("pk")[:MOST_ITEMS]),
        addenda=list(meeting.addenda.order_by("number")[:MOST_ITEMS]),
        present=Attendance.objects.filter(meeting=meeting, struck_at=None).count(),
    )


Row = TypeVar("Row", Statement, Decision, ActionPoint, NoteConflict, PointUpdate)


def _rows(rows: QuerySet[Row]) -> Iterable[Row]:
    return rows.order_by("pk")[:MOST_RECORDS]


def _put(place: Noted, name: str, row: Any) -> None:
    getattr(place, name).append(row)


def state_of(meeting: Meeting, now: datetime, account_id: int | None) -> dict[str, Any]:
    """What a page that is open asks every few seconds: versions, who is writing, and whether records changed."""
    items = AgendaItem.objects.filter(meeting=meeting, removed=False).order_by("position", "pk")
    versions = dict(items.values_list("pk", "version")[:MOST_ITEMS])
    writing = Typing.objects.filter(item__meeting=meeting, saved_at__gte=now - WRITES_NOW).exclude(account=account_id)
    names: dict[int, list[str]] = defaultdict(list)
    for item, name, username in writing.values_list("item", "account__name", "account__username")[:MOST_ITEMS]:
        names[item].append(name or username)
    counted = [
        list(rows.order_by().aggregate(n=Count("pk"), last=Max("pk")).values())
        for rows in (
            meeting.statements.filter(withdrawn_at=None),
            meeting.decisions.filter(withdrawn_at=None),
            meeting.points.all(),
            meeting.obstacles.all(),
            meeting.updates.all(),
            NoteConflict.objects.filter(item__meeting=meeting, settled_at=None),
            items.filter(discussed_at__isnull=False),
        )
    ]
    stamp = hashlib.sha256(canonical([counted, [str(pk) for pk in versions]]).encode()).hexdigest()[:16]
    return {
        "state": meeting.state,
        "versions": {str(pk): version for pk, version in versions.items()},
        "writing": {str(item): people for item, people in names.items()},
        "stamp": stamp,
    }


def access_conflict(actor: Actor, meeting: Meeting, conflict_id: int) -> NoteConflict:
    """An unsettled text of the meeting's notes. Raises Refused for missing and forbidden alike."""
    return _of_meeting(NoteConflict.objects.filter(item__meeting=meeting), actor, meeting, conflict_id)


def access_statement(actor: Actor, meeting: Meeting, statement_id: int) -> Statement:
    return _of_meeting(Statement.objects.filter(meeting=meeting), actor, meeting, statement_id)


def access_decision(actor: Actor, meeting: Meeting, decision_id: int) -> Decision:
    return _of_meeting(Decision.objects.filter(meeting=meeting), actor, meeting, decision_id)


Thing = TypeVar("Thing", NoteConflict, Statement, Decision)


def _of_meeting(rows: QuerySet[Thing], actor: Actor, meeting: Meeting, key: int) -> Thing:
    found = rows.filter(pk=key).first()
    if found is None or not may(actor, Verb.MINUTES_WRITE, meeting.place):
        raise Refused
    return found
