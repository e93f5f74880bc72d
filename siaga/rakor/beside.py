"""Promises about a place that are still open, on the page of the region or the TPS."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import timezone

from siaga import clock
from siaga.elections.models import Election
from siaga.kit.guard import ActorRequest
from siaga.rakor.models import UNSETTLED
from siaga.rakor.queries.points import points_of
from siaga.wilayah.access import below
from siaga.wilayah.zones import zone_of

SHOWN = 5


def open_promises(request: ActorRequest, election: Election, code: str) -> str:
    """The most pressing ones about the place or below it; empty where there is none that the person may see."""
    village, _slash, station = code.partition("/")
    rows = points_of(request.actor, election).filter(below(village, "region__"), state__in=UNSETTLED)
    if station:
        rows = rows.filter(unit=code)
    found = list(rows.order_by("due", "priority", "pk")[: SHOWN + 1])
    if not found:
        return ""
    today = timezone.localtime(clock.now(), zone_of(village or election.region.code)).date()
    context = {"points": found[:SHOWN], "more": len(found) > SHOWN, "today": today}
    return render_to_string("rakor/parts/open_promises.html", context)
