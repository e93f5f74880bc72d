"""The board, and my work."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from siaga.access import Verb
from siaga.kit.guard import ActorRequest, guarded
from siaga.rakor.models import ActionPoint, PointState
from siaga.rakor.queries.points import (
    Board,
    BoardColumn,
    Steps,
    board,
    is_overdue,
    my_work,
    overdue_on,
    points_of,
    steps_for,
)
from siaga.rakor.views.points.listing import DISTRICTS, OWNERS, districts, may_make, owners, tabs, today
from siaga.reporting.views.choosing import chosen_election


@dataclass(frozen=True, slots=True)
class Card:
    """A point on the board, with what may be done with it."""

    point: ActionPoint
    steps: Steps
    late: bool


@guarded(Verb.POINT_VIEW, Verb.POINT_REPORT)
def points_board(request: ActorRequest) -> HttpResponse:
    """A column for each state. ``?pelaksana=``, ``?kecamatan=``, ``?lewat=1`` narrow it; ``?kolom=`` on phones."""
    election = chosen_election(request, request.actor)
    rows = points_of(request.actor, election)
    owner, district = request.GET.get("pelaksana", ""), request.GET.get("kecamatan", "")
    of_owners, of_districts = owners(request), districts(request)
    if owner in {code for code, _label in of_owners}:
        rows = OWNERS.narrowed(rows, owner)
    if district in {code for code, _label in of_districts}:
        rows = DISTRICTS.narrowed(rows, district)
    late = request.GET.get("lewat") == "1"
    if late:
        rows = rows.filter(overdue_on(today()))
    asked = request.GET.get("kolom", "")
    return render(
        request,
        "rakor/points/board.html",
        {
            "columns": _drawn(request, board(rows, today())),
            "owners": of_owners,
            "districts": of_districts,
            "owner": owner,
            "district": district,
            "late": late,
            "column": asked if asked in PointState.values else str(PointState.OPEN),
            "may_make": may_make(request),
            "tab": "papan",
            "tabs": tabs(request),
        },
    )


def _drawn(request: ActorRequest, found: Board) -> list[tuple[BoardColumn, list[Card]]]:
    day = today()
    return [
        (column, [Card(point, steps_for(request.actor, point), is_overdue(point, day)) for point in column.cards])
        for column in found.columns
    ]


@guarded(Verb.POINT_VIEW, Verb.POINT_REPORT)
def my_points(request: ActorRequest) -> HttpResponse:
    """What my agencies promised, and what waits for my verification."""
    election = chosen_election(request, request.actor)
    work = my_work(request.actor, election, today())
    return render(
        request, "rakor/points/mine.html", {"work": work, "tab": "saya", "tabs": tabs(request), "election": election}
    )
