from __future__ import annotations

from datetime import date

import pytest

from siaga.access import Refused
from siaga.briefing.actions.invitations import number_invitation
from siaga.briefing.models import Letterhead
from siaga.rakor.models import Meeting
from tests import people
from tests.factories import NOW, papers

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 24)


def plain(made: papers.World) -> Meeting:
    Meeting.objects.update(letter_number="", letter_date=None, letter_nature="", letter_copies=[])
    made.meeting.refresh_from_db()
    return made.meeting


def number(meeting: Meeting, given: str = "") -> str:
    number_invitation(
        actor=people.secretariat, meeting=meeting, day=DAY, nature="Segera", copies=["Gubernur"], number=given, now=NOW
    )
    meeting.refresh_from_db()
    return meeting.letter_number


def test_number_invitation_takes_the_next_number_once() -> None:
    meeting = plain(papers.world())
    assert number(meeting) == "100.2.7/1/2024"
    assert (meeting.letter_date, meeting.letter_nature, meeting.letter_copies) == (DAY, "Segera", ["Gubernur"])
    assert number(meeting) == "100.2.7/1/2024"
    assert Letterhead.objects.get().last_number == 1


def test_number_invitation_given_elsewhere_takes_none() -> None:
    assert number(plain(papers.world()), "005/7/KESRA") == "005/7/KESRA"
    assert Letterhead.objects.get().last_number == 0


@pytest.mark.parametrize("who", ["officer", "leader", "auditor", "camat", "outsider", "field"])
def test_number_invitation_is_for_those_who_plan_here(who: str) -> None:
    meeting = plain(papers.world())
    with pytest.raises(Refused):
        number_invitation(actor=people.EVERYONE[who], meeting=meeting, day=DAY, nature="Segera", copies=[], now=NOW)
    assert Letterhead.objects.get().last_number == 0
