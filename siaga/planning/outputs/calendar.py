"""Routes as a calendar (RFC 5545): one event for each vehicle and day, for its crew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard

from siaga.planning.reading import RouteLine, Sheet

PRODUCT = "-//Siaga//Rencana//ID"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (local times of a zone without summer time)


def calendar(sheet: Sheet, routes: Sequence[RouteLine], *, origin: str) -> bytes:
    """A route keeps its event across versions; a higher version moves it."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{_('Distribusi logistik')} {sheet.plan.region.name}")
    made.add_component(_zone(sheet))
    for route in routes:
        made.add_component(_event(sheet, route, origin))
    return bytes(made.to_ical())


def _zone(sheet: Sheet) -> Timezone:
    offset = datetime(2024, 1, 1, tzinfo=sheet.zone).utcoffset()
    standard = TimezoneStandard()
    standard.add("dtstart", _EPOCH)
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", sheet.zone_short)
    described = Timezone()
    described.add("tzid", str(sheet.zone))
    described.add_component(standard)
    return described


def _event(sheet: Sheet, route: RouteLine, origin: str) -> Event:
    plan = sheet.plan
    event = Event()
    event.add("uid", f"{plan.election.slug}-{plan.region.code}-{route.anchor}@siaga")
    event.add("sequence", plan.number)
    event.add("dtstamp", (plan.finished_at or plan.created_at).astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", sheet.at(route.route.day, route.route.trips[0].depart))
    event.add("dtend", sheet.at(route.route.day, route.route.trips[-1].back))
    event.add("summary", _("%(vehicle)s: %(n)d kotak") % {"vehicle": route.vehicle, "n": route.boxes})
    event.add("location", route.hub.name)
    event.add("description", "\n".join(stop_lines(route)))
    event.add("url", f"{origin}/rencana/versi/{plan.pk}/?rute={route.anchor}")
    event.add("status", "CONFIRMED" if plan.in_force else "TENTATIVE")
    return event


def stop_lines(route: RouteLine) -> list[str]:
    """1. 07.40 Kelurahan Sukorejo, 6 kotak."""
    return [
        _("%(n)d. %(time)s %(place)s, %(boxes)d kotak")
        % {"n": stop.number, "time": stop.arrive_text, "place": stop.place.name, "boxes": stop.stop.boxes}
        for stop in route.stops
    ]
