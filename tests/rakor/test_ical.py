"""What a calendar client sees of a meeting: one event that moves, and is taken away; parsed and validated."""

from __future__ import annotations

import warnings
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject

from siaga.rakor import ical
from siaga.rakor.models import Meeting, MeetingState
from tests import factories
from tests.factories import NOW, rakor
from tests.rakor.halls import Hall

pytestmark = pytest.mark.django_db

ORIGIN = "https://siaga.contoh"


def feed(*meetings: Meeting) -> bytes:
    return ical.feed(meetings, origin=ORIGIN, name="Rakor Siaga")


def events(content: bytes) -> dict[str, icalendar.Event]:
    """Parsed by one library, validated by another."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        vobject.readOne(content.decode()).validate(raiseException=True)
    parsed = icalendar.Calendar.from_ical(content)
    assert not parsed.errors
    return {str(event["UID"]): event for event in parsed.walk("VEVENT")}


def apply(known: dict[str, icalendar.Event], content: bytes) -> None:
    """What a client does with what it gets (RFC 5546): a higher or equal sequence replaces, a cancelled event goes."""
    for uid, event in events(content).items():
        if uid in known and event["SEQUENCE"] < known[uid]["SEQUENCE"]:
            continue
        if event["STATUS"] == "CANCELLED":
            known.pop(uid, None)
        else:
            known[uid] = event


def test_a_meeting_is_one_event_with_its_place_and_page() -> None:
    meeting = Hall(ends_at=NOW + timedelta(hours=3), note="Bawa data logistik").meeting
    (event,) = events(feed(meeting)).values()
    assert event["UID"] == f"{meeting.uid}@siaga"
    assert event.start == NOW and event.end == NOW + timedelta(hours=3)
    assert event["DTSTART"].params["TZID"] == "Asia/Jakarta"
    assert (event["SUMMARY"], event["LOCATION"]) == (meeting.title, meeting.venue)
    assert event["URL"] == f"{ORIGIN}/rakor/{meeting.pk}/" and event["URL"] in event["DESCRIPTION"]
    assert "Bawa data logistik" in event["DESCRIPTION"]
    assert event["STATUS"] == "CONFIRMED"
    assert "ATTENDEE" not in event and "ORGANIZER" not in event


def test_an_update_moves_the_event_and_an_old_one_does_not_move_it_back() -> None:
    meeting = Hall().meeting
    client: dict[str, icalendar.Event] = {}
    first = feed(meeting)
    apply(client, first)
    meeting.starts_at += timedelta(days=1)
    meeting.sequence += 1
    meeting.changed_at = NOW
    apply(client, feed(meeting))
    apply(client, first)
    (event,) = client.values()
    assert (event.start, event["SEQUENCE"]) == (NOW + timedelta(days=1), 1)


def test_a_cancellation_removes_the_event() -> None:
    meeting = Hall().meeting
    client: dict[str, icalendar.Event] = {}
    apply(client, feed(meeting))
    meeting.state, meeting.cancelled_reason, meeting.sequence = MeetingState.CANCELLED, "Banjir (contoh)", 1
    (event,) = events(feed(meeting)).values()
    assert (event["STATUS"], event["SEQUENCE"], event["TRANSP"]) == ("CANCELLED", 1, "TRANSPARENT")
    assert "Banjir (contoh)" in event["DESCRIPTION"]
    apply(client, feed(meeting))
    assert client == {}


def test_a_meeting_that_is_only_planned_is_tentative() -> None:
    (event,) = events(feed(Hall(state=MeetingState.PLANNED).meeting)).values()
    assert event["STATUS"] == "TENTATIVE"


@pytest.mark.parametrize(
    ("province", "name", "short", "utc_hour"),
    [("16", "Asia/Jakarta", "WIB", 2), ("64", "Asia/Makassar", "WITA", 1), ("91", "Asia/Jayapura", "WIT", 0)],
)
def test_nine_in_the_morning_is_nine_where_the_meeting_is(province: str, name: str, short: str, utc_hour: int) -> None:
    place = factories.region(province, "Provinsi Contoh")
    nine = datetime(2024, 11, 6, utc_hour, tzinfo=UTC)
    meeting = rakor.meeting(rakor.forum(factories.election(place)), nine, state=MeetingState.INVITED)
    content = feed(meeting)
    assert f"DTSTART;TZID={name}:20241106T090000\r\n" in content.decode()
    (event,) = events(content).values()
    assert event.start.astimezone(UTC) == nine
    (described,) = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    rule = described.walk("STANDARD")[0]
    assert (described["TZID"], rule["TZNAME"]) == (name, short)
    assert rule["TZOFFSETTO"].td == rule["TZOFFSETFROM"].td == timedelta(hours=9 - utc_hour)


def test_lines_end_and_fold_as_the_standard_says() -> None:
    meeting = Hall(note="Bahan rapat panjang; koma, titik koma, baris. " * 8).meeting
    content = feed(meeting)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    (event,) = events(content).values()
    assert meeting.note.strip() in event["DESCRIPTION"]


def test_the_same_meetings_make_the_same_bytes() -> None:
    meeting = Hall().meeting
    assert feed(meeting) == feed(meeting)


def test_an_empty_feed_is_a_calendar_too() -> None:
    assert events(feed()) == {}
    assert icalendar.Calendar.from_ical(feed())["METHOD"] == "PUBLISH"


def test_a_mail_asks_one_person_and_a_cancellation_takes_it_back() -> None:
    meeting = Hall().meeting
    organizer, ratna = ical.Party("desk@contoh.go.id", "Kesbangpol; Kota: Contoh"), ical.Party("ratna@contoh.go.id")
    asked = ical.invitation(meeting, origin=ORIGIN, organizer=organizer, attendee=ratna)
    (event,) = events(asked).values()
    assert icalendar.Calendar.from_ical(asked)["METHOD"] == "REQUEST"
    assert event["ORGANIZER"] == "mailto:desk@contoh.go.id" and event["ATTENDEE"] == "mailto:ratna@contoh.go.id"
    assert event["ATTENDEE"].params["ROLE"] == "REQ-PARTICIPANT"
    meeting.state, meeting.sequence = MeetingState.CANCELLED, 1
    taken_back = ical.invitation(meeting, origin=ORIGIN, organizer=organizer, attendee=ratna)
    (gone,) = events(taken_back).values()
    assert icalendar.Calendar.from_ical(taken_back)["METHOD"] == "CANCEL"
    assert (gone["UID"], gone["STATUS"], gone["SEQUENCE"]) == (event["UID"], "CANCELLED", 1)
