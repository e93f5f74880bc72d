"""Meetings as calendars (RFC 5545, 5546): a feed that is read again and again, and what travels with a letter by mail.

A meeting is one event for ever: ``UID`` from its uid, ``SEQUENCE`` from its revision. A client that gets a higher
sequence moves the event; ``STATUS:CANCELLED`` takes it away. Pure: the same meetings make the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vCalAddress, vText

from siaga.rakor.models import Meeting, MeetingState
from siaga.rakor.when import ends, zone
from siaga.wilayah.zones import zone_of, zone_short

PRODUCT = "-//Siaga//Rakor//ID"
CONTENT_TYPE = "text/calendar; charset=utf-8"
PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"
REFRESH = timedelta(hours=1)

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (local times of a zone without summer time)


@dataclass(frozen=True, slots=True)
class Party:
    """Who invites, or who is invited, in a mail; feeds name neither."""

    email: str
    name: str = ""


def feed(meetings: Iterable[Meeting], *, origin: str, name: str) -> bytes:
    """A calendar to subscribe to. ``origin``: scheme and host of the pages that it links to."""
    calendar = _calendar(PUBLISH)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    shown = list(meetings)
    _add_zones(calendar, [meeting.forum.region.code for meeting in shown] or [""])
    for meeting in shown:
        calendar.add_component(_event(meeting, origin))
    return bytes(calendar.to_ical())


def single(meeting: Meeting, *, origin: str) -> bytes:
    """One meeting as a file to take home."""
    calendar = _calendar(PUBLISH)
    _add_zones(calendar, [meeting.forum.region.code])
    calendar.add_component(_event(meeting, origin))
    return bytes(calendar.to_ical())


def invitation(meeting: Meeting, *, origin: str, organizer: Party, attendee: Party) -> bytes:
    """What travels with a mail to one person: a request, or for a cancelled meeting its cancellation."""
    calendar = _calendar(method_of(meeting))
    _add_zones(calendar, [meeting.forum.region.code])
    event = _event(meeting, origin)
    event["ORGANIZER"] = _address(organizer)
    invited = _address(attendee)
    invited.params["ROLE"] = vText("REQ-PARTICIPANT")
    invited.params["PARTSTAT"] = vText("NEEDS-ACTION")
    invited.params["RSVP"] = vText("FALSE")
    event.add("attendee", invited, encode=False)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def method_of(meeting: Meeting) -> str:
    """The method of its mail."""
    return CANCEL if meeting.state == MeetingState.CANCELLED else REQUEST


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _add_zones(calendar: Calendar, codes: Iterable[str]) -> None:
    """The zones of these regions: Indonesia has no summer time, so one rule each says all."""
    for short, name in sorted({(zone_short(code), str(zone_of(code))) for code in codes}):
        offset = datetime(2024, 1, 1, tzinfo=ZoneInfo(name)).utcoffset()
        standard = TimezoneStandard()
        standard.add("dtstart", _EPOCH)
        standard.add("tzoffsetfrom", offset)
        standard.add("tzoffsetto", offset)
        standard.add("tzname", short)
        described = Timezone()
        described.add("tzid", name)
        described.add_component(standard)
        calendar.add_component(described)


def _event(meeting: Meeting, origin: str) -> Event:
    local = zone(meeting)
    page = f"{origin}/rakor/{meeting.pk}/"
    event = Event()
    event.add("uid", f"{meeting.uid}@siaga")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", meeting.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", meeting.starts_at.astimezone(local))
    event.add("dtend", ends(meeting).astimezone(local))
    event.add("status", _status(meeting))
    event.add("transp", "TRANSPARENT" if meeting.state == MeetingState.CANCELLED else "OPAQUE")
    event.add("summary", _summary(meeting))
    event.add("location", meeting.venue)
    event.add("description", _description(meeting, page))
    event.add("url", page)
    return event


def _status(meeting: Meeting) -> str:
    if meeting.state == MeetingState.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if meeting.state == MeetingState.PLANNED else "CONFIRMED"


def _summary(meeting: Meeting) -> str:
    if meeting.state == MeetingState.CANCELLED:
        return _("Dibatalkan: %(title)s") % {"title": meeting.title}
    return meeting.title


def _description(meeting: Meeting, page: str) -> str:
    lines = [
        _("%(forum)s, rapat ke-%(number)s") % {"forum": meeting.forum.name, "number": meeting.number},
        meeting.forum.region.title,
    ]
    if meeting.chair:
        lines.append(_("Pimpinan: %(office)s") % {"office": meeting.chair.title})
    if meeting.ends_at is None:
        lines.append(_("Waktu selesai belum ditetapkan; di kalender tampil dua jam."))
    if meeting.state == MeetingState.CANCELLED and meeting.cancelled_reason:
        lines.append(_("Alasan pembatalan: %(reason)s") % {"reason": meeting.cancelled_reason})
    if meeting.note:
        lines.append(meeting.note)
    return "\n".join([*lines, page])


def _address(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.email}")
    if party.name:
        address.params["CN"] = vText(party.name)
    return address
