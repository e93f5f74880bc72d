"""The board: a column for each state, the most urgent cards of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from siaga.rakor.models import UNSETTLED, ActionPoint, PointState
from siaga.rakor.queries.points.lists import MOST_COUNTED, counted

CARDS = 20
"""Shown of a column; the list has them all."""
SETTLED_DAYS = 30


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One state. count: at most ``MOST_COUNTED`` + 1."""

    state: str
    label: str
    count: int
    cards: tuple[ActionPoint, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)

    @property
    def capped(self) -> bool:
        return self.count > MOST_COUNTED


@dataclass(frozen=True, slots=True)
class Board:
    columns: tuple[BoardColumn, ...]

    @property
    def empty(self) -> bool:
        return not any(column.count for column in self.columns)


def board(points: QuerySet[ActionPoint], today: date) -> Board:
    """Of points in reach, the first of each state: open ones by urgency, settled ones the latest due first.

    What is settled leaves the board with time: only what was due in the last ``SETTLED_DAYS`` stays.
    """
    columns = []
    for state, label in PointState.choices:
        rows = points.filter(state=state)
        if state not in UNSETTLED:
            rows = rows.filter(due__gte=today - timedelta(days=SETTLED_DAYS))
        order = ("due", "priority", "pk") if state in UNSETTLED else ("-due", "-pk")
        cards = tuple(rows.order_by(*order)[:CARDS])
        count = len(cards) if len(cards) < CARDS else counted(rows)
        columns.append(BoardColumn(str(state), str(label), count, cards))
    return Board(tuple(columns))
