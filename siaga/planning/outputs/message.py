"""What a crew is told by WhatsApp: a text to send, without any number in it."""

from __future__ import annotations

from urllib.parse import quote

from django.utils.translation import gettext as _

from siaga.kit.words import day
from siaga.planning.outputs.calendar import stop_lines
from siaga.planning.reading import RouteLine, Sheet

LONGEST = 3000


def crew_text(sheet: Sheet, route: RouteLine) -> str:
    """The day of one vehicle: when it leaves, where it goes, what it brings."""
    plan = sheet.plan
    lines = [
        f"*{route.vehicle}*, {day(route.on)} ({route.mark})",
        _("Berangkat %(time)s %(zone)s dari %(hub)s, %(n)d kotak.")
        % {"time": route.depart_text, "zone": sheet.zone_short, "hub": route.hub.name, "n": route.boxes},
    ]
    if not plan.in_force:
        lines.insert(0, _("RANCANGAN, belum berlaku."))
    for trip in route.trips:
        if len(route.trips) > 1:
            lines.append(_("Rit %(n)d, berangkat %(time)s:") % {"n": trip.number, "time": trip.depart_text})
            stops = [stop for stop in stop_lines(route) if int(stop.split(".")[0]) in {s.number for s in trip.stops}]
        else:
            stops = stop_lines(route)
        lines += stops
    lines.append(_("Kembali %(time)s.") % {"time": route.back_text})
    lines.append(f"{plan.election.name}, {plan.region.title}, {_('versi')} {plan.number}")
    return "\n".join(lines)[:LONGEST]


def crew_link(sheet: Sheet, route: RouteLine) -> str:
    """A ``wa.me`` address with the text; the sender picks the person."""
    return f"https://wa.me/?text={quote(crew_text(sheet, route))}"
