"""What is being typed is kept at once, and finds its way into the minutes without its typist."""

from __future__ import annotations

from datetime import timedelta

import pytest

from siaga.access import Actor, Refused
from siaga.cli.clockwork import write_left_typing
from siaga.desk.models import Account, Grant
from siaga.desk.queries.actors import actor_of
from siaga.ledger.models import Entry
from siaga.rakor.actions.minutes import finish_minutes
from siaga.rakor.minutes_errors import MinutesFinished
from siaga.rakor.models import AgendaItem, NoteConflict, Typing
from siaga.rakor.typing import fold_meeting, keep_typing
from tests import factories, people
from tests.factories import NOW
from tests.rakor.rooms import Room

pytestmark = pytest.mark.django_db


class Desk(Room):
    """The room with two accounts that write its minutes."""

    def __init__(self) -> None:
        super().__init__()
        self.one = factories.account("satu", "secretariat", at=self.tree[people.CITY])
        self.two = factories.account("dua", "secretariat", at=self.tree[people.CITY])

    def types(self, account: Account, text: str, base: int = 0) -> Typing:
        item = AgendaItem.objects.select_related("meeting__forum__region").get(pk=self.item.pk)
        return keep_typing(actor=actor_of(account, NOW), item=item, text=text, base=base, now=NOW)

    @property
    def notes(self) -> str:
        return AgendaItem.objects.get(pk=self.item.pk).notes


def test_typing_is_kept_once_for_each_account_without_an_entry_in_the_ledger() -> None:
    desk = Desk()
    desk.types(desk.one, "a")
    desk.types(desk.one, "ab")
    desk.types(desk.two, "x")
    assert sorted(Typing.objects.values_list("text", flat=True)) == ["ab", "x"]
    assert desk.notes == "" and not Entry.objects.exists()


@pytest.mark.parametrize("actor", [people.leader, people.officer, people.camat, people.field, people.outsider])
def test_who_does_not_write_minutes_here_keeps_no_typing(actor: Actor) -> None:
    desk = Desk()
    with pytest.raises(Refused):
        keep_typing(actor=actor, item=desk.item, text="x", base=0, now=NOW)
    assert not Typing.objects.exists()


def test_nothing_is_kept_for_finished_minutes() -> None:
    desk = Desk()
    finish_minutes(actor=people.secretariat, meeting=desk.meeting, now=NOW)
    with pytest.raises(MinutesFinished):
        desk.types(desk.one, "x")


def test_the_clockwork_writes_what_was_left_behind_in_the_name_of_its_account() -> None:
    desk = Desk()
    desk.types(desk.one, "Laptop ditutup.")
    assert write_left_typing(NOW + timedelta(seconds=90)) == 0
    assert write_left_typing(NOW + timedelta(minutes=3)) == 1
    assert desk.notes == "Laptop ditutup." and not Typing.objects.exists()
    entry = Entry.objects.get(action="minutes.write")
    assert (entry.actor_id, entry.channel) == (desk.one.pk, "worker")
    assert write_left_typing(NOW + timedelta(minutes=4)) == 0


def test_what_two_typed_is_folded_before_finishing_and_neither_text_is_lost() -> None:
    desk = Desk()
    desk.types(desk.one, "Satu.")
    desk.types(desk.two, "Dua.")
    assert fold_meeting(actor=people.secretariat, meeting=desk.meeting, now=NOW) == 0
    assert (desk.notes, NoteConflict.objects.get().text) == ("Satu.", "Dua.")
    assert not Typing.objects.exists()


def test_what_somebody_typed_who_may_no_longer_write_is_written_by_the_one_who_finishes() -> None:
    desk = Desk()
    desk.types(desk.one, "Satu.")
    Grant.objects.filter(account=desk.one).update(revoked_at=NOW)
    assert write_left_typing(NOW + timedelta(minutes=3)) == 0
    assert fold_meeting(actor=people.secretariat, meeting=desk.meeting, now=NOW) == 0
    assert desk.notes == "Satu."
    assert Entry.objects.get(action="minutes.write").actor_name == people.secretariat.name


def test_writing_forgets_what_it_holds_and_nothing_else() -> None:
    desk = Desk()
    desk.types(desk.one, "Awal")
    desk.write("Awal kalimat.")  # somebody else
    assert Typing.objects.count() == 1
    assert write_left_typing(NOW + timedelta(minutes=3)) == 1
    assert "Awal" in desk.notes + NoteConflict.objects.get().text
