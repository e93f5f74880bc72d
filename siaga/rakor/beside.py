"""What hampers a place and what is promised about it, while it is open, on the page of the region or the TPS."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from siaga import clock
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest
from siaga.rakor.access import visible_obstacles
from siaga.rakor.models import UNOWNED_FIRST, UNSETTLED, ObstacleState
from siaga.rakor.queries.points import points_of
from siaga.wilayah.access import below
from siaga.wilayah.zones import zone_of

SHOWN = 5


def open_promises(request: ActorRequest, election: Election, code: str) -> str:
    """The most pressing ones about the place or below it; empty where there is none that the person may see."""
    rows = points_of(request.actor, election).filter(state__in=UNSETTLED).order_by("due", "priority", "pk")
    return _part("rakor/parts/open_promises.html", rows, election, code)


def open_obstacles(request: ActorRequest, election: Election, code: str) -> str:
    """What hampers there, also as plans and computations found it, that which nobody owns first; else empty."""
    rows = visible_obstacles(request.actor).filter(election=election).exclude(state=ObstacleState.CLOSED)
    return _part("rakor/parts/open_obstacles.html", rows.order_by(*UNOWNED_FIRST), election, code)


def _part(template: str, rows: QuerySet[Any], election: Election, code: str) -> str:
    village, _slash, station = code.partition("/")
    about = rows.filter(below(village, "region__"))
    found = list((about.filter(unit=code) if station else about)[: SHOWN + 1])
    if not found:
        return ""
    today = timezone.localtime(clock.now(), zone_of(village or election.region.code)).date()
    return render_to_string(template, {"rows": found[:SHOWN], "more": len(found) > SHOWN, "today": today})
