"""Meetings: planned with the members of their forum, changed with a new revision, opened and called off once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from siaga.access import Refused
from siaga.rakor.actions import meetings
from siaga.rakor.errors import AlreadyBegan, MeetingLocked, MeetingMoved, NotSaid, WasPresent
from siaga.rakor.models import Attendance, Meeting, MeetingState
from tests import people
from tests.factories import NOW, rakor
from tests.rakor.tables import NEXT_WEEK, Table

pytestmark = pytest.mark.django_db
ACT = {"actor": people.secretariat, "now": NOW}
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def table() -> Table:
    return Table()


def test_a_meeting_is_the_next_of_its_forum_and_invites_who_leads_and_who_sits_there(table: Table) -> None:
    first, second = table.meet(), table.meet(chair=table.kpu)
    assert (first.number, second.number) == (1, 2)
    assert (first.chair, first.secretary) == (table.chair, table.secretary)
    assert [one.office for one in first.participants.all()] == [table.chair, table.secretary, table.kpu, table.police]
    assert [one.office for one in second.participants.all()] == [table.kpu, table.secretary, table.police]


@pytest.mark.parametrize("actor", [people.leader, people.officer, people.camat, people.auditor, people.outsider])
def test_only_those_who_plan_here_plan_and_change(table: Table, actor: object) -> None:
    meeting = table.meet()
    participant = meeting.participants.first()
    for refused in (
        lambda: meetings.change_meeting(actor=actor, meeting=meeting, venue="Lain", now=NOW),
        lambda: meetings.add_participants(actor=actor, meeting=meeting, offices=[], labels=["Lain"], now=NOW),
        lambda: meetings.remove_participant(actor=actor, participant=participant, now=NOW),
        lambda: meetings.mark_invited(actor=actor, meeting=meeting, participants=[], told="wa", now=NOW),
        lambda: meetings.cancel_meeting(actor=actor, meeting=meeting, reason="Lain", now=NOW),
        lambda: meetings.open_meeting(actor=actor, meeting=meeting, now=NOW),
    ):
        with pytest.raises(Refused):
            refused()


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"title": " "}, "title"),
        ({"venue": ""}, "venue"),
        ({"ends_at": NEXT_WEEK}, "ends_at"),
        ({"purpose": "arisan"}, "purpose"),
        ({"title": "x" * 201}, "title"),
    ],
)
def test_what_a_meeting_needs_is_asked_for(table: Table, terms: dict[str, object], field: str) -> None:
    with pytest.raises(NotSaid) as refused:
        table.meet(**terms)
    assert refused.value.field == field
    assert not Meeting.objects.exists()


def test_before_the_invitation_a_change_is_no_revision(table: Table) -> None:
    meeting = meetings.change_meeting(
        actor=people.secretariat,
        meeting=table.meet(),
        venue="Aula",
        starts_at=NEXT_WEEK + timedelta(hours=1),
        now=LATER,
    )
    assert (meeting.sequence, meeting.changed_at, meeting.venue) == (0, LATER, "Aula")


@pytest.mark.parametrize(
    ("terms", "sequence"),
    [
        ({"venue": "Aula"}, 1),
        ({"starts_at": NEXT_WEEK + timedelta(minutes=30)}, 1),
        ({"title": "Lain"}, 1),
        ({"ends_at": None}, 1),
        ({"note": "Bawa laporan"}, 0),
        ({"purpose": "evaluasi"}, 0),
    ],
)
def test_after_it_what_the_invited_must_know_is(table: Table, terms: dict[str, object], sequence: int) -> None:
    meeting = meetings.change_meeting(actor=people.secretariat, meeting=table.invited(), now=LATER, **terms)
    assert (meeting.sequence, meeting.changed_at) == (sequence, LATER)
    assert (meeting.revised_at, meeting.overtaken) == ((LATER, True) if sequence else (None, False))


def test_a_letter_that_is_overtaken_stays_known_and_the_next_takes_its_own_number(table: Table) -> None:
    letter = {"number": "100.2.7/12/2024", "date": NOW.date(), "nature": "Segera", "copies": ["Gubernur"]}
    meeting = meetings.set_letter(**ACT, meeting=table.invited(), **letter)
    meeting = meetings.change_meeting(actor=people.secretariat, meeting=meeting, venue="Aula", now=LATER)
    overtaken = f"100.2.7/12/2024 tanggal {NOW.day} Oktober 2024"
    assert (meeting.letter_number, meeting.letter_date, meeting.letter_before) == ("", None, overtaken)
    assert (meeting.letter_nature, meeting.letter_copies) == ("Segera", ["Gubernur"])
    meeting = meetings.cancel_meeting(actor=people.secretariat, meeting=meeting, reason="Banjir (contoh)", now=LATER)
    assert meeting.letter_before == overtaken
    meeting = meetings.set_letter(**ACT, meeting=meeting, **letter | {"number": "100.2.7/13/2024"})
    assert (meeting.letter_number, meeting.state) == ("100.2.7/13/2024", MeetingState.CANCELLED)


def test_what_is_put_right_in_the_room_is_no_letter_to_the_invited(table: Table) -> None:
    meeting = meetings.open_meeting(**ACT, meeting=table.invited())
    meeting = meetings.change_meeting(**ACT, meeting=meeting, venue="Aula")
    assert (meeting.sequence, meeting.revised_at) == (1, None)


def test_who_joins_and_who_leaves_is_no_news_to_the_others(table: Table) -> None:
    meeting = table.invited()
    added = meetings.add_participants(
        **ACT, meeting=meeting, offices=[table.kpu, table.camats[people.KECAMATAN]], labels=[" Tokoh  adat ", ""]
    )
    assert [str(one) for one in added] == ["Camat", "Tokoh adat"]
    meetings.remove_participant(**ACT, participant=added[1])
    meeting.refresh_from_db()
    assert (meeting.sequence, meeting.revised_at, meeting.participants.count()) == (0, None, 5)


def test_a_change_of_nothing_leaves_everything(table: Table) -> None:
    meeting = table.invited()
    same = meetings.change_meeting(actor=people.secretariat, meeting=meeting, venue=meeting.venue, now=LATER)
    assert (same.sequence, same.changed_at) == (0, meeting.changed_at)


def test_who_leads_now_is_invited_too(table: Table) -> None:
    meeting = meetings.change_meeting(**ACT, meeting=table.meet(), chair=table.camats[people.KECAMATAN])
    assert meeting.participants.last().office == table.camats[people.KECAMATAN]


def test_the_first_invitation_makes_it_an_invited_meeting(table: Table) -> None:
    meeting = table.meet()
    first, second = list(meeting.participants.all())[:2]
    meeting = meetings.mark_invited(**ACT, meeting=meeting, participants=[first], told="wa")
    assert (meeting.state, meeting.invited_at) == (MeetingState.INVITED, NOW)
    meeting = meetings.mark_invited(
        actor=people.secretariat, meeting=meeting, participants=[second], told="surel", now=LATER
    )
    told = {one.pk: (one.told, one.sent_at) for one in meeting.participants.all()}
    assert (told[first.pk], told[second.pk]) == (("wa", NOW), ("surel", LATER))
    assert (meeting.invited_at, meeting.sequence) == (NOW, 0)


def test_a_meeting_is_opened_once_even_without_an_invitation(table: Table) -> None:
    meeting = meetings.open_meeting(**ACT, meeting=table.meet())
    assert (meeting.state, meeting.held_at) == (MeetingState.HELD, NOW)
    with pytest.raises(MeetingMoved, match="Berlangsung"):
        meetings.open_meeting(**ACT, meeting=meeting)
    with pytest.raises(MeetingMoved):
        meetings.cancel_meeting(**ACT, meeting=meeting, reason="Terlambat")
    with pytest.raises(AlreadyBegan):
        meetings.change_meeting(**ACT, meeting=meeting, starts_at=NEXT_WEEK + timedelta(days=1))
    assert meetings.change_meeting(**ACT, meeting=meeting, venue="Aula").venue == "Aula"


def test_a_cancelled_meeting_tells_calendars_and_is_locked(table: Table) -> None:
    meeting = meetings.cancel_meeting(**ACT, meeting=table.invited(), reason=" Ruang  dipakai ")
    assert (meeting.state, meeting.cancelled_reason, meeting.sequence) == ("cancelled", "Ruang dipakai", 1)
    for refused in (
        lambda: meetings.change_meeting(**ACT, meeting=meeting, venue="Aula"),
        lambda: meetings.add_participants(**ACT, meeting=meeting, offices=[], labels=["Lain"]),
        lambda: meetings.mark_invited(**ACT, meeting=meeting, participants=[], told="wa"),
        lambda: meetings.open_meeting(**ACT, meeting=meeting),
        lambda: meetings.cancel_meeting(**ACT, meeting=meeting, reason="Lagi"),
    ):
        with pytest.raises(MeetingLocked):
            refused()


def test_a_cancellation_says_why(table: Table) -> None:
    with pytest.raises(NotSaid):
        meetings.cancel_meeting(**ACT, meeting=table.meet(), reason=" ")


def test_a_signed_meeting_is_locked(table: Table) -> None:
    meeting = rakor.meeting(table.desk, state="signed", signed_at=NOW, minutes_digest="0" * 64)
    with pytest.raises(MeetingLocked):
        meetings.change_meeting(**ACT, meeting=meeting, title="Lain")


def test_two_who_open_at_once_open_once(table: Table) -> None:
    """The second has read the meeting before the first wrote: the UPDATE's condition decides, not what was read."""
    meeting = table.meet()
    stale = Meeting.objects.select_related("forum__region").get(pk=meeting.pk)
    meetings.open_meeting(**ACT, meeting=meeting)
    assert stale.state == MeetingState.PLANNED
    with pytest.raises(MeetingMoved):
        meetings.open_meeting(actor=people.secretariat, meeting=stale, now=LATER)


def test_an_invitation_that_was_answered_stays(table: Table) -> None:
    participant = table.invited().participants.first()
    Attendance.objects.create(
        meeting=participant.meeting, participant=participant, name="Contoh", how="sekretaris", at=NOW
    )
    with pytest.raises(WasPresent):
        meetings.remove_participant(**ACT, participant=participant)


def test_the_letter_is_not_dated_after_the_meeting(table: Table) -> None:
    meeting = table.meet()
    with pytest.raises(NotSaid, match="sesudah tanggal rapat"):
        meetings.set_letter(**ACT, meeting=meeting, number="1", date=date(2024, 12, 1), nature="", copies=[])
    meeting = meetings.set_letter(
        **ACT, meeting=meeting, number=" 1/2024 ", date=date(2024, 10, 30), nature="Penting", copies=["Wali Kota", " "]
    )
    assert (meeting.letter_number, meeting.letter_copies) == ("1/2024", ["Wali Kota"])
