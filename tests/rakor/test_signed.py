"""Whatever part of the house it comes from: nothing of signed minutes changes, not even by who looked before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from siaga.access import Problem
from siaga.ledger.models import Entry
from siaga.rakor.actions import agenda, attendance, meetings, minutes, obstacles, points
from siaga.rakor.digest import is_intact
from siaga.rakor.models import ActionPoint, Attendance, Meeting, PointUpdate, UpdateKind
from tests import people
from tests.factories import NOW
from tests.factories import offices as made
from tests.rakor.rooms import Room

pytestmark = pytest.mark.django_db
ACT = {"actor": people.secretariat, "now": NOW}


class Signed(Room):
    """The room is signed while somebody still holds everything as it was before."""

    def __init__(self) -> None:
        super().__init__()
        self.old = self.carried(1)[0]
        PointUpdate.objects.create(
            point=self.old, kind=UpdateKind.REPORT, at=NOW, meeting=self.meeting, by="Contoh", text="Separuh."
        )
        self.write("Naskah.")
        self.promise = points.make_point(
            **ACT, election=self.election, owner=self.kpu, region=self.kpu.region, title="Kirim", due=date(2024, 11, 6),
            forum=self.forum, meeting=self.meeting, item=self.item,
        )  # fmt: skip
        self.present = Attendance.objects.create(meeting=self.meeting, name="Contoh Hadir", how="sekretaris", at=NOW)
        self.stale = Meeting.objects.select_related("forum__region", "forum__election").get(pk=self.meeting.pk)
        self.signed()


def attempts(room: Signed) -> dict[str, Callable[[], object]]:
    at = {**ACT, "meeting": room.stale}
    office = made.office(room.kpu, "Ketua KPU")
    return {
        "point made": lambda: points.make_point(
            **at, election=room.election, owner=room.kpu, region=room.kpu.region, title="x", due=date(2024, 11, 6),
            forum=room.forum,
        ),
        "report": lambda: points.report_on_point(**at, point=room.old, text="x"),
        "silence": lambda: points.put_silence_on_record(**at, point=room.old, reason="x"),
        "point changed": lambda: points.change_point(**at, point=room.promise, changes={"title": "Lain"}),
        "point dropped": lambda: points.drop_point(**at, point=room.promise, reason="x"),
        "obstacle": lambda: obstacles.note_obstacle(
            **at, election=room.election, region=room.kpu.region, kind="access", title="x"
        ),
        "agenda drawn up": lambda: agenda.draw_up_agenda(**at),
        "item added": lambda: agenda.add_item(**at, title="x"),
        "item changed": lambda: agenda.change_item(**ACT, item=room.item, title="x", detail=""),
        "item moved": lambda: agenda.move_item(**ACT, item=room.item, to=2),
        "item removed": lambda: agenda.remove_item(**ACT, item=room.next_item),
        "item discussed": lambda: agenda.mark_discussed(**ACT, item=room.next_item),
        "attendance ticked": lambda: attendance.tick(
            **at, participant=None, name="Contoh Susulan", office_title="", agency_name="", represents=False
        ),
        "attendance struck": lambda: attendance.strike_attendance(**ACT, attendance=room.present, reason="x"),
        "meeting changed": lambda: meetings.change_meeting(**at, venue="Tempat lain"),
        "meeting cancelled": lambda: meetings.cancel_meeting(**at, reason="x"),
        "meeting opened": lambda: meetings.open_meeting(**at),
        "participants added": lambda: meetings.add_participants(**at, offices=[office], labels=[]),
        "notes": lambda: room.write("x", base=1),
        "decision": lambda: minutes.decide(**at, text="x"),
    }  # fmt: skip


NAMES = (
    "point made", "report", "silence", "point changed", "point dropped", "obstacle", "agenda drawn up", "item added",
    "item changed", "item moved", "item removed", "item discussed", "attendance ticked", "attendance struck",
    "meeting changed", "meeting cancelled", "meeting opened", "participants added", "notes", "decision",
)  # fmt: skip


def test_every_attempt_is_tried() -> None:
    assert set(attempts(Signed())) == set(NAMES)


@pytest.mark.parametrize("what", NAMES)
def test_nothing_of_signed_minutes_changes(what: str) -> None:
    room = Signed()
    entries = Entry.objects.count()
    with pytest.raises(Problem):
        attempts(room)[what]()
    assert Entry.objects.count() == entries
    assert is_intact(Meeting.objects.get(pk=room.meeting.pk))


def test_a_promise_goes_on_living_and_the_minutes_stay_intact() -> None:
    room = Signed()
    points.report_on_point(actor=people.officer, point=room.promise, text="Selesai.", state="done", now=NOW)
    points.change_point(**ACT, point=ActionPoint.objects.get(pk=room.promise.pk), changes={"title": "Kirim semua"})
    assert is_intact(Meeting.objects.get(pk=room.meeting.pk))
