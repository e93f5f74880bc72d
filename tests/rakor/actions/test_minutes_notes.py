"""What is typed into minutes: nothing is lost, whatever the order in which people save."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siaga.access import Actor
from siaga.ledger.models import Entry
from siaga.rakor.actions import minutes
from siaga.rakor.minutes_errors import (
    AlreadyWithdrawn,
    BadMinutes,
    NotesMoved,
)
from siaga.rakor.models import (
    AgendaItem,
    NoteConflict,
)
from tests import people
from tests.factories import NOW
from tests.factories import rakor as made
from tests.rakor.rooms import Room

pytestmark = pytest.mark.django_db
ACT = {"actor": people.secretariat, "now": NOW}
COLLEAGUE = Actor(12, "Contoh Sekretaris Dua", people.secretariat.grants)


def notes(item: AgendaItem) -> str:
    return AgendaItem.objects.get(pk=item.pk).notes


def test_notes_written_on_the_newest_version_stand_and_raise_it() -> None:
    room = Room()
    first = room.write("KPU: sisa kotak suara.")
    second = room.write("KPU: sisa kotak suara.\nBawaslu: diawasi.", base=1)
    assert (first.outcome, first.item.version, second.item.version) == ("written", 1, 2)
    assert notes(room.item).endswith("diawasi.")
    assert second.item.noted_by == people.secretariat.name


def test_the_same_text_again_changes_nothing() -> None:
    room = Room()
    room.write("Sama.")
    entries = Entry.objects.count()
    assert room.write("Sama.", base=0).outcome == "unchanged"
    assert Entry.objects.count() == entries and not NoteConflict.objects.exists()


def test_changes_of_different_lines_are_put_together() -> None:
    room = Room()
    room.write("satu\ndua\ntiga\nempat\nlima")
    room.write("satu, diubah\ndua\ntiga\nempat\nlima", base=1)
    merged = minutes.write_notes(
        actor=COLLEAGUE, item=room.item, text="satu\ndua\ntiga\nempat\nlima, diubah", base=1, now=NOW
    )
    assert merged.outcome == "merged"
    assert notes(room.item) == "satu, diubah\ndua\ntiga\nempat\nlima, diubah"


def test_changes_of_the_same_line_are_both_kept() -> None:
    room = Room()
    room.write("satu\ndua")
    room.write("satu\ndua A", base=1)
    second = minutes.write_notes(actor=COLLEAGUE, item=room.item, text="satu\ndua B", base=1, now=NOW)
    assert second.outcome == "conflict" and second.conflict is not None
    assert notes(room.item) == "satu\ndua A"
    assert (second.conflict.text, second.conflict.by, second.conflict.base) == ("satu\ndua B", COLLEAGUE.name, 1)


def test_a_longer_copy_takes_the_place_of_what_the_same_person_left_waiting() -> None:
    room = Room()
    room.conflict()
    room.write("Naskah kedua. Lebih panjang.")
    room.write("Naskah ketiga.")
    waiting = [conflict.text for conflict in NoteConflict.objects.order_by("pk")]
    assert waiting == ["Naskah kedua. Lebih panjang.", "Naskah ketiga."]


def test_settling_writes_what_was_chosen_and_only_once() -> None:
    room = Room()
    conflict = room.conflict()
    with pytest.raises(NotesMoved):
        minutes.settle_conflict(**ACT, conflict=conflict, text="Pilihan", base=0)
    item = minutes.settle_conflict(**ACT, conflict=conflict, text="Naskah pertama.\nNaskah kedua.", base=1)
    assert (item.notes, item.version) == ("Naskah pertama.\nNaskah kedua.", 2)
    conflict.refresh_from_db()
    assert conflict.settled_by == people.secretariat.name
    with pytest.raises(AlreadyWithdrawn):
        minutes.settle_conflict(**ACT, conflict=conflict, text="Lagi", base=2)
    assert notes(room.item) == "Naskah pertama.\nNaskah kedua."


def test_letters_that_a_database_cannot_hold_are_left_out_and_line_ends_are_one_letter() -> None:
    room = Room()
    room.write("baris\r\ndua\x00\rtiga  ")
    assert notes(room.item) == "baris\ndua\ntiga  "


def test_too_long_notes_are_refused_with_the_measure() -> None:
    with pytest.raises(BadMinutes, match="100001"):
        Room().write("x" * 100_001)


PARAGRAPH = st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["type", "save", "look"]), st.integers(0, 5))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(PARAGRAPH, min_size=4, max_size=30))
def test_whatever_the_order_in_which_two_save_no_paragraph_is_lost(steps: list[tuple[str, str, int]]) -> None:
    """Each types paragraphs at any place of the own copy, saves, or looks at the newest when the own is untouched."""
    item = _empty_item()
    copies = {name: {"text": "", "base": 0, "dirty": False} for name in "AB"}
    actors = {"A": people.secretariat, "B": COLLEAGUE}
    typed: list[str] = []

    def save(name: str) -> None:
        copy = copies[name]
        written = minutes.write_notes(
            actor=actors[name], item=item, text=str(copy["text"]), base=int(copy["base"]), now=NOW
        )
        copy.update(text=written.item.notes, base=written.item.version, dirty=False)

    for name, what, place in [*steps, ("A", "save", 0), ("B", "save", 0)]:
        copy = copies[name]
        if what == "type":
            typed.append(f"{name}-{len(typed)}")
            lines = str(copy["text"]).split("\n")
            lines.insert(place, typed[-1])
            copy.update(text="\n".join(lines), dirty=True)
        elif what == "save":
            save(name)
        elif not copy["dirty"]:
            newest = AgendaItem.objects.get(pk=item.pk)
            copy.update(text=newest.notes, base=newest.version)
    kept = notes(item).split("\n")
    for conflict in NoteConflict.objects.filter(item=item):
        kept += conflict.text.split("\n")
    assert set(typed) <= set(kept)


def _empty_item() -> AgendaItem:
    first = AgendaItem.objects.first() or Room().item
    return made.item(first.meeting, "Pokok baru (contoh)", first.meeting.items.count() + 1)
