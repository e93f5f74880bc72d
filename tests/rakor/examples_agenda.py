"""One runnable example of each action on agendas."""

from __future__ import annotations

from datetime import timedelta

from siaga.rakor.actions import agenda
from siaga.rakor.models import AgendaItem, Meeting, MeetingState
from tests import factories, people
from tests.examples import example
from tests.factories import NOW, rakor
from tests.factories import offices as made

ACT = {"actor": people.secretariat, "now": NOW}


def _meeting(**fields: object) -> Meeting:
    forum = rakor.forum(factories.election(factories.tree()[people.CITY]))
    return rakor.meeting(forum, NOW, **fields)


def _item(**fields: object) -> AgendaItem:
    return rakor.item(_meeting(**fields))


@example("agenda.draw_up")
def draw_up() -> None:
    meeting = _meeting(state=MeetingState.INVITED)
    kpu = factories.agency("kpu", meeting.forum.region)
    rakor.point(meeting.forum.election, kpu, forum=meeting.forum, created_at=NOW - timedelta(days=7))
    agenda.draw_up_agenda(meeting=meeting, **ACT)


@example("agenda.add")
def add() -> None:
    agenda.add_item(meeting=_meeting(), title="Anggaran contoh", **ACT)


@example("agenda.submit")
def submit() -> None:
    meeting = _meeting()
    kpu = factories.agency("kpu", meeting.forum.region)
    rakor.member(meeting.forum, made.office(kpu, "Ketua KPU"))
    agenda.submit_item(actor=people.officer, meeting=meeting, agency=kpu, title="Genset contoh", now=NOW)


@example("agenda.change")
def change() -> None:
    agenda.change_item(item=_item(), title="Lain", detail="Uraian contoh", **ACT)


@example("agenda.move")
def move() -> None:
    item = _item()
    rakor.item(item.meeting, "Kedua", 2)
    agenda.move_item(item=item, to=2, **ACT)


@example("agenda.remove")
def remove() -> None:
    agenda.remove_item(item=_item(), **ACT)


@example("agenda.restore")
def restore() -> None:
    item = _item()
    AgendaItem.objects.update(removed=True)
    agenda.restore_item(item=item, **ACT)


@example("agenda.discuss")
def discuss() -> None:
    agenda.mark_discussed(item=_item(state=MeetingState.HELD), **ACT)
