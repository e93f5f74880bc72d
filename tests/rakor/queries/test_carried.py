"""What comes back at a meeting, and who still owes a word about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.rakor.models import Forum, Meeting, MeetingState, PointState, PointUpdate
from siaga.rakor.queries.carried import carried_points, meeting_before, unanswered
from tests import factories
from tests.factories import NOW, rakor

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def desk() -> Forum:
    return rakor.forum(factories.election(factories.tree()["16.72"]))


@pytest.fixture
def meetings(desk: Forum) -> tuple[Meeting, Meeting]:
    """One that took place a week ago, and one of today that has begun."""
    before = rakor.meeting(desk, NOW - WEEK, state=MeetingState.HELD, held_at=NOW - WEEK)
    return before, rakor.meeting(desk, NOW, state=MeetingState.HELD, held_at=NOW)


def said(point: object, kind: str, at: object, meeting: Meeting | None = None) -> PointUpdate:
    return PointUpdate.objects.create(point=point, kind=kind, at=at, meeting=meeting, by="Contoh", text="Contoh")


def titles(rows: object) -> list[str]:
    return [row.title for row in rows]  # type: ignore[attr-defined]


def test_open_points_of_earlier_meetings_come_back_the_most_overdue_first(
    desk: Forum, meetings: tuple[Meeting, Meeting]
) -> None:
    before, today = meetings
    kpu = factories.agency("kpu", desk.region)
    other = rakor.forum(desk.election, name="Forum lain")
    made = {"forum": desk, "meeting": before, "created_at": NOW - WEEK}
    rakor.point(desk.election, kpu, "nanti", due=NOW.date() + WEEK, **made)
    rakor.point(desk.election, kpu, "lewat", due=NOW.date() - WEEK, **made)
    rakor.point(desk.election, kpu, "menunggu verifikasi", state=PointState.DONE, due=NOW.date(), **made)
    rakor.point(
        desk.election, kpu, "selesai minggu lalu", state=PointState.VERIFIED, **(made | {"created_at": NOW - 2 * WEEK})
    )
    rakor.point(desk.election, kpu, "hari ini", forum=desk, meeting=today, created_at=NOW)
    rakor.point(desk.election, kpu, "forum lain", forum=other, created_at=NOW - WEEK)
    assert titles(carried_points(today)) == ["lewat", "menunggu verifikasi", "nanti"]


def test_points_that_went_up_or_were_handed_over_come_back_where_they_are_now(desk: Forum) -> None:
    region = factories.Region.objects.get(code="16.72.01")
    lower = rakor.forum(desk.election, region, "Rakor Utara", upper=desk)
    camat = factories.agency("kecamatan", region)
    rakor.point(desk.election, camat, "naik", forum=lower, raised_to=desk)
    rakor.point(desk.election, camat, "dialihkan", forum=lower, handed_to=desk)
    rakor.point(desk.election, camat, "tinggal", forum=lower)
    assert titles(carried_points(rakor.meeting(desk, NOW))) == ["naik", "dialihkan"]
    assert titles(carried_points(rakor.meeting(lower, NOW))) == ["naik", "tinggal"]


def test_what_goes_up_after_a_meeting_has_begun_is_for_the_next_one(
    desk: Forum, meetings: tuple[Meeting, Meeting]
) -> None:
    _before, today = meetings
    region = factories.Region.objects.get(code="16.72.01")
    lower, camat = rakor.forum(desk.election, region, "Rakor Utara", upper=desk), factories.agency("kecamatan", region)
    made = {"forum": lower, "raised_to": desk, "created_at": NOW - 2 * WEEK}
    rakor.point(desk.election, camat, "kemarin", escalated_at=NOW - timedelta(days=1), **made)
    late = rakor.point(desk.election, camat, "nanti malam", escalated_at=NOW + timedelta(hours=9), **made)
    assert titles(unanswered(today)) == titles(carried_points(today)) == ["kemarin"]
    assert titles(carried_points(rakor.meeting(desk, NOW + WEEK))) == ["kemarin", "nanti malam"]
    said(late, "tidak-dilaporkan", NOW + timedelta(hours=10), today)
    assert titles(carried_points(today)) == ["kemarin", "nanti malam"], "what is said of it in the room stays there"


def test_a_signed_meeting_keeps_what_was_on_its_table_wherever_that_has_gone(
    desk: Forum, meetings: tuple[Meeting, Meeting]
) -> None:
    before, _today = meetings
    kpu = factories.agency("kpu", desk.region)
    made = {"forum": desk, "created_at": NOW - 2 * WEEK}
    gone = rakor.point(desk.election, kpu, "dialihkan", handed_to=rakor.forum(desk.election, name="Lain"), **made)
    rakor.item(before, "dialihkan", point=gone)
    said(rakor.point(desk.election, kpu, "dilaporkan", **made), "laporan", NOW - WEEK, before)
    rakor.point(desk.election, kpu, "belum di mejanya", **made)
    before.state = MeetingState.SIGNED
    assert titles(carried_points(before)) == ["dialihkan", "dilaporkan"]
    assert not unanswered(before).exists()


def test_what_the_meeting_itself_settles_stays_on_its_list(desk: Forum, meetings: tuple[Meeting, Meeting]) -> None:
    before, today = meetings
    point = rakor.point(desk.election, factories.agency("kpu", desk.region), forum=desk, meeting=before)
    point.state, point.state_at = PointState.VERIFIED, NOW + timedelta(hours=1)
    point.save()
    assert titles(carried_points(today)) == [point.title]
    assert not unanswered(today).exists()


@pytest.mark.parametrize(
    ("kind", "since", "at_meeting", "answered"),
    [
        ("laporan", timedelta(days=-1), False, True),
        ("laporan", timedelta(days=-8), False, False),
        ("laporan", timedelta(0), True, True),
        ("tidak-dilaporkan", timedelta(0), True, True),
        ("eskalasi", timedelta(days=-1), False, False),
        ("perubahan", timedelta(0), True, False),
    ],
)
def test_a_report_since_the_last_meeting_or_a_silence_on_record_answers_for_a_point(
    desk: Forum,
    meetings: tuple[Meeting, Meeting],
    kind: str,
    since: timedelta,
    at_meeting: bool,
    answered: bool,
) -> None:
    before, today = meetings
    point = rakor.point(
        desk.election, factories.agency("kpu", desk.region), forum=desk, meeting=before, created_at=NOW - 2 * WEEK
    )
    said(point, kind, NOW + since, today if at_meeting else None)
    assert titles(unanswered(today)) == ([] if answered else [point.title])


def test_a_silence_of_an_earlier_meeting_does_not_answer_at_this_one(
    desk: Forum, meetings: tuple[Meeting, Meeting]
) -> None:
    before, today = meetings
    point = rakor.point(desk.election, factories.agency("kpu", desk.region), forum=desk, created_at=NOW - 2 * WEEK)
    said(point, "tidak-dilaporkan", NOW - WEEK, before)
    assert titles(unanswered(today)) == [point.title]


def test_a_cancelled_meeting_is_no_meeting_before(desk: Forum, meetings: tuple[Meeting, Meeting]) -> None:
    before, today = meetings
    rakor.meeting(desk, NOW - timedelta(days=2), state=MeetingState.CANCELLED)
    assert meeting_before(today) == before
    assert meeting_before(before) is None
