"""Action points to look at: the list, the board, one's own work, one point with its history, the figures."""

from siaga.rakor.queries.points.board import Board, BoardColumn, board
from siaga.rakor.queries.points.figures import Figures, Line, figures
from siaga.rakor.queries.points.lists import (
    OpenHere,
    Promises,
    districts_of,
    find_points,
    forums_of,
    forums_that_take,
    is_overdue,
    open_by_part,
    overdue_on,
    own_forums,
    owners_with_points,
    points_of,
    promises,
)
from siaga.rakor.queries.points.one import Entry, Told, told_point
from siaga.rakor.queries.points.owners import OwnerDebts, debts_by_owner, heads_of
from siaga.rakor.queries.points.steps import Steps, own_agency_codes, steps_for
from siaga.rakor.queries.points.work import MyWork, Part, my_work

__all__ = [
    "Board",
    "BoardColumn",
    "Entry",
    "Figures",
    "Line",
    "MyWork",
    "OpenHere",
    "OwnerDebts",
    "Part",
    "Promises",
    "Steps",
    "Told",
    "board",
    "debts_by_owner",
    "districts_of",
    "figures",
    "find_points",
    "forums_of",
    "forums_that_take",
    "heads_of",
    "is_overdue",
    "my_work",
    "open_by_part",
    "overdue_on",
    "own_agency_codes",
    "own_forums",
    "owners_with_points",
    "points_of",
    "promises",
    "steps_for",
    "told_point",
]
